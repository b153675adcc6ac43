"""What is said about the fields of 评前准备, at hand by field while its parts are drawn."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from sgz_desktop.services.preparing_checks import Finding, Level, Part
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.self_saving import SelfSaving


class Panel(Protocol):
    """One part of the page."""

    def redraw(self) -> None: ...
    def begin_anew(self) -> None: ...
    def point_at(self, field: str) -> None: ...


class Checks:
    """The findings of the open evaluation, as they were when the page was last drawn."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._all: tuple[Finding, ...] = ()
        self._by_field: dict[str, list[Finding]] = {}

    def refresh(self) -> None:
        """Look at the evaluation as it is."""
        self._all = self._session.program.preparing.findings(self._session.open_id)
        self._by_field = {}
        for each in self._all:
            self._by_field.setdefault(each.field, []).append(each)

    def of(self, field: str) -> Sequence[Finding]:
        """What is said about one field."""
        return self._by_field.get(field, ())

    def of_part(self, part: Part) -> tuple[Finding, ...]:
        """What is said about one part, the gravest first."""
        levels = list(Level)
        found = [each for each in self._all if each.part is part]
        return tuple(sorted(found, key=lambda each: levels.index(each.level)))


def unkept(within: QWidget) -> list[SelfSaving]:
    """The fields whose text cannot be kept as it is: errors that no evaluation holds."""
    return [each for each in within.findChildren(SelfSaving) if each.error.text()]


class Listening(QObject):
    """Hears when something in a part comes or goes, as the sentence of a field that is not kept does.

    Signals: moved.
    """

    moved = Signal()

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.moved.emit()
        return False
