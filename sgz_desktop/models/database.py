"""Opening a data file: the engine whose every connection has our pragmas, and its transactions."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from sgz_desktop.models.connections import BUSY_MILLISECONDS, connect, refuse_key
from sgz_desktop.models.errors import StorageGone, read_failure, write_failure

_WRITES = "sgz_writes"


def open_database(
    path: Path,
    key: str | None = None,
    *,
    read_only: bool = False,
    foreign_keys: bool = True,
    busy_milliseconds: int = BUSY_MILLISECONDS,
) -> Engine:
    """The engine of a data file, made empty where there is none; nothing is read yet.

    `foreign_keys` False is for migrations alone. Raises KeyRefused for a key, StorageGone where the folder
    cannot hold the file.
    """
    refuse_key(key)
    if not read_only:
        _make_where_missing(path)
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(
            path,
            key,
            mode="ro" if read_only else "rw",
            foreign_keys=foreign_keys,
            busy_milliseconds=busy_milliseconds,
        ),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "connect")
    def remember_file(_connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["path"] = path
        entry.info["file"] = _identity(path)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver would begin only at the first INSERT, and at no DDL at all. A writer takes its lock at
        # once: one that has read first and is then refused could not be retried.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in one reading transaction: all it reads is of one moment. Raises ReadFailed."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DBAPIError as fault:
        raise read_failure(_said(fault)) from fault


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one writing transaction: committed whole, or as if never begun. Raises WriteFailed."""
    try:
        with engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection
                _refuse_moved(connection)
    except DBAPIError as fault:
        failure = write_failure(_said(fault))
        if isinstance(failure, StorageGone):
            engine.dispose()
        raise failure from fault
    except StorageGone:
        # What the pool holds belongs to a file that is gone; a retry opens the one that is there then.
        engine.dispose()
        raise


def pragmas(engine: Engine) -> Mapping[str, str | int]:
    """The pragmas of the connection that `engine` really uses, read from it."""
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with reading(engine) as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}


def _said(fault: DBAPIError) -> sqlite3.Error:
    """What SQLite itself said, below the wrapping."""
    return fault.orig if isinstance(fault.orig, sqlite3.Error) else sqlite3.Error()


def _make_where_missing(path: Path) -> None:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    except OSError as fault:
        raise StorageGone from fault


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_moved(connection: Connection) -> None:
    """SQLite writes on into a file that was unlinked or replaced, and nobody would ever see it again."""
    info = connection.info
    if _identity(info["path"]) != info["file"]:
        raise StorageGone
