"""Looking at a data file again and again for what somebody else has written."""

import sqlite3
from contextlib import suppress
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from sgz_desktop.models.version import Version, version_of


class Watch:
    """Looks at a file's version again and again: some microseconds while nobody writes.

    It holds a connection of its own, since SQLite tells a connection only what others have written.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: PoolProxiedConnection | None = None
        self._known: tuple[object, Version] | None = None
        event.listen(engine, "engine_disposed", lambda _engine: self.close())

    def version(self) -> Version | None:
        """The version of the last commit; None where the file cannot be looked at just now."""
        try:
            cursor = self._open().cursor()
            # Looked at first: a commit between the two shows in the next look.
            cursor.execute("PRAGMA data_version")
            at = cursor.fetchone()
            if self._known is None or self._known[0] != at:
                cursor.execute("SELECT id, next_seq, lamport FROM device")
                rows = cursor.fetchall()
                self._known = at, version_of([(UUID(each[0]), each[1], each[2]) for each in rows])
        except (sqlite3.Error, DBAPIError):
            self.close()
            return None
        return self._known[1]

    def close(self) -> None:
        """Let go of the file until the next look."""
        connection, self._connection, self._known = self._connection, None, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _open(self) -> PoolProxiedConnection:
        if self._connection is None:
            connection = self._engine.raw_connection()
            connection.detach()  # from now on it is ours to close
            # A look must not wait for anybody.
            connection.cursor().execute("PRAGMA busy_timeout=0")
            self._connection = connection
        return self._connection
