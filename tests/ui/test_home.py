"""首页 as a person uses it."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.services.program import Program
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, text_of, the, type_into, words_on, worked


def rows(shell: Shell) -> list[list[str]]:
    """What the list shows."""
    model = the(shell, QTableView, "homeTable").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_empty_home_offers_the_samples(qtbot: QtBot, shell: Shell, program: Program) -> None:
    assert "这里会列出每一次评估" in words_on(shell)
    for _ in range(2):  # somebody in a hurry gets one all the same
        click(shell, "homeSample_zhongcun")
    assert text_of(shell, "statusJob") == "导入示例…"
    worked(qtbot, shell)
    (listed,) = program.evaluations.listing()
    assert listed.station == "钟村街社工服务站"
    assert the(shell, QDialog, "askWorker").isVisible()
    click(shell, "askWorker_no")


def test_the_list_shows_results_without_opening(qtbot: QtBot, shell: Shell) -> None:
    for key in ("zhongcun", "zhuguang"):
        click(shell, f"homeSample_{key}" if key == "zhongcun" else "homeSamples")
        if key == "zhuguang":
            click(shell, "sample_zhuguang")
        worked(qtbot, shell)
        click(shell, "askWorker_no")
        shell.go("home")
    assert [(row[0], row[5], row[6]) for row in rows(shell)] == [
        ("广州市珠光街社工服务站", "94.98", "优秀"),
        ("钟村街社工服务站", "87.11", "良好"),
    ]
    type_into(the(shell, QLineEdit, "homeSearch"), "钟村 良好")
    assert [row[0] for row in rows(shell)] == ["钟村街社工服务站"]


def test_a_new_evaluation_by_keyboard(qtbot: QtBot, shell: Shell, program: Program) -> None:
    QTest.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = the(shell, QDialog, "askNew")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "请填写社工站全称" in words_on(dialog)
    type_into(the(dialog, QLineEdit, "askNew_station"), "白云区云边街社工服务站")
    type_into(the(dialog, QLineEdit, "askNew_day"), "昨天")
    click(dialog, "askNew_yes")
    assert "日期应写成" in words_on(dialog)
    type_into(the(dialog, QLineEdit, "askNew_day"), "2024.1.16")
    click(dialog, "askNew_yes")
    (listed,) = program.evaluations.listing()
    assert (listed.station, str(listed.visit_date)) == ("白云区云边街社工服务站", "2024-01-16")
    worker = the(shell, QDialog, "askWorker")
    type_into(the(worker, QLineEdit, "askWorker_name"), "林专家")
    click(worker, "askWorker_yes")
    assert program.evaluations.dossier(listed.id).people[0].name == "林专家"
    assert "林专家" in words_on(shell)


def test_deleting_can_be_taken_back(qtbot: QtBot, shell: Shell, program: Program, fresh: UUID) -> None:
    shell.open_evaluation(fresh)
    shell.go("home")
    table = the(shell, QTableView, "homeTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    click(shell, "askDelete_yes")
    assert program.evaluations.listing() == ()
    assert "已删除" in shell.notices.sentence
    assert not shell.go("visit")
    click(shell, "homeWhich_4")
    assert [row[0] for row in rows(shell)] == ["白云区云边街社工服务站"]
    click(shell, "homeBringBack")
    assert len(program.evaluations.listing()) == 1
    click(shell, "homeWhich_0")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert shell.session is not None
    assert shell.session.evaluation_id == fresh


def test_a_file_is_shown_before_it_is_taken_in(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "钟村.json"
    program.exporting.save(path, program.exporting.package(zhongcun))
    monkeypatch.setattr(files, "choose_open_path", lambda *_: path)
    click(shell, "homeImport")
    worked(qtbot, shell)
    dialog = the(shell, QDialog, "importPlan")
    assert "已经在这里" in words_on(dialog)
    assert "评审组 3 个" in the(dialog, QPlainTextEdit, "importPlan_lines").toPlainText()
    assert len(program.evaluations.listing()) == 1
    click(dialog, "importPlan_yes")
    worked(qtbot, shell)
    assert len(program.evaluations.listing()) == 2
    click(shell, "askWorker_no")


def test_what_is_wrong_with_a_file_is_listed(
    qtbot: QtBot, shell: Shell, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(
        '{"format": "sgz-evaluation", "version": 1, "what": 1, "people": [{"role": "x"}]}', encoding="utf-8"
    )
    monkeypatch.setattr(files, "choose_open_path", lambda *_: path)
    click(shell, "homeImport")
    worked(qtbot, shell)
    dialog = the(shell, QDialog, "importProblems")
    lines = the(dialog, QPlainTextEdit, "importProblems_lines").toPlainText()
    assert "$.what" in lines
    assert (
        "第 1 条人员的身份：应是“评估专家”（expert）、“工作人员”（staff）之一（$.people[0].role）。" in lines
    )
    click(dialog, "importProblems_yes")
    assert program.evaluations.listing() == ()


def test_a_file_that_cannot_be_read_is_said_and_tried_again(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "choose_open_path", lambda *_: tmp_path / "nowhere.json")
    for button in ("homeImport", "noticeRetry"):
        click(shell, button)
        worked(qtbot, shell)
        assert "文件不存在" in shell.notices.sentence
    click(shell, "noticeClose")
    assert shell.notices.sentence == ""
    monkeypatch.setattr(files, "choose_open_path", lambda *_: None)
    click(shell, "homeImport")
    assert shell.notices.sentence == ""


def test_an_import_that_is_stopped_brings_nothing_in(qtbot: QtBot, shell: Shell, program: Program) -> None:
    click(shell, "homeSample_zhongcun")
    click(shell, "statusStop")
    worked(qtbot, shell)
    assert shell.notices.sentence == "已取消。"
    assert not the(shell, QPushButton, "noticeRetry").isVisible()
    assert program.evaluations.listing() == ()


def test_backups_are_made_and_gone_back_to(qtbot: QtBot, shell: Shell, program: Program, fresh: UUID) -> None:
    click(shell, "homeBackups")
    dialog = the(shell, QDialog, "backups")
    with qtbot.waitSignal(shell.jobs.idle):
        click(dialog, "backupsMake")
    model = the(dialog, QTableView, "backupsTable").model()
    assert model.index(0, 1).data() == "手动"
    program.evaluations.delete(fresh)
    click(dialog, "backupsRestore")
    plan = the(dialog, QDialog, "restorePlan")
    click(plan, "restorePlan_yes")
    assert [each.id for each in program.evaluations.listing()] == [fresh]
    assert "已恢复" in shell.notices.sentence
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    for keys, there in ((Qt.Key.Key_Z, []), (Qt.Key.Key_Y, [fresh]), (Qt.Key.Key_Z, [])):
        QTest.keyClick(shell, keys, Qt.KeyboardModifier.ControlModifier)
        assert [each.id for each in program.evaluations.listing()] == there
    assert shell.notices.sentence == "已撤销：恢复备份。"


def test_a_file_that_is_no_backup_is_refused(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "no.sqlite3"
    path.write_bytes(b"nothing of ours")
    monkeypatch.setattr(files, "choose_open_path", lambda *_: path)
    click(shell, "homeBackups")
    dialog = the(shell, QDialog, "backups")
    click(dialog, "backupsRestoreFile")
    assert dialog.isVisible()
    assert len(words_on(dialog)) > 40
    click(dialog, "backups_yes")


def test_what_was_worked_on_stands_in_the_list_anew(
    shell: Shell, program: Program, zhongcun: UUID, fresh: UUID
) -> None:
    assert shell.session is not None
    shell.session.listed.emit()
    assert [row[0] for row in rows(shell)] == ["白云区云边街社工服务站", "钟村街社工服务站"]
    shell.open_evaluation(fresh)
    shell.go("preparing")
    type_into(the(shell, QLineEdit, "head_visit_date"), "2024-01-17")
    type_into(the(shell, QLineEdit, "head_station"), "白云区新街社工服务站")
    shell.go("home")
    assert [(row[0], row[2]) for row in rows(shell)] == [
        ("白云区新街社工服务站", "2024-01-17"),
        ("钟村街社工服务站", "2024-01-16"),
    ]
    table = the(shell, QTableView, "homeTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    click(shell, "askDelete_yes")
    assert [row[0] for row in rows(shell)] == ["钟村街社工服务站"]
    assert program.evaluations.listed(fresh) is None
    click(shell, "homeWhich_4")
    click(shell, "homeBringBack")
    assert rows(shell) == []
    click(shell, "homeWhich_0")
    assert len(rows(shell)) == 2


def test_in_a_low_window_the_list_goes_before_what_is_due(
    qtbot: QtBot, shell: Shell, program: Program
) -> None:
    for number in range(1, 9):  # of fewer there is room for all
        program.evaluations.create(
            station="瑞宝街社工站", phase=Phase.MIDTERM, visit_date=date(2025, 3, number)
        )
    assert shell.session is not None
    shell.session.listed.emit()
    today = the(shell, QWidget, "homeToday")
    qtbot.waitUntil(today.isVisible)
    shell.setMinimumHeight(0)
    height = shell.height()
    shell.resize(shell.width(), 500)
    qtbot.waitUntil(today.isHidden)
    shell.resize(shell.width(), height)
    qtbot.waitUntil(today.isVisible)
