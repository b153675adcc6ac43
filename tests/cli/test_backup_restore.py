"""Backups and restores: what they say, leave behind and refuse."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from tests.cli.calling import Line
from tests.cli.states import NEW


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
