"""Writes that fail: each said in its own sentence, nothing changed, and a retry goes through."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from sgz_desktop.domain.change import Edit
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database, reading, writing
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.errors import (
    DamagedDatabase,
    ReadFailed,
    ReadLocked,
    StorageDamaged,
    StorageFull,
    StorageGone,
    StorageLocked,
    StorageReadOnly,
    WriteFailed,
    read_failure,
    why_failed,
    write_failure,
)
from sgz_desktop.models.listing import Summary
from sgz_desktop.models.store import Reread, Store
from tests.models.conftest import DEVICE
from tests.models.samples import DOCUMENTS, E1, E2, LI, ZONE, Clock, dossier
from tests.models.test_migrate import spoil_pages

NOTE = Edit("zone", ZONE, {"note": "长" * 3000})


def write(store: Store) -> None:
    """The write that is to fail."""
    store.write(E1, [NOTE], author_id=LI)


def all_rows(engine: Engine) -> list[tuple[object, ...]]:
    """Every row of the file."""
    with reading(engine) as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"))
        rows = [
            (name, *row)
            for name in names.scalars().all()
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        ]
    return sorted(rows, key=repr)


def test_a_locked_file_is_said_and_the_retry_goes_through(store: Store, path: Path) -> None:
    before = all_rows(store.engine)
    with closing(connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageLocked, match="正被另一个程序占用"):
            write(store)
        with pytest.raises(StorageLocked):
            store.add(dossier(E2), DOCUMENTS)
    assert all_rows(store.engine) == before
    write(store)
    assert store.load(E1).zones[0].note == NOTE.values["note"]


def test_a_full_disk_is_said_and_the_retry_goes_through(store: Store) -> None:
    before = all_rows(store.engine)
    with reading(store.engine) as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    def write_on() -> None:
        for number in range(40):
            store.write(E1, [Edit("zone", ZONE, {"note": str(number) + "长" * 3000})], author_id=LI)

    with pytest.raises(StorageFull, match="磁盘已满"):
        write_on()
    kept = all_rows(store.engine)
    assert len(kept) >= len(before)
    with pytest.raises(StorageFull):
        store.add(dossier(E2), DOCUMENTS)
    assert all_rows(store.engine) == kept
    with reading(store.engine) as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    store.add(dossier(E2), DOCUMENTS)
    write(store)
    store.rebuild(E1)


def test_a_read_only_file_is_said(path: Path, store: Store) -> None:
    engine = open_database(path, read_only=True)
    with pytest.raises(StorageReadOnly):
        write(Store(engine, device_id=DEVICE, clock=Clock()))
    engine.dispose()
    write(store)


def test_a_pulled_drive_is_said_and_the_retry_goes_through(tmp_path: Path, path: Path) -> None:
    drive, pulled = tmp_path / "drive", tmp_path / "pulled"
    drive.mkdir()
    shutil.copyfile(path, drive / "data.sqlite3")
    engine = open_database(drive / "data.sqlite3", busy_milliseconds=50)
    store = Store(engine, device_id=DEVICE, clock=Clock())
    store.add(dossier(), DOCUMENTS)
    os.rename(drive, pulled)
    with pytest.raises(StorageGone, match="磁盘是否已接好"):
        write(store)
    with pytest.raises(ReadFailed, match="磁盘是否已接好"):
        store.load(E1)
    os.rename(pulled, drive)
    assert store.load(E1) == dossier()
    write(store)
    engine.dispose()


def test_planted_corruption_is_said(path: Path, store: Store) -> None:
    store.engine.dispose()
    spoil_pages(path)
    with pytest.raises(DamagedDatabase, match="请从备份恢复"):
        store.changes(E1)
    with pytest.raises(StorageDamaged, match="请从备份恢复"):
        store.rebuild(E1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mark SET answer = 'x'",
        'UPDATE mark SET answer = \'{"kind":"stars"}\'',
        "UPDATE veto_finding SET state = 'maybe'",
        "UPDATE quantity SET value = 'many'",
        "UPDATE zone SET position = ''",
        "UPDATE evaluation SET visit_date = 'today'",
    ],
)
def test_a_row_that_no_value_has_is_damage(store: Store, statement: str) -> None:
    with writing(store.engine) as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(DamagedDatabase):
        store.load(E1)
    store.rebuild(E1)
    assert store.load(E1) == dossier()


def _stored(store: Store) -> None:
    store.load(E1)


@pytest.mark.parametrize(
    "act",
    [
        Store.evaluation_ids,
        Store.listing,
        lambda store: store.changes(E1),
        lambda store: store.stamps(E1),
        lambda store: store.documents(E1),
        lambda store: store.document("x"),
        lambda store: store.load_dated(E1),
        _stored,
    ],
)
def test_no_reading_lets_the_database_speak_for_itself(
    path: Path, store: Store, act: Callable[[Store], object]
) -> None:
    store.engine.dispose()
    path.unlink()
    with pytest.raises(ReadFailed):
        act(store)


def test_a_summary_that_fails_takes_the_answer_with_it(store: Store) -> None:
    before = all_rows(store.engine)

    def fail(_: Effect, __: Reread) -> Summary:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(E1, [NOTE], author_id=LI, summary=fail)
    assert all_rows(store.engine) == before


class Fault(sqlite3.OperationalError):
    """What SQLite raises, with a code of our choosing."""

    def __init__(self, code: int) -> None:
        super().__init__("planted")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "writing_error", "reading_error"),
    [
        (sqlite3.SQLITE_FULL, StorageFull, ReadFailed),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageLocked, ReadLocked),
        (sqlite3.SQLITE_LOCKED, StorageLocked, ReadLocked),
        (sqlite3.SQLITE_READONLY_DBMOVED, StorageReadOnly, ReadFailed),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageGone, ReadFailed),
        (sqlite3.SQLITE_CANTOPEN, StorageGone, ReadFailed),
        (sqlite3.SQLITE_CORRUPT, StorageDamaged, DamagedDatabase),
        (sqlite3.SQLITE_NOTADB, StorageDamaged, DamagedDatabase),
        (sqlite3.SQLITE_ERROR, WriteFailed, ReadFailed),
    ],
)
def test_every_cause_has_its_name(
    code: int, writing_error: type[WriteFailed], reading_error: type[ReadFailed]
) -> None:
    assert type(write_failure(Fault(code))) is writing_error
    assert type(read_failure(Fault(code))) is reading_error


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(sqlite3.SQLITE_FULL), "磁盘已满"),
        (Fault(sqlite3.SQLITE_IOERR), "磁盘读写出错"),
        (PermissionError(), "不可写入"),
        (FileNotFoundError(), "找不到"),
        (OSError(), "磁盘读写出错"),
    ],
)
def test_every_failed_file_operation_has_a_sentence(fault: OSError | sqlite3.Error, said: str) -> None:
    assert said in why_failed(fault)
    assert why_failed(fault).endswith("。")
