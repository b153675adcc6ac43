"""Stopwatches: repeated, interleaved with a baseline, and of processes that say when they are ready."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]


def once(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def several(work: Callable[[], object], *, times: int, warm: int = 1) -> float:
    """The median of several calls in milliseconds, after some that do not count."""
    for _ in range(warm):
        work()
    gc.collect()
    return median(once(work) for _ in range(times))


def in_turn(*works: Callable[[], object], times: int, warm: int = 1) -> tuple[list[float], ...]:
    """The milliseconds of several works that take turns, so that all meet the same state of the machine."""
    for _ in range(warm):
        for work in works:
            work()
    gc.collect()
    found: tuple[list[float], ...] = tuple([] for _ in works)
    for _ in range(times):
        for work, taken in zip(works, found, strict=True):
            taken.append(once(work))
    return found


def share(taken: Sequence[float], percent: int) -> float:
    """The value that so many per cent do not exceed."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def until_said(arguments: Sequence[str], *words: str) -> tuple[float, ...]:
    """Milliseconds from starting a Python process until it has printed each of the words, in their order."""
    begun = perf_counter()
    moments: list[float] = []
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=offscreen(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == words[len(moments)]:
                moments.append((perf_counter() - begun) * 1000)
                if len(moments) == len(words):
                    break
        process.stdout.read()
    if len(moments) < len(words):
        raise RuntimeError(f"{arguments} never said {words[len(moments)]}")
    return tuple(moments)


def offscreen() -> dict[str, str]:
    """The environment of a process with a window nobody sees."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def empty_folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="sgz-bench-") as folder:
        yield Path(folder)
