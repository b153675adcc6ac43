"""Builds storage and services for one data folder. No Qt."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sgz_desktop.arguments import default_folder
from sgz_desktop.services.desk import Desk
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.evaluations import Evaluations
from sgz_desktop.services.exporting import Exporting
from sgz_desktop.services.importing import Importing
from sgz_desktop.services.judging import Judging
from sgz_desktop.services.keeping import Keeping
from sgz_desktop.services.preparing import Preparing
from sgz_desktop.services.program import Program
from sgz_desktop.services.reports import Reports
from sgz_desktop.services.results import Results
from sgz_desktop.services.rubrics import Rubrics
from sgz_desktop.services.visiting import Visiting

__all__ = ["Program", "build", "default_folder", "now", "open_program"]


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
    from sgz_desktop.services.opening import open_storage

    place = folder or default_folder()
    storage = open_storage(place, now, sound=sound)
    rubrics = Rubrics(storage.store)
    editing = Editing(storage.store, rubrics)
    keeping = Keeping(storage, editing)
    results = Results(storage.store, editing)
    reports = Reports(editing, results)
    return Program(
        folder=place,
        evaluations=Evaluations(storage.store, rubrics, editing),
        preparing=Preparing(editing),
        visiting=Visiting(editing),
        judging=Judging(editing),
        results=results,
        reports=reports,
        exporting=Exporting(storage.store, editing, results, reports),
        importing=Importing(storage.store, rubrics, keeping),
        keeping=keeping,
        undoing=editing,
        desk=Desk(storage.desk),
        close=storage.close,
    )


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
