"""附件1: the indicators by zone, with 合计, and those of the whole station."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.places import Zone
from sgz_desktop.exports.report import (
    Align,
    Cell,
    Column,
    Field,
    KeepTogether,
    Passage,
    QuantityRef,
    Row,
    Run,
    Table,
)
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.figures import rate_text
from sgz_desktop.services.reporting.indicator_groups import (
    RATE,
    STATION,
    STATION_HEADS,
    WHOLE,
    ZONE_HEADS,
    IndicatorGroup,
    grouped,
    label_of,
    shared_out,
)
from sgz_desktop.services.reporting.indicators import Standing, agreed_text, standing_in, standings

INDICATORS_A_TABLE = 3
MOST_OF_A_GROUP = 5  # in one table; more could not be read
_NONE = "—"


def indicator_tables(draft: Draft) -> Iterator[KeepTogether]:
    """The tables of the annex; nothing where no indicator was entered."""
    known = standings(draft.dossier)
    by_zone = [each for each in known if each.indicator.cover is Cover.ZONES and draft.dossier.zones]
    groups = tuple(part for each in grouped(by_zone) for part in _readable(each))
    for number, shown in enumerate(shared_out(groups, INDICATORS_A_TABLE), 1):
        table = _zone_table(draft, shown, number)
        yield KeepTogether(f"annex.zones.{number}.whole", (table,))
    rest = [each for each in known if each not in by_zone]
    if rest:
        yield KeepTogether("annex.station.whole", (_station_table(draft, rest),))


def _readable(group: IndicatorGroup) -> Iterator[IndicatorGroup]:
    """The group, in parts where it is wider than a page can show."""
    if len(group.members) <= MOST_OF_A_GROUP:
        yield group
        return
    for start in range(0, len(group.members), INDICATORS_A_TABLE):
        name = f"{group.name}（续）" if start else group.name
        yield replace(group, name=name, members=group.members[start : start + INDICATORS_A_TABLE])


def _zone_table(draft: Draft, groups: Sequence[IndicatorGroup], number: int) -> Table:
    members = [each for group in groups for each in group.members]
    shown = [each.standing for each in members]
    upper = [_label(each, rows=2) for each in ZONE_HEADS]
    upper += [_label(each.head, columns=3 * len(each.members)) for each in groups]
    lower = [_label(text) for each in members for text in (each.agreed, "".join(each.done), RATE)]
    rows = [_zone_row(draft, zone, shown) for zone in draft.dossier.zones]
    rows.append(_total_row(draft, shown))
    return Table(
        f"annex.zones.{number}",
        _widths(len(shown)),
        tuple(rows),
        (Row(tuple(upper)), Row(tuple(lower))),
    )


def _widths(indicators: int) -> tuple[Column, ...]:
    """Zone and staff, then the figures alike: 协议次数 and a rate need a little more than 完成量."""
    name, staff = 0.11, 0.09
    unit = (1 - name - staff) / (indicators * 3.7)
    figures = tuple(Column(Align.CENTER, each * unit) for each in (1.3, 1.0, 1.4))
    return (Column(Align.CENTER, name), Column(Align.CENTER, staff), *(figures * indicators))


def _zone_row(draft: Draft, zone: Zone, shown: Sequence[Standing]) -> Row:
    cells = [
        Cell((Run(zone.name, Field(zone.kind, zone.id, "name")),)),
        Cell((Run(_text(zone.staff), Field(zone.kind, zone.id, "staff")),)),
    ]
    for each in shown:
        standing = standing_in(draft.dossier, each.indicator, zone.id)
        cells += _triple(draft, f"{each.indicator.id}.{zone.id}", standing)
    return Row(tuple(cells))


def _total_row(draft: Draft, shown: Sequence[Standing]) -> Row:
    staff = [each.staff for each in draft.dossier.zones]
    whole = sum((each for each in staff if each is not None), Decimal(0)) if None not in staff else None
    cells = [_label(WHOLE), Cell((Run(_text(whole), QuantityRef("staff.total", "zones")),))]
    for each in shown:
        cells += _triple(draft, str(each.indicator.id), each)
    return Row(tuple(cells))


def _station_table(draft: Draft, shown: Sequence[Standing]) -> Table:
    rows = [
        Row(
            (
                Cell((Run(label_of(each.indicator), Field("indicator", each.indicator.id, "label")),)),
                *_triple(draft, str(each.indicator.id), each),
            )
        )
        for each in shown
    ]
    heads = (
        Row((_label(STATION, columns=len(STATION_HEADS)),)),
        Row(tuple(_label(each) for each in STATION_HEADS)),
    )
    return Table(
        "annex.station",
        (Column(Align.LEFT, 0.4), *(Column(Align.CENTER, 0.2) for _ in range(3))),
        tuple(rows),
        heads,
    )


def _triple(draft: Draft, detail: str, standing: Standing) -> list[Cell]:
    rate = None if standing.rate is None else rate_text(standing.rate, draft.style.figures)
    return [
        Cell((Run(agreed_text(standing) or _NONE, QuantityRef("indicator.agreed", detail)),)),
        Cell((Run(_text(standing.done), QuantityRef("indicator.done", detail)),)),
        Cell((Run(rate or _NONE, QuantityRef("indicator.rate", detail)),)),
    ]


def _label(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Run(text, Passage("annex_head"), bold=True),), columns=columns, rows=rows)


def _text(figure: Decimal | None) -> str:
    return _NONE if figure is None else decimal_text(figure)
