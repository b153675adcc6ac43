"""What the window is about: the evaluation that is open, who works on it, and what was done to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.changes import NOBODY, Changes, Worker

if TYPE_CHECKING:
    from sgz_desktop.domain.dossier import Dossier
    from sgz_desktop.domain.people import Role
    from sgz_desktop.domain.result import Score
    from sgz_desktop.domain.rubric import Rubric
    from sgz_desktop.services.program import Program

_SAME_TYPING_S = 5.0

Verb = Callable[[UUID, Worker], "Changes | tuple[Changes, UUID]"]


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


class Session(QObject):
    """The open evaluation and the one way the window writes to it.

    Signals: opened, when another evaluation or none is open; changed, with Changes, after every write;
    worker_changed; listed, when the list of evaluations changed; failed, with a sentence and a way to
    try again; recovered, when a write went through after one that the disk did not take; saving, with True
    before and False after a write that is known to take long.
    """

    opened = Signal()
    changed = Signal(object)
    worker_changed = Signal()
    listed = Signal()
    failed = Signal(str, object)
    recovered = Signal()
    saving = Signal(bool)

    def __init__(self, program: "Program", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.program = program
        self.stack = QUndoStack(self)
        self.saved_at: datetime | None = None
        self._evaluation_id: UUID | None = None
        self._worker = NOBODY
        self._is_failing = False

    @property
    def evaluation_id(self) -> UUID | None:
        """The evaluation that is open, None on the home page of a fresh start."""
        return self._evaluation_id

    @property
    def worker(self) -> Worker:
        """Who works here, and on whose behalf."""
        return self._worker

    @property
    def open_id(self) -> UUID:
        """The evaluation that is open; pages ask only while there is one."""
        if self._evaluation_id is None:
            raise LookupError("no evaluation is open")
        return self._evaluation_id

    @property
    def dossier(self) -> "Dossier":
        """Everything of the open evaluation, as it is on disk, and not yet as anybody was shown it."""
        return self.program.undoing.dossier(self.open_id)

    @property
    def rubric(self) -> "Rubric":
        """The rule set of the open evaluation."""
        return self.program.evaluations.rubric(self.open_id)

    @property
    def score(self) -> "Score":
        """The score of the open evaluation."""
        return self.program.results.score(self.open_id)

    @property
    def judge_id(self) -> UUID | None:
        """The person whose marks are entered: on whose behalf, else who works here."""
        return self._worker.for_id or self._worker.author_id

    def open(self, evaluation_id: UUID) -> bool:
        """Open an evaluation; False, said by `failed`, when it cannot be read."""
        try:
            people = self.program.evaluations.dossier(evaluation_id).person_by_id
            self.program.evaluations.rubric(evaluation_id)
            known = self.program.desk.worker(evaluation_id) or NOBODY
        except SgzError as error:
            self.failed.emit(str(error), None)
            return False
        self.stack.clear()
        self._evaluation_id = evaluation_id
        self._worker = known if known.author_id in people else NOBODY
        if self._worker.for_id is not None and self._worker.for_id not in people:
            self._worker = Worker(self._worker.author_id)
        self.opened.emit()
        return True

    def close(self) -> None:
        """Leave the evaluation, because it was deleted or replaced."""
        self.stack.clear()
        self._evaluation_id = None
        self._worker = NOBODY
        self.opened.emit()

    def work_as(self, worker: Worker) -> None:
        """Say who works here, and remember it for this evaluation on this laptop."""
        self._worker = worker
        self.program.desk.set_worker(self.open_id, worker)
        self.worker_changed.emit()

    def write(self, text: str, verb: Verb, *, merge: str = "", quiet: bool = False) -> Outcome:
        """Write through a service at once and keep the way back; `quiet` leaves the sentence to the caller.

        Writes with the same `merge` in quick succession, as typing makes them, are one step of undo.
        """
        outcome = Outcome()
        self.stack.push(_Written(self, text, verb, merge, outcome))
        if outcome.sentence and not quiet:
            again = partial(self.write, text, verb, merge=merge)
            self.failed.emit(outcome.sentence, again if outcome.may_come else None)
        if outcome.may_come:
            self._is_failing = True
        elif outcome.is_done and self._is_failing:
            self._is_failing = False
            self.recovered.emit()
        return outcome

    @contextmanager
    def at_length(self) -> Iterator[None]:
        """Say that something is being saved while a write runs that is known to take long."""
        self.saving.emit(True)
        try:
            yield
        finally:
            self.saving.emit(False)

    def add_person(self, name: str, role: "Role") -> tuple[UUID | None, str]:
        """Add somebody to the evaluation; their ID, or the sentence that refuses them."""
        from sgz_desktop.domain.people import Person

        preparing, values = self.program.preparing, {"name": name, "role": role}
        outcome = self.write(
            self.tr("添加人员"), lambda each, who: preparing.add(each, Person.kind, values, who), quiet=True
        )
        return outcome.entity_id if outcome.is_done else None, outcome.sentence

    def undo(self) -> None:
        """Take the last step back."""
        self.stack.undo()

    def redo(self) -> None:
        """Do the step taken back once more."""
        self.stack.redo()

    def _part_with_the_absent(self) -> None:
        """Whoever was deleted works here no longer."""
        people = self.dossier.person_by_id if self._evaluation_id else {}
        author, behalf = self._worker.author_id, self._worker.for_id
        if author is not None and author not in people:
            self.work_as(NOBODY)
        elif behalf is not None and behalf not in people:
            self.work_as(Worker(author))

    def heard(self, changes: Changes) -> None:
        """Tell everybody what a write changed."""
        if changes:
            self.saved_at = changes.saved_at or self.saved_at
            if "person" in changes.kinds:
                self._part_with_the_absent()
            self.changed.emit(changes)


class _Written(QUndoCommand):
    """One write and the batches that take it back. Obsolete, and so gone from the stack, when it failed."""

    def __init__(self, session: Session, text: str, verb: Verb, merge: str, outcome: Outcome) -> None:
        super().__init__(text)
        self.session, self.verb, self.merge, self.outcome = session, verb, merge, outcome
        self.evaluation_id = session.open_id
        self.batches: list[UUID] = []
        self.at = monotonic()
        self._is_new = True

    def redo(self) -> None:
        """Write, or, after an undo, take that undo back."""
        if not self._is_new:
            self._turn()
            return
        self._is_new = False
        self.setObsolete(True)  # until proven durable: a command that raises would stay as if done
        changes = self._first()
        if changes and changes.batch_id is not None:
            self.batches = [changes.batch_id]
            self.setObsolete(False)
            self.session.heard(changes)

    def undo(self) -> None:
        """Take the write back by new changes."""
        self._turn()

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join typing that follows at once in the same field."""
        if not isinstance(other, _Written) or not self.merge or other.merge != self.merge:
            return False
        if other.at - self.at > _SAME_TYPING_S or other.evaluation_id != self.evaluation_id:
            return False
        self.batches += other.batches
        self.at = other.at
        return True

    def id(self) -> int:
        return 1 if self.merge else -1

    def _first(self) -> Changes | None:
        try:
            found = self.verb(self.evaluation_id, self.session.worker)
        except Refused as refused:
            self.outcome.sentence, self.outcome.field = str(refused), refused.field
            self.outcome.is_refused = True
            return None
        except SgzError as error:
            self.outcome.sentence = str(error)
            return None
        if isinstance(found, tuple):
            changes, self.outcome.entity_id = found
            return changes
        return found

    def _turn(self) -> None:
        """Undo the batches, newest first; the batches that does so turn it once more."""
        turned: list[UUID] = []
        whole: Changes | None = None
        self.setObsolete(True)
        try:
            for batch in reversed(self.batches):
                changes = self.session.program.undoing.undo(
                    self.evaluation_id, batch, worker=self.session.worker
                )
                whole = changes if whole is None else whole | changes
                if changes.batch_id is not None:
                    turned.append(changes.batch_id)
        except SgzError as error:
            self.session.failed.emit(str(error), None)
        else:
            self.batches = turned
            self.setObsolete(not turned)
        if whole is not None:
            self.session.heard(whole)
