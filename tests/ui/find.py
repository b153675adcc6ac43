"""Finding what a person sees in a window, and acting on it as a person does."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.typing_fields import Line

_Found = TypeVar("_Found", bound=QObject)
_Part = TypeVar("_Part", bound=QWidget)


@dataclass
class Stage(Generic[_Part]):
    """A window with one part that has the focus, and another field to go to."""

    window: QWidget
    part: _Part
    other: Line


def stage(qtbot: QtBot, part: _Part, *more: QWidget) -> Stage[_Part]:
    """Show a part in a window, above others and a plain line, and give it the focus."""
    window, other = QWidget(), Line(name="other")
    column = QVBoxLayout(window)
    whole: list[QWidget] = [part, *more, other]
    for each in whole:
        column.addWidget(each)
    other.destroyed.connect(lambda: window)  # keeps the window until Qt ends it, whoever forgets the stage
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    part.setFocus()
    target = part.focusProxy() or part
    qtbot.waitUntil(target.hasFocus)
    return Stage(window, part, other)


def the(window: QWidget, kind: type[_Found], name: str) -> _Found:
    """The one widget of that kind and name; several of one name: the visible one."""
    found = window.findChildren(kind, name)
    seen = [each for each in found if isinstance(each, QWidget) and each.isVisible()]
    return (seen or found)[0]


def text_of(window: QWidget, name: str) -> str:
    """What a label says."""
    return the(window, QLabel, name).text()


def click(window: QWidget, name: str) -> None:
    """Click a button."""
    QTest.mouseClick(the(window, QPushButton, name), Qt.MouseButton.LeftButton)


def worked(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the window's jobs have ended, and what they brought is shown."""
    qtbot.waitUntil(lambda: not shell.jobs.running, timeout=60_000)
    QApplication.processEvents()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def key_in(text: str) -> None:
    """Type characters wherever the focus is, a key each."""
    for each in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, each)


def type_into(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Go to a field, replace what is there, as typed."""
    field.setFocus()
    field.selectAll()
    if text:
        send(field, text)
    else:
        QTest.keyClick(field, Qt.Key.Key_Delete)


def compose(field: QWidget, preedit: str) -> None:
    """Let an input method show text in a field without handing it over."""
    QApplication.sendEvent(field, QInputMethodEvent(preedit, []))


def send(field: QWidget, text: str, *, preedit: str = "") -> None:
    """Let an input method hand text over."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def words_on(window: QWidget) -> str:
    """Everything a person can read in a window."""
    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    buttons = [each.text() for each in window.findChildren(QPushButton) if each.isVisible()]
    return "\n".join([*labels, *buttons])
