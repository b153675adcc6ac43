"""What a person before the window sees: finding and reading things, and waiting for what is to come."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.journeys.stalls import Watch

PATIENCE_MS = 15_000
_ANSWERS_EVERY_MS = 5
W = TypeVar("W", bound=QWidget)


class Eyes:
    """Before one window; `watch` is told whenever the window is waited for."""

    def __init__(self, qtbot: QtBot, window: QWidget, watch: Watch) -> None:
        self.qtbot, self.window, self._watch = qtbot, window, watch
        self._answers = QTimer()
        self._answers.setInterval(_ANSWERS_EVERY_MS)
        self._answers.timeout.connect(watch.beat)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, at once where it does already."""
        self._let_work()
        if holds():
            return

        def look() -> None:
            with self._watch.aside():
                assert holds(), what

        self._answers.start()
        with self._watch.over():
            self.qtbot.waitUntil(look, timeout=PATIENCE_MS)
        self._answers.stop()

    def all(self, kind: type[W], name: str = "", *, within: QWidget | None = None) -> list[W]:
        """Everything of a kind that is shown, with that object name where one is given."""
        place = within or self.window
        found = place.findChildren(kind, name) if name else place.findChildren(kind)
        return [each for each in found if each.isVisible()]

    def find(self, kind: type[W], name: str, *, within: QWidget | None = None) -> W:
        """The one shown thing with that object name."""
        self.until(lambda: bool(self.all(kind, name, within=within)), f"{kind.__name__} {name}")
        found = self.all(kind, name, within=within)
        assert len(found) == 1, (name, found)
        return found[0]

    def known_as(self, kind: type[W], title: str) -> W:
        """The one shown thing with that accessible name."""
        found = [each for each in self.all(kind) if each.accessibleName() == title]
        assert len(found) == 1, (title, found)
        return found[0]

    def text(self, name: str) -> str:
        """What a shown label says."""
        return self.find(QLabel, name).text()

    def is_shown(self, name: str) -> bool:
        """Whether a thing with that object name can be seen."""
        return bool(self.all(QWidget, name))

    def seen(self, within: QWidget | None = None) -> str:
        """Every text that is shown, a line each."""
        return "\n".join(self._texts(within or self.window))

    def sees(self, *texts: str, within: QWidget | None = None) -> None:
        """Wait until all of these can be read somewhere."""
        for text in texts:
            self.until(self._seeing(text, within), f"“{text}” in\n{self.seen(within)}")

    def rows(self, name: str) -> list[list[str]]:
        """The cells of a shown table."""
        model = self.find(QTableView, name).model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def _seeing(self, text: str, within: QWidget | None) -> Callable[[], bool]:
        return lambda: text in self.seen(within)

    def says(self, name: str, text: str) -> None:
        """Wait until a label says just that."""
        self.until(lambda: self.text(name) == text, f"{name} “{text}”")

    def _texts(self, place: QWidget) -> Iterator[str]:
        for label in self.all(QLabel, within=place):
            yield label.text()
        for button in self.all(QAbstractButton, within=place):
            yield button.text()
        for line in self.all(QLineEdit, within=place):
            yield line.text()
        for field in self.all(QPlainTextEdit, within=place):
            yield field.toPlainText()

    def _let_work(self) -> None:
        with self._watch.over():
            QApplication.processEvents()
