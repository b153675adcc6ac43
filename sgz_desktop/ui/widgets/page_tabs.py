"""The parts of a page side by side above it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget


class PageTabs(QTabBar):
    """Tabs, each as wide as its words."""

    def __init__(self, *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)

    def number(self, titles: Iterable[str], page: QWidget, go: Callable[[int], object]) -> None:
        """Add parts by their titles; Alt and a digit leads to each from wherever the focus is on the page."""
        for number, title in enumerate(titles):
            self.addTab(title)
            self.setTabToolTip(number, f"Alt+{number + 1}")
            # A shortcut, since a text field would take the digit for text.
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(go, number))
