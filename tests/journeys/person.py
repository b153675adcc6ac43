"""Somebody at the window: what the hands do at the keyboard, all through Qt alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.app import build_window
from sgz_desktop.ui.widgets.mnemonics import letter_of, without_letter
from tests.journeys.eyes import Eyes
from tests.journeys.focus import holder, name_of, stop_beside, way_to
from tests.journeys.stalls import Watch

_MOST_STEPS = 60
_SHORT = 40
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ROWS = QAbstractItemView.SelectionBehavior.SelectRows
_PAGES = {
    "home": ("homePage", Qt.Key.Key_1),
    "preparing": ("preparingPage", Qt.Key.Key_2),
    "visit": ("visitPage", Qt.Key.Key_3),
    "day": ("dayPage", Qt.Key.Key_4),
    "observations": ("boardPage", Qt.Key.Key_5),
    "indicators": ("indicatorsPage", Qt.Key.Key_6),
    "scoring": ("scoringPage", Qt.Key.Key_7),
    "report": ("reportPage", Qt.Key.Key_8),
}


class Person(Eyes):
    """One window on a data folder, and the hands and eyes before it."""

    def __init__(self, qtbot: QtBot, folder: Path, watch: Watch) -> None:
        super().__init__(qtbot, build_window(folder), watch)
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

    def press(self, *keys: Qt.Key, control: bool = False, alt: bool = False) -> None:
        """Press keys one after the other, wherever the focus is."""
        held = (_CONTROL if control else _NONE) | (_ALT if alt else _NONE)
        for key in keys:
            with self._watch.over(QKeySequence(held.value | key.value).toString()):
                QTest.keyClick(self._focused(), key, held)
                QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type a text: ASCII key by key, anything else through an input method, Enter between lines."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            if line.isascii():
                for letter in line:
                    with self._watch.over(f"typing {letter}"):
                        QTest.keyClicks(self._focused(), letter)
            else:
                self.commit(line)
        self._let_work()

    def compose(self, text: str) -> None:
        """Let an input method show a text it has not handed over yet."""
        self._send(QInputMethodEvent(text, []))

    def commit(self, text: str) -> None:
        """Let an input method hand over a text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._send(event)

    def reach(self, widget: QWidget) -> QWidget:
        """Bring the focus to a thing by Tab or Shift+Tab, the shorter way round; by arrows within a row."""
        target = holder(widget)
        self._activate(target)
        if not target.hasFocus() and not self._tabs_to(target):
            stop = stop_beside(target)
            assert stop is not None, f"no Tab stops at {name_of(target)}"
            assert stop.hasFocus() or self._tabs_to(stop), f"no Tab stops at {name_of(stop)}"
            self._step_to(target)
        assert target.hasFocus(), f"{name_of(target)} lost the focus to {name_of(QApplication.focusWidget())}"
        if target.visibleRegion().isEmpty():
            self._watch.unseen.add(name_of(target))
        return target

    def push(self, name: str, *, within: QWidget | None = None) -> None:
        """Go to a button by its object name and push it by Space."""
        button = self.find(QAbstractButton, name, within=within)
        assert button.isEnabled(), name
        self._push(button)

    def push_text(self, text: str, *, within: QWidget | None = None) -> None:
        """Go to the button that bears a text and push it by Space."""
        (button,) = [
            each for each in self.all(QAbstractButton, within=within) if without_letter(each.text()) == text
        ]
        self._push(button)

    def push_letter(self, name: str, *, within: QWidget | None = None) -> None:
        """Push a button by Alt and its letter, wherever the focus is."""
        letter = letter_of(self.find(QAbstractButton, name, within=within).text())
        assert letter, name
        self.press(Qt.Key(ord(letter)), alt=True)

    def _push(self, button: QAbstractButton) -> None:
        was_chosen = button.isChecked()
        self.reach(button)
        # In a row of which one holds the arrows that led here have chosen it.
        if was_chosen or not button.isChecked():
            self.press(Qt.Key.Key_Space)

    def _tabs_to(self, target: QWidget) -> bool:
        way = way_to(target)
        if way is None:
            return False
        key, most = way
        for _ in range(most):
            with self._watch.over("Tab"):
                QTest.keyClick(self._focused(), key, _SHIFT if key is Qt.Key.Key_Backtab else _NONE)
            if target.hasFocus():
                break
        self._let_work()
        return target.hasFocus()

    def _step_to(self, target: QWidget) -> None:
        """Go from one of a row or grid to another by the arrows, as they lie."""
        for _ in range(_MOST_STEPS):
            now = self._focused()
            if now is target or type(now) is not type(target):
                return
            across, down = target.x() - now.x(), target.y() - now.y()
            if down:
                self.press(Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)
            else:
                self.press(Qt.Key.Key_Right if across > 0 else Qt.Key.Key_Left)

    def fill(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """Go to a field and type over what is there."""
        self.fill_in(self.find(QWidget, name, within=within), text)

    def fill_in(self, field: QWidget, text: str) -> None:
        """Go to this field and type over what is there."""
        self.reach(field)
        self.press(Qt.Key.Key_A, control=True)
        if text:
            self.write(text)
        else:
            self.press(Qt.Key.Key_Delete)

    def choose(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """Open a drop-down list by its object name and pick a text."""
        self.choose_in(self.find(QComboBox, name, within=within), text)

    def choose_in(self, box: QComboBox, text: str) -> None:
        """Go to this drop-down list, open it by F4 and pick a text by the arrows."""
        self.reach(box)
        texts = [box.itemText(number) for number in range(box.count())]
        self.press(Qt.Key.Key_F4)
        self.until(lambda: QApplication.activePopupWidget() is not None, "an open list")
        self.press(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * texts.index(text), Qt.Key.Key_Return)
        self.until(lambda: QApplication.activePopupWidget() is None, "a closed list")

    def turn_to(self, tabs: str, text: str) -> None:
        """Go to a tab by its text, along the tabs by the arrows."""
        bar = self.find(QTabBar, tabs)
        number = next(each for each in range(bar.count()) if bar.tabText(each).startswith(text))
        if bar.currentIndex() != number:
            self.reach(bar)
        while bar.currentIndex() != number:
            self.press(Qt.Key.Key_Right if bar.currentIndex() < number else Qt.Key.Key_Left)

    def go(self, page: str) -> None:
        """Go to a page by its key and wait until it is shown."""
        self._activate(self.window)
        name, key = _PAGES[page]
        self.press(key, control=True)
        self.until(lambda: self.is_shown(name), page)

    def go_to_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Go to a cell or line by the arrows."""
        self.reach(view)
        self._steps(view, QModelIndex.row, index.row(), Qt.Key.Key_Down, Qt.Key.Key_Up)
        if isinstance(view, QTableView) and view.selectionBehavior() is not _ROWS:
            self._steps(view, QModelIndex.column, index.column(), Qt.Key.Key_Right, Qt.Key.Key_Left)

    def _steps(
        self,
        view: QAbstractItemView,
        place: Callable[[QModelIndex], int],
        wanted: int,
        onwards: Qt.Key,
        back: Qt.Key,
    ) -> None:
        for _ in range(abs(wanted - place(view.currentIndex()))):
            self.press(onwards if place(view.currentIndex()) < wanted else back)
        assert place(view.currentIndex()) == wanted, (name_of(view), place(view.currentIndex()), wanted)

    def answer(self, dialog: str, button: str = "yes") -> None:
        """Push a dialog's button and wait until the dialog is gone."""
        self.push(f"{dialog}_{button}")
        self.see_off(dialog)

    def meet(self, dialog: str) -> QDialog:
        """Wait for a dialog; it is the active window then."""
        found = self.find(QDialog, dialog)
        self._activate(found)
        return found

    def see_off(self, dialog: str) -> None:
        """Wait until a dialog is gone; what was beneath it is the active window then."""
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
        second = "" if behalf == "本人" else f"代 {behalf} 录入"

        def is_told() -> bool:
            first, _, more = self.find(QAbstractButton, "workerButton").text().partition("\n")
            return first.startswith(f"{name} · ") and more == second

        self.until(is_told, f"{name} {second}")

    def _activate(self, widget: QWidget) -> None:
        """A window manager's part: the window under the hand is the active one."""
        window = widget.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.until(window.isActiveWindow, "an active window")

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def _send(self, event: QInputMethodEvent) -> None:
        field = self._focused()
        assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), field.objectName()
        with self._watch.over(f"typing {event.commitString() or event.preeditString()}"[:_SHORT]):
            QApplication.sendEvent(field, event)
            QApplication.processEvents()
