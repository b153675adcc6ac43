"""What can go wrong with the data file, each with the sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sgz_desktop.errors import Overtaken, SgzError


class WriteFailed(SgzError):
    """Something could not be written; rows and changes are as they were, and it may be tried again."""

    sentence = "没有保存成功。请稍后重试；没有丢失任何内容。"

    def __init__(self) -> None:
        super().__init__(self.sentence)


class StorageFull(WriteFailed):
    """The disk has no room left."""

    sentence = "没有保存：磁盘已满。请腾出一些空间后重试；没有丢失任何内容。"


class StorageLocked(WriteFailed):
    """Another program holds the data file."""

    sentence = "没有保存：数据文件正被另一个程序占用。请关闭那个程序后重试；没有丢失任何内容。"


class StorageGone(WriteFailed):
    """The drive was pulled, or the file moved away under the program."""

    sentence = (
        "没有保存：找不到数据文件，或者磁盘读写出错。请检查磁盘是否已接好，然后重试；没有丢失任何内容。"
    )


class StorageReadOnly(WriteFailed):
    """The file, its folder or its drive may not be written."""

    sentence = "没有保存：数据文件是只读的。请去掉只读属性，或换到可以写入的磁盘后重试；没有丢失任何内容。"


class StorageDamaged(WriteFailed):
    """The data file turned out to be damaged while writing."""

    sentence = "没有保存：数据文件已损坏。请从备份恢复；还没保存的内容请先另行抄下。"


class StorageConflict(WriteFailed):
    """What is to be stored contradicts what is there: an ID twice, or a reference to nothing."""

    sentence = "没有保存：内容与已有的数据冲突（编号重复，或引用了不存在的内容）。"


class ReadFailed(SgzError):
    """The data file cannot be read just now."""

    sentence = "数据文件读不出：磁盘已满、找不到文件，或者磁盘读写出错。请检查磁盘是否已接好，然后重试。"

    def __init__(self) -> None:
        super().__init__(self.sentence)


class ReadLocked(ReadFailed):
    """Another program keeps the data file from being read."""

    sentence = "数据文件读不出：它正被另一个程序占用。请关闭那个程序后重试。"


class DamagedDatabase(ReadFailed):
    """The data file is damaged or is no data file at all."""

    sentence = "数据文件已损坏，或者不是本程序的数据文件。请从备份恢复；现有的文件不会被改动。"


class UnreleasedDatabase(DamagedDatabase):
    """The data file was written before the first release, in a form that no migration leads away from."""

    sentence = "数据文件由正式发布之前的试用版写成，本版本不能打开；现有的文件不会被改动。"


class NewerDatabase(SgzError):
    """The data file was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__("这个数据文件由更新版本的程序写成，本版本不能打开。请安装新版本；文件没有被改动。")


class KeyRefused(SgzError):
    """A key was given, and this version cannot encrypt."""

    def __init__(self) -> None:
        super().__init__("本版本还不支持加密的数据文件，请不要设置密码。")


class MigrationFailed(SgzError):
    """The data file could not be brought to this version's form; it is as it was."""

    def __init__(self) -> None:
        super().__init__("数据文件升级没有成功，文件保持原样。请保留备份，并用原来版本的程序打开。")


class NoSuchEvaluation(Overtaken):
    """There is no evaluation of that ID."""

    def __init__(self) -> None:
        super().__init__("没有这个评估，它可能还没有导入到这台电脑。")


class EvaluationExists(SgzError):
    """An evaluation of that ID is stored already."""

    def __init__(self) -> None:
        super().__init__("这个评估已经在这台电脑上了。")


class NoSuchEntity(Overtaken):
    """An edit names something that was never made, or that is deleted."""

    def __init__(self, name: str) -> None:
        super().__init__(f"要修改的{name}不存在，或者已被删除。")


class NoSuchBatch(Overtaken):
    """There is nothing to undo under that batch."""

    def __init__(self) -> None:
        super().__init__("没有可以撤销的操作。")


class ChangedSince(Overtaken):
    """What is to be undone was changed again; says by whom and which field."""

    def __init__(self, who: str, what: str) -> None:
        super().__init__(f"“{what}”此后已由{who}改动，不能撤销。请直接修改。")
        self.who = who
        self.what = what


class BackupFailed(SgzError):
    """A backup could not be made; the data file is as it was."""

    def __init__(self, why: str) -> None:
        super().__init__(f"没有备份成功：{why}")


class RestoreRefused(SgzError):
    """A backup cannot be restored; everything is as it was."""

    def __init__(self, why: str) -> None:
        super().__init__(f"没有恢复：{why}现有的数据没有被改动。")


_WRITING: dict[int, type[WriteFailed]] = {
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_BUSY: StorageLocked,
    sqlite3.SQLITE_LOCKED: StorageLocked,
    sqlite3.SQLITE_READONLY: StorageReadOnly,
    sqlite3.SQLITE_PERM: StorageReadOnly,
    sqlite3.SQLITE_CORRUPT: StorageDamaged,
    sqlite3.SQLITE_NOTADB: StorageDamaged,
    sqlite3.SQLITE_CONSTRAINT: StorageConflict,
    sqlite3.SQLITE_IOERR: StorageGone,
    sqlite3.SQLITE_CANTOPEN: StorageGone,
}
_READING: dict[int, type[ReadFailed]] = {
    sqlite3.SQLITE_BUSY: ReadLocked,
    sqlite3.SQLITE_LOCKED: ReadLocked,
    sqlite3.SQLITE_CORRUPT: DamagedDatabase,
    sqlite3.SQLITE_NOTADB: DamagedDatabase,
}


def write_failure(fault: sqlite3.Error) -> WriteFailed:
    """The named error for what SQLite said while writing."""
    return _WRITING.get(_primary_code(fault), WriteFailed)()


def read_failure(fault: sqlite3.Error) -> ReadFailed:
    """The named error for what SQLite said while reading."""
    return _READING.get(_primary_code(fault), ReadFailed)()


def _primary_code(fault: sqlite3.Error) -> int:
    # The low byte is the primary code, the rest tells it apart further. Faults of the binding carry none.
    code: int = getattr(fault, "sqlite_errorcode", 0)
    return code & 0xFF


@contextmanager
def plain_reading() -> Iterator[None]:
    """Turns what a plain connection says while reading into ReadFailed and its kinds."""
    try:
        yield
    except sqlite3.Error as fault:
        raise read_failure(fault) from fault


def why_failed(fault: OSError | sqlite3.Error) -> str:
    """The cause of a failed file operation as a sentence of its own."""
    if isinstance(fault, sqlite3.Error):
        return _CAUSES.get(_primary_code(fault), "磁盘读写出错，请检查磁盘是否已接好。")
    if isinstance(fault, PermissionError):
        return "文件或文件夹不可写入，或正被另一个程序打开。"
    if isinstance(fault, FileNotFoundError):
        return "找不到文件或文件夹，请检查磁盘是否已接好。"
    return "磁盘读写出错，请检查磁盘是否已满、是否已接好。"


_CAUSES = {
    sqlite3.SQLITE_FULL: "磁盘已满，请腾出一些空间。",
    sqlite3.SQLITE_BUSY: "数据文件正被另一个程序占用，请先关闭那个程序。",
    sqlite3.SQLITE_LOCKED: "数据文件正被另一个程序占用，请先关闭那个程序。",
    sqlite3.SQLITE_READONLY: "文件或文件夹是只读的。",
    sqlite3.SQLITE_CORRUPT: "文件已损坏。",
    sqlite3.SQLITE_NOTADB: "文件已损坏，或者不是本程序的数据文件。",
}
