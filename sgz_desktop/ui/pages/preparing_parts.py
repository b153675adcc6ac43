"""What the parts of 评前准备 share: saving one field of one entity, adding by typing a name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import row
from sgz_desktop.ui.widgets.typing_fields import Line


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


def edit(session: Session, kind: str, entity_id: UUID, values: dict[str, Any], text: str) -> None:
    """Set fields of an entity by a click; what goes wrong is said above the page."""
    preparing = session.program.preparing
    session.write(text, lambda each, who: preparing.edit(each, kind, entity_id, values, who))


def remove(session: Session, kind: str, entity_id: UUID, text: str) -> None:
    """Delete an entity recoverably."""
    preparing = session.program.preparing
    session.write(text, lambda each, who: preparing.remove(each, kind, entity_id, who))


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
