"""The one place where figures are rounded: halves up, once."""

from decimal import Decimal
from fractions import Fraction

PRINTED_PLACES = 3
"""评分 is printed with three decimals, or as many more as its reader needs (domain: section 3)."""


def round_half_up(figure: Fraction | Decimal, places: int) -> Decimal:
    """The figure with exactly `places` decimals, halves away from zero (8.925 → 8.93)."""
    exact = Fraction(figure)
    scaled = abs(exact) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    return Decimal(-whole if exact < 0 else whole).scaleb(-places)


def printed_points(points: Fraction, converted: Decimal) -> Decimal:
    """The 评分 to print: as exact as three decimals allow, or as many more as lead to `converted`.

    8.9247 beside 8.92 stays 8.9247, since its three decimals 8.925 would read 8.93.
    """
    places = -int(converted.as_tuple().exponent)
    for width in range(max(PRINTED_PLACES, places), 40):
        shown = round_half_up(points, width)
        if round_half_up(shown, places) == converted:
            return shown
    return converted
