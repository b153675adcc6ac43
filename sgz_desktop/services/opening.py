"""Opening a data folder: checked, backed up and brought to this version's form before anything reads it."""

import os
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.errors import SgzError
from sgz_desktop.models.backups import Backups
from sgz_desktop.models.connections import BUSY_MILLISECONDS
from sgz_desktop.models.listing import (
    HandedIn,
    Listed,
    read_hand_ins,
    read_judging,
    read_listing,
    read_names,
)
from sgz_desktop.models.local import Desk
from sgz_desktop.models.migrate import prepare
from sgz_desktop.models.version import Version

if TYPE_CHECKING:
    from sgz_desktop.models.store import Store

DATA_FILE = "evaluations.sqlite3"
BACKUP_FOLDER = "backups"
DESK_FILE = "desk.json"


class BadFolder(SgzError):
    """The folder for the data is no folder, cannot be made, or may not be written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"不能使用数据文件夹“{folder}”：{why}。")


class Storage:
    """The data of one folder: evaluations, their backups, and what concerns this laptop alone.

    `listed_at` is the version of the file that its evaluations were last listed at.
    """

    def __init__(
        self, path: Path, backups: Backups, clock: Callable[[], datetime], *, busy_milliseconds: int
    ) -> None:
        self.path = path
        self.backups = backups
        self.desk = Desk(path.with_name(DESK_FILE))
        self.listed_at = Version(())
        self._clock = clock
        self._busy_milliseconds = busy_milliseconds
        self._store: Store | None = None

    @property
    def store(self) -> "Store":
        """The evaluations. Opened on first use: what that imports takes longer than all else of a start."""
        if self._store is None:
            from sgz_desktop.models.database import open_database
            from sgz_desktop.models.store import Store

            engine = open_database(self.path, busy_milliseconds=self._busy_milliseconds)
            self._store = Store(engine, clock=self._clock)
        return self._store

    def listing(self, *, deleted: bool | None = False, only: UUID | None = None) -> tuple[Listed, ...]:
        """What Store.listing lists, or (None) all, read without opening the store. Raises ReadFailed."""
        found, version = read_listing(
            self.path, deleted=deleted, only=only, busy_milliseconds=self._busy_milliseconds
        )
        if only is None:
            self.listed_at = version
        return found

    def hand_ins(self, evaluation_ids: Collection[UUID]) -> dict[UUID, HandedIn]:
        """Who has handed in, counted for each evaluation, without opening the store. Raises ReadFailed."""
        return read_hand_ins(self.path, evaluation_ids)

    def judging(self, person_ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these people still judge while colleagues' marks count. Raises ReadFailed."""
        return read_judging(self.path, person_ids)

    def names(self, person_ids: Collection[UUID]) -> dict[UUID, str]:
        """The names of people, read without opening the store. Raises ReadFailed."""
        return read_names(self.path, person_ids)

    def document(self, content_hash: str) -> str | None:
        """The canonical JSON text at that address. Raises ReadFailed."""
        return self.store.document(content_hash)

    def owns(self, path: Path) -> bool:
        """Whether a file is part of the data, so that nothing else may be written there."""
        target, folder = _told_apart(path), _told_apart(self.path.parent)
        kept = (folder / BACKUP_FOLDER, folder / DESK_FILE)
        is_data = target.parent == folder and target.name.startswith(DATA_FILE)
        return is_data or any(target == each or each in target.parents for each in kept)

    def close(self) -> None:
        """Let go of the data file."""
        if self._store is not None:
            self._store.engine.dispose()


def open_storage(
    folder: Path,
    clock: Callable[[], datetime],
    *,
    sound: bool = True,
    busy_milliseconds: int = BUSY_MILLISECONDS,
) -> Storage:
    """Open the data of a folder, made where there is none.

    Raises BadFolder, NewerDatabase, DamagedDatabase, MigrationFailed, ReadFailed or WriteFailed; the file
    is then as it was.
    With `sound` False the file is not looked at, so that a backup can take the place of a damaged one.
    `busy_milliseconds` is how long a write to the evaluations waits for another program's lock; opening,
    backups and restores wait the usual time.
    """
    _refuse_unfit(folder)
    path = folder / DATA_FILE
    backups = Backups(path, folder / BACKUP_FOLDER, clock)
    if sound:
        prepare(path, backups)
    return Storage(path, backups, clock, busy_milliseconds=busy_milliseconds)


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
