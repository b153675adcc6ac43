"""Cells and ranges by the names that people read in a workbook: C4, C4:E7."""

import re
from dataclasses import dataclass

_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_LETTERS = 26
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, rows and columns counted from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return range_name(self.top, self.left, self.bottom, self.right)


def column_name(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell, such as C4."""
    return f"{column_name(column)}{row}"


def range_name(top: int, left: int, bottom: int, right: int) -> str:
    """The name of a rectangle, such as C4:E4; that of its only cell if it has but one."""
    first, last = cell_name(top, left), cell_name(bottom, right)
    return first if first == last else f"{first}:{last}"


def parse_cell(name: str) -> tuple[int, int] | None:
    """Row and column of a cell's name, None where it names no cell a sheet can have."""
    match = _CELL.match(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= _LAST_ROW and column <= _LAST_COLUMN else None


def parse_range(name: str) -> Range | None:
    """The rectangle of a name such as C4:E4 or C4, its corners in any order; None where it is none."""
    first, colon, last = name.partition(":")
    start = parse_cell(first)
    end = parse_cell(last) if colon else start
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Range(top, left, bottom, right)
