"""The camera that walks through the window, and how it finds and awaits what it wants to see."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from sgz_desktop.ui.shell import Shell

_Part = TypeVar("_Part", bound="QObject")
PAGES = ("preparing", "visit", "day", "observations", "indicators", "scoring", "report")
_PATIENCE_S = 20.0
PREVIEW_S = 0.8
"""How long a preview, a chart or a manual page may take to be drawn, in seconds."""


class Camera:
    """Walks through the window and takes pictures of what it sees."""

    def __init__(self, application: "QApplication", folder: Path) -> None:
        self._application, self._folder = application, folder
        self.taken: list[Path] = []
        self.style = ""

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window finish what it is doing."""
        end = time.monotonic() + _PATIENCE_S
        while True:
            for _ in range(4):
                self._application.processEvents()
            if until() or time.monotonic() > end:
                return
            time.sleep(0.01)

    def take(self, what: "QWidget", name: str) -> None:
        """Save a picture."""
        self.settle()
        path = self._folder / f"{name}_{self.style}.png"
        what.grab().save(str(path))
        self.taken.append(path)


def after(seconds: float) -> Callable[[], bool]:
    """Whether that time has passed: the pages of a preview are drawn in their own time and say nothing."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def parts_of(shell: "Shell") -> Iterator[str]:
    """Turn to each tab of the page that is shown, and say its number; "" once where there are none."""
    from PySide6.QtWidgets import QTabBar

    bars = [each for each in shell.findChildren(QTabBar) if each.isVisible()]
    if not bars:
        yield ""
    for number in range(bars[0].count() if bars else 0):
        bars[0].setCurrentIndex(number)
        yield str(number)


def the(window: "QWidget", kind: type[_Part], name: str) -> _Part:
    """The one widget of that kind and name."""
    (found,) = window.findChildren(kind, name)
    return found
