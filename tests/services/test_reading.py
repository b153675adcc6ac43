"""Files people choose: what cannot be read says why, before anything is done."""

import os
from pathlib import Path

import pytest

from sgz_desktop.services.reading import NotReadable, read_bytes, refuse_unreadable, why
from sgz_desktop.wiring import Program
from tests.build import EVALUATION
from tests.services.case import refuse_unsettled


def folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    """Leave the place empty."""


def pipe(path: Path) -> None:
    os.mkfifo(path)


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_bytes(b"")


def circle(path: Path) -> None:
    path.parent.rmdir()
    path.parent.symlink_to(path.parent)


UNREADABLE = {
    "a folder": (folder, "这是一个文件夹"),
    "nothing": (nothing, "文件不存在"),
    "below a file": (below_a_file, "文件不存在"),
    "a circle of links": (circle, "文件不存在"),
}
if hasattr(os, "mkfifo"):
    UNREADABLE["a pipe"] = (pipe, "这不是一个普通文件")


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_file_is_refused_by_import_and_restore_alike(
    program: Program, tmp_path: Path, kind: str
) -> None:
    made, sentence = UNREADABLE[kind]
    path = tmp_path / "there" / "chosen"
    path.parent.mkdir()
    made(path)
    for verb in (program.importing.plan, program.keeping.plan):
        with pytest.raises(NotReadable) as refused:
            verb(path)
        assert str(refused.value) == f"不能读取文件“{path}”：{sentence}。"
    refuse_unsettled(program, EVALUATION)


def test_a_file_is_read_up_to_the_most_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(2**20))
    refuse_unreadable(path)
    assert read_bytes(path, most=2**20) == bytes(2**20)
    path.write_bytes(bytes(2**20 + 1))
    with pytest.raises(NotReadable, match="文件超过 1 MB"):
        read_bytes(path, most=2**20)


def test_a_name_no_system_takes_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="不能读取文件"):
        read_bytes(tmp_path / ("站" * 400), most=1)


def test_a_disk_that_fails_while_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"{}")

    def fail(_: Path) -> bytes:
        raise OSError

    with monkeypatch.context() as changed:
        changed.setattr(Path, "read_bytes", fail)
        with pytest.raises(NotReadable, match="读取失败，请检查磁盘是否已接好"):
            read_bytes(path, most=10)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(), "文件不存在"),
        (PermissionError(), "没有读取权限，或文件正被其他程序占用"),
        (OSError(), "读取失败，请检查磁盘是否已接好"),
    ],
)
def test_the_reason_is_told_in_words(error: OSError, sentence: str) -> None:
    assert why(error) == sentence
