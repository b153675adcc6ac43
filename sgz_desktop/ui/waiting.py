"""What was clicked and the disk did not take: kept in order, tried again by itself until it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from time import monotonic
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets import self_saving

_JUST_TRIED_S = 0.3
"""Within this time a locked file is still locked: to wait for it again would hold the window up."""


class Way(IntEnum):
    """Which way an act moves along the steps."""

    BACK = -1
    NEW = 0
    AGAIN = 1


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """Something a person did. `about` names what it decides; `evaluation_id` is None for the list itself."""

    text: str
    run: Callable[[], Outcome]
    about: str = ""
    evaluation_id: UUID | None = None
    way: Way = Way.NEW


class Waiting(QObject):
    """The acts that wait, in the order in which they were done. Each is saved at most once.

    They are tried again after a while, at once when anything else was saved, and before anything else is.
    Signals: changed, when one is added, saved or dropped; refused, with the sentence that says why one
    will never be saved.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._acts: list[Act] = []
        self._tried_at = 0.0
        self._is_trying = False
        self.sentence = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.retry)

    @property
    def acts(self) -> tuple[Act, ...]:
        """What waits, the oldest first."""
        return tuple(self._acts)

    def add(self, act: Act, sentence: str) -> None:
        """Let an act wait that could not be saved, and say why; a later one takes the place of an earlier."""
        self._forget(lambda each: bool(act.about) and each.about == act.about)
        self._acts.append(act)
        self.sentence = sentence
        self._tried_at = monotonic()
        self._again.start(self_saving.RETRY_MS)
        self.changed.emit()

    def drop(self, about: str) -> None:
        """Something else was decided about this: what waits is not wanted any more."""
        self._drop(lambda each: each.about == about)

    def drop_of(self, evaluation_id: UUID) -> None:
        """The evaluation was closed: what was done to it waits no longer."""
        self._drop(lambda each: each.evaluation_id == evaluation_id)

    def drop_all(self) -> None:
        """Somebody gave up what waits."""
        self._drop(lambda _: True)

    def take_back(self, way: Way, evaluation_id: UUID) -> bool:
        """Drop the last act where going this way is its opposite; False where nothing such waits."""
        last = self._acts[-1] if self._acts else None
        if last is None or last.evaluation_id != evaluation_id:
            return False
        if last.way is way or (way is Way.AGAIN and last.way is Way.NEW):
            return False
        self._drop(lambda each: each is last)
        return True

    def run(self) -> bool:
        """Save what waits before something else is saved; False while it cannot be."""
        if self._acts and not self._is_trying and monotonic() - self._tried_at > _JUST_TRIED_S:
            self.retry()
        return not self._acts or self._is_trying

    def retry(self) -> None:
        """Try everything again, in order, up to the first that the disk does not take."""
        if self._is_trying:
            return
        self._is_trying = True
        before = len(self._acts)
        try:
            while self._acts:
                act = self._acts.pop(0)
                outcome = act.run()
                if outcome.may_come:
                    self._acts.insert(0, act)
                    self.sentence = outcome.sentence
                    break
                if outcome.sentence:
                    self.refused.emit(outcome.sentence)
        finally:
            self._is_trying = False
            self._tried_at = monotonic()
            self._rest()
        if len(self._acts) != before:
            self.changed.emit()

    def retry_soon(self) -> None:
        """Try again behind the present event: something else was saved."""
        if self._acts and not self._is_trying:
            self._again.start(0)

    def _drop(self, unwanted: Callable[[Act], bool]) -> None:
        if self._forget(unwanted):
            self._rest()
            self.changed.emit()

    def _forget(self, unwanted: Callable[[Act], bool]) -> bool:
        before = len(self._acts)
        self._acts = [each for each in self._acts if not unwanted(each)]
        return len(self._acts) != before

    def _rest(self) -> None:
        if self._acts:
            self._again.start(self_saving.RETRY_MS)
        else:
            self._again.stop()
            self.sentence = ""
