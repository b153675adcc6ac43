"""How an item is judged, in the few words that stand beside an empty place for the mark."""

from collections.abc import Callable, Mapping
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.judging import MARK_PLACES
from sgz_desktop.domain.rubric import (
    BareRule,
    CompletenessRule,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    Item,
    TiersRule,
)
from sgz_desktop.scoring.rules import percent_text


def rule_text(item: Item) -> str:
    """The judging rule of an item, with boxes to tick and room for counts."""
    return _TEXTS[type(item.rule)](item, item.rule)


def _degree(item: Item, rule: DegreeRule) -> str:
    return f"程度分：0 至 {decimal_text(item.points)} 分，每 {decimal_text(rule.step)} 分一档"


def _bare(item: Item, _: BareRule) -> str:
    return f"直接给分：0 至 {decimal_text(item.points)} 分，最多 {MARK_PLACES} 位小数"


def _conditions(_: Item, rule: ConditionsRule) -> str:
    lines = (f"□ {each.wording}，{decimal_text(each.points)} 分" for each in rule.conditions)
    return "\n".join(("组合分：各项条件相加", *lines))


def _tiers(_: Item, rule: TiersRule) -> str:
    ranked = sorted(rule.tiers, key=lambda each: each.at_least, reverse=True)
    tiers = "；".join(f"≥{percent_text(each.at_least)} 得 {decimal_text(each.points)} 分" for each in ranked)
    return f"按比例分档：{rule.ratio}\n{tiers}；其余 0 分"


def _completeness(item: Item, rule: CompletenessRule) -> str:
    full, part = decimal_text(item.points), decimal_text(rule.part_points)
    return f"□ 全部具备，{full} 分　□ 部分具备，{part} 分　□ 没有，0 分"


def _deduction(item: Item, rule: DeductionRule) -> str:
    lines = (f"{each.wording}−{decimal_text(each.points)} ×（　　）" for each in rule.faults)
    return "\n".join((f"扣分：从 {decimal_text(item.points)} 分起扣，扣完为止", *lines))


_TEXTS: Mapping[type[Any], Callable[[Item, Any], str]] = {
    DegreeRule: _degree,
    BareRule: _bare,
    ConditionsRule: _conditions,
    TiersRule: _tiers,
    CompletenessRule: _completeness,
    DeductionRule: _deduction,
}
