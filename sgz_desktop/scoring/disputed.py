"""The result while fields stand in dispute: what all their values lead to, and no more than that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.result import ComponentScore, PartyScore, Score, VetoResult
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.grade import distances
from sgz_desktop.scoring.rules import ZERO
from sgz_desktop.scoring.score import rescore, score

MOST_COMBINATIONS = 64
"""So many results are worked out before only each value by itself and the extremes together are tried."""
MOST_QUESTIONS = 64
"""With more fields in dispute than this nobody can say anything: the result lies anywhere."""
_DECIDING: Mapping[str, frozenset[str]] = {
    "evaluation": frozenset(
        {"basis", "phase", "stated_grade", "period_start", "period_end", "required_staff"}
    ),
    "assignment": frozenset({DELETED}),
    "mark": frozenset({"answer", DELETED}),
    "final_word": frozenset({"answer", DELETED}),
    "figure": frozenset({"points", "counts", DELETED}),
    "veto_finding": frozenset({"state", DELETED}),
    "quantity": frozenset({"value", DELETED}),
    "worker": frozenset({"certificate", "contract_start", "contract_end", "joined_on", "left_on", DELETED}),
    "duty_month": frozenset({"present", "stated", "override", DELETED}),
    "fund_line": frozenset({"spent", "staff_costs", DELETED}),
}
_NOT_TRIED: Mapping[str, frozenset[str]] = {
    "evaluation": frozenset({"rubric"}),
    "group": frozenset({DELETED}),
    "person": frozenset({DELETED}),
}
_DISPUTED = "认定或依据的数据有不一致的填法，尚未选定"
_SAME_STATE = "依据的数据有不一致的填法，尚未选定；按哪一个值，结论都相同"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field in dispute with its values; `entity` is what it is a field of, were that there.

    None where this version cannot tell what the entity would be.
    """

    kind: str
    entity_id: UUID
    field: str
    values: tuple[Any, ...]
    entity: Any


@dataclass(frozen=True, slots=True)
class _Case:
    """One way to answer questions, by entity and field, tried on the evaluation."""

    dossier: Dossier
    rubric: Rubric
    shown: Score

    def tried(self, answers: Sequence[tuple[Question, Any]]) -> Score | None:
        """The score were these the values; None where they cannot hold together."""
        wanted: dict[UUID, dict[str, Any]] = {}
        for question, value in answers:
            wanted.setdefault(question.entity_id, {})[question.field] = value
        entities = {question.entity_id: question.entity for question, _ in answers}
        try:
            return self._with([_changed(entities[each], fields) for each, fields in wanted.items()])
        except Refused:
            return None

    def _with(self, changed: Sequence[tuple[Any, bool]]) -> Score:
        ids = {entity.id for entity, _ in changed}
        living = [entity for entity, is_there in changed if is_there]
        dossier = _replaced(self.dossier, ids, living)
        if all(isinstance(entity, Mark) for entity, _ in changed):
            gone = [entity for entity, is_there in changed if not is_there]
            return rescore(self.shown, dossier, self.rubric, now=living, gone=gone)
        return score(dossier, self.rubric)


def decides(kind: str, field: str) -> bool:
    """Whether a result may depend on that field."""
    return any(field in fields.get(kind, ()) for fields in (_DECIDING, _NOT_TRIED))


def score_in_dispute(
    shown: Score, dossier: Dossier, rubric: Rubric, questions: Sequence[Question], *, count: int
) -> Score:
    """What may be said of the result while `count` disagreements are open, the `questions` among them.

    `shown` is the score by the values that are shown. Floor and ceiling are the lowest and highest result
    over all the values; a total, a grade or a veto's state is told only where all of them give the same.
    """
    asked = [each for each in questions if decides(each.kind, each.field)]
    if not asked:
        return replace(shown, provisional=True, disagreements=count)
    if len(asked) > MOST_QUESTIONS or any(
        each.entity is None or each.field in _NOT_TRIED.get(each.kind, ()) for each in asked
    ):
        return replace(_anywhere(shown, rubric), disagreements=count)
    case = _Case(dossier, rubric, shown)
    return replace(_merged(shown, list(_results(case, asked)), rubric), disagreements=count)


def _results(case: _Case, asked: Sequence[Question]) -> Iterator[Score]:
    choices = [[(each, value) for value in each.values] for each in asked]
    if prod(map(len, choices)) <= MOST_COMBINATIONS:
        yield from _possible(case.tried(answers) for answers in product(*choices))
        return
    lowest, highest = [], []
    for several in choices:
        found = [(result, answer) for answer in several if (result := case.tried([answer])) is not None]
        yield from (result for result, _ in found)
        if found:
            lowest.append(min(found, key=lambda each: _floor(each[0]))[1])
            highest.append(max(found, key=lambda each: _ceiling(each[0]))[1])
    yield from _possible(case.tried(answers) for answers in (lowest, highest))


def _possible(results: Iterable[Score | None]) -> Iterator[Score]:
    return (each for each in results if each is not None)


def _floor(result: Score) -> Decimal:
    return ZERO if result.floor is None else result.floor


def _ceiling(result: Score) -> Decimal:
    return ZERO if result.ceiling is None else result.ceiling


def _changed(entity: Any, fields: Mapping[str, Any]) -> tuple[Any, bool]:
    """The entity with these values, and whether it is there."""
    content = {name: value for name, value in fields.items() if name != DELETED}
    return replace(entity, **content), not fields.get(DELETED, False)


def _replaced(dossier: Dossier, ids: set[UUID], living: Sequence[Any]) -> Dossier:
    """The dossier with these entities in the place of those with the IDs; their order says nothing here."""
    changed: dict[str, Any] = {}
    for kind, name in COLLECTIONS.items():
        before: tuple[Any, ...] = getattr(dossier, name)
        came = [each for each in living if each.kind == kind]
        stayed = [each for each in before if each.id not in ids]
        if came or len(stayed) < len(before):
            changed[name] = (*stayed, *came)
    head = next((each for each in living if each.kind == Evaluation.kind), dossier.evaluation)
    return replace(dossier, evaluation=head, **changed)


def _merged(shown: Score, results: Sequence[Score], rubric: Rubric) -> Score:
    """What all these results have in common, and between what they lie."""
    every = [shown, *results]
    same_basis = [each for each in every if each.basis is shown.basis]
    floors = [each.floor for each in every if each.floor is not None]
    ceilings = [each.ceiling for each in every if each.ceiling is not None]
    floor, ceiling = min(floors, default=None), max(ceilings, default=None)
    agrees_on_grade = all(each.grade == shown.grade for each in every)
    return replace(
        shown,
        parties=tuple(
            _party(each, [other.parties[index] for other in every])
            for index, each in enumerate(shown.parties)
        ),
        components=tuple(
            _component(each, [other.components[index] for other in same_basis])
            for index, each in enumerate(shown.components)
        ),
        vetoes=tuple(
            _veto(each, [other.vetoes[index] for other in every]) for index, each in enumerate(shown.vetoes)
        ),
        total=shown.total if all(each.total == shown.total for each in every) else None,
        floor=floor,
        ceiling=ceiling,
        grade=shown.grade if agrees_on_grade else None,
        grade_name=shown.grade_name if agrees_on_grade else "",
        provisional=True,
        distances=() if floor is None or ceiling is None else distances(floor, ceiling, rubric),
        answered=min(each.answered for each in same_basis),
        answerable=shown.answerable,
    )


def _party(shown: PartyScore, every: Sequence[PartyScore]) -> PartyScore:
    if all(_told(each) == _told(shown) for each in every):
        return shown
    floors = [each.floor for each in every if each.floor is not None]
    ceilings = [each.ceiling for each in every if each.ceiling is not None]
    bounds = min(floors, default=None), max(ceilings, default=None)
    return replace(shown, points=None, converted=None, floor=bounds[0], ceiling=bounds[1])


def _component(shown: ComponentScore, every: Sequence[ComponentScore]) -> ComponentScore:
    if all(_told(each) == _told(shown) for each in every):
        return shown
    floor, ceiling = min(each.floor for each in every), max(each.ceiling for each in every)
    return replace(shown, points=None, converted=None, floor=floor, ceiling=ceiling)


def _told(part: PartyScore | ComponentScore) -> tuple[object, ...]:
    return part.points, part.floor, part.ceiling


def _veto(shown: VetoResult, every: Sequence[VetoResult]) -> VetoResult:
    if any(each.state is not shown.state for each in every):
        return _unsettled(shown)
    if any(each.found != shown.found for each in every):
        return replace(shown, found=None, headroom=None, reason=_SAME_STATE)
    return shown


def _unsettled(veto: VetoResult) -> VetoResult:
    return replace(veto, state=VetoState.UNKNOWN, found=None, headroom=None, reason=_DISPUTED, disagrees="")


def _anywhere(shown: Score, rubric: Rubric) -> Score:
    """What can be said where not all values were tried: nothing but what is there to be reached."""
    floor = None if shown.floor is None else ZERO
    ceiling = None if shown.ceiling is None else sum((each.points for each in rubric.parties), ZERO)
    return replace(
        shown,
        parties=tuple(
            replace(each, points=None, converted=None, floor=ZERO, ceiling=each.possible)
            if each.floor is not None
            else each
            for each in shown.parties
        ),
        components=tuple(
            replace(each, points=None, converted=None, floor=ZERO, ceiling=each.possible)
            for each in shown.components
        ),
        vetoes=tuple(map(_unsettled, shown.vetoes)),
        total=None,
        floor=floor,
        ceiling=ceiling,
        grade=None,
        grade_name="",
        provisional=True,
        distances=() if floor is None or ceiling is None else distances(floor, ceiling, rubric),
    )
