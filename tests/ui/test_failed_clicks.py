"""Clicks and cells that the disk did not take: said, kept in order and saved later by themselves.

What is shown is what is stored; the notice names what waits.
"""

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
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets import self_saving
from tests.ui.find import click, key_in, press, text_of, the, type_into
from tests.ui.test_locked import LATER, LOCKED, held

Open = Callable[[UUID, str], Shell]
WHOLE = "总体服务\n指标要求"


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
    assert "2 项操作等待保存" in shell.notices.sentence
    click(shell, "noticeRetry")
    assert seen(program, fresh) == (Tone.CONCERN, None)


def test_which_figure_counts_is_said_where_it_could_not_be_saved(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    program.judging.set_figure(zhongcun, Scope.COMPONENT, "monitoring", Decimal(9), NOBODY)
    shell = opened(zhongcun, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    counts = the(shell, QCheckBox, "figure_monitoring_counts")
    before = counts.isChecked()
    with held(program):
        counts.click()
        assert LOCKED in shell.notices.sentence
        assert counts.isChecked() is before
    click(shell, "noticeRetry")
    qtbot.waitUntil(lambda: counts.isChecked() is not before)
    key = Scope.COMPONENT, "monitoring", None
    assert program.evaluations.dossier(zhongcun).figure_by_key[key].counts is not before


def status(shell: Shell) -> tuple[str, str]:
    """What header and status line say of saving, without the time."""
    return text_of(shell, "savedState")[:4], text_of(shell, "statusSaved")[:4]


def style_and_leader(qtbot: QtBot, shell: Shell) -> None:
    """Choose the other house style, then click that the first person leads."""
    tabs = the(shell, QTabBar, "preparingTabs")
    tabs.setCurrentIndex(0)
    styles = the(shell, QComboBox, "head_house_style")
    before = styles.currentIndex()
    styles.setFocus()
    press(Qt.Key.Key_Up if before else Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: styles.currentIndex() == before)  # shown is what is stored
    assert status(shell) == ("没有保存", "没有保存")
    tabs.setCurrentIndex(1)
    leads = the(shell, QCheckBox, "person_leads")
    leads.click()
    qtbot.waitUntil(lambda: not leads.isChecked())


def kept(program: Program, evaluation_id: UUID) -> tuple[str, bool]:
    """House style and whether the first person leads."""
    dossier = program.evaluations.dossier(evaluation_id)
    return dossier.evaluation.house_style, dossier.people[0].leads


def test_choices_and_clicks_are_saved_by_themselves_and_none_is_lost(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    shell = opened(fresh, "preparing")
    before, _ = kept(program, fresh)
    with held(program):
        style_and_leader(qtbot, shell)
        assert LOCKED in shell.notices.sentence
        assert "2 项操作等待保存，正在自动重试：报告体例、组长。" in shell.notices.sentence
        assert kept(program, fresh) == (before, False)
    qtbot.waitUntil(lambda: kept(program, fresh)[1])
    assert kept(program, fresh)[0] != before
    qtbot.waitUntil(lambda: shell.notices.sentence == "")
    qtbot.waitUntil(lambda: status(shell) == ("已保存 ", "已保存 "))
    qtbot.waitUntil(lambda: the(shell, QCheckBox, "person_leads").isChecked())
    assert shell.session is not None
    assert shell.session.stack.count() == 2


def test_what_waits_can_be_given_up(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    before = kept(program, fresh)
    with held(program):
        style_and_leader(qtbot, shell)
        the(shell, QTabBar, "preparingTabs").setFocus()  # a field would undo its own typing
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "1 项操作等待保存，正在自动重试：报告体例。" in shell.notices.sentence
        click(shell, "noticeDrop")
        assert shell.notices.sentence == ""
    assert shell.session is not None
    shell.session.waiting.retry()
    assert kept(program, fresh) == before
    qtbot.waitUntil(lambda: status(shell)[1] != "没有保存")


def test_a_window_with_a_click_that_waits_does_not_close_at_once(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    shell = opened(fresh, "preparing")
    with held(program):
        style_and_leader(qtbot, shell)
        assert not shell.close()
        assert "再关一次" in shell.notices.sentence
        assert "2 项" in shell.notices.sentence
    assert shell.close()
    assert kept(program, fresh)[1]


def test_a_click_that_waits_is_given_up_by_closing_twice(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    with held(program):
        style_and_leader(qtbot, shell)
        assert not shell.close()
        assert shell.close()
    assert not kept(program, fresh)[1]


def test_undo_and_delete_are_done_once_the_file_is_free(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    shell = opened(fresh, "preparing")
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(1)
    the(shell, QCheckBox, "person_leads").click()
    assert kept(program, fresh)[1]
    with held(program):
        the(shell, QTabBar, "preparingTabs").setFocus()
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "撤销“组长”" in shell.notices.sentence
        click(shell, "person_remove")
        assert "2 项" in shell.notices.sentence
        assert kept(program, fresh)[1]
    qtbot.waitUntil(lambda: program.evaluations.dossier(fresh).people == ())
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not kept(program, fresh)[1]


def stated(program: Program, evaluation_id: UUID) -> tuple[str | None, str]:
    """The published grade and where it comes from."""
    head = program.evaluations.dossier(evaluation_id).evaluation
    return head.stated_grade, head.stated_grade_source


def test_a_finding_waits_as_the_other_choices_do(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    rule = program.evaluations.rubric(fresh).vetoes[0].code
    program.judging.find_veto(fresh, rule, VetoState.HOLDS, "查过了。", "", NOBODY)
    shell = opened(fresh, "scoring")
    click(shell, f"veto_{rule}_open")
    choice = the(shell, QComboBox, f"veto_{rule}_choose")
    before = choice.currentIndex()
    with held(program):
        choice.setFocus()
        press(Qt.Key.Key_Down)
        assert LOCKED in shell.notices.sentence
        assert choice.currentIndex() == before
        type_into(the(shell, QPlainTextEdit, f"veto_{rule}_reason"), "又查了一次。")
    qtbot.waitUntil(lambda: program.evaluations.dossier(fresh).finding_by_rule[rule].state is VetoState.CLEAR)
    qtbot.waitUntil(lambda: not shell.notices.sentence)
    assert program.evaluations.dossier(fresh).finding_by_rule[rule].reason == "又查了一次。"


def test_a_grade_is_kept_with_what_was_typed_meanwhile(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    program.judging.set_stated_grade(fresh, "excellent", "公示一", NOBODY)
    shell = opened(fresh, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    grade = the(shell, QComboBox, "statedGrade")
    before = grade.currentIndex()
    with held(program):
        grade.setFocus()
        press(Qt.Key.Key_Down)
        assert "公布的等级" in shell.notices.sentence
        qtbot.waitUntil(lambda: grade.currentIndex() == before)
        source = the(shell, QLineEdit, "statedGradeSource")
        type_into(source, "公示二")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stated(program, fresh) == ("good", "公示二"))
    qtbot.waitUntil(lambda: not shell.notices.sentence)
    qtbot.waitUntil(lambda: grade.currentIndex() == before + 1)


def test_deleting_an_evaluation_waits_as_well(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    shell = opened(fresh, "home")
    with held(program):
        click(shell, "homeDelete")
        click(the(shell, QDialog, "askDelete"), "askDelete_yes")
        assert LOCKED in shell.notices.sentence
        assert len(program.evaluations.listing()) == 1
    qtbot.waitUntil(lambda: program.evaluations.listing() == ())
    assert "已删除" in shell.notices.sentence


def test_text_that_is_taken_back_is_no_longer_said_to_be_unsaved(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    with held(program):
        type_into(field, "甲区")
        press(Qt.Key.Key_Return)
        assert status(shell) == ("没有保存", "没有保存")
        type_into(field, "")
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: status(shell)[1] != "没有保存")


def cell(table: QTableView, title: str) -> QModelIndex:
    """The cell of the first row under a head."""
    model = table.model()
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    return model.index(0, heads.index(title))


def table_of(shell: Shell) -> QTableView:
    """The grid of indicators, ready to be typed into."""
    shell.go("indicators")
    table = the(shell, QTableView, "indicatorStation")
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
    table.setCurrentIndex(cell(table, WHOLE))
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
