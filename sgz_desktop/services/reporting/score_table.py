"""评估内容, 标准分, 评分, 折算分: the score table with its merged cell."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.result import ComponentScore, PartyScore, Source
from sgz_desktop.exports.report import (
    Align,
    Cell,
    Column,
    Field,
    Passage,
    QuantityRef,
    Row,
    Run,
    Table,
)
from sgz_desktop.scoring.rounding import printed_points
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.points import exact_points

_HEAD = ("评估内容", "标准分", "评分", "折算分")
_OPEN = "未定"


def score_table(draft: Draft, table_id: str) -> Table:
    """The score table; the groups of a component share one merged 折算分 cell."""
    components = {each.code: each for each in draft.score.components}
    parties = {each.code: each for each in draft.score.parties}
    rows: list[Row] = []
    for code in _order(draft, components, parties):
        if code in components:
            rows += _component_rows(draft, components[code])
        elif parties[code].source is not Source.COMPONENTS:
            rows.append(_party_row(parties[code]))
    total = _figure(draft.score.total) if draft.score.total is not None else _range(draft)
    rows.append(Row((_label("总分"), Cell((Run(total, QuantityRef("score.total"), bold=True),), columns=3))))
    return Table(
        table_id,
        (Column(Align.CENTER, 0.4), *(Column(Align.CENTER, 0.2) for _ in range(3))),
        tuple(rows),
        (Row(tuple(_label(each) for each in _HEAD)),),
    )


def _order(
    draft: Draft, components: Mapping[str, ComponentScore], parties: Mapping[str, PartyScore]
) -> tuple[str, ...]:
    known = {**components, **parties}
    named = [code for code in draft.style.orders.score_table if code in known]
    return (*named, *(code for code in known if code not in named))


def _component_rows(draft: Draft, component: ComponentScore) -> Iterator[Row]:
    converted = _figure_run(component.converted, "score.component", component.code)
    several = [each for each in component.groups if each.group_id is not None]
    if not several or (component.source is Source.FIGURE and component.figure_id is not None):
        yield Row(
            (
                _named(component.name, component.code),
                _points(component.possible),
                _printed(component.points, component.converted, component.code),
                Cell((converted,)),
            )
        )
        return
    for place, group in enumerate(several):
        assert group.group_id is not None
        name = (
            Run(f"{component.name}（", Passage(f"rubric.component.{component.code}")),
            Run(group.name, Field("group", group.group_id, "name")),
            Run("）", Passage(f"rubric.component.{component.code}")),
        )
        shown = _exact(group.points)
        cells = (
            Cell(name),
            _points(component.possible),
            Cell((Run(shown, QuantityRef("score.component", f"{component.code}.{group.group_id}")),)),
        )
        merged = (Cell((converted,), rows=len(several)),) if place == 0 else ()
        yield Row((*cells, *merged))


def _party_row(party: PartyScore) -> Row:
    return Row(
        (
            _named(party.name, party.code),
            _points(party.possible),
            _printed(party.points, party.converted, party.code),
            Cell((_figure_run(party.converted, "score.party", party.code),)),
        )
    )


def _named(name: str, code: str) -> Cell:
    return Cell((Run(name, Passage(f"rubric.{code}")),))


def _label(text: str) -> Cell:
    return Cell((Run(text, Passage("score_table"), bold=True),))


def _points(points: Decimal) -> Cell:
    return Cell((Run(decimal_text(points), Passage("rubric.points")),))


def _printed(points: Fraction | None, converted: Decimal | None, code: str) -> Cell:
    text = _OPEN
    if points is not None and converted is not None:
        text = decimal_text(printed_points(points, converted))
    return Cell((Run(text, QuantityRef("score.component", code)),))


def _exact(points: Fraction | None) -> str:
    """A review group's score."""
    return _OPEN if points is None else decimal_text(exact_points(points))


def _figure_run(figure: Decimal | None, key: str, detail: str) -> Run:
    return Run(_figure(figure), QuantityRef(key, detail))


def _figure(figure: Decimal | None) -> str:
    return _OPEN if figure is None else decimal_text(figure)


def _range(draft: Draft) -> str:
    return f"已得{draft.score.floor}，最高可达{draft.score.ceiling}"
