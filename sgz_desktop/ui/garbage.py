"""Keeps the garbage collector from walking through a large evaluation in the middle of an answer."""

import gc

from PySide6.QtCore import QObject, QTimer

_CALM_MS = 400


class Sweeper(QObject):
    """Collects once after an evaluation was opened, then sets what is loaded aside as lasting.

    A full collection takes as long as there are objects, and it would come whenever enough new ones were
    made: for a thousand items that is longer than an answer may take.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._sweep)

    def after_opening(self) -> None:
        """Something was opened: sweep once the window has come to rest."""
        self._calm.start()

    def leave(self) -> None:
        """Let everything be collected again."""
        self._calm.stop()
        gc.unfreeze()

    def _sweep(self) -> None:
        gc.unfreeze()  # what an evaluation opened before has left behind goes now
        gc.collect()
        gc.freeze()
