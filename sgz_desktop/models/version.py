"""How far a data file had come: what tells a reader cheaply that somebody else has written since."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection


@dataclass(frozen=True, slots=True)
class Version:
    """The counters of a file: each device with its next number and the highest lamport it saw, by ID."""

    counters: tuple[tuple[UUID, int, int], ...]

    @property
    def lamport(self) -> int:
        """The highest lamport of any change in the file."""
        return max((each[2] for each in self.counters), default=0)

    def next_of(self, device_id: UUID) -> int:
        """The number of a device's next change."""
        return next(each[1] for each in self.counters if each[0] == device_id)

    def counted(self, device_id: UUID, sequence: int, lamport: int) -> "Version":
        """The version once a device has these counters."""
        return version_of(
            [(device_id, sequence, lamport) if each[0] == device_id else each for each in self.counters]
        )


def version_of(counters: list[tuple[UUID, int, int]]) -> Version:
    """The version of these counters, in whatever order they come."""
    return Version(tuple(sorted(counters)))


@dataclass(frozen=True, slots=True)
class Seen:
    """Which changes of a file a writer knows: all up to a lamport, and those they made themselves since."""

    lamport: int
    own: frozenset[int] = frozenset()

    def has(self, lamport: int) -> bool:
        """Whether the change of that lamport is among them."""
        return lamport <= self.lamport or lamport in self.own

    def with_own(self, before: Version, after: Version) -> "Seen":
        """What the writer knows once a write of theirs has led from one version to the other."""
        if self.lamport >= before.lamport:
            return Seen(after.lamport)
        return Seen(self.lamport, self.own | {after.lamport})


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
