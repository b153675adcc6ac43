"""Every verb: what it prints, its exit code, and that what fails changes nothing."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from sgz_desktop.assets import resource
from sgz_desktop.cli import one_sentence
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.mark import Pending
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program, build
from tests.build import D
from tests.cli.calling import ZHONGCUN, Line, Told

NEW = ("new", "--station", "和安街社工服务站", "--phase", "midterm", "--date", "2024-01-16")


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


@pytest.mark.parametrize("verb", [NEW, ("import", str(resource("samples", "zhuguang.json")))])
def test_a_data_file_in_use_is_said_without_a_word_of_a_window(line: Line, verb: tuple[str, ...]) -> None:
    line("backup")
    with closing(sqlite3.connect(line.data / "evaluations.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = line.refuse(*verb)
    assert said == "没有保存：数据文件正被另一个程序占用；请关闭那个程序后重试；没有丢失任何内容。"


def test_a_restore_that_is_refused_leaves_no_backup_behind(line: Line) -> None:
    backup = line("backup").last
    before = sorted((line.data / "backups").iterdir())
    with closing(sqlite3.connect(line.data / "evaluations.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = line("restore", backup)
    assert told.code == 2
    assert told.error.startswith("没有恢复：数据文件正被另一个程序占用")
    assert sorted((line.data / "backups").iterdir()) == before


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


def final(program: Program, found: UUID) -> None:
    """Leave it as it is."""


def provisional(program: Program, found: UUID) -> None:
    dossier = program.evaluations.dossier(found)
    mark = dossier.marks[0]
    program.deliberating.take_back(found, mark.person_id, NOBODY)
    program.visiting.answer(found, mark.item, mark.group_id, mark.person_id, Pending(), NOBODY)


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


def with_a_gap(program: Program, found: UUID) -> None:
    program.preparing.set_head(found, {"agreement_end": None}, NOBODY)


def taken_back(program: Program, found: UUID) -> None:
    program.deliberating.take_back(found, program.evaluations.dossier(found).marks[0].person_id, NOBODY)


def with_advice(program: Program, found: UUID) -> None:
    program.visiting.observe(found, NOBODY, text="还没有归类的一条")


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


def test_import_prints_what_came_and_the_id_alone_on_the_last_line(line: Line, sample: Path) -> None:
    told = line("import", sample)
    assert (told.code, told.error) == (0, "")
    assert str(UUID(told.last)) == told.last == json.loads(sample.read_bytes())["evaluation"]["id"]
    assert "94.98 优秀" in line("list").out
    copy = line("import", sample, "--copy")
    assert copy.code == 0
    assert copy.last not in (told.last, ZHONGCUN)
    assert len(line("list").out.splitlines()) == 3


def test_export_writes_what_is_asked_for_and_it_comes_in_elsewhere(
    line: Line, fresh: Line, tmp_path: Path
) -> None:
    files = {kind: tmp_path / f"out.{kind}" for kind in ("json", "pdf", "xlsx")}
    told = line("export", "d147", *(part for kind, file in files.items() for part in (f"--{kind}", file)))
    assert (told.code, told.error) == (0, "")
    assert told.out.splitlines() == [f"已写出 {file}" for file in files.values()]
    assert files["pdf"].read_bytes().startswith(b"%PDF-")
    assert files["xlsx"].read_bytes().startswith(b"PK")
    assert fresh("import", files["json"]).last == ZHONGCUN
    again = tmp_path / "again.json"
    fresh("export", ZHONGCUN, "--json", again)
    assert again.read_bytes() == files["json"].read_bytes()


def test_a_provisional_one_is_exported_as_a_draft_and_says_so(line: Line, tmp_path: Path) -> None:
    with build(line.data) as program:
        provisional(program, UUID(ZHONGCUN))
    told = line("export", "d147", "--xlsx", tmp_path / "draft.xlsx")
    assert (told.code, told.error) == (0, "结果尚未完成，导出的是讨论稿；用 check 查看还缺什么。\n")
    refused = tmp_path / "final.pdf"
    said = line.refuse("export", "d147", "--final", "--pdf", refused, "--json", tmp_path / "x.json")
    first, second = said.splitlines()
    assert first == "结果尚未完成，不能出正式稿，还缺 1 项："
    assert second.startswith("  1. ")
    assert not refused.exists()
    assert not (tmp_path / "x.json").exists()
    assert line("export", "d147", "--draft", "--pdf", refused).code == 0


def test_export_in_final_form(line: Line, tmp_path: Path) -> None:
    assert line("export", "d147", "--final", "--xlsx", tmp_path / "final.xlsx").code == 0


UNHANDED_SAID = "请注意：评分还没有全部提交就导出了正式稿，周明川还没有提交评分。\n"
PAPERS = ("--pdf", "paper.pdf", "--xlsx", "paper.xlsx")
DRAFT_SAID = "结果尚未完成，导出的是讨论稿；用 check 查看还缺什么。\n"
GAPS_SAID = "结果已完成，但报告还有没填写的内容 1 项：\n  1. 还没有填写服务协议期的结束日期。\n"


@pytest.mark.parametrize(
    ("change", "arguments", "said"),
    [
        (final, PAPERS, ""),
        (with_advice, PAPERS, ""),
        (taken_back, PAPERS[2:], UNHANDED_SAID),
        (taken_back, ("--draft", *PAPERS[2:]), ""),
        (with_a_gap, PAPERS, GAPS_SAID),
        (with_a_gap, PAPERS[:2], GAPS_SAID),
        (with_a_gap, PAPERS[2:], GAPS_SAID),
        (with_a_gap, ("--final", *PAPERS[2:]), GAPS_SAID),
        (with_a_gap, ("--draft", *PAPERS[2:]), ""),
        (with_a_gap, ("--json", "paper.json"), ""),
        (provisional, ("--json", "paper.json"), ""),
        (provisional, ("--json", "paper.json", *PAPERS[2:]), DRAFT_SAID),
        (provisional, ("--draft", *PAPERS[2:]), DRAFT_SAID),
    ],
)
def test_export_says_what_papers_are(
    line: Line,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Program, UUID], None],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    with build(line.data) as program:
        change(program, UUID(ZHONGCUN))
    monkeypatch.chdir(tmp_path)
    told = line("export", "d147", *arguments)
    assert (told.code, told.error) == (0, said)


def test_export_does_not_write_onto_the_data(line: Line, tmp_path: Path) -> None:
    line("backup")
    (backup,) = (line.data / "backups").iterdir()
    good = tmp_path / "good.json"
    for own in (line.data / "evaluations.sqlite3", line.data / "desk.json", backup):
        said = line.refuse("export", "d147", "--json", good, "--xlsx", own)
        assert said == f"“{own.name}”是本程序自己的数据或备份，不能导出到那里，请换一个位置。"
    assert not good.exists()
    assert line("score", "d147").out.startswith("总分 87.11")


def test_backup_prints_a_path_that_is_there_and_restore_says_what_it_did(line: Line, sample: Path) -> None:
    backup = Path(line("backup").last)
    assert backup.is_file()
    before = line("list").out
    line("import", sample)
    tried = line("restore", backup, "--dry-run")
    assert tried.code == 0
    removed, unchanged = tried.out.splitlines()
    assert removed.startswith("将移除：广州市珠光街社工服务站（2025-01-07），找回 0 处修改，失去 ")
    assert unchanged == "不变：1 个评估"
    assert len(line("list").out.splitlines()) == 2
    told = line("restore", backup)
    assert (told.code, told.error) == (0, "")
    assert told.out.splitlines()[:2] == [removed, unchanged]
    assert line("list").out == before
    kept = Path(told.last.removeprefix("已恢复。恢复前的数据保存在 "))
    assert kept.is_file()
    assert line("restore", kept).code == 0
    assert len(line("list").out.splitlines()) == 2


def test_a_backup_is_restored_into_a_folder_that_is_not_there(line: Line, fresh: Line) -> None:
    backup = line("backup").last
    told = fresh("restore", backup)
    assert (told.code, told.last) == (0, "已恢复。")
    assert fresh("score", "d147").out == line("score", "d147").out


def test_damaged_data_are_put_aside_by_a_restore(line: Line) -> None:
    backup = line("backup").last
    (line.data / "evaluations.sqlite3").write_bytes(b"garbage" * 1000)
    assert "数据文件已损坏" in line.refuse("list")
    told = line("restore", backup)
    assert told.code == 0
    assert Path(told.last.removeprefix("已恢复。恢复前的数据保存在 ")).read_bytes() == b"garbage" * 1000
    assert line("score", "d147").out.startswith("总分 87.11")


@pytest.mark.parametrize("prefix", ["d147", "D147A597", ZHONGCUN, "d"])
def test_a_unique_beginning_of_the_id_serves(line: Line, prefix: str) -> None:
    for verb in ("show", "score", "check"):
        assert line(verb, prefix).code == 0


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "an unknown ID": (("show", "ffff"), "没有编号以“ffff”开头的评估。"),
    "no ID": (("score", ""), "没有编号以“”开头的评估。"),
    "a blank name": (
        ("new", "--station", " ", "--phase", "final", "--date", "2024-06-27"),
        "名称不能为空。",
    ),
    "no file": (("import", "/nowhere/x.json"), "不能读取文件“/nowhere/x.json”：文件不存在。"),
    "no backup": (
        ("restore", "/nowhere/x.sqlite3"),
        "不能读取文件“/nowhere/x.sqlite3”：文件不存在。",
    ),
    "a folder for a file": (("import", "/"), "不能读取文件“/”：这是一个文件夹。"),
    "a folder for a backup": (("restore", "/"), "不能读取文件“/”：这是一个文件夹。"),
    "another file for a backup": (
        ("restore", str(resource("samples", "zhongcun.json"))),
        "没有恢复：.*现有的数据没有被改动。",
    ),
    "a file without a name": (
        ("import", ""),
        "命令写得不对：.*文件或文件夹的名称不能为空，用 --help 可以查看用法。",
    ),
    "a backup without a name": (
        ("restore", ""),
        "命令写得不对：.*文件或文件夹的名称不能为空，用 --help 可以查看用法。",
    ),
    "an export without a name": (
        ("export", "d147", "--pdf="),
        "命令写得不对：.*文件或文件夹的名称不能为空，用 --help 可以查看用法。",
    ),
    "a folder without a name": (
        ("--data", "", "list"),
        "命令写得不对：.*文件或文件夹的名称不能为空，用 --help 可以查看用法。",
    ),
    "nothing to export": (("export", "d147"), "请至少写明 --json、--pdf、--xlsx 中的一个。"),
    "nowhere to export to": (
        ("export", "d147", "--json", "/nowhere/x.json"),
        "没有保存“x.json”：所在的文件夹不存在，.*原有的文件没有改动。",
    ),
    "no verb like that": (
        ("delete", "d147"),
        "命令写得不对：没有名为“delete”的命令，用 --help 可以查看用法。",
    ),
    "no ID given": (("show",), "命令写得不对：缺少 编号，用 --help 可以查看用法。"),
    "no station": (
        ("new", "--phase", "final", "--date", "2024-06-27"),
        "命令写得不对：缺少 --station，用 --help 可以查看用法。",
    ),
    "no such day": (
        ("new", "--station", "a", "--phase", "final", "--date", "2024-02-30"),
        "命令写得不对：日期“2024-02-30”应写成 2024-01-16 的样子，用 --help 可以查看用法。",
    ),
    "no such phase": (
        ("new", "--station", "a", "--phase", "中期", "--date", "2024-01-16"),
        "命令写得不对：--phase 没有“中期”这个选项，用 --help 可以查看用法。",
    ),
    "an unknown option": (
        ("list", "--weather"),
        "命令写得不对：不认识的参数 --weather，用 --help 可以查看用法。",
    ),
    "an option cut short": (("list", "--del"), "命令写得不对：不认识的参数 --del，用 --help 可以查看用法。"),
    "an option without its value": (
        ("export", "d147", "--json"),
        "命令写得不对：--json 后面要写内容，用 --help 可以查看用法。",
    ),
    "a switch with a value": (
        ("list", "--json=1"),
        "命令写得不对：--json 后面不写内容，用 --help 可以查看用法。",
    ),
    "two forms": (
        ("export", "d147", "--final", "--draft", "--pdf", "x"),
        "命令写得不对：--final 和 --draft 不能同时使用，用 --help 可以查看用法。",
    ),
}


@pytest.mark.parametrize(("arguments", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(
    line: Line, arguments: tuple[str, ...], sentence: str
) -> None:
    said = line.refuse(*arguments)
    assert re.fullmatch(sentence, said)
    assert said.endswith("。")
    assert said.count("。") == 1
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "没有保存：磁盘已满。请腾出空间后重试；内容还在。",
            "没有保存：磁盘已满；请腾出空间后重试；内容还在。",
        ),
        ("“甲。乙”已改动。请直接修改。", "“甲。乙”已改动；请直接修改。"),
        ("文件有 1 处问题：\n  $.a：不对。\n", "文件有 1 处问题：\n  $.a：不对。\n"),
    ],
)
def test_several_sentences_become_one(text: str, told: str) -> None:
    assert one_sentence(text) == told


def test_an_evaluation_that_is_there_is_refused_unless_copied(line: Line) -> None:
    said = line.refuse("import", resource("samples", "zhongcun.json"))
    assert said == (
        f"“钟村街社工服务站”的这次评估（{ZHONGCUN}）已在数据中；如需另存一份，请选择复制导入（--copy）。"
    )


def test_a_file_with_faults_lists_them_and_changes_nothing(line: Line, sample: Path, tmp_path: Path) -> None:
    whole = json.loads(sample.read_bytes())
    whole["people"][0]["name"] = ""
    whole["figures"][0]["points"] = 51.98
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(whole), encoding="utf-8")
    head, *faults = line.refuse("import", bad).splitlines()
    assert head == "文件有 2 处问题，没有导入任何内容："
    assert [each.split("：")[0].strip() for each in faults] == ["$.people[0].name", "$.figures[0].points"]


def test_a_beginning_of_two_ids_is_ambiguous(line: Line) -> None:
    for _ in range(17):
        line(*NEW)
    listed = [each["id"] for each in json.loads(line("list", "--json").out)]
    shared = next(each for each in "0123456789abcdef" if sum(one.startswith(each) for one in listed) > 1)
    assert f"个评估的编号以“{shared}”开头，请多写几位。" in line.refuse("show", shared)


def test_when_one_file_cannot_be_written_none_is(line: Line, tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    line.refuse("export", "d147", "--json", good, "--xlsx", tmp_path)
    assert "写了两次" in line.refuse("export", "d147", "--json", good, "--xlsx", good)
    assert not good.exists()


def test_a_name_no_font_has_stops_the_pdf_with_the_word_and_its_place(line: Line, tmp_path: Path) -> None:
    with build(line.data) as program:
        program.preparing.set_head(UUID(ZHONGCUN), {"operator": "机构\U000f1234"}, NOBODY)
        found = program.evaluations.dossier(UUID(ZHONGCUN)).report_texts
        program.preparing.set_text(UUID(ZHONGCUN), found[0].code, "见\U000f1234。", NOBODY)
    said = line.refuse("export", "d147", "--pdf", tmp_path / "x.pdf")
    assert "U+F1234" in said
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("verb", [("list",), ("show", "d147"), ("backup",), NEW, ("check", "d147")])
def test_a_data_file_of_a_newer_version_or_of_another_program_is_left_alone(
    line: Line, verb: tuple[str, ...]
) -> None:
    file = line.data / "evaluations.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "由更新版本的程序写成" in line.refuse(*verb)
    file.write_bytes(b"garbage" * 1000)
    assert "数据文件已损坏，或者不是本程序的数据文件" in line.refuse(*verb)
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE other (id)")
    assert "不是本程序的数据文件" in line.refuse(*verb)


def test_a_data_folder_that_cannot_be_one_is_said(fresh: Line, tmp_path: Path) -> None:
    fresh.data.parent.mkdir()
    fresh.data.write_text("a file", encoding="utf-8")
    for verb in (("list",), NEW, ("import", str(resource("samples", "zhongcun.json")))):
        assert fresh.refuse(*verb) == f"不能使用数据文件夹“{fresh.data}”：它是一个文件。"
    assert fresh.data.read_text(encoding="utf-8") == "a file"
