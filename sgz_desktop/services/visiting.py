"""现场检查: the walk through the checklist, marks and observations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.judging import refuse_answer
from sgz_desktop.domain.mark import Answer, Mark, NotApplicable, Pending
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.result import LineState, Stamp
from sgz_desktop.domain.rubric import Item, Judged, Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.models.stamping import read_stamps
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.components import groups_of, judges_of
from sgz_desktop.scoring.rules import points_for, working_of
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.known_ratios import known_ratio
from sgz_desktop.services.visibility import may_see_marks
from sgz_desktop.services.walking import Key, Section, Stop, Way, sections, seen_by_stop

_NOTHING_SEEN = (0, 0)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another expert on the same item: the mark, or where `is_hidden` nothing of it."""

    person_id: UUID
    name: str
    is_hidden: bool
    state: LineState = LineState.OPEN
    points: Decimal | None = None
    working: str = ""
    note: str = ""


class Visiting:
    """Reads the walk and writes what experts answer and see."""

    def __init__(self, editing: Editing, store: Store) -> None:
        self._editing = editing
        self._store = store
        self._known: dict[tuple[UUID, UUID], tuple[Dossier, Rubric, tuple[Stop, ...]]] = {}

    def stops(self, evaluation_id: UUID, person_id: UUID) -> tuple[Stop, ...]:
        """All stops of one expert, component by component, group by group, in checklist order."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        known = self._known.get((evaluation_id, person_id))
        if known is not None and known[0] is dossier and known[1] is rubric:
            return known[2]
        seen = seen_by_stop(dossier)
        before = {each.key: each for each in known[2]} if known is not None else {}
        found = tuple(
            [
                _stop(item, component.name, group, person_id, dossier, seen, before)
                for component in rubric.components
                for group in groups_of(component, dossier)
                if person_id in judges_of(component.code, group.id if group else None, dossier)
                for item in rubric.items_of[component.code]
            ]
        )
        self._known = {(evaluation_id, person_id): (dossier, rubric, found)}
        return found

    def sections(self, evaluation_id: UUID, person_id: UUID, way: Way) -> tuple[Section, ...]:
        """One expert's stops by method, by review group or by component."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        return sections(self.stops(evaluation_id, person_id), way, dossier, rubric)

    def colleagues(
        self, evaluation_id: UUID, item: str, group_id: UUID | None, worker: Worker
    ) -> tuple[Colleague, ...]:
        """The other experts assigned to an item, each with the mark as far as who works here may see it."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        known = _known_item(rubric, item)
        viewer = worker.for_id or worker.author_id
        return tuple(
            _colleague(known, group_id, each, dossier, worker)
            for each in judges_of(known.component, group_id, dossier)
            if each != viewer
        )

    def stamps(self, evaluation_id: UUID, entity_ids: Collection[UUID]) -> Mapping[UUID, Stamp]:
        """Who last set each of these entities, on whose behalf, and when (UTC)."""
        people = self._editing.dossier(evaluation_id).person_by_id

        def name(person_id: UUID | None) -> str:
            person = people.get(person_id) if person_id else None
            return person.name if person else ""

        return {
            entity_id: Stamp(name(author), name(behalf), at)
            for entity_id, (author, behalf, at) in read_stamps(self._store.engine, entity_ids).items()
        }

    def answer(
        self,
        evaluation_id: UUID,
        item: str,
        group_id: UUID | None,
        person_id: UUID,
        answer: Answer | None,
        worker: Worker,
        *,
        note: str | None = None,
    ) -> Changes:
        """Set or (None) clear an expert's answer.

        Raises Refused where it does not fit the item, and once the expert has handed in.
        """
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        known = _known_item(rubric, item)
        _refuse_wrong_group(known, group_id, dossier)
        _refuse_handed_in(dossier, person_id)
        values: dict[str, Any] = {"item": item, "group_id": group_id, "person_id": person_id}
        if answer is None:
            edit = make_edit(evaluation_id, Mark.kind, values)
            edit = Edit(edit.entity, edit.entity_id, {DELETED: True})
        else:
            refuse_answer(known, answer)
            values["answer"] = answer
            if note is not None:
                values["note"] = note
            edit = make_edit(evaluation_id, Mark.kind, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def set_note(self, evaluation_id: UUID, mark: Mark, note: str, worker: Worker) -> Changes:
        """Set the note of a mark that is there; raises Refused once its expert has handed in."""
        _refuse_handed_in(self._editing.dossier(evaluation_id), mark.person_id)
        edit = Edit(Mark.kind, mark.id, {"note": note})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def observe(self, evaluation_id: UUID, worker: Worker, **values: Any) -> tuple[Changes, UUID]:
        """Write down a new observation; fields as in domain Observation, behind all others."""
        keys = [each.position for each in self._editing.dossier(evaluation_id).observations]
        edit = make_edit(evaluation_id, Observation.kind, {"position": after_last(keys), **values})
        return self._editing.apply(evaluation_id, [edit], worker=worker), edit.entity_id

    def edit_observation(
        self, evaluation_id: UUID, observation_id: UUID, values: dict[str, Any], worker: Worker
    ) -> Changes:
        """Set fields of an observation."""
        edit = Edit(Observation.kind, observation_id, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def remove_observation(self, evaluation_id: UUID, observation_id: UUID, worker: Worker) -> Changes:
        """Delete an observation recoverably."""
        return self.edit_observation(evaluation_id, observation_id, {DELETED: True}, worker)


def _stop(
    item: Item,
    component_name: str,
    group: ReviewGroup | None,
    person_id: UUID,
    dossier: Dossier,
    seen: Mapping[Key, tuple[int, int]],
    before: Mapping[Key, Stop],
) -> Stop:
    """The stop as it is now, which is the one before where nothing about it changed."""
    group_id = group.id if group else None
    key = item.code, group_id
    mark, final = dossier.mark_by_key.get((item.code, group_id, person_id)), dossier.final_by_key.get(key)
    ratio = known_ratio(item, dossier)
    counts, known, name = seen.get(key, _NOTHING_SEEN), before.get(key), group.name if group else ""
    if (
        known is not None
        and known.mark is mark
        and known.final is final
        and known.item is item
        and (known.seen, known.unproven) == counts
        and known.group_name == name
        and known.ratio == ratio
    ):
        return known
    answer = mark.answer if mark else None
    points = points_for(item, answer) if answer is not None else None
    state = _state_of(answer, points)
    return Stop(
        key,
        item,
        component_name,
        group_id,
        name,
        mark,
        state,
        final is None and state in (LineState.OPEN, LineState.PENDING),
        points,
        working_of(item, answer),
        final,
        points_for(item, final.answer) if final else None,
        working_of(item, final.answer) if final else "",
        *counts,
        ratio=ratio,
    )


def _colleague(
    item: Item, group_id: UUID | None, person_id: UUID, dossier: Dossier, worker: Worker
) -> Colleague:
    name = dossier.person_by_id[person_id].name
    if not may_see_marks(dossier, worker, person_id):
        return Colleague(person_id, name, is_hidden=True)
    mark = dossier.mark_by_key.get((item.code, group_id, person_id))
    answer = mark.answer if mark else None
    points = points_for(item, answer) if answer is not None else None
    working = working_of(item, answer)
    note = mark.note if mark else ""
    return Colleague(person_id, name, False, _state_of(answer, points), points, working, note)


def _state_of(answer: Answer | None, points: Decimal | None) -> LineState:
    if isinstance(answer, NotApplicable):
        return LineState.NOT_APPLICABLE
    if isinstance(answer, Pending):
        return LineState.PENDING
    return LineState.OPEN if points is None else LineState.ANSWERED


def _known_item(rubric: Rubric, code: str) -> Item:
    item = rubric.item_by_code.get(code)
    if item is None:
        raise Refused("item", f"评分标准中没有“{code}”这一项。")
    return item


def _refuse_wrong_group(item: Item, group_id: UUID | None, dossier: Dossier) -> None:
    per_group = item.judged is Judged.PER_GROUP and bool(dossier.groups)
    if per_group and group_id not in dossier.group_by_id:
        raise Refused("group_id", f"“{item.code}”按评审组评分，请先选择评审组。")
    if not per_group and group_id is not None:
        raise Refused("group_id", f"“{item.code}”全站只评一次，不分评审组。")


def _refuse_handed_in(dossier: Dossier, person_id: UUID) -> None:
    if person_id in dossier.handed_in:
        person = dossier.person_by_id.get(person_id)
        name = person.name if person else ""
        raise Refused("answer", f"{name}已提交评分；要修改，请先撤回提交。")
