"""Working days of mainland China, and what is due when after a visit (domain: section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sgz_desktop.domain.canonical import Unreadable, decode
from sgz_desktop.errors import Refused

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years whose list is known, the public holidays in them and the make-up working days (调休上班)."""

    years: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        for day in sorted(self.holidays | self.workdays):
            if day.year not in self.years:
                raise Refused("years", f"{day.isoformat()} 不在日历所载的年份之内。")
        for day in sorted(self.holidays & self.workdays):
            raise Refused("workdays", f"{day.isoformat()} 既列为放假，又列为上班。")


@dataclass(frozen=True, slots=True)
class _NamedDay:
    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class _YearList:
    year: int
    source: str
    holidays: tuple[_NamedDay, ...]
    workdays: tuple[_NamedDay, ...]


def calendar_of(raw: Mapping[str, object]) -> WorkCalendar:
    """The calendar of one year from its parsed JSON (resources/calendar); faults are refused with a place."""
    try:
        read: _YearList = decode(_YearList, dict(raw))
    except Unreadable as fault:
        raise Refused(fault.below.removeprefix("."), fault.sentence) from None
    return WorkCalendar(
        frozenset({read.year}),
        frozenset(each.day for each in read.holidays),
        frozenset(each.day for each in read.workdays),
    )


def joined(*calendars: WorkCalendar) -> WorkCalendar:
    """One calendar of several; where two know a year, the later one's list of it counts."""
    together = WorkCalendar()
    for each in calendars:
        together = WorkCalendar(
            together.years | each.years,
            frozenset(day for day in together.holidays if day.year not in each.years) | each.holidays,
            frozenset(day for day in together.workdays if day.year not in each.years) | each.workdays,
        )
    return together


def is_working_day(day: date, calendar: WorkCalendar) -> bool | None:
    """Whether people work that day; None (未知) in a year without a list."""
    if day.year not in calendar.years:
        return None
    if day in calendar.workdays:
        return True
    return day not in calendar.holidays and day.weekday() < _SATURDAY


def add_working_days(day: date, count: int, calendar: WorkCalendar) -> date | None:
    """The `count`-th working day after `day`; None (未知) once a year without a list is touched."""
    if count < 0:
        raise Refused("count", "工作日天数不能为负。")
    left = count
    while left:
        day += _DAY
        works = is_working_day(day, calendar)
        if works is None:
            return None
        left -= works
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLimits:
    """Limits in working days; None where a district sets none. The defaults are 钟村's (domain: 2)."""

    first_opinion: int | None = 5
    report: int | None = 10
    confirmation: int | None = 5
    publication: int | None = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The last day of each step; None where there is no limit or the day is unknown."""

    first_opinion: date | None
    report: date | None
    confirmation: date | None
    publication: date | None


def deadlines(
    visit: date,
    calendar: WorkCalendar,
    *,
    limits: DayLimits | None = None,
    received_on: date | None = None,
    confirmed_on: date | None = None,
) -> Deadlines:
    """What is due when after a visit (domain: section 2).

    Confirmation counts from the day the bureau received the report, publication from the day it confirmed;
    until these are known each counts from the last day of the step before.
    """
    limits = limits or DayLimits()
    report = _due(visit, limits.report, calendar)
    confirmation = _due(received_on or report, limits.confirmation, calendar)
    return Deadlines(
        first_opinion=_due(visit, limits.first_opinion, calendar),
        report=report,
        confirmation=confirmation,
        publication=_due(confirmed_on or confirmation, limits.publication, calendar),
    )


def _due(start: date | None, count: int | None, calendar: WorkCalendar) -> date | None:
    return None if start is None or count is None else add_working_days(start, count, calendar)
