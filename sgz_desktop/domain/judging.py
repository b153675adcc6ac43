"""Whether an answer fits the judging rule of its item."""

from collections.abc import Callable, Mapping, Set
from decimal import Decimal
from typing import Any

from sgz_desktop.domain.checks import decimals
from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Faults,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.domain.rubric import (
    BareRule,
    CompletenessRule,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    Item,
    TiersRule,
)
from sgz_desktop.errors import Refused

MARK_PLACES = 3
"""Marks carry up to 3 decimals (8.925)."""

ANSWER_OF: Mapping[type[Any], type[Any]] = {
    DegreeRule: Degree,
    ConditionsRule: Conditions,
    TiersRule: Ratio,
    CompletenessRule: Completeness,
    DeductionRule: Faults,
    BareRule: Bare,
}
"""The answer type each judging rule takes, beside not applicable and pending."""


def refuse_answer(item: Item, answer: Answer) -> None:
    """Refuse an answer the item's judging rule cannot take: wrong kind, too many points, unknown code."""
    if isinstance(answer, NotApplicable | Pending):
        return
    refuse_kind(item, type(answer))
    fits = _FITS.get(type(answer))
    if fits is not None:
        fits(item, answer)


def refuse_kind(item: Item, kind: type[Any]) -> None:
    """Refuse a type of answer that is not the one the item's judging rule takes, naming that one."""
    wanted = ANSWER_OF[type(item.rule)]
    if kind is not wanted:
        raise Refused("kind", f"“{item.code}”应以 {wanted.kind} 作答，不能用 {kind.kind}。")


def refuse_conditions(item: Item, codes: Set[str]) -> None:
    """Refuse codes that are no conditions of an item judged by conditions."""
    assert isinstance(item.rule, ConditionsRule)
    unknown = codes - {each.code for each in item.rule.conditions}
    if unknown:
        raise Refused("met", f"“{item.code}”没有条件 {'、'.join(sorted(unknown))}。")


def refuse_faults(item: Item, codes: Set[str]) -> None:
    """Refuse codes that are no faults of an item judged by deduction."""
    assert isinstance(item.rule, DeductionRule)
    unknown = codes - {each.code for each in item.rule.faults}
    if unknown:
        raise Refused("found", f"“{item.code}”没有扣分点 {'、'.join(sorted(unknown))}。")


def _points_fit(item: Item, answer: Degree | Bare) -> None:
    if answer.points > item.points:
        raise Refused("points", f"“{item.code}”满分 {item.points}，不能给 {answer.points} 分。")
    if decimals(answer.points) > MARK_PLACES:
        raise Refused("points", f"分数最多 {MARK_PLACES} 位小数。")


def _conditions_known(item: Item, answer: Conditions) -> None:
    refuse_conditions(item, answer.met)


def _ratio_sane(item: Item, answer: Ratio) -> None:
    if answer.value > Decimal(1000):
        raise Refused("value", f"“{item.code}”的比例过大，最多 100000%。")


def _faults_known(item: Item, answer: Faults) -> None:
    refuse_faults(item, answer.counts.keys())


_FITS: Mapping[type[Any], Callable[[Item, Any], None]] = {
    Degree: _points_fit,
    Bare: _points_fit,
    Conditions: _conditions_known,
    Ratio: _ratio_sane,
    Faults: _faults_known,
}
