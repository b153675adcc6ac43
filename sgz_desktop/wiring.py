"""Opens the storage of a data folder and builds the services on it. No Qt."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sgz_desktop.arguments import default_folder
from sgz_desktop.services.opening import DATA_FILE, open_storage
from sgz_desktop.services.program import Program

__all__ = ["Program", "build", "default_folder", "has_data", "now", "open_for_window", "open_program"]

WINDOW_BUSY_MILLISECONDS = 150
"""How long a window may stand still for another program's write: a short one is over by then."""


@contextmanager
def build(folder: Path | None = None, *, sound: bool = True) -> Iterator[Program]:
    """The program for a data folder (None: the system's own place), closed behind the caller.

    Raises the errors of opening: a newer, damaged or unreadable data file. `sound` False opens such a one
    too, for a restore that puts another in its place.
    """
    program = open_program(folder, sound=sound)
    try:
        yield program
    finally:
        program.close()


def open_program(folder: Path | None = None, *, sound: bool = True) -> Program:
    """Like build, for a caller that closes by itself."""
    place = folder or default_folder()
    return Program(place, open_storage(place, now, sound=sound))


def open_for_window(folder: Path) -> Program:
    """Like open_program, for a window: a write that another program keeps out is refused almost at once."""
    return Program(folder, open_storage(folder, now, busy_milliseconds=WINDOW_BUSY_MILLISECONDS))


def has_data(folder: Path | None) -> bool:
    """Whether there is a data file in a folder (None: the system's own place), or anything in its way."""
    place = folder or default_folder()
    try:
        return (place / DATA_FILE).exists() or (place.exists() and not place.is_dir())
    except OSError:
        return True


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
