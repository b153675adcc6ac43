"""The years of a roster's months where neither the sheet nor the evaluation names a period."""

from calendar import monthrange
from datetime import date

from sgz_desktop.intake.attendance_heads import YEARLESS
from sgz_desktop.intake.calendar_readings import Month, fill_years
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import AttendanceTable

Span = tuple[date, date]
_YEARS = range(2000, 2100)
_MOST_MONTHS = 12


def likely_term(mapping: Mapping, sheet: Sheet, visit: date | None) -> Span | None:
    """The first and last day of the months of a roster, by its contracts and the day of the visit.

    The latest months before the visit that most contracts reach into; without a visit the only ones that all
    of them do. None where nothing decides.
    """
    months = _run(mapping)
    if not 0 < len(months) <= _MOST_MONTHS:
        return None
    spans = _employments(sheet, mapping)
    found = []
    for year in _YEARS:
        term = _term(months, year)
        reaching = sum(start <= term[1] and (end is None or end >= term[0]) for start, end in spans)
        if visit is None:
            fits = bool(spans) and reaching == len(spans)
        else:
            # A visit within the last month is one after it: 12月 is ticked when 12月 is visited.
            fits = term[1].replace(day=1) <= visit and (not spans or reaching * 2 > len(spans))
        if fits:
            found.append(term)
    if visit is not None:
        return found[-1] if found else None
    return found[0] if len(found) == 1 else None


def _run(mapping: Mapping) -> list[int]:
    """The months in the order of their columns, each once."""
    numbers = [
        int(each.measure.removesuffix(YEARLESS))
        for _, each in sorted(mapping.columns.items())
        if each.measure.endswith(YEARLESS) and each.role is Role.PRESENT
    ]
    return list(dict.fromkeys(numbers))


def _term(months: list[int], year: int) -> Span:
    """The months as those that end in a year."""
    dated = fill_years([*(Month(None, each) for each in months[:-1]), Month(year, months[-1])])
    first = dated[0].year or year
    return date(first, months[0], 1), date(year, months[-1], monthrange(year, months[-1])[1])


def _employments(sheet: Sheet, mapping: Mapping) -> list[tuple[date, date | None]]:
    """From when to when the people of a roster are employed, of those for whom it says."""
    table, _ = read_table(sheet, mapping)
    assert isinstance(table, AttendanceTable)
    found = []
    for each in table.workers:
        start = each.joined_on or each.contract[0]
        if start is not None:
            found.append((start, each.left_on or each.contract[1]))
    return found
