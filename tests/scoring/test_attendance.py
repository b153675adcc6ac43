"""The figures of 附件2 as the reports print them (domain: section 4.2)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.errors import Refused
from sgz_desktop.scoring import attendance
from tests.build import D

NEW_YEARS_EVE = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2023, 7, 16), NEW_YEARS_EVE, "5.5"),
        (date(2023, 6, 15), NEW_YEARS_EVE, "7"),
        (date(2024, 8, 3), date(2024, 12, 31), "5"),
        (date(2023, 10, 23), NEW_YEARS_EVE, "2.5"),
        (date(2023, 10, 23), date(2023, 10, 31), "0.5"),
        (date(2023, 12, 14), NEW_YEARS_EVE, "1"),
        (date(2023, 7, 16), date(2024, 7, 15), "12"),
        (date(2023, 6, 15), date(2024, 6, 14), "12.5"),
        (date(2023, 12, 15), NEW_YEARS_EVE, "1"),
        (date(2023, 12, 16), NEW_YEARS_EVE, "0.5"),
        (date(2023, 11, 1), date(2023, 12, 15), "1.5"),
        (date(2023, 11, 1), date(2023, 12, 16), "2"),
        (date(2023, 12, 3), date(2023, 12, 10), "0.5"),
        (date(2023, 12, 20), date(2023, 12, 20), "0.5"),
        (date(2024, 2, 1), date(2024, 2, 29), "1"),
    ],
)
def test_months_count_in_halves(start: date, end: date, months: str) -> None:
    assert attendance.months_between(start, end) == D(months)


def test_each_month_is_told() -> None:
    found = attendance.by_month(date(2023, 11, 16), date(2024, 2, 10))

    assert [(each.year, each.month, str(each.months)) for each in found] == [
        (2023, 11, "0.5"),
        (2023, 12, "1.0"),
        (2024, 1, "1.0"),
        (2024, 2, "0.5"),
    ]


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused, match="早于"):
        attendance.months_between(date(2024, 1, 2), date(2024, 1, 1))


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.integers(1, 400),
)
def test_staying_longer_never_counts_less(first: date, second: date, more: int) -> None:
    start, end = min(first, second), max(first, second)
    months = attendance.months_between(start, end)

    assert months > 0
    assert months % D("0.5") == 0
    assert attendance.months_between(start, date.fromordinal(end.toordinal() + more)) >= months


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (None, None, "5.5"),
        (date(2020, 1, 1), None, "5.5"),
        (date(2023, 10, 23), None, "2.5"),
        (date(2023, 12, 14), None, "1"),
        (None, date(2023, 9, 15), "2"),
        (None, date(2023, 9, 16), "2.5"),
        (date(2024, 1, 1), None, "0"),
        (None, date(2023, 7, 15), "0"),
    ],
)
def test_a_worker_counts_within_the_period(start: date | None, end: date | None, months: str) -> None:
    found = attendance.months_on_duty(start, end, period_start=date(2023, 7, 16), period_end=NEW_YEARS_EVE)

    assert found == D(months)


@pytest.mark.parametrize(("months", "required"), [("5.5", "110"), ("5", "100"), ("7", "140")])
def test_twenty_people_for_these_months_are_required(months: str, required: str) -> None:
    found = attendance.required_person_months(20, D(months))

    assert found == D(required)
    assert attendance.certified_required(found) == D(required) / 2


@pytest.mark.parametrize(
    ("actual", "required", "above"), [("115", "110", "5"), ("105", "110", "-5"), ("160", "140", "20")]
)
def test_above_or_short_of_what_is_required(actual: str, required: str, above: str) -> None:
    assert attendance.surplus(D(actual), D(required)) == D(above)


def test_certified_and_the_rest_make_all() -> None:
    assert attendance.adds_up(D("105"), D("10"), whole=D("115"))
    assert attendance.adds_up(D("121.5"), D("38.5"), whole=D("160"))
    assert not attendance.adds_up(D("121.5"), D("38"), whole=D("160"))


def test_two_years_in_the_trade_by_each_denominator() -> None:
    found = attendance.experienced_shares(
        person_months=(D("95"), D("115")), heads=(46, 52), agreed_heads=(15, 20)
    )

    assert [(each.denominator, str(each.rate)) for each in found] == [
        ("实到岗人次", "82.61"),
        ("社工总人数", "88.46"),
        ("协议要求人数", "75.00"),
    ]
    assert [each.denominator for each in attendance.experienced_shares(agreed_heads=(14, 20))] == [
        "协议要求人数"
    ]


@pytest.mark.parametrize(
    ("person_months", "months", "staff"),
    [("160", "7", 23), ("121.5", "7", 17), ("11", "2", 6), ("5", "0", None)],
)
def test_mean_staff_are_whole_heads(person_months: str, months: str, staff: int | None) -> None:
    assert attendance.mean_staff(D(person_months), D(months)) == staff


@pytest.mark.parametrize(
    ("stayed", "required", "rate"),
    [
        (18, 20, "90.00"),
        (13, 20, "65.00"),
        (22, 20, "100.00"),
        (20, 20, "100.00"),
        (5, None, None),
        (5, 0, None),
    ],
)
def test_retention_is_at_most_whole(stayed: int, required: int | None, rate: str | None) -> None:
    found = attendance.retention(stayed, required)

    assert (None if found.rate is None else str(found.rate)) == rate
    assert found.part == stayed


def test_dagangs_other_formula_for_retention_is_not_capped() -> None:
    assert attendance.retention_by_certified(41, 45).rate == D("91.11")
    assert attendance.retention_by_certified(D("50"), 45).rate == D("111.11")


def test_certified_share_at_the_end_or_as_a_mean() -> None:
    assert attendance.certified_share(41, 52).rate == D("78.85")
    mean = attendance.mean_certified_share(D("121.5"), D("7"), agreed_heads=20)
    assert mean is not None
    assert (mean.part, mean.rate) == (Decimal(17), D("85.00"))
    assert attendance.mean_certified_share(D("121.5"), D("0"), agreed_heads=20) is None
