"""A review group's points as the score table prints them, in the report and in the workbook."""

from decimal import Decimal
from fractions import Fraction

from sgz_desktop.scoring.rounding import round_half_up

_PLACES = (3, 4, 5, 6)


def exact_points(points: Fraction) -> Decimal:
    """With three decimals at most, as many more as they really have up to six."""
    for places in _PLACES:
        shown = round_half_up(points, places)
        if Fraction(shown) == points:
            return shown
    return round_half_up(points, _PLACES[0])
