"""Killed at the first start and while upgrading: the file opens, and upgrades the next time."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import sgz_desktop.models.migrations as migrations
from sgz_desktop.models.backups import Backups
from sgz_desktop.models.migrate import upgrade
from sgz_desktop.models.schema import REVISIONS
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.wiring import build
from tests.kill.folders import (
    Rows,
    assert_backups_good,
    assert_sound,
    backup_folder,
    now,
    rows,
    small_evaluation,
)
from tests.kill.nursery import Nursery
from tests.kill.plan import OTHER_KILLS, points

_LATER = f'''
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "later", "{REVISIONS[-1]}", None, None

def upgrade() -> None:
    for table in ("review_group", "person", "mark", "change"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("added", sa.Text(), nullable=False, server_default="new"))
    op.execute("UPDATE mark SET added = 'filled'")
'''


def test_a_first_start_that_was_killed_starts_the_next_time(services: Nursery, tmp_path: Path) -> None:
    numbers = iter(range(1000))
    whole = services.whole("start", lambda: tmp_path / f"measured-{next(numbers)}")
    for number, kill in enumerate(points("first start", OTHER_KILLS["first start"], whole)):
        folder = tmp_path / f"killed-{number}"
        outcome = services.run("start", folder, kill=kill)
        assert outcome.killed
        with build(folder) as program:
            assert program.evaluations.listing() == ()
        small_evaluation(folder)
        assert_sound(folder)


def test_an_upgrade_that_was_killed_is_not_begun_or_done(services: Nursery, tmp_path: Path) -> None:
    scripts = _scripts(tmp_path)
    template = tmp_path / "template"
    with build(template) as program:
        program.importing.sample("zhongcun")
    before = rows(template)
    numbers = iter(range(1000))

    def fresh() -> Path:
        return shutil.copytree(template, tmp_path / f"copy-{next(numbers)}")

    whole = services.whole("migrate", fresh, scripts=str(scripts))
    for kill in points("migration", OTHER_KILLS["migration"], whole):
        folder = fresh()
        outcome = services.run("migrate", folder, kill=kill, scripts=str(scripts))
        assert outcome.killed
        after = rows(folder)
        if after["alembic_version"] == [("later",)]:
            _assert_upgraded(after, before)
        else:
            assert not outcome.told("migrated")
            assert after == before
            assert_sound(folder)
            upgrade(folder / DATA_FILE, scripts=str(scripts))
            _assert_upgraded(rows(folder), before)
        assert_backups_good(Backups(folder / DATA_FILE, backup_folder(folder), now))
        with closing(sqlite3.connect(folder / DATA_FILE)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _assert_upgraded(after: Rows, before: Rows) -> None:
    assert after["alembic_version"] == [("later",)]
    assert len(before["mark"]) > 100
    for table, several in before.items():
        if table == "alembic_version":
            continue
        width = len(several[0]) if several else 0
        assert sorted((row[:width] for row in after[table]), key=repr) == several
    assert {row[-1] for row in after["mark"]} == {"filled"}


def _scripts(tmp_path: Path) -> Path:
    """Our migrations and one more, which rebuilds parents and children and fills a column."""
    scripts = shutil.copytree(next(iter(migrations.__path__)), tmp_path / "migrations")
    (scripts / "versions" / "later.py").write_text(_LATER, encoding="utf-8")
    return scripts
