"""Verified copies of the data file, taken while it is in use and thinned as they grow old."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from sgz_desktop.models.connections import Mode, connect
from sgz_desktop.models.errors import (
    BackupFailed,
    DamagedDatabase,
    NewerDatabase,
    ReadFailed,
    plain_reading,
    why_failed,
)
from sgz_desktop.models.schema import form_of, refuse_unsound, table_counts
from sgz_desktop.whole import flush, put_in_place

PAUSE = timedelta(minutes=30)
DAYS, WEEKS, MONTHS, NEWEST = 12, 10, 9, 3
KEPT_BEFORE, NEWEST_BEFORE = timedelta(days=30), 5
_NAME = re.compile(r"sgz-(\d{8}T\d{6}Z)-([a-z-]+?)(?:\.(\d+))?\.sqlite3")
_STALE = timedelta(hours=1)


class Reason(StrEnum):
    """Why a backup was made; part of its name."""

    ROUTINE = "routine"
    MANUAL = "manual"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    IMPORT = "before-import"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup: its file, when it was made, why, and how many bytes it has."""

    file: Path
    made_at: datetime
    reason: Reason
    size: int


class Backups:
    """The backups of one data file in one folder."""

    def __init__(
        self, path: Path, folder: Path, clock: Callable[[], datetime], key: str | None = None
    ) -> None:
        self.path = path
        self.folder = folder
        self._clock = clock
        self._key = key

    def is_due(self) -> bool:
        """Whether half an hour has passed since the last backup of any kind."""
        newest = next(iter(self.list()), None)
        return newest is None or not timedelta() <= self._now() - newest.made_at < PAUSE

    def make(self, reason: Reason = Reason.ROUTINE, *, force: bool = False) -> BackupInfo | None:
        """Copy the data file as it is at one moment; None where a routine backup is not due yet.

        The copy bears its name only once it has been read through and its rows were counted. Raises
        BackupFailed, also for a damaged data file, of which there is never a backup.
        """
        if reason is Reason.ROUTINE and not force and not self.is_due():
            return None
        with _told():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._clear_stale()
            made_at = self._now()
            # Two programs may back up in the same second: each writes under a name of its own.
            beside = self.folder / f"sgz-{uuid4().hex}.sqlite3.partial"
            try:
                copy_verified(self.path, beside, self._key)
                file = self._free_name(made_at, reason)
                flush(beside)
                put_in_place(beside, file)
            finally:
                beside.unlink(missing_ok=True)
            return BackupInfo(file, made_at, reason, file.stat().st_size)

    def list(self) -> tuple[BackupInfo, ...]:
        """The backups there are, newest first; other files are not looked at."""
        try:
            found = [each for file in self.folder.iterdir() if (each := _info(file)) is not None]
        except OSError:
            return ()
        return tuple(sorted(found, key=lambda each: (each.made_at, _number(each.file)), reverse=True))

    def thin(self, *, sparing: Path | None = None) -> tuple[BackupInfo, ...]:
        """Remove what nobody will miss and return it; never `sparing`.

        Kept are the newest three; the newest of each of the last 12 days, 10 weeks and 9 months with any;
        those a person asked for; and of those made before a migration, restore or import the newest five,
        and for 30 days the first of each day.
        """
        listed = self.list()
        kept = {each.file for each in listed[:NEWEST]}
        kept |= _newest_of_each(listed, "%Y-%m-%d", DAYS)
        kept |= _newest_of_each(listed, "%G-%V", WEEKS)
        kept |= _newest_of_each(listed, "%Y-%m", MONTHS)
        kept |= {each.file for each in listed if each.reason is Reason.MANUAL or each.file == sparing}
        kept |= self._made_before(listed)
        removed = tuple(each for each in listed if each.file not in kept)
        with _told():
            for each in removed:
                each.file.unlink(missing_ok=True)
        return removed

    def newest_of_now(self) -> BackupInfo | None:
        """The newest backup where it is sound and nothing was written since it was made, else None."""
        newest = next(iter(self.list()), None)
        if newest is None:
            return None
        try:
            if counted(newest.file, self._key) != counted(self.path, self._key, mode="rw"):
                return None
            verified_counts(newest.file, self._key)
        except (ReadFailed, NewerDatabase):
            return None
        return newest

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _made_before(self, listed: Sequence[BackupInfo]) -> set[Path]:
        """Of the backups made before something was done: the newest, and what each day began with."""
        before = [each for each in listed if each.reason not in (Reason.ROUTINE, Reason.MANUAL)]
        first = {
            (each.reason, _period(each, "%Y-%m-%d")): each.file
            for each in before
            if self._now() - each.made_at < KEPT_BEFORE
        }
        return {each.file for each in before[:NEWEST_BEFORE]} | set(first.values())

    def _free_name(self, made_at: datetime, reason: Reason) -> Path:
        stem = f"sgz-{made_at:%Y%m%dT%H%M%SZ}-{reason}"
        file = self.folder / f"{stem}.sqlite3"
        number = 1
        while file.exists():
            number += 1
            file = self.folder / f"{stem}.{number}.sqlite3"
        return file

    def _clear_stale(self) -> None:
        """Remove what a backup that was killed left behind."""
        oldest = (self._now() - _STALE).timestamp()
        for file in self.folder.glob("sgz-*.sqlite3.partial*"):
            # Another program that backs up at this moment gives its file a name and takes this one away.
            with suppress(FileNotFoundError):
                if file.stat().st_mtime < oldest:
                    file.unlink()


def copy_verified(source: Path, target: Path, key: str | None = None) -> None:
    """Copy an open or closed data file into one whole file and check the copy against it.

    Raises sqlite3.Error, OSError, DamagedDatabase, NewerDatabase; a bad copy is the caller's to remove.
    """
    target.unlink(missing_ok=True)
    with (
        closing(connect(source, key, journal=None)) as original,
        closing(connect(target, key, mode="rwc", journal=None)) as copy,
    ):
        # Counted and copied in one reading transaction: both see the same moment.
        original.execute("BEGIN")
        counts = table_counts(original)
        original.backup(copy)
        original.execute("ROLLBACK")
        # The copy inherits the journal mode; without it a backup is one file that can be carried about.
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
    if verified_counts(target, key) != counts:
        raise DamagedDatabase


def verified_counts(file: Path, key: str | None = None, *, mode: Mode = "ro") -> dict[str, int]:
    """Read a data file through, and count the rows of its tables."""
    if not file.is_file():
        raise ReadFailed
    with plain_reading():
        connection = connect(file, key, mode=mode, journal=None)
    with closing(connection):
        if form_of(connection).version is None:
            raise DamagedDatabase
        refuse_unsound(connection, quickly=False)
        return table_counts(connection)


def counted(file: Path, key: str | None = None, *, mode: Mode = "ro") -> tuple[object, ...]:
    """What every write to a data file moves, as counted_on has it. Raises ReadFailed."""
    if not file.is_file():
        raise ReadFailed
    with plain_reading(), closing(connect(file, key, mode=mode, journal=None)) as connection:
        connection.execute("BEGIN")
        return counted_on(connection)


def counted_on(connection: sqlite3.Connection) -> tuple[object, ...]:
    """What every write moves: the devices with their next numbers, and how many changes there are."""
    devices = connection.execute("SELECT id, next_seq, lamport FROM device ORDER BY id").fetchall()
    return (*devices, *connection.execute("SELECT count(*) FROM change").fetchall())


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise BackupFailed(why_failed(fault)) from fault
    except DamagedDatabase as fault:
        raise BackupFailed("数据文件已损坏，损坏的文件不做备份；请从较早的备份恢复。") from fault
    except (ReadFailed, NewerDatabase) as fault:
        raise BackupFailed(str(fault)) from fault


def _info(file: Path) -> BackupInfo | None:
    named = _NAME.fullmatch(file.name)
    if named is None or named[2] not in set(Reason):
        return None
    try:
        made_at = datetime.strptime(named[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return BackupInfo(file, made_at, Reason(named[2]), file.stat().st_size)
    except (ValueError, OSError):
        return None


def _number(file: Path) -> int:
    named = _NAME.fullmatch(file.name)
    return int(named[3] or 1) if named else 0


def _newest_of_each(listed: tuple[BackupInfo, ...], period: str, most: int) -> set[Path]:
    newest: dict[str, Path] = {}
    for each in listed:
        newest.setdefault(_period(each, period), each.file)
    return set(list(newest.values())[:most])


def _period(info: BackupInfo, form: str) -> str:
    """The day, week or month a backup was made in, by the local calendar, as a person counts days."""
    return info.made_at.astimezone().strftime(form)
