"""What the home lists is read plainly, and says what the tables say."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import reading
from sgz_desktop.models.errors import DamagedDatabase, ReadFailed, ReadLocked
from sgz_desktop.models.ledger import read_version
from sgz_desktop.models.listing import Listed, Summary, read_listing
from sgz_desktop.models.store import Store
from sgz_desktop.models.tables import SUMMARY, TABLES
from tests.models.samples import E1, E2, LI, ZONE, dossier, uid

GONE = uid(0xE3)
HEAD = ("id", "station", "station_short", "district", "phase", "visit_date", "rubric", DELETED)
FIGURES = tuple(Summary.__dataclass_fields__)
WHOLE = Summary(
    answered=55,
    answerable=55,
    floor=Decimal("87.11"),
    ceiling=Decimal("87.11"),
    total=Decimal("87.11"),
    grade="good",
    provisional=False,
    rules_hash="abc",
)


def by_columns(engine: Engine) -> list[tuple[Any, ...]]:
    """Heads and summaries as the types of the columns read them."""
    head = TABLES["evaluation"]
    wanted = select(
        *(head.c[name] for name in HEAD), SUMMARY.c["changed_at"], *(SUMMARY.c[name] for name in FIGURES)
    ).join_from(head, SUMMARY, SUMMARY.c["evaluation_id"] == head.c["id"])
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(wanted)]


def as_columns(each: Listed) -> tuple[Any, ...]:
    """A listed evaluation in the order of by_columns."""
    known = each.summary
    figures = (0, 0, None, None, None, None, True, "") if known is None else ()
    return (
        *(getattr(each, name) for name in HEAD),
        each.changed_at,
        *figures,
        *(getattr(known, name) for name in FIGURES if known is not None),
    )


@pytest.fixture
def three(store: Store) -> Store:
    """One nobody has scored, one scored, and one deleted."""
    store.add(dossier(E2), {}, summary=WHOLE)
    store.add(dossier(GONE), {})
    store.write(GONE, [Edit("evaluation", GONE, {DELETED: True})], author_id=LI)
    store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI)
    return store


def test_it_says_what_the_types_of_the_columns_say(path: Path, three: Store) -> None:
    living, _ = read_listing(path, deleted=False)
    gone, _ = read_listing(path, deleted=True)
    assert ([each.id for each in living], [each.id for each in gone]) == ([E1, E2], [GONE])
    assert sorted(map(as_columns, (*living, *gone)), key=str) == sorted(by_columns(three.engine), key=str)


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("only", [None, E2, GONE, uid(0xFFFF)])
def test_it_lists_what_the_store_lists(path: Path, three: Store, only: UUID | None, *, deleted: bool) -> None:
    assert read_listing(path, deleted=deleted, only=only)[0] == three.listing(deleted=deleted, only=only)


def test_it_tells_the_version_it_was_read_at(path: Path, three: Store) -> None:
    with reading(three.engine) as connection:
        version = read_version(connection)
    assert read_listing(path, deleted=False)[1] == version
    three.write(E1, [Edit("zone", ZONE, {"note": "y"})], author_id=LI)
    assert read_listing(path, deleted=False)[1].lamport == version.lamport + 1


SPOILED = [
    "UPDATE evaluation SET phase = 'third'",
    "UPDATE evaluation SET visit_date = 'some day'",
    "UPDATE summary SET changed_at = 5",
    "UPDATE summary SET floor = 'much', rules_hash = 'x'",
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_row_that_no_value_has_is_damage(path: Path, three: Store, spoil: str) -> None:
    three.engine.dispose()
    with closing(connect(path)) as connection:
        connection.execute(spoil)
    with pytest.raises(DamagedDatabase):
        read_listing(path, deleted=False)
    with pytest.raises(DamagedDatabase):
        three.listing()


def test_what_cannot_be_read_is_said(tmp_path: Path, path: Path, store: Store) -> None:
    with pytest.raises(ReadFailed):
        read_listing(tmp_path / "gone.sqlite3", deleted=False)
    store.engine.dispose()
    with closing(connect(path, journal="delete")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ReadLocked):
            read_listing(path, deleted=False, busy_milliseconds=1)
        other.execute("ROLLBACK")


def test_a_damaged_table_is_said_by_the_store_too(path: Path, store: Store) -> None:
    store.engine.dispose()
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE summary")
    with pytest.raises(ReadFailed):
        store.listing()


def test_it_imports_nothing_that_takes_long() -> None:
    told = "import sys; import sgz_desktop.models.listing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlalchemy", "sqlmodel", "pydantic", "alembic"}
