"""What may be higher than its place: behind a bar, and up to the edge while there is none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

BESIDE_BAR = 6
"""Pixels between what is scrolled and its bar."""


def behind_bar(inside: QWidget) -> QScrollArea:
    """A widget as wide as its place and as high as it wants to be, which Tab goes into and not to."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def keep_off_bar(area: QScrollArea, inside: QLayout) -> None:
    """Leave room between what is scrolled and its bar, as long as the bar is there."""
    margins = inside.contentsMargins()

    def fit(_: int, most: int) -> None:
        beside = BESIDE_BAR if most else 0
        inside.setContentsMargins(margins.left(), margins.top(), margins.right() + beside, margins.bottom())

    area.verticalScrollBar().rangeChanged.connect(fit)
