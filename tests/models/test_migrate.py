"""Opening: new files are made, old ones climb after a backup, newer and damaged ones stay as they are."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sgz_desktop.models import schema
from sgz_desktop.models.backups import Backups, Reason
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database
from sgz_desktop.models.errors import (
    BackupFailed,
    DamagedDatabase,
    MigrationFailed,
    NewerDatabase,
    ReadFailed,
    StorageLocked,
    UnreleasedDatabase,
)
from sgz_desktop.models.migrate import prepare, upgrade
from sgz_desktop.models.schema import check_sound, read_form, table_counts
from sgz_desktop.models.store import Store
from sgz_desktop.models.tables import TABLES
from tests.models.samples import E1, LI, OTHER_ZONE, WANG, ZONE, Clock, dossier, new_file

DATA = Path(__file__).parents[1] / "data"
RELEASED = sorted(DATA.glob("storage-*.sql"))
FOLDER = Path(__file__).parents[2] / "sgz_desktop" / "models" / "migrations"

# A step that rebuilds a parent table, which is where foreign keys lose children.
STEP = '''"""Planted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("zone") as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("evaluation") as table:
        table.alter_column("note", new_column_name="remark")
    {more}
'''


def planted(folder: Path, more: str = "pass") -> str:
    """The migrations with one more step, somewhere else."""
    scripts = folder / "100% planted"
    shutil.copytree(FOLDER, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "r0004_planted.py").write_text(STEP.replace("{more}", more), "utf-8")
    return str(scripts)


def saved(folder: Path, source: Path = DATA / "storage-0001.sql") -> Path:
    """The data file whose content is kept as SQL text."""
    path = folder / "saved.sqlite3"
    with closing(connect(path, mode="rwc", foreign_keys=False)) as connection:
        connection.executescript(source.read_text("utf-8"))
    return path


def added(path: Path) -> dict[str, int]:
    """The tables that later forms have beside those of a file, all of them empty."""
    return dict.fromkeys(set(TABLES) - set(content(path)), 0)


def content(path: Path) -> dict[str, int]:
    """The rows of every table, counted."""
    with closing(connect(path, mode="ro")) as connection:
        return table_counts(connection)


def digest(path: Path) -> str:
    """What the bytes of a file are."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_file_is_made_in_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "data.sqlite3"
    assert read_form(path).version is None
    prepare(path, None)
    assert read_form(path).is_current
    check_sound(path)


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite3"
    path.touch()
    prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert read_form(path).is_current
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("source", RELEASED, ids=lambda path: path.stem)
def test_a_saved_file_of_every_released_form_climbs(tmp_path: Path, source: Path) -> None:
    path = saved(tmp_path, source)
    before = content(path) | added(path)
    prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert read_form(path).is_current
    assert content(path) == before
    engine = open_database(path)
    found = Store(engine, clock=Clock()).load(E1)
    engine.dispose()
    assert found.people == dossier().people
    assert {each.id: each.note for each in found.zones} == {ZONE: "靠近'市场'", OTHER_ZONE: ""}
    assert found.marks == tuple(each for each in dossier().marks if each.person_id != WANG)


def test_there_is_a_saved_file_of_every_released_form() -> None:
    assert [each.stem for each in RELEASED] == [f"storage-{each}" for each in schema.REVISIONS]


def test_nothing_is_done_to_a_current_file(path: Path, tmp_path: Path) -> None:
    before = digest(path)
    prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert digest(path) == before
    assert not (tmp_path / "backups").exists()


def test_children_outlive_the_rebuilding_of_their_parents(tmp_path: Path) -> None:
    path = saved(tmp_path)
    before = content(path) | added(path)
    upgrade(path, scripts=planted(tmp_path))
    assert content(path) == before
    assert before["community"] == 1
    assert before["mark"] == 3
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0004",)]
        assert connection.execute("SELECT DISTINCT colour FROM zone").fetchall() == [("",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE community SET zone_id = 'nothing'")


FAILING = {
    "bad statement": ("op.execute('UPDATE nothing SET a = 1')", MigrationFailed),
    "broken rule": ("op.execute('INSERT INTO device (id) VALUES (NULL)')", MigrationFailed),
    "orphans": ("op.execute('DELETE FROM zone')", MigrationFailed),
    "wrong use of alembic": ("op.drop_column('nothing', 'nothing')", MigrationFailed),
    "fault of the step": ("raise ZeroDivisionError", ZeroDivisionError),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, case: str) -> None:
    more, error = FAILING[case]
    path = saved(tmp_path)
    with closing(connect(path)) as connection:
        before = list(connection.iterdump())
    with pytest.raises(error):
        upgrade(path, scripts=planted(tmp_path, more))
    with closing(connect(path)) as connection:
        assert list(connection.iterdump()) == before
    prepare(path, None)


def test_a_form_nobody_knows_the_way_to_is_said(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with pytest.raises(MigrationFailed, match="文件保持原样"):
        upgrade(path, target="9999")


def test_a_migration_of_a_file_in_use_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with closing(connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageLocked):
            upgrade(path, scripts=planted(tmp_path))


def test_an_older_file_climbs_behind_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path)
    backups = Backups(path, tmp_path / "backups", Clock())
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002", "0003", "0004"))
    monkeypatch.setattr("sgz_desktop.models.migrate.SCRIPTS", planted(tmp_path))
    prepare(path, backups)
    assert read_form(path).version == "0004"
    (kept,) = backups.list()
    assert kept.reason is Reason.MIGRATION
    assert read_form(kept.file).version == "0001"


def test_without_its_backup_no_file_climbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path)
    before = content(path)
    (tmp_path / "backups").write_text("in the way", "utf-8")
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002", "0003", "0004"))
    with pytest.raises(BackupFailed):
        prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert content(path) == before


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = digest(path)
    with pytest.raises(NewerDatabase, match="由更新版本的程序写成"):
        prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert digest(path) == before
    assert not (tmp_path / "backups").exists()


def test_a_file_of_the_trials_before_the_first_release_is_told_apart(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with closing(connect(path)) as connection:
        connection.execute("ALTER TABLE evaluation DROP COLUMN founded")
    before = digest(path)
    with pytest.raises(UnreleasedDatabase, match="正式发布之前的试用版"):
        prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert digest(path) == before
    assert not (tmp_path / "backups").exists()


def _garbage(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"x" * 5000)


def _another_program(path: Path) -> None:
    path.unlink()
    with closing(connect(path, mode="rwc")) as connection:
        connection.execute("CREATE TABLE other (a)")


def _no_stamp(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("DELETE FROM alembic_version")


def _orphan(path: Path) -> None:
    with closing(connect(path, foreign_keys=False)) as connection:
        connection.execute("DELETE FROM zone")


def spoil_pages(path: Path) -> None:
    """Overwrite the second half of a data file."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xa5" * (size - file.tell()))


def _null_where_none_may_be(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'staff TEXT', 'staff TEXT NOT NULL')")


DAMAGES = [_null_where_none_may_be, _garbage, _another_program, _no_stamp, _orphan, spoil_pages]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__.strip("_"))
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, damage: object) -> None:
    path = saved(tmp_path)
    assert callable(damage)
    damage(path)
    before = digest(path)
    with pytest.raises(DamagedDatabase, match="请从备份恢复"):
        prepare(path, Backups(path, tmp_path / "backups", Clock()))
    assert digest(path) == before


def test_a_folder_is_no_data_file(tmp_path: Path) -> None:
    with pytest.raises(ReadFailed):
        check_sound(tmp_path)


def test_checking_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    prepare(path, None)
    check_sound(path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_rows_of_a_hard_end_are_there_again(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE person SET name = '改' WHERE id = ?", (LI.hex,))
        # What a killed process leaves: the file with its journal beside it, neither brought together.
        for end in ("", "-wal"):
            shutil.copyfile(tmp_path / f"{path.name}{end}", tmp_path / f"killed.sqlite3{end}")
    killed = tmp_path / "killed.sqlite3"
    prepare(killed, None)
    with closing(connect(killed)) as connection:
        assert connection.execute("SELECT count(*) FROM person WHERE name = '改'").fetchone() == (1,)
