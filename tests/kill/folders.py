"""Data folders to begin with, and what must be so in one after a kill."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.people import Person
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.models.backups import Backups, verified_counts
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.opening import BACKUP_FOLDER, DATA_FILE, Storage, open_storage
from sgz_desktop.wiring import build

Rows = dict[str, list[tuple[Any, ...]]]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def small_evaluation(folder: Path) -> UUID:
    """A new evaluation by the built-in rule set, two experts, two review groups; the first expert works."""
    with build(folder) as program:
        made = program.evaluations.create(
            station="试验街社工站", phase=Phase.MIDTERM, visit_date=date(2024, 1, 16)
        )
        add = program.preparing.add
        people = [add(made, Person.kind, {"name": name}, NOBODY)[1] for name in ("专家甲", "专家乙")]
        for name in ("第一片区", "第二片区"):
            add(made, ReviewGroup.kind, {"name": name}, NOBODY)
        for component in program.evaluations.rubric(made).components:
            for person in people:
                program.preparing.assign(made, component.code, None, person, on=True, worker=NOBODY)
        assert program.desk.set_worker(made, Worker(people[0]))
    return made


@contextmanager
def opened(folder: Path) -> Iterator[Storage]:
    """The storage of a folder as the next start finds it, which checks, repairs and migrates first."""
    storage = open_storage(folder, now)
    try:
        yield storage
    finally:
        storage.close()


def assert_sound(folder: Path) -> None:
    """The folder opens; pages and references are whole; rows are what the changes tell; backups are good."""
    with opened(folder) as storage:
        before = rows(folder)
        for each in storage.store.evaluation_ids():
            storage.store.load(each)
            storage.store.rebuild(each)
        assert rows(folder) == before
        assert_backups_good(storage.backups)
    with closing(sqlite3.connect(folder / DATA_FILE)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_backups_good(backups: Backups) -> None:
    """Every file that bears a backup's final name can be read through."""
    for each in backups.list():
        assert verified_counts(each.file)["evaluation"] >= 0
    named = {each.name for each in backups.folder.glob("*.sqlite3")} if backups.folder.exists() else set()
    assert named == {each.file.name for each in backups.list()}


def rows(folder: Path, *, leaving_out: tuple[str, ...] = ()) -> Rows:
    """Every row of every table, in an order of its own."""
    return rows_of(folder / DATA_FILE, leaving_out=leaving_out)


def rows_of(file: Path, *, leaving_out: tuple[str, ...] = ()) -> Rows:
    """Every row of every table of a data file."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in leaving_out
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in sorted(names)
        }


def backup_folder(folder: Path) -> Path:
    """Where the backups of a data folder are."""
    return folder / BACKUP_FOLDER
