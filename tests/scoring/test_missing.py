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
TEXTS = (build.report_text(code="profile", text="基本情况。"), build.report_text())


def found(dossier: Dossier, rubric: Rubric | None = None) -> list[Missing]:
    rubric = rubric or standard.standard()
    return list(missing(score(dossier, rubric), dossier, rubric))


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


def test_an_empty_evaluation_names_what_blocks_first_and_advice_last() -> None:
    result = found(build.dossier(visit_date=None))

    severities = [each.severity for each in result]
    assert severities == sorted(severities, key=lambda each: each is Severity.ADVICE)
    blocking = [each for each in result if each.severity is Severity.BLOCKS]
    assert [each.sentence for each in blocking if each.code.startswith("head.")] == [
        "还没有填写评估日期。",
        "还没有填写监督方。",
        "还没有填写购买方。",
        "还没有填写承办方。",
        "还没有填写评估方。",
    ]
    assert [each.sentence for each in result if each.severity is Severity.ADVICE] == [
        "还没有填写服务协议期的开始日期。",
        "还没有填写服务协议期的结束日期。",
        "还没有填写考核期的开始日期。",
        "还没有填写考核期的结束日期。",
        "报告的“基本情况”还没有写。",
        "报告的“结语”还没有写。",
    ]


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


def test_observations_not_filed_yet_are_advice_with_their_beginning() -> None:
    dossier = build.dossier(
        build.observation(1, tone=Tone.UNFILED, lead="", text="一" * 30),
        build.observation(2, tone=Tone.UNFILED, lead="档案不全", text="正文"),
        build.observation(3),
    )

    assert about(dossier, "observation.") == [
        f"有一条观察还没有归类：{'一' * 20}",
        "有一条观察还没有归类：档案不全",
    ]
