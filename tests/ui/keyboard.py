"""What the keyboard does in a window: which keys are taken by what, what Enter pushes, where keys go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.mnemonics import letter_of

READS_ONLY = {
    "manual": "a book beside the work: there is nothing to agree to",
    "presentation": "the sheet fills the screen, and says beneath it that Esc ends it",
}
"""Dialogs without buttons, with the reason."""
OF_THE_FOCUS = ("Enter", "Esc", "Del", "←", "→", "↑", "↓")
"""Keys that do what the thing says that has the focus, so that several may show them."""
_STRIP = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A key, where it is heard, and what it does, in words for a failure."""

    key: str
    heard_in: QWidget
    does: str


def taken(root: QWidget) -> Iterator[Taken]:
    """Every key but those of fields and lists that something in this window hears now."""
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not each.isEnabled():
            continue
        if isinstance(each, QAbstractButton) or (isinstance(each, QLabel) and each.buddy() is not None):
            for letter in re.findall("&([^&\\s])", each.text().replace("&&", "")):
                yield Taken(f"Alt+{letter.upper()}", root, each.objectName() or each.text())
    for action in root.findChildren(QAction):
        for key in action.shortcuts():
            if action.isEnabled():
                yield Taken(key.toString(), root, action.objectName())
    for shortcut in root.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible() and shortcut.isEnabled():
            is_own = shortcut.context() in (
                Qt.ShortcutContext.WidgetShortcut,
                Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
            name = f"shortcut of {type(parent).__name__} {parent.objectName()}"
            yield Taken(shortcut.key().toString(), parent if is_own else root, name)


def quarrels(root: QWidget) -> list[str]:
    """What would hear the same key: the one that is heard within the other, or both in the whole window."""
    return [
        f"{one.key}: {one.does}, {other.does}"
        for one, other in combinations(taken(root), 2)
        if one.key == other.key
        and (
            one.heard_in is other.heard_in
            or one.heard_in.isAncestorOf(other.heard_in)
            or other.heard_in.isAncestorOf(one.heard_in)
        )
    ]


def shown_key(button: KeyButton) -> str:
    """The key that is drawn on a button, "" where none is."""
    found = re.match("快捷键 (.+)", button.accessibleDescription())
    return found[1] if found else ""


def shown_twice(root: QWidget) -> list[str]:
    """Keys that two buttons show, and buttons that show a key and a letter."""
    found, known = [], dict[str, str]()
    for each in root.findChildren(KeyButton):
        key = shown_key(each)
        if not each.isVisible() or not each.isEnabled() or not key:
            continue
        if letter_of(each.text()):
            found.append(f"{each.objectName()} shows {key} and a letter")
        if key in known and key not in OF_THE_FOCUS:
            found.append(f"{key}: {known[key]}, {each.objectName()}")
        known[key] = each.objectName()
    return found


def keyless(root: QWidget) -> list[str]:
    """Main buttons, and in a dialog all of them, that show neither a key nor a letter."""
    is_asked = isinstance(root, QDialog)
    return [
        each.objectName()
        for each in root.findChildren(KeyButton)
        if each.isVisible()
        and (is_asked or each.property("primary"))
        and not shown_key(each)
        and not letter_of(each.text())
    ]


def without_enter(root: QWidget) -> list[str]:
    """What a dialog lacks of one button that Enter pushes, which can be seen and pushed."""
    if not isinstance(root, QDialog) or root.objectName() in READS_ONLY:
        return []
    found = [each.objectName() for each in root.findChildren(QPushButton) if each.isDefault()]
    usable = [
        each for each in root.findChildren(QPushButton, found[0]) if each.isVisible() and each.isEnabled()
    ]
    return [] if len(found) == len(usable) == 1 else [f"Enter pushes {found}"]


def frame(widget: QWidget) -> QImage:
    """A picture by which the focus is told: of a field its upper edge alone, as a caret is no frame."""
    picture = widget.grab().toImage()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return picture.copy(0, 0, picture.width(), _STRIP)
    return picture
