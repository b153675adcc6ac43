"""One answer made durable, beside a bare commit on the same disk."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, cycle
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from benchmarks.generated import make_large, make_sample
from benchmarks.table import Found, Row
from benchmarks.timing import empty_folder, in_turn, share
from sgz_desktop.domain.mark import NotApplicable, Pending
from sgz_desktop.services.changes import Worker
from sgz_desktop.wiring import Program, build

_TIMES = 400
_MOST_MS = 16.0


def measure() -> Iterator[Found]:
    """Answers and bare commits by turns."""
    for name, make in (("55 items", make_sample), ("1,000 items", make_large)):
        with empty_folder() as folder:
            yield from _measure(name, folder, make(folder))


def _measure(name: str, folder: Path, evaluation: UUID) -> Iterator[Found]:
    with build(folder) as program, closing(_bare(folder / "bare.sqlite3")) as bare:
        numbers = count()

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO answer VALUES (?, ?, ?)", (uuid4().hex, "mark", str(next(numbers))))
            bare.execute("COMMIT")

        answers, commits = in_turn(_answering(program, evaluation), commit, times=_TIMES, warm=20)
    plain = median(commits)
    yield Row(
        name=f"one answer durable ({name}), median",
        measured=median(answers),
        baseline=plain,
        limit=plain + 1,
        budget="≤ bare commit + 1 ms",
    )
    yield Row(
        name=f"one answer durable ({name}), 99 %",
        measured=share(answers, 99),
        baseline=share(commits, 99),
        limit=_MOST_MS,
        budget="< 16 ms",
    )


def _answering(program: Program, evaluation: UUID) -> Callable[[], object]:
    """Gives an answer that differs from the one before, on the items of all experts in turn."""
    dossier = program.evaluations.dossier(evaluation)
    people = [each.id for each in dossier.people]
    for each in dossier.handed_in:
        program.deliberating.take_back(evaluation, each, Worker(each))
    stops = [(person, stop) for person in people for stop in program.visiting.stops(evaluation, person)]
    rounds = cycle(stops)
    answers = cycle([each for each in (Pending(), NotApplicable()) for _ in stops])

    def answer() -> object:
        person, stop = next(rounds)
        return program.visiting.answer(
            evaluation, stop.item.code, stop.group_id, person, next(answers), Worker(person)
        )

    return answer


def _bare(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, kind TEXT, value TEXT)")
    return bare
