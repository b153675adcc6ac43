"""The engine: pragmas of the connection in use, real transactions, files that come and go."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import InvalidRequestError

from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database, pragmas, reading, writing
from sgz_desktop.models.errors import (
    KeyRefused,
    ReadFailed,
    StorageGone,
    StorageReadOnly,
    WriteFailed,
)
from tests.models.samples import new_file


def test_the_pragmas_are_those_of_the_connection_in_use(engine: Engine) -> None:
    assert pragmas(engine) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 50,
    }


def test_every_connection_of_the_pool_has_the_pragmas(engine: Engine) -> None:
    with reading(engine) as one, reading(engine) as other:
        assert one.connection.driver_connection is not other.connection.driver_connection
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.mark.parametrize("key", ["", "geheim"])
def test_a_key_is_refused_until_there_is_encryption(tmp_path: Path, key: str) -> None:
    with pytest.raises(KeyRefused, match="加密"):
        open_database(tmp_path / "new.sqlite3", key)
    assert not (tmp_path / "new.sqlite3").exists()
    with pytest.raises(KeyRefused):
        connect(tmp_path / "new.sqlite3", key, mode="rwc")


@pytest.mark.parametrize("name", ["社工站 数据.sqlite3", "a%20b#c?d=e.sqlite3"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    path = new_file(tmp_path, name)
    assert path.stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_statements_that_define_tables_are_rolled_back_too(engine: Engine) -> None:
    def define_and_fail() -> None:
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE half (id TEXT)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        define_and_fail()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'half'")).first() is None


def test_a_read_only_engine_reads_and_cannot_write(path: Path) -> None:
    engine = open_database(path, read_only=True)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM change")).scalar_one() == 0
    with pytest.raises(StorageReadOnly, match="只读"), writing(engine) as connection:
        connection.execute(text("DELETE FROM change"))
    engine.dispose()


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    with reading(engine) as reader:
        assert reader.execute(text("SELECT count(*) FROM document")).scalar_one() == 0
        with writing(engine) as writer:
            writer.execute(text("INSERT INTO document VALUES ('a', 'b')"))
        assert reader.execute(text("SELECT count(*) FROM document")).scalar_one() == 0


def test_a_missing_file_never_becomes_an_empty_one(path: Path) -> None:
    engine = open_database(path)
    path.unlink()
    with pytest.raises(ReadFailed), reading(engine):
        pass
    with pytest.raises(StorageGone), writing(engine):
        pass
    assert not path.exists()
    engine.dispose()


def test_a_file_moved_away_under_the_program_takes_no_more_writes(path: Path, engine: Engine) -> None:
    elsewhere = path.with_name("elsewhere.sqlite3")
    with reading(engine):
        pass
    path.rename(elsewhere)
    with pytest.raises(StorageGone, match="找不到数据文件"), writing(engine) as connection:
        connection.execute(text("INSERT INTO document VALUES ('a', 'b')"))
    elsewhere.rename(path)
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO document VALUES ('c', 'd')"))
    with closing(connect(path)) as plain:
        assert plain.execute("SELECT hash FROM document").fetchall() == [("c",)]


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StorageGone):
        open_database(tmp_path / "file" / "data.sqlite3")


def test_a_connection_that_cannot_be_set_up_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_bytes(b"no data file" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        connect(path)


def test_faults_of_the_program_itself_are_not_dressed_up(engine: Engine) -> None:
    with pytest.raises(WriteFailed, match="没有保存成功"), writing(engine) as connection:
        connection.execute(text("INSERT INTO nothing VALUES (1)"))
    with pytest.raises(ReadFailed), reading(engine) as connection:
        connection.execute(text("SELECT * FROM nothing"))
    with pytest.raises(InvalidRequestError), reading(engine) as connection:
        connection.begin()
