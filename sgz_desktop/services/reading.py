"""Files people choose: whether they can be read, and if not, why in a sentence."""

from pathlib import Path

from sgz_desktop.errors import SgzError


class NotReadable(SgzError):
    """A file cannot be read at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"不能读取文件“{path}”：{why}。")


def read_bytes(path: Path, *, most: int) -> bytes:
    """The bytes of a file of at most `most` bytes. Raises NotReadable."""
    refuse_unreadable(path)
    try:
        if path.stat().st_size > most:
            raise NotReadable(path, f"文件超过 {most // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path, why(error)) from error


def refuse_unreadable(path: Path) -> None:
    """Raise NotReadable for what is not there or is no file."""
    try:
        if path.is_dir():
            raise NotReadable(path, "这是一个文件夹")
        if not path.exists():
            raise NotReadable(path, "文件不存在")
        if not path.is_file():
            raise NotReadable(path, "这不是一个普通文件")
    except OSError as error:
        raise NotReadable(path, why(error)) from error


def why(error: OSError) -> str:
    """Why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有读取权限，或文件正被其他程序占用"
    return "读取失败，请检查磁盘是否已接好"
