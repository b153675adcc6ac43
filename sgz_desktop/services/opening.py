"""Opening a data folder: checked, backed up and brought to this version's form before anything reads it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sgz_desktop.errors import SgzError
from sgz_desktop.models.backups import Backups
from sgz_desktop.models.database import open_database
from sgz_desktop.models.local import Desk
from sgz_desktop.models.migrate import prepare
from sgz_desktop.models.store import Store

DATA_FILE = "evaluations.sqlite3"
BACKUP_FOLDER = "backups"
DESK_FILE = "desk.json"


class BadFolder(SgzError):
    """The folder for the data is no folder, cannot be made, or may not be written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"不能使用数据文件夹“{folder}”：{why}。")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Storage:
    """The data of one folder: evaluations, their backups, and what concerns this laptop alone."""

    path: Path
    store: Store
    backups: Backups
    desk: Desk

    def owns(self, path: Path) -> bool:
        """Whether a file is part of the data, so that nothing else may be written there."""
        target, folder = _told_apart(path), _told_apart(self.path.parent)
        kept = (folder / BACKUP_FOLDER, folder / DESK_FILE)
        is_data = target.parent == folder and target.name.startswith(DATA_FILE)
        return is_data or any(target == each or each in target.parents for each in kept)

    def close(self) -> None:
        """Let go of the data file."""
        self.store.engine.dispose()


def open_storage(folder: Path, clock: Callable[[], datetime], *, sound: bool = True) -> Storage:
    """Open the data of a folder, made where there is none.

    Raises BadFolder, NewerDatabase, DamagedDatabase, MigrationFailed, ReadFailed or WriteFailed; the file
    is then as it was.
    With `sound` False the file is not looked at, so that a backup can take the place of a damaged one.
    """
    _refuse_unfit(folder)
    path = folder / DATA_FILE
    backups = Backups(path, folder / BACKUP_FOLDER, clock)
    if sound:
        prepare(path, backups)
    return Storage(path, Store(open_database(path), clock=clock), backups, Desk(folder / DESK_FILE))


def _told_apart(path: Path) -> Path:
    """Where a path really leads; names that differ in case alone are one file on many machines."""
    return Path(os.path.realpath(path).casefold())


def _refuse_unfit(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise BadFolder(folder, "它是一个文件")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadFolder(folder, "文件夹不存在，也不能新建") from error
    if not os.access(folder, os.W_OK):
        raise BadFolder(folder, "它是只读的，请换一个可以写入的文件夹，或把它复制过去")
