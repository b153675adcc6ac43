"""How much typing a kill takes: a person types without a pause, the process is killed, the rest is read."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic

from benchmarks.generated import make_sample
from benchmarks.table import Found, NotMeasured, Row
from benchmarks.timing import ROOT, empty_folder, offscreen

_KILLS = 8
_NAME = "typing lost by kill -9"


def measure() -> Iterator[Found]:
    """The worst of several kills."""
    if not hasattr(signal, "SIGKILL"):
        yield NotMeasured(_NAME, "this system has no SIGKILL")
        return
    chance = Random(_NAME)
    for name, pause in ((_NAME, "0"), (f"{_NAME}, after a pause", "1")):
        with empty_folder() as folder:
            evaluation = make_sample(folder)
            lost = [
                _lost(folder, str(evaluation), pause=pause, after=2 + 2 * chance.random())
                for _ in range(_KILLS)
            ]
        yield Row(name=name, measured=max(lost), limit=1000, budget="≤ 1 s of it")


def _lost(folder: Path, evaluation: str, *, pause: str, after: float) -> float:
    """Milliseconds between the oldest letter that is gone and the kill; 0 when none is."""
    typed: list[tuple[float, str]] = []
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.typist", str(folder), evaluation, pause],
        cwd=ROOT,
        env=offscreen(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        killed = 0.0
        for line in process.stdout:
            moment, text = line.rstrip("\n").split(" ", 1)
            typed.append((float(moment), text))
            if not killed and typed[-1][0] - typed[0][0] > after:
                killed = monotonic()
                os.kill(process.pid, signal.SIGKILL)
    kept = _kept(folder)
    gone = [moment for moment, text in typed if text not in kept]
    return (killed - gone[0]) * 1000 if gone else 0.0


def _kept(folder: Path) -> set[str]:
    """Every beginning of every observation in the data file."""
    with closing(sqlite3.connect(folder / "evaluations.sqlite3")) as connection:
        texts = [text for (text,) in connection.execute("SELECT text FROM observation")]
    return {text[:length] for text in texts for length in range(1, len(text) + 1)}
