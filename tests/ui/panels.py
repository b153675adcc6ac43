"""One panel in a window of its own, as a tab has it in the smallest window."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.session import Session

Panel = TypeVar("Panel", bound=Page)


def in_window(qtbot: QtBot, program: Program, evaluation_id: UUID, make: Callable[[Session], Panel]) -> Panel:
    """A panel of an open evaluation, shown and with the focus."""
    session = Session(program)
    panel = make(session)
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(1080, 560)
    assert session.open(evaluation_id)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.setFocus()
    return panel
