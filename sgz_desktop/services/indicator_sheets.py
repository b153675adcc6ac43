"""附件1 as a sheet: indicators by zone under heads of two levels, 合计, and those of the whole station."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.exports.report import plain
from sgz_desktop.exports.workbook import PERCENT, CellLook, Sheet, SheetCell, SheetRow
from sgz_desktop.house_styles.parts import Annex
from sgz_desktop.services.reporting.annexes import annex_title, annexes_of
from sgz_desktop.services.reporting.draft import Draft
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
from sgz_desktop.services.reporting.indicators import Standing, standing_in, standings
from sgz_desktop.services.reporting.phrases import span

SHEET = "附件1"
_TITLE_HEIGHT = 30.0
_MOST_ABREAST = 7  # indicators side by side, as many as the longest block of the seeds
_ROWS_A_PAGE = 36  # of a sheet on its side, scaled to its width
# Columns an indicator of the whole station takes: its name over two or more, and three figures.
_LEAST_STATION = 5
_NAME_LINES, _CHARACTER = 2, 2.1  # of a name, and what a Chinese character takes of the standard font's
_LONGEST_LINE = 4  # characters of a head over the zones
_NAME_WIDTH, _STAFF_WIDTH, _FIGURE_WIDTH = 10.0, 7.5, 7.2


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of the evaluation: agreed, done and rate of an indicator in a zone, or of the station."""

    dossier: Dossier

    def triple(
        self, each: Standing, zone_id: UUID | None, *, look: CellLook = CellLook.NUMBER
    ) -> tuple[SheetCell, ...]:
        """The three cells; what is agreed as a rate of another is measured against that one's amount."""
        found = each if zone_id is None else standing_in(self.dossier, each.indicator, zone_id)
        is_rate = each.indicator.agreed is Agreed.RATE and found.agreed is not None
        agreed = (
            SheetCell(found.agreed / 100, look, PERCENT)
            if is_rate and found.agreed is not None
            else SheetCell(found.agreed, look)
        )
        share = None if found.rate is None else found.rate / 100
        return agreed, SheetCell(found.done, look), SheetCell(share, look, PERCENT)


def indicator_sheets(dossier: Dossier, draft: Draft | None = None) -> tuple[Sheet, ...]:
    """The annex on one sheet if a page holds it, else on a sheet a block, whose heads are repeated then.

    () without any indicator.

    With a draft of the report it bears the title that its house style gives the annex.
    """
    known = standings(dossier)
    if not known:
        return ()
    title = _title(dossier, draft)
    zoned = [each for each in known if each.indicator.cover is Cover.ZONES and dossier.zones]
    rest = [each for each in known if each not in zoned]
    blocks = shared_out(grouped(zoned), _MOST_ABREAST)
    width = max([2 + 3 * _size(each) for each in blocks], default=0) or 1 + 2 * _LEAST_STATION
    figures = _Figures(dossier)
    station = tuple(_station_rows(figures, rest, width)) if rest else ()
    if not blocks:
        return (_sheet(title, station, width, heads=1),)
    rows = (*(row for each in blocks for row in _zone_rows(figures, each)), *station)
    if len(rows) <= _ROWS_A_PAGE:
        return (_sheet(title, rows, width, heads=2 if len(blocks) == 1 else 0),)
    sheets = [
        _sheet(title, tuple(_zone_rows(figures, each)), 2 + 3 * _size(each), heads=2) for each in blocks
    ]
    if station:
        sheets.append(_sheet(title, station, width, heads=1))
    return tuple(sheets)


def _title(dossier: Dossier, draft: Draft | None) -> str:
    """The annex's title as the report has it, and the period that its figures are of."""
    head = dossier.evaluation
    period = span(head.period_start, head.period_end) if head.period_start and head.period_end else "时段未填"
    named = f"{head.short_name}购买服务项目指标完成情况统计表"
    if draft is not None:
        for number, part in enumerate(annexes_of(draft.style, dossier), 1):
            if part.annex is Annex.INDICATORS:
                named = plain(annex_title(draft, part, number))
    return f"{named}（{period}）"


def _sheet(title: str, rows: Sequence[SheetRow], width: int, *, heads: int) -> Sheet:
    return Sheet(
        name=SHEET,
        widths=(_NAME_WIDTH, _STAFF_WIDTH, *(_FIGURE_WIDTH for _ in range(width - 2))),
        rows=(SheetRow((SheetCell(title, CellLook.TITLE, columns=width),), height=_TITLE_HEIGHT), *rows),
        head_rows=1 + heads,
        frozen_columns=1,
        landscape=True,
    )


def _size(block: Sequence[IndicatorGroup]) -> int:
    return sum(len(each.members) for each in block)


def _zone_rows(figures: _Figures, block: Sequence[IndicatorGroup]) -> Iterator[SheetRow]:
    members = [each for group in block for each in group.members]
    shown = [each.standing for each in members]
    upper = [SheetCell(_in_lines(each), CellLook.HEAD, rows=2) for each in ZONE_HEADS]
    upper += [SheetCell(each.head, CellLook.HEAD, columns=3 * len(each.members)) for each in block]
    yield SheetRow(tuple(upper))
    heads = (text for each in members for text in (each.agreed_in_lines, "\n".join(each.done), RATE))
    yield SheetRow(tuple(SheetCell(each, CellLook.HEAD) for each in heads))
    zones = figures.dossier.zones
    for zone in zones:
        cells = [SheetCell(zone.name, CellLook.CENTER), SheetCell(zone.staff, CellLook.NUMBER)]
        for each in shown:
            cells += figures.triple(each, zone.id)
        yield SheetRow(tuple(cells))
    staff = [each.staff for each in zones if each.staff is not None]
    whole = sum(staff, Decimal(0)) if len(staff) == len(zones) else None
    cells = [SheetCell(WHOLE, CellLook.TOTAL), SheetCell(whole, CellLook.SUM)]
    for each in shown:
        cells += figures.triple(each, None, look=CellLook.SUM)
    yield SheetRow(tuple(cells))


def _in_lines(head: str) -> str:
    """投入社工人数 in two lines, as its column has no room for one."""
    middle = (len(head) + 1) // 2
    return f"{head[:middle]}\n{head[middle:]}" if len(head) > _LONGEST_LINE else head


def _station_rows(figures: _Figures, shown: Sequence[Standing], width: int) -> Iterator[SheetRow]:
    """总体服务: name, agreed, done and rate of as many indicators side by side as the width allows."""
    longest = max(len(label_of(each.indicator)) for each in shown)
    names = ceil((longest + 1) * _CHARACTER / _NAME_LINES / _FIGURE_WIDTH)
    abreast = min(len(shown), max(1, (width - 1) // max(_LEAST_STATION, names + 3)))
    spans = [(width - 1) // abreast + (number < (width - 1) % abreast) for number in range(abreast)]
    lines = [shown[start : start + abreast] for start in range(0, len(shown), abreast)]
    content, *figures_heads = STATION_HEADS
    head = [SheetCell(STATION, CellLook.HEAD, rows=1 + len(lines))]
    for columns in spans:
        head.append(SheetCell(content, CellLook.HEAD, columns=columns - 3))
        head += [SheetCell(each, CellLook.HEAD) for each in figures_heads]
    yield SheetRow(tuple(head))
    for line in lines:
        cells: list[SheetCell] = []
        for number, columns in enumerate(spans):
            if number < len(line):
                each = line[number]
                cells.append(SheetCell(label_of(each.indicator), columns=columns - 3))
                cells += figures.triple(each, None)
            else:
                cells += [SheetCell(None, columns=columns - 3), *(SheetCell(None) for _ in range(3))]
        yield SheetRow(tuple(cells))
