"""Reads the code of pages that were not shown yet, while the window has nothing else to do."""

import sys
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer, Signal

_PAGES = "sgz_desktop.ui.pages"


class ReadingAhead(QObject):
    """Imports the modules of a package one at a time, so that what a person does comes in between.

    Signals: done, when all of them are read; at once where they are.
    """

    done = Signal()

    def __init__(self, parent: QObject, package: str = _PAGES) -> None:
        super().__init__(parent)
        self._package = package
        self._left: list[str] | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)  # its turn comes when nothing else waits
        self._idle.timeout.connect(self._read)

    def begin(self) -> None:
        """Go on until all are read."""
        if self._left is None:
            self._left = _parts_first(self._package)
        self._idle.start()

    def leave(self) -> None:
        """Read no more."""
        self._idle.stop()

    def _read(self) -> None:
        left = self._left or []
        while left and left[-1] in sys.modules:
            left.pop()
        if left:
            import_module(left.pop())
        else:
            self._idle.stop()
            self.done.emit()


def _parts_first(package: str) -> list[str]:
    """The modules, last first: a page's parts come before it, else it would be read with all of them."""
    names = [each.name for each in iter_modules(import_module(package).__path__)]
    return [f"{package}.{each}" for each in sorted(names, key=lambda name: (name.count("_"), name))]
