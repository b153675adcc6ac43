"""The figures of 附件1 as the reports print them (domain: section 4.1)."""

from decimal import Decimal

import pytest

from sgz_desktop.scoring.indicators import (
    Reading,
    beside_rows,
    closed_case_rates,
    completion_rate,
    elapsed_share,
    lagging,
    possible_agreed,
)
from sgz_desktop.scoring.rates import turning_the_verdict
from tests.build import D


@pytest.mark.parametrize(
    ("done", "agreed", "rate"),
    [
        ("1445", "800", "180.63"),
        ("33", "10", "330.00"),
        ("9564", "9300", "102.84"),
        ("407", "180", "226.11"),
        ("0", "2", "0.00"),
        ("5", "10", "50.00"),
        ("29", "40", "72.50"),
        ("2.5", "3", "83.33"),
        ("12", "0", None),
        ("12", None, None),
    ],
)
def test_completion_is_done_over_agreed_and_nothing_without_an_agreed_amount(
    done: str, agreed: str | None, rate: str | None
) -> None:
    found = completion_rate(D(done), None if agreed is None else D(agreed))

    assert (None if found is None else str(found)) == rate


@pytest.mark.parametrize(
    ("months", "share"), [("7", "58.33"), ("5", "41.67"), ("5.5", "45.83"), ("12", "100.00"), ("0", "0.00")]
)
def test_elapsed_time_is_a_share_of_twelve_months(months: str, share: str) -> None:
    assert elapsed_share(D(months)) == D(share)


def test_elapsed_time_of_another_term() -> None:
    assert elapsed_share(6, of=24) == D("25")
    assert elapsed_share(6, of=0) is None


@pytest.mark.parametrize(
    ("station", "rate", "months", "behind"),
    [
        ("瑞宝 队伍", "0", "7", True),
        ("瑞宝", "52.50", "7", True),
        ("瑞宝", "58.33", "7", False),
        ("珠光 结案", "36.36", "5", True),
        ("珠光 节数", "40.83", "5", True),
        ("珠光", "41.67", "5", False),
        ("钟村", "51.29", "5.5", False),
        ("no agreed amount", None, "5.5", False),
    ],
)
def test_behind_the_elapsed_time(station: str, rate: str | None, months: str, behind: bool) -> None:
    assert lagging(None if rate is None else D(rate), elapsed_share(D(months))) is behind, station


def test_nothing_lags_behind_an_unknown_time() -> None:
    assert not lagging(D("1"), None)


@pytest.mark.parametrize(("rate", "behind"), [("79.99", True), ("80.00", False), ("83.00", False)])
def test_a_rate_that_reaches_the_agreed_one_does_not_lag(rate: str, behind: bool) -> None:
    assert lagging(D(rate), D("83.33"), wanted=D(80)) is behind


def test_dagangs_closed_cases_pass_or_fail_with_the_denominator() -> None:
    agreed, taken_on = closed_case_rates(170, agreed=204, taken_on=213)

    assert (agreed.denominator, agreed.rate) == ("协议个案数", D("83.33"))
    assert (taken_on.denominator, taken_on.rate) == ("实际接案数", D("79.81"))
    assert turning_the_verdict(agreed, [taken_on], target=D("80")) == (taken_on,)
    assert turning_the_verdict(agreed, [taken_on], target=D("75")) == ()


def test_closed_cases_without_a_denominator_have_no_rate() -> None:
    assert [each.rate for each in closed_case_rates(170, agreed=None, taken_on=0)] == [None, None]


@pytest.mark.parametrize(
    ("name", "rows", "printed"),
    [
        ("转介", "72", "68"),
        ("咨询", "180", "170"),
        ("咨询节", "360", "340"),
        ("小组", "72", "68"),
        ("小组节", "216", "204"),
        ("小组人次", "1080", "1020"),
        ("座谈会", "96", "93"),
        ("议事会", "96", "93"),
    ],
)
def test_eight_of_dagangs_agreed_totals_have_two_readings(name: str, rows: str, printed: str) -> None:
    half = Decimal(rows) / 2

    found = beside_rows(D(printed), [half, half])

    assert (found.printed, found.of_rows) == (D(printed), D(rows)), name
    assert found.readings == (Reading.WRONG_FIGURE, Reading.MORE_THAN_AGREED)


@pytest.mark.parametrize(
    ("rows", "printed", "difference", "readings"),
    [
        (["3400", "18963"], "22363", "0", ()),
        (["3100", "18963"], "22363", "-300", (Reading.WRONG_FIGURE,)),
        (["3100", None], "22363", "-19263", ()),
        (["3100", None], "3000", "100", (Reading.WRONG_FIGURE, Reading.MORE_THAN_AGREED)),
        ([], "5", "-5", (Reading.WRONG_FIGURE,)),
    ],
)
def test_a_printed_total_stands_beside_its_rows(
    rows: list[str | None], printed: str, difference: str, readings: tuple[Reading, ...]
) -> None:
    found = beside_rows(D(printed), [None if each is None else D(each) for each in rows])

    assert (found.difference, found.readings) == (D(difference), readings)
    assert found.unknown == rows.count(None)


@pytest.mark.parametrize(
    ("done", "rate", "fits"),
    [
        (3092, "51.29", [6028, 6029]),
        (1445, "180.63", [800]),
        (407, "226.11", [180]),
        (407, "225.11", []),
        (1, "100", [1]),
        (0, "50", []),
        (0, "0", []),
        (5, "0", []),
    ],
)
def test_agreed_amounts_that_give_a_printed_rate(done: int, rate: str, fits: list[int]) -> None:
    assert list(possible_agreed(done, D(rate))) == fits
    for each in fits:
        assert completion_rate(done, each) == D(rate)


def test_dagangs_home_visits_fit_the_table_and_not_the_text() -> None:
    assert 9300 in possible_agreed(9564, D("102.84"))
    assert 9300 not in possible_agreed(9654, D("102.84"))


def test_a_whole_rate_fits_more_amounts() -> None:
    assert list(possible_agreed(10, D("3"), places=0)) == list(range(286, 401))
