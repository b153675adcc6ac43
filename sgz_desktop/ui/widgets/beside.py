"""Two parts side by side where there is room for both, else one above the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget, QWidgetItem

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Beside(QWidget):
    """The first part at the left, the second at the right edge or beneath it."""

    def __init__(self, first: QWidget, second: QWidget, *, spacing: int = 8) -> None:
        super().__init__()
        self._box = QBoxLayout(_ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._box.addWidget(first)
        self._box.addStretch(1)
        self._box.addWidget(second)
        self._parts = tuple(QWidgetItem(each) for each in (first, second))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        width = max(each.minimumSize().width() for each in self._parts)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() for each in self._parts) + self._box.spacing()
        self._box.setDirection(_ACROSS if event.size().width() >= needed else _DOWN)
