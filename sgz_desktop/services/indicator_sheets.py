"""附件1 as a sheet: indicators by zone under heads of two levels, 合计, and those of the whole station."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import ceil
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator
from sgz_desktop.exports.workbook import PERCENT, CellLook, Sheet, SheetCell, SheetRow
from sgz_desktop.services.reporting.indicators import Standing, head_of, standing_in, standings
from sgz_desktop.services.reporting.phrases import span

SHEET = "附件1"
_TITLE_HEIGHT = 30.0
_MOST_ABREAST = 7  # indicators side by side, as many as the longest block of the seeds
_ROWS_A_PAGE = 36  # of a sheet on its side, scaled to its width
_LEAST_STATION = (
    5  # columns an indicator of the whole station takes: its name over two or more, and three figures
)
_DETAIL = re.compile(r"^(?P<stem>.+?)[（(](?P<detail>[^（）()]+)[）)]$")
_NAME_WIDTH, _STAFF_WIDTH, _FIGURE_WIDTH = 12.0, 9.0, 8.5


@dataclass(frozen=True, slots=True)
class _Group:
    """Indicators that follow one another under one name: 专业个案 with 接案, 节数 and 结案."""

    name: str
    members: tuple[tuple[Standing, str], ...]  # with what the name says in brackets


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


def indicator_sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """The annex on one sheet, or a sheet a block where one page cannot hold it; () without indicators."""
    known = standings(dossier)
    if not known:
        return ()
    zoned = [each for each in known if each.indicator.cover is Cover.ZONES and dossier.zones]
    rest = [each for each in known if each not in zoned]
    blocks = _blocks(_groups(zoned))
    width = max([2 + 3 * _size(each) for each in blocks], default=0) or 1 + 2 * _LEAST_STATION
    figures = _Figures(dossier)
    zone_rows = [tuple(_zone_rows(figures, each)) for each in blocks]
    station_rows = tuple(_station_rows(figures, rest, width)) if rest else ()
    if sum(len(each) for each in zone_rows) + len(station_rows) <= _ROWS_A_PAGE:
        rows = tuple(row for block in (*zone_rows, station_rows) for row in block)
        return (_sheet(dossier, rows, width, heads=2 if len(blocks) == 1 else 0),)
    sheets = [_sheet(dossier, rows, width, heads=2) for rows in zone_rows]
    if station_rows:
        sheets.append(_sheet(dossier, station_rows, width, heads=1))
    return tuple(sheets)


def _sheet(dossier: Dossier, rows: Sequence[SheetRow], width: int, *, heads: int) -> Sheet:
    head = dossier.evaluation
    period = span(head.period_start, head.period_end) if head.period_start and head.period_end else "时段未填"
    title = f"{head.short_name}购买服务项目指标完成情况统计表（{period}）"
    return Sheet(
        name=SHEET,
        widths=(_NAME_WIDTH, _STAFF_WIDTH, *(_FIGURE_WIDTH for _ in range(width - 2))),
        rows=(SheetRow((SheetCell(title, CellLook.TITLE, columns=width),), height=_TITLE_HEIGHT), *rows),
        head_rows=1 + heads,
        frozen_columns=1,
        landscape=True,
    )


def _groups(shown: Sequence[Standing]) -> tuple[_Group, ...]:
    named = [(*_name_of(each.indicator), each) for each in shown]
    return tuple(
        _Group(stem, tuple((each, detail) for _, detail, each in several))
        for stem, several in groupby(named, key=lambda each: each[0])
    )


def _name_of(indicator: Indicator) -> tuple[str, str]:
    """The name over the columns, and what it says in brackets: 专业个案（接案） → 专业个案, 接案."""
    name = indicator.table_label or indicator.label
    found = _DETAIL.match(name)
    return (found["stem"], found["detail"]) if found else (name, "")


def _size(block: Sequence[_Group]) -> int:
    return sum(len(each.members) for each in block)


def _blocks(groups: Sequence[_Group]) -> tuple[tuple[_Group, ...], ...]:
    """Groups in order, shared out over as few blocks as the page's width needs, of like size."""
    if not groups:
        return ()
    number = ceil(_size(groups) / _MOST_ABREAST)
    most = max(ceil(_size(groups) / number), *(len(each.members) for each in groups))
    blocks: list[list[_Group]] = [[]]
    for group in groups:
        if blocks[-1] and _size(blocks[-1]) + len(group.members) > min(most + 1, _MOST_ABREAST):
            blocks.append([])
        blocks[-1].append(group)
    return tuple(tuple(each) for each in blocks)


def _zone_rows(figures: _Figures, block: Sequence[_Group]) -> Iterator[SheetRow]:
    shown = [each for group in block for each, _ in group.members]
    upper = [SheetCell("服务片区", CellLook.HEAD, rows=2), SheetCell("投入社\n工人数", CellLook.HEAD, rows=2)]
    upper += [SheetCell(_group_head(each), CellLook.HEAD, columns=3 * len(each.members)) for each in block]
    yield SheetRow(tuple(upper))
    yield SheetRow(tuple(cell for group in block for cell in _figure_heads(group)))
    zones = figures.dossier.zones
    for zone in zones:
        cells = [SheetCell(zone.name, CellLook.CENTER), SheetCell(zone.staff, CellLook.NUMBER)]
        for each in shown:
            cells += figures.triple(each, zone.id)
        yield SheetRow(tuple(cells))
    staff = [each.staff for each in zones if each.staff is not None]
    whole = sum(staff, Decimal(0)) if len(staff) == len(zones) else None
    cells = [SheetCell("合计", CellLook.TOTAL), SheetCell(whole, CellLook.SUM)]
    for each in shown:
        cells += figures.triple(each, None, look=CellLook.SUM)
    yield SheetRow(tuple(cells))


def _group_head(group: _Group) -> str:
    if len(group.members) > 1:
        return group.name
    ((only, _),) = group.members
    return _label(only)


def _figure_heads(group: _Group) -> Iterator[SheetCell]:
    """Agreed, done and rate of each member; several under one name say which of them they count."""
    for each, detail in group.members:
        done = "完成量"
        if len(group.members) > 1:
            done = (
                f"{detail}完成\n（{each.indicator.unit}）" if detail else f"完成量\n（{each.indicator.unit}）"
            )
        for text in (head_of(each.indicator), done, "百分比"):
            yield SheetCell(text, CellLook.HEAD)


def _station_rows(figures: _Figures, shown: Sequence[Standing], width: int) -> Iterator[SheetRow]:
    """总体服务: name, agreed, done and rate of as many indicators side by side as the width allows."""
    abreast = min(len(shown), max(1, (width - 1) // _LEAST_STATION))
    spans = [(width - 1) // abreast + (number < (width - 1) % abreast) for number in range(abreast)]
    lines = [shown[start : start + abreast] for start in range(0, len(shown), abreast)]
    head = [SheetCell("总体服务", CellLook.HEAD, rows=1 + len(lines))]
    for columns in spans:
        head.append(SheetCell("协议内容", CellLook.HEAD, columns=columns - 3))
        head += [SheetCell(each, CellLook.HEAD) for each in ("指标要求", "完成情况", "完成百分比")]
    yield SheetRow(tuple(head))
    for line in lines:
        cells: list[SheetCell] = []
        for number, columns in enumerate(spans):
            if number < len(line):
                each = line[number]
                cells.append(SheetCell(_label(each), columns=columns - 3))
                cells += figures.triple(each, None)
            else:
                cells += [SheetCell(None, columns=columns - 3), *(SheetCell(None) for _ in range(3))]
        yield SheetRow(tuple(cells))


def _label(each: Standing) -> str:
    return f"{each.indicator.table_label or each.indicator.label}（{each.indicator.unit}）"
