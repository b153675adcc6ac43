"""A drop-down list whose values stay what they are: Qt would make plain text of enumerations."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """One of several values.

    Signals: picked, with the value, when a person picks one.
    """

    picked = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str]] = (), *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._choices: tuple[tuple[Any, str], ...] = ()
        self.offer(choices)
        self.activated.connect(lambda number: self.picked.emit(self._choices[number][0]))

    @property
    def value(self) -> Any:
        """The value that is chosen; None while the list is empty."""
        number = self.currentIndex()
        return self._choices[number][0] if number >= 0 else None

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these values; the chosen one stays where it is among them. Says nothing."""
        if tuple(choices) == self._choices:
            return
        before = self.value if self._choices else None
        blocked = self.blockSignals(True)
        self.clear()
        self._choices = tuple(choices)
        self.addItems([text for _, text in self._choices])
        self.blockSignals(blocked)
        self.choose(before)

    def choose(self, value: Any) -> None:
        """Let this value be chosen, the first where it is not offered. Says nothing."""
        values = [each for each, _ in self._choices]
        blocked = self.blockSignals(True)
        self.setCurrentIndex(values.index(value) if value in values else 0)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the page; over a list it would change an answer nobody meant to change.
        event.ignore()
