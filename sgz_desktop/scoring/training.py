"""The arithmetic of training and supervision hours (附件4), the two kinds kept apart."""

from decimal import Decimal

from sgz_desktop.scoring.rates import percent

HOURS_PER_PERSON_MONTH = Decimal(6)
"""What the agreement asks for unless it says otherwise (瑞宝; 中南 asks for 5) (domain: section 4.4)."""


def hours_due(required_person_months: Decimal, *, each: Decimal = HOURS_PER_PERSON_MONTH) -> Decimal:
    """Hours due: `each` hours per required person-month, 140 × 6 = 840 (domain: section 4.4)."""
    return required_person_months * each


def hours_rate(done: Decimal, due: Decimal | None) -> Decimal | None:
    """Hours done in per cent of those due, 2 decimals; None when none are due (domain: section 4.4)."""
    return percent(done, due)
