"""What the parts of 评前准备 share: saving one field of one entity, adding by typing a name."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.typing_fields import Line

_BETWEEN_NAMES = re.compile(r"[、，,；;\t\r\n\u2028\u2029]+")


def names_in(text: str) -> list[str]:
    """The names of a pasted block, each once, in order: 、，；, tabs and line ends stand between them."""
    parts = (each.strip() for each in _BETWEEN_NAMES.split(text))
    return list(dict.fromkeys(each for each in parts if each))


def saver(session: Session, kind: str, entity_id: UUID, field: str, text: str) -> Callable[[Any], str]:
    """What keeps a typed value in one field of one entity, as a step of undo named `text`."""

    def save(value: Any) -> str:
        preparing = session.program.preparing
        return session.write(
            text,
            lambda each, who: preparing.edit(each, kind, entity_id, {field: value}, who),
            merge=f"{kind} {entity_id} {field}",
            quiet=True,
        ).sentence

    return save


def edit(session: Session, kind: str, entity_id: UUID, values: dict[str, Any], text: str) -> bool:
    """Set fields of an entity by a click; False, said above the page, when that is refused."""
    preparing, about = session.program.preparing, f"{kind} {entity_id} {' '.join(values)}"
    return session.write(
        text, lambda each, who: preparing.edit(each, kind, entity_id, values, who), about=about
    ).is_done


def step_of(event: QKeyEvent) -> int:
    """−1 for Alt+↑ and 1 for Alt+↓, which move a row among its siblings; 0 for every other key."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


def move(session: Session, siblings: Sequence[Any], entity_id: UUID, step: int) -> bool:
    """Move an entity one place up (−1) or down (1) among its siblings; False at the end of them."""
    ids = [each.id for each in siblings]
    place = ids.index(entity_id)
    target = place + step
    if not step or not 0 <= target < len(ids):
        return False
    # Behind the one that follows is in front of the one after that, and at the end behind all.
    follower = target if step < 0 else target + 1
    before = ids[follower] if follower < len(ids) else None
    kind: str = siblings[place].kind
    preparing = session.program.preparing
    return session.write(
        tr("调整次序"),
        lambda each, who: preparing.move(each, kind, entity_id, before, who),
        about=f"move {entity_id}",
    ).is_done


def order_hint() -> QWidget:
    """Says how rows are moved."""
    return label(tr("Alt+↑ Alt+↓ 调整次序"), "hint")


def install_moves(
    widget: QWidget, session: Session, entity_id: UUID, siblings: Callable[[], Sequence[Any]]
) -> None:
    """Let Alt+↑ and Alt+↓ within a widget move its entity among the siblings."""
    mover = _Mover(widget, session, entity_id, siblings)
    widget.installEventFilter(mover)


class _Mover(QObject):
    """Takes the keys that reach a row: those its fields have no use for."""

    def __init__(
        self, widget: QWidget, session: Session, entity_id: UUID, siblings: Callable[[], Sequence[Any]]
    ) -> None:
        super().__init__(widget)
        self._session, self._id, self._siblings = session, entity_id, siblings

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and step_of(event):
            move(self._session, self._siblings(), self._id, step_of(event))
            return True
        return super().eventFilter(watched, event)


def remove(session: Session, kind: str, entity_id: UUID, text: str) -> None:
    """Delete an entity recoverably, with all that hangs on it: a person's marks can be many."""
    preparing = session.program.preparing
    with session.at_length():
        session.write(
            text,
            lambda each, who: preparing.remove(each, kind, entity_id, who),
            about=f"remove {entity_id}",
        )


def remove_button(name: str, said: str) -> KeyButton:
    """A small button that deletes what `said` names."""
    button = KeyButton("删除", name=name)
    button.setProperty("small", True)
    button.setProperty("flat", True)
    button.setAccessibleName(said)
    return button


class Adder(QWidget):
    """A line that makes something of the name typed into it: by Enter, the button, or on leaving.

    `add` gets the name and returns the sentence that refuses it, or "".
    """

    def __init__(
        self,
        add: Callable[[str], str],
        *,
        name: str,
        title: str,
        placeholder: str,
        button: str,
        width: int = 0,
    ) -> None:
        super().__init__()
        self._add = add
        self.auto = AutoField(Line(name=name, title=title, placeholder=placeholder), save=self._keep)
        self.auto.holds_back = True
        if width:
            self.auto.setFixedWidth(width)
        self.button = KeyButton(button, name=f"{name}_add")
        self.button.clicked.connect(self.auto.flush)
        line = row(self.auto, self.button)
        if width:
            line.addStretch(1)
        self.setLayout(line)

    def _keep(self, text: str) -> str:
        if not text.strip():
            return ""
        sentence = self._add(text.strip())
        if not sentence:
            self.auto.empty()
        return sentence
