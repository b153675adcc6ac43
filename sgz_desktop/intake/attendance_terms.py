"""The times that annex 2 names: those of its months, and the periods in the lines over its heads."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from sgz_desktop.intake.calendar_readings import read_period
from sgz_desktop.intake.mapping import Mapping
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Term

Span = tuple[date, date]


def term_of(mapping: Mapping) -> Span | None:
    """The first and the last day of the months of a block."""
    months = sorted({each.month for each in mapping.columns.values() if each.month})
    if not months:
        return None
    first, last = (date(int(each[:4]), int(each[5:]), 1) for each in (months[0], months[-1]))
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def term_by_months(terms: Sequence[tuple[str, Span]], months: Span | None) -> Span | None:
    """The period over a table that goes from its first month to its last: 2023年7月16日—2023年12月31日."""
    ends = None if months is None else [(each.year, each.month) for each in months]
    return next((period for _, period in terms if [(each.year, each.month) for each in period] == ends), None)


def named_term(terms: Sequence[tuple[str, Span]], words: Sequence[str]) -> Span | None:
    """The period whose line has one of the words."""
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
