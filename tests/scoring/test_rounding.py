"""Rounding happens in one place, halves up, and what is printed leads its reader to what was rounded."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sgz_desktop.scoring.rounding import printed_points, round_half_up
from tests.build import D


@pytest.mark.parametrize(
    ("figure", "places", "rounded"),
    [
        (D("8.925"), 2, "8.93"),
        (D("8.9247"), 2, "8.92"),
        (D("8.9249999"), 2, "8.92"),
        (Fraction("49.3") / 3, 2, "16.43"),
        (Fraction(75, 8), 2, "9.38"),
        (D("87.1083"), 2, "87.11"),
        (D("12.4"), 2, "12.40"),
        (D("0.5"), 0, "1"),
        (D("-8.925"), 2, "-8.93"),
        (D("-0.001"), 2, "0.00"),
        (D("2.0000005"), 6, "2.000001"),
    ],
)
def test_halves_go_away_from_zero(figure: Fraction | Decimal, places: int, rounded: str) -> None:
    assert str(round_half_up(figure, places)) == rounded


@pytest.mark.parametrize(
    ("points", "converted", "printed"),
    [
        (D("8.925"), "8.93", "8.925"),
        (D("8.9247"), "8.92", "8.9247"),
        (D("8.92496"), "8.92", "8.92496"),
        (D("12.4"), "12.40", "12.400"),
        (D("8.9251"), "8.93", "8.925"),
    ],
)
def test_printed_points_have_three_decimals_or_as_many_more_as_needed(
    points: Decimal, converted: str, printed: str
) -> None:
    shown = printed_points(Fraction(points), D(converted))

    assert str(shown) == printed
    assert round_half_up(shown, 2) == D(converted)


def test_a_third_is_printed_with_three_decimals() -> None:
    assert str(printed_points(Fraction("49.3") / 3, D("16.43"))) == "16.433"


def test_points_that_no_width_can_tell_are_printed_as_converted() -> None:
    hair = Fraction("8.925") - Fraction(1, 10**60)

    assert printed_points(hair, D("8.92")) == D("8.92")


def test_more_places_than_three_are_printed_where_the_rule_set_rounds_there() -> None:
    assert str(printed_points(Fraction("8.12345"), D("8.1235"))) == "8.1235"
