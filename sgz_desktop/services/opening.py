"""Opening a data folder: checked, backed up and brought to this version's form before anything reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sgz_desktop.models.backups import Backups
from sgz_desktop.models.database import open_database
from sgz_desktop.models.local import Desk
from sgz_desktop.models.migrate import prepare
from sgz_desktop.models.store import Store

DATA_FILE = "evaluations.sqlite3"
BACKUP_FOLDER = "backups"
DESK_FILE = "desk.json"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Storage:
    """The data of one folder: evaluations, their backups, and what concerns this laptop alone."""

    path: Path
    store: Store
    backups: Backups
    desk: Desk

    def close(self) -> None:
        """Let go of the data file."""
        self.store.engine.dispose()


def open_storage(folder: Path, clock: Callable[[], datetime], *, sound: bool = True) -> Storage:
    """Open the data of a folder, made where there is none.

    Raises NewerDatabase, DamagedDatabase, MigrationFailed, ReadFailed or WriteFailed, the file as it was.
    With `sound` False the file is not looked at, so that a backup can take the place of a damaged one.
    """
    path = folder / DATA_FILE
    backups = Backups(path, folder / BACKUP_FOLDER, clock)
    if sound:
        prepare(path, backups)
    return Storage(path, Store(open_database(path), clock=clock), backups, Desk(folder / DESK_FILE))
