"""合议: marks handed in and taken back, every expert's mark side by side, and the final word on an item."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.deliberation import FinalWord, HandIn
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import natural_id
from sgz_desktop.domain.judging import refuse_answer
from sgz_desktop.domain.mark import Answer, Mark, NotApplicable, Pending
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.result import LineState, Score
from sgz_desktop.domain.rubric import Item, Rubric
from sgz_desktop.domain.turning import Turning
from sgz_desktop.errors import Refused
from sgz_desktop.models.database import reading
from sgz_desktop.models.ledger import read_history
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.components import groups_of, judges_of
from sgz_desktop.scoring.rules import points_for, working_of
from sgz_desktop.scoring.turning import turning
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.visibility import hidden_people

_NAMED = 5


class Voice(NamedTuple):
    """One assigned expert's mark on one item; hidden where who works here may not see it yet."""

    person_id: UUID
    name: str
    is_hidden: bool
    state: LineState
    points: Decimal | None
    mark: Mark | None

    @property
    def answer(self) -> Answer | None:
        """What was answered; None for nothing, and where it is hidden."""
        return self.mark.answer if self.mark else None

    @property
    def note(self) -> str:
        """What the expert noted beside the mark."""
        return self.mark.note if self.mark else ""


@dataclass(frozen=True, slots=True)
class Question:
    """One item in one review group: what each assigned expert gave, and what they settled together.

    `spread` is the highest less the lowest points, None where fewer than two are seen. `share` is the
    spread's part of the item's points, 0 to 1. `is_split` says that to some the item does not apply.
    """

    item: Item
    component_name: str
    group_id: UUID | None
    group_name: str
    voices: tuple[Voice, ...]
    spread: Decimal | None
    share: Decimal | None
    is_split: bool
    final: FinalWord | None
    final_points: Decimal | None

    @property
    def key(self) -> tuple[str, UUID | None]:
        """What tells this question from the others."""
        return self.item.code, self.group_id

    @property
    def differs(self) -> bool:
        """Whether the marks that are seen differ."""
        return bool(self.spread) or self.is_split

    @property
    def is_pending(self) -> bool:
        """Whether somebody left it to be talked over, and nothing is settled yet."""
        return self.final is None and any(each.state is LineState.PENDING for each in self.voices)

    @property
    def is_hidden(self) -> bool:
        """Whether some of its marks are not shown."""
        return any(each.is_hidden for each in self.voices)

    def working(self, answer: Answer | None) -> str:
        """How the points of an answer to this item come about."""
        return working_of(self.item, answer)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one expert is: items that need nothing more, of all asked; the first open ones by code."""

    person_id: UUID
    name: str
    answered: int
    asked: int
    first_open: tuple[str, ...]
    is_handed_in: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the story of a hand-in or final word: whose, what became of it, by whom, when (UTC)."""

    entity_id: UUID
    about: str
    holds: bool
    author: str
    on_behalf: str
    at: datetime


class Deliberating:
    """Reads and writes what the experts do together."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing
        self._turning: tuple[Score, Turning | None] | None = None
        self._asked: tuple[Dossier, frozenset[UUID], tuple[Question, ...]] | None = None

    def hand_in(self, evaluation_id: UUID, person_id: UUID, worker: Worker) -> Changes:
        """Hand in an expert's marks; raises Refused while an item is unanswered or left pending."""
        standing = self._standing_of(evaluation_id, person_id)
        left = standing.asked - standing.answered
        if left:
            first = "、".join(standing.first_open) + ("等" if left > len(standing.first_open) else "")
            raise Refused(
                "handed_in", f"{standing.name}还有 {left} 项未作答或待议（{first}），作答后才能提交。"
            )
        return self._set_handed_in(evaluation_id, person_id, worker, handed_in=True)

    def take_back(self, evaluation_id: UUID, person_id: UUID, worker: Worker) -> Changes:
        """Take handed-in marks back, so that they may be changed; raises Refused where there are none."""
        dossier = self._editing.dossier(evaluation_id)
        if person_id not in dossier.handed_in:
            raise Refused("handed_in", f"{_name(dossier, person_id)}还没有提交，无须撤回。")
        return self._set_handed_in(evaluation_id, person_id, worker, handed_in=False)

    def settle(
        self,
        evaluation_id: UUID,
        item: str,
        group_id: UUID | None,
        answer: Answer,
        worker: Worker,
        *,
        reason: str,
        decided_by: str,
    ) -> Changes:
        """Write the final word on an item; raises Refused without a reason or for an unfit answer."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        refuse_answer(_place(dossier, rubric, item, group_id), answer)
        values = {
            "item": item,
            "group_id": group_id,
            "answer": answer,
            "reason": reason,
            "decided_by": decided_by,
        }
        edit = make_edit(evaluation_id, FinalWord.kind, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def withdraw(self, evaluation_id: UUID, item: str, group_id: UUID | None, worker: Worker) -> Changes:
        """Take a final word back: the experts' own marks count again. Raises Refused where there is none."""
        final = self._editing.dossier(evaluation_id).final_by_key.get((item, group_id))
        if final is None:
            raise Refused("item", f"“{item}”还没有合议结论，无须撤回。")
        edit = Edit(FinalWord.kind, final.id, {DELETED: True})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def questions(self, evaluation_id: UUID, viewer: Worker) -> tuple[Question, ...]:
        """Every item in every review group with the marks that the viewer may see, in checklist order."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        hidden, known = hidden_people(dossier, viewer), self._asked
        if known is not None and known[0] is dossier and known[1] == hidden:
            return known[2]
        found = tuple(
            _question(item, component.name, group, judges, hidden, dossier)
            for component in rubric.components
            for group in groups_of(component, dossier)
            for judges in [judges_of(component.code, group.id if group else None, dossier)]
            for item in rubric.items_of[component.code]
        )
        self._asked = dossier, hidden, found
        return found

    def standings(self, evaluation_id: UUID) -> tuple[Standing, ...]:
        """How far every assigned expert is, in the people's order."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        return _standings(dossier, rubric, {each.person_id for each in dossier.assignments})

    def hand_in_events(self, evaluation_id: UUID) -> tuple[Event, ...]:
        """When marks were handed in and taken back, the newest last."""
        people = self._editing.dossier(evaluation_id).people
        ids = {natural_id(evaluation_id, HandIn, each.id): each.name for each in people}
        return self._events(evaluation_id, ids, {"handed_in"})

    def final_events(self, evaluation_id: UUID, item: str, group_id: UUID | None) -> tuple[Event, ...]:
        """When the final word on one item was written, changed and taken back, the newest last."""
        entity_id = natural_id(evaluation_id, FinalWord, item, group_id)
        return self._events(evaluation_id, {entity_id: item}, {"answer", "reason", "decided_by"})

    def turning(self, evaluation_id: UUID) -> Turning | None:
        """Which single items and components could turn the grade; None while anything is open or vetoed."""
        result = self._editing.told(evaluation_id)
        if self._turning is None or self._turning[0] is not result:
            self._turning = result, turning(result, self._editing.rubric(evaluation_id))
        return self._turning[1]

    def _set_handed_in(
        self, evaluation_id: UUID, person_id: UUID, worker: Worker, *, handed_in: bool
    ) -> Changes:
        edit = make_edit(evaluation_id, HandIn.kind, {"person_id": person_id, "handed_in": handed_in})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def _standing_of(self, evaluation_id: UUID, person_id: UUID) -> Standing:
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        found = _standings(dossier, rubric, {person_id})
        if not found or not found[0].asked:
            raise Refused("person_id", f"{_name(dossier, person_id)}没有安排评分，无须提交。")
        return found[0]

    def _events(
        self, evaluation_id: UUID, names: dict[UUID, str], fields: Collection[str]
    ) -> tuple[Event, ...]:
        """One event a batch that touched these fields of the entities, whose subjects `names` gives."""
        dossier = self._editing.dossier(evaluation_id)
        with reading(self._store.engine) as connection:
            history = read_history(connection, names)
        found: dict[tuple[UUID, UUID], Event] = {}
        now: dict[tuple[UUID, str], str] = {}
        ranked = sorted(history, key=lambda each: each.rank)
        for each in ranked:
            now[each.entity_id, each.field] = each.value
            if each.field in fields or each.field == DELETED:
                is_there = now.get((each.entity_id, DELETED)) != "true"
                holds = is_there and now.get((each.entity_id, "handed_in")) != "false"
                who = (_name(dossier, each.author_id), _name(dossier, each.for_id))
                event = Event(each.entity_id, names[each.entity_id], holds, *who, each.at)
                found[each.entity_id, each.batch_id] = event
        return tuple(found.values())


def _question(
    item: Item,
    component_name: str,
    group: ReviewGroup | None,
    judges: tuple[UUID, ...],
    hidden: frozenset[UUID],
    dossier: Dossier,
) -> Question:
    group_id = group.id if group else None
    voices = tuple([_voice(item, group_id, each, hidden, dossier) for each in judges])
    points = [each.points for each in voices if each.points is not None]
    spread = max(points) - min(points) if len(points) > 1 else None
    share = spread / item.points if spread is not None and item.points else None
    final = dossier.final_by_key.get((item.code, group_id))
    return Question(
        item=item,
        component_name=component_name,
        group_id=group_id,
        group_name=group.name if group else "",
        voices=voices,
        spread=spread,
        share=share,
        is_split=bool(points) and any(each.state is LineState.NOT_APPLICABLE for each in voices),
        final=final,
        final_points=points_for(item, final.answer) if final else None,
    )


def _voice(
    item: Item, group_id: UUID | None, person_id: UUID, hidden: frozenset[UUID], dossier: Dossier
) -> Voice:
    is_hidden = person_id in hidden
    name = dossier.person_by_id[person_id].name
    mark = None if is_hidden else dossier.mark_by_key.get((item.code, group_id, person_id))
    points = points_for(item, mark.answer) if mark else None
    state = _state(mark.answer, points) if mark else LineState.OPEN
    return Voice(person_id, name, is_hidden=is_hidden, state=state, points=points, mark=mark)


def _state(answer: Answer, points: Decimal | None) -> LineState:
    if isinstance(answer, NotApplicable):
        return LineState.NOT_APPLICABLE
    if isinstance(answer, Pending):
        return LineState.PENDING
    return LineState.OPEN if points is None else LineState.ANSWERED


def _standings(dossier: Dossier, rubric: Rubric, wanted: Collection[UUID]) -> tuple[Standing, ...]:
    asked = dict.fromkeys(wanted, 0)
    left: dict[UUID, list[str]] = {each: [] for each in wanted}
    for component in rubric.components:
        for group in groups_of(component, dossier):
            group_id = group.id if group else None
            judges = [each for each in judges_of(component.code, group_id, dossier) if each in asked]
            for item in rubric.items_of[component.code]:
                is_settled = (item.code, group_id) in dossier.final_by_key
                for judge in judges:
                    asked[judge] += 1
                    if not is_settled and _is_open(item, group_id, judge, dossier):
                        left[judge].append(item.code)
    return tuple(
        Standing(
            each.id,
            each.name,
            asked[each.id] - len(left[each.id]),
            asked[each.id],
            tuple(left[each.id][:_NAMED]),
            each.id in dossier.handed_in,
        )
        for each in dossier.people
        if each.id in asked
    )


def _is_open(item: Item, group_id: UUID | None, person_id: UUID, dossier: Dossier) -> bool:
    mark = dossier.mark_by_key.get((item.code, group_id, person_id))
    if mark is None:
        return True
    return _state(mark.answer, points_for(item, mark.answer)) in (LineState.OPEN, LineState.PENDING)


def _place(dossier: Dossier, rubric: Rubric, code: str, group_id: UUID | None) -> Item:
    """The item, which must be judged in that review group."""
    item = rubric.item_by_code.get(code)
    if item is None:
        raise Refused("item", f"评分标准中没有“{code}”这一项。")
    groups = groups_of(rubric.component_by_code[item.component], dossier)
    if group_id not in {each.id if each else None for each in groups}:
        text = "全站只评一次，不分评审组。" if groups == (None,) else "按评审组评分，请先选择评审组。"
        raise Refused("group_id", f"“{code}”{text}")
    return item


def _name(dossier: Dossier, person_id: UUID | None) -> str:
    person = dossier.person_by_id.get(person_id) if person_id else None
    return person.name if person else ""
