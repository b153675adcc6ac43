"""One sheet's rows as they stand in the file: every cell in its place, heights that hold the text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from sgz_desktop.errors import SgzError
from sgz_desktop.exports.cell_text import lines_in, pieces_of
from sgz_desktop.exports.workbook import GENERAL, CellLook, Sheet, SheetCell, SheetRow, Value, shown_figure

MOST_TEXT = 32_767  # UTF-16 units in one cell
SIZE = 11  # points, of the standard font
SIZES = {CellLook.TITLE: 16, CellLook.NOTE: 10}
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_EXACT_DIGITS = 15  # of a number in a spreadsheet; more would be rounded
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@")
_LINE_HEIGHT = 1.45  # of the type size, in the widest-spaced of the fonts that may stand in
_ROOM_AROUND = 5.0
_LEAST_HEIGHT = SIZE * _LINE_HEIGHT + _ROOM_AROUND
_MOST_HEIGHT = 409.0  # the most a spreadsheet allows
_LINES_A_PIECE = 15  # of a text that no row can hold whole
_SPARE = 2.0  # characters a line may end short, since some may not begin the next
_INDENT = 1.5  # characters, one step to the right
_FIGURE = 1.15  # characters that a bold digit takes
_BESIDE_FIGURE = 1.5  # characters left free beside a figure
_DATE = "yyyy-mm-dd"
_DAY_NOUGHT = date(1899, 12, 30)  # from which spreadsheets count


class BadCell(SgzError):
    """A value that no workbook can hold, with its sheet and place."""

    def __init__(self, sheet: str, place: str, reason: str) -> None:
        super().__init__(f"工作表“{sheet}”的 {place} 单元格{reason}，工作簿没有生成。")
        self.sheet = sheet
        self.place = place
        self.reason = reason

    def __reduce__(self) -> tuple[type["BadCell"], tuple[str, str, str]]:
        return type(self), (self.sheet, self.place, self.reason)


class Edge(StrEnum):
    """Where a piece of a tall row stands, from which its rules follow; WHOLE is a cell beside all pieces."""

    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    WHOLE = "whole"


class Dress(NamedTuple):
    """What a cell wears beside its value."""

    look: CellLook
    number_format: str = GENERAL
    quoted: bool = False
    indent: int = 0
    edge: Edge | None = None


class SheetRows:
    """The rows of a sheet, written at once; `style_of` gives the number of a dress in the file.

    Written here and not cell by cell with openpyxl, which takes longer for it than for all the rest.
    """

    def __init__(self, sheet: Sheet, style_of: Callable[[Dress], int]) -> None:
        self._sheet = sheet
        self._style_of = style_of
        self.widths = _widths(sheet)
        self.merged: list[str] = []
        self._taken: set[tuple[int, int]] = set()
        self._cells: dict[int, dict[int, str]] = {}
        self._heights: list[float] = []
        self._letters = [get_column_letter(each + 1) for each in range(len(self.widths))]
        for row in sheet.rows:
            self._write_row(len(self._heights) + 1, row)

    @property
    def dimension(self) -> str:
        """The area that has cells."""
        last = max((max(each) for each in self._cells.values()), default=1)
        return f"A1:{self._letter(last)}{max(1, len(self._heights))}"

    def xml(self) -> str:
        """The element that holds all cells."""
        rows = "".join(
            f'<row r="{number}" ht="{round(height, 2):g}" customHeight="1">{self._row_xml(number)}</row>'
            for number, height in enumerate(self._heights, 1)
        )
        return f"<sheetData>{rows}</sheetData>"

    def _row_xml(self, number: int) -> str:
        cells = self._cells.get(number, {})
        return "".join(cells[column] for column in sorted(cells))

    def _write_row(self, number: int, row: SheetRow) -> None:
        """Write a row; a very long text needs more than one of the spreadsheet."""
        placed = tuple(self._placed(number, row))
        height = max(row.height, *(self._height(column, cell) for column, cell in placed), _LEAST_HEIGHT)
        if height > _MOST_HEIGHT:
            self._write_tall(number, placed)
            return
        for column, cell in placed:
            self._write_cell(number, column, cell)
        self._heights.append(height)

    def _write_tall(self, number: int, placed: Sequence[tuple[int, SheetCell]]) -> None:
        """Write the long texts piece under piece and the other cells beside them, merged over all pieces."""
        pieces = {column: self._pieces(column, cell) for column, cell in placed}
        parts = max(len(each) for each in pieces.values())
        heights = [_LEAST_HEIGHT] * parts
        for column, cell in placed:
            several = pieces[column]
            if len(several) == 1:
                self._write_cell(number, column, replace(cell, rows=parts), edge=Edge.WHOLE)
                continue
            for part in range(parts):
                piece = replace(cell, value=several[part] if part < len(several) else None)
                self._write_cell(number + part, column, piece, edge=_edge(part, parts))
                heights[part] = max(heights[part], self._height(column, piece))
        self._heights += heights

    def _pieces(self, column: int, cell: SheetCell) -> tuple[str, ...]:
        if not isinstance(cell.value, str) or cell.rows > 1:
            return ("",)
        return pieces_of(cell.value, self._room(column, cell), most=_LINES_A_PIECE)

    def _placed(self, number: int, row: SheetRow) -> Iterator[tuple[int, SheetCell]]:
        column = 1
        for cell in row.cells:
            while (number, column) in self._taken:
                column += 1
            yield column, cell
            column += cell.columns

    def _write_cell(self, row: int, column: int, cell: SheetCell, *, edge: Edge | None = None) -> None:
        if cell.rows > 1 or cell.columns > 1:
            self._merge(row, column, cell)
        number_format, quoted = cell.format, False
        value: Value = cell.value
        if isinstance(value, str):
            quoted = value.startswith(_FORMULA_STARTS)
        elif isinstance(value, date) and number_format == GENERAL:
            number_format = _DATE
        style = self._style_of(Dress(cell.look, number_format, quoted, cell.indent, edge))
        self._put(row, column, style, self._content(row, column, value))

    def _content(self, row: int, column: int, value: Value) -> str:
        """What follows the number of a cell's style: nothing, a figure, or a text."""
        if value is None or value == "":
            return "/>"
        if isinstance(value, Decimal):
            written = f"{value:f}"  # as a float it would be 8.925000000000001
            if _is_exact(value, written):
                return f"><v>{written}</v></c>"
            value = written
        if isinstance(value, str):
            # Text that begins with = stays text.
            text = escape(self._text(value, row, column))
            space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
            return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'
        number = (value - _DAY_NOUGHT).days if isinstance(value, date) else value
        return f"><v>{number}</v></c>"

    def _put(self, row: int, column: int, style: int, content: str) -> None:
        self._cells.setdefault(row, {})[column] = f'<c r="{self._letter(column)}{row}" s="{style}"{content}'

    def _merge(self, row: int, column: int, cell: SheetCell) -> None:
        last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
        self.merged.append(f"{self._letter(column)}{row}:{self._letter(last_column)}{last_row}")
        plain = self._style_of(Dress(cell.look))
        for place in product(range(row, last_row + 1), range(column, last_column + 1)):
            self._taken.add(place)
            # Every place of a merged cell carries the border, else its inner edges show none.
            self._put(*place, plain, "/>")

    def _letter(self, column: int) -> str:
        return self._letters[column - 1] if column <= len(self._letters) else get_column_letter(column)

    def _text(self, value: str, row: int, column: int) -> str:
        text = value.replace("\r\n", "\n") if "\r" in value else value
        if found := ILLEGAL.search(text):
            raise self._bad(row, column, f"含有不能保存的控制字符（U+{ord(found[0]):04X}）")
        if len(text) > MOST_TEXT // 2 and (units := len(text.encode("utf-16-le")) // 2) > MOST_TEXT:
            raise self._bad(row, column, f"有 {units} 个字，超过 Excel 的上限 {MOST_TEXT}")
        return _ESCAPE_ALIKE.sub("_x005F_", text)  # a spreadsheet would take _x0041_ for a letter

    def _bad(self, row: int, column: int, reason: str) -> BadCell:
        return BadCell(self._sheet.name, f"{self._letter(column)}{row}", reason)

    def _height(self, column: int, cell: SheetCell) -> float:
        """Points a text takes in its columns; spreadsheets do not grow rows of merged cells themselves."""
        if cell.rows > 1 or not isinstance(cell.value, str):
            return 0.0
        size = SIZES.get(cell.look, SIZE)
        return lines_in(cell.value, self._room(column, cell)) * size * _LINE_HEIGHT + _ROOM_AROUND

    def _room(self, column: int, cell: SheetCell) -> float:
        """How many characters of the cell's size stand in a line of its columns."""
        size = SIZES.get(cell.look, SIZE)
        widths = self.widths[column - 1 : column - 1 + cell.columns]
        return max(2.0, (sum(widths) - _SPARE - cell.indent * _INDENT) * SIZE / size)


def _edge(part: int, parts: int) -> Edge:
    if part == 0:
        return Edge.FIRST
    return Edge.LAST if part == parts - 1 else Edge.MIDDLE


def _is_exact(value: Decimal, text: str) -> bool:
    """Whether a spreadsheet, which reckons in binary, can hold all digits of the figure."""
    return len(text) <= _EXACT_DIGITS or len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """The columns' widths, wider where a figure would else be shown as ##### or rounded."""
    widths = list(sheet.widths)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(sheet.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            if cell.rows > 1:
                spot = product(range(number, number + cell.rows), range(column, column + cell.columns))
                taken.update(spot)
            if isinstance(cell.value, Decimal):
                needed = len(shown_figure(cell.value, cell.format)) * _FIGURE + _BESIDE_FIGURE
                lacking = needed - sum(widths[column : column + cell.columns])
                if lacking > 0:
                    widths[column] += lacking
            column += cell.columns
    return tuple(widths)
