"""首页: what leaves it, of one evaluation and of several."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.services.visibility import ResultVeiled
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.pages.home_exports import Sort
from sgz_desktop.ui.pages.home_unhanded import _keep
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, text_of, the, type_into, worked
from tests.ui.listing import listed, undo


def test_a_final_report_without_all_hand_ins_asks_for_the_reason(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    zhuguang: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = program.evaluations.dossier(zhongcun).marks[0].person_id
    program.deliberating.take_back(zhongcun, person, NOBODY)
    _, helper = program.preparing.add(zhongcun, "person", {"name": "何助理", "role": "staff"}, NOBODY)
    program.desk.set_worker(zhongcun, Worker(helper))
    page = listed(shell)
    monkeypatch.setattr(files, "choose_folder", lambda *_: tmp_path)
    page._deeds.put_away([page._list.records[0]])
    assert shell.session is not None
    undo(shell)
    assert shell.session.deeds.next is not None
    page._outgoing.export(Sort.PDF, [zhongcun, zhuguang])
    asked = the(shell, QDialog, "askUnhanded")
    assert text_of(asked, "askUnhanded_who").startswith("钟村街社工服务站：")
    type_into(the(asked, QLineEdit, "askUnhanded_reason"), "出差未归")
    click(asked, "askUnhanded_yes")
    worked(qtbot, shell)
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert "原因：出差未归" in program.evaluations.dossier(zhongcun).evaluation.note
    assert shell.session.deeds.next is None
    row = next(each for each in page._list.records if each.id == zhongcun)
    assert row == program.evaluations.listed(zhongcun)
    assert "出差未归" not in program.evaluations.dossier(zhuguang).evaluation.note


def test_what_is_veiled_to_an_expert_leaves_from_home_neither(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = program.desk.worker(zhongcun)
    assert worker is not None
    assert worker.author_id is not None
    program.deliberating.take_back(zhongcun, worker.author_id, NOBODY)
    monkeypatch.setattr(files, "choose_save_path", lambda *_: tmp_path / "out")
    page = listed(shell)
    for sort in (Sort.WORKBOOK, Sort.PDF):
        page._outgoing._export(sort, [zhongcun])
        assert str(ResultVeiled()) in shell.notices.sentence
        shell.notices.clear()
    worked(qtbot, shell)
    assert list(tmp_path.glob("out*")) == []


def test_the_reason_is_kept_where_it_can_be_and_only_once(
    shell: Shell, program: Program, zhongcun: UUID, fresh: UUID
) -> None:
    assert shell.session is not None
    gone = uuid4()
    for _ in range(2):
        assert "没有这个评估" in _keep(shell.session, (zhongcun, gone), "出差未归")
    note = program.evaluations.dossier(zhongcun).evaluation.note
    assert note.count("原因：出差未归") == 1


def test_chosen_ones_are_exported_whole(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    zhuguang: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = the(shell, QTableView, "homeTable")
    out = tmp_path / "out"
    out.mkdir()
    (out / "钟村街社工站中期评估报告.json").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(files, "choose_folder", lambda *_: out)
    monkeypatch.setattr(files, "choose_save_path", lambda *_: tmp_path / "one.xlsx")
    page = listed(shell)
    actions = {each.objectName(): each for each in page._actions.menu.actions()}
    table.selectAll()
    for name in ("package", "pdf"):
        actions[f"homeExport_{name}"].trigger()
        qtbot.waitUntil(lambda: not shell.jobs.running and "个文件" in shell.notices.sentence, timeout=60_000)
        shell.notices.clear()
    assert sorted(each.name for each in out.iterdir()) == [
        "珠光街社工站中期评估报告.json",
        "珠光街社工站中期评估报告.pdf",
        "钟村街社工站中期评估报告.json",
        "钟村街社工站中期评估报告.pdf",
        "钟村街社工站中期评估报告（2）.json",
    ]
    assert (out / "钟村街社工站中期评估报告.json").read_text("utf-8") == "mine"
    table.selectionModel().setCurrentIndex(
        table.model().index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    actions["homeExport_workbook"].trigger()
    qtbot.waitUntil(lambda: "one.xlsx" in shell.notices.sentence, timeout=60_000)
    assert (tmp_path / "one.xlsx").stat().st_size > 10_000
    monkeypatch.setattr(files, "choose_save_path", lambda *_: None)
    actions["homeExport_workbook"].trigger()
    assert not shell.jobs.running
