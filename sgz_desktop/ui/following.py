"""Keeps what has the focus in sight: who goes by keys must see where they are."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

_MARGIN = 16
_LAYOUTS = 20
"""How many events a layout in a layout may take: more than are nested anywhere."""


class Following(QObject):
    """Scrolls every area around the widget that gets the focus by a key; a click needs no scrolling."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        _scroll_to(now)
        _scroll_when_laid_out(now, _LAYOUTS)


def _scroll_when_laid_out(widget: QWidget, left: int) -> None:
    """Again while it is out of sight: what was made only now is laid out step by step, an event each."""
    if left and isValid(widget) and widget.hasFocus() and widget.visibleRegion().isEmpty():
        _scroll_to(widget)
        QTimer.singleShot(0, widget, partial(_scroll_when_laid_out, widget, left - 1))


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, _MARGIN, _MARGIN)
        above = above.parentWidget()
