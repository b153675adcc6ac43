"""The arithmetic of attendance (附件2): person-months in halves, shortfalls, shares and retention."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.errors import Refused
from sgz_desktop.scoring.rates import NamedRate, named_rate
from sgz_desktop.scoring.rounding import round_half_up

MIDDLE = 15
"""The last day that belongs to the first half of a month (domain: section 4.2, inferred from four seeds)."""

HALF = Decimal("0.5")
NOTHING = Decimal(0)
FULL_RATE = Decimal(100)

PERSON_MONTHS = "实到岗人次"
HEADS = "社工总人数"
AGREED_HEADS = "协议要求人数"
REQUIRED_STAFF = "协议要求在岗社工数"


@dataclass(frozen=True, slots=True)
class MonthOnDuty:
    """How much of one calendar month counts: 0.5 or 1."""

    year: int
    month: int
    months: Decimal


def by_month(start: date, end: date) -> tuple[MonthOnDuty, ...]:
    """The months of a term, both days included, each counted whole or half (domain: section 4.2).

    Who begins on or before the 15th has the first half, who leaves after it the second; backward is refused.
    """
    _refuse_backward(start, end)
    return tuple(_months(start, end))


def _months(start: date, end: date) -> Iterator[MonthOnDuty]:
    first, last = _number(start), _number(end)
    for number in range(first, last + 1):
        has_first_half = number > first or start.day <= MIDDLE
        has_second_half = number < last or end.day > MIDDLE
        year, month = divmod(number, 12)
        yield MonthOnDuty(year, month + 1, HALF * (has_first_half + has_second_half))


def _refuse_backward(start: date, end: date) -> None:
    if end < start:
        raise Refused("end", "结束日期早于开始日期。")


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def months_between(start: date, end: date) -> Decimal:
    """Months in halves from start to end, both included: 16 July to 31 December is 5.5 (domain: 4.2)."""
    _refuse_backward(start, end)
    # Not month by month: a roster asks for hundreds of terms.
    halves = 2 * (_number(end) - _number(start) + 1)
    return HALF * (halves - (start.day > MIDDLE) - (end.day <= MIDDLE))


def months_on_duty(start: date | None, end: date | None, *, period_start: date, period_end: date) -> Decimal:
    """A worker's months in halves within a period; None is "before" and "still there" (domain: 4.2)."""
    first = max(start or period_start, period_start)
    last = min(end or period_end, period_end)
    return NOTHING if last < first else months_between(first, last)


def required_person_months(staff: int, months: Decimal) -> Decimal:
    """应到岗人次: required staff × months; the head-count comes from the contract (domain: 4.2)."""
    return staff * months


def certified_required(required: Decimal) -> Decimal:
    """持证社工应到岗人次: half of what is required (domain: 4.2)."""
    return required * HALF


def surplus(actual: Decimal, required: Decimal) -> Decimal:
    """Person-months above (+) or short of (−) what is required (domain: 4.2)."""
    return actual - required


def adds_up(certified: Decimal, uncertified: Decimal, *, whole: Decimal) -> bool:
    """Whether 持证 and 非持证 make up all person-months (domain: 4.2)."""
    return certified + uncertified == whole


def experienced_shares(
    *,
    person_months: tuple[Decimal, Decimal] | None = None,
    heads: tuple[int, int] | None = None,
    agreed_heads: tuple[int, int] | None = None,
) -> tuple[NamedRate, ...]:
    """从业两年以上占比 by each usual denominator that is given as (experienced, whole) (domain: 4.2)."""
    given = ((PERSON_MONTHS, person_months), (HEADS, heads), (AGREED_HEADS, agreed_heads))
    return tuple(named_rate(pair[0], pair[1], denominator=name) for name, pair in given if pair is not None)


def mean_staff(person_months: Decimal, months: Decimal) -> int | None:
    """平均在岗人数: person-months ÷ months in whole heads, halves up; None without months (domain: 4.2)."""
    return int(round_half_up(Fraction(person_months) / Fraction(months), 0)) if months else None


def retention(stayed: int, required: int | None) -> NamedRate:
    """稳岗率: staff who stayed throughout ÷ required staff, at most 100 % (domain: 4.2)."""
    plain = named_rate(stayed, required, denominator=REQUIRED_STAFF)
    if plain.rate is None or plain.rate <= FULL_RATE:
        return plain
    return NamedRate(plain.denominator, plain.part, plain.whole, round_half_up(FULL_RATE, 2))


def retention_by_certified(certified_on_duty: Decimal | int, required: Decimal | int | None) -> NamedRate:
    """稳岗率 as 大岗's annex 2 prints it: certified staff on duty ÷ required, not capped (domain: 4.2)."""
    return named_rate(certified_on_duty, required, denominator=REQUIRED_STAFF)


def certified_share(certified: int, staff: int | None) -> NamedRate:
    """持证率 at the end of the period: certified ÷ all heads (domain: 4.2)."""
    return named_rate(certified, staff, denominator=HEADS)


def mean_certified_share(
    certified_person_months: Decimal, months: Decimal, *, agreed_heads: int | None
) -> NamedRate | None:
    """持证率 as mean certified staff ÷ agreed heads: 121.5/7 → 17, 17/20 → 85 % (domain: 4.2)."""
    mean = mean_staff(certified_person_months, months)
    return None if mean is None else named_rate(mean, agreed_heads, denominator=AGREED_HEADS)
