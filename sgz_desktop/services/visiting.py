"""现场检查: the walk through the checklist, marks and observations."""

from collections.abc import Sequence
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
from sgz_desktop.domain.result import LineState
from sgz_desktop.domain.rubric import Item, Judged, Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.components import groups_of, judges_of
from sgz_desktop.scoring.rules import points_for, working_of
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit


@dataclass(frozen=True, slots=True)
class Stop:
    """One question of the day to one expert: an item, in a review group where it is judged per group."""

    item: Item
    component_name: str
    group_id: UUID | None
    group_name: str
    mark: Mark | None
    state: LineState
    points: Decimal | None
    working: str

    @property
    def key(self) -> tuple[str, UUID | None]:
        """What tells this stop from the expert's others."""
        return self.item.code, self.group_id

    @property
    def is_open(self) -> bool:
        """Whether an answer is still wanted."""
        return self.state in (LineState.OPEN, LineState.PENDING)


class Visiting:
    """Reads the walk and writes what experts answer and see."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def stops(self, evaluation_id: UUID, person_id: UUID) -> tuple[Stop, ...]:
        """All stops of one expert, component by component, group by group, in checklist order."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        return tuple(
            _stop(item, component.name, group.id if group else None, group.name if group else "", each)
            for component in rubric.components
            for group in groups_of(component, dossier)
            if person_id in judges_of(component.code, group.id if group else None, dossier)
            for item in rubric.items_of[component.code]
            for each in [dossier.mark_by_key.get((item.code, group.id if group else None, person_id))]
        )

    def next_open(
        self, evaluation_id: UUID, person_id: UUID, after: tuple[str, UUID | None] | None = None
    ) -> Stop | None:
        """The next stop that wants an answer behind the one with key `after`, then from the beginning."""
        stops = self.stops(evaluation_id, person_id)
        return first_open(stops, after)

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
        """Set or (None) clear an expert's answer; raises Refused when it does not fit the item."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        known = _known_item(rubric, item)
        _refuse_wrong_group(known, group_id, dossier)
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
        """Set the note of a mark that is there."""
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


def first_open(stops: Sequence[Stop], after: tuple[str, UUID | None] | None) -> Stop | None:
    """The first open stop behind the one with key `after`, wrapping round; None when all is answered."""
    keys = [each.key for each in stops]
    start = keys.index(after) + 1 if after in keys else 0
    return next((each for each in (*stops[start:], *stops[:start]) if each.is_open), None)


def _stop(item: Item, component_name: str, group_id: UUID | None, group_name: str, mark: Mark | None) -> Stop:
    answer = mark.answer if mark else None
    points = points_for(item, answer) if answer is not None else None
    state = LineState.OPEN
    if isinstance(answer, NotApplicable):
        state = LineState.NOT_APPLICABLE
    elif isinstance(answer, Pending):
        state = LineState.PENDING
    elif points is not None:
        state = LineState.ANSWERED
    return Stop(item, component_name, group_id, group_name, mark, state, points, working_of(item, answer))


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
