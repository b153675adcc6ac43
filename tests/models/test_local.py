"""The desk: what it is told it keeps, what cannot be read is set aside, what cannot be written is said."""

import json
from pathlib import Path

import pytest

from sgz_desktop.models.local import Desk, LocalNotSaved


def test_what_is_put_is_there_for_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "desk.json"
    desk = Desk(path)
    assert desk.get("worker") is None
    desk.put("worker", "李甲 𠮷")
    desk.put("filter", "open")
    desk.put("filter", None)
    desk.put("never", None)
    assert Desk(path).get("worker") == "李甲 𠮷"
    assert Desk(path).get("filter") is None
    assert [each.name for each in path.parent.iterdir()] == ["desk.json"]


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk.json")
    desk.put("a", "1")
    (tmp_path / "desk.json").unlink()
    desk.put("a", "1")
    assert not (tmp_path / "desk.json").exists()


@pytest.mark.parametrize("bad", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\xfe", b"\x00" * 100])
def test_a_bad_file_is_set_aside_and_the_desk_begins_empty(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "desk.json"
    for number in (1, 2):
        path.write_bytes(bad)
        assert Desk(path).get("a") is None
        assert path.with_name(f"desk.json.bad-{number}").read_bytes() == bad
    desk = Desk(path)
    desk.put("a", "1")
    assert Desk(path).get("a") == "1"


def test_what_cannot_be_set_aside_or_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file where the folder should be", "utf-8")
    desk = Desk(tmp_path / "desk" / "desk.json")
    with pytest.raises(LocalNotSaved, match="没有记住"):
        desk.put("a", "1")
    assert desk.get("a") is None


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk.json").mkdir()
    (tmp_path / "desk.json" / "full").touch()
    desk = Desk(tmp_path / "desk.json")
    desk.put("a", "1")
    assert Desk(tmp_path / "desk.json").get("a") == "1"


def test_a_file_that_another_program_has_just_now_is_read_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.json"
    Desk(path).put("a", "1")

    def refuse(_path: Path, _encoding: str) -> str:
        raise PermissionError

    desk = Desk(path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", refuse)
        assert desk.get("a") is None
        with pytest.raises(LocalNotSaved):
            desk.put("b", "2")
    assert [each.name for each in tmp_path.iterdir()] == ["desk.json"]
    assert desk.get("a") == "1"
    desk.put("b", "2")
    assert json.loads(path.read_text("utf-8")) == {"a": "1", "b": "2"}
