"""What the command line says while something is in dispute."""

import json
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from sgz_desktop.assets import resource
from sgz_desktop.domain.figure import Scope
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import open_program
from tests.build import D
from tests.cli.calling import ZHONGCUN, Line

E = UUID(ZHONGCUN)
SENTENCE = "购买方，录入的得分：分数有互不知情的不同填法：10（未署名）；18.5（未署名）"


@pytest.fixture
def disputed(line: Line) -> Line:
    """The command line on a folder on which two windows gave the purchaser's points differently."""
    programs = [open_program(line.data) for _ in range(2)]
    for each in programs:
        each.evaluations.dossier(E)
    for each, points in zip(programs, ("10", "18.5"), strict=True):
        each.judging.set_figure(E, Scope.PARTY, "purchaser", D("12"), NOBODY)
        each.judging.set_figure(E, Scope.PARTY, "purchaser", D(points), NOBODY)
    for each in programs:
        each.close()
    return line


def test_score_states_neither_total_nor_grade(disputed: Line) -> None:
    for verb in ("score", "show"):
        lines = disputed(verb, ZHONGCUN).out.splitlines()
        assert "最低 78.61，最高 87.11，等级 待定（暂定）" in lines
        assert "1 处不一致未定，结果暂定（用 check 查看）" in lines
        assert "购买方：未定 / 20" in lines


def test_score_as_json(disputed: Line) -> None:
    record = json.loads(disputed("score", ZHONGCUN, "--json", "--proof").out)
    schema = json.loads(resource("schema", "score.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(record)) == []
    keys = ("total", "floor", "ceiling", "grade", "provisional", "disagreements")
    assert [record[each] for each in keys] == [None, "78.61", "87.11", None, True, 1]
    assert record["proof"][0]["value"] == "未定"


def test_list(disputed: Line) -> None:
    assert disputed("list").out.splitlines()[0].endswith("  158/158  78.61–87.11（暂定）")
    (entry,) = json.loads(disputed("list", "--json").out)
    assert [entry[each] for each in ("total", "grade", "provisional")] == [None, None, True]


def test_check_and_export(disputed: Line) -> None:
    told = disputed("check", ZHONGCUN)
    assert told.code == 1
    assert told.out.splitlines()[0].startswith(f"缺：{SENTENCE}")
    assert told.out.count("互不知情") == 1
    assert told.out.splitlines()[-1] == "结果尚未完成，只能出讨论稿。"
    path = disputed.data.parent / "report.pdf"
    assert SENTENCE in disputed.refuse("export", ZHONGCUN, "--pdf", path, "--final")
    assert not path.exists()
    told = disputed("export", ZHONGCUN, "--pdf", path)
    assert (told.code, "导出的是讨论稿" in told.error) == (0, True)
