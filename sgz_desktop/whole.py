"""Puts a finished file in its place in one move: what stands there is the old file or the new one, whole."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def write_whole(target: Path, data: bytes) -> None:
    """Write bytes beside the target, flush and move them in place. Raises OSError, the old file there."""
    beside = write_beside(target, data)
    try:
        put_in_place(beside, target)
    except OSError:
        remove(beside)
        raise


def write_beside(target: Path, data: bytes) -> Path:
    """A new flushed file in the target's folder that holds `data`. Raises OSError and leaves nothing."""
    beside = name_beside(target)
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        remove(beside)
        raise
    return beside


def name_beside(target: Path) -> Path:
    """A free name in the target's folder, on the same disk and so one move away from it."""
    return target.parent / f".sgz-{uuid4().hex}.part"


def flush(file: Path) -> None:
    """Make the bytes of a file that is written already survive a loss of power."""
    with file.open("rb+") as finished:
        os.fsync(finished.fileno())


def put_in_place(beside: Path, target: Path) -> None:
    """Give a flushed file the target's name in one move. Raises OSError only where it was not moved."""
    os.replace(beside, target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make a move durable where the system lets a folder be flushed; network drives and Windows do not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(file: Path) -> None:
    """Take a file away that nobody will miss."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
