"""The rules that make the grade 不合格 whatever the total: states, limits by phase, head-room."""

from typing import Any

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.result import VetoResult
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.score import score
from sgz_desktop.scoring.veto import room_text, state_name, veto_results
from tests import build
from tests.build import D
from tests.scoring import standard


def shortfall(rule: str, required: str, actual: str) -> list[Any]:
    prefix = "attendance.certified_" if rule == "certified_staffing" else "attendance."
    return [
        build.quantity(code=f"{prefix}required", value=D(required)),
        build.quantity(code=f"{prefix}actual", value=D(actual)),
    ]


def result_of(rule: str, *parts: Any, phase: Phase = Phase.MIDTERM) -> VetoResult:
    results = veto_results(build.dossier(*parts, phase=phase), standard.standard())
    return next(each for each in results if each.rule == rule)


@pytest.mark.parametrize(
    ("rule", "phase", "actual", "state", "found", "headroom"),
    [
        ("staffing", Phase.MIDTERM, "110", "clear", "0", "5"),
        ("staffing", Phase.MIDTERM, "115", "clear", "0", "10"),
        ("staffing", Phase.MIDTERM, "105.5", "clear", "4.5", "0.5"),
        ("staffing", Phase.MIDTERM, "105", "holds", "5", "0"),
        ("staffing", Phase.MIDTERM, "100", "holds", "10", "-5"),
        ("staffing", Phase.FINAL, "105", "clear", "5", "5"),
        ("staffing", Phase.FINAL, "100.5", "clear", "9.5", "0.5"),
        ("staffing", Phase.FINAL, "100", "holds", "10", "0"),
        ("certified_staffing", Phase.MIDTERM, "107.5", "clear", "2.5", "0.5"),
        ("certified_staffing", Phase.MIDTERM, "107", "holds", "3", "0"),
        ("certified_staffing", Phase.FINAL, "107", "clear", "3", "3"),
        ("certified_staffing", Phase.FINAL, "104", "holds", "6", "0"),
    ],
)
def test_a_shortfall_holds_from_its_limit_on(
    rule: str, phase: Phase, actual: str, state: str, found: str, headroom: str
) -> None:
    veto = result_of(rule, *shortfall(rule, "110", actual), phase=phase)

    assert (str(veto.state), veto.found, veto.headroom) == (state, D(found), D(headroom))
    assert veto.unit == "人次"
    assert veto.reason.endswith(f"，少满 {veto.limit} 人次即成立")


@pytest.mark.parametrize(
    ("actual", "reason", "room"),
    [
        ("111.5", "应到岗 110，实到岗 111.5，多 1.5 人次，少满 5 人次即成立", "再少 6.5 人次触及红线"),
        ("110", "应到岗 110，实到岗 110，两者相同，少满 5 人次即成立", "再少 5 人次触及红线"),
        ("107", "应到岗 110，实到岗 107，少 3 人次，少满 5 人次即成立", "再少 2 人次触及红线"),
        ("105", "应到岗 110，实到岗 105，少 5 人次，少满 5 人次即成立", "正好触及红线"),
        ("104", "应到岗 110，实到岗 104，少 6 人次，少满 5 人次即成立", "已超过红线 1 人次"),
    ],
)
def test_a_shortfall_is_told_in_words(actual: str, reason: str, room: str) -> None:
    veto = result_of("staffing", *shortfall("staffing", "110", actual))
    assert (veto.reason, room_text(veto)) == (reason, room)


@pytest.mark.parametrize(
    ("share", "room"),
    [("83", "比下限高 3 个百分点"), ("80", "正好等于下限"), ("79.5", "比下限低 0.5 个百分点")],
)
def test_a_share_is_told_against_its_limit(share: str, room: str) -> None:
    assert (
        room_text(result_of("staff_costs", build.quantity(code="funds.staff_cost_share", value=D(share))))
        == room
    )
    assert room_text(result_of("staff_costs")) == ""


@pytest.mark.parametrize(
    ("share", "state", "headroom"),
    [("83", "clear", "3"), ("80", "clear", "0"), ("79.99", "holds", "-0.01"), ("0", "holds", "-80")],
)
def test_staff_costs_hold_below_80_per_cent(share: str, state: str, headroom: str) -> None:
    veto = result_of("staff_costs", build.quantity(code="funds.staff_cost_share", value=D(share)))

    assert (str(veto.state), veto.found, veto.headroom) == (state, D(share), D(headroom))
    assert (veto.unit, veto.reason) == ("个百分点", f"占比 {share}%，不得低于 80%")


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [build.quantity(code="attendance.required", value=D("110"))],
        [build.quantity(code="attendance.actual", value=D("110"))],
        [build.quantity(code="attendance.required", value=None), build.quantity(code="attendance.actual")],
    ],
    ids=["none", "no actual", "no required", "empty"],
)
def test_without_both_figures_a_shortfall_is_unknown(parts: list[Any]) -> None:
    veto = result_of("staffing", *parts)

    assert (veto.state, veto.limit, veto.found, veto.headroom) == (VetoState.UNKNOWN, D("5"), None, None)
    assert (veto.reason, veto.disagrees) == ("", "")


def test_without_a_figure_the_cost_share_is_unknown_with_its_limit() -> None:
    veto = result_of("staff_costs")

    assert (veto.state, veto.limit, veto.unit) == (VetoState.UNKNOWN, D("80"), "个百分点")


def test_a_computed_rule_without_figures_may_be_deferred_by_a_named_person() -> None:
    finding = build.veto_finding(
        rule="staff_costs", state=VetoState.DEFERRED, reason="中期未审计", decided_by="组长"
    )

    veto = result_of("staff_costs", finding)

    assert (veto.state, veto.reason, veto.decided_by) == (VetoState.DEFERRED, "中期未审计", "组长")
    assert veto.disagrees == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (VetoState.CLEAR, "人工认定为“不成立”，但这一条须由数据得出，请录入数据。"),
        (VetoState.HOLDS, "人工认定为“成立”，但这一条须由数据得出，请录入数据。"),
        (VetoState.UNKNOWN, ""),
    ],
)
def test_a_persons_word_does_not_replace_the_figures(state: VetoState, said: str) -> None:
    finding = build.veto_finding(rule="staffing", state=state, reason="看过花名册")

    veto = result_of("staffing", finding)

    assert (veto.state, veto.disagrees, veto.decided_by) == (VetoState.UNKNOWN, said, "")


@pytest.mark.parametrize(
    ("state", "disagrees"),
    [
        (VetoState.HOLDS, False),
        (VetoState.UNKNOWN, False),
        (VetoState.CLEAR, True),
        (VetoState.DEFERRED, True),
    ],
)
def test_figures_that_disagree_with_a_finding_are_reported_and_obeyed(
    state: VetoState, disagrees: bool
) -> None:
    finding = build.veto_finding(rule="staffing", state=state, reason="合同另有约定", decided_by="组长")

    veto = result_of("staffing", *shortfall("staffing", "110", "100"), finding)

    assert veto.state is VetoState.HOLDS
    assert bool(veto.disagrees) is disagrees
    if disagrees:
        assert state_name(state) in veto.disagrees
        assert "合同另有约定" in veto.disagrees


@pytest.mark.parametrize("state", list(VetoState))
def test_a_finding_rule_is_what_a_person_found(state: VetoState) -> None:
    finding = build.veto_finding(rule="breach", state=state, reason="理由", decided_by="组长")

    veto = result_of("breach", finding)

    assert (veto.state, veto.reason, veto.decided_by) == (state, "理由", "组长")
    assert (veto.limit, veto.headroom) == (None, None)


def test_a_finding_rule_nobody_looked_at_is_unknown() -> None:
    assert result_of("breach").state is VetoState.UNKNOWN


@pytest.mark.parametrize("rule", standard.VETO_CODES)
def test_each_of_the_eight_makes_even_94_98_fail(rule: str) -> None:
    parts: list[Any] = {
        "staffing": shortfall("staffing", "110", "105"),
        "certified_staffing": shortfall("certified_staffing", "55", "52"),
        "staff_costs": [build.quantity(code="funds.staff_cost_share", value=D("79"))],
    }.get(rule, [build.veto_finding(rule=rule, state=VetoState.HOLDS, reason="查实")])
    replaced = {each.id for each in parts}
    before = standard.zhuguang()
    kept: list[Any] = [*before.veto_findings, *before.quantities]
    kept = [each for each in kept if each.id not in replaced]

    result = score(build.dossier(before.evaluation, *before.figures, *kept, *parts), standard.standard())

    assert (result.total, result.grade_name, result.vetoed) == (D("94.98"), "不合格", True)
    assert [each.rule for each in result.vetoes if each.state is VetoState.HOLDS] == [rule]
    assert not result.provisional


@pytest.mark.parametrize(
    ("state", "provisional"),
    [(VetoState.CLEAR, False), (VetoState.DEFERRED, False), (VetoState.UNKNOWN, True)],
)
def test_only_unknown_makes_a_result_provisional(state: VetoState, provisional: bool) -> None:
    finding = build.veto_finding(rule="financial", state=state, reason="理由", decided_by="组长")
    before = standard.zhuguang()
    kept = [each for each in before.veto_findings if each.id != finding.id]

    result = score(
        build.dossier(before.evaluation, *before.figures, *before.quantities, *kept, finding),
        standard.standard(),
    )

    assert (result.provisional, result.grade_name, result.vetoed) == (provisional, "优秀", False)


def test_a_veto_that_holds_names_the_grade_while_everything_is_open() -> None:
    finding = build.veto_finding(state=VetoState.HOLDS, reason="查实")

    result = score(build.dossier(finding), standard.standard())

    assert (result.total, result.grade_name, result.provisional) == (None, "不合格", True)


def test_a_veto_goes_before_a_stated_grade() -> None:
    result = score(standard.dagang(*shortfall("x", "110", "100")), standard.standard())

    assert (result.grade_name, result.provisional) == ("不合格", False)


@pytest.mark.parametrize(
    ("state", "name"), list(zip(VetoState, ("成立", "不成立", "未核", "本期不评"), strict=True))
)
def test_each_state_has_its_word(state: VetoState, name: str) -> None:
    assert state_name(state) == name
