"""The assistant: a workbook shown as it is understood, corrected, taken in as one step, taken back."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListView, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.tables.assistant import Assistant
from tests.intake import stations
from tests.ui.find import click, press, text_of, the, worked

Open = Callable[[UUID, str], Shell]
Ask = Callable[[Shell, bytes], None]


@pytest.fixture
def ask(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ctrl+I, and a person who chooses this workbook."""

    def choose(shell: Shell, data: bytes) -> None:
        path = tmp_path / "社工站报表.xlsx"
        path.write_bytes(data)
        monkeypatch.setattr(files, "choose_open_path", lambda *_: path)
        if QApplication.focusWidget() is None:
            click(shell, "tablesImport")  # without a window manager a window gets its focus back late
        else:
            press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        worked(qtbot, shell)

    return choose


def assistant(shell: Shell) -> Assistant:
    """The assistant that is open."""
    (found,) = [each for each in shell.findChildren(Assistant) if each.isVisible()]
    return found


def shown(table: QTableView) -> list[list[str]]:
    """The cells of a table as they are seen."""
    model = table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data() or "") for column in columns] for row in rows]


def heads(table: QTableView) -> list[str]:
    """What each column is taken for."""
    model = table.model()
    texts = [str(model.headerData(each, Qt.Orientation.Horizontal)) for each in range(model.columnCount())]
    return [each.split("→ ")[1] for each in texts]


def test_a_roster_comes_in_and_goes_again(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    before = program.evaluations.dossier(fresh)
    ask(shell, stations.attendance())
    found = assistant(shell)
    preview = the(found, QTableView, "tablePreview")
    assert "人员到位 · 2023年8月" in heads(preview)
    assert shown(preview)[0][2] == "社工01"
    press(Qt.Key.Key_Return)
    assert text_of(found, "tablePlan_new") == "新增 620"
    table = the(found, QTableView, "tablePlan_lines")
    assert table.model().rowCount() == 500
    assert "只列出前 500 处" in text_of(found, "tablePlan_more")
    the(found, QLineEdit, "tablePlan_search").setText("社工41")
    lines = shown(table)
    assert ["新增", "社工“社工41”", "离岗日期", "", "2023-10-12", "AM47"] in lines
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not found.isVisible())
    dossier = program.evaluations.dossier(fresh)
    assert len(dossier.workers) == 56
    assert "已读入“社工站报表.xlsx”" in shell.notices.sentence
    assert shell.session is not None
    shell.session.undo()
    after = program.evaluations.dossier(fresh)
    assert (after.workers, after.duty_months, after.evaluation) == ((), (), before.evaluation)


def test_a_column_is_corrected_and_remembered(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    head = ["片区", "电访-协议量", "电访-完成量", "核实数"]
    sheet = stations.rows(head, ["一片区", 10, 9, 8], ["二片区", 12, 12, 11])
    ask(shell, sheet)
    preview = the(assistant(shell), QTableView, "tablePreview")
    assert heads(preview) == ["片区", "协议量 · 电访", "完成量 · 电访", "不读"]
    for column, wanted in ((2, "不读"), (3, "完成量")):
        preview.setCurrentIndex(preview.model().index(0, column))
        role = the(assistant(shell), QComboBox, "tableRole")
        role.setCurrentIndex(role.findText(wanted))
        role.activated.emit(role.currentIndex())
    assert heads(preview) == ["片区", "协议量 · 电访", "不读", "完成量"]
    indicator = the(assistant(shell), QLineEdit, "tableRole_indicator")
    indicator.setText("电访")
    indicator.editingFinished.emit()
    assert heads(preview)[3] == "完成量 · 电访"
    click(assistant(shell), "tableIntake_yes")
    click(assistant(shell), "tableIntake_yes")
    qtbot.waitUntil(lambda: not [each for each in shell.findChildren(Assistant) if each.isVisible()])
    dossier = program.evaluations.dossier(fresh)
    assert sorted(each.done or 0 for each in dossier.indicator_values) == [8, 11]
    ask(shell, sheet)
    assert heads(the(assistant(shell), QTableView, "tablePreview"))[3] == "完成量 · 电访"
    press(Qt.Key.Key_Escape)


def test_a_month_is_read_as_it_is_typed_or_refused_under_the_field(
    qtbot: QtBot, opened: Open, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    ask(shell, stations.attendance())
    found = assistant(shell)
    preview = the(found, QTableView, "tablePreview")
    number = heads(preview).index("人员到位 · 2023年8月")
    preview.setCurrentIndex(preview.model().index(0, number))
    month, fault = the(found, QLineEdit, "tableRole_month"), the(found, QLabel, "tableRole_fault")
    for typed, wanted, said in (
        ("2024年3月", "2024年3月", ""),
        ("13月", "2024年3月", "不是月份"),
        ("3月", "2024年3月", ""),
        ("2023-08", "2023年8月", ""),
    ):
        month.setText(typed)
        month.editingFinished.emit()
        assert heads(preview)[number] == f"人员到位 · {wanted}", typed
        assert fault.isVisible() is bool(said), typed
        assert said in fault.text()
    press(Qt.Key.Key_Escape)


def test_a_table_may_be_left_out_and_nothing_new_is_not_written(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    ask(shell, stations.indicators())
    found = assistant(shell)
    listed = the(found, QListView, "tableBlocks")
    listed.setFocus()
    for row in range(listed.model().rowCount()):
        listed.setCurrentIndex(listed.model().index(row, 0))
        QTest.keyClick(listed, Qt.Key.Key_Space)
    click(found, "tableIntake_yes")
    assert "至少勾选一张表格" in text_of(found, "tableIntake_error")
    listed.setCurrentIndex(listed.model().index(3, 0))
    QTest.keyClick(listed, Qt.Key.Key_Space)
    click(found, "tableIntake_yes")
    assert text_of(found, "tablePlan_new") == "新增 4"
    click(found, "tableIntake_back")
    click(found, "tableIntake_yes")
    click(found, "tableIntake_yes")
    qtbot.waitUntil(lambda: not found.isVisible())
    QApplication.processEvents()
    ask(shell, stations.rows(["协议内容", "指标要求", "完成情况"], ["特色项目/品牌项目", 6, 6]))
    click(assistant(shell), "tableIntake_yes")
    assert not the(assistant(shell), QPushButton, "tableIntake_yes").isEnabled()
    press(Qt.Key.Key_Escape)


def test_what_is_no_table_is_told_and_changes_nothing(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    before = program.evaluations.dossier(fresh)
    ask(shell, stations.rows())
    assert "没有任何内容" in shell.notices.sentence
    ask(shell, "姓名,8月\n社工甲,√\n".encode())
    assert "另存为" in shell.notices.sentence
    assert program.evaluations.dossier(fresh) == before
    ask(shell, stations.rows(["协议内容", "指标要求", "完成情况"], ["特色项目/品牌项目", 6, 6]))
    assert shell.notices.sentence == "", "what was wrong with another file is past"
    press(Qt.Key.Key_Escape)


def test_a_table_that_nobody_recognises_is_pointed_at(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, ask: Ask
) -> None:
    shell = opened(fresh, "indicators")
    ask(shell, stations.rows(["某站台账"], ["谁", "几何"], ["社工甲", "物资一批"], ["社工乙", "场地一处"]))
    found = assistant(shell)
    assert "没有认出附件1至附件4" in text_of(found, "tableIntake_about")
    click(found, "byHand_add")
    assert "请写表头在第几行" in text_of(found, "byHand_fault")
    annex = the(found, QComboBox, "byHand_annex")
    annex.setCurrentIndex(annex.findText("附件3 服务资源整合"))
    the(found, QLineEdit, "byHand_head").setText("2")
    the(found, QLineEdit, "byHand_last").setText("9")
    click(found, "byHand_add")
    assert "最多到第 4 行" in text_of(found, "byHand_fault")
    the(found, QLineEdit, "byHand_last").setText("")
    click(found, "byHand_add")
    preview = the(found, QTableView, "tablePreview")
    assert heads(preview) == ["不读", "不读"]
    for column, wanted in enumerate(("提供方", "内容")):
        preview.setCurrentIndex(preview.model().index(0, column))
        role = the(found, QComboBox, "tableRole")
        role.setCurrentIndex(role.findText(wanted))
        role.activated.emit(role.currentIndex())
    assert heads(preview) == ["提供方", "内容"]
    click(found, "tableIntake_yes")
    click(found, "tableIntake_yes")
    qtbot.waitUntil(lambda: not found.isVisible())
    rows = program.evaluations.dossier(fresh).resources
    assert [(each.provider, each.description) for each in rows] == [
        ("社工甲", "物资一批"),
        ("社工乙", "场地一处"),
    ]
