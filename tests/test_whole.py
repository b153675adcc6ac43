"""Whole files: what stands there is the old one or the new one, and nothing is left beside it."""

import errno
import os
import stat
from pathlib import Path

import pytest

from sgz_desktop.whole import flush, put_in_place, remove, write_beside, write_whole


def refuse_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that lets no folder be flushed, as network drives do."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)


def refuse_move_onto(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Files of these names are open in another program and cannot be replaced."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_cannot_be_flushed_does_not_undo_the_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_folders(monkeypatch)
    beside = write_beside(tmp_path / "a", b"new")
    flush(beside)
    put_in_place(beside, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_move_that_fails_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    refuse_move_onto(monkeypatch, "a")
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_taken_away_stays(tmp_path: Path) -> None:
    remove(tmp_path / "nothing")
    remove(tmp_path)
    assert tmp_path.is_dir()
