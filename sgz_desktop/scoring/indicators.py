"""The arithmetic of service indicators (附件1): rates, lag behind elapsed time, printed totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sgz_desktop.scoring.rates import PERCENT_PLACES, NamedRate, named_rate, percent

MONTHS_OF_AGREEMENT = 12
AGREED_CASES = "协议个案数"
CASES_TAKEN_ON = "实际接案数"


def completion_rate(done: Decimal | int, agreed: Decimal | int | None) -> Decimal | None:
    """完成率 in per cent, 2 decimals, never capped; None when nothing was agreed (domain: section 4.1)."""
    return percent(done, agreed)


def elapsed_share(months: Decimal | int, *, of: int = MONTHS_OF_AGREEMENT) -> Decimal | None:
    """Months of the assessment period in per cent of the agreement's months: 7/12 → 58.33 (domain: 4.1)."""
    return percent(months, of)


def lagging(rate: Decimal | None, elapsed: Decimal | None, *, wanted: Decimal | None = None) -> bool:
    """Whether a completion rate lies behind the elapsed time; False without one of them (domain: 4.1).

    All are in per cent. A rate that reaches the one `wanted` by the agreement is as far as it need ever be.
    """
    if rate is None or elapsed is None or (wanted is not None and rate >= wanted):
        return False
    return rate < elapsed


def closed_case_rates(
    closed: Decimal | int, *, agreed: Decimal | int | None, taken_on: Decimal | int | None
) -> tuple[NamedRate, NamedRate]:
    """结案率 by both usual denominators, first the agreed cases, as agreements measure it (domain: 4.1)."""
    return (
        named_rate(closed, agreed, denominator=AGREED_CASES),
        named_rate(closed, taken_on, denominator=CASES_TAKEN_ON),
    )


class Reading(StrEnum):
    """What a printed total that differs from its rows may mean; the program decides neither."""

    WRONG_FIGURE = "wrong_figure"
    MORE_THAN_AGREED = "more_than_agreed"


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total as printed beside the sum of its rows; `unknown` counts the rows without a figure."""

    printed: Decimal
    of_rows: Decimal
    unknown: int = 0

    @property
    def difference(self) -> Decimal:
        """Sum of the rows less the printed total."""
        return self.of_rows - self.printed

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What may be wrong: nothing; a figure; or the zones were given more than the contract asks."""
        if not self.difference or (self.unknown and self.difference < 0):
            return ()
        if self.difference < 0:
            return (Reading.WRONG_FIGURE,)
        return (Reading.WRONG_FIGURE, Reading.MORE_THAN_AGREED)


def beside_rows(printed: Decimal, rows: Sequence[Decimal | None]) -> PrintedTotal:
    """A printed 合计 beside its rows, both kept; rows without a figure are only counted (domain: 6)."""
    known = [each for each in rows if each is not None]
    return PrintedTotal(printed, sum(known, Decimal(0)), unknown=len(rows) - len(known))


def possible_agreed(done: int, printed_rate: Decimal, *, places: int = PERCENT_PLACES) -> range:
    """The whole agreed amounts that give a printed rate: 3092 at 51.29 % fits 6028 and 6029 (domain: 4.1).

    Empty where none does, and for a printed rate of 0, which tells nothing.
    """
    half = Fraction(1, 2 * 10**places)
    low, high = Fraction(printed_rate) - half, Fraction(printed_rate) + half
    if low <= 0:
        return range(0)
    hundredfold = Fraction(done * 100)
    return range(int(hundredfold / high) + 1, int(hundredfold / low) + 1)
