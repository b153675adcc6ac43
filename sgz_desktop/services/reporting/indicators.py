"""The sentence that lists the indicators with their completion rates, and 附件1."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Cover, Indicator, IndicatorValue
from sgz_desktop.exports.report import Passage, Run
from sgz_desktop.scoring.indicators import completion_rate
from sgz_desktop.services.reporting.draft import Draft

AGREED = "协议量"


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator of the whole station: agreed, done and rate in per cent, None where unknown."""

    indicator: Indicator
    agreed: Decimal | None
    done: Decimal | None
    rate: Decimal | None


def standings(dossier: Dossier) -> tuple[Standing, ...]:
    """Every indicator for the station: the total as entered where there is one, else the zones' sum."""
    return tuple(_standing(each, dossier) for each in dossier.indicators)


def head_of(indicator: Indicator) -> str:
    """The head of the indicator's agreed column in the table."""
    return indicator.column or AGREED


def value_of(
    values: Mapping[tuple[UUID, UUID | None], IndicatorValue], indicator: Indicator, zone_id: UUID | None
) -> tuple[Decimal | None, Decimal | None]:
    """Agreed and done of one indicator in one zone."""
    found = values.get((indicator.id, zone_id))
    return (found.agreed, found.done) if found else (None, None)


def _standing(indicator: Indicator, dossier: Dossier) -> Standing:
    values = dossier.value_by_key
    agreed, done = value_of(values, indicator, None)
    if indicator.cover is Cover.ZONES and (agreed, done) == (None, None):
        rows = [value_of(values, indicator, each.id) for each in dossier.zones]
        agreed, done = _sum([each[0] for each in rows]), _sum([each[1] for each in rows])
    return Standing(indicator, agreed, done, rate_of(done, agreed))


def rate_of(done: Decimal | None, agreed: Decimal | None) -> Decimal | None:
    """Completion rate in per cent; None where either figure is unknown or nothing was agreed."""
    return None if done is None or agreed is None else completion_rate(done, agreed)


def _sum(figures: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in figures if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(figures) else None


def sentence_runs(draft: Draft) -> tuple[Run, ...]:
    """The indicator sentence: per group the amounts, then the rates in the same order. () without figures."""
    known = [each for each in standings(draft.dossier) if each.done is not None]
    known.sort(key=lambda each: each.indicator.sentence_group)
    clauses = [
        tuple(_clause(draft, tuple(several)))
        for _, several in groupby(known, key=lambda each: each.indicator.sentence_group)
    ]
    if not clauses:
        return ()
    runs: list[Run] = []
    for number, clause in enumerate(clauses):
        lead = "评估期内，社工站完成" if number == 0 else "；完成"
        runs += [_word(lead), *clause]
    return (*runs, _word("。"))


def _clause(draft: Draft, several: Sequence[Standing]) -> Iterator[Run]:
    for number, each in enumerate(several):
        amount = f"{each.indicator.label}{decimal_text(each.done or Decimal(0))}{each.indicator.unit}"
        if number:
            yield _word("，")
        yield draft.quantity("indicator.done", amount, str(each.indicator.id))
    rated = [each for each in several if each.rate is not None]
    if rated:
        which = (
            ""
            if len(rated) == len(several)
            else "（" + "、".join(each.indicator.label for each in rated) + "）"
        )
        yield _word(f"，{'分别' if len(rated) > 1 else ''}完成协议指标量{which}的")
        for number, each in enumerate(rated):
            if number:
                yield _word("、")
            yield draft.quantity("indicator.rate", f"{each.rate}%", str(each.indicator.id))


def _word(text: str) -> Run:
    return Run(text, Passage("indicator_sentence"))
