"""The sentence that lists the indicators with their completion rates, and 附件1."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator, IndicatorValue
from sgz_desktop.exports.report import Passage, Run
from sgz_desktop.scoring.indicators import completion_rate, lagging
from sgz_desktop.services.reporting.figures import rate_text

if TYPE_CHECKING:
    from sgz_desktop.services.reporting.draft import Draft

AGREED = "协议量"
_RUNS_ON = re.compile(r"[0-9A-Za-z.,%+/-]+")  # digits, letters and signs, in full width too


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator of the whole station: agreed, done and rate in per cent, None where unknown."""

    indicator: Indicator
    agreed: Decimal | None
    done: Decimal | None
    rate: Decimal | None

    def lags(self, elapsed: Decimal | None) -> bool:
        """Whether it lies behind the elapsed time in per cent."""
        wanted = self.agreed if self.indicator.agreed is Agreed.RATE else None
        return lagging(self.rate, elapsed, wanted=wanted)


def standings(dossier: Dossier) -> tuple[Standing, ...]:
    """Every indicator for the station: the total as entered where there is one, else the zones' sum."""
    return tuple(standing_in(dossier, each, None) for each in dossier.indicators)


def standing_in(dossier: Dossier, indicator: Indicator, zone_id: UUID | None) -> Standing:
    """An indicator in one zone, or (None) of the station.

    What is agreed as a rate of another one is measured against that one's agreed amount (domain: 4.1).
    """
    agreed, done = _amounts(dossier, indicator, zone_id)
    against = agreed
    if indicator.agreed is Agreed.RATE:
        base = next((each for each in dossier.indicators if each.id == indicator.rate_of), None)
        against = _amounts(dossier, base, zone_id)[0] if base else None
    return Standing(indicator, agreed, done, rate_of(done, against))


def agreed_text(standing: Standing) -> str | None:
    """The agreed figure as printed: an amount, or a rate in per cent."""
    if standing.agreed is None:
        return None
    sign = "%" if standing.indicator.agreed is Agreed.RATE else ""
    return f"{decimal_text(standing.agreed)}{sign}"


def _amounts(
    dossier: Dossier, indicator: Indicator, zone_id: UUID | None
) -> tuple[Decimal | None, Decimal | None]:
    """Agreed and done as entered; for the station, each that was not, the zones' sum (not of rates)."""
    values = dossier.value_by_key
    agreed, done = _entered(values, indicator, zone_id)
    if zone_id is None and indicator.cover is Cover.ZONES:
        rows = [_entered(values, indicator, each.id) for each in dossier.zones]
        if agreed is None and indicator.agreed is not Agreed.RATE:
            agreed = _sum([each[0] for each in rows])
        if done is None:
            done = _sum([each[1] for each in rows])
    return agreed, done


def _entered(
    values: Mapping[tuple[UUID, UUID | None], IndicatorValue], indicator: Indicator, zone_id: UUID | None
) -> tuple[Decimal | None, Decimal | None]:
    found = values.get((indicator.id, zone_id))
    return (found.agreed, found.done) if found else (None, None)


def rate_of(done: Decimal | None, agreed: Decimal | None) -> Decimal | None:
    """Completion rate in per cent; None where either figure is unknown or nothing was agreed."""
    return None if done is None or agreed is None else completion_rate(done, agreed)


def behind(dossier: Dossier, elapsed: Decimal | None) -> tuple[Indicator, ...]:
    """The indicators whose completion rate lies behind the elapsed time in per cent (domain: 4.1)."""
    return tuple(each.indicator for each in standings(dossier) if each.lags(elapsed))


def _sum(figures: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in figures if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(figures) else None


def sentence_runs(draft: "Draft") -> tuple[Run, ...]:
    """The clauses of the indicator sentence: per group the amounts, then the rates in the same order.

    () without figures. What leads into it and what follows are the style's passages.
    """
    known = [each for each in standings(draft.dossier) if each.done is not None]
    known.sort(key=lambda each: each.indicator.sentence_group)
    runs: list[Run] = []
    for _, several in groupby(known, key=lambda each: each.indicator.sentence_group):
        if runs:
            runs.append(_word(draft.style.figures.between_clauses))
        runs += _clause(draft, tuple(several))
    return tuple(runs)


def _clause(draft: "Draft", several: Sequence[Standing]) -> Iterator[Run]:
    words = draft.style.figures
    for number, each in enumerate(several):
        amount = f"{_told(each.indicator)}{decimal_text(each.done or Decimal(0))}{each.indicator.unit}"
        if number:
            yield _word(words.between_amounts)
        yield draft.quantity("indicator.done", amount, str(each.indicator.id))
    rated = [each for each in several if each.rate is not None]
    if not rated:
        return
    told = words.several_rates if len(rated) > 1 else words.one_rate
    if len(rated) < len(several):
        told = f"，其中{'、'.join(_told(each.indicator) for each in rated)}{told.removeprefix('，')}"
    yield _word(told)
    for number, each in enumerate(rated):
        if number:
            yield _word(words.between_rates)
        assert each.rate is not None
        yield draft.quantity("indicator.rate", rate_text(each.rate, words), str(each.indicator.id))


def _told(indicator: Indicator) -> str:
    """The label before its amount; in quotes where it ends in what would read as a part of the figure."""
    label = indicator.label.strip()
    return f"“{label}”" if _RUNS_ON.fullmatch(unicodedata.normalize("NFKC", label[-1:])) else label


def _word(text: str) -> Run:
    return Run(text, Passage("indicator_sentence"))
