"""Putting a backup in the data file's place: what that would change, then the change in one move."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.models.backups import (
    BackupInfo,
    Backups,
    Reason,
    copy_verified,
    counted,
    counted_on,
    verified_counts,
)
from sgz_desktop.models.connections import Mode, connect
from sgz_desktop.models.errors import (
    BackupFailed,
    DamagedDatabase,
    MigrationFailed,
    NewerDatabase,
    ReadFailed,
    RestoreRefused,
    WriteFailed,
    plain_reading,
    read_failure,
    why_failed,
)
from sgz_desktop.models.migrate import upgrade
from sgz_desktop.models.schema import read_form
from sgz_desktop.whole import flush, put_in_place

_NEW_DEVICE = """
INSERT INTO device (id, next_seq, lamport) SELECT ?, 1, coalesce(max(lamport), 0) FROM change
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One evaluation as a restore would touch it: changes that come back, and changes that go."""

    evaluation_id: UUID
    station: str
    phase: Phase
    visit_date: date | None
    regained: int
    lost: int


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What a restore would do: evaluations that come back, that go, that change; how many stay as they are.

    `readable` False means that the present data file cannot be read, and nothing can be compared.
    """

    file: Path
    returning: tuple[Difference, ...]
    going: tuple[Difference, ...]
    changing: tuple[Difference, ...]
    unchanged: int
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore left: the backup of what was there, or the damaged file set aside."""

    before: BackupInfo | None
    set_aside: Path | None


@dataclass(frozen=True, slots=True)
class _Head:
    station: str
    phase: Phase
    visit_date: date | None
    changes: frozenset[str]


def restore_plan(backups: Backups, file: Path, key: str | None = None) -> RestorePlan:
    """What restoring `file` would change; nothing is written. Raises RestoreRefused."""
    with _told():
        verified_counts(file, key)
        then = _heads(file, key, "ro")
    try:
        now = _heads(backups.path, key, "rw") if read_form(backups.path, key).version else {}
        readable = True
    except (ReadFailed, NewerDatabase):
        now, readable = {}, False
    nothing: frozenset[str] = frozenset()
    differences = {
        each: _difference(
            each,
            head,
            then=then[each].changes if each in then else nothing,
            now=now[each].changes if each in now else nothing,
        )
        for each, head in sorted((then | now).items())
    }
    both = [differences[each] for each in differences if each in then and each in now]
    return RestorePlan(
        file=file,
        returning=tuple(differences[each] for each in differences if each not in now),
        going=tuple(differences[each] for each in differences if each not in then),
        changing=tuple(each for each in both if each.regained or each.lost),
        unchanged=sum(not each.regained and not each.lost for each in both),
        readable=readable,
    )


def restore(backups: Backups, file: Path, key: str | None = None) -> Restored:
    """Put `file` in the data file's place, after a backup of what is there; an older form is upgraded first.

    Every connection to the data file must be closed; one of another program makes it refuse. The restored
    file writes as a new device, since others may hold changes that bear the numbers it would give again.
    Raises RestoreRefused with everything as it was, and BackupFailed.
    """
    path = backups.path
    beside = path.with_name(f"{path.name}.restoring")
    with _told():
        verified_counts(file, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _remove_with_journals(beside)
            copy_verified(file, beside, key)
            upgrade(beside, key)
            with closing(connect(beside, key, journal="delete")) as copy:
                copy.execute("DELETE FROM device")
                # At once, so that its first write is not taken for somebody else's.
                copy.execute(_NEW_DEVICE, (uuid4().hex,))
            flush(beside)
            with _secured(backups, key) as (before, aside):
                put_in_place(beside, path)
        finally:
            _remove_with_journals(beside)
    return Restored(before, aside)


@contextmanager
def _secured(backups: Backups, key: str | None) -> Iterator[tuple[BackupInfo | None, Path | None]]:
    """Back up what is there, and keep everybody from writing to it until it is replaced.

    It is left without a journal, which would be replayed into its successor.
    """
    path = backups.path
    with ExitStack() as held:
        before: BackupInfo | None = None
        aside: Path | None = None
        try:
            if read_form(path, key).version is None:
                _retire_journal(path, key)
            else:
                connection = held.enter_context(_opened(path, key))
                before = backups.make(Reason.RESTORE)
                _leave_journal(connection)
                connection.execute("BEGIN EXCLUSIVE")
                if before is None or counted(before.file, key) != counted_on(connection):
                    raise RestoreRefused("在这期间另一个程序写入了数据，请重新查看后再恢复。")
        except (ReadFailed, BackupFailed, NewerDatabase):
            held.close()
            if not _is_unusable(path, key):
                _forget(before)
                raise
            aside = _set_aside(backups, path, key)
        except (RestoreRefused, sqlite3.Error):
            _forget(before)
            raise
        if os.name == "nt":
            held.close()  # nothing is moved over an open file there
        yield before, aside


def _forget(before: BackupInfo | None) -> None:
    """Remove the backup made for a restore that is not done: the data it holds are there as they were."""
    if before is not None:
        with suppress(OSError):
            before.file.unlink()


@contextmanager
def _opened(path: Path, key: str | None) -> Iterator[sqlite3.Connection]:
    with plain_reading():
        connection = connect(path, key, journal=None)
    with closing(connection):
        yield connection


def _is_unusable(path: Path, key: str | None) -> bool:
    """Whether the present file is damaged or of a newer program, so that no backup of it can be made."""
    try:
        verified_counts(path, key, mode="rw")
    except (ReadFailed, NewerDatabase) as fault:
        return isinstance(fault, DamagedDatabase | NewerDatabase)
    return False


def _retire_journal(path: Path, key: str | None) -> None:
    if path.exists():
        with closing(connect(path, key, journal=None)) as connection:
            _leave_journal(connection)


def _leave_journal(connection: sqlite3.Connection) -> None:
    # Leaving the journal mode takes the file for itself: refused while anybody else has it open.
    if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
        raise RestoreRefused("数据文件正被另一个程序占用，请先关闭那个程序。")


def _set_aside(backups: Backups, path: Path, key: str | None) -> Path:
    """Keep the bytes of a file that no backup can be made of, and take its journals from beside it."""
    number = 1
    while (aside := backups.folder / f"damaged-{number}.sqlite3").exists():
        number += 1
    backups.folder.mkdir(parents=True, exist_ok=True)
    for end in ("", "-wal", "-shm"):
        if (part := path.with_name(path.name + end)).exists():
            shutil.copyfile(part, aside.with_name(aside.name + end))
    try:
        _retire_journal(path, key)
    except sqlite3.Error as fault:
        if not isinstance(read_failure(fault), DamagedDatabase):
            raise
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    return aside


def _remove_with_journals(beside: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        beside.with_name(beside.name + end).unlink(missing_ok=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise RestoreRefused(why_failed(fault)) from fault
    except DamagedDatabase as fault:
        raise RestoreRefused("这份备份已损坏，或者不是本程序的备份。") from fault
    except NewerDatabase as fault:
        raise RestoreRefused("这份备份由更新版本的程序写成，本版本不能使用。") from fault
    except MigrationFailed as fault:
        raise RestoreRefused("这份较早的备份不能升级到本版本。") from fault
    except (ReadFailed, WriteFailed) as fault:
        raise RestoreRefused(str(fault)) from fault


def _heads(path: Path, key: str | None, mode: Mode) -> dict[UUID, _Head]:
    heads: dict[UUID, _Head] = {}
    try:
        with closing(connect(path, key, mode=mode, journal=None)) as connection:
            connection.execute("BEGIN")
            changes: dict[str, set[str]] = {}
            for evaluation_id, change_id in connection.execute("SELECT evaluation_id, id FROM change"):
                changes.setdefault(evaluation_id, set()).add(change_id)
            wanted = "SELECT id, station, phase, visit_date FROM evaluation"
            for number, station, phase, visit in connection.execute(wanted):
                heads[UUID(number)] = _Head(
                    station,
                    Phase(phase),
                    date.fromisoformat(visit) if visit else None,
                    frozenset(changes.get(number, ())),
                )
    except (sqlite3.Error, ValueError) as fault:
        raise DamagedDatabase from fault
    return heads


def _difference(
    evaluation_id: UUID, shown: _Head, *, then: frozenset[str], now: frozenset[str]
) -> Difference:
    return Difference(
        evaluation_id,
        shown.station,
        shown.phase,
        shown.visit_date,
        regained=len(then - now),
        lost=len(now - then),
    )
