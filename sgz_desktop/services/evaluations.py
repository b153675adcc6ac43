"""Evaluations as such: made, listed, found, deleted and brought back."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.errors import SgzError
from sgz_desktop.models.listing import Listed
from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.services.opening import Storage
from sgz_desktop.services.rubrics import Rubrics, rules_hash
from sgz_desktop.services.styles import Styles

if TYPE_CHECKING:
    from sgz_desktop.domain.dossier import Dossier
    from sgz_desktop.domain.rubric import Rubric
    from sgz_desktop.services.editing import Editing


class NotFound(SgzError):
    """No evaluation's ID begins so."""

    def __init__(self, prefix: str) -> None:
        super().__init__(f"没有编号以“{prefix}”开头的评估。")


class Ambiguous(SgzError):
    """Several evaluations' IDs begin so."""

    def __init__(self, prefix: str, count: int) -> None:
        super().__init__(f"有 {count} 个评估的编号以“{prefix}”开头，请多写几位。")


class Evaluations:
    """Makes, lists, finds and deletes evaluations. To list them takes nothing that is long to import."""

    def __init__(
        self, storage: Storage, rubrics: Rubrics, styles: Styles, editing: "Callable[[], Editing]"
    ) -> None:
        self._storage = storage
        self._rubrics = rubrics
        self._styles = styles
        self._editing = editing

    def create(
        self, *, station: str, phase: Phase, visit_date: date | None = None, worker: Worker = NOBODY
    ) -> UUID:
        """Make an evaluation by the built-in rule set and style; raises Refused for an impossible name."""
        from sgz_desktop.domain.entities import assemble
        from sgz_desktop.scoring.score import score
        from sgz_desktop.services.editing import summary_of

        content_hash, text = self._rubrics.built_in()
        style = self._styles.default()
        head = Evaluation(
            id=uuid4(),
            station=station.strip(),
            phase=phase,
            visit_date=visit_date,
            rubric=content_hash,
            house_style=style.hash,
        )
        made = assemble([head])
        summary = summary_of(score(made, self._rubrics.rubric(content_hash)), made)
        self._storage.store.add(
            made, {content_hash: text, style.hash: style.text}, author_id=worker.author_id, summary=summary
        )
        return head.id

    def listing(self, *, deleted: bool = False) -> tuple[Listed, ...]:
        """The evaluations with their stored summaries, last changed first; scores only what nobody scored."""
        return self._listing(deleted=deleted, only=None)

    def glance(self, *, deleted: bool = False) -> tuple[Listed, ...]:
        """What `listing` lists, with the summaries as they are stored: scores nothing at all."""
        return self._storage.listing(deleted=deleted)

    def listed(self, evaluation_id: UUID, *, deleted: bool = False) -> Listed | None:
        """One evaluation as `listing` has it; None where it is not among the living, or the deleted."""
        return next(iter(self._listing(deleted=deleted, only=evaluation_id)), None)

    def _listing(self, *, deleted: bool, only: UUID | None) -> tuple[Listed, ...]:
        found = self._storage.listing(deleted=deleted, only=only)
        current = {each: rules_hash(each) for each in {listed.rubric for listed in found}}
        stale = [
            each.id
            for each in found
            if each.summary is None or each.summary.rules_hash != current[each.rubric]
        ]
        for each in stale:
            self._editing().refresh_summary(each)
        return self._storage.listing(deleted=deleted, only=only) if stale else found

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

    def dossier(self, evaluation_id: UUID) -> "Dossier":
        """Everything of one evaluation, to be shown; raises NoSuchEvaluation."""
        return self._editing().show(evaluation_id)

    def rubric(self, evaluation_id: UUID) -> "Rubric":
        """The rule set the evaluation is scored with."""
        return self._editing().rubric(evaluation_id)

    def delete(self, evaluation_id: UUID, worker: Worker = NOBODY) -> Changes:
        """Put an evaluation away; it can be brought back."""
        return self._set_deleted(evaluation_id, worker, deleted=True)

    def bring_back(self, evaluation_id: UUID, worker: Worker = NOBODY) -> Changes:
        """Bring a deleted evaluation back."""
        return self._set_deleted(evaluation_id, worker, deleted=False)

    def _set_deleted(self, evaluation_id: UUID, worker: Worker, *, deleted: bool) -> Changes:
        edit = Edit(Evaluation.kind, evaluation_id, {DELETED: deleted})
        return self._editing().apply(evaluation_id, [edit], worker=worker)
