"""Which form of the data file this program knows, and which form a file has; plain sqlite3, light."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sgz_desktop.models.connections import connect
from sgz_desktop.models.errors import DamagedDatabase, NewerDatabase, UnreleasedDatabase, plain_reading

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003")
"""Every released form, oldest first; a test holds it against the migration scripts."""

_BORN_WITH = "founded"
"""A column of the first released form, which files of the trials before it lack under the same number."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a data file is: `version` None means that nothing was ever stored in it."""

    version: str | None

    @property
    def is_current(self) -> bool:
        """Whether the file needs no upgrade."""
        return self.version == REVISIONS[-1]


def form_of(connection: sqlite3.Connection) -> Form:
    """The form of an open file. Raises NewerDatabase, UnreleasedDatabase, or DamagedDatabase."""
    with plain_reading():
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in names:
            if names:
                raise DamagedDatabase
            return Form(None)
        stamped = [version for (version,) in connection.execute("SELECT version_num FROM alembic_version")]
        columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('evaluation')")}
    if len(stamped) != 1:
        raise DamagedDatabase
    if stamped[0] not in REVISIONS:
        raise NewerDatabase
    if columns and _BORN_WITH not in columns:
        raise UnreleasedDatabase
    return Form(stamped[0])


def read_form(path: Path, key: str | None = None) -> Form:
    """The form of a file that nothing is done to. Raises like form_of, and ReadFailed."""
    if not path.exists() or path.stat().st_size == 0:
        return Form(None)
    # Whoever has the file open keeps a journal beside it. Without one a plain reader would leave one there.
    journal = path.with_name(f"{path.name}-wal")
    with plain_reading():
        connection = connect(path, key, mode="ro" if journal.exists() else "still")
    try:
        return form_of(connection)
    finally:
        connection.close()


def check_sound(path: Path, key: str | None = None) -> None:
    """Read the whole file for damage, without writing. Raises DamagedDatabase, ReadFailed."""
    with plain_reading():
        connection = connect(path, key, journal=None)
        try:
            refuse_unsound(connection, quickly=True)
        finally:
            connection.close()


def refuse_unsound(connection: sqlite3.Connection, *, quickly: bool) -> None:
    """Raise DamagedDatabase when pages or references of an open file are broken.

    `quickly` leaves out whether the indexes say what the rows do, which takes several times as long.
    """
    check = "quick_check" if quickly else "integrity_check"
    with plain_reading():
        if connection.execute(f"PRAGMA {check}(1)").fetchone() != ("ok",):
            raise DamagedDatabase
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamagedDatabase


def table_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of an open file has."""
    with plain_reading():
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)
        }
