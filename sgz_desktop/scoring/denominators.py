"""Rates whose verdict turns with the denominator: by what was agreed, or by what was done (domain: 4.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Indicator
from sgz_desktop.scoring.rates import NamedRate, named_rate, turning_the_verdict


@dataclass(frozen=True, slots=True)
class Turned:
    """An indicator agreed as a rate, its target in per cent, and the two rates that disagree about it."""

    indicator: Indicator
    target: Decimal
    chosen: NamedRate
    other: NamedRate

    @property
    def sentence(self) -> str:
        """Both rates with their denominators, for a person to look at."""
        rates = "，".join(_told(each) for each in (self.chosen, self.other))
        target = decimal_text(self.target)
        return f"“{self.indicator.label}”{rates}，约定 {target}%：用哪个分母会改变是否达标，请核对。"


def turned_by_denominator(dossier: Dossier) -> Iterator[Turned]:
    """The rates of the station that reach their target by one usual denominator and miss it by the other."""
    known = {each.id: each for each in dossier.indicators}
    for indicator in dossier.indicators:
        base = known.get(indicator.rate_of) if indicator.rate_of else None
        target, done = _target(dossier, indicator), _whole(dossier, indicator, "done")
        if indicator.agreed is not Agreed.RATE or base is None or target is None or done is None:
            continue
        chosen = named_rate(done, _whole(dossier, base, "agreed"), denominator=f"{base.label}的协议量")
        other = named_rate(done, _whole(dossier, base, "done"), denominator=f"{base.label}的完成量")
        for each in turning_the_verdict(chosen, [other], target=target):
            yield Turned(indicator, target, chosen, each)


def _told(rate: NamedRate) -> str:
    part, whole = decimal_text(rate.part), decimal_text(rate.whole or Decimal(0))
    return f"按{rate.denominator}算是 {part} ÷ {whole} = {rate.rate}%"


def _target(dossier: Dossier, indicator: Indicator) -> Decimal | None:
    """The agreed rate of the station, else the one that all its zones share."""
    whole = dossier.value_by_key.get((indicator.id, None))
    if whole is not None and whole.agreed is not None:
        return whole.agreed
    rates = {each.agreed for each in dossier.indicator_values if each.indicator_id == indicator.id} - {None}
    return rates.pop() if len(rates) == 1 else None


def _whole(dossier: Dossier, indicator: Indicator, field: str) -> Decimal | None:
    """An amount of the station as entered, else the sum of its zones where each is known."""
    whole: Decimal | None = getattr(dossier.value_by_key.get((indicator.id, None)), field, None)
    if whole is not None:
        return whole
    values = [dossier.value_by_key.get((indicator.id, each.id)) for each in dossier.zones]
    rows: list[Decimal | None] = [getattr(each, field, None) for each in values]
    known = [each for each in rows if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(rows) else None
