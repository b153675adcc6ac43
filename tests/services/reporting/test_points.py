"""Points as the score tables print them."""

from fractions import Fraction

import pytest

from sgz_desktop.services.reporting.points import exact_points
from tests.build import D


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("62/5", "12.4"),
        ("89/3", "29.667"),
        ("251234/10000", "25.1234"),
        ("1/64", "0.015625"),
        ("1/128", "0.008"),
    ],
)
def test_points_have_the_decimals_they_need_and_three_where_they_never_end(points: str, shown: str) -> None:
    assert exact_points(Fraction(points)) == D(shown)
