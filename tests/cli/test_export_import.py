"""Files in and out: what comes in, what papers are written, and what they say of themselves."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program, build
from tests.cli.calling import ZHONGCUN, Line
from tests.cli.states import final, provisional, taken_back, with_a_gap, with_advice


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
