"""Watches the thread of the window: what keeps it longer than 50 ms, outside a job, is written down.

A journey's hands beat before and after every key, and whenever the window is left to itself a timer beats. A
gap between two beats is a stall where the program's own code was seen running in it: what the journey does by
itself, reading an exported file for instance, is none. It reports and never fails a test.
"""

import faulthandler
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import pytest

STALL_S = 0.05
_LOOK_EVERY_S = 0.01
_LOOK_FROM_S = 0.02
_JOB = "/sgz_desktop/ui/jobs.py"
_THREAD = re.compile(r"hread 0x([0-9a-f]+)[^\n]*\n")
_LINE = re.compile(r'File "[^"]*/(sgz_desktop/[^"]+)", line (\d+) in (\S+)')
_SHOWN = 12
_KEY, _UNSEEN = "stalls", "unseen"
_WHERE = Path(__file__).parents[2] / "build" / "stalls.txt"


@dataclass(frozen=True, slots=True)
class Stall:
    """One gap: how long by the clock and by the processor, where, and the calls that led there."""

    milliseconds: int
    busy: int
    doing: str
    where: str
    calls: tuple[str, ...]


class Watch:
    """Looks at the stack of the thread that made it, from a thread of its own, until `end`."""

    def __init__(self) -> None:
        self.stalls: list[Stall] = []
        self.unseen: set[str] = set()
        """What had the focus and could not be seen."""
        self._watched = threading.get_ident()
        self._doing = ""
        self._beat, self._busy = time.perf_counter(), time.thread_time()
        self._seen: list[tuple[str, ...]] = []
        self._is_in_job = False
        self._paused = True
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, name="stalls", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join()

    @contextmanager
    def over(self, doing: str = "") -> Iterator[None]:
        """Watch while the window is at work on what was done to it, or still on what was done last."""
        self.beat()
        self._doing, self._paused = doing or self._doing, False
        try:
            yield
        finally:
            self.beat()
            self._paused = True

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What the journey does by itself in the midst of it."""
        self.beat()
        self._paused = True
        try:
            yield
        finally:
            self.beat()
            self._paused = False

    def beat(self) -> None:
        """The window has answered: whatever kept it is over."""
        now, busy = time.perf_counter(), time.thread_time()
        took, seen = now - self._beat, self._seen
        if took > STALL_S and seen and not self._paused and not self._is_in_job:
            calls = Counter(seen).most_common(1)[0][0]
            took_ms, busy_ms = round(took * 1000), round((busy - self._busy) * 1000)
            self.stalls.append(Stall(took_ms, busy_ms, self._doing, calls[-1], calls))
        self._seen, self._is_in_job = [], False
        self._beat, self._busy = time.perf_counter(), time.thread_time()

    def _look(self) -> None:
        with TemporaryFile() as paper:
            while not self._end.wait(_LOOK_EVERY_S):
                if self._paused or time.perf_counter() - self._beat < _LOOK_FROM_S:
                    continue
                stacks = _stacks(paper)
                if calls := _own_calls(stacks.pop(self._watched, "")):
                    self._seen.append(calls)
                self._is_in_job |= any(_JOB in each for each in stacks.values())


def _stacks(paper: IO[bytes]) -> dict[int, str]:
    """What every thread is at, by its number.

    Written by the interpreter in one go: frames as objects would outlive their calls here, and what hangs on
    them, widgets and painters, would end in this thread.
    """
    paper.seek(0)
    paper.truncate()
    faulthandler.dump_traceback(paper, all_threads=True)
    paper.seek(0)
    parts = _THREAD.split(paper.read().decode("ascii", "replace"))
    return {int(number, 16): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def _own_calls(stack: str) -> tuple[str, ...]:
    """The program's own lines on a stack, the outermost first."""
    found = [f"{name}:{line} {call}" for name, line, call in _LINE.findall(stack)]
    return tuple(reversed(found))


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Watch]:
    """A watch over one journey; what it saw goes with the journey's report."""
    found = Watch()
    yield found
    found.end()
    request.node.user_properties.append((_KEY, [asdict(each) for each in found.stalls]))
    request.node.user_properties.append((_UNSEEN, sorted(found.unseen)))


class Summary:
    """Gathers what the watches saw, from other processes too, and writes it down at the end of a run."""

    def __init__(self) -> None:
        self._stalls: list[tuple[str, Stall]] = []
        self._unseen: set[str] = set()
        self._is_asked = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what a journey's report brings."""
        if report.when != "teardown":
            return
        for key, value in report.user_properties:
            if key == _KEY and isinstance(value, list):
                self._is_asked = True
                self._stalls += [(report.nodeid.rpartition("::")[2], _stall(each)) for each in value]
            elif key == _UNSEEN and isinstance(value, list):
                self._unseen.update(value)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say the worst of them, and write all of them to a file."""
        if not self._is_asked:
            return
        self._stalls.sort(key=lambda each: -each[1].milliseconds)
        _WHERE.parent.mkdir(exist_ok=True)
        _WHERE.write_text("".join(_told(*each) for each in self._stalls), encoding="utf-8")
        terminalreporter.section("stalls of the window over 50 ms, outside a job")
        for line in _sum(self._stalls):
            terminalreporter.write_line(line)
        if self._unseen:
            terminalreporter.write_line(f"had the focus out of sight: {', '.join(sorted(self._unseen))}")


def _stall(given: dict[str, Any]) -> Stall:
    return Stall(**{**given, "calls": tuple(given["calls"])})


def _told(journey: str, stall: Stall) -> str:
    lines = "".join(f"    {each}\n" for each in stall.calls)
    return f"{stall.milliseconds} ms ({stall.busy} ms busy)  {stall.doing}  in {journey}\n{lines}\n"


def _sum(stalls: list[tuple[str, Stall]]) -> Iterator[str]:
    """A line for each place, the longest first: how often, how long at most."""
    yield f"{len(stalls)} stalls, see build/{_WHERE.name}"
    worst: dict[str, list[Stall]] = {}
    for _, each in stalls:
        worst.setdefault(each.where, []).append(each)
    for where, several in list(worst.items())[:_SHOWN]:
        first = several[0]
        yield f"{first.milliseconds:5} ms ({first.busy} busy) × {len(several)}  {where}  {first.doing}"


def pytest_configure(config: pytest.Config) -> None:
    """Gather in the process that reports."""
    config.pluginmanager.register(Summary(), "stalls-summary")
