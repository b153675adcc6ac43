"""Counts the calls of a process that touch the disk, and ends it at one of them."""

import io
import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any, Protocol

_SYSTEM = frozenset({"open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "close"})
_SQLITE = frozenset({"execute", "executemany", "commit", "rollback", "backup", "close", "fetchone"})


class Calls(Protocol):
    """Counts from begin to end."""

    def begin(self) -> None:
        """Count from here on."""

    def end(self) -> int:
        """Count no more; how many there were."""


def count_calls(kill: Mapping[str, Any] | None) -> Calls:
    """What counts when it is wanted: for a point at a call, and where nobody is killed, to learn how many."""
    if kill is None:
        return _Counting(0, before=True)
    if kill["call"] is not None:
        return _Counting(kill["call"], before=kill["before"])
    return _Nothing()


class _Nothing:
    def begin(self) -> None:
        """A process that the clock ends runs at full speed."""

    def end(self) -> int:
        return 0


class _Counting:
    def __init__(self, fatal: int, *, before: bool) -> None:
        self._fatal = fatal
        self._event = "c_call" if before else "c_return"
        self._count = 0

    def begin(self) -> None:
        sys.setprofile(self._see)

    def end(self) -> int:
        sys.setprofile(None)
        return self._count

    def _see(self, _frame: FrameType, event: str, called: Any) -> None:
        if event == self._event and _touches_disk(called):
            self._count += 1
            if self._count == self._fatal:
                os.kill(os.getpid(), signal.SIGKILL)


def _touches_disk(called: Any) -> bool:
    name, owner = called.__name__, getattr(called, "__self__", None)
    if isinstance(owner, sqlite3.Connection | sqlite3.Cursor):
        return name in _SQLITE
    if name not in _SYSTEM:
        return False
    if getattr(called, "__module__", None) in ("posix", "io"):
        return True
    return isinstance(owner, io.BufferedWriter | io.FileIO | io.TextIOWrapper)
