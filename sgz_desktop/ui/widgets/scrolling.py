"""What may be higher than its place: behind a bar, and up to the edge while there is none."""

from PySide6.QtWidgets import QLayout, QScrollArea

BESIDE_BAR = 6
"""Pixels between what is scrolled and its bar."""


def keep_off_bar(area: QScrollArea, inside: QLayout) -> None:
    """Leave room between what is scrolled and its bar, as long as the bar is there."""
    margins = inside.contentsMargins()

    def fit(_: int, most: int) -> None:
        beside = BESIDE_BAR if most else 0
        inside.setContentsMargins(margins.left(), margins.top(), margins.right() + beside, margins.bottom())

    area.verticalScrollBar().rangeChanged.connect(fit)
