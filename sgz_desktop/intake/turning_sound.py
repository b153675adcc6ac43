"""Whether what looks like a block on its side is a table at all: prose names 协议 and 完成 as well."""

from collections.abc import Iterator

from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import is_figure, paths
from sgz_desktop.intake.mapping import Annex, Mapping, Role
from sgz_desktop.intake.readings import plain, read_at_least, read_pair
from sgz_desktop.intake.sheets import Sheet

_LONGEST_HEAD = 40
_COUNTED = (
    *(Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE),
    *(Role.DONE_OF_AGREED, Role.AGREED_AND_DONE),
)


def is_table(side: Sheet, mapping: Mapping) -> bool:
    """Whether a turned block has rows, and one of indicators short heads over what are figures mostly."""
    if mapping.first_row > min(mapping.last_row, side.rows):
        return False
    if mapping.annex is not Annex.INDICATORS:
        return True
    heads = paths(side, mapping.head_top, mapping.head_bottom)
    counted = [column for column, each in mapping.columns.items() if each.role in _COUNTED]
    if any(len(text) > _LONGEST_HEAD for column in counted for text in heads.get(column, ())):
        return False
    cells = list(_cells(side, mapping, counted))
    return 2 * sum(map(_is_counted, cells)) >= len(cells)


def _cells(side: Sheet, mapping: Mapping, columns: list[int]) -> Iterator[Cell]:
    """What the columns hold in the block's rows."""
    for row in range(mapping.first_row, min(mapping.last_row, side.rows) + 1):
        for column in columns:
            cell = side.at(row, column)
            if cell is not None and plain(cell.text):
                yield cell


def _is_counted(cell: Cell) -> bool:
    """Whether a cell holds a figure, two of them, or says that there is none."""
    return is_figure(cell) or not read_at_least(cell).fault or read_pair(cell).value is not None
