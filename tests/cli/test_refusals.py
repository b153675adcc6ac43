"""What is wrong is one sentence, exit 2 and nothing changed."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.cli import one_sentence
from tests.cli.calling import ZHONGCUN, Line
from tests.cli.states import NEW


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
