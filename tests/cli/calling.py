"""Calls of the command line, in this process and in one of their own, with what they said and left."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sgz_desktop.__main__ import main

ZHONGCUN = "d147a597-3dc5-478b-a405-9bda614fbdc3"


@dataclass(frozen=True)
class Told:
    """What a call printed, and its exit code."""

    code: int
    out: str
    error: str

    @property
    def last(self) -> str:
        """The last line of its output."""
        return self.out.splitlines()[-1]


@dataclass(frozen=True)
class Line:
    """A command line on one data folder."""

    data: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Told:
        """Run a verb in this process; the folder stands behind it."""
        self.capture.readouterr()
        try:
            code = main([*map(str, arguments), "--data", str(self.data)])
        except SystemExit as exit:
            code = int(str(exit.code or 0))
        out, error = self.capture.readouterr()
        return Told(code, out, error)

    def refuse(self, *arguments: str | Path) -> str:
        """Run a verb that must fail: exit 2, one message on stderr, nothing on stdout, nothing changed."""
        before = fingerprint(self.data)
        told = self(*arguments)
        assert (told.code, told.out) == (2, "")
        assert told.error.endswith("\n")
        assert "Traceback" not in told.error
        assert fingerprint(self.data) == before
        return told.error.removesuffix("\n")


def call(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Told:
    """Run the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sgz_desktop", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env=env(environment or {}),
        timeout=60,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def env(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: ours, where it finds the program, and what is asked for."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, **more}


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a data folder by its bytes; what SQLite keeps beside its file comes and goes."""
    if not folder.is_dir():
        return {}
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not each.name.endswith(("-wal", "-shm"))
    }
