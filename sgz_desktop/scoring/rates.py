"""Rates in per cent that name what they divide by, since the denominator can turn a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.scoring.rounding import round_half_up

PERCENT_PLACES = 2
"""Rates are printed with two decimals, halves up (domain: section 4.1)."""


def percent(part: Decimal | int, whole: Decimal | int | None) -> Decimal | None:
    """`part` in per cent of `whole`, 2 decimals, never capped; None where there is no whole (4.1)."""
    if not whole:
        return None
    return round_half_up(Fraction(part) / Fraction(whole) * 100, PERCENT_PLACES)


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A rate in per cent with its denominator's name; None where that is unknown or 0."""

    denominator: str
    part: Decimal
    whole: Decimal | None
    rate: Decimal | None

    def reaches(self, target: Decimal) -> bool | None:
        """Whether the printed rate reaches a target in per cent, the target included; None without a rate."""
        return None if self.rate is None else self.rate >= target


def named_rate(part: Decimal | int, whole: Decimal | int | None, *, denominator: str) -> NamedRate:
    """A rate that says what it was divided by (domain: sections 4.1 and 4.2)."""
    divisor = None if whole is None else Decimal(whole)
    return NamedRate(denominator, Decimal(part), divisor, percent(part, whole))


def turning_the_verdict(
    chosen: NamedRate, others: Iterable[NamedRate], *, target: Decimal
) -> tuple[NamedRate, ...]:
    """The rates by other usual denominators that turn the verdict against `target` (domain: 4.1)."""
    verdict = chosen.reaches(target)
    if verdict is None:
        return ()
    return tuple(each for each in others if each.reaches(target) is (not verdict))
