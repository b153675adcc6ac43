"""Person-months from ticks and dates, with what is open kept open."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick
from sgz_desktop.scoring.attendance import MonthOnDuty
from sgz_desktop.scoring.duty import Attendance, Tally, Why, attendance_of, count_month, days_of
from tests import annexes, build
from tests.build import D

FIRST, LAST = date(2023, 10, 1), date(2023, 10, 31)


@pytest.mark.parametrize(
    ("dates", "given", "months", "why"),
    [
        ({}, {}, "1", Why.TICKED),
        ({"contract_start": date(2023, 10, 23)}, {}, "0.5", Why.TICKED),
        ({"contract_start": date(2023, 10, 15)}, {}, "1", Why.TICKED),
        ({"contract_start": date(2023, 10, 16)}, {}, "0.5", Why.TICKED),
        ({"left_on": date(2023, 10, 12)}, {}, "0.5", Why.TICKED),
        ({"left_on": date(2023, 10, 16)}, {}, "1", Why.TICKED),
        ({"joined_on": date(2023, 10, 20)}, {}, "0.5", Why.TICKED),
        ({"contract_start": None, "contract_end": None}, {}, "1", Why.TICKED),
        ({}, {"present": Tick.HALF}, "0.5", Why.HALF_TICKED),
        ({}, {"present": Tick.NO}, "0", Why.ABSENT),
        ({}, {"present": None}, None, Why.UNSEEN),
        ({"contract_start": date(2023, 11, 1)}, {"present": None}, "0", Why.NOT_EMPLOYED),
        ({"contract_start": date(2023, 11, 1)}, {}, None, Why.CONTRADICTED),
        ({"left_on": date(2023, 9, 30)}, {"present": Tick.HALF}, None, Why.CONTRADICTED),
        ({}, {"present": None, "stated": D("0.5")}, "0.5", Why.STATED),
        ({}, {"override": D("0"), "reason": "考勤表缺勤"}, "0", Why.OVERRIDE),
        ({"left_on": date(2023, 9, 30)}, {"override": D("1"), "reason": "续聘"}, "1", Why.OVERRIDE),
    ],
)
def test_a_month_counts_by_tick_and_dates(
    dates: dict[str, Any], given: dict[str, Any], months: str | None, why: Why
) -> None:
    worker = annexes.worker(**dates)
    record = annexes.duty_month(**({"month": "2023-10"} | given))
    count = count_month(worker, record, "2023-10", first=FIRST, last=LAST)
    assert count.months == (None if months is None else D(months))
    assert count.why is why


def test_without_a_record_the_dates_can_only_say_that_nobody_was_there() -> None:
    gone = annexes.worker(left_on=date(2023, 9, 30))
    assert count_month(gone, None, "2023-10", first=FIRST, last=LAST).months == 0
    there = count_month(annexes.worker(), None, "2023-10", first=FIRST, last=LAST)
    assert there.months is None


def ticked(number: int, *months: int, **over: Any) -> list[DutyMonth]:
    """A tick in each of these months of 2023."""
    return [
        annexes.duty_month(worker_id=build.uid("worker", number), month=f"2023-{each:02}", **over)
        for each in months
    ]


def counted(*parts: Any) -> Attendance:
    """The roster over half of July to the end of September."""
    found = attendance_of(build.dossier(*parts, period_start=date(2023, 7, 16), period_end=date(2023, 9, 30)))
    assert found is not None
    return found


def test_the_period_cuts_its_first_month() -> None:
    found = counted(annexes.worker(), *ticked(1, 7, 8, 9))
    assert found.months == D("2.5")
    assert [each.months for each in found.workers[0].months] == [D("0.5"), D(1), D(1)]
    assert found.total() == Tally(D("2.5"))
    assert found.workers[0].at_end is True


def test_certified_and_others_make_up_the_whole() -> None:
    found = counted(
        annexes.worker(1),
        *ticked(1, 7, 8, 9),
        annexes.worker(2, certificate=Certificate.NONE, left_on=date(2023, 8, 10)),
        *ticked(2, 7, 8),
        *ticked(2, 9, present=Tick.NO),
    )
    assert found.total(certified=True).value == D("2.5")
    assert found.total(certified=False).value == D(1)
    assert found.total().value == D("3.5")
    assert [each.at_end for each in found.workers] == [True, False]


def test_what_is_not_known_stays_open() -> None:
    found = counted(
        annexes.worker(1, certificate=None),
        *ticked(1, 7, 8),
        annexes.worker(2, certificate=None, contract_start=date(2024, 1, 1)),
    )
    assert found.total() == Tally(D("1.5"), 1)
    assert found.total().value is None
    assert found.total(certified=True) == Tally(D(0), 1)
    assert found.workers[0].at_end is None


@pytest.mark.parametrize(
    ("over", "experienced"),
    [
        ({"experienced": True}, Tally(D("2.5"))),
        ({"experienced": False}, Tally(D(0))),
        ({"experienced": None}, Tally(D(0), 3)),
        ({"experienced": True, "experienced_from": date(2023, 8, 16)}, Tally(D("1.5"))),
    ],
)
def test_two_years_in_the_trade(over: dict[str, Any], experienced: Tally) -> None:
    found = counted(annexes.worker(**over), *ticked(1, 7, 8, 9))
    assert found.experienced() == experienced
    assert found.experienced(certified=False) == Tally(D(0))


def test_nobody_who_is_not_there_has_two_years_to_tell() -> None:
    found = counted(annexes.worker(experienced=None), *ticked(1, 7, 8, 9, present=Tick.NO))
    assert found.experienced() == Tally(Decimal(0))


@pytest.mark.parametrize("over", [{"period_start": None}, {"period_end": None}])
def test_there_is_no_count_without_a_period(over: dict[str, Any]) -> None:
    head = {"period_start": date(2023, 7, 16), "period_end": date(2023, 9, 30)} | over
    assert attendance_of(build.dossier(annexes.worker(), **head)) is None


def test_there_is_no_count_without_a_roster() -> None:
    assert attendance_of(build.dossier()) is None


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ((date(2023, 8, 16), date(2024, 1, 31)), (16, 31)),
        ((date(2023, 8, 1), date(2023, 8, 20)), (1, 20)),
        ((date(2023, 9, 1), date(2024, 1, 31)), (1, 31)),
        ((date(2023, 1, 1), date(2023, 7, 31)), (1, 31)),
        ((None, date(2023, 8, 20)), (1, 31)),
    ],
)
def test_the_days_of_a_month_in_the_period(period: tuple[date | None, date], days: tuple[int, int]) -> None:
    first, last = days_of(MonthOnDuty(2023, 8, Decimal(1)), *period)
    assert (first.day, last.day) == days
