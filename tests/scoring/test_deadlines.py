"""Working days of mainland China, and what is due after a visit (domain: section 2)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.deadlines import (
    DayLimits,
    WorkCalendar,
    add_working_days,
    calendar_of,
    deadlines,
    is_working_day,
    joined,
)

VISIT = date(2024, 1, 16)
YEARS = (2023, 2024, 2025, 2026)


def listed(year: int) -> Any:
    return json.loads(resource("calendar", f"{year}.json").read_text(encoding="utf-8"))


CHINA = joined(*(calendar_of(listed(year)) for year in YEARS))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 4), True),
        (date(2024, 2, 3), False),
        (date(2024, 2, 9), True),
        (date(2024, 2, 10), False),
        (date(2024, 2, 16), False),
        (date(2024, 2, 18), True),
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2026, 2, 23), False),
        (date(2026, 2, 28), True),
        (date(2026, 10, 10), True),
        (date(2026, 7, 29), True),
        (date(2022, 12, 30), None),
        (date(2027, 1, 4), None),
    ],
)
def test_holidays_make_up_days_and_years_without_a_list(day: date, works: bool | None) -> None:
    assert is_working_day(day, CHINA) is works


@pytest.mark.parametrize("year", YEARS)
def test_each_years_list_is_whole(year: int) -> None:
    calendar = calendar_of(listed(year))

    names = {each["name"] for each in listed(year)["holidays"]}
    assert names >= {"元旦", "春节", "清明", "劳动节", "端午", "国庆节"}
    assert all(day.weekday() >= 5 for day in calendar.workdays)
    days = [date(year, 1, 1) + timedelta(number) for number in range(365 + (year % 4 == 0))]
    assert 247 <= sum(is_working_day(day, calendar) is True for day in days) <= 251


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (VISIT, 0, VISIT),
        (VISIT, 5, date(2024, 1, 23)),
        (VISIT, 10, date(2024, 1, 30)),
        (date(2024, 1, 30), 5, date(2024, 2, 5)),
        (date(2024, 2, 5), 7, date(2024, 2, 20)),
        (date(2024, 6, 27), 10, date(2024, 7, 11)),
        (date(2025, 1, 7), 10, date(2025, 1, 21)),
        (date(2022, 12, 31), 1, date(2023, 1, 3)),
        (date(2026, 12, 31), 1, None),
        (date(2026, 12, 25), 10, None),
        (date(2027, 1, 1), 0, date(2027, 1, 1)),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: date, count: int, end: date | None) -> None:
    assert add_working_days(start, count, CHINA) == end


def test_days_are_not_counted_backward() -> None:
    with pytest.raises(Refused, match="不能为负"):
        add_working_days(VISIT, -1, CHINA)


def test_what_is_due_after_zhongcuns_visit() -> None:
    found = deadlines(VISIT, CHINA)

    assert found.first_opinion == date(2024, 1, 23)
    assert found.report == date(2024, 1, 30)
    assert found.confirmation == date(2024, 2, 5)
    assert found.publication == date(2024, 2, 20)


def test_what_really_happened_moves_what_follows() -> None:
    found = deadlines(VISIT, CHINA, received_on=date(2024, 1, 26), confirmed_on=date(2024, 2, 1))

    assert found.report == date(2024, 1, 30)
    assert found.confirmation == date(2024, 2, 2)
    assert found.publication == date(2024, 2, 9)


def test_a_district_without_limits_has_no_deadlines() -> None:
    none = DayLimits(first_opinion=None, report=None, confirmation=None, publication=None)

    found = deadlines(VISIT, CHINA, limits=none)

    assert (found.first_opinion, found.report, found.confirmation, found.publication) == (None,) * 4


def test_a_year_without_a_list_is_unknown_all_the_way() -> None:
    found = deadlines(date(2026, 12, 23), CHINA)

    assert found.first_opinion == date(2026, 12, 30)
    assert (found.report, found.confirmation, found.publication) == (None, None, None)


def test_a_later_list_of_a_year_replaces_the_earlier() -> None:
    monday = date(2024, 3, 4)
    own = WorkCalendar(frozenset({2024}), frozenset({monday}), frozenset())

    calendar = joined(CHINA, own)

    assert is_working_day(monday, calendar) is False
    assert is_working_day(date(2024, 2, 12), calendar) is True
    assert is_working_day(date(2023, 10, 2), calendar) is False
    assert calendar.years == frozenset(YEARS)
    assert joined() == WorkCalendar()


@pytest.mark.parametrize(
    ("holidays", "workdays", "field"),
    [
        ({date(2025, 1, 1)}, set(), "years"),
        (set(), {date(2023, 1, 1)}, "years"),
        ({date(2024, 2, 4)}, {date(2024, 2, 4)}, "workdays"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(
    holidays: set[date], workdays: set[date], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        WorkCalendar(frozenset({2024}), frozenset(holidays), frozenset(workdays))

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"year": "2024"}, "year"),
        ({"holidays": [{"day": "2024-2-10"}]}, "holidays[0].day"),
        ({"holidays": [{"day": "2025-01-01"}]}, "years"),
        ({"extra": 1}, "extra"),
        ({"workdays": None}, "workdays"),
    ],
)
def test_a_faulty_list_is_refused_with_its_place(over: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        calendar_of(listed(2024) | over)

    assert refusal.value.field == field
