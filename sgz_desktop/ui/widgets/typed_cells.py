"""Texts typed into cells: saved at once, and kept where they were typed while they could not be."""

from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.self_saving import SelfSaving

Key = TypeVar("Key", bound=Hashable)


class TypedCells(SelfSaving, Generic[Key]):
    """The texts typed into cells that could not be saved: they stay where they were typed.

    Signals: settled, when one was saved or turned out not to be, or a block was written.
    """

    settled = Signal()

    def __init__(self, write: Callable[[Key, str], Outcome], *, name: str) -> None:
        super().__init__(name)
        self._write = write
        self._waiting: dict[Key, tuple[str, str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.error)

    def typed(self, key: Key) -> str | None:
        """What was typed into a cell and is not saved yet."""
        found = self._waiting.get(key)
        return found[0] if found else None

    def keep(self, key: Key, text: str, place: str) -> str:
        """Save what was typed into a cell; the sentence that says why it could not be, or ""."""
        outcome = self._write(key, text)
        self._waiting.pop(key, None)
        if not outcome.is_done:
            self._waiting[key] = text, place
        if outcome.may_come:
            self._wait()
        if outcome.sentence or not self._waiting:
            self.explain(f"{place}：{outcome.sentence}" if outcome.is_refused else outcome.sentence)
        self.settled.emit()
        return outcome.sentence

    def drop(self, keys: Collection[Key]) -> None:
        """A block was written over what was typed."""
        self.keep_only(lambda each: each not in keys)
        self.settled.emit()

    def keep_only(self, is_there: Callable[[Key], bool]) -> None:
        """Drop what was typed into cells that are gone."""
        self._waiting = {key: known for key, known in self._waiting.items() if is_there(key)}
        if not self._waiting:
            self._again.stop()
            self.explain("")

    def flush(self) -> bool:
        for key, (text, place) in list(self._waiting.items()):
            self.keep(key, text, place)
        return not self._waiting

    def retry(self) -> None:
        self.flush()
