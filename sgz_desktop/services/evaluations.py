"""Evaluations as such: made, listed, found, deleted and brought back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.errors import SgzError
from sgz_desktop.models.listing import HandedIn, Listed
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
        self,
        *,
        station: str,
        phase: Phase,
        visit_date: date | None = None,
        head: Mapping[str, Any] = MappingProxyType({}),
        experts: Sequence[str] = (),
        worker: Worker = NOBODY,
    ) -> UUID:
        """Make an evaluation by the built-in rule set and style; raises Refused for impossible values.

        `head` are more fields of its head, `experts` are names in their order.
        """
        from sgz_desktop.services.making import team

        content_hash, text = self._rubrics.built_in()
        style = self._styles.default()
        made = Evaluation(
            id=uuid4(),
            station=station.strip(),
            phase=phase,
            visit_date=visit_date,
            rubric=content_hash,
            house_style=style.hash,
            **head,
        )
        self._add([made, *team(experts)], {content_hash: text, style.hash: style.text}, worker)
        return made.id

    def create_like(
        self,
        source_id: UUID,
        *,
        phase: Phase,
        visit_date: date | None = None,
        worker: Worker = NOBODY,
        with_people: bool = False,
    ) -> UUID:
        """Make an evaluation of the same station as another one: its head, places, indicators and rules.

        Nothing that was judged, seen or counted is taken over; people, and who judges what, on request.
        Raises NoSuchEvaluation.
        """
        from sgz_desktop.services.making import like

        source = self._editing().dossier(source_id)
        made = like(source, phase=phase, visit_date=visit_date, with_people=with_people)
        head = made[0]
        kept = self._storage.store.documents(source_id)
        documents = {each: kept[each] for each in (head.rubric, head.house_style)}
        self._add(made, documents, worker)
        return UUID(str(head.id))

    def _add(self, entities: Sequence[Any], documents: Mapping[str, str], worker: Worker) -> None:
        from sgz_desktop.domain.entities import assemble
        from sgz_desktop.scoring.score import score
        from sgz_desktop.services.editing import summary_of

        made = assemble(entities)
        summary = summary_of(score(made, self._rubrics.rubric(made.evaluation.rubric)), made)
        # Whoever works on another evaluation is nobody in this one.
        author = worker.author_id if worker.author_id in made.person_by_id else None
        self._storage.store.add(made, documents, author_id=author, summary=summary)

    def listing(self, *, deleted: bool | None = False) -> tuple[Listed, ...]:
        """The living, the deleted or (None) all evaluations with their stored summaries, last changed first.

        Scores only what nobody scored.
        """
        return self._listing(deleted=deleted, only=None)

    def glance(self, *, deleted: bool | None = False) -> tuple[Listed, ...]:
        """What `listing` lists, with the summaries as they are stored: scores nothing at all."""
        return self._storage.listing(deleted=deleted)

    def listed(self, evaluation_id: UUID, *, deleted: bool | None = False) -> Listed | None:
        """One evaluation as `listing` has it; None where it is not among those."""
        return next(iter(self._listing(deleted=deleted, only=evaluation_id)), None)

    def _listing(self, *, deleted: bool | None, only: UUID | None) -> tuple[Listed, ...]:
        found = self._storage.listing(deleted=deleted, only=only)
        current = {each: rules_hash(each) for each in {listed.rubric for listed in found}}
        stale = [
            each.id
            for each in found
            if (each.summary is None or each.summary.rules_hash != current[each.rubric])
            # Among all, what was put away may wait until somebody looks at it.
            and (deleted is not None or not each.deleted)
        ]
        for each in stale:
            self._editing().refresh_summary(each)
        return self._storage.listing(deleted=deleted, only=only) if stale else found

    def hand_ins(self, evaluation_ids: Collection[UUID]) -> Mapping[UUID, HandedIn]:
        """How many judges of these few evaluations have handed in. Raises ReadFailed."""
        return self._storage.hand_ins(evaluation_ids)

    def veiled(self, workers: Mapping[UUID, Worker]) -> frozenset[UUID]:
        """Evaluations whose stored result who works on them may not see yet. Raises ReadFailed.

        What visibility.veil_over tells from a score, told for many without scoring any.
        """
        viewers = {each: who.for_id or who.author_id for each, who in workers.items()}
        judging = self._storage.judging({viewer for viewer in viewers.values() if viewer})
        return frozenset(each for each, viewer in viewers.items() if viewer in judging)

    def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
        """The names of people of any evaluation, as far as they are there. Raises ReadFailed."""
        return self._storage.names(person_ids)

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
