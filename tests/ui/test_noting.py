"""随手记: written from anywhere, kept at once, filed later."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.program import Program
from sgz_desktop.ui.noting import Noting
from sgz_desktop.ui.shell import Shell
from tests.ui.find import compose, press, send, the, words_on

Open = Callable[[UUID, str], Shell]


def ask(shell: Shell) -> QPlainTextEdit:
    """Open the little window; its text field."""
    assert shell.session is not None
    Noting(shell, shell.session, shell.notices).ask()
    return the(shell, QPlainTextEdit, "quickNoteText")


def test_a_note_is_kept_while_it_is_typed_and_once_more_when_composed(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    field = ask(shell)
    qtbot.waitUntil(field.hasFocus)
    send(field, "门口没有站名，")
    qtbot.waitUntil(lambda: len(program.evaluations.dossier(fresh).observations) == 1)
    compose(field, "地图上也搜不到")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (seen,) = program.evaluations.dossier(fresh).observations
    assert (seen.text, seen.tone, seen.subject) == ("门口没有站名，地图上也搜不到", Tone.UNFILED, None)
    assert seen.person_id == program.evaluations.dossier(fresh).people[0].id
    assert "已记入“待归类”" in shell.notices.sentence
    the(shell, QListView, "stopList").setFocus()
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(Qt.Key.Key_O)
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "门口没有站名，地图上也搜不到" in words_on(shell))
    assert "未归章节" in words_on(shell)


@pytest.mark.parametrize("emptied", [False, True])
def test_an_empty_note_is_nothing(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, emptied: bool
) -> None:
    shell = opened(fresh, "visit")
    field = ask(shell)
    if emptied:
        send(field, "写错了")
        qtbot.waitUntil(lambda: len(program.evaluations.dossier(fresh).observations) == 1)
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert program.evaluations.dossier(fresh).observations == ()
    assert shell.notices.sentence == ""


def test_without_an_evaluation_there_is_nothing_to_note_on(shell: Shell) -> None:
    assert shell.session is not None
    Noting(shell, shell.session, shell.notices).ask()
    assert shell.notices.sentence == "先打开一份评估，才能随手记。"
