"""Notices what another program writes into the same data, and lets the window show it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes
from sgz_desktop.ui.widgets.auto_fields import AutoField

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session

_EVERY_MS = 1000
"""A look costs some microseconds while nobody else writes."""


class Watching(QObject):
    """Looks at the data file again and again.

    What is typed is saved before the other program's words are shown: whoever typed has not seen them, so
    that both stand side by side as a disagreement, and neither replaces the other unseen.

    Signals: moved, once what another program wrote may be shown.
    """

    moved = Signal()

    def __init__(self, window: QWidget, session: "Session") -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._moves = session.program.moves()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now; while somebody is in the middle of a word, what was found is kept for the next time."""
        moves = self._session.program.moves()
        if moves == self._moves or not self._make_way():
            return
        self._moves = moves
        self.moved.emit()
        self._tell_pages()

    @property
    def is_looking(self) -> bool:
        """Whether it looks by itself."""
        return self._timer.isActive()

    def leave(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()

    def _make_way(self) -> bool:
        """Save what is typed in fields that show the evaluation; False while that cannot be done."""
        focused: QWidget | None = self._window.focusWidget()
        if focused is not None and _is_in_a_cell(focused):
            return False
        fields = [each for each in self._window.findChildren(AutoField) if not each.holds_back]
        unsaved = [each for each in fields if not each.is_kept]
        if any(each.field.composition.is_open for each in unsaved):
            return False
        if not self._session.waiting.run():
            return False  # what was clicked has not seen the other program's words either
        for each in unsaved:
            each.retry()
        for each in fields:
            if each.field.hasFocus():
                if not each.is_kept:
                    return False
                each.make_way()
        return True

    def _tell_pages(self) -> None:
        from sgz_desktop.domain.entities import TYPES

        session = self._session
        if session.evaluation_id is None:
            return
        program, evaluation_id = session.program, session.open_id
        try:
            is_there = program.evaluations.listed(evaluation_id) is not None
            if is_there:
                program.undoing.show(evaluation_id)  # from now on who writes has seen it
        except SgzError as error:
            session.failed.emit(str(error))
            return
        if is_there:
            session.heard(Changes(evaluation_id, kinds=frozenset(TYPES)))
            return
        session.close()
        session.failed.emit(self.tr("打开的评估已在另一个程序里删除，可以在首页的“已删除”里恢复。"))


def _is_in_a_cell(field: QWidget) -> bool:
    ground: QWidget | None = field.parentWidget()
    return ground is not None and isinstance(ground.parentWidget(), QAbstractItemView)
