"""Zones below a head of annex 1 that spans them: 一片区, 二片区, 三片区 below 完成量."""

from collections.abc import Mapping
from decimal import Decimal

from sgz_desktop.intake.heads import Block, first_text, is_figure, shown_text
from sgz_desktop.intake.indicator_names import is_sum, names_place, names_zone
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.readings import read_number
from sgz_desktop.intake.sheets import Sheet

_LEAST = 2
_UNTOLD = (Role.ZONE, Role.IGNORED)


def zones_below(sheet: Sheet, row: int) -> bool:
    """Whether nothing but names stands below the heads of a row, of zones or each below a head of several."""
    cells = sheet.row(row + 1)
    own = [column for column, _ in cells if sheet.anchor(row + 1, column)[0] == row + 1]
    if len(own) < _LEAST or len(own) < len(cells) or any(is_figure(cell) for _, cell in cells):
        return False
    return all(
        names_place(shown_text(sheet, row + 1, each))
        or ((over := sheet.merged.over(row, each)) is not None and over.left < over.right)
        for each in own
    )


def zone_figures(block: Block, columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """What columns headed by a zone hold: its part of what is done or agreed, where they add up to that.

    Figures below the name of a zone are never names of zones; what they do not add up to is not guessed.
    """
    rows = [row for row in block.rows() if not is_sum(first_text(block.sheet, row))]
    zones = {
        column: path[-1]
        for column, path in block.paths.items()
        if columns[column].role in _UNTOLD
        and names_zone(path[-1])
        and all(is_figure(cell) for row in rows if (cell := block.sheet.at(row, column)) is not None)
    }
    if not zones:
        return {}
    wholes = (
        (column, each.role)
        for column, each in sorted(columns.items())
        if each.role in (Role.DONE, Role.AGREED) and not each.indicator
    )
    meant = next((role for column, role in wholes if _adds_up(block, rows, column, list(zones))), None)
    if meant is None or len(zones) < _LEAST:
        return {column: ColumnRole(Role.IGNORED) for column in zones}
    return {column: ColumnRole(meant, indicator=name) for column, name in zones.items()}


def _adds_up(block: Block, rows: list[int], whole: int, parts: list[int]) -> bool:
    """Whether some columns add up to another in every row that has it."""
    told = [row for row in rows if _number(block, row, whole)]
    return bool(told) and all(
        _number(block, row, whole) == sum((_number(block, row, each) for each in parts), Decimal(0))
        for row in told
    )


def _number(block: Block, row: int, column: int) -> Decimal:
    return read_number(block.sheet.at(row, column)).value or Decimal(0)
