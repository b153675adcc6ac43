"""Rates name their denominator, and say when another would turn the verdict."""

from decimal import Decimal

import pytest

from sgz_desktop.scoring.rates import named_rate, percent, turning_the_verdict
from tests.build import D


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (1445, 800, "180.63"),
        (33, 10, "330.00"),
        (D("407"), D("180"), "226.11"),
        (0, 3, "0.00"),
        (1, 8, "12.50"),
        (1, 0, None),
        (1, None, None),
        (0, D("0"), None),
    ],
)
def test_a_percentage_has_two_decimals_and_no_cap(
    part: Decimal | int, whole: Decimal | int | None, rate: str | None
) -> None:
    assert percent(part, whole) == (None if rate is None else D(rate))


@pytest.mark.parametrize(
    ("whole", "target", "reached"),
    [(204, "80", True), (213, "80", False), (204, "83.33", True), (204, "83.34", False), (None, "80", None)],
)
def test_a_rate_is_measured_against_a_target_as_printed(
    whole: int | None, target: str, reached: bool | None
) -> None:
    assert named_rate(170, whole, denominator="协议个案数").reaches(D(target)) is reached


def test_a_rate_that_would_turn_the_verdict_is_named() -> None:
    chosen = named_rate(170, 204, denominator="协议个案数")
    others = [
        named_rate(170, 213, denominator="实际接案数"),
        named_rate(170, 200, denominator="建档个案数"),
        named_rate(170, None, denominator="转介个案数"),
    ]

    assert [each.denominator for each in turning_the_verdict(chosen, others, target=D("80"))] == [
        "实际接案数"
    ]
    assert turning_the_verdict(others[0], [chosen], target=D("80")) == (chosen,)
    assert turning_the_verdict(others[2], [chosen], target=D("80")) == ()
