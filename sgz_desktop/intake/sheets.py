"""A workbook as plain values: its sheets, what their cells hold, what is merged and hidden."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from sgz_desktop.intake.addresses import Range, range_name
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.limits import MERGED_ROWS
from sgz_desktop.intake.problems import Place, Problem

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged ranges of a sheet, none over another, found quickly by a cell they cover."""

    ranges: tuple[Range, ...] = ()
    _by_row: Mapping[int, tuple[list[int], list[Range]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, ranges: Iterable[Range], *, last_row: int) -> tuple["Merged", tuple[Range, ...]]:
        """Those ranges that begin by `last_row` and cover no other's cell, and the ones left out for that.

        The time is bounded by limits.MERGED_ROWS: ranges beyond are left out too.
        """
        kept: list[Range] = []
        dropped: list[Range] = []
        by_row: dict[int, tuple[list[int], list[Range]]] = {}
        left = MERGED_ROWS
        for each in ranges:
            rows = range(each.top, min(each.bottom, last_row) + 1)
            left -= len(rows)
            if left < 0 or any(_overlaps(by_row.get(row), each) for row in rows):
                dropped.append(each)
                continue
            for row in rows:
                lefts, there = by_row.setdefault(row, ([], []))
                index = bisect_right(lefts, each.left)
                lefts.insert(index, each.left)
                there.insert(index, each)
            if rows:
                kept.append(each)
        return cls(tuple(kept), by_row), tuple(dropped)

    def over(self, row: int, column: int) -> Range | None:
        """The merged range that covers a cell."""
        lefts, there = self._by_row.get(row, ((), ()))
        index = bisect_right(lefts, column) - 1
        return there[index] if index >= 0 and column <= there[index].right else None


def _overlaps(row: tuple[list[int], list[Range]] | None, new: Range) -> bool:
    if row is None:
        return False
    lefts, there = row
    index = bisect_right(lefts, new.right) - 1
    return index >= 0 and there[index].right >= new.left


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its rows and columns counted from 1.

    `cells` has only those that hold something; a merged range's value is in its first cell. `rows` and
    `columns` are the last ones that hold something, whatever the sheet claims, and never beyond
    limits.LAST_ROW and LAST_COLUMN; `hidden_rows` and `hidden_columns` name none beyond them. `broken`
    are the cells that hold something which could not be read: each is in `problems`, up to a bound, and
    none of them in `cells`. One that lies on its side (`intake/turning.py`) tells the `upright` sheet that it
    was, with the first row of it that it has; its places are those of that sheet.
    """

    file: str
    name: str
    hidden: bool = False
    cells: Mapping[At, Cell] = field(default_factory=dict)
    merged: Merged = field(default_factory=Merged)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rows: int = 0
    columns: int = 0
    broken: frozenset[At] = frozenset()
    problems: tuple[Problem, ...] = ()
    upright: "tuple[Sheet, int] | None" = None
    _by_row: Mapping[int, tuple[tuple[int, Cell], ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_row: dict[int, list[tuple[int, Cell]]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=itemgetter(0)):
            by_row.setdefault(row, []).append((column, cell))
        object.__setattr__(self, "_by_row", {row: tuple(found) for row, found in by_row.items()})

    def at(self, row: int, column: int) -> Cell | None:
        """The cell itself, None where it holds nothing."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """What a person sees in the cell itself, roughly; nothing where it is empty."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text

    def shown(self, row: int, column: int) -> Cell | None:
        """The cell whose value is shown here: that of the merged range which covers it, else its own."""
        return self.cells.get(self.anchor(row, column))

    def anchor(self, row: int, column: int) -> At:
        """The first cell of the merged range that covers a cell, else the cell itself."""
        over = self.merged.over(row, column)
        return (row, column) if over is None else (over.top, over.left)

    def row(self, row: int) -> tuple[tuple[int, Cell], ...]:
        """The cells of a row that hold something, each with its column, from left to right."""
        return self._by_row.get(row, ())

    def place(self, row: int, column: int) -> Place:
        """The place of a cell."""
        return self.place_of(row, column, row, column)

    def place_of(self, top: int, left: int, bottom: int, right: int) -> Place:
        """The place of a rectangle of cells."""
        if self.upright is not None:
            top, left, bottom, right = left, top, right, bottom
        return Place(self.file, self.name, range_name(top, left, bottom, right))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets in their order; `problems` are those of the whole, not those of its sheets."""

    name: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem, the whole's first, then each sheet's."""
        of_sheets = (problem for sheet in self.sheets for problem in sheet.problems)
        return tuple(dict.fromkeys((*self.problems, *of_sheets)))

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
