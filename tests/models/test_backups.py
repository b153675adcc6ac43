"""Backups: whole copies of a file in use, verified, named, thinned; none of a damaged file."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from sgz_desktop.domain.change import Edit
from sgz_desktop.models.backups import BackupInfo, Backups, Reason, verified_counts
from sgz_desktop.models.connections import connect
from sgz_desktop.models.errors import BackupFailed, DamagedDatabase, ReadFailed
from sgz_desktop.models.schema import check_sound, table_counts
from sgz_desktop.models.store import Store
from tests.models.samples import BEGIN, E1, LI, ZONE, Clock
from tests.models.test_migrate import spoil_pages
from tests.test_whole import refuse_folders


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(path: Path, tmp_path: Path, clock: Clock) -> Backups:
    return Backups(path, tmp_path / "backups", clock)


def made(info: BackupInfo | None) -> BackupInfo:
    """The backup that must have been made."""
    assert info is not None
    return info


def names(backups: Backups) -> list[str]:
    """What lies in the folder."""
    return sorted(each.name for each in backups.folder.iterdir())


def test_a_backup_holds_the_newest_rows_of_a_file_in_use(store: Store, backups: Backups, path: Path) -> None:
    store.write(E1, [Edit("zone", ZONE, {"note": "刚写的"})], author_id=LI)
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    info = made(backups.make(Reason.MANUAL))
    with closing(connect(path)) as now, closing(connect(info.file, mode="ro")) as kept:
        assert list(kept.iterdump()) == list(now.iterdump())
        assert kept.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert verified_counts(info.file) == table_counts(now)
    assert names(backups) == [info.file.name]


def test_its_name_tells_when_and_why(backups: Backups) -> None:
    info = made(backups.make(Reason.IMPORT))
    assert info.file.name == "sgz-20240116T013002Z-before-import.sqlite3"
    assert info.file.name.isascii()
    assert info.made_at == datetime(2024, 1, 16, 1, 30, 2, tzinfo=UTC)
    assert info.size == info.file.stat().st_size
    assert backups.list() == (info,)


def test_two_of_one_second_have_two_names(backups: Backups, clock: Clock) -> None:
    first = made(backups.make(Reason.MANUAL))
    clock.at = BEGIN
    for _ in range(2):
        clock.at = BEGIN
        made(backups.make(Reason.MANUAL))
    assert [each.file.name.count(".") for each in backups.list()] == [2, 2, 1]
    assert backups.list()[-1] == first


def test_programs_that_back_up_at_once_do_not_get_in_each_other_s_way(
    store: Store, backups: Backups, path: Path
) -> None:
    store.write(E1, [Edit("zone", ZONE, {"note": "刚写的"})], author_id=LI)
    reasons = (Reason.MANUAL, Reason.IMPORT, Reason.RESTORE, Reason.MIGRATION)
    start = Barrier(len(reasons))

    def run(reason: Reason) -> list[BackupInfo]:
        mine = Backups(path, backups.folder, Clock())
        start.wait()
        return [made(mine.make(reason)) for _ in range(5)]

    with ThreadPoolExecutor(len(reasons)) as pool:
        finished = [info for several in pool.map(run, reasons) for info in several]
    assert names(backups) == sorted(each.file.name for each in finished)
    assert len(names(backups)) == 5 * len(reasons)
    with closing(connect(path)) as now:
        assert all(verified_counts(each.file) == table_counts(now) for each in finished)


def test_routine_ones_are_half_an_hour_apart(backups: Backups, clock: Clock) -> None:
    assert backups.make() is not None
    clock.at += timedelta(minutes=29)
    assert backups.make() is None
    assert backups.make(force=True) is not None
    clock.at += timedelta(minutes=29)
    assert backups.make() is None
    clock.at += timedelta(minutes=2)
    assert backups.make() is not None
    assert backups.make(Reason.IMPORT) is not None


def test_a_clock_that_was_set_back_stops_no_backup(backups: Backups, clock: Clock) -> None:
    assert backups.make() is not None
    clock.at -= timedelta(days=400)
    assert backups.make() is not None


def test_other_files_are_not_looked_at(backups: Backups) -> None:
    assert backups.list() == ()
    info = made(backups.make(Reason.MANUAL))
    for name in (
        "notes.txt",
        "sgz-20240116T013002Z-unknown.sqlite3",
        "sgz-20249916T013002Z-manual.sqlite3",
        "sgz-20240116T013002Z-manual.sqlite3.partial",
    ):
        (backups.folder / name).touch()
    assert backups.list() == (info,)


def test_of_a_damaged_file_there_is_no_backup(store: Store, backups: Backups, path: Path) -> None:
    store.engine.dispose()
    spoil_pages(path)
    with pytest.raises(BackupFailed, match="损坏"):
        backups.make(Reason.MANUAL)
    assert names(backups) == []


def test_of_a_file_with_orphans_there_is_no_backup(store: Store, backups: Backups, path: Path) -> None:
    store.engine.dispose()
    with closing(connect(path, foreign_keys=False)) as connection:
        connection.execute("DELETE FROM zone")
    with pytest.raises(BackupFailed, match="损坏"):
        backups.make()
    assert names(backups) == []


def test_of_nothing_there_is_no_backup(backups: Backups, path: Path) -> None:
    path.unlink()
    with pytest.raises(BackupFailed):
        backups.make()
    path.touch()
    with pytest.raises(BackupFailed):
        backups.make()


def test_of_a_newer_file_there_is_no_backup(backups: Backups, path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupFailed, match="更新版本"):
        backups.make()


def test_a_folder_that_cannot_be_written_is_said(path: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way", "utf-8")
    with pytest.raises(BackupFailed, match="没有备份成功"):
        Backups(path, tmp_path / "backups", Clock()).make()
    assert Backups(path, tmp_path / "backups", Clock()).list() == ()


def test_verifying_tells_a_damaged_backup(store: Store, backups: Backups, tmp_path: Path) -> None:
    info = made(backups.make(Reason.MANUAL))
    spoil_pages(info.file)
    with pytest.raises(DamagedDatabase):
        verified_counts(info.file)
    with pytest.raises(ReadFailed):
        verified_counts(tmp_path / "nothing")


def test_what_a_killed_backup_left_is_cleared_later(backups: Backups) -> None:
    backups.folder.mkdir()
    old, young = (backups.folder / f"sgz-{name}.sqlite3.partial" for name in ("old", "young"))
    for file, hours in ((old, 2), (young, 0)):
        file.touch()
        at = (BEGIN - timedelta(hours=hours)).timestamp()
        os.utime(file, (at, at))
    backups.make()
    assert not old.exists()
    assert young.exists()


def plant(backups: Backups, model: Path, at: datetime, reason: Reason = Reason.ROUTINE) -> None:
    """A backup made at another time."""
    shutil.copyfile(model, backups.folder / f"sgz-{at:%Y%m%dT%H%M%SZ}-{reason}.sqlite3")


def planted_year(backups: Backups, clock: Clock) -> list[datetime]:
    """Three routine backups a day for 400 days, up to now."""
    info = made(backups.make())
    model = info.file.rename(backups.folder / "model")
    moments = [clock.at - timedelta(hours=8 * number) for number in range(1200)]
    for moment in moments:
        plant(backups, model, moment)
    return moments


def test_thinning_keeps_days_weeks_and_months(backups: Backups, clock: Clock) -> None:
    planted_year(backups, clock)
    before = backups.list()
    removed = backups.thin()
    kept = backups.list()
    assert set(kept) | set(removed) == set(before)
    assert kept[:3] == before[:3]
    days = [each.made_at.astimezone().date() for each in kept]
    assert len(set(days[:14])) >= 12
    assert len({day.isocalendar()[:2] for day in days}) >= 10
    assert len({(day.year, day.month) for day in days}) == 9
    assert len(kept) <= 3 + 12 + 10 + 9
    assert backups.thin() == ()


def test_thinning_keeps_the_newest_of_each_day(backups: Backups, clock: Clock) -> None:
    planted_year(backups, clock)
    newest = {each.made_at.astimezone().date(): each for each in reversed(backups.list())}
    backups.thin()
    kept = set(backups.list())
    assert {newest[day] for day in sorted(newest)[-12:]} <= kept


def test_thinning_keeps_what_was_made_for_a_reason_for_a_while(backups: Backups, clock: Clock) -> None:
    model = made(backups.make()).file.rename(backups.folder / "model")
    now = clock.at
    for day in range(1, 60):
        for number, reason in enumerate((Reason.MIGRATION, Reason.RESTORE, Reason.IMPORT, Reason.MANUAL)):
            plant(backups, model, now - timedelta(days=day, minutes=number + 1), reason)
        plant(backups, model, now - timedelta(days=day))
    backups.thin()
    kept = backups.list()
    assert sum(each.reason is Reason.MANUAL for each in kept) == 59
    young = {each for each in kept if each.reason in (Reason.MIGRATION, Reason.RESTORE, Reason.IMPORT)}
    assert len(young) == 3 * 29
    assert len([each for each in kept if each.reason is Reason.IMPORT]) == 29
    assert sum(each.reason is Reason.ROUTINE for each in kept) < 25


def test_thinning_that_fails_is_said(backups: Backups, clock: Clock) -> None:
    planted_year(backups, clock)
    doomed = backups.list()[-1].file
    doomed.unlink()
    doomed.mkdir()
    with pytest.raises(BackupFailed):
        backups.thin()


def test_thinning_keeps_few_of_many_that_one_day_brought(backups: Backups, clock: Clock) -> None:
    model = made(backups.make()).file.rename(backups.folder / "model")
    start = clock.at.replace(hour=4)
    clock.at = start + timedelta(hours=2)
    plant(backups, model, start - timedelta(minutes=1), Reason.MIGRATION)
    for number in range(50):
        plant(backups, model, start + timedelta(minutes=number), Reason.IMPORT)
    before = [each for each in backups.list() if each.reason is Reason.IMPORT]
    backups.thin()
    kept = backups.list()
    assert len(kept) <= 10
    assert set(before[:5]) | {before[-1]} <= set(kept)
    assert Reason.MIGRATION in {each.reason for each in kept}


def test_thinning_spares_what_was_just_made_under_a_clock_set_back(backups: Backups, clock: Clock) -> None:
    planted_year(backups, clock)
    clock.at -= timedelta(days=2000)
    info = made(backups.make(Reason.IMPORT))
    backups.thin(sparing=info.file)
    assert info in backups.list()


def test_the_newest_is_of_now_until_somebody_writes(store: Store, backups: Backups, path: Path) -> None:
    assert backups.newest_of_now() is None
    info = made(backups.make(Reason.MANUAL))
    assert backups.newest_of_now() == info
    store.write(E1, [Edit("zone", ZONE, {"note": "刚写的"})], author_id=LI)
    assert backups.newest_of_now() is None
    info = made(backups.make(Reason.MANUAL))
    assert backups.newest_of_now() == info
    spoil_pages(info.file)
    assert backups.newest_of_now() is None
    store.engine.dispose()
    path.unlink()
    assert backups.newest_of_now() is None


def test_an_index_that_does_not_say_what_the_rows_do_is_damage(
    store: Store, backups: Backups, path: Path
) -> None:
    store.engine.dispose()
    spoil_index(path)
    check_sound(path)
    with pytest.raises(BackupFailed, match="损坏"):
        backups.make(Reason.MANUAL)


def test_where_no_folder_can_be_flushed_there_is_a_backup(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_folders(monkeypatch)
    assert made(backups.make(Reason.MANUAL)) in backups.list()


def spoil_index(path: Path) -> None:
    """Take the entries of an index away and leave the rows."""
    with closing(connect(path, journal="delete")) as connection:
        (text,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'ix_change_entity'"
        ).fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = ? WHERE name = 'ix_change_entity'",
            (text.replace("entity_id", "field"),),
        )
