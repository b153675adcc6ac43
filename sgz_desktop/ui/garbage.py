"""Keeps the garbage collector from walking through a large evaluation in the middle of an answer."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from sgz_desktop.ui.reading_ahead import ReadingAhead

_CALM_MS = 400
_MOST_OPENED = 12
"""After so many openings everything is swept, though nobody went away meanwhile."""


class Sweeper(QObject):
    """Sets aside what is loaded as lasting, so that a collection walks only through what came since.

    A full collection takes as long as there are objects, the program's own among them: longer than an answer
    may take. What an evaluation opened before has left behind therefore goes when the window is left alone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._opened = 0
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._ahead = ReadingAhead(self)  # what is read later would not be set aside
        self._calm.timeout.connect(self._ahead.begin)
        self._ahead.done.connect(self._sweep)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_away)
        gc.freeze()  # what the window is made of lasts as long as the window

    def after_opening(self) -> None:
        """Something was opened: once the window has come to rest, read what pages take, and sweep."""
        self._opened += 1
        self._calm.start()

    def leave(self) -> None:
        """Let everything be collected again."""
        self._calm.stop()
        self._ahead.leave()
        self._opened = 0
        gc.unfreeze()

    def _sweep(self) -> None:
        if self._opened > _MOST_OPENED:
            self._sweep_all()
            return
        gc.collect()
        gc.freeze()

    def _sweep_all(self) -> None:
        """Sweep what was set aside too; the evaluation that is open now is the first again."""
        self._opened = 1
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _look_away(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and self._opened > 1:
            self._sweep_all()
