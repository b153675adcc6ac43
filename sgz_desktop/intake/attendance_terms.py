"""The times that annex 2 names: those of its months, and the periods in the lines over its heads."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from sgz_desktop.intake.calendar_readings import read_period
from sgz_desktop.intake.mapping import Mapping
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Term


def term_of(mapping: Mapping) -> tuple[date, date] | None:
    """The first and the last day of the months of a block."""
    months = sorted({each.month for each in mapping.columns.values() if each.month})
    if not months:
        return None
    first, last = (date(int(each[:4]), int(each[5:]), 1) for each in (months[0], months[-1]))
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def named_term(
    terms: Sequence[tuple[str, tuple[date, date]]], words: Sequence[str]
) -> tuple[date, date] | None:
    return next((period for text, period in terms if any(word in text for word in words)), None)


def purchase_term(sheet: Sheet, head_top: int) -> Term | None:
    """For which years the services were purchased, by the line above the head that says so."""
    upright, first = sheet.upright or (sheet, head_top)
    for row in range(first - 1, 0, -1):
        for column, cell in upright.row(row):
            period = read_period(cell).value if "采购" in cell.text else None
            if period is not None:
                return Term(period.start, period.end, upright.place(row, column))
    return None
