"""附件1: the indicators by zone, with 合计, and those of the whole station."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.places import Zone
from sgz_desktop.exports.report import (
    Align,
    Cell,
    Column,
    Field,
    KeepTogether,
    PageForm,
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

_NONE = "—"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How many indicators stand side by side, how many of one service at most, and in which type."""

    abreast: int
    of_one: int
    largest: float = 0.0  # points, 0 for whatever its columns hold
    station: int = 1  # columns of indicators of the whole station


_SHEETS = {PageForm.WIDE: _Sheet(7, 7, largest=9.0, station=2)}
_A4 = _Sheet(3, 5)
_MOST_A4 = 2  # sheets; what needs more stands on A3
_ROOM_BELOW_TITLE, _ROOM = 18.0, 24.0  # rows of an A4 sheet on its side, in type that can be read
_HEADS, _GAP = 3.5, 0.7  # rows that heads and 合计 take, and the space between tables


def indicator_form(dossier: Dossier, form: PageForm) -> PageForm:
    """The sheets of the annex: an A4 one on its side gives way to A3 where it would take three or more."""
    if form is not PageForm.LANDSCAPE:
        return form
    zoned, rest = _shares(dossier)
    tables = len(shared_out(_groups(zoned, _A4), _A4.abreast))
    heights = [len(dossier.zones) + _HEADS] * tables + ([len(rest) + _HEADS] if rest else [])
    return PageForm.WIDE if _sheets_of(heights) > _MOST_A4 else form


def _sheets_of(heights: Sequence[float]) -> int:
    """How many A4 sheets tables of so many rows take, each whole where a sheet can hold it."""
    sheets, room = 1, _ROOM_BELOW_TITLE
    for height in heights:
        rest = height
        if room < rest <= _ROOM:
            sheets, room = sheets + 1, _ROOM
        while rest > room:
            rest, sheets, room = rest - room, sheets + 1, _ROOM
        room -= rest + _GAP
    return sheets


def indicator_tables(draft: Draft, form: PageForm = PageForm.LANDSCAPE) -> Iterator[KeepTogether]:
    """The tables of the annex on sheets of a form; nothing where no indicator was entered."""
    zoned, rest = _shares(draft.dossier)
    sheet = _SHEETS.get(form, _A4)
    for number, shown in enumerate(shared_out(_groups(zoned, sheet), sheet.abreast), 1):
        table = _zone_table(draft, shown, number, sheet)
        yield KeepTogether(f"annex.zones.{number}.whole", (table,))
    if rest:
        yield KeepTogether("annex.station.whole", (_station_table(draft, rest, sheet),))


def _shares(dossier: Dossier) -> tuple[list[Standing], list[Standing]]:
    """The indicators that are told by zone, and those of the whole station."""
    known = standings(dossier)
    zoned = [each for each in known if each.indicator.cover is Cover.ZONES and dossier.zones]
    return zoned, [each for each in known if each not in zoned]


def _groups(shown: Sequence[Standing], sheet: _Sheet) -> tuple[IndicatorGroup, ...]:
    return tuple(part for each in grouped(shown) for part in _readable(each, sheet))


def _readable(group: IndicatorGroup, sheet: _Sheet) -> Iterator[IndicatorGroup]:
    """The group, in parts where it is wider than a page can show."""
    if len(group.members) <= sheet.of_one:
        yield group
        return
    for start in range(0, len(group.members), sheet.abreast):
        name = f"{group.name}（续）" if start else group.name
        yield replace(group, name=name, members=group.members[start : start + sheet.abreast])


def _zone_table(draft: Draft, groups: Sequence[IndicatorGroup], number: int, sheet: _Sheet) -> Table:
    members = [each for group in groups for each in group.members]
    shown = [each.standing for each in members]
    upper = [_label(each, rows=2) for each in ZONE_HEADS]
    upper += [_label(each.head, columns=3 * len(each.members)) for each in groups]
    agreed = [each.agreed if sheet is _A4 else each.agreed_in_lines for each in members]
    lower = [
        _label(text)
        for each, first in zip(members, agreed, strict=True)
        for text in (first, "".join(each.done), RATE)
    ]
    rows = [_zone_row(draft, zone, shown) for zone in draft.dossier.zones]
    rows.append(_total_row(draft, shown))
    return Table(
        f"annex.zones.{number}",
        _widths(len(shown), sheet),
        tuple(rows),
        (Row(tuple(upper)), Row(tuple(lower))),
        largest=sheet.largest,
    )


def _widths(indicators: int, sheet: _Sheet) -> tuple[Column, ...]:
    """Zone and staff, then the figures alike: 协议次数 and a rate need a little more than 完成量."""
    name, staff = (0.11, 0.09) if sheet is _A4 else (0.07, 0.055)
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


def _station_table(draft: Draft, shown: Sequence[Standing], sheet: _Sheet) -> Table:
    """总体服务: one under another, on a wide sheet in two columns that are read downwards."""
    abreast = min(sheet.station, len(shown))
    lines = -(-len(shown) // abreast)
    parts = [shown[start : start + lines] for start in range(0, len(shown), lines)]
    rows = [
        Row(tuple(cell for part in parts for cell in _station_cells(draft, part[line : line + 1])))
        for line in range(lines)
    ]
    heads = (
        Row((_label(STATION, columns=len(STATION_HEADS) * abreast),)),
        Row(tuple(_label(each) for each in STATION_HEADS * abreast)),
    )
    name = 0.4 if abreast == 1 else 0.52
    widths = (name, *[(1 - name) / len(STATION_HEADS[1:])] * len(STATION_HEADS[1:]))
    columns = tuple(
        Column(Align.CENTER if number else Align.LEFT, width / abreast) for number, width in enumerate(widths)
    )
    return Table("annex.station", columns * abreast, tuple(rows), heads, largest=sheet.largest)


def _station_cells(draft: Draft, shown: Sequence[Standing]) -> list[Cell]:
    """An indicator's four cells, empty ones where there is none left."""
    if not shown:
        return [Cell() for _ in STATION_HEADS]
    (each,) = shown
    name = Run(label_of(each.indicator), Field("indicator", each.indicator.id, "label"))
    return [Cell((name,)), *_triple(draft, str(each.indicator.id), each)]


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
