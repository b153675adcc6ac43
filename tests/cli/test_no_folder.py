"""A command that fails, or only reads, makes no data folder; a fault of our own is one sentence too."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from sgz_desktop.wiring import Program
from tests.cli.calling import Line


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    path = tmp_path / "spoiled.json"
    path.write_text("{}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "abc"),
        ("score", "abc"),
        ("check", "abc"),
        ("export", "abc", "--json", "x.json"),
        ("backup",),
        ("restore", "/nowhere/x.sqlite3"),
        ("new", "--station", "", "--phase", "final", "--date", "2024-01-16"),
        ("new", "--station", "和安街", "--phase", "final", "--date", "20240116"),
        ("import", "/nowhere/x.json"),
    ],
    ids=lambda each: " ".join(each),
)
def test_what_fails_makes_no_folder(fresh: Line, arguments: tuple[str, ...]) -> None:
    fresh.refuse(*arguments)
    assert not fresh.data.exists()


def test_a_bad_file_makes_no_folder(fresh: Line, spoiled: Path) -> None:
    fresh.refuse("import", spoiled)
    assert not fresh.data.exists()


def test_a_list_of_nothing_makes_no_folder(fresh: Line) -> None:
    told = fresh("list", "--json")
    assert (told.code, json.loads(told.out)) == (0, [])
    assert not fresh.data.exists()


def test_what_succeeds_prints_once_and_makes_the_folder(fresh: Line, sample: Path) -> None:
    told = fresh("import", sample)
    assert told.code == 0
    assert told.out.count("珠光") == 1
    assert fresh.data.is_dir()


def test_marks_of_somebody_deleted_are_told_and_do_not_count(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "whole.json"
    (listed,) = json.loads(line("list", "--json").out)
    assert line("export", listed["id"], "--json", path).code == 0
    raw = json.loads(path.read_text("utf-8"))
    gone = next(each["person_id"] for each in raw["marks"])
    last = raw["changes"][-1]
    deletion = {
        **last,
        "id": str(uuid4()),
        "device_id": str(uuid4()),
        "device_seq": 1,
        "lamport": last["lamport"] + 1,
        "entity": "person",
        "entity_id": gone,
        "field": "deleted",
        "value": "true",
        "replaces": [],
        "batch_id": str(uuid4()),
    }
    raw["changes"].append(deletion)
    raw["people"] = [each for each in raw["people"] if each["id"] != gone]
    path.write_text(json.dumps(raw), encoding="utf-8")
    other = Line(tmp_path / "other", line.capture)
    found = other("import", path).out.splitlines()[-1]
    told = other("check", found)
    assert "已删除的人员没有被安排评" in told.out
    papers = [tmp_path / "a.pdf", tmp_path / "a.xlsx"]
    assert other("export", found, "--pdf", papers[0], "--xlsx", papers[1]).code == 0


def test_a_fault_of_our_own_is_one_sentence_with_a_log(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    (listed,) = json.loads(line("list", "--json").out)
    monkeypatch.setattr(Program, "results", property(lambda _: 1 // 0))
    said = line.refuse("score", listed["id"])
    log = Path(said.rpartition(" ")[2])
    assert "ZeroDivisionError" in log.read_text("utf-8")
    log.unlink()
