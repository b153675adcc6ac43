"""The proof of a score leads from the total down to each mark."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.mark import Bare, Degree, NotApplicable
from sgz_desktop.domain.result import ProofLine, Stamp
from sgz_desktop.domain.rubric import Rounding, RoundingLevel, Rubric
from sgz_desktop.domain.veil import Veil
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.proof import prove
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard
from tests.scoring.standard import MONITORING, QUALITY, bare


def proof(dossier: Dossier, rubric: Rubric | None = None, **stamps: Any) -> tuple[ProofLine, ...]:
    rubric = rubric or standard.standard()
    return prove(score(dossier, rubric), dossier, rubric, stamps.get("stamps", {}))


def walk(lines: tuple[ProofLine, ...]) -> Iterator[ProofLine]:
    for each in lines:
        yield each
        yield from walk(each.children)


def line(lines: tuple[ProofLine, ...], label: str) -> ProofLine:
    return next(each for each in walk(lines) if each.label.startswith(label))


def shown(lines: tuple[ProofLine, ...], label: str) -> tuple[str, str]:
    found = line(lines, label)
    return found.working, found.value


def test_zhongcun_is_proved_down_to_its_marks() -> None:
    lines = proof(standard.zhongcun_items())

    assert shown(lines, "总分") == (
        "评估方＋督导中心＋购买方＋监督方 ＝ 47.36＋12.75＋18.50＋8.50"
        "（各分项、各方先各自四舍五入再相加，保留 2 位小数）",
        "87.11",
    )
    assert shown(lines, "评估方") == (
        "运营管理 9.60＋服务质量 16.43＋服务监测 8.93＋服务成效 12.40",
        "47.36",
    )
    assert shown(lines, "服务质量") == (
        "各评审组平均：(16.8＋16＋16.5)÷3；评分 16.433，四舍五入得 16.43",
        "16.43",
    )
    assert shown(lines, "服务监测") == ("评分 8.925，四舍五入得 8.93", "8.93")
    assert shown(lines, "评审组1") == ("1 位评委平均：(16.8)÷1", "16.8")
    assert shown(lines, "专家2") == ("得 16.8，应得 20（各指标按建议分值）：16.8÷20×20", "16.8")
    assert shown(lines, "quality.1") == ("直接给分：16.8/20", "16.8/20")
    assert shown(lines, "购买方") == ("直接录入 18.5 分", "18.50")
    assert shown(lines, "等级") == ("87.11 分，达到 80 分线", "良好")


def test_zhongcun_from_figures_names_the_figure() -> None:
    dossier = standard.zhongcun()
    lines = proof(dossier)

    assert shown(lines, "服务监测") == ("直接录入 8.925 分；评分 8.925，四舍五入得 8.93", "8.93")
    assert shown(lines, "评审组3") == ("直接录入 16.5 分", "16.5")
    entity_ids = {each.entity_id for each in walk(lines)}
    assert {each.id for each in dossier.figures} <= entity_ids


def test_rounding_once_at_the_end_is_said() -> None:
    rubric = standard.standard(rounding=Rounding(level=RoundingLevel.TOTAL))

    assert "（精确相加后四舍五入一次，保留 2 位小数）" in shown(proof(standard.zhongcun(), rubric), "总分")[0]


def test_a_figure_tells_where_it_came_from() -> None:
    figure = build.figure(
        points=D("18.5"),
        source="街道办评分表。",
        received_on=date(2024, 1, 20),
        received_by="工作人员甲",
        file_number="街办1号",
    )
    lines = proof(build.dossier(figure))

    assert shown(lines, "购买方") == (
        "直接录入 18.5 分，来源：街道办评分表，收到日期：2024-01-20，文号：街办1号，接收人：工作人员甲",
        "18.50",
    )


def test_total_only_and_grade_only_say_so() -> None:
    assert shown(proof(standard.ruibao()), "总分") == ("直接录入 84.02 分", "84.02")
    assert shown(proof(build.dossier(basis=Basis.TOTAL)), "总分") == ("尚未录入", "未定")
    assert shown(proof(standard.dagang()), "总分") == ("本评估只公布等级，不计总分", "不计")
    assert shown(proof(standard.dagang()), "等级") == ("直接录入的等级", "良好")
    assert shown(proof(standard.dagang(stated_grade=None)), "等级") == ("直接录入的等级", "未定")


def test_what_is_open_says_between_what_it_lies() -> None:
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        build.person(1),
        build.person(2),
        build.assignment(component=QUALITY, group_id=build.uid("group", 1)),
        build.assignment(component=QUALITY, group_id=build.uid("group", 1), person_id=build.uid("person", 2)),
        bare(QUALITY, "16", group=1),
        standard.party("purchaser", "18.5"),
    )
    lines = proof(dossier)

    assert shown(lines, "总分") == (
        "评估方＋督导中心＋购买方＋监督方；尚有未定，已得 22.50，最高可达 97.50",
        "未定",
    )
    assert shown(lines, "服务质量") == ("尚有未定，在 4.00 至 19.00 之间", "未定")
    assert shown(lines, "评审组1") == ("有评委尚未完成，在 8.000 至 18.000 之间", "未定")
    assert shown(lines, "评审组2") == ("尚未安排评委，也没有录入分数", "未定")
    assert shown(lines, "专家2") == ("得 0，应得 20（各指标按建议分值），已答 0/1", "未定")
    assert shown(lines, "督导中心") == ("尚未录入", "未定")
    assert shown(lines, "等级") == ("已得 22.50 与最高可达 97.50 分属不同等级", "未定")


def test_a_grade_that_is_sure_while_open_stands_on_the_floor() -> None:
    dossier = build.dossier(
        *(standard.party(code, points) for code, points in (("assessor", "55"), ("purchaser", "20"))),
        standard.party("supervision_centre", "15"),
        basis=Basis.PARTIES,
    )

    assert shown(proof(dossier), "等级") == ("90.00 分，达到 90 分线", "优秀")


def test_a_whole_figure_for_a_component_by_groups() -> None:
    dossier = build.dossier(
        build.group(1), build.group(2), standard.component(QUALITY, "15.123"), basis=Basis.COMPONENTS
    )

    assert shown(proof(dossier), "服务质量") == ("直接录入 15.123 分；评分 15.123，四舍五入得 15.12", "15.12")


def test_a_figure_that_is_awaited_is_told_by_what_it_leaves_open() -> None:
    whole = standard.component(QUALITY, None, counts=True)
    stamp = Stamp("工作人员甲", "", build.NOON)
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        standard.component(QUALITY, "16", group=1),
        standard.component(QUALITY, None, group=2, counts=True),
        whole,
        basis=Basis.COMPONENTS,
    )

    lines = proof(dossier, stamps={whole.id: stamp})

    assert shown(lines, "服务质量") == ("尚未录入；尚有未定，在 0.00 至 20.00 之间", "未定")
    assert line(lines, "服务质量").stamp == stamp
    assert shown(lines, "评审组1") == ("直接录入 16 分", "16")
    assert shown(lines, "评审组2") == ("尚未录入", "未定")


def test_all_not_applicable_and_a_third_that_goes_on() -> None:
    groups = [build.group(number) for number in (1, 2, 3)]
    people = [build.person(number) for number in (1, 2, 3)]
    judges = [
        build.assignment(component=QUALITY, group_id=build.uid("group", 1), person_id=each.id)
        for each in people
    ]
    lines = proof(
        build.dossier(
            *groups,
            *people,
            *judges,
            bare(QUALITY, "16", expert=1, group=1),
            bare(QUALITY, "16", expert=2, group=1),
            bare(QUALITY, "17", expert=3, group=1),
            standard.component(QUALITY, "16", group=2),
            standard.component(QUALITY, "16", group=3),
            build.assignment(component=MONITORING),
            standard.given(MONITORING, NotApplicable()),
        )
    )

    assert shown(lines, "评审组1") == ("3 位评委平均：(16＋16＋17)÷3", "16.333333…")
    assert shown(lines, "服务质量")[0].startswith("各评审组平均：(16.333333…＋16＋16)÷3；评分 16.111")
    assert ("所有指标均不适用，须由人录入分数", "未定") in [
        (each.working, each.value) for each in walk(lines) if each.label == "专家1"
    ]
    assert shown(lines, "monitoring.1") == ("不适用，不计入分子和分母", "0/0")


@pytest.mark.parametrize("groups", [1, 2])
def test_one_group_needs_no_mean(groups: int) -> None:
    parts = [build.group(number) for number in range(1, groups + 1)]
    figures = [standard.component(QUALITY, "16", group=number) for number in range(1, groups + 1)]
    marks = [bare(QUALITY, "16", group=number) for number in range(1, groups + 1)]
    judged = [build.person(1), build.assignment(component=QUALITY), *marks]

    working = shown(proof(build.dossier(*parts, *judged)), "服务质量")[0]
    assert ("各评审组平均" in working) is (groups > 1)
    assert shown(proof(build.dossier(*parts, *figures)), "评审组1") == ("直接录入 16 分", "16")


def test_who_gave_a_mark_when_and_why_stands_with_it() -> None:
    mark = build.mark(
        f"{MONITORING}.1",
        answer=Bare(D("9")),
        note="抽查三份",
        person_id=build.uid("person", 1),
    )
    finding = build.veto_finding(
        rule="financial", state=VetoState.DEFERRED, reason="中期不审计。", decided_by="组长"
    )
    figure = standard.party("purchaser", "18.5")
    stamp = Stamp("工作人员甲", "专家1", build.NOON)
    dossier = build.dossier(build.person(1), build.assignment(component=MONITORING), mark, finding, figure)

    lines = proof(dossier, stamps=dict.fromkeys((mark.id, finding.id, figure.id), stamp))

    marked = line(lines, "monitoring.1")
    assert (marked.working, marked.stamp, marked.entity_id) == ("直接给分：9/10（抽查三份）", stamp, mark.id)
    assert line(lines, "购买方").stamp == stamp
    vetoed = line(lines, "否决：financial")
    assert (vetoed.working, vetoed.value) == ("规则 financial；中期不审计；认定人：组长", "本期不评")
    assert (vetoed.stamp, vetoed.entity_id) == (stamp, finding.id)


def test_vetoes_show_their_working_and_head_room() -> None:
    lines = proof(standard.zhuguang())

    assert shown(lines, "否决：staffing") == (
        "规则 staffing；应到岗 110，实到岗 110，两者相同，少满 5 人次即成立；再少 5 人次触及红线",
        "不成立",
    )
    assert shown(lines, "否决：staff_costs") == (
        "规则 staff_costs；占比 83%，不得低于 80%；比下限高 3 个百分点",
        "不成立",
    )


def test_a_veto_that_holds_is_the_grade() -> None:
    finding = build.veto_finding(rule="breach", state=VetoState.HOLDS, reason="查实")

    lines = proof(build.dossier(finding))

    assert shown(lines, "等级") == ("否决条件成立（breach），无论总分多少", "不合格")
    assert line(lines, "否决：posts").stamp is None


def test_points_from_an_official_list_are_not_called_suggestions() -> None:
    official = build.rubric(item_points_are_suggestions=False)
    dossier = build.judged()
    told = [
        prove(score(dossier, rubric), dossier, rubric, {})[0].children[0].children[0].children[0].children[0]
        for rubric in (build.rubric(), official)
    ]
    assert ["建议分值" in each.working for each in told] == [True, False]


def test_what_a_colleague_may_not_see_is_veiled_with_all_it_could_be_told_from() -> None:
    first, second = build.uid("person", 1), build.uid("person", 2)
    dossier = build.judged(experts=2, groups=1)
    dossier = replace(dossier, final_words=(build.final_word("degree", answer=Degree(D("7"))),))
    rubric = build.rubric()
    place, code = ("operations", None), "operations"
    veil = Veil(frozenset({second}), frozenset({place}), frozenset({code}), total=True)
    lines = prove(score(dossier, rubric), dossier, rubric, {}, veil=veil)
    why = "提交自己的评分后可见"
    assert shown(lines, "总分")[1] == "●●"
    assert shown(lines, "等级") == (why, "●●")
    operations = line(lines, "运营管理")
    assert (operations.working, operations.value) == (why, "●●")
    (group,) = operations.children
    assert (group.working, group.value) == (f"2 位评委平均；{why}", "●●")
    own, other = group.children
    assert (other.working, other.value) == (why, "●●")
    told = {each.label.split()[0]: (each.working, each.value) for each in other.children}
    assert told["conditions"] == (why, "●●")
    assert told["degree"] == ("合议：程度分：7/10（合议后一致同意）", "7/10")
    assert all(each.value != "●●" for each in own.children)
    assert own.children[0].working.startswith("合议：")
    assert dossier.person_by_id[first].name == own.label
