"""What a person does at the real window until its process is killed, saying what the status line said.

The window is found, typed into and read as a person would: by QTest and by the texts that can be seen.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QWidget

from sgz_desktop.app import choose_font
from sgz_desktop.ui.shell import Shell, build_shell
from sgz_desktop.wiring import open_for_window
from tests.kill.nursery import BEGIN, Act, Say, serve

_PATIENCE_S = 5.0
_CHOICES = (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Right)


class Person:
    """Somebody at the window."""

    def __init__(self, folder: Path, evaluation_id: UUID) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self.application = QApplication([])
        choose_font(self.application)
        self.shell: Shell = build_shell(open_for_window(folder))
        self.shell.show()
        self.shell.open_evaluation(evaluation_id)
        self.stops = self._find(QListView, "stopList")

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys one after the other, wherever the focus is."""
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self._focused(), key, modifier)
            self.application.processEvents()

    def go_down(self, lines: int) -> None:
        """Go down the checklist without a look at what is on the way."""
        for _ in range(lines):
            QTest.keyClick(self._focused(), Qt.Key.Key_Down)
        self.application.processEvents()

    def write(self, text: str) -> None:
        """Type ASCII text into the field that has the focus."""
        for letter in text:
            QTest.keyClicks(self._focused(), letter)
            self.application.processEvents()

    def compose(self, text: str) -> None:
        """Write through an input method, which hands over a whole text at once."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self.application.sendEvent(self._focused(), event)
        self.application.processEvents()

    def enter(self, kind: type[QWidget], name: str) -> None:
        """Click into a field."""
        self._find(kind, name).setFocus()

    def status(self) -> str:
        """What the status line says: 已保存, when, and what undo would take back."""
        return "　".join(self._find(QLabel, name).text() for name in ("statusSaved", "statusUndo"))

    def place(self) -> int:
        """The number of the line of the checklist the person is at."""
        return int(self.stops.currentIndex().row())

    def row(self, place: int) -> str:
        """What a line of the checklist says."""
        return str(self.stops.model().index(place, 0).data())

    def wait_for_saved(self, what: str) -> bool:
        """Wait until the status line calls that saved."""
        limit = monotonic() + _PATIENCE_S
        while not self._is_said(what) and monotonic() < limit:
            QTest.qWait(1)
        return self._is_said(what)

    def _is_said(self, what: str) -> bool:
        status = self.status()
        return status.startswith("已保存") and status.endswith(what)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.shell

    def _find(self, kind: type[Any], name: str) -> Any:
        return self.shell.findChild(kind, name)


def mark(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Answer item after item; say a line of the checklist once the status line has called its item saved."""
    person = Person(folder, UUID(given["evaluation"]))
    chance = Random(seed)
    person.go_down(chance.randrange(40))
    say(BEGIN)
    last = ""
    for _ in range(given["number"]):
        person.press(Qt.Key.Key_Down if chance.random() < 0.8 else Qt.Key.Key_Home)
        if _code(person.row(person.place())) == last:
            # Twice the same item, and the status line would say the same before and after.
            person.press(Qt.Key.Key_Down)
        place = person.place()
        before = person.row(place)
        last = _code(before)
        say("doing", row=before)
        person.press(chance.choice(_CHOICES))
        if not isinstance(QApplication.focusWidget(), QListView):
            # A digit opened the field for points or a ratio; Enter ends it and goes on to what is open.
            person.press(Qt.Key.Key_Return)
        row = person.row(place)
        if row != before:
            assert person.wait_for_saved(f"评分 {last}"), person.status()
            say("mark", row=row)
        person.press(Qt.Key.Key_Escape)


def _code(row: str) -> str:
    return row.split(" ", 1)[0]


def write(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Write notes and observations; say each text once the status line calls it saved."""
    person = Person(folder, UUID(given["evaluation"]))
    chance = Random(seed)
    person.go_down(chance.randrange(40))
    say(BEGIN)
    for number in range(given["number"]):
        person.press(Qt.Key.Key_Down)
        row = person.row(person.place())
        note, seen = f"note {seed}.{number}", f"看到 {seed}.{number}"
        say("doing", row=row)
        person.enter(QLineEdit, "answerNote")
        person.press(Qt.Key.Key_A, control=True)
        person.write(note)
        person.press(Qt.Key.Key_Return)
        assert person.wait_for_saved(f"备注 {_code(row)}"), person.status()
        say("note", row=row, text=note)
        person.press(Qt.Key.Key_Escape, chance.choice((Qt.Key.Key_Plus, Qt.Key.Key_Minus)))
        person.compose(seen)
        if chance.random() < 0.75:
            person.press(Qt.Key.Key_Return, control=True)
        # Else nobody ends the sentence, and the pause saves it.
        assert person.wait_for_saved("记下观察"), person.status()
        say("observation", text=seen)
        person.press(Qt.Key.Key_Escape)


ACTS: Mapping[str, Act] = {"mark": mark, "write": write}

if __name__ == "__main__":
    serve(ACTS)
