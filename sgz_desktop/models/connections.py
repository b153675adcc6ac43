"""The one place where a connection to a data file is made and its pragmas are set; plain sqlite3, light."""

import os
import sqlite3
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sgz_desktop.models.errors import KeyRefused

BUSY_MILLISECONDS = 3000
"""How long whoever has no window waits for another program's lock."""
Mode = Literal["rw", "ro", "rwc", "still"]
"""How a file is opened; still is for one that nobody has open, and leaves nothing beside it."""


def connect(
    path: Path,
    key: str | None = None,
    *,
    mode: Mode = "rw",
    journal: Literal["wal", "delete"] | None = "wal",
    foreign_keys: bool = True,
    busy_milliseconds: int = BUSY_MILLISECONDS,
) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun by whoever uses it.

    `journal` None leaves the file's journal as it is. A missing file is made in mode rwc only, so that a
    drive that was pulled never becomes an empty data file. Raises sqlite3.Error, and KeyRefused for a key.
    """
    refuse_key(key)
    connection = sqlite3.connect(
        _uri(path, mode),
        uri=True,
        isolation_level=None,
        timeout=busy_milliseconds / 1000,
        check_same_thread=False,
    )
    try:
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        if mode not in ("ro", "still"):
            if journal:
                connection.execute(f"PRAGMA journal_mode={journal.upper()}").fetchone()
            connection.execute("PRAGMA synchronous=FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_key(key: str | None) -> None:
    """Refuse a key until there is encryption: a file that only seems locked is worse than an open one."""
    if key is not None:
        raise KeyRefused


def _uri(path: Path, mode: Mode) -> str:
    # A drive letter needs a slash before it; a share begins with two and keeps them.
    text = path.absolute().as_posix()
    how = "mode=ro&immutable=1" if mode == "still" else f"mode={mode}"
    return f"file://{'' if text.startswith('/') else '/'}{quote(os.fsencode(text))}?{how}"
