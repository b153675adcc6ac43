"""附件1: the indicators by zone, with 合计, and those of the whole station."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

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
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.figures import rate_text
from sgz_desktop.services.reporting.indicators import Standing, agreed_text, head_of, standing_in, standings

INDICATORS_A_TABLE = 3
_NONE = "—"


def indicator_tables(draft: Draft) -> Iterator[Block]:
    """The tables of the annex; nothing where no indicator was entered."""
    known = standings(draft.dossier)
    by_zone = [each for each in known if each.indicator.cover is Cover.ZONES and draft.dossier.zones]
    for number, shown in enumerate(_shared_out(by_zone), 1):
        table = _zone_table(draft, shown, number)
        yield KeepTogether(f"annex.zones.{number}.whole", (table,))
    rest = [each for each in known if each not in by_zone]
    if rest:
        yield KeepTogether("annex.station.whole", (_station_table(draft, rest),))


def _shared_out(several: Sequence[Standing]) -> list[list[Standing]]:
    """The indicators of each table: those of one clause of the sentence together, as far as they fit."""
    tables: list[list[Standing]] = []
    for _, members in groupby(several, key=lambda each: each.indicator.sentence_group):
        clause = list(members)
        for start in range(0, len(clause), INDICATORS_A_TABLE):
            chunk = clause[start : start + INDICATORS_A_TABLE]
            if tables and len(tables[-1]) + len(chunk) <= INDICATORS_A_TABLE:
                tables[-1] += chunk
            else:
                tables.append(chunk)
    return tables


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
    cells = [_label("合计"), Cell((Run(_text(whole), QuantityRef("staff.total", "zones")),))]
    for each in shown:
        cells += _triple(draft, str(each.indicator.id), each)
    return Row(tuple(cells))


def _station_table(draft: Draft, shown: Sequence[Standing]) -> Table:
    rows = [
        Row(
            (
                Cell((Run(_title(each.indicator), Field("indicator", each.indicator.id, "label")),)),
                *_triple(draft, str(each.indicator.id), each),
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


def _triple(draft: Draft, detail: str, standing: Standing) -> list[Cell]:
    rate = None if standing.rate is None else rate_text(standing.rate, draft.style.figures)
    return [
        Cell((Run(agreed_text(standing) or _NONE, QuantityRef("indicator.agreed", detail)),)),
        Cell((Run(_text(standing.done), QuantityRef("indicator.done", detail)),)),
        Cell((Run(rate or _NONE, QuantityRef("indicator.rate", detail)),)),
    ]


def _title(indicator: Indicator) -> str:
    return f"{indicator.table_label or indicator.label}（{indicator.unit}）"


def _label(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Run(text, Passage("annex_head"), bold=True),), columns=columns, rows=rows)


def _text(figure: Decimal | None) -> str:
    return _NONE if figure is None else decimal_text(figure)
