"""Evaluations as such: made, listed, found, deleted and brought back."""

from datetime import date
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import SgzError
from sgz_desktop.models.store import Store
from sgz_desktop.models.summaries import Listed
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.services.editing import Editing, rules_hash, summary_of
from sgz_desktop.services.rubrics import Rubrics


class NotFound(SgzError):
    """No evaluation's ID begins so."""

    def __init__(self, prefix: str) -> None:
        super().__init__(f"没有编号以“{prefix}”开头的评估。")


class Ambiguous(SgzError):
    """Several evaluations' IDs begin so."""

    def __init__(self, prefix: str, count: int) -> None:
        super().__init__(f"有 {count} 个评估的编号以“{prefix}”开头，请多写几位。")


class Evaluations:
    """Makes, lists, finds and deletes evaluations."""

    def __init__(self, store: Store, rubrics: Rubrics, editing: Editing) -> None:
        self._store = store
        self._rubrics = rubrics
        self._editing = editing

    def create(
        self, *, station: str, phase: Phase, visit_date: date | None = None, worker: Worker = NOBODY
    ) -> UUID:
        """Make an evaluation by the built-in rule set; raises Refused for an impossible name."""
        content_hash, text = self._rubrics.built_in()
        head = Evaluation(
            id=uuid4(), station=station.strip(), phase=phase, visit_date=visit_date, rubric=content_hash
        )
        made = assemble([head])
        summary = summary_of(score(made, self._rubrics.rubric(content_hash)), made)
        self._store.add(made, {content_hash: text}, author_id=worker.author_id, summary=summary)
        return head.id

    def listing(self, *, deleted: bool = False) -> tuple[Listed, ...]:
        """The evaluations with their stored summaries, last changed first; scores only what nobody scored."""
        return self._listing(deleted=deleted, only=None)

    def listed(self, evaluation_id: UUID, *, deleted: bool = False) -> Listed | None:
        """One evaluation as `listing` has it; None where it is not among the living, or the deleted."""
        return next(iter(self._listing(deleted=deleted, only=evaluation_id)), None)

    def _listing(self, *, deleted: bool, only: UUID | None) -> tuple[Listed, ...]:
        found = self._store.listing(deleted=deleted, only=only)
        stale = [each.id for each in found if _is_stale(each)]
        for each in stale:
            self._editing.refresh_summary(each)
        return self._store.listing(deleted=deleted, only=only) if stale else found

    def grade_name(self, listed: Listed) -> str:
        """The Chinese name of a listed evaluation's grade; "" where none is named yet."""
        if listed.summary is None or listed.summary.grade is None:
            return ""
        grades = self._rubrics.rubric(listed.rubric).grades
        return next((each.name for each in grades if each.code == listed.summary.grade), "")

    def find(self, prefix: str) -> UUID:
        """The evaluation whose ID begins so; raises NotFound or Ambiguous."""
        wanted = prefix.strip().lower()
        found = [each.id for each in self.listing() if str(each.id).startswith(wanted)]
        if not wanted or not found:
            raise NotFound(prefix)
        if len(found) > 1:
            raise Ambiguous(prefix, len(found))
        return found[0]

    def dossier(self, evaluation_id: UUID) -> Dossier:
        """Everything of one evaluation, to be shown; raises NoSuchEvaluation."""
        return self._editing.show(evaluation_id)

    def rubric(self, evaluation_id: UUID) -> Rubric:
        """The rule set the evaluation is scored with."""
        return self._editing.rubric(evaluation_id)

    def delete(self, evaluation_id: UUID, worker: Worker = NOBODY) -> Changes:
        """Put an evaluation away; it can be brought back."""
        return self._set_deleted(evaluation_id, worker, deleted=True)

    def bring_back(self, evaluation_id: UUID, worker: Worker = NOBODY) -> Changes:
        """Bring a deleted evaluation back."""
        return self._set_deleted(evaluation_id, worker, deleted=False)

    def _set_deleted(self, evaluation_id: UUID, worker: Worker, *, deleted: bool) -> Changes:
        edit = Edit(Evaluation.kind, evaluation_id, {DELETED: deleted})
        return self._editing.apply(evaluation_id, [edit], worker=worker)


def _is_stale(listed: Listed) -> bool:
    """Whether nobody has scored the evaluation's last state by the rules as they are now."""
    return listed.summary is None or listed.summary.rules_hash != rules_hash(listed.rubric)
