"""The verbs that make, list, show, score and check: what each prints, and its exit code."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from sgz_desktop.assets import resource
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program, build
from tests.build import D
from tests.cli.calling import ZHONGCUN, Line, Told
from tests.cli.states import NEW, final, provisional, taken_back, with_a_gap, with_advice


def test_new_prints_the_id_alone_on_the_last_line(fresh: Line) -> None:
    told = fresh(*NEW)
    assert (told.code, told.error) == (0, "")
    assert str(UUID(told.last)) == told.last
    assert json.loads(fresh("list", "--json").out)[0]["id"] == told.last


def test_a_fresh_folder_lists_nothing(fresh: Line) -> None:
    there_is_none = f"没有数据文件夹“{fresh.data}”，那里还没有评估，可以用 new 新建，或用 import 导入。"
    assert fresh("list") == Told(0, f"{there_is_none}\n", "")
    assert fresh("list", "--json") == Told(0, "[]\n", f"{there_is_none}\n")
    for verb in ("show", "score", "check", "export"):
        assert fresh.refuse(verb, "d147") == there_is_none
    assert fresh.refuse("backup") == there_is_none
    fresh.data.mkdir(parents=True)
    assert fresh("list").out.startswith(f"数据文件夹“{fresh.data}”里还没有评估")
    assert list(fresh.data.iterdir()) == []


def test_an_emptied_folder_lists_nothing(line: Line) -> None:
    with build(line.data) as program:
        program.evaluations.delete(UUID(ZHONGCUN))
    assert line("list") == Told(0, "还没有评估。用 new 新建，或用 import 导入。\n", "")


def test_list_has_one_line_an_evaluation(line: Line) -> None:
    line(*NEW)
    told = line("list")
    assert told.code == 0
    first, second = told.out.splitlines()
    assert first.endswith("  和安街社工服务站  中期  2024-01-16  0/7  0.00–100.00（暂定）")
    assert second == f"{ZHONGCUN}  钟村街社工服务站  中期  2024-01-16  158/158  87.11 良好"


def test_list_as_json_says_the_same(line: Line) -> None:
    assert json.loads(line("list", "--json").out) == [
        {
            "id": ZHONGCUN,
            "station": "钟村街社工服务站",
            "phase": "midterm",
            "visit_date": "2024-01-16",
            "answered": 158,
            "answerable": 158,
            "total": "87.11",
            "floor": "87.11",
            "ceiling": "87.11",
            "grade": "good",
            "provisional": False,
        }
    ]


def test_a_deleted_one_is_listed_only_when_asked_for(line: Line) -> None:
    with build(line.data) as program:
        program.evaluations.delete(UUID(ZHONGCUN))
    assert ZHONGCUN not in line("list").out
    assert ZHONGCUN in line("list", "--deleted").out
    assert [each["id"] for each in json.loads(line("list", "--json", "--deleted").out)] == [ZHONGCUN]
    assert "没有编号以" in line.refuse("show", "d147")


def test_show_tells_what_it_holds_and_scores(line: Line) -> None:
    told = line("show", "d147")
    assert (told.code, told.error) == (0, "")
    said = told.out.splitlines()
    assert said[0] == "钟村街社工服务站（中期评估）"
    assert f"编号：{ZHONGCUN}" in said
    assert "评审组 第一片区：谢村村、胜石村、钟一村、钟二村、钟三村" in said
    assert "评分 155 项，观察 40 条，服务指标 9 项" in said
    assert "总分 87.11，等级 良好" in said


def test_score_prints_total_parts_and_vetoes(line: Line) -> None:
    said = line("score", ZHONGCUN).out.splitlines()
    assert said[:7] == [
        "总分 87.11，等级 良好",
        "距等级线：优秀线 90 还差 2.89；良好线 80 已高出 7.11；合格线 60 已高出 27.11",
        "依据：逐项评分",
        "  运营管理：9.60 / 10",
        "  服务质量：16.43 / 20",
        "  服务监测：8.93 / 10",
        "  服务成效：12.40 / 15",
    ]
    assert len([each for each in said if each.startswith("否决条件 ")]) == 8
    veto = "应到岗 110，实到岗 111.5，多 1.5 人次，少满 5 人次即成立"
    assert f"否决条件 社工配备不足：不成立（再少 6.5 人次触及红线；{veto}）" in said


def test_score_with_its_proof_goes_down_to_each_mark(line: Line) -> None:
    said = line("score", "d147", "--proof").out.splitlines()
    assert any(each.startswith("总分：87.11") for each in said)
    marks = [each for each in said if each.startswith("          ")]
    assert len([each for each in marks if "[林若溪 2024-01-16 " in each]) == 34
    assert len([each for each in marks if re.search(r"\[\w{3} 2024-01-16 ", each)]) == 155
    assert not any("未署名" in each for each in said)
    proof = json.loads(line("score", "d147", "--json", "--proof").out)["proof"]
    assert proof[0]["label"] == "总分"
    assert "proof" not in json.loads(line("score", "d147", "--json").out)


def with_a_figure(program: Program, found: UUID) -> None:
    program.judging.set_figure(found, Scope.COMPONENT, "operations", D("9.125"), NOBODY, counts=True)


def total_only(program: Program, found: UUID) -> None:
    program.judging.set_basis(found, Basis.TOTAL, NOBODY)
    program.judging.set_figure(found, Scope.TOTAL, "total", D("84.02"), NOBODY)


def grade_only(program: Program, found: UUID) -> None:
    program.judging.set_basis(found, Basis.GRADE_ONLY, NOBODY)
    program.judging.set_stated_grade(found, "good", "公示", NOBODY)


def no_grade(program: Program, found: UUID) -> None:
    program.judging.set_basis(found, Basis.GRADE_ONLY, NOBODY)


SCORES: dict[str, tuple[Callable[[Program, UUID], None], dict[str, Any]]] = {
    "final": (
        final,
        {"basis": "items", "total": "87.11", "floor": "87.11", "ceiling": "87.11", "grade": "good"},
    ),
    "provisional": (provisional, {"basis": "items", "total": None, "provisional": True}),
    "items and a figure": (with_a_figure, {"basis": "items", "total": "86.64", "provisional": False}),
    "total only": (total_only, {"basis": "total", "total": "84.02", "grade": "good", "provisional": False}),
    "grade only": (
        grade_only,
        {"basis": "grade_only", "total": None, "floor": None, "ceiling": None, "grade": "good"},
    ),
    "no grade": (no_grade, {"basis": "grade_only", "grade": None, "provisional": True}),
}


@pytest.mark.parametrize(("change", "expected"), SCORES.values(), ids=SCORES)
def test_score_as_json_fits_its_schema(
    line: Line, change: Callable[[Program, UUID], None], expected: dict[str, Any]
) -> None:
    with build(line.data) as program:
        change(program, UUID(ZHONGCUN))
    schema = json.loads(resource("schema", "score.schema.json").read_text(encoding="utf-8"))
    for more in ((), ("--proof",)):
        record = json.loads(line("score", "d147", "--json", *more).out)
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(record)
        assert {key: record[key] for key in expected} == expected
        first, second = record["vetoes"][:2]
        assert (first["rule"], second["rule"]) == ("non_social_workers", "staffing_short")
        assert (second["state"], second["headroom"]) == ("clear", "6.5")


def test_check_says_that_nothing_is_missing(line: Line) -> None:
    told = line("check", "d147")
    assert (told.code, told.out, told.error) == (0, "没有缺项，可以出正式稿。\n", "")


LACKS = {
    "blocks": "缺：",
    "gap": "未填：还没有填写服务协议期的结束日期。",
    "hand_in": "提示：周明川还没有提交评分。",
    "advice": "提示：有一条观察未定类别，报告里不会出现：还没有归类的一条",
}


@pytest.mark.parametrize(
    ("changes", "said", "code", "summary"),
    [
        ([], [], 0, "没有缺项，可以出正式稿。"),
        ([with_advice], ["advice"], 0, "没有缺项，可以出正式稿。"),
        ([taken_back], ["hand_in"], 0, "结果已完成，但评分还没有全部提交，出正式稿前请先提交。"),
        ([with_a_gap], ["gap"], 1, "结果已完成，但报告还有没填写的内容。"),
        ([with_advice, with_a_gap], ["gap", "advice"], 1, "结果已完成，但报告还有没填写的内容。"),
        (
            [with_advice, with_a_gap, provisional],
            ["blocks", "gap", "hand_in", "advice"],
            1,
            "结果尚未完成，只能出讨论稿。",
        ),
        ([provisional], ["blocks", "hand_in"], 1, "结果尚未完成，只能出讨论稿。"),
    ],
)
def test_check_lists_what_is_missing_and_exits_with_1_unless_it_is_advice(
    line: Line, changes: list[Callable[[Program, UUID], None]], said: list[str], code: int, summary: str
) -> None:
    with build(line.data) as program:
        for change in changes:
            change(program, UUID(ZHONGCUN))
    told = line("check", "d147")
    assert (told.code, told.error, told.last) == (code, "", summary)
    lines = told.out.splitlines()[:-1]
    assert [each.partition("：")[0] for each in lines] == [LACKS[each].partition("：")[0] for each in said]
    for each, key in zip(lines, said, strict=True):
        assert each == LACKS[key] or (key == "blocks" and "还有 1 项未作答，其中 1 项待议" in each)
