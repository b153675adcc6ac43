"""Score, proof with its authors, and what is missing, as the services tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.result import ProofLine, Severity
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services import display
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, D, uid
from tests.services.case import EXPERT, GROUP, HEAD, HELPER, LI, STAFF, degree, take_in

E = EVALUATION


def walk(lines: Sequence[ProofLine]) -> Iterator[ProofLine]:
    for line in lines:
        yield line
        yield from walk(line.children)


def test_the_proof_goes_down_to_each_mark_with_who_for_whom_and_when(program: Program) -> None:
    begun = datetime.now(UTC) - timedelta(seconds=1)
    program.visiting.answer(E, "degree", None, EXPERT, degree("7.5"), HELPER, note="抽查三份。")
    lines = list(walk(program.results.proof(E)))
    marks = [
        each for each in lines if each.entity_id in {mark.id for mark in program.evaluations.dossier(E).marks}
    ]
    assert len(marks) == 18
    (line,) = [each for each in marks if each.value == "7.5/10"]
    assert line.label == "degree 条目 degree"
    assert "抽查三份。" in line.working
    assert line.stamp is not None
    assert (line.stamp.author, line.stamp.on_behalf) == ("记录员", "专家1")
    assert begun <= line.stamp.at <= datetime.now(UTC)
    assert f"[记录员代专家1 {line.stamp.at.astimezone():%Y-%m-%d %H:%M}]" in display.proof_text(line)
    total = lines[0]
    assert (total.label, total.value) == ("总分", "93.50")


def test_what_was_imported_bears_no_name_and_the_moment_of_the_import(program: Program) -> None:
    stamps = program.results.stamps(E)
    assert {each.author for each in stamps.values()} == {""}
    (line,) = [each for each in walk(program.results.proof(E)) if each.entity_id == mark_id(program)]
    assert "[未署名 " in display.proof_text(line)


def mark_id(program: Program) -> object:
    return program.evaluations.dossier(E).mark_by_key["degree", None, EXPERT].id


def test_somebody_who_is_gone_is_not_named(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, degree("7.5"), HELPER)
    program.preparing.remove(E, "person", STAFF, LI)
    stamp = program.results.stamps(E)[program.evaluations.dossier(E).mark_by_key["degree", None, EXPERT].id]
    assert (stamp.author, stamp.on_behalf) == ("", "专家1")


def test_nothing_blocks_a_complete_result_whose_report_has_gaps(program: Program) -> None:
    assert program.results.blocking(E) == ()
    sentences = [each.sentence for each in program.results.missing(E)]
    assert "还没有填写考核期的开始日期。" in sentences
    assert {each.severity for each in program.results.missing(E)} == {Severity.GAP, Severity.ADVICE}


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        (Basis.ITEMS, "运营管理还没有安排评委，也没有录入得分。"),
        (Basis.COMPONENTS, "还没有录入运营管理的得分。"),
        (Basis.PARTIES, "还没有录入评估方的得分。"),
        (Basis.TOTAL, "还没有录入总分。"),
        (Basis.GRADE_ONLY, "还没有录入等级。"),
    ],
)
def test_of_an_empty_evaluation_everything_is_missing(empty: Program, basis: Basis, sentence: str) -> None:
    take_in(empty, make.dossier(basis=basis), empty.folder)
    blocking = [each.sentence for each in empty.results.blocking(E)]
    assert sentence in blocking
    assert "还没有填写监督方。" not in blocking
    assert "否决条件“岗位”未核。" in blocking
    missing = empty.results.missing(E)
    assert missing[: len(blocking)] == empty.results.blocking(E)
    gaps = [each.sentence for each in missing[len(blocking) :]]
    assert "还没有填写监督方。" in gaps
    assert {each.severity for each in missing[len(blocking) :]} == {Severity.GAP, Severity.ADVICE}


def test_each_open_thing_is_named(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, answers.Pending(), LI)
    program.visiting.answer(E, "bare", GROUP, EXPERT, None, LI)
    program.judging.find_veto(E, "posts", VetoState.UNKNOWN, "", "", LI)
    program.preparing.set_head(E, {"visit_date": None}, LI)
    program.visiting.observe(E, LI, text="还没有归类的一条")
    assert [each.sentence for each in program.results.blocking(E)] == [
        "运营管理：专家1还有 1 项未作答，其中 1 项待议（degree）。",
        "服务质量（评审组1）：专家1还有 1 项未作答（bare）。",
        "否决条件“岗位”未核。",
    ]
    told = {each.sentence: each.severity for each in program.results.missing(E)}
    assert told["还没有填写评估日期。"] is Severity.GAP
    assert told["有一条观察未定类别，报告里不会出现：还没有归类的一条"] is Severity.ADVICE


def test_what_a_result_does_not_need_is_not_shown(empty: Program) -> None:
    take_in(empty, make.dossier(make.figure(code="purchaser"), basis=Basis.TOTAL), empty.folder)
    lines = list(display.score_lines(empty.results.score(E)))
    assert [each for each in lines if " / " in each] == ["购买方：18.50 / 20"]


def test_a_result_reads_in_one_line(program: Program) -> None:
    score = program.results.score(E)
    assert display.result_text(score) == "总分 94.75，等级 优秀"
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    assert display.result_text(program.results.score(E)) == "已得 89.75，最高可达 94.75，等级 待定（暂定）"
    program.judging.set_basis(E, Basis.GRADE_ONLY, LI)
    assert display.result_text(program.results.score(E)) == "等级 待定（暂定）"
    program.judging.set_stated_grade(E, "good", "公示", LI)
    assert display.result_text(program.results.score(E)) == "等级 良好"
    assert list(display.score_lines(program.results.score(E)))[1] == "依据：只有等级"


def test_how_far_the_grade_lines_are(program: Program) -> None:
    def told() -> str:
        return list(display.score_lines(program.results.score(E)))[1]

    assert told() == "距等级线：优秀线 90 已高出 4.75；良好线 80 已高出 14.75；合格线 60 已高出 34.75"
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    assert told().startswith("距等级线：优秀线 90 还差 0.25，余下的能补上；良好线 80 已高出 9.75；")
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D(0), LI)
    assert "优秀线 90 还差 " in told()
    assert not told().startswith("距等级线：优秀线 90 还差 0.25，余下")


def test_an_evaluation_reads_in_lines(program: Program) -> None:
    program.preparing.set_head(E, {"note": "示例。", "visit_date": None}, LI)
    lines = list(display.dossier_lines(program.evaluations.dossier(E), program.evaluations.rubric(E)))
    assert lines[0] == "广州市番禺区和安街社工服务站（中期评估）"
    assert "评估日期：未定" in lines
    assert "评审组 评审组1：和安1社区" in lines
    assert "人员：专家1、专家2、记录员" in lines
    assert lines[-1] == "说明：示例。"
    assert HEAD["operator"] in "".join(lines)
    (zone,) = [each for each in program.evaluations.dossier(E).communities if each.zone_id == uid("zone", 2)]
    program.preparing.remove(E, "community", zone.id, LI)
    program.preparing.remove(E, "zone", uid("zone", 1), LI)
    lines = list(display.dossier_lines(program.evaluations.dossier(E), program.evaluations.rubric(E)))
    assert "评审组 评审组1：未分片区" in lines
    assert "评审组 评审组2：第2片区" in lines


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({}, "  21/21  94.75 优秀"),
        ({"basis": Basis.TOTAL}, "  0/1  0.00–100.00（暂定）"),
        ({"basis": Basis.GRADE_ONLY}, "  0/1  –（暂定）"),
        ({"basis": Basis.GRADE_ONLY, "stated_grade": "good"}, "  1/1  良好"),
    ],
)
def test_an_evaluation_reads_in_one_line_of_the_list(
    program: Program, change: dict[str, object], ending: str
) -> None:
    program.preparing.set_head(E, {**change, "visit_date": None}, LI)
    (listed,) = program.evaluations.listing()
    line = display.listed_line(listed, program.evaluations.grade_name(listed))
    assert line.startswith(f"{E}  广州市番禺区和安街社工服务站  中期  日期未定")
    assert line.endswith(ending)


def test_an_evaluation_nobody_scored_yet_is_listed_without_a_result(program: Program) -> None:
    (listed,) = program.evaluations.listing()
    line = display.listed_line(replace(listed, summary=None), "")
    assert line == f"{E}  广州市番禺区和安街社工服务站  中期  2024-01-16"


def test_the_headroom_of_a_veto_is_told(program: Program) -> None:
    program.preparing.set_quantity(E, "attendance.actual", D("104"), "到岗表", LI)
    (staffing,) = [each for each in program.results.score(E).vetoes if each.rule == "staffing"]
    assert display.veto_text(
        staffing
    ) == "否决条件 到岗：成立（已超过红线 1 人次；应到岗 110，实到岗 104，少 6 人次，少满 5 人次即成立；" + (
        "人工认定为“本期不评”（本期无表。），与按数据计算的“成立”不一致）"
    )


def test_a_veto_nobody_looked_at_is_told_without_a_reason(empty: Program) -> None:
    take_in(empty, make.dossier(), empty.folder)
    posts = empty.results.score(E).vetoes[0]
    assert display.veto_text(posts) == "否决条件 岗位：未核"
