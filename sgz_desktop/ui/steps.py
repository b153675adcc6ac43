"""One write of the window, what became of it, and its way back."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from PySide6.QtGui import QUndoCommand

from sgz_desktop.errors import Overtaken, Refused, SgzError
from sgz_desktop.services.changes import Changes, Worker

_SAME_TYPING_S = 5.0

Verb = Callable[[UUID, Worker], "Changes | tuple[Changes, UUID]"]
TakeBack = Callable[[UUID], Changes]


@dataclass(slots=True)
class Outcome:
    """What became of a write: the sentence that refuses it ("" when it is durable) and what was made."""

    sentence: str = ""
    field: str = ""
    entity_id: UUID | None = None
    is_refused: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it is durable."""
        return not self.sentence

    @property
    def may_come(self) -> bool:
        """Whether the same may be taken later: nothing is wrong with it, the disk did not take it."""
        return not self.is_done and not self.is_refused


def outcome_of(error: SgzError) -> Outcome:
    """What became of a write that raised this."""
    field = error.field if isinstance(error, Refused) else ""
    return Outcome(str(error), field, is_refused=isinstance(error, Refused | Overtaken))


class Step(QUndoCommand):
    """One write and the batches that take it back.

    The stack only keeps it in its place: it cannot be told that the disk did not take something. So the
    disk is written first, and the stack moves once that is durable.
    """

    def __init__(self, text: str, verb: Verb, evaluation_id: UUID, worker: Worker, merge: str) -> None:
        super().__init__(text)
        self._verb, self._evaluation_id, self._worker = verb, evaluation_id, worker
        self._merge = merge
        self._at = monotonic()
        self._batches: list[UUID] = []
        self._turned: list[UUID] = []

    def write(self) -> tuple[Outcome, Changes | None]:
        """Write for the first time, in the name of who worked when it was wanted."""
        outcome = Outcome()
        try:
            found = self._verb(self._evaluation_id, self._worker)
        except SgzError as error:
            return outcome_of(error), None
        if isinstance(found, tuple):
            found, outcome.entity_id = found
        if found.batch_id is not None:
            self._batches = [found.batch_id]
            self._at = monotonic()
        return outcome, found

    @property
    def is_durable(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._batches)

    def turn(self, take_back: TakeBack) -> tuple[Outcome, Changes | None]:
        """Undo the batches, newest first; the batches that do so turn it once more.

        Where the disk stops taking them midway, the next call goes on. Obsolete once nothing can be turned.
        """
        whole: Changes | None = None
        try:
            while self._batches:
                changes = take_back(self._batches[-1])
                self._batches.pop()
                whole = changes if whole is None else whole | changes
                if changes.batch_id is not None:
                    self._turned.append(changes.batch_id)
        except SgzError as error:
            outcome = outcome_of(error)
            self.setObsolete(outcome.is_refused)
            return outcome, whole
        self._batches, self._turned = self._turned, []
        self.setObsolete(not self._batches)
        return Outcome(), whole

    def redo(self) -> None:
        """Nothing: it was written before."""

    def undo(self) -> None:
        """Nothing: it was turned before."""

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join typing that follows at once in the same field."""
        if not isinstance(other, Step) or not self._merge or other._merge != self._merge:
            return False
        if other._at - self._at > _SAME_TYPING_S or other._evaluation_id != self._evaluation_id:
            return False
        self._batches += other._batches
        self._at = other._at
        return True

    def id(self) -> int:
        return 1 if self._merge else -1
