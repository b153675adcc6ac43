"""Whole files or none: the old one stays when the new one cannot be written."""

import errno
import os
import pickle
import shutil
from pathlib import Path

import pytest

from sgz_desktop.exports.files import (
    DiskFull,
    FolderMissing,
    FolderReadOnly,
    NameTooLong,
    NotPutBack,
    SaveFailed,
    TargetInUse,
    TargetIsFolder,
    write_all,
    write_whole,
)
from tests.test_whole import refuse_move_onto


class _WindowsError(OSError):
    """An error as Windows raises it, on any system."""

    winerror: int | None = None


def error(number: int, *, windows: int | None = None) -> OSError:
    made = _WindowsError(number, os.strerror(number))
    made.winerror = windows
    return made


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


def test_a_link_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "real.pdf"
    target.write_bytes(b"old")
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TargetIsFolder, match="同名的文件夹"):
        write_whole(tmp_path, b"data")


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="所在的文件夹不存在"):
        write_whole(tmp_path / "none" / "a.pdf", b"data")


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (error(errno.ENOSPC), DiskFull),
        (error(errno.EDQUOT), DiskFull),
        (error(errno.EIO, windows=112), DiskFull),
        (error(errno.EACCES), FolderReadOnly),
        (error(errno.EROFS), FolderReadOnly),
        (error(errno.ENOENT), FolderMissing),
        (error(errno.ENAMETOOLONG), NameTooLong),
        (error(errno.EIO), SaveFailed),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError, expected: type[SaveFailed]
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveFailed, match="没有保存“a") as caught:
        write_whole(target, b"new")
    assert type(caught.value) is expected
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"old"
    assert type(pickle.loads(pickle.dumps(caught.value))) is expected


@pytest.mark.parametrize(
    "failure", [error(errno.EACCES), error(errno.EPERM, windows=5), error(errno.EIO, windows=32)]
)
def test_a_target_open_elsewhere_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fail(_from: Path, _to: Path) -> None:
        raise failure

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(TargetInUse, match="可能正在别的程序"):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_folder_that_cannot_be_flushed_does_not_undo_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path, _flags: int) -> int:
        raise error(errno.EINVAL)

    monkeypatch.setattr(os, "open", fail)
    write_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def three(folder: Path) -> list[tuple[Path, bytes]]:
    """Three files to be written, of which the first and the last are there already."""
    for name in ("a.json", "c.pdf"):
        (folder / name).write_bytes(b"old")
    return [(folder / name, b"new") for name in ("a.json", "b.xlsx", "c.pdf")]


def test_several_files_are_written_and_nothing_is_left_beside(tmp_path: Path) -> None:
    write_all(three(tmp_path))
    assert contents(tmp_path) == dict.fromkeys(("a.json", "b.xlsx", "c.pdf"), b"new")
    write_all([])


def test_a_last_move_that_fails_puts_back_what_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three(tmp_path)
    refuse_move_onto(monkeypatch, "c.pdf")
    with pytest.raises(TargetInUse, match=r"没有保存“c\.pdf”.*原有的文件没有改动"):
        write_all(files)
    assert contents(tmp_path) == {"a.json": b"old", "c.pdf": b"old"}


def test_a_folder_that_came_in_between_puts_back_what_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, real = three(tmp_path), os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "b.xlsx":
            (tmp_path / "b.xlsx").mkdir()
            (tmp_path / "b.xlsx" / "full").touch()
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(TargetIsFolder, match=r"没有保存“b\.xlsx”"):
        write_all(files)
    assert contents(tmp_path) == {"a.json": b"old", "c.pdf": b"old"}


def test_an_old_file_that_cannot_be_kept_stops_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = three(tmp_path)

    def fail(_from: Path, _to: Path) -> None:
        raise error(errno.ENOSPC)

    monkeypatch.setattr(shutil, "copy2", fail)
    with pytest.raises(DiskFull, match=r"“a\.json”"):
        write_all(files)
    assert contents(tmp_path) == {"a.json": b"old", "c.pdf": b"old"}


def test_what_cannot_be_put_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, real = three(tmp_path), os.replace
    moved: list[str] = []

    def replace(source: Path, target: Path) -> None:
        name = Path(target).name
        if name == "c.pdf" or name in moved:
            raise error(errno.EACCES)
        moved.append(name)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(NotPutBack, match=r"没有保存“c\.pdf”.*但“a\.json”已经换成新的内容"):
        write_all(files)
    assert contents(tmp_path) == {"a.json": b"new", "c.pdf": b"old"}
