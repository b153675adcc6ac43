"""What a workbook says, apart from the file format: sheets, rows, cells and how they are to be printed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

MOST_NAME = 31
_FORBIDDEN_IN_NAMES = frozenset("[]:*?/\\")

Value = str | Decimal | int | date | None


class CellLook(StrEnum):
    """What a cell is, from which its looks follow."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEAD = "head"
    TEXT = "text"
    CENTER = "center"
    NUMBER = "number"
    TOTAL = "total"
    SUM = "sum"  # a figure beside a TOTAL
    NOTE = "note"
    SIGN = "sign"  # a line left for a signature or a seal


GENERAL = "General"
PERCENT = "0.00%"  # the value is a ratio: 0.875 shows as 87.50%
POINTS = "0.00"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A value that covers `columns` × `rows` places. Text stays text, whatever it begins with.

    `indent` shifts text to the right, lines that wrap included.
    """

    value: Value = None
    look: CellLook = CellLook.TEXT
    format: str = GENERAL
    columns: int = 1
    rows: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells that begin in this row, from left to right; covered places are left out."""

    cells: tuple[SheetCell, ...]
    height: float = 0.0  # points at least; the content may need more


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; `head_rows` from the top stay in view and are printed on every page.

    `widths` count characters of the standard font; a column becomes wider where a figure needs it.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[SheetRow, ...]
    head_rows: int = 0
    frozen_columns: int = 0
    landscape: bool = False
    wide: bool = False  # printed on A3


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookContent:
    """A whole workbook; `created` is aware; `mark` (讨论稿) is printed above every page."""

    title: str
    author: str
    created: datetime
    sheets: tuple[Sheet, ...] = field(default=())
    mark: str = ""

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("a workbook is created at an aware time")
        if not self.sheets:
            raise ValueError("a workbook has at least one sheet")


def shown_figure(value: Decimal, number_format: str) -> str:
    """A figure as a spreadsheet shows it in one of our formats."""
    if number_format == PERCENT:
        return f"{value * 100:.2f}%"
    places = len(number_format.partition(".")[2]) if number_format != GENERAL else None
    return f"{value:f}" if places is None else f"{value:.{places}f}"


def sheet_names(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Names as Excel takes them: without []:*?/\\ or a quote at an end, at most 31 long, each only once."""
    names: list[str] = []
    taken: set[str] = {"history"}  # Excel keeps this one for itself
    for name in wanted:
        clean = "".join("-" if c in _FORBIDDEN_IN_NAMES or ord(c) < 32 else c for c in name)
        base = _short(clean.strip().strip("'").strip() or "表", MOST_NAME)
        candidate, number = base, 1
        while candidate.casefold() in taken:
            number += 1
            ending = f"（{number}）"
            candidate = _short(base, MOST_NAME - len(ending)) + ending
        taken.add(candidate.casefold())
        names.append(candidate)
    return tuple(names)


def _short(name: str, most: int) -> str:
    """The name cut to a number of UTF-16 units, in which Excel counts, and not inside a character."""
    while len(name.encode("utf-16-le")) // 2 > most:
        name = name[:-1]
    return name
