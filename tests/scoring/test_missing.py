"""What is still missing, each with the page that mends it."""

from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.mark import NotApplicable, Pending
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard
from tests.scoring.standard import MONITORING, OPERATIONS, OUTCOMES, QUALITY

HEAD: dict[str, Any] = {
    "purchaser": "钟村街道办事处",
    "operator": "承办机构",
    "assessor": "评估机构",
    "supervisor": "区民政局",
    "agreement_start": date(2023, 7, 16),
    "agreement_end": date(2024, 7, 15),
    "period_start": date(2023, 7, 16),
    "period_end": date(2023, 12, 31),
}
TEXTS = tuple(build.report_text(code=code, text="写了。") for code in ("progress_verdict", "conclusion"))
WANTED = ("progress_verdict", "conclusion")


def found(dossier: Dossier, rubric: Rubric | None = None) -> list[Missing]:
    rubric = rubric or standard.standard()
    return list(missing(score(dossier, rubric), dossier, rubric, texts=WANTED))


def about(dossier: Dossier, start: str) -> list[str]:
    return [each.sentence for each in found(dossier) if each.code.startswith(start)]


@pytest.mark.parametrize(
    "dossier",
    [
        standard.zhongcun(*TEXTS, **HEAD),
        standard.zhongcun_items(*TEXTS, **HEAD),
        standard.zhuguang(*TEXTS, **HEAD),
        standard.ruibao(*TEXTS, **HEAD),
        standard.dagang(*TEXTS, **HEAD),
    ],
    ids=["components", "items", "parties", "total", "grade only"],
)
def test_nothing_is_missing_from_a_whole_evaluation(dossier: Dossier) -> None:
    assert found(dossier) == []


GAPS = {
    "head.visit_date": "还没有填写评估日期。",
    "head.supervisor": "还没有填写监督方。",
    "head.purchaser": "还没有填写购买方。",
    "head.operator": "还没有填写承办方。",
    "head.assessor": "还没有填写评估方。",
    "head.agreement_start": "还没有填写服务协议期的开始日期。",
    "head.agreement_end": "还没有填写服务协议期的结束日期。",
    "head.period_start": "还没有填写考核期的开始日期。",
    "head.period_end": "还没有填写考核期的结束日期。",
    "text.progress_verdict": "报告的“服务进度评语”还没有写。",
    "text.conclusion": "报告的“结语”还没有写。",
}


def test_what_blocks_comes_first_then_the_gaps_of_the_report_then_advice() -> None:
    result = found(build.dossier(build.observation(1, tone=Tone.UNFILED), visit_date=None))

    severities = [each.severity for each in result]
    assert severities == sorted(severities, key=list(Severity).index)
    assert {each.code: each.sentence for each in result if each.severity is Severity.GAP} == GAPS
    blocking = {each.code for each in result if each.severity is Severity.BLOCKS}
    assert {each.partition(".")[0] for each in blocking} == {"component", "party", "veto"}
    assert [each.code for each in result if each.severity is Severity.ADVICE] == ["observation.unfiled"]


def test_a_report_with_holes_has_a_result_that_is_final() -> None:
    dossier = standard.zhongcun(build.report_text(code="conclusion", text=" \n "), visit_date=None)

    result = found(dossier)

    assert {each.code: each.sentence for each in result} == GAPS
    assert {each.severity for each in result} == {Severity.GAP}
    assert {(each.code.split(".")[0], each.page) for each in result} == {
        ("head", "preparing"),
        ("text", "report"),
    }
    assert not score(dossier, standard.standard()).provisional


@pytest.mark.parametrize(
    ("basis", "code", "sentence"),
    [
        (Basis.GRADE_ONLY, "grade", "还没有录入等级。"),
        (Basis.TOTAL, "total", "还没有录入总分。"),
        (Basis.PARTIES, "party.assessor", "还没有录入评估方的得分。"),
        (Basis.ITEMS, "party.purchaser", "还没有录入购买方的得分。"),
        (Basis.COMPONENTS, "component.operations", "还没有录入运营管理的得分。"),
        (Basis.ITEMS, "component.operations.judge", "运营管理还没有安排评委，也没有录入得分。"),
    ],
)
def test_each_basis_names_its_own_figures(basis: Basis, code: str, sentence: str) -> None:
    assert sentence in [each.sentence for each in found(build.dossier(basis=basis)) if each.code == code]


def test_a_component_by_groups_names_the_groups_that_are_open() -> None:
    dossier = build.dossier(
        build.group(1), build.group(2), standard.component(QUALITY, "16", group=1), basis=Basis.COMPONENTS
    )

    assert about(dossier, "component.quality") == ["还没有录入服务质量（评审组2）的得分。"]


@pytest.mark.parametrize("basis", [Basis.COMPONENTS, Basis.ITEMS])
def test_a_figure_that_is_to_count_but_is_not_there_yet_is_awaited(basis: Basis) -> None:
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        standard.component(MONITORING, None, counts=True),
        standard.component(QUALITY, None, group=2, counts=True),
        standard.component(QUALITY, "16", group=1),
        standard.component(OUTCOMES, None),
        basis=basis,
    )

    awaited = {each.sentence: each for each in found(dossier) if each.code.endswith(".awaited")}

    assert list(awaited) == [
        "服务质量（评审组2）按录入的得分计，但还没有录入。",
        "服务监测按录入的得分计，但还没有录入。",
    ]
    first, second = awaited.values()
    assert (first.group_id, second.group_id) == (build.uid("group", 2), None)
    assert {(each.page, each.severity) for each in awaited.values()} == {("scoring", Severity.BLOCKS)}


def test_an_awaited_figure_for_the_whole_silences_what_its_groups_lack() -> None:
    dossier = standard.zhongcun_items(build.group(4), standard.component(QUALITY, None, counts=True))

    assert about(dossier, "component.quality") == ["服务质量按录入的得分计，但还没有录入。"]


@pytest.mark.parametrize(("counts", "which"), [(False, "按各评审组的得分计"), (True, "按全站的得分计")])
def test_figures_for_the_whole_and_for_its_groups_ask_which_counts(counts: bool, which: str) -> None:
    dossier = standard.zhongcun(standard.component(QUALITY, "12", counts=counts))

    assert about(dossier, "component.") == [
        f"服务质量既录入了全站的得分，又录入了评审组的得分，现{which}，请确认。"
    ]


def test_a_figure_for_the_whole_where_a_group_has_none_counts_and_says_so() -> None:
    dossier = standard.zhongcun(build.group(4), standard.component(QUALITY, "12"))

    assert about(dossier, "component.") == [
        "服务质量既录入了全站的得分，又录入了评审组的得分，现按全站的得分计，请确认。"
    ]


def items_of_small(*answers: Any) -> list[Missing]:
    dossier = build.dossier(build.person(1), build.assignment(), *answers)
    return [each for each in found(dossier, build.rubric()) if each.code.startswith("component.operations")]


def test_an_expert_who_has_not_finished_is_named_with_the_first_items() -> None:
    (only,) = items_of_small(build.mark("degree"), build.mark("tiers", answer=Pending()))

    assert only.sentence == "运营管理：专家1还有 2 项未作答，其中 1 项待议（conditions、tiers）。"
    assert (only.item, only.person_id, only.page) == ("conditions", build.uid("person", 1), "visit")


def test_more_than_five_open_items_are_not_all_named() -> None:
    rubric = build.rubric(items=tuple(build.item(f"item{number}") for number in range(1, 8)))
    dossier = build.dossier(build.person(1), build.assignment())

    (only,) = [each for each in found(dossier, rubric) if each.code == "component.operations.marks"]

    assert only.sentence == "运营管理：专家1还有 7 项未作答（item1、item2、item3、item4、item5等）。"


def test_all_not_applicable_asks_for_a_figure_and_for_no_marks() -> None:
    marks = [build.mark(code, answer=NotApplicable()) for code in ("degree", "conditions", "tiers")]

    (only,) = items_of_small(*marks)

    assert (only.code, only.page) == ("component.operations.figure", "scoring")
    assert only.sentence == "运营管理：专家1认为各项均不适用，须由人录入分项得分。"


def test_a_finished_expert_is_not_named_beside_one_who_has_not() -> None:
    marks = [build.mark(code) for code in ("degree", "conditions", "tiers")]
    second = build.assignment(person_id=build.uid("person", 2))

    (only,) = items_of_small(*marks, build.person(2), second)

    assert only.person_id == build.uid("person", 2)


def test_unknown_vetoes_are_missing_and_deferred_ones_are_not() -> None:
    deferred = build.veto_finding(
        rule="financial", state=VetoState.DEFERRED, reason="中期不审计", decided_by="组长"
    )

    assert about(build.dossier(deferred), "veto.") == [
        f"否决条件“{code}”未核。" for code in standard.VETO_CODES if code != "financial"
    ]


def test_a_finding_that_disagrees_with_the_figures_is_advice() -> None:
    finding = build.veto_finding(rule="staff_costs", state=VetoState.HOLDS, reason="账上不足")
    dossier = build.dossier(finding, build.quantity(code="funds.staff_cost_share", value=D("83")))

    (only,) = [each for each in found(dossier) if each.code == "veto.staff_costs.disagrees"]

    assert only.severity is Severity.ADVICE
    assert "账上不足" in only.sentence


@pytest.mark.parametrize(("counts", "which"), [(False, "按逐项评分计"), (True, "按录入的得分计")])
def test_a_figure_beside_marks_asks_which_counts(counts: bool, which: str) -> None:
    dossier = standard.zhongcun_items(standard.component(MONITORING, "9", counts=counts))

    assert about(dossier, "component.") == [f"服务监测既有逐项评分，又有录入的得分，现{which}，请确认。"]


def test_a_group_s_figure_beside_its_own_marks_is_named_with_the_group() -> None:
    dossier = standard.zhongcun_items(standard.component(QUALITY, "12", group=2))

    assert about(dossier, "component.") == [
        "服务质量（评审组2）既有逐项评分，又有录入的得分，现按逐项评分计，请确认。"
    ]


def test_a_group_s_figure_beside_the_marks_of_another_group_asks_nothing() -> None:
    dossier = standard.zhongcun_items(build.group(4), standard.component(QUALITY, "12", group=4))

    assert about(dossier, "component.") == []


def test_marks_of_somebody_not_assigned_are_told_once() -> None:
    stray = [
        standard.bare(OUTCOMES, "3", expert=2),
        standard.bare(QUALITY, "3", expert=1, group=2),
        standard.bare(OPERATIONS, "3", expert=2),
        build.mark("gone", person_id=build.uid("person", 2)),
    ]
    dossier = standard.zhongcun_items(*stray)

    assert sorted(about(dossier, "component.")) == sorted(
        [
            "专家2没有被安排评服务成效，其评分不计入。",
            "专家1没有被安排评服务质量（评审组2），其评分不计入。",
            "专家2没有被安排评运营管理，其评分不计入。",
        ]
    )


def test_several_stray_marks_in_one_place_are_one_advice() -> None:
    dossier = build.dossier(build.person(1), build.mark("degree"), build.mark("tiers"))

    told = [each for each in found(dossier, build.rubric()) if each.code.endswith(".unassigned")]

    assert [each.sentence for each in told] == ["专家1没有被安排评运营管理，其评分不计入。"]


def test_observations_the_report_will_not_print_are_advice_with_their_beginning() -> None:
    dossier = build.dossier(
        build.observation(1, tone=Tone.UNFILED, lead="", text="一" * 30),
        build.observation(2, tone=Tone.UNFILED, lead="档案不全", text="正文"),
        build.observation(3),
        build.observation(4, subject=None, lead="", text="", recommendation="建议补签名。"),
        build.observation(5, lead="", text=" ", recommendation=""),
        build.observation(6, tone=Tone.UNFILED, subject=None, lead="", text="没有章节也没有归类"),
    )

    told = [each for each in found(dossier) if each.code == "observation.unfiled"]

    assert [each.sentence for each in told] == [
        f"有一条观察未定类别，报告里不会出现：{'一' * 20}",
        "有一条观察未定类别，报告里不会出现：档案不全",
        "有一条观察未归章节，报告里不会出现：建议补签名。",
        "有一条观察没有内容，报告里不会出现。",
        "有一条观察未定类别，报告里不会出现：没有章节也没有归类",
    ]
    assert {(each.page, each.severity) for each in told} == {("visit", Severity.ADVICE)}
    assert told[0].entity_id == build.observation(1).id


def test_a_record_that_outlived_its_printed_wording_is_advice_where_the_report_has_a_place_for_it() -> None:
    unfiled = build.observation(2, tone=Tone.UNFILED)
    dossier = build.dossier(
        build.observation(1, lead="档案不全"), unfiled, build.observation(3, subject=None)
    )
    fields = {each.id: ("text", "recommendation") for each in dossier.observations}
    rubric = build.rubric()

    told = missing(score(dossier, rubric), dossier, rubric, outlived=fields)

    (only,) = [each for each in told if each.code == "observation.outlived"]
    assert only.sentence == ("有一条观察的正文、建议在记录里后来改过，报告印的还是先前改写的措辞：档案不全")
    assert (only.page, only.severity) == ("report", Severity.ADVICE)
    assert only.entity_id == build.observation(1).id
