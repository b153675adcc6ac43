"""Sheets that lie on their side: months or 协议量 and 完成量 as rows are read as if they were columns."""

from collections.abc import Iterator
from dataclasses import replace

from sgz_desktop.intake.addresses import Range
from sgz_desktop.intake.heads import first_text, is_note, is_title
from sgz_desktop.intake.limits import COLUMNS
from sgz_desktop.intake.mapping import Mapping
from sgz_desktop.intake.sheets import Merged, Sheet

_LEAST_ROWS = 2
_LEAST_CELLS = 2
_MOST_SIDES = 10


def turned(sheet: Sheet, top: int, bottom: int) -> Sheet:
    """The rows of a sheet from `top` to `bottom` as columns of the same numbers."""
    inside = range(top, bottom + 1)
    ranges = (
        Range(each.left, max(each.top, top), each.right, min(each.bottom, bottom))
        for each in sheet.merged.ranges
        if each.bottom >= top and each.top <= bottom
    )
    merged, _ = Merged.of(ranges, last_row=sheet.columns)
    return replace(
        sheet,
        cells={(column, row): cell for (row, column), cell in sheet.cells.items() if row in inside},
        merged=merged,
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        rows=sheet.columns,
        columns=min(sheet.rows, bottom),
        broken=frozenset((column, row) for row, column in sheet.broken if row in inside),
        upright=(sheet, top),
    )


def as_read(sheet: Sheet, mapping: Mapping) -> Sheet:
    """The sheet as the rows and columns of a mapping count it."""
    if not mapping.turned or not mapping.columns:
        return sheet
    return turned(sheet, min(mapping.columns), max(mapping.columns))


def sides(sheet: Sheet) -> Iterator[Sheet]:
    """Each run of rows with several cells, turned; nothing of a sheet that is too long to lie on its side."""
    if sheet.rows > COLUMNS:
        return
    top, found = 0, 0
    for row in range(1, sheet.rows + 2):
        is_inside = (
            len(sheet.row(row)) >= _LEAST_CELLS
            and not is_title(sheet, row)
            and not is_note(first_text(sheet, row))
        )
        if is_inside and not top:
            top = row
        elif not is_inside and top:
            if row - top >= _LEAST_ROWS and found < _MOST_SIDES:
                found += 1
                yield turned(sheet, top, row - 1)
            top = 0
