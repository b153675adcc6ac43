"""A workbook's content as xlsx bytes: typed cells, merged heads, print set-up, the same bytes every time."""

import re
from collections.abc import Mapping
from copy import copy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sgz_desktop.exports.sheet_rows import ILLEGAL, SIZE, SIZES, Dress, Edge, SheetRows
from sgz_desktop.exports.workbook import CellLook, Sheet, WorkbookContent, sheet_names

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_FOOT = 24
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.7, "bottom": 0.7, "header": 0.35, "footer": 0.35}  # inches
_FACE = "宋体"
_A3, _A4 = 8, 9  # as the file names paper


def render_workbook(content: WorkbookContent) -> bytes:
    """The content as xlsx, equal bytes for equal content; BadCell names a value that cannot be held."""
    book = Workbook()
    book.remove(book.worksheets[0])
    wardrobe = _Wardrobe(book)
    rows: dict[str, SheetRows] = {}
    names = sheet_names(tuple(sheet.name for sheet in content.sheets))
    for sheet, name in zip(content.sheets, names, strict=True):
        page: Worksheet = book.create_sheet(name)
        made = SheetRows(sheet, wardrobe.style_of)
        for number, width in enumerate(made.widths, start=1):
            page.column_dimensions[get_column_letter(number)].width = width
        for area in made.merged:
            page.merged_cells.add(area)
        _set_up_print(page, sheet, content)
        rows[f"xl/worksheets/sheet{len(rows) + 1}.xml"] = made
    moment = content.created.astimezone(UTC)
    book.properties.title = content.title
    book.properties.creator = content.author
    book.properties.lastModifiedBy = content.author
    book.properties.created = moment.replace(tzinfo=None)
    buffer = BytesIO()
    with _StillArchive(buffer, moment, rows) as archive:
        ExcelWriter(book, archive).save()
    return buffer.getvalue()


class _Wardrobe:
    """The styles of a workbook: cells dressed alike share one record."""

    def __init__(self, book: Workbook) -> None:
        self._styles = _styles()
        for style in self._styles.values():
            book.add_named_style(style)
        # A sheet of no workbook's list: cells that are never written try the styles on.
        self._dummy = Worksheet(book)
        self._numbers: dict[Dress, int] = {}

    def style_of(self, dress: Dress) -> int:
        """The number of a dress in the workbook's list of styles."""
        number = self._numbers.get(dress)
        if number is None:
            number = self._numbers[dress] = self._tried_on(dress)
        return number

    def _tried_on(self, dress: Dress) -> int:
        cell: Any = Cell(self._dummy, row=1, column=1)
        cell.style = self._styles[dress.look].name
        cell.number_format = dress.number_format
        cell.quotePrefix = dress.quoted
        if dress.indent or dress.edge:
            alignment = copy(cell.alignment)
            alignment.indent = dress.indent
            alignment.vertical = "top" if dress.edge else alignment.vertical
            cell.alignment = alignment
        if dress.edge and dress.edge is not Edge.WHOLE:
            border = copy(cell.border)
            border.top = border.top if dress.edge is Edge.FIRST else Side()
            border.bottom = border.bottom if dress.edge is Edge.LAST else Side()
            cell.border = border
        return int(cell.style_id)


class _StillArchive(ZipFile):
    """A zip file whose entries carry no time of their own, and whose sheets get their rows as they go in."""

    def __init__(self, buffer: BytesIO, moment: datetime, rows: Mapping[str, SheetRows]) -> None:
        super().__init__(buffer, "w", ZIP_DEFLATED, allowZip64=True)
        self._modified = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode("ascii")
        self._rows = rows

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_rest: Any, **_more: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        raw = data.encode("utf-8") if isinstance(data, str) else bytes(data)
        if name == "docProps/core.xml":
            raw = _MODIFIED.sub(rb"\g<1>" + self._modified + rb"\g<2>", raw)
        elif name in self._rows:
            raw = _filled(raw, self._rows[name])
        info = ZipInfo(name, _ZIP_EPOCH)
        info.create_system = 0
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, raw)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any, **_more: Any) -> None:
        self.writestr(str(arcname), Path(filename).read_bytes())


def _filled(raw: bytes, rows: SheetRows) -> bytes:
    """An empty sheet's file with its rows."""
    cells = rows.xml().encode("utf-8")
    area = f'<dimension ref="{rows.dimension}"/>'.encode("ascii")
    filled, places = _NO_ROWS.subn(lambda _: cells, raw)
    filled, areas = _DIMENSION.subn(lambda _: area, filled)
    assert (places, areas) == (1, 1)
    return filled


def _styles() -> dict[CellLook, NamedStyle]:
    side = Side(style="thin", color="FF000000")
    grid = Border(left=side, right=side, top=side, bottom=side)
    shade = PatternFill("solid", fgColor="FFEDEFEC")

    def style(look: CellLook, across: str, *, bold: bool = False, border: bool = True) -> NamedStyle:
        made = NamedStyle(name=f"sgz_{look}")
        made.font = Font(name=_FACE, size=SIZES.get(look, SIZE), bold=bold)
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
        CellLook.NUMBER: style(CellLook.NUMBER, "center"),
        CellLook.TOTAL: style(CellLook.TOTAL, "center", bold=True),
        CellLook.SUM: style(CellLook.SUM, "center", bold=True),
        CellLook.NOTE: style(CellLook.NOTE, "left", border=False),
        CellLook.SIGN: style(CellLook.SIGN, "left", border=False),
    }


def _set_up_print(page: Worksheet, sheet: Sheet, content: WorkbookContent) -> None:
    setup: Any = page
    setup.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.page_setup.paperSize = _A3 if sheet.wide else _A4
    setup.page_setup.fitToWidth = 1
    setup.page_setup.fitToHeight = 0
    setup.sheet_properties.pageSetUpPr.fitToPage = True
    setup.sheet_view.showGridLines = False
    setup.print_options.horizontalCentered = True
    setup.page_margins = PageMargins(**_MARGINS)
    setup.oddFooter.left.text = _header_text(_shortened(content.title))
    setup.oddFooter.center.text = "第 &P 页，共 &N 页"
    setup.oddFooter.right.text = "&A"
    if content.mark:
        setup.oddHeader.right.text = _header_text(content.mark)
    if sheet.head_rows:
        setup.print_title_rows = f"1:{sheet.head_rows}"
    if sheet.head_rows or sheet.frozen_columns:
        setup.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}{sheet.head_rows + 1}"


def _shortened(title: str) -> str:
    """A title that leaves room for the page number in the middle of the foot."""
    return title if len(title) <= _LONGEST_FOOT else f"{title[: _LONGEST_FOOT - 1]}…"


def _header_text(text: str) -> str:
    """Text for a page's head or foot, where & begins a code and a control character may not stand."""
    return ILLEGAL.sub("", text).replace("\n", " ").replace("&", "&&")
