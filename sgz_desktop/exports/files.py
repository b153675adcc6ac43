"""Writes a finished file in one move, so that a failure leaves the old one as it was."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from sgz_desktop.errors import SgzError

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


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the target, flush them and move them in place; SaveFailed says why not."""
    target = Path(os.path.realpath(path))  # a link is kept and what it leads to replaced
    if target.is_dir():
        raise TargetIsFolder(path)
    if not target.parent.is_dir():
        raise FolderMissing(path)
    beside = target.parent / f".sgz-{uuid4().hex}.part"
    try:
        _write_beside(beside, data)
    except OSError as error:
        _remove(beside)
        raise _said(path, error, otherwise=FolderReadOnly) from error
    try:
        os.replace(beside, target)
    except OSError as error:
        _remove(beside)
        raise _said(path, error, otherwise=TargetInUse) from error
    _flush_folder(target.parent)


def _write_beside(beside: Path, data: bytes) -> None:
    with open(beside, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Make the move itself durable where the system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return NameTooLong(path)
    return SaveFailed(path, detail=error.strerror or "")
