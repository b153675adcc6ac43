"""Writes finished files in one move each, so that a failure leaves the old ones as they were."""

import errno
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sgz_desktop.errors import SgzError
from sgz_desktop.whole import name_beside, put_in_place, remove, write_beside

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WINDOWS_IN_USE = frozenset({32, 33})  # sharing and lock violations
_WINDOWS_FULL = frozenset({39, 112})


class SaveFailed(SgzError):
    """A file could not be written; the one that was there is untouched."""

    reason = "写入失败"

    def __init__(self, path: Path, *, detail: str = "") -> None:
        self.path = path
        more = f"（{detail}）" if detail else ""
        super().__init__(f"没有保存“{path.name}”：{self.reason}{more}。原有的文件没有改动。")

    def __reduce__(self) -> tuple[type["SaveFailed"], tuple[Path]]:
        return type(self), (self.path,)


class TargetInUse(SaveFailed):
    """The target is open in another program, or may not be replaced."""

    reason = "它可能正在别的程序（如 Excel、WPS 或 PDF 阅读器）中打开，或者没有写入的权限，请关闭后再试"


class TargetIsFolder(SaveFailed):
    """The target's name belongs to a folder."""

    reason = "已有一个同名的文件夹，请换一个文件名"


class FolderMissing(SaveFailed):
    """The folder to save in does not exist."""

    reason = "所在的文件夹不存在，可能 U 盘已拔出或文件夹已改名"


class FolderReadOnly(SaveFailed):
    """The folder to save in takes no new files."""

    reason = "所在的文件夹不允许写入，请换一个位置"


class DiskFull(SaveFailed):
    """No room left where the file was to go."""

    reason = "磁盘空间不足，请清理后再试"


class NameTooLong(SaveFailed):
    """The system takes no such long name."""

    reason = "文件名太长或含有系统不允许的字符，请换一个文件名"


class NotPutBack(SgzError):
    """One of several files could not be written, and one written before it would not be put back."""

    def __init__(self, failed: SaveFailed, left: Sequence[Path]) -> None:
        names = "、".join(f"“{each.name}”" for each in left)
        super().__init__(f"{failed}但{names}已经换成新的内容，没能换回。")


@dataclass(slots=True)
class _Part:
    """One of several files on its way: as it was named, where it goes, the new bytes and the old ones."""

    path: Path
    target: Path
    beside: Path
    old: Path | None = None


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files whole, all of them or none. Raises SaveFailed, or NotPutBack where even that failed."""
    parts: list[_Part] = []
    try:
        for path, data in files:
            parts.append(_prepared(path, data))
        for part in parts[:-1]:
            part.old = _kept(part)
        _move(parts)
    finally:
        for part in parts:
            remove(part.beside)
            if part.old is not None:
                remove(part.old)


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the target, flush them and move them in place; SaveFailed says why not."""
    write_all([(path, data)])


def _prepared(path: Path, data: bytes) -> _Part:
    """The new bytes of a file beside where they go, flushed."""
    target = Path(os.path.realpath(path))  # a link is kept and what it leads to replaced
    if target.is_dir():
        raise TargetIsFolder(path)
    if not target.parent.is_dir():
        raise FolderMissing(path)
    try:
        return _Part(path, target, write_beside(target, data))
    except OSError as error:
        raise _said(path, error, otherwise=FolderReadOnly) from error


def _kept(part: _Part) -> Path | None:
    """A copy of the file that is to be replaced, None where there is none."""
    if not part.target.exists():
        return None
    old = name_beside(part.target)
    try:
        shutil.copy2(part.target, old)
    except OSError as error:
        remove(old)
        raise _said(part.path, error, otherwise=TargetInUse) from error
    return old


def _move(parts: Sequence[_Part]) -> None:
    for index, part in enumerate(parts):
        try:
            put_in_place(part.beside, part.target)
        except OSError as error:
            failed = _said(part.path, error, otherwise=TargetInUse)
            left = [each.path for each in reversed(parts[:index]) if not _put_back(each)]
            raise (NotPutBack(failed, left) if left else failed) from error


def _put_back(part: _Part) -> bool:
    """Make a file that was replaced what it was."""
    try:
        if part.old is None:
            part.target.unlink()
        else:
            put_in_place(part.old, part.target)
    except OSError:
        return False
    return True


def _said(path: Path, error: OSError, *, otherwise: type[SaveFailed]) -> SaveFailed:
    """The error as a sentence; `otherwise` is what a refused permission means at this step."""
    code = getattr(error, "winerror", None)
    if error.errno in _FULL or code in _WINDOWS_FULL:
        return DiskFull(path)
    if code in _WINDOWS_IN_USE:
        return TargetInUse(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return otherwise(path)
    if error.errno == errno.ENOENT:
        return FolderMissing(path)
    if error.errno in (errno.EISDIR, errno.ENOTEMPTY):
        return TargetIsFolder(path)
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return NameTooLong(path)
    return SaveFailed(path, detail=error.strerror or "")
