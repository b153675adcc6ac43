"""What was done to whole evaluations (made, imported, put away, restored), with a way back of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sgz_desktop.services.changes import Changes

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Something done to whole evaluations; `back` takes it back, `again` does it once more."""

    text: str
    back: Callable[[], None]
    again: Callable[[], None]


class Deeds(QObject):
    """The deeds that undo takes back before any step: those behind which nothing else was written.

    Signals: changed, when another deed can be taken back or done again; turned, with a deed and whether it
    was taken back.
    """

    changed = Signal()
    turned = Signal(object, bool)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        session.changed.connect(self._pass)

    @property
    def last(self) -> Deed | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Deed | None:
        """What redo would do once more."""
        return self._undone[-1] if self._undone else None

    def add(self, deed: Deed) -> None:
        """Something was done just now."""
        self._done.append(deed)
        self._undone.clear()
        self.changed.emit()

    def forget(self) -> None:
        """Nothing can be taken back any more: the data were replaced."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def undo(self) -> bool:
        """Take the last deed back; False where there is none."""
        deed = self.last
        if deed is not None:
            text = self.tr("撤销“{text}”").format(text=deed.text)
            self._session.attempt(text, lambda: self._turn(deed, self._done, self._undone), about="deed")
        return deed is not None

    def redo(self) -> bool:
        """Do the deed that was taken back once more; False where there is none."""
        deed = self.next
        if deed is not None:
            text = self.tr("重做“{text}”").format(text=deed.text)
            self._session.attempt(text, lambda: self._turn(deed, self._undone, self._done), about="deed")
        return deed is not None

    def _turn(self, deed: Deed, source: list[Deed], target: list[Deed]) -> None:
        is_back = source is self._done
        (deed.back if is_back else deed.again)()
        if deed in source:
            source.remove(deed)
            target.append(deed)
        self.changed.emit()
        self.turned.emit(deed, is_back)

    def _pass(self, changes: Changes) -> None:
        # What was written since comes first, and undoing across it would take that with it unseen.
        if changes.batch_id is not None and (self._done or self._undone):
            self.forget()
