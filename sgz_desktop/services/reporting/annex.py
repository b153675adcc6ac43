"""附件1: the indicators by zone, with 合计, and those of the whole station."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.indicator import Cover, Indicator
from sgz_desktop.domain.places import Zone
from sgz_desktop.exports.report import (
    Align,
    Block,
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
from sgz_desktop.services.reporting.draft import Draft, paragraph
from sgz_desktop.services.reporting.indicators import Standing, head_of, rate_of, standings, value_of
from sgz_desktop.services.reporting.phrases import span

INDICATORS_A_TABLE = 3
_NONE = "—"


def annex(draft: Draft) -> Iterator[Block]:
    """The annex; nothing where no indicator was entered."""
    known = standings(draft.dossier)
    if not known:
        return
    heading = draft.heading("annex", 1, 1, "annex")
    yield type(heading)(heading.id, 1, heading.runs[1:])
    head = draft.dossier.evaluation
    if head.period_start and head.period_end:
        period = draft.field("period_start", span(head.period_start, head.period_end))
        yield paragraph("annex.period", draft.passage("annex_period", period=period))
    by_zone = [each for each in known if each.indicator.cover is Cover.ZONES and draft.dossier.zones]
    for start in range(0, len(by_zone), INDICATORS_A_TABLE):
        number = start // INDICATORS_A_TABLE + 1
        table = _zone_table(draft, by_zone[start : start + INDICATORS_A_TABLE], number)
        yield KeepTogether(f"annex.zones.{number}.whole", (table,))
    rest = [each for each in known if each not in by_zone]
    if rest:
        yield KeepTogether("annex.station.whole", (_station_table(draft, rest),))


def _zone_table(draft: Draft, shown: Sequence[Standing], number: int) -> Table:
    upper = [_label("服务片区", rows=2), _label("投入社工人数", rows=2)]
    upper += [_label(_title(each.indicator), columns=3) for each in shown]
    lower = [_label(each) for one in shown for each in (head_of(one.indicator), "完成量", "百分比")]
    rows = [_zone_row(draft, zone, shown) for zone in draft.dossier.zones]
    rows.append(_total_row(draft, shown))
    return Table(
        f"annex.zones.{number}",
        _widths(len(shown)),
        tuple(rows),
        (Row(tuple(upper)), Row(tuple(lower))),
    )


def _widths(indicators: int) -> tuple[Column, ...]:
    """Zone and staff, then the figures evenly: a rate needs a little more than an amount."""
    name, staff = 0.14, 0.1
    unit = (1 - name - staff) / (indicators * 3.4)
    figures = (Column(Align.CENTER, unit), Column(Align.CENTER, unit), Column(Align.CENTER, 1.4 * unit))
    return (Column(Align.CENTER, name), Column(Align.CENTER, staff), *(figures * indicators))


def _zone_row(draft: Draft, zone: Zone, shown: Sequence[Standing]) -> Row:
    cells = [
        Cell((Run(zone.name, Field(zone.kind, zone.id, "name")),)),
        Cell((Run(_text(zone.staff), Field(zone.kind, zone.id, "staff")),)),
    ]
    for each in shown:
        agreed, done = value_of(draft.dossier.value_by_key, each.indicator, zone.id)
        cells += _triple(f"{each.indicator.id}.{zone.id}", agreed, done)
    return Row(tuple(cells))


def _total_row(draft: Draft, shown: Sequence[Standing]) -> Row:
    staff = [each.staff for each in draft.dossier.zones]
    whole = sum((each for each in staff if each is not None), Decimal(0)) if None not in staff else None
    cells = [_label("合计"), Cell((Run(_text(whole), QuantityRef("staff.total", "zones")),))]
    for each in shown:
        cells += _triple(str(each.indicator.id), each.agreed, each.done)
    return Row(tuple(cells))


def _station_table(draft: Draft, shown: Sequence[Standing]) -> Table:
    rows = [
        Row(
            (
                Cell((Run(_title(each.indicator), Field("indicator", each.indicator.id, "label")),)),
                *_triple(str(each.indicator.id), each.agreed, each.done),
            )
        )
        for each in shown
    ]
    head = Row(tuple(_label(each) for each in ("总体服务", "协议量", "完成量", "百分比")))
    return Table(
        "annex.station",
        (Column(Align.LEFT, 0.4), *(Column(Align.CENTER, 0.2) for _ in range(3))),
        tuple(rows),
        (head,),
    )


def _triple(detail: str, agreed: Decimal | None, done: Decimal | None) -> list[Cell]:
    rate = rate_of(done, agreed)
    return [
        Cell((Run(_text(agreed), QuantityRef("indicator.agreed", detail)),)),
        Cell((Run(_text(done), QuantityRef("indicator.done", detail)),)),
        Cell((Run(_NONE if rate is None else f"{rate}%", QuantityRef("indicator.rate", detail)),)),
    ]


def _title(indicator: Indicator) -> str:
    return f"{indicator.table_label or indicator.label}（{indicator.unit}）"


def _label(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Run(text, Passage("annex_head"), bold=True),), columns=columns, rows=rows)


def _text(figure: Decimal | None) -> str:
    return _NONE if figure is None else decimal_text(figure)
