"""What an answer earns under each judging rule (domain: section 3, item rules), with its working."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.judging import ANSWER_OF
from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Extent,
    Faults,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.domain.rubric import CompletenessRule, ConditionsRule, DeductionRule, Item, Tier, TiersRule
from sgz_desktop.scoring.rounding import round_half_up

ZERO = Decimal(0)
EXTENT_NAMES: Mapping[Extent, str] = {Extent.ALL: "全部具备", Extent.PART: "部分具备", Extent.NONE: "没有"}


def points_for(item: Item, answer: Answer) -> Decimal | None:
    """The points an answer earns; None where it earns none yet or does not fit the item's rule."""
    if type(answer) is not ANSWER_OF[type(item.rule)]:
        return None
    return _EARNS[type(answer)](item, answer)


def working_of(item: Item, answer: Answer | None) -> str:
    """How the points of an answer were arrived at, as a reader of the proof sees it."""
    if answer is None:
        return "未作答"
    if isinstance(answer, NotApplicable):
        return "不适用，不计入分子和分母"
    if isinstance(answer, Pending):
        return "待议"
    if points_for(item, answer) is None:
        return "答案与评分方式不符，按未作答处理"
    return _WORKINGS[type(answer)](item, answer)


def tier_reached(rule: TiersRule, ratio: Decimal) -> Tier | None:
    """The highest tier whose line the ratio reaches, that line included; None below all."""
    best: Tier | None = None
    for each in rule.tiers:
        if ratio >= each.at_least and (best is None or each.at_least > best.at_least):
            best = each
    return best


def _given(_: Item, answer: Degree | Bare) -> Decimal:
    return answer.points


def _conditions_met(item: Item, answer: Conditions) -> Decimal:
    assert isinstance(item.rule, ConditionsRule)
    return sum([each.points for each in item.rule.conditions if each.code in answer.met], ZERO)


def _tier_points(item: Item, answer: Ratio) -> Decimal:
    assert isinstance(item.rule, TiersRule)
    tier = tier_reached(item.rule, answer.value)
    return tier.points if tier else ZERO


def _extent_points(item: Item, answer: Completeness) -> Decimal:
    assert isinstance(item.rule, CompletenessRule)
    if answer.extent is Extent.ALL:
        return item.points
    return item.rule.part_points if answer.extent is Extent.PART else ZERO


def _after_deduction(item: Item, answer: Faults) -> Decimal:
    assert isinstance(item.rule, DeductionRule)
    counts = answer.counts
    lost = sum([each.points * counts[each.code] for each in item.rule.faults if each.code in counts], ZERO)
    return max(ZERO, item.points - lost)


_EARNS: Mapping[type[Any], Callable[[Item, Any], Decimal]] = {
    Degree: _given,
    Bare: _given,
    Conditions: _conditions_met,
    Ratio: _tier_points,
    Completeness: _extent_points,
    Faults: _after_deduction,
}


def percent_text(ratio: Decimal) -> str:
    """A ratio as per cent, two decimals at most (0.975 → 97.5%)."""
    return f"{decimal_text(round_half_up(ratio * 100, 2))}%"


def _show_degree(item: Item, answer: Degree) -> str:
    return f"程度分：{decimal_text(answer.points)}/{decimal_text(item.points)}"


def _show_bare(item: Item, answer: Bare) -> str:
    return f"直接给分：{decimal_text(answer.points)}/{decimal_text(item.points)}"


def _show_conditions(item: Item, answer: Conditions) -> str:
    assert isinstance(item.rule, ConditionsRule)
    met = [each for each in item.rule.conditions if each.code in answer.met]
    if not met:
        return "组合分：没有一项条件成立"
    parts = "＋".join(f"{each.wording} {decimal_text(each.points)}" for each in met)
    return f"组合分：{parts}"


def _show_ratio(item: Item, answer: Ratio) -> str:
    assert isinstance(item.rule, TiersRule)
    tier = tier_reached(item.rule, answer.value)
    reached = f"达到 {percent_text(tier.at_least)} 档" if tier else "低于各档"
    # 99.999 % must not read 100 % beside the tier below it.
    misleads = tier_reached(item.rule, round_half_up(answer.value, 4)) is not tier
    shown = f"{decimal_text(answer.value * 100)}%" if misleads else percent_text(answer.value)
    return f"按比例分档：{item.rule.ratio} {shown}，{reached}"


def _show_extent(_: Item, answer: Completeness) -> str:
    return f"全有/部分/没有：{EXTENT_NAMES[answer.extent]}"


def _show_faults(item: Item, answer: Faults) -> str:
    assert isinstance(item.rule, DeductionRule)
    counts = answer.counts
    parts = [
        f"{each.wording} {counts[each.code]} 次 −{decimal_text(each.points * counts[each.code])}"
        for each in item.rule.faults
        if each.code in counts
    ]
    return "扣分：" + ("、".join(parts) if parts else "未发现扣分情形")


_WORKINGS: Mapping[type[Any], Callable[[Item, Any], str]] = {
    Degree: _show_degree,
    Bare: _show_bare,
    Conditions: _show_conditions,
    Ratio: _show_ratio,
    Completeness: _show_extent,
    Faults: _show_faults,
}
