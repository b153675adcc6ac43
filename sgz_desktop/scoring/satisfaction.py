"""The arithmetic of the satisfaction survey: mean, bands and the size of the sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.domain.checks import refuse_figure
from sgz_desktop.scoring.rounding import round_half_up

LEAST_SAMPLE = 100
"""At least 100 served people, or all target people where they are fewer (domain: section 2)."""

HIGHEST = Decimal(100)
LINES = (Decimal(0), Decimal(75), Decimal(85), Decimal(95))


@dataclass(frozen=True, slots=True)
class Band:
    """Answers from `at_least` per cent (included) to `below` (not included; None: up to 100 included)."""

    at_least: Decimal
    below: Decimal | None
    count: int


def mean_satisfaction(answers: Sequence[Decimal]) -> Decimal | None:
    """The mean of answers in per cent, 2 decimals, halves up; None without answers (domain: section 4.5)."""
    _refuse_odd(answers)
    if not answers:
        return None
    return round_half_up(sum((Fraction(each) for each in answers), Fraction(0)) / len(answers), 2)


def bands(answers: Sequence[Decimal]) -> tuple[Band, ...]:
    """How many answers fall below 75, in [75, 85), [85, 95) and [95, 100], lowest first (domain: 4.5)."""
    _refuse_odd(answers)
    ends = (*LINES[1:], None)
    return tuple(
        Band(low, high, sum(each >= low and (high is None or each < high) for each in answers))
        for low, high in zip(LINES, ends, strict=True)
    )


def sample_needed(target_people: int) -> int:
    """How many people must be asked: 100, or all where there are fewer (domain: section 2)."""
    return min(LEAST_SAMPLE, target_people)


def sample_is_enough(asked: int, target_people: int) -> bool:
    """Whether as many people were asked as the rule wants (domain: section 2)."""
    return asked >= sample_needed(target_people)


def _refuse_odd(answers: Sequence[Decimal]) -> None:
    for index, each in enumerate(answers):
        refuse_figure(f"answers[{index}]", each, most=HIGHEST)
