"""What an answer earns under each judging rule, and how that is shown."""

import pytest

from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Extent,
    FaultCount,
    Faults,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.domain.rubric import TiersRule
from sgz_desktop.scoring.rules import percent_text, points_for, tier_reached, working_of
from tests import build
from tests.build import D


def met(*codes: str) -> Conditions:
    return Conditions(frozenset(codes))


def found(**counts: int) -> Faults:
    return Faults(tuple(FaultCount(code, count) for code, count in counts.items()))


@pytest.mark.parametrize(
    ("code", "answer", "points", "working"),
    [
        ("degree", Degree(D("7.5")), "7.5", "程度分：7.5/10"),
        ("degree", Degree(D("0")), "0", "程度分：0/10"),
        ("bare", Bare(D("8.925")), "8.925", "直接给分：8.925/10"),
        ("conditions", met("plan", "review"), "7", "组合分：有年度计划 3＋有总结 4"),
        ("conditions", met(), "0", "组合分：没有一项条件成立"),
        ("conditions", met("plan", "record", "review"), "10", "组合分：有年度计划 3＋有执行记录 3＋有总结 4"),
        ("tiers", Ratio(D("1.8063")), "5", "按比例分档：指标完成率 180.63%，达到 100% 档"),
        ("tiers", Ratio(D("1")), "5", "按比例分档：指标完成率 100%，达到 100% 档"),
        ("tiers", Ratio(D("0.99999")), "3", "按比例分档：指标完成率 99.999%，达到 80% 档"),
        ("tiers", Ratio(D("0.8")), "3", "按比例分档：指标完成率 80%，达到 80% 档"),
        ("tiers", Ratio(D("0.6")), "1", "按比例分档：指标完成率 60%，达到 60% 档"),
        ("tiers", Ratio(D("0.5999")), "0", "按比例分档：指标完成率 59.99%，低于各档"),
        ("completeness", Completeness(Extent.ALL), "10", "全有/部分/没有：全部具备"),
        ("completeness", Completeness(Extent.PART), "6", "全有/部分/没有：部分具备"),
        ("completeness", Completeness(Extent.NONE), "0", "全有/部分/没有：没有"),
        ("deduction", found(), "10", "扣分：未发现扣分情形"),
        ("deduction", found(missing=2, unsigned=3), "6.5", "扣分：缺少文书 2 次 −2、缺少签名 3 次 −1.5"),
        ("deduction", found(missing=11), "0", "扣分：缺少文书 11 次 −11"),
        ("deduction", found(gone=1), "10", "扣分：未发现扣分情形"),
    ],
)
def test_each_rule_earns_its_points_and_shows_its_working(
    code: str, answer: Answer, points: str, working: str
) -> None:
    item = build.item(code)

    assert points_for(item, answer) == D(points)
    assert working_of(item, answer) == working


@pytest.mark.parametrize(
    ("answer", "working"),
    [
        (None, "未作答"),
        (NotApplicable(), "不适用，不计入分子和分母"),
        (Pending(), "待议"),
        (Ratio(D("1")), "答案与评分方式不符，按未作答处理"),
    ],
)
def test_what_earns_nothing_yet_says_why(answer: Answer | None, working: str) -> None:
    item = build.item("degree")

    assert working_of(item, answer) == working
    if answer is not None:
        assert points_for(item, answer) is None


def test_tiers_need_no_order() -> None:
    rule = build.RULES["tiers"]
    assert isinstance(rule, TiersRule)
    turned = TiersRule(rule.ratio, tuple(reversed(rule.tiers)))

    for ratio in ("0.5", "0.6", "0.79", "0.8", "1", "3.3"):
        assert tier_reached(turned, D(ratio)) == tier_reached(rule, D(ratio))


@pytest.mark.parametrize(("ratio", "text"), [("0.975", "97.5%"), ("3.3", "330%"), ("0.583333", "58.33%")])
def test_a_ratio_reads_as_per_cent(ratio: str, text: str) -> None:
    assert percent_text(D(ratio)) == text
