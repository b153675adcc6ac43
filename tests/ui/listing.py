"""The list of 首页: filled, read, and undone."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.home import HomePage
from sgz_desktop.ui.shell import Shell
from tests.ui.find import the

CTRL = Qt.KeyboardModifier.ControlModifier


def stations(shell: Shell) -> list[str]:
    """The stations that are listed."""
    model = the(shell, QTableView, "homeTable").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def make(program: Program, *names: str, phase: Phase = Phase.MIDTERM, day: date | None = None) -> list[UUID]:
    """New evaluations."""
    return [program.evaluations.create(station=each, phase=phase, visit_date=day) for each in names]


def listed(shell: Shell) -> HomePage:
    """The home page with everything read anew."""
    assert shell.session is not None
    shell.session.listed.emit()
    page = shell.findChild(HomePage, "homePage")
    assert page is not None
    return page


def undo(shell: Shell) -> None:
    """Press Ctrl+Z."""
    QTest.keyClick(shell, Qt.Key.Key_Z, CTRL)
