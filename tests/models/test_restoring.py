"""Restoring: what it would change, a backup first, and everything as it was when it cannot be done."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sgz_desktop.domain.change import Edit
from sgz_desktop.errors import SgzError
from sgz_desktop.models import schema
from sgz_desktop.models.backups import BackupInfo, Backups, Reason
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database, pragmas
from sgz_desktop.models.errors import NewerDatabase, RestoreRefused, StorageLocked
from sgz_desktop.models.migrate import prepare
from sgz_desktop.models.restoring import restore, restore_plan
from sgz_desktop.models.store import Store
from tests.models.samples import DOCUMENTS, E1, E2, LI, ZONE, Clock, dossier, new_file
from tests.models.test_migrate import digest, planted, saved, spoil_pages
from tests.test_whole import refuse_folders, refuse_move_onto

NOTE = Edit("zone", ZONE, {"note": "后来写的"})


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A store on a file for a moment."""
    engine = open_database(path, busy_milliseconds=50)
    try:
        yield Store(engine, clock=Clock())
    finally:
        engine.dispose()


@pytest.fixture
def backups(path: Path, tmp_path: Path) -> Backups:
    with opened(path) as store:
        store.add(dossier(), DOCUMENTS)
    return Backups(path, tmp_path / "backups", Clock())


def kept(backups: Backups, reason: Reason = Reason.MANUAL) -> Path:
    """A backup of the present state."""
    info = backups.make(reason, force=True)
    assert info is not None
    return info.file


def beside(path: Path) -> set[str]:
    """What lies in the data file's folder."""
    return {each.name for each in path.parent.iterdir()}


def test_the_plan_names_what_comes_goes_and_changes(backups: Backups) -> None:
    third = replace(dossier(E2).evaluation, id=ZONE, station="第三个站")
    with opened(backups.path) as store:
        store.add(dossier(E2), DOCUMENTS)
        file = kept(backups)
        store.write(E1, [NOTE, Edit("evaluation", E1, {"station": "改了名的站"})], author_id=LI)
        store.add(replace(dossier(E2), evaluation=third), DOCUMENTS)
        plan = restore_plan(backups, file)
        (change,) = plan.changing
        assert (change.evaluation_id, change.station) == (E1, "改了名的站")
        assert (change.regained, change.lost) == (0, 2)
        assert [(each.station, each.lost) for each in plan.going] == [("第三个站", 26)]
        assert (plan.returning, plan.unchanged, plan.readable) == ((), 1, True)
        later = kept(backups)
    restore(backups, file)
    plan = restore_plan(backups, later)
    assert [(each.station, each.regained) for each in plan.returning] == [("第三个站", 26)]
    assert [(each.regained, each.lost) for each in plan.changing] == [(2, 0)]


def test_the_plan_writes_nothing(backups: Backups) -> None:
    file = kept(backups)
    before = digest(backups.path), digest(file), beside(backups.path), beside(file)
    restore_plan(backups, file)
    assert (digest(backups.path), digest(file), beside(backups.path), beside(file)) == before


def test_a_restore_brings_the_kept_state_back_behind_a_backup(backups: Backups) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        store.write(E1, [NOTE], author_id=LI)
        changed = store.load(E1)
    done = restore(backups, file)
    assert done.before is not None
    assert done.set_aside is None
    assert done.before.reason is Reason.RESTORE
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()
        assert pragmas(store.engine)["journal_mode"] == "wal"
    restore(backups, done.before.file)
    with opened(backups.path) as store:
        assert store.load(E1) == changed
    assert beside(backups.path) == {backups.path.name, "backups"}


def test_the_rows_of_a_journal_that_was_left_are_backed_up_and_never_replayed(
    backups: Backups, tmp_path: Path
) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        store.write(E1, [NOTE], author_id=LI)
        journal = backups.path.with_name(f"{backups.path.name}-wal")
        left = {each: each.read_bytes() for each in (backups.path, journal)}
    for each, raw in left.items():
        each.write_bytes(raw)
    done = restore(backups, file)
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()
    assert done.before is not None
    with opened(done.before.file) as store:
        assert store.load(E1).zones[0].note == "后来写的"


def test_a_restored_file_writes_as_a_new_device(backups: Backups) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        (lost,) = store.write(E1, [NOTE], author_id=LI)
    restore(backups, file)
    with opened(backups.path) as store:
        (again,) = store.write(E1, [NOTE], author_id=LI)
        assert again.device_id != lost.device_id
        assert again.lamport == lost.lamport
        store.absorb(E1, [lost], {})
        assert len(store.disagreements(E1)) == 0


def _year_of_backups(backups: Backups) -> list[Path]:
    clock = Clock()
    model = kept(backups)
    for day in range(400):
        at = clock.at - timedelta(days=day)
        name = f"sgz-{at:%Y%m%dT%H%M%SZ}-routine.sqlite3"
        (backups.folder / name).write_bytes(model.read_bytes())
    backups.thin()
    return [each.file for each in backups.list()]


def test_every_kind_of_kept_backup_can_be_restored(backups: Backups) -> None:
    files = _year_of_backups(backups)
    days = [each for each in files if each.name.endswith("routine.sqlite3")]
    # Of the days, the weeks behind them, and the months behind those.
    chosen = [days[0], days[11], days[13], days[16], days[-1]]
    chosen += [kept(backups, reason) for reason in Reason]
    for file in chosen:
        with opened(backups.path) as store:
            store.write(E1, [NOTE], author_id=LI)
        assert len(restore_plan(backups, file).changing) == 1, file.name
        restore(backups, file)
        with opened(backups.path) as store:
            assert store.load(E1) == dossier(), file.name


def test_a_backup_of_an_older_form_climbs_before_it_takes_the_place(
    backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(backups)
    older = digest(file)
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002", "0003", "0004"))
    monkeypatch.setattr("sgz_desktop.models.migrate.SCRIPTS", planted(tmp_path))
    prepare(backups.path, backups)
    restore(backups, file)
    assert schema.read_form(backups.path).version == "0004"
    with closing(connect(backups.path)) as connection:
        assert connection.execute("SELECT colour FROM zone").fetchall() == [("",), ("",)]
    assert digest(file) == older


def test_an_older_backup_that_cannot_climb_is_refused(
    backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(backups)
    before = digest(backups.path)
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002", "0003", "0004"))
    monkeypatch.setattr(
        "sgz_desktop.models.migrate.SCRIPTS", planted(tmp_path, "op.execute('DELETE FROM nothing')")
    )
    with pytest.raises(RestoreRefused, match="不能升级"):
        restore(backups, file)
    assert digest(backups.path) == before
    assert not any("restoring" in name for name in beside(backups.path))


def test_a_backup_from_another_laptop_is_restored_onto_nothing(tmp_path: Path) -> None:
    file = saved(tmp_path)
    target = tmp_path / "new" / "data.sqlite3"
    backups = Backups(target, tmp_path / "backups", Clock())
    assert len(restore_plan(backups, file).returning) == 1
    done = restore(backups, file)
    assert (done.before, done.set_aside) == (None, None)
    with opened(target) as store:
        assert store.load(E1).people == dossier().people


def test_an_empty_file_needs_no_backup_first(backups: Backups) -> None:
    file = kept(backups)
    backups.path.write_bytes(b"")
    assert restore(backups, file).before is None
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()


def _spoil(file: Path) -> None:
    spoil_pages(file)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:10000])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _remove(file: Path) -> None:
    file.unlink()


def _garbage(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" * 2000)


def _newer(file: Path) -> None:
    with closing(connect(file, journal=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_spoil, "已损坏"),
        (_cut, "已损坏"),
        (_empty, "已损坏"),
        (_garbage, "已损坏"),
        (_remove, "读不出"),
        (_newer, "更新版本"),
    ],
)
def test_a_bad_backup_is_refused_with_everything_as_it_was(
    backups: Backups, spoil: Callable[[Path], None], said: str
) -> None:
    file = kept(backups)
    spoil(file)
    before = digest(backups.path), beside(backups.path), beside(backups.folder / "x")
    for act in (restore_plan, restore):
        with pytest.raises(RestoreRefused, match=f"没有恢复：.*{said}.*现有的数据没有被改动"):
            act(backups, file)
    assert (digest(backups.path), beside(backups.path), beside(backups.folder / "x")) == before


def test_a_file_that_somebody_has_open_is_not_replaced(backups: Backups) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        store.write(E1, [NOTE], author_id=LI)
        listed = backups.list()
        with pytest.raises(RestoreRefused, match="占用"):
            restore(backups, file)
        assert backups.list() == listed
        assert store.load(E1).zones[0].note == "后来写的"
    assert "data.sqlite3.restoring" not in beside(backups.path)


def _spoil_present(path: Path) -> None:
    spoil_pages(path)
    path.with_name(f"{path.name}-wal").write_bytes(b"left")


def _unknown_phase(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE evaluation SET phase = 'later'")


def test_the_plan_does_not_stumble_over_what_another_program_wrote(backups: Backups) -> None:
    file = kept(backups)
    _unknown_phase(backups.path)
    assert restore_plan(backups, file).readable is False
    _unknown_phase(file)
    with pytest.raises(RestoreRefused, match="已损坏"):
        restore_plan(backups, file)


def test_a_file_in_use_that_cannot_be_backed_up_is_not_replaced(backups: Backups) -> None:
    file = kept(backups)
    _newer(backups.path)
    with closing(connect(backups.path)) as other:
        other.execute("SELECT * FROM alembic_version").fetchall()
        with pytest.raises(RestoreRefused, match="占用"):
            restore(backups, file)
    with pytest.raises(NewerDatabase):
        schema.read_form(backups.path)


@pytest.mark.parametrize("spoil", [_spoil_present, _garbage, _newer])
def test_a_present_file_that_cannot_be_backed_up_is_set_aside(
    backups: Backups, spoil: Callable[[Path], None]
) -> None:
    file = kept(backups)
    (backups.folder / "damaged-1.sqlite3").touch()
    spoil(backups.path)
    bad = digest(backups.path)
    assert len(restore_plan(backups, file).returning) <= 1
    done = restore(backups, file)
    assert done.before is None
    assert done.set_aside == backups.folder / "damaged-2.sqlite3"
    assert digest(done.set_aside) == bad
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()
    assert beside(backups.path) == {backups.path.name, "backups"}


def test_the_plan_says_when_the_present_file_cannot_be_read(backups: Backups) -> None:
    file = kept(backups)
    _garbage(backups.path)
    plan = restore_plan(backups, file)
    assert plan.readable is False
    assert [each.evaluation_id for each in plan.returning] == [E1]


def test_a_restore_without_its_backup_does_not_happen(backups: Backups, tmp_path: Path) -> None:
    file = kept(backups)
    elsewhere = Backups(backups.path, tmp_path / "in-the-way", Clock())
    (tmp_path / "in-the-way").touch()
    before = digest(backups.path)
    with pytest.raises(Exception, match="没有备份成功"):
        restore(elsewhere, file)
    assert digest(backups.path) == before


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    file = new_file(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(RestoreRefused):
        restore(Backups(tmp_path / "file" / "data.sqlite3", tmp_path / "backups", Clock()), file)


def test_where_no_folder_can_be_flushed_a_restore_is_done(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        store.write(E1, [NOTE], author_id=LI)
    refuse_folders(monkeypatch)
    assert restore(backups, file).before is not None
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()


def test_a_file_that_cannot_be_replaced_stays(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(backups)
    with opened(backups.path) as store:
        store.write(E1, [NOTE], author_id=LI)
    with monkeypatch.context() as patch:
        refuse_move_onto(patch, backups.path.name)
        with pytest.raises(RestoreRefused, match="现有的数据没有被改动"):
            restore(backups, file)
    with opened(backups.path) as store:
        assert store.load(E1).zones[0].note == "后来写的"
    assert beside(backups.path) == {backups.path.name, "backups"}


class Meddling(Backups):
    """Backups whose maker is held up just long enough for another program to write."""

    def make(self, reason: Reason = Reason.ROUTINE, *, force: bool = False) -> BackupInfo | None:
        info = super().make(reason, force=force)
        with opened(self.path) as store:
            store.write(E1, [NOTE], author_id=LI)
        return info


def test_what_another_program_writes_behind_the_backup_is_not_lost(backups: Backups) -> None:
    file = kept(backups)
    meddling = Meddling(backups.path, backups.folder, Clock())
    with pytest.raises(RestoreRefused, match="另一个程序写入了数据"):
        restore(meddling, file)
    with opened(backups.path) as store:
        assert store.load(E1).zones[0].note == "后来写的"


def test_nobody_writes_into_a_file_that_is_being_replaced(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real = kept(backups), os.replace
    refused: list[type[Exception]] = []

    def replace_under_a_writer(source: Path, target: Path) -> None:
        if Path(target) == backups.path:
            with opened(backups.path) as store:
                try:
                    store.write(E1, [NOTE], author_id=LI)
                except SgzError as error:
                    refused.append(type(error))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_under_a_writer)
    restore(backups, file)
    # Where an open file cannot be moved over, it is let go of a moment before.
    assert refused == ([] if os.name == "nt" else [StorageLocked])
    with opened(backups.path) as store:
        assert store.load(E1) == dossier()
