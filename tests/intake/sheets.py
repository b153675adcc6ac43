"""Sheets for the tests of intake's lists: written by openpyxl, read as a foreign workbook is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook as Written

from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake.build import saved

Value = str | int | float | bool | date | None


def sheet_of(
    *rows: Sequence[Value],
    name: str = "Sheet1",
    merged: Sequence[str] = (),
    percent: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
) -> Sheet:
    """A sheet of these rows from A1, read back from its bytes."""
    book = Written()
    sheet: Any = book.active
    sheet.title = name
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    for each in merged:
        sheet.merge_cells(each)
    for cell in percent:
        sheet[cell].number_format = "0.00%"
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    return read_workbook("表.xlsx", saved(book)).sheets[0]


def told(problems: Sequence[Problem]) -> list[str]:
    """Each problem in short: its level, its cell and its sentence."""
    return [f"{each.level.value} {each.place.cell} {each.text}" for each in problems]
