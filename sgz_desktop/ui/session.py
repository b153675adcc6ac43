"""What the window is about: the evaluation that is open, who works on it, and what was done to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.ui.deeds import Deeds
from sgz_desktop.ui.steps import Outcome, Step, Verb, outcome_of
from sgz_desktop.ui.waiting import Act, Waiting, Way

if TYPE_CHECKING:
    from sgz_desktop.domain.dossier import Dossier
    from sgz_desktop.domain.people import Role
    from sgz_desktop.domain.result import Score
    from sgz_desktop.domain.rubric import Rubric
    from sgz_desktop.services.program import Program


class Session(QObject):
    """The open evaluation and the one way the window writes to it.

    Signals: opened, when another evaluation or none is open; changed, with Changes, after every write;
    worker_changed; listed, when the list of evaluations changed; failed, with a sentence; recovered, when a
    write went through after one that the disk did not take; troubled, when `is_unsaved` may be another;
    saving, with True before and False after a write that is known to take long.
    """

    opened = Signal()
    changed = Signal(object)
    worker_changed = Signal()
    listed = Signal()
    failed = Signal(str)
    recovered = Signal()
    troubled = Signal()
    saving = Signal(bool)

    def __init__(self, program: "Program", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.program = program
        self.stack = QUndoStack(self)
        self.saved_at: datetime | None = None
        self._evaluation_id: UUID | None = None
        self._worker = NOBODY
        self._is_failing = False
        self.waiting = Waiting(self)
        self.waiting.changed.connect(self.troubled)
        self.waiting.refused.connect(self.failed)
        self.deeds = Deeds(self)

    @property
    def is_failing(self) -> bool:
        """Whether the disk did not take the last write."""
        return self._is_failing

    @property
    def is_unsaved(self) -> bool:
        """Whether something that was given is not on the disk yet."""
        return self._is_failing or bool(self.waiting.acts)

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
            self.failed.emit(str(error))
            return False
        self._part_with_the_steps()
        self._evaluation_id = evaluation_id
        self._worker = known if known.author_id in people else NOBODY
        if self._worker.for_id is not None and self._worker.for_id not in people:
            self._worker = Worker(self._worker.author_id)
        self.opened.emit()
        return True

    def close(self) -> None:
        """Leave the evaluation, because it was deleted or replaced."""
        self._part_with_the_steps()
        self._evaluation_id = None
        self._worker = NOBODY
        self.opened.emit()

    def work_as(self, worker: Worker) -> None:
        """Say who works here, and remember it for this evaluation on this laptop."""
        self._worker = worker
        self.program.desk.set_worker(self.open_id, worker)
        self.worker_changed.emit()

    def write(
        self, text: str, verb: Verb, *, merge: str = "", quiet: bool = False, about: str = ""
    ) -> Outcome:
        """Write through a service at once and keep the way back; `quiet` leaves the sentence to the caller.

        Writes with the same `merge` in quick succession, as typing makes them, are one step of undo. What
        the disk does not take waits to be tried again, unless it is quiet and its caller does that; `about`
        names what it decides: a later write about the same takes its place.
        """
        if self._evaluation_id is None:
            return Outcome(self.tr("评估已不在这里，没有保存。"), is_refused=True)
        step = Step(text, verb, self.open_id, self._worker, merge)
        waits = not quiet or bool(about)
        if waits and (about or merge):
            self.waiting.drop(about or merge)
        # First what was done first. Text is tried even so: it has a field to stay in.
        is_free = self.waiting.run()
        outcome = Outcome(self.waiting.sentence) if waits and not is_free else self._take(step)
        if outcome.may_come and waits:
            act = Act(text, partial(self._take, step), about or merge, self.open_id)
            self.waiting.add(act, outcome.sentence)
        elif outcome.sentence and not quiet:
            self.failed.emit(outcome.sentence)
        return outcome

    def attempt(self, text: str, verb: Callable[[], object], *, about: str) -> None:
        """Do something that no undo takes back and that may take long; it waits like a write."""

        def take() -> Outcome:
            try:
                with self.at_length():
                    verb()
            except SgzError as error:
                return outcome_of(error)
            return Outcome()

        self.waiting.drop(about)
        outcome = take() if self.waiting.run() else Outcome(self.waiting.sentence)
        if outcome.may_come:
            self.waiting.add(Act(text, take, about), outcome.sentence)
        elif outcome.sentence:
            self.failed.emit(outcome.sentence)

    def stop_failing(self) -> None:
        """What the disk did not take is not wanted any more, or was saved."""
        self._is_failing = False
        self.troubled.emit()

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
        """Take the last step or deed back; where that one still waits to be saved, it is dropped."""
        if self.waiting.acts or not self.deeds.undo():
            self._turn(Way.BACK, self.tr("撤销"))

    def redo(self) -> None:
        """Do what was taken back once more; where its undo still waits to be saved, that is dropped."""
        if self.waiting.acts or not self.deeds.redo():
            self._turn(Way.AGAIN, self.tr("重做"))

    def _turn(self, way: Way, text: str) -> None:
        if self._evaluation_id is None or self.waiting.take_back(way, self._evaluation_id):
            return
        is_free = self.waiting.run()
        # Undos that wait have not moved the stack yet.
        place = self.stack.index() + sum(each.way for each in self.waiting.acts)
        step = self.stack.command(place - 1 if way is Way.BACK else place)
        if not isinstance(step, Step):
            return
        turn = partial(self._turn_step, step, way, self._worker)
        outcome = turn() if is_free else Outcome(self.waiting.sentence)
        if outcome.may_come:
            said = self.tr("{verb}“{text}”").format(verb=text, text=step.text())
            self.waiting.add(Act(said, turn, evaluation_id=self.open_id, way=way), outcome.sentence)
        elif outcome.sentence:
            self.failed.emit(outcome.sentence)

    def _turn_step(self, step: Step, way: Way, worker: Worker) -> Outcome:
        stack, open_id, undoing = self.stack, self.open_id, self.program.undoing
        place = stack.index() - 1 if way is Way.BACK else stack.index()
        if stack.command(place) is not step:
            return Outcome(self.tr("没有撤销或重做：此后又保存了别的内容。"), is_refused=True)
        outcome, changes = step.turn(lambda batch: undoing.undo(open_id, batch, worker=worker))
        if not outcome.may_come:
            stack.undo() if way is Way.BACK else stack.redo()
        self._note(outcome)
        if changes is not None:
            self.heard(changes)
        return outcome

    def _take(self, step: Step) -> Outcome:
        outcome, changes = step.write()
        if step.is_durable:
            self.stack.push(step)
        self._note(outcome)
        if changes is not None and changes.batch_id is not None:
            self.heard(changes)
        return outcome

    def _note(self, outcome: Outcome) -> None:
        """Whether the disk takes what is written."""
        if outcome.may_come and not self._is_failing:
            self._is_failing = True
            self.troubled.emit()
        elif outcome.is_done and self._is_failing:
            self.stop_failing()
            self.waiting.retry_soon()
            self.recovered.emit()

    def _part_with_the_steps(self) -> None:
        self.stack.clear()
        if self._evaluation_id is not None:
            self.waiting.drop_of(self._evaluation_id)

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
