"""The tables: one a kind of entity, the same by models and by migrations, and PostgreSQL takes them."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Uuid
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.entities import TYPES, field_names
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database, reading, writing
from sgz_desktop.models.mapping import layout
from sgz_desktop.models.migrate import SCRIPTS
from sgz_desktop.models.names import KINDS, field_name
from sgz_desktop.models.schema import REVISIONS
from sgz_desktop.models.tables import TABLES


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_of_entity_has_a_table_with_its_fields(kind: str) -> None:
    columns = [column.name for column in layout(kind).table.c]
    assert columns == ["id", "evaluation_id", DELETED, *field_names(TYPES[kind])]


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_and_field_has_a_name_a_person_knows(kind: str) -> None:
    assert kind in KINDS
    for field in (*field_names(TYPES[kind]), DELETED):
        if field not in ("code", "component", "scope", "rule", "indicator_id"):  # keys, which never change
            assert field_name(kind, field).isascii() is False
            assert not field_name(kind, field).endswith(field), field


@pytest.mark.parametrize("kind", TYPES)
def test_what_may_be_missing_is_nullable_and_nothing_else(kind: str) -> None:
    form = layout(kind)
    for name in form.fields:
        may_be_none = type(None) in getattr(form.wanted[name], "__args__", ())
        assert form.table.c[name].nullable is may_be_none, name


def _definitions(path: Path) -> dict[str, list[str]]:
    with closing(connect(path, mode="ro")) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        )
        # Constraints may stand in another order.
        return {name: sorted(line.strip(" \t,") for line in sql.splitlines()) for name, sql in found}


def test_schema_by_migrations_is_schema_by_models(path: Path, tmp_path: Path) -> None:
    by_models = tmp_path / "by-models.sqlite3"
    engine = open_database(by_models)
    with writing(engine) as connection:
        SQLModel.metadata.create_all(connection)
    engine.dispose()
    assert _definitions(path) == _definitions(by_models)


def test_autogenerate_finds_nothing_to_do(engine: Engine) -> None:
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_the_known_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = ScriptDirectory.from_config(config)
    assert tuple(each.revision for each in reversed([*scripts.walk_revisions()])) == REVISIONS


def test_migrations_import_nothing_of_the_project() -> None:
    folder = Path(__file__).parents[2] / "sgz_desktop" / "models" / "migrations"
    for script in folder.rglob("*.py"):
        assert "sgz_desktop" not in script.read_text("utf-8"), script.name


@pytest.mark.parametrize("table", TABLES)
def test_postgresql_can_take_the_table(table: str) -> None:
    dialect = make_url("postgresql://").get_dialect()()
    made = str(CreateTable(TABLES[table]).compile(dialect=dialect))
    made += "".join(str(CreateIndex(index).compile(dialect=dialect)) for index in TABLES[table].indexes)
    assert "CASCADE" not in made
    assert "AUTOINCREMENT" not in made
    assert "SERIAL" not in made


@pytest.mark.parametrize("kind", TYPES)
def test_references_point_at_rows_of_the_same_evaluation_and_never_cascade(kind: str) -> None:
    table = layout(kind).table
    pointing = {tuple(each.column_keys): each for each in table.foreign_key_constraints}
    assert pointing.keys() == {
        ("evaluation_id",),
        *(("evaluation_id", name) for name in layout(kind).references),
    }
    for columns, constraint in pointing.items():
        assert constraint.ondelete is None
        assert constraint.onupdate is None
        if len(columns) == 2:
            assert constraint.referred_table is layout(layout(kind).references[columns[1]]).table


def test_rows_have_ids_for_keys_and_no_rowid(engine: Engine) -> None:
    found = MetaData()
    with reading(engine) as connection:
        found.reflect(connection)
    for kind in TYPES:
        (key,) = layout(kind).table.primary_key
        assert isinstance(key.type, Uuid)
    assert found.tables.keys() == {*TABLES, "alembic_version"}


def test_only_one_module_opens_connections() -> None:
    package = Path(__file__).parents[2] / "sgz_desktop"
    opening = [
        file.name
        for file in package.rglob("*.py")
        if "sqlite3.connect(" in (text := file.read_text("utf-8")) or "create_engine(" in text
    ]
    assert sorted(opening) == ["connections.py", "database.py"]


def test_no_statement_replaces_rows() -> None:
    models = Path(__file__).parents[2] / "sgz_desktop" / "models"
    for file in models.rglob("*.py"):
        text = file.read_text("utf-8").upper()
        assert "INSERT OR" not in text, file.name
        assert "ROWID" not in text, file.name


def test_the_checks_at_the_door_import_nothing_heavy() -> None:
    program = (
        "import sys, sgz_desktop.models.schema, sgz_desktop.models.migrate, sgz_desktop.models.backups,"
        " sgz_desktop.models.local\n"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'alembic', 'pydantic') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 31)
