"""The satisfaction survey (domain: sections 2 and 4.5)."""

from decimal import Decimal

import pytest

from sgz_desktop.errors import Refused
from sgz_desktop.scoring.satisfaction import bands, mean_satisfaction, sample_is_enough, sample_needed
from tests.build import D

ZHONGCUN = [D("80")] * 7 + [D("90")] * 15 + [D("98")] * 79


def test_the_mean_has_two_decimals() -> None:
    assert mean_satisfaction([D("95.035"), D("95.045")]) == D("95.04")
    assert mean_satisfaction([D("95"), D("95.01")]) == D("95.01")
    assert mean_satisfaction([]) is None


def test_zhongcuns_bands_are_7_15_and_79_of_101() -> None:
    found = bands(ZHONGCUN)

    assert [each.count for each in found] == [0, 7, 15, 79]
    assert sum(each.count for each in found) == 101


@pytest.mark.parametrize(
    ("answer", "band"),
    [("0", 0), ("74.99", 0), ("75", 1), ("84.99", 1), ("85", 2), ("94.99", 2), ("95", 3), ("100", 3)],
)
def test_a_band_holds_its_lower_bound_and_not_its_upper(answer: str, band: int) -> None:
    found = bands([D(answer)])

    assert [each.count for each in found].index(1) == band
    assert found[band].at_least <= D(answer)


@pytest.mark.parametrize("answer", ["-1", "100.01", "NaN"])
def test_an_answer_that_is_no_percentage_is_refused(answer: str) -> None:
    for ask in (mean_satisfaction, bands):
        with pytest.raises(Refused) as refusal:
            ask([D("50"), Decimal(answer)])
        assert refusal.value.field == "answers[1]"


@pytest.mark.parametrize(("people", "needed"), [(673, 100), (100, 100), (99, 99), (0, 0)])
def test_a_hundred_are_asked_or_all_where_there_are_fewer(people: int, needed: int) -> None:
    assert sample_needed(people) == needed
    assert sample_is_enough(needed, people)
    assert not sample_is_enough(needed - 1, people)
