"""Processes to be killed: forked from one that has read all modules, ended by SIGKILL and waited for.

What an act imports on its first use it says at its end, and the forking process reads it too: no later
process has to, and each kill meets work and no imports.
"""

import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from tests.kill.calls import count_calls
from tests.kill.folders import small_evaluation
from tests.kill.plan import Kill, Whole

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "begin", "end"
_MOST_SECONDS = 60.0
Say = Callable[..., None]
Act = Callable[[Path, int, Mapping[str, Any], Say], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process had said before it ended, whether by SIGKILL, and what it did until then."""

    said: tuple[dict[str, Any], ...]
    killed: bool
    whole: Whole
    imported: tuple[str, ...]

    def told(self, what: str) -> list[dict[str, Any]]:
        """What it said under one name, first said first."""
        return [each for each in self.said if each["what"] == what]


class Nursery:
    """The test's end: gives orders to the process that forks, one at a time."""

    def __init__(self, orders: IO[str], answers: IO[str], complaints: IO[str]) -> None:
        self._orders, self._answers, self._complaints = orders, answers, complaints

    def run(
        self, act: str, folder: Path, *, seed: int = 0, kill: Kill | None = None, **given: Any
    ) -> Outcome:
        """Run an act in a new process; with `kill` it never ends by itself."""
        order = {"act": act, "folder": str(folder), "seed": seed, "given": given}
        order["kill"] = asdict(kill) if kill else None
        self._orders.write(json.dumps(order) + "\n")
        self._orders.flush()
        answer = self._answers.readline()
        assert answer, self._complained()
        found = json.loads(answer)
        if found["failed"]:
            raise AssertionError(f"{act} failed: {self._complained()}")
        whole = Whole(found["seconds"], found["calls"])
        return Outcome(tuple(found["said"]), found["killed"], whole, tuple(found["imported"]))

    def whole(self, act: str, fresh: Callable[[], Path], **given: Any) -> Whole:
        """The act as it is when nobody kills it: its calls counted, its seconds taken at full speed."""
        while (counted := self.run(act, fresh(), **given)).imported:
            pass  # once more, by a process that has nothing left to import
        seconds = self.run(act, fresh(), kill=Kill(after=_MOST_SECONDS), **given).whole.seconds
        return Whole(seconds, counted.whole.calls)

    def _complained(self) -> str:
        self._complaints.seek(0)
        return self._complaints.read()


@contextmanager
def nursery(module: str) -> Iterator[Nursery]:
    """A nursery whose forking process has read that module; it ends with the block."""
    with (
        tempfile.TemporaryFile(mode="w+", encoding="utf-8") as complaints,
        subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nursery(process.stdin, process.stdout, complaints)


def serve(acts: Mapping[str, Act]) -> None:
    """The forking process: take orders from stdin until it ends."""
    with tempfile.TemporaryDirectory() as folder:
        small_evaluation(Path(folder))  # which reads the rule sets that each process would read again
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(_run(acts[order["act"]], order)), flush=True)


def _run(act: Act, order: Mapping[str, Any]) -> dict[str, Any]:
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.close(ear)
        _live(act, order, mouth)
    os.close(mouth)
    try:
        said, seconds = _listen(child, ear, order["kill"])
    finally:
        os.close(ear)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    nothing: dict[str, Any] = {"calls": 0, "imported": []}
    done = next((each for each in said if each["what"] == END), nothing)
    for name in done["imported"]:
        import_module(name)
    begun = any(each["what"] == BEGIN for each in said)
    return {
        "said": [each for each in said if each["what"] not in (BEGIN, END)],
        "killed": killed,
        "seconds": seconds,
        "calls": done["calls"],
        "imported": done["imported"],
        "failed": not (begun and killed) if order["kill"] else status != 0,
    }


def _live(act: Act, order: Mapping[str, Any], mouth: int) -> None:
    """What the forked process does; it ends here, never running what its parent would do at its end."""
    code = 1
    try:
        os.dup2(2, 1)  # stdout belongs to the answers
        folder, given = Path(order["folder"]), order["given"]
        calls, known = count_calls(order["kill"]), set(sys.modules)

        def say(what: str, **more: Any) -> None:
            # Straight into the pipe: what is in it stays there when this process is gone.
            os.write(mouth, json.dumps({"what": what, **more}).encode() + b"\n")
            if what == BEGIN:
                calls.begin()

        act(folder, order["seed"], given, say)
        say(END, calls=calls.end(), imported=_importable(sys.modules.keys() - known))
        if order["kill"]:
            signal.pause()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _importable(names: Iterable[str]) -> list[str]:
    """The modules among them that have been imported, and not made by another module."""
    return sorted(name for name in names if getattr(sys.modules[name], "__spec__", None))


def _listen(child: int, ear: int, kill: Mapping[str, Any] | None) -> tuple[list[dict[str, Any]], float]:
    """All that the child says until its end, which is now and then brought about here."""
    heard = bytearray()
    begun = ended = None
    limit = time.monotonic() + _MOST_SECONDS
    while True:
        moment = limit
        if kill and kill["after"] is not None and begun is not None:
            moment = min(limit, begun + kill["after"])
        ready, _, _ = select.select([ear], [], [], max(0.0, moment - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
        chunk = os.read(ear, 65536)
        if not chunk:
            break
        heard += chunk
        if begun is None and b'"begin"' in heard:
            begun = time.monotonic()
        if ended is None and b'{"what": "end"' in heard:
            ended = time.monotonic()
            if kill:
                os.kill(child, signal.SIGKILL)
    lines = [json.loads(line) for line in heard.splitlines(keepends=True) if line.endswith(b"\n")]
    return lines, (ended or time.monotonic()) - (begun or time.monotonic())
