"""The printed completion rates of 附件1 beside those that their figures give."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.intake.problems import Problem, warning
from sgz_desktop.intake.tables import IndicatorReading
from sgz_desktop.scoring.rates import PERCENT_PLACES
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.services.tables.matching import short, squeezed


def wrong_rates(readings: Sequence[IndicatorReading]) -> Iterator[Problem]:
    """A warning for each printed rate that is not done ÷ agreed, as precisely as it is printed.

    What is agreed as a rate is measured against what was agreed of its base, or what was done of it.
    """
    bases: dict[tuple[str, str], IndicatorReading] = {}
    for each in readings:
        if not each.agreed_is_rate and (each.agreed is not None or each.done is not None):
            bases.setdefault((each.zone, squeezed(each.indicator)), each)
    for each in readings:
        if each.printed_rate is None or each.done is None:
            continue
        base = bases.get((each.zone, squeezed(each.indicator))) if each.agreed_is_rate else None
        wholes = (base.agreed, base.done) if base else () if each.agreed_is_rate else (each.agreed,)
        rates = [
            Fraction(each.done.value) / Fraction(whole.value) * 100
            for whole in wholes
            if whole and whole.value
        ]
        if rates and not any(_same(each.printed_rate.value, rate) for rate in rates):
            about = short(f"{each.indicator}{each.measure}")
            printed = decimal_text(round_half_up(each.printed_rate.value, PERCENT_PLACES))
            computed = f"{round_half_up(rates[0], PERCENT_PLACES)}"
            sentence = f"“{about}”印的百分比是 {printed}%，按完成量和协议量算得 {computed}%，请核对。"
            yield warning(each.printed_rate.place, sentence)


def _same(printed: Decimal, rate: Fraction) -> bool:
    """Whether a rate is the printed one to as many places as are printed, 2 at most; or cut off there."""
    exponent = printed.normalize().as_tuple().exponent
    places = min(PERCENT_PLACES, max(0, -exponent if isinstance(exponent, int) else 0))
    return abs(Fraction(round_half_up(printed, places)) - rate) < Fraction(1, 10**places)
