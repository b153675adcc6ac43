"""Undo from a field that is saved, and the parting with somebody who was deleted."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import press, the, type_into

Open = Callable[[UUID, str], Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier


def is_left_to_the_program(field: QLineEdit) -> bool:
    """Whether a field lets Ctrl+Z go by."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CONTROL)
    event.ignore()
    QApplication.sendEvent(field, event)
    return not event.isAccepted()


def test_a_saved_field_leaves_undo_to_the_program_and_shows_it(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    type_into(field, "甲区")
    assert not is_left_to_the_program(field)
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).evaluation.district == "甲区"
    field.setFocus()
    assert is_left_to_the_program(field)
    assert shell.session is not None
    shell.session.undo()
    assert program.evaluations.dossier(fresh).evaluation.district == ""
    qtbot.waitUntil(lambda: field.text() == "")


def test_who_is_deleted_works_here_no_longer(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "preparing")
    session = shell.session
    assert session is not None
    worker = session.worker.author_id
    assert worker is not None
    session.heard(program.preparing.remove(zhongcun, "person", worker, session.worker))
    assert session.worker == NOBODY
    assert program.desk.worker(zhongcun) in (None, NOBODY)
