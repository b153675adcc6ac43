"""Clicks and cells that the disk did not take: said, never dropped, and what is stored is what is shown."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets import self_saving
from tests.ui.find import click, key_in, press, text_of, the, type_into
from tests.ui.test_locked import LATER, LOCKED, held

Open = Callable[[UUID, str], Shell]
WHOLE = "合计\n协议"


def seen(program: Program, evaluation_id: UUID) -> tuple[Tone, str | None]:
    """Tone and chapter of the one observation."""
    (found,) = program.evaluations.dossier(evaluation_id).observations
    return found.tone, found.subject


def test_a_kind_that_could_not_be_saved_is_said_and_taken_back(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.visiting.observe(fresh, NOBODY, subject="purchaser", tone=Tone.STRENGTH, text="看到的。")
    shell = opened(fresh, "visit")
    QTest.keyClick(the(shell, QListView, "stopList"), Qt.Key.Key_O)
    places = the(shell, QListView, "placeList")
    names = [str(places.model().index(row, 0).data()) for row in range(places.model().rowCount())]
    row = next(row for row, name in enumerate(names) if name.startswith("购买方"))
    places.setCurrentIndex(places.model().index(row, 0))
    click(shell, "observationEdit")
    with held(program):
        click(shell, "observationKind_1")
        assert LOCKED in shell.notices.sentence
        assert the(shell, QPushButton, "observationKind_0").isChecked()
        subject = the(shell, QComboBox, "observationSubject")
        before = subject.currentText()
        subject.setCurrentIndex(0)
        subject.activated.emit(0)
        assert LOCKED in shell.notices.sentence
        assert subject.currentText() == before
    assert seen(program, fresh) == (Tone.STRENGTH, "purchaser")
    click(shell, "noticeRetry")
    assert seen(program, fresh) == (Tone.STRENGTH, None)


def test_which_figure_counts_is_said_where_it_could_not_be_saved(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.judging.set_figure(fresh, Scope.COMPONENT, "operations", Decimal(9), NOBODY)
    shell = opened(fresh, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(1)
    counts = the(shell, QCheckBox, "figure_operations_counts")
    before = counts.isChecked()
    with held(program):
        counts.click()
        assert LOCKED in shell.notices.sentence
        assert counts.isChecked() is before
    click(shell, "noticeRetry")
    qtbot.waitUntil(lambda: counts.isChecked() is not before)
    assert program.evaluations.dossier(fresh).figures[0].counts is not before


def cell(table: QTableView, title: str) -> QModelIndex:
    """The cell of the first row under a head."""
    model = table.model()
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    return model.index(0, heads.index(title))


def table_of(shell: Shell) -> QTableView:
    """The grid of indicators, ready to be typed into."""
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(3)
    table = the(shell, QTableView, "indicatorTable")
    table.setFocus()
    table.setCurrentIndex(cell(table, WHOLE))
    return table


def type_cell(qtbot: QtBot, shell: Shell, table: QTableView, text: str) -> None:
    """Type into the current cell."""
    table.setFocus()
    key_in("1")
    type_into(the(shell, QLineEdit, "cellEditor"), text)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(table.hasFocus)


def test_a_typed_figure_stays_in_its_cell_until_it_is_saved(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    program.preparing.add(fresh, "indicator", {"label": "家访", "unit": "人次"}, NOBODY)
    shell = opened(fresh, "preparing")
    table = table_of(shell)
    with held(program):
        type_cell(qtbot, shell, table, "1200")
        assert LOCKED in text_of(shell, "indicatorError")
        assert cell(table, WHOLE).data() == "1200"
        assert program.evaluations.dossier(fresh).indicator_values == ()
        assert not shell.go("visit")
    qtbot.waitUntil(lambda: bool(program.evaluations.dossier(fresh).indicator_values))
    (value,) = program.evaluations.dossier(fresh).indicator_values
    assert value.agreed == Decimal(1200)
    assert not text_of(shell, "indicatorError")
    assert shell.go("visit")


def test_a_figure_that_cannot_be_read_stays_to_be_mended(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    for label in ("家访", "电访"):
        program.preparing.add(fresh, "indicator", {"label": label, "unit": "人次"}, NOBODY)
    shell = opened(fresh, "preparing")
    table = table_of(shell)
    type_cell(qtbot, shell, table, "许多")
    assert cell(table, WHOLE).data() == "许多"
    assert not shell.go("visit")
    type_cell(qtbot, shell, table, "12")
    assert text_of(shell, "indicatorError") == ""
    assert cell(table, WHOLE).data() == "12"
    type_cell(qtbot, shell, table, "许多")
    click(shell, "indicator_remove")
    qtbot.waitUntil(lambda: cell(table, WHOLE).data() == "")
    assert text_of(shell, "indicatorError") == ""
    assert shell.go("visit")


def test_nobody_else_takes_over_what_is_not_saved(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    type_into(the(shell, QLineEdit, "head_visit_date"), "哪一天")
    shell.ask_worker()
    assert "还有没保存的内容" in shell.notices.sentence
    assert not shell.findChildren(QDialog, "askWorker")
    type_into(the(shell, QLineEdit, "head_visit_date"), "2025-03-04")
    shell.ask_worker()
    the(shell, QDialog, "askWorker").reject()
    assert the(shell, QPlainTextEdit, "head_note").isEnabled()
