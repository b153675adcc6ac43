"""Opening a large evaluation and scoring everything again, without a window."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from benchmarks.generated import make_large, make_sample
from benchmarks.table import Found, Row
from benchmarks.timing import empty_folder, once, several
from sgz_desktop.scoring.score import score
from sgz_desktop.wiring import build


def measure() -> Iterator[Found]:
    """The large evaluation and the sample."""
    with empty_folder() as folder:
        evaluation = make_large(folder)
        yield Row(
            name="open 1,000 items, 2,000 observations, 5 experts (services)",
            measured=sorted(_opening(folder, evaluation) for _ in range(7))[3],
            limit=300,
            budget="≤ 300 ms",
        )
        yield _scoring("score everything again (1,000 items, 5 experts)", folder, evaluation)
    with empty_folder() as folder:
        yield _scoring("score everything again (钟村, 55 items)", folder, make_sample(folder))


def _opening(folder: Path, evaluation: UUID) -> float:
    with build(folder) as program:

        def work() -> None:
            dossier = program.evaluations.dossier(evaluation)
            program.results.score(evaluation)
            program.visiting.stops(evaluation, dossier.people[0].id)

        return once(work)


def _scoring(name: str, folder: Path, evaluation: UUID) -> Row:
    with build(folder) as program:
        dossier, rubric = program.evaluations.dossier(evaluation), program.evaluations.rubric(evaluation)
        taken = several(lambda: score(dossier, rubric), times=21, warm=3)
    return Row(name=name, measured=taken, limit=5, budget="≤ 5 ms")
