"""Backups and restore through the services: the program goes on working, as a device of its own."""

import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sgz_desktop.models.errors import BackupFailed, DamagedDatabase, RestoreRefused
from sgz_desktop.models.local import Desk as LocalFile
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.desk import Desk
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.keeping import Keeping
from sgz_desktop.services.opening import BACKUP_FOLDER, open_storage
from sgz_desktop.services.rubrics import Rubrics
from sgz_desktop.wiring import Program, build
from tests.build import EVALUATION, uid
from tests.services.case import EXPERT, LI, data_file, degree, refuse_unsettled
from tests.test_whole import refuse_folders, refuse_move_onto

E = EVALUATION


def devices(program: Program) -> set[str]:
    return {each["device_id"] for each in json.loads(program.exporting.package(E))["changes"]}


def test_a_backup_is_where_it_says_and_restoring_it_changes_nothing(program: Program) -> None:
    made = program.keeping.make()
    assert made.path.parent == program.folder / BACKUP_FOLDER
    assert (made.reason, made.size) == ("手动", made.path.stat().st_size)
    assert [each.path for each in program.keeping.list()] == [made.path]
    plan = program.keeping.plan(made.path)
    assert (plan.lines, plan.changes_anything) == (("不变：1 个评估",), False)


def test_a_plan_names_what_comes_back_what_goes_and_what_changes(program: Program) -> None:
    doomed = program.importing.sample("zhuguang")
    made = program.keeping.make()
    program.preparing.set_head(E, {"district": "番禺区"}, LI)
    program.importing.sample("zhongcun")
    going, changing, rest = program.keeping.plan(made.path).lines
    assert going.startswith("将移除：钟村街社工服务站（2024-01-16），找回 0 处修改，失去 ")
    assert changing == (
        "将回到备份时的样子：广州市番禺区和安街社工服务站（2024-01-16），找回 0 处修改，失去 1 处修改"
    )
    assert rest == "不变：1 个评估"
    assert program.keeping.plan(made.path).changes_anything
    assert doomed in {each.id for each in program.evaluations.listing()}


def test_after_a_restore_the_program_goes_on_as_a_new_device(program: Program) -> None:
    before, first = program.evaluations.dossier(E), devices(program)
    made = program.keeping.make()
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    changed = program.evaluations.dossier(E)
    kept = program.keeping.restore(program.keeping.plan(made.path))
    assert program.evaluations.dossier(E) == before
    refuse_unsettled(program, E)
    program.visiting.answer(E, "degree", None, EXPERT, degree("2"), LI)
    refuse_unsettled(program, E)
    assert len(devices(program) - first) == 1
    # What was there before the restore comes back by another one.
    assert kept.path is not None
    assert {each.reason for each in program.keeping.list()} == {"恢复之前", "手动"}
    program.keeping.restore(program.keeping.plan(kept.path))
    assert program.evaluations.dossier(E) == changed


def test_a_backup_of_another_folder_can_be_restored(program: Program, tmp_path: Path) -> None:
    made = program.keeping.make()
    elsewhere = tmp_path / "carried.sqlite3"
    shutil.copyfile(made.path, elsewhere)
    with build(tmp_path / "other") as other:
        plan = other.keeping.plan(elsewhere)
        assert plan.lines[0].startswith("将恢复：广州市番禺区和安街社工服务站（2024-01-16），找回 ")
        other.keeping.restore(plan)
        assert other.evaluations.dossier(E) == program.evaluations.dossier(E)
        refuse_unsettled(other, E)


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    program: Program, tmp_path: Path, content: bytes
) -> None:
    before = program.evaluations.dossier(E)
    path = tmp_path / "no-backup.sqlite3"
    path.write_bytes(content)
    with pytest.raises(RestoreRefused, match="现有的数据没有被改动"):
        program.keeping.plan(path)
    assert program.evaluations.dossier(E) == before
    refuse_unsettled(program, E)


def test_a_restore_is_refused_while_another_program_has_the_data(program: Program) -> None:
    made = program.keeping.make()
    plan = program.keeping.plan(made.path)
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    changed = program.evaluations.dossier(E)
    with closing(sqlite3.connect(data_file(program))) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM change").fetchone()
        with pytest.raises(RestoreRefused, match="另一个程序"):
            program.keeping.restore(plan)
    assert program.evaluations.dossier(E) == changed
    refuse_unsettled(program, E)


def test_damaged_data_is_not_opened_but_a_backup_can_take_its_place(program: Program) -> None:
    before = program.evaluations.dossier(E)
    made = program.keeping.make()
    folder = program.folder
    program.close()
    for end in ("-wal", "-shm"):
        data_file(program).with_name(data_file(program).name + end).unlink(missing_ok=True)
    data_file(program).write_bytes(b"garbage" * 1000)
    with pytest.raises(DamagedDatabase, match="请从备份恢复"), build(folder):
        pass
    with build(folder, sound=False) as opened:
        plan = opened.keeping.plan(made.path)
        assert plan.lines[0] == "现有的数据文件读不出来，无法逐项比较；恢复时会把它另存一份。"
        assert plan.changes_anything
        kept = opened.keeping.restore(plan)
        assert kept.path is not None
        assert kept.path.read_bytes() == b"garbage" * 1000
        assert opened.evaluations.dossier(E) == before
    with build(folder) as again:
        refuse_unsettled(again, E)


def test_of_damaged_data_no_backup_is_made(program: Program) -> None:
    program.close()
    with data_file(program).open("r+b") as file:
        file.seek(0)
        file.write(b"garbage" * 1000)
    with pytest.raises(BackupFailed):
        program.keeping.make()
    assert program.keeping.list() == ()


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 16, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_routine_backups_come_every_half_hour_and_are_thinned(begun: Path, tmp_path: Path) -> None:
    shutil.copytree(begun, tmp_path / "data")
    clock = Clock()
    storage = open_storage(tmp_path / "data", clock)
    keeping = Keeping(storage, Editing(storage.store, Rubrics(storage.store)))
    assert keeping.make_routine() is not None
    clock.now += timedelta(minutes=29)
    assert keeping.make_routine() is None
    manual = keeping.make()
    for _ in range(20):
        clock.now += timedelta(hours=6)
        made = keeping.make_routine()
        assert made is not None
        assert made.reason == "例行"
    kept = keeping.list()
    assert manual.path in {each.path for each in kept}
    assert 6 <= len(kept) < 12
    assert kept[0].made_at == clock.now
    storage.close()


def test_many_imports_leave_few_backups(program: Program) -> None:
    manual = program.keeping.make()
    for number in range(50):
        program.preparing.set_text(E, "profile", f"第{number}次", LI)
        program.keeping.make("before-import")
    kept = program.keeping.list()
    assert len(kept) <= 10
    assert manual.path in {each.path for each in kept}
    assert kept[0].reason == "导入之前"


def test_before_an_import_the_newest_backup_serves_while_nothing_was_written(program: Program) -> None:
    made = program.keeping.make()
    assert program.keeping.make("before-import").path == made.path
    assert [each.path for each in program.keeping.list()] == [made.path]
    program.preparing.set_text(E, "profile", "新写的。", LI)
    again = program.keeping.make("before-import")
    assert (again.reason, len(program.keeping.list())) == ("导入之前", 2)


def test_a_restore_that_fails_leaves_a_program_that_goes_on(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = program.keeping.plan(program.keeping.make().path)
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    with monkeypatch.context() as patch:
        refuse_move_onto(patch, data_file(program).name)
        with pytest.raises(RestoreRefused):
            program.keeping.restore(plan)
    refuse_unsettled(program, E)


def test_where_no_folder_can_be_flushed_a_restore_is_seen(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program.evaluations.dossier(E)
    plan = program.keeping.plan(program.keeping.make().path)
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    refuse_folders(monkeypatch)
    program.keeping.restore(plan)
    assert program.evaluations.dossier(E) == before
    refuse_unsettled(program, E)


def test_the_desk_remembers_who_sits_here_and_is_never_exported(program: Program) -> None:
    desk = program.desk
    assert desk.worker(E) is None
    assert desk.set_worker(E, LI)
    assert desk.remember("window", "1200x800")
    with build(program.folder) as again:
        assert again.desk.worker(E) == LI
        assert again.desk.recall("window") == "1200x800"
    both = Worker(uid("person", 3), EXPERT)
    assert desk.set_worker(E, both)
    assert desk.worker(E) == both
    assert desk.set_worker(E, NOBODY)
    assert desk.worker(E) is None
    assert b"1200x800" not in program.exporting.package(E)


def test_who_sits_here_is_in_no_export_and_in_no_database(program: Program, tmp_path: Path) -> None:
    """The desk's keys and what it keeps under them lie in one file alone."""
    name = f"worker.{E}"
    assert program.desk.set_worker(E, Worker(uid("person", 3), EXPERT))
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    kept = f"{uid('person', 3)} {EXPERT}"
    made = program.keeping.make()
    exported = [program.exporting.package(E), program.exporting.pdf(E), program.exporting.workbook(E)]
    program.close()
    files = [each for each in program.folder.rglob("*") if each.is_file()]
    holding = {each for each in files if name.encode() in each.read_bytes()}
    assert holding == {program.folder / "desk.json"}
    assert kept in (program.folder / "desk.json").read_text("utf-8")
    for file in (data_file(program), made.path):
        with closing(sqlite3.connect(file)) as connection:
            told = "\n".join(connection.iterdump())
        assert "worker." not in told
        assert kept not in told
    for raw in exported:
        texts = [raw] if raw[:2] != b"PK" else _parts(raw)
        assert not any(b"worker." in each or kept.encode() in each for each in texts)


def _parts(workbook: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return [parts.read(each) for each in parts.namelist()]


@pytest.mark.parametrize("text", ["", " ", "nobody", "1234", f"{EXPERT} nobody", f" {EXPERT}"])
def test_a_damaged_note_of_who_sits_here_is_nobody(program: Program, text: str) -> None:
    assert program.desk.remember(f"worker.{E}", text)
    assert program.desk.worker(E) is None


def test_a_desk_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    desk = Desk(LocalFile(tmp_path / "file" / "desk.json"))
    assert not desk.remember("window", "1200x800")
    assert desk.recall("window") is None
