"""A table of an annex told once: on paper words that name their sources, in the workbook values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.exports.report import Align, Cell, Column, PageForm, Passage, Row, Run, Source, Table
from sgz_desktop.exports.workbook import GENERAL, PERCENT, CellLook, SheetCell, SheetRow, Value
from sgz_desktop.house_styles.style import Figures
from sgz_desktop.services.reporting.figures import share_text
from sgz_desktop.services.reporting.phrases import long_date

HEAD = Passage("annex_head")
MOST_ABREAST = 12
"""Months side by side on one page; those after them follow in a table of their own."""
_BOLD = (CellLook.HEAD, CellLook.TOTAL, CellLook.SUM)
_STAR = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A value and where it is from; `starred` is what a note below says more about."""

    value: Value = None
    source: Source = HEAD
    look: CellLook = CellLook.CENTER
    format: str = GENERAL
    columns: int = 1
    rows: int = 1
    starred: bool = False


@dataclass(frozen=True, slots=True)
class GridColumn:
    """How wide a column is: in characters of the workbook, and in millimetres on paper beside others."""

    characters: float
    millimetres: float
    align: Align = Align.CENTER


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Heads and rows; `largest` is the type in points that its columns are made for."""

    columns: tuple[GridColumn, ...]
    head: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    largest: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below the table."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexContent:
    """What an annex shows: `whole` in the workbook, its `parts` on paper, one where a page is wide enough."""

    above: tuple[Line, ...] = ()
    whole: Grid
    parts: tuple[Grid, ...]
    notes: tuple[Line, ...] = ()
    signature: str = ""
    form: PageForm = PageForm.LANDSCAPE
    frozen_columns: int = 1


def head(text: str, *, columns: int = 1, rows: int = 1) -> GridCell:
    """The head of a column, or of several."""
    return GridCell(value=text, look=CellLook.HEAD, columns=columns, rows=rows)


def abreast(months: Sequence[str]) -> tuple[Sequence[str], ...]:
    """Months shared out as evenly as may be among tables that a page can show."""
    if not months:
        return ((),)
    tables = -(-len(months) // MOST_ABREAST)
    each = -(-len(months) // tables)
    return tuple(months[start : start + each] for start in range(0, len(months), each))


def table_of(grid: Grid, table_id: str, figures: Figures) -> Table:
    """The grid as the report prints it."""
    whole = sum(each.millimetres for each in grid.columns)
    columns = tuple(Column(each.align, each.millimetres / whole) for each in grid.columns)
    rows = [tuple(_rows(several, figures)) for several in (grid.head, grid.body)]
    return Table(table_id, columns, rows[1], rows[0], largest=grid.largest, roll=True)


def _rows(several: Sequence[GridRow], figures: Figures) -> Iterator[Row]:
    for row in several:
        yield Row(
            tuple(
                Cell(
                    tuple(_runs(each, figures)),
                    columns=each.columns,
                    rows=each.rows,
                    align=Align.LEFT if each.look is CellLook.NOTE else None,
                )
                for each in row
            )
        )


def _runs(cell: GridCell, figures: Figures) -> Iterator[Run]:
    text = _printed(cell, figures)
    if text:
        yield Run(text, cell.source, bold=cell.look in _BOLD)
    if cell.starred:
        yield Run(_STAR, cell.source)


def _printed(cell: GridCell, figures: Figures) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return share_text(value * 100, figures) if cell.format == PERCENT else decimal_text(value)
    return str(value)


def sheet_rows(rows: Sequence[GridRow]) -> Iterator[SheetRow]:
    """The rows as the workbook has them; a star is shown and is no part of the value."""
    for row in rows:
        yield SheetRow(tuple(_sheet_cell(each) for each in row))


def _sheet_cell(cell: GridCell) -> SheetCell:
    form = cell.format
    if cell.starred:
        form = f'@"{_STAR}"' if isinstance(cell.value, str) else f'{form}"{_STAR}"'
    look = CellLook.TEXT if cell.look is CellLook.NOTE else cell.look
    return SheetCell(cell.value, look, form, columns=cell.columns, rows=cell.rows)
