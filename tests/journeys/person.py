"""Somebody at the window: finds things by what can be seen, types, clicks and reads, all through Qt alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.app import build_window

PATIENCE_MS = 15_000
W = TypeVar("W", bound=QWidget)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Person:
    """One window on a data folder, and the hands and eyes before it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.window = build_window(folder)
        self._is_gone = False
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.until(lambda: QApplication.focusWidget() is not None, "a focus")

    def leave(self) -> None:
        """Close the window and let it go; once is enough."""
        if self._is_gone:
            return
        self._is_gone = True
        assert self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    # Eyes

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, at once where it does already."""
        QApplication.processEvents()
        if not holds():
            self.qtbot.waitUntil(lambda: _assert(holds(), what), timeout=PATIENCE_MS)

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

    # Hands

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            QTest.keyClick(self._focused(), key, _CONTROL if control else _NONE)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type a text: ASCII key by key, anything else through an input method, Enter between lines."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            if line.isascii():
                for letter in line:
                    QTest.keyClicks(self._focused(), letter)
            else:
                self.commit(line)
        QApplication.processEvents()

    def compose(self, text: str) -> None:
        """Let an input method show a text it has not handed over yet."""
        self._send(QInputMethodEvent(text, []))

    def commit(self, text: str) -> None:
        """Let an input method hand over a text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._send(event)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a thing, scrolled into view first where it lies in an area that scrolls."""
        _bring_into_view(widget)
        assert not widget.visibleRegion().isEmpty(), f"{widget.objectName()} cannot be seen"
        self._activate(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, place or QPoint())
        QApplication.processEvents()

    def push(self, name: str, *, within: QWidget | None = None) -> None:
        """Click a button by its object name."""
        button = self.find(QAbstractButton, name, within=within)
        assert button.isEnabled(), name
        self.click(button)

    def push_text(self, text: str, *, within: QWidget | None = None) -> None:
        """Click the button that bears a text."""
        (button,) = [each for each in self.all(QAbstractButton, within=within) if each.text() == text]
        self.click(button)

    def fill(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """Click into a field and type over what is there."""
        self.fill_in(self.find(QWidget, name, within=within), text)

    def fill_in(self, field: QWidget, text: str) -> None:
        """Click into this field and type over what is there."""
        self.click(field)
        assert field.hasFocus(), field.objectName()
        self.press(Qt.Key.Key_A, control=True)
        if text:
            self.write(text)
        else:
            self.press(Qt.Key.Key_Delete)

    def choose(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """Open a drop-down list by its object name and pick a text."""
        self.choose_in(self.find(QComboBox, name, within=within), text)

    def choose_in(self, box: QComboBox, text: str) -> None:
        """Open this drop-down list by the keyboard and pick a text."""
        _bring_into_view(box)
        box.setFocus()
        texts = [box.itemText(number) for number in range(box.count())]
        QTest.keyClick(box, Qt.Key.Key_F4)
        listed = box.view()
        self.until(listed.isVisible, "an open list")
        QTest.keyClick(listed, Qt.Key.Key_Home)
        for _ in range(texts.index(text)):
            QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Return)
        self.until(lambda: not listed.isVisible(), "a closed list")

    def turn_to(self, tabs: str, text: str) -> None:
        """Click a tab by its text."""
        bar = self.find(QTabBar, tabs)
        number = [bar.tabText(each) for each in range(bar.count())].index(text)
        self.click(bar, bar.tabRect(number).center())

    def go(self, page: str) -> None:
        """Click a page in the navigation and wait until it is shown."""
        self.push(f"nav_{page}")
        self.until(lambda: self.is_shown(f"{page}Page"), page)

    def click_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click into a cell or line."""
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def answer(self, dialog: str, button: str = "yes") -> None:
        """Push a dialog's button and wait until the dialog is gone."""
        self.push(f"{dialog}_{button}")
        self.until(lambda: not self.all(QDialog, dialog), f"{dialog} closed")
        others = self.all(QDialog)
        self._activate(others[-1] if others else self.window)

    def works(self, name: str, *, behalf: str = "本人") -> None:
        """Say by Ctrl+U who works here, and on whose behalf."""
        self.press(Qt.Key.Key_U, control=True)
        dialog = self.find(QDialog, "askWorker")
        box = self.find(QComboBox, "askWorker_who", within=dialog)
        texts = [box.itemText(number) for number in range(box.count())]
        (line,) = [each for each in texts if each.startswith(f"{name} · ")]
        self.choose_in(box, line)
        self.choose("askWorker_behalf", behalf, within=dialog)
        self.answer("askWorker")
        shown = name if behalf == "本人" else f"{name}\n代 {behalf} 录入"
        self.until(lambda: self.find(QAbstractButton, "workerButton").text() == shown, shown)

    def _activate(self, widget: QWidget) -> None:
        """A window manager's part: the window under the hand is the active one."""
        window = widget.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.until(window.isActiveWindow, "an active window")

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _send(self, event: QInputMethodEvent) -> None:
        field = self._focused()
        assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), field.objectName()
        QApplication.sendEvent(field, event)
        QApplication.processEvents()


def _assert(holds: bool, what: str) -> None:
    assert holds, what


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 20, 20)
        above = above.parentWidget()
    QApplication.processEvents()
