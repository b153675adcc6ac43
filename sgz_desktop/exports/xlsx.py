"""A workbook's content as xlsx bytes: typed cells, merged heads, print set-up, the same bytes every time."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sgz_desktop.errors import SgzError
from sgz_desktop.exports.workbook import (
    GENERAL,
    CellLook,
    Sheet,
    SheetCell,
    SheetRow,
    WorkbookContent,
    sheet_names,
)

MOST_TEXT = 32_767  # UTF-16 units in one cell
_EXACT_DIGITS = 15  # of a number in a spreadsheet; more would be rounded
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIZE = 11
_SIZES = {CellLook.TITLE: 16, CellLook.NOTE: 10}
_LINE_HEIGHT = 1.35  # of the type size
_ROOM_AROUND = 5.0
_LEAST_HEIGHT = _SIZE * _LINE_HEIGHT + _ROOM_AROUND
_MOST_HEIGHT = 409.0  # the most a spreadsheet allows
_DATE = "yyyy-mm-dd"
_FACE = "宋体"


class BadCell(SgzError):
    """A value that no workbook can hold, with its sheet and place."""

    def __init__(self, sheet: str, place: str, reason: str) -> None:
        super().__init__(f"工作表“{sheet}”的 {place} 单元格{reason}，工作簿没有生成。")
        self.sheet = sheet
        self.place = place
        self.reason = reason

    def __reduce__(self) -> tuple[type["BadCell"], tuple[str, str, str]]:
        return type(self), (self.sheet, self.place, self.reason)


def render_workbook(content: WorkbookContent) -> bytes:
    """The content as xlsx, equal bytes for equal content; BadCell names a value that cannot be held."""
    book = Workbook()
    book.remove(book.worksheets[0])
    styles = _styles()
    for style in styles.values():
        book.add_named_style(style)
    names = sheet_names(tuple(sheet.name for sheet in content.sheets))
    for sheet, name in zip(content.sheets, names, strict=True):
        page: Worksheet = book.create_sheet(name)
        _Writer(page, sheet, styles).write()
        _set_up_print(page, sheet, mark=content.mark)
    moment = content.created.astimezone(UTC)
    book.properties.title = content.title
    book.properties.creator = content.author
    book.properties.lastModifiedBy = content.author
    book.properties.created = moment.replace(tzinfo=None)
    buffer = BytesIO()
    ExcelWriter(book, _StillArchive(buffer, moment)).save()
    return buffer.getvalue()


class _Writer:
    """Writes one sheet's rows."""

    def __init__(self, page: Worksheet, sheet: Sheet, styles: Mapping[CellLook, NamedStyle]) -> None:
        self._page = page
        self._sheet = sheet
        self._names = {look: style.name for look, style in styles.items()}
        self._taken: set[tuple[int, int]] = set()
        self._dressed: dict[tuple[str, str, bool], Any] = {}

    def write(self) -> None:
        for number, width in enumerate(self._sheet.widths, start=1):
            self._page.column_dimensions[get_column_letter(number)].width = width
        for number, row in enumerate(self._sheet.rows, start=1):
            self._write_row(number, row)

    def _write_row(self, number: int, row: SheetRow) -> None:
        column = 1
        height = _LEAST_HEIGHT
        for cell in row.cells:
            while (number, column) in self._taken:
                column += 1
            self._write_cell(number, column, cell)
            if cell.rows == 1 and isinstance(cell.value, str):
                height = max(height, self._height(column, cell, cell.value))
            column += cell.columns
        self._page.row_dimensions[number].height = min(_MOST_HEIGHT, row.height or height)

    def _write_cell(self, row: int, column: int, cell: SheetCell) -> None:
        if cell.rows > 1 or cell.columns > 1:
            self._merge(row, column, cell)
        target: Any = self._page.cell(row, column)
        value = cell.value
        quoted = False
        if isinstance(value, str):
            target.value = self._text(value, row, column)
            target.data_type = "s"  # text that begins with = stays text
            quoted = value.startswith(_FORMULA_STARTS)
        elif isinstance(value, Decimal):
            # The text of the number itself: openpyxl would write 8.925 as 8.925000000000001.
            target._value = f"{value:f}"
            target.data_type = "n" if _is_exact(value, target._value) else "s"
        else:
            target.value = value
        number_format = _DATE if cell.format == GENERAL and isinstance(value, date) else cell.format
        self._dress(target, (self._names[cell.look], number_format, quoted))

    def _merge(self, row: int, column: int, cell: SheetCell) -> None:
        last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
        self._page.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                self._taken.add((r, c))
                # Every place of a merged cell carries the border, else its inner edges show none.
                self._dress(self._page.cell(r, c), (self._names[cell.look], GENERAL, False))

    def _dress(self, target: Any, looks: tuple[str, str, bool]) -> None:
        """Give a cell its style; cells alike share one record, which openpyxl would build for each anew."""
        if looks not in self._dressed:
            target.style, target.number_format, target.quotePrefix = looks
            self._dressed[looks] = target._style
        target._style = self._dressed[looks]

    def _text(self, value: str, row: int, column: int) -> str:
        text = value.replace("\r\n", "\n") if "\r" in value else value
        if found := _ILLEGAL.search(text):
            raise self._bad(row, column, f"含有不能保存的控制字符（U+{ord(found[0]):04X}）")
        if len(text) > MOST_TEXT // 2 and (units := len(text.encode("utf-16-le")) // 2) > MOST_TEXT:
            raise self._bad(row, column, f"有 {units} 个字，超过 Excel 的上限 {MOST_TEXT}")
        return _ESCAPE_ALIKE.sub("_x005F_", text)  # a spreadsheet would take _x0041_ for a letter

    def _bad(self, row: int, column: int, reason: str) -> BadCell:
        return BadCell(self._sheet.name, f"{get_column_letter(column)}{row}", reason)

    def _height(self, column: int, cell: SheetCell, text: str) -> float:
        """Points a text takes in its columns; spreadsheets do not grow rows of merged cells themselves."""
        size = _SIZES.get(cell.look, _SIZE)
        widths = self._sheet.widths[column - 1 : column - 1 + cell.columns]
        room = max(2.0, (sum(widths) - 1) * _SIZE / size)
        lines = sum(1 + int(max(0.0, _width(part) - 0.01) // room) for part in text.split("\n"))
        return lines * size * _LINE_HEIGHT + _ROOM_AROUND


class _StillArchive(ZipFile):
    """A zip file whose entries carry no time of their own."""

    def __init__(self, buffer: BytesIO, moment: datetime) -> None:
        super().__init__(buffer, "w", ZIP_DEFLATED, allowZip64=True)
        self._modified = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode("ascii")

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_rest: Any, **_more: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        raw = data.encode("utf-8") if isinstance(data, str) else bytes(data)
        if name == "docProps/core.xml":
            raw = _MODIFIED.sub(rb"\g<1>" + self._modified + rb"\g<2>", raw)
        info = ZipInfo(name, _ZIP_EPOCH)
        info.create_system = 0
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, raw)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any, **_more: Any) -> None:
        self.writestr(str(arcname), Path(filename).read_bytes())


def _is_exact(value: Decimal, text: str) -> bool:
    """Whether a spreadsheet, which reckons in binary, can hold all digits of the figure."""
    return len(text) <= _EXACT_DIGITS or len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS


def _width(text: str) -> float:
    """Width in characters of the standard font, of which a Chinese one takes two."""
    return sum(2.05 if east_asian_width(c) in "WFA" else 1.05 for c in text)


def _styles() -> dict[CellLook, NamedStyle]:
    side = Side(style="thin", color="FF000000")
    grid = Border(left=side, right=side, top=side, bottom=side)
    shade = PatternFill("solid", fgColor="FFEDEFEC")

    def style(look: CellLook, across: str, *, bold: bool = False, border: bool = True) -> NamedStyle:
        made = NamedStyle(name=f"sgz_{look}")
        made.font = Font(name=_FACE, size=_SIZES.get(look, _SIZE), bold=bold)
        made.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
        made.border = grid if border else Border()
        if look is CellLook.HEAD:
            made.fill = shade
        return made

    return {
        CellLook.TITLE: style(CellLook.TITLE, "center", bold=True, border=False),
        CellLook.SUBTITLE: style(CellLook.SUBTITLE, "center", border=False),
        CellLook.HEAD: style(CellLook.HEAD, "center", bold=True),
        CellLook.TEXT: style(CellLook.TEXT, "left"),
        CellLook.CENTER: style(CellLook.CENTER, "center"),
        CellLook.NUMBER: style(CellLook.NUMBER, "right"),
        CellLook.TOTAL: style(CellLook.TOTAL, "center", bold=True),
        CellLook.NOTE: style(CellLook.NOTE, "left", border=False),
    }


def _set_up_print(page: Worksheet, sheet: Sheet, *, mark: str) -> None:
    setup: Any = page
    setup.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.page_setup.paperSize = 9  # A4
    setup.page_setup.fitToWidth = 1
    setup.page_setup.fitToHeight = 0
    setup.sheet_properties.pageSetUpPr.fitToPage = True
    setup.print_options.horizontalCentered = True
    setup.page_margins.left = setup.page_margins.right = 0.6
    setup.oddFooter.center.text = "第 &P 页，共 &N 页"
    if mark:
        setup.oddHeader.right.text = mark
    if sheet.head_rows:
        setup.print_title_rows = f"1:{sheet.head_rows}"
    if sheet.head_rows or sheet.frozen_columns:
        setup.freeze_panes = setup.cell(sheet.head_rows + 1, sheet.frozen_columns + 1)
