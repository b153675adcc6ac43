"""The one way anything is written: validated, made durable with its summary, and told to the reader."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import TYPES, id_of, natural_key
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.store import Store
from sgz_desktop.models.summaries import Summary
from sgz_desktop.scoring.score import rescore, score
from sgz_desktop.services.changes import Changes, Worker, changes_of
from sgz_desktop.services.fitting import refuse_misfit
from sgz_desktop.services.rubrics import Rubrics

OPEN_AT_ONCE = 4


class Editing:
    """Keeps the dossiers at hand as they are on disk, and their scores beside them."""

    def __init__(self, store: Store, rubrics: Rubrics) -> None:
        self._store = store
        self._rubrics = rubrics
        self._dossiers: dict[UUID, Dossier] = {}
        self._scores: dict[UUID, tuple[Dossier, Score]] = {}

    def dossier(self, evaluation_id: UUID) -> Dossier:
        """The evaluation as it is on disk; raises NoSuchEvaluation."""
        found = self._dossiers.pop(evaluation_id, None) or self._store.load(evaluation_id)
        self._keep(found)
        return found

    def rubric(self, evaluation_id: UUID) -> Rubric:
        """The rule set the evaluation is scored with."""
        return self._rubrics.rubric(self.dossier(evaluation_id).evaluation.rubric)

    def score(self, evaluation_id: UUID) -> Score:
        """The score of the evaluation as it is on disk."""
        dossier = self.dossier(evaluation_id)
        known = self._scores.get(evaluation_id)
        if known is None or known[0] is not dossier:
            known = dossier, score(dossier, self._rubrics.rubric(dossier.evaluation.rubric))
            self._scores[evaluation_id] = known
        return known[1]

    def apply(
        self, evaluation_id: UUID, edits: Sequence[Edit], *, worker: Worker, reason: str = ""
    ) -> Changes:
        """Write edits as one batch. Raises Refused or WriteFailed, and then changed nothing."""
        following = self._following(evaluation_id)
        written = self._store.write(
            evaluation_id,
            edits,
            author_id=worker.author_id,
            for_id=worker.for_id,
            reason=reason,
            summary=following.summary,
        )
        following.settle()
        return changes_of(evaluation_id, written)

    def undo(self, evaluation_id: UUID, batch_id: UUID, *, worker: Worker) -> Changes:
        """Take a batch back by new changes; undoing that batch in turn redoes it. Raises ChangedSince."""
        following = self._following(evaluation_id)
        written = self._store.undo(
            evaluation_id,
            batch_id,
            author_id=worker.author_id,
            for_id=worker.for_id,
            summary=following.summary,
        )
        following.settle()
        return changes_of(evaluation_id, written)

    def _following(self, evaluation_id: UUID) -> "_Following":
        scored = self.score(evaluation_id)
        return _Following(self.dossier(evaluation_id), scored, self._rubrics, self._hold)

    def _hold(self, dossier: Dossier, result: Score) -> None:
        self._keep(dossier)
        self._scores[dossier.id] = dossier, result

    def refresh_summary(self, evaluation_id: UUID) -> None:
        """Score anew and store the summary."""
        self._store.save_summary(
            evaluation_id, summary_of(self.score(evaluation_id), self.dossier(evaluation_id))
        )

    def forget(self, evaluation_id: UUID) -> None:
        """Read the evaluation from disk the next time."""
        self._dossiers.pop(evaluation_id, None)
        self._scores.pop(evaluation_id, None)

    def forget_all(self) -> None:
        """Read everything from disk the next time, after a restore."""
        self._dossiers.clear()
        self._scores.clear()

    def _keep(self, dossier: Dossier) -> None:
        self._dossiers.pop(dossier.id, None)
        self._dossiers[dossier.id] = dossier
        while len(self._dossiers) > OPEN_AT_ONCE:
            oldest = next(iter(self._dossiers))
            self.forget(oldest)


class _Following:
    """Scores the state a write leads to, inside its transaction, and holds it once that is durable."""

    def __init__(
        self, before: Dossier, scored: Score, rubrics: Rubrics, hold: Callable[[Dossier, Score], None]
    ) -> None:
        self._before = before
        self._scored = scored
        self._rubrics = rubrics
        self._hold = hold
        self._after: tuple[Dossier, Score] | None = None

    def summary(self, effect: Effect) -> Summary:
        """What the home page will show of the state after the write."""
        dossier = effect.on(self._before)
        rubric = self._rubrics.rubric(dossier.evaluation.rubric)
        refuse_misfit(self._before, dossier, effect.living, rubric)
        marks = _only_marks(self._before, effect)
        result = score(dossier, rubric) if marks is None else rescore(self._scored, dossier, rubric, marks)
        self._after = dossier, result
        return summary_of(result, dossier)

    def settle(self) -> None:
        """The write is durable."""
        if self._after is not None:
            self._hold(*self._after)


def _only_marks(before: Dossier, effect: Effect) -> tuple[Mark, ...] | None:
    """The marks a write changed or took away; None where it changed anything else too."""
    living = tuple(each for each in effect.living if isinstance(each, Mark))
    gone = tuple(each for each in before.marks if each.id in effect.gone) if effect.gone else ()
    whole = len(effect.living) + len(effect.gone)
    return (*living, *gone) if len(living) + len(gone) == whole else None


def summary_of(result: Score, dossier: Dossier) -> Summary:
    """What the home page shows of an evaluation without scoring it."""
    return Summary(
        answered=result.answered,
        answerable=result.answerable,
        floor=result.floor,
        ceiling=result.ceiling,
        total=result.total,
        grade=result.grade,
        provisional=result.provisional,
        rules_hash=dossier.evaluation.rubric,
    )


def make_edit(evaluation_id: UUID, kind: str, values: Mapping[str, Any]) -> Edit:
    """The edit that makes or changes the entity these values identify; a free kind gets a new UUID."""
    entity = TYPES[kind]
    if natural_key(entity):
        return Edit(kind, id_of(evaluation_id, entity, values), {DELETED: False, **values})
    return Edit(kind, uuid4(), values)
