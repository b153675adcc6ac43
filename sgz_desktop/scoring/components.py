"""Scores of the assessor's components: per expert, then over experts, then over review groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.mark import Answer, Mark, NotApplicable, Pending
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.result import (
    Bounds,
    ComponentScore,
    ExpertScore,
    GroupScore,
    ItemLine,
    LineState,
    Source,
)
from sgz_desktop.domain.rubric import Component, Item, Judged, Rubric
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.scoring.rules import ZERO, points_for

WHOLE_STATION = "全站"

Marks = Mapping[tuple[int, int], Mapping[str, Mark]]
Finals = Mapping[int, Mapping[str, Answer]]
"""The answers that the experts settled together, by review group and item code."""

_NO_FINALS: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Question:
    component: Component
    items: tuple[Item, ...]
    dossier: Dossier
    marks: Marks
    finals: Finals
    by_items: bool
    known: Mapping[tuple[int, int], ExpertScore]


def marks_by_judge(marks: Iterable[Mark]) -> Marks:
    """The marks by expert and review group, then by item code."""
    found: defaultdict[tuple[int, int], dict[str, Mark]] = defaultdict(dict)
    for each in marks:
        found[_judge(each.person_id, each.group_id)][each.item] = each
    return found


def finals_by_group(dossier: Dossier) -> Finals:
    """The final words (合议结论) by review group, then by item code."""
    found: defaultdict[int, dict[str, Answer]] = defaultdict(dict)
    for each in dossier.final_words:
        found[_group_key(each.group_id)][each.item] = each.answer
    return found


def _judge(person_id: UUID, group_id: UUID | None) -> tuple[int, int]:
    # The integers of UUIDs hash and compare in C: with thousands of marks this is what takes the time.
    return person_id.int, _group_key(group_id)


def _group_key(group_id: UUID | None) -> int:
    return -1 if group_id is None else group_id.int


def experts_after(
    previous: ComponentScore, rubric: Rubric, now: Iterable[Mark], gone: Iterable[Mark], finals: Finals
) -> Mapping[tuple[int, int], ExpertScore]:
    """The experts' scores of a component once some marks are as in `now` and those in `gone` are no more."""
    touched: defaultdict[tuple[int, int], dict[str, Mark | None]] = defaultdict(dict)
    for mark in gone:
        touched[_judge(mark.person_id, mark.group_id)][mark.item] = None
    for mark in now:
        touched[_judge(mark.person_id, mark.group_id)][mark.item] = mark
    component = rubric.component_by_code[previous.code]
    return {
        judge: _with_marks(component, rubric, expert, touched[judge], finals.get(judge[1], _NO_FINALS))
        if judge in touched
        else expert
        for group in previous.groups
        for expert in group.experts
        for judge in [_judge(expert.person_id, group.group_id)]
    }


def _with_marks(
    component: Component,
    rubric: Rubric,
    expert: ExpertScore,
    marks: Mapping[str, Mark | None],
    finals: Mapping[str, Answer],
) -> ExpertScore:
    lines = tuple(
        _line(rubric.item_by_code[each.item], marks[each.item], finals.get(each.item))
        if each.item in marks
        else each
        for each in expert.lines
    )
    return _of_lines(component, expert.person_id, lines)


def score_component(
    component: Component,
    dossier: Dossier,
    rubric: Rubric,
    marks: Marks,
    *,
    finals: Finals,
    by_items: bool,
    known: Mapping[tuple[int, int], ExpertScore] = MappingProxyType({}),
) -> ComponentScore:
    """One component from its items, or where `by_items` is false from bare figures alone.

    The final word on an item takes the place of every expert's own mark on it.

    Which of figure and items counts is the person's word (`Figure.counts`): one that counts and is not
    given yet leaves the component open. A figure counts too where no item earned anything yet, and one
    for the whole component where not every review group has points of its own. `known` are experts'
    scores that need not be worked out again.
    """
    items = rubric.items_of[component.code]
    question = _Question(component, items, dossier, marks, finals, by_items, known)
    groups = tuple(_score_group(question, each) for each in groups_of(component, dossier))
    figure = _figure(question, None) if component.judged is Judged.PER_GROUP and dossier.groups else None
    if figure is not None and _figure_of_whole_counts(figure, groups, by_items=by_items):
        points, bounds = _settled(figure, component)
        source = Source.FIGURE
        figure_id: UUID | None = figure.id
    else:
        points = _mean([each.points for each in groups])
        bounds = _mean_bounds([each.bounds for each in groups])
        source = groups[0].source if len({each.source for each in groups}) == 1 else Source.ITEMS
        figure_id = groups[0].figure_id if len(groups) == 1 else None
    places = rubric.rounding.places
    return ComponentScore(
        code=component.code,
        name=component.name,
        possible=component.points,
        groups=groups,
        source=source,
        figure_id=figure_id,
        points=points,
        converted=None if points is None else round_half_up(points, places),
        floor=round_half_up(bounds.floor, places),
        ceiling=round_half_up(bounds.ceiling, places),
    )


def exact_bounds(component: ComponentScore) -> Bounds:
    """The least and the most points a component can still come to, before any rounding."""
    if component.points is not None:
        return Bounds(component.points, component.points)
    if component.source is Source.FIGURE and component.figure_id is not None:
        return Bounds(Fraction(0), Fraction(component.possible))
    return _mean_bounds([each.bounds for each in component.groups])


def groups_of(component: Component, dossier: Dossier) -> tuple[ReviewGroup | None, ...]:
    """The review groups a component is judged in; (None,) for one judged once or a station without groups."""
    if component.judged is Judged.PER_GROUP and dossier.groups:
        return dossier.groups
    return (None,)


def judges_of(component: str, group_id: UUID | None, dossier: Dossier) -> tuple[UUID, ...]:
    """The experts assigned to a component in a group, in the people's order, each once."""
    assigned = {
        each.person_id
        for each in dossier.assignments
        if each.component == component and (each.group_id is None or each.group_id == group_id)
    }
    return tuple(each.id for each in dossier.people if each.id in assigned)


def _score_group(question: _Question, group: ReviewGroup | None) -> GroupScore:
    group_id = group.id if group else None
    experts: tuple[ExpertScore, ...] = ()
    if question.by_items:
        experts = tuple(
            _score_expert(question, person_id, group_id)
            for person_id in judges_of(question.component.code, group_id, question.dossier)
        )
    figure = _figure(question, group_id)
    name = group.name if group else WHOLE_STATION
    if figure is not None and _figure_settles(figure, experts, by_items=question.by_items):
        given, settled = _settled(figure, question.component)
        return GroupScore(group_id, name, experts, Source.FIGURE, figure.id, given, settled)
    source = Source.ITEMS if question.by_items else Source.FIGURE
    points = _mean([each.points for each in experts])
    whole = Bounds(Fraction(0), Fraction(question.component.points))
    bounds = _mean_bounds([each.bounds for each in experts]) if experts else whole
    return GroupScore(group_id, name, experts, source, None, points, bounds)


def _score_expert(question: _Question, person_id: UUID, group_id: UUID | None) -> ExpertScore:
    judge = _judge(person_id, group_id)
    known = question.known.get(judge)
    if known is not None:
        return known
    return score_expert(
        question.component,
        question.items,
        person_id,
        question.marks.get(judge, {}),
        finals=question.finals.get(judge[1], _NO_FINALS),
    )


def score_expert(
    component: Component,
    items: Sequence[Item],
    person_id: UUID,
    marks: Mapping[str, Mark],
    *,
    finals: Mapping[str, Answer] = _NO_FINALS,
) -> ExpertScore:
    """One expert's part: earned ÷ possible × the component's points, with the bounds while items are open."""
    lines = tuple([_line(each, marks.get(each.code), finals.get(each.code)) for each in items])
    return _of_lines(component, person_id, lines)


def _of_lines(component: Component, person_id: UUID, lines: tuple[ItemLine, ...]) -> ExpertScore:
    earned = sum([each.earned for each in lines], ZERO)
    possible = sum([each.possible for each in lines], ZERO)
    open_points = [each.possible for each in lines if each.state in _UNDECIDED]
    undecided = sum(open_points, ZERO)
    full = Fraction(component.points)
    if not possible:
        points, bounds = None, Bounds(Fraction(0), full)
    else:
        floor = Fraction(earned) / Fraction(possible) * full
        ceiling = Fraction(earned + undecided) / Fraction(possible) * full if undecided else floor
        points, bounds = None if open_points else floor, Bounds(floor, ceiling)
    return ExpertScore(person_id, lines, earned, possible, points, bounds, len(lines) - len(open_points))


_UNDECIDED = (LineState.OPEN, LineState.PENDING)


def _line(item: Item, mark: Mark | None, final: Answer | None) -> ItemLine:
    """An item nobody judged earns nothing yet; one that does not apply leaves the sum."""
    mark_id = mark.id if mark else None
    answer = final if final is not None or mark is None else mark.answer
    if answer is None:
        return ItemLine(item.code, None, LineState.OPEN, ZERO, item.points)
    earned = points_for(item, answer)
    if earned is not None:
        return ItemLine(item.code, mark_id, LineState.ANSWERED, earned, item.points)
    if isinstance(answer, NotApplicable):
        return ItemLine(item.code, mark_id, LineState.NOT_APPLICABLE, ZERO, ZERO)
    state = LineState.PENDING if isinstance(answer, Pending) else LineState.OPEN
    return ItemLine(item.code, mark_id, state, ZERO, item.points)


def _figure(question: _Question, group_id: UUID | None) -> Figure | None:
    """The bare figure beside the items, if it is given or a person says that it will be."""
    figure = question.dossier.figure_by_key.get((Scope.COMPONENT, question.component.code, group_id))
    return figure if figure is not None and (figure.points is not None or figure.counts) else None


def _settled(figure: Figure, component: Component) -> tuple[Fraction | None, Bounds]:
    if figure.points is None:
        return None, Bounds(Fraction(0), Fraction(component.points))
    points = Fraction(figure.points)
    return points, Bounds(points, points)


def _figure_settles(figure: Figure, experts: Sequence[ExpertScore], *, by_items: bool) -> bool:
    return not by_items or figure.counts or not _anything_earned(experts)


def _figure_of_whole_counts(figure: Figure, groups: Sequence[GroupScore], *, by_items: bool) -> bool:
    if figure.counts:
        return True
    if by_items:
        experts = [expert for group in groups for expert in group.experts]
        return all(each.figure_id is None for each in groups) and not _anything_earned(experts)
    return any(each.points is None for each in groups)


def _anything_earned(experts: Sequence[ExpertScore]) -> bool:
    return any(line.state is LineState.ANSWERED for each in experts for line in each.lines)


def _mean(points: Sequence[Fraction | None]) -> Fraction | None:
    known = [each for each in points if each is not None]
    if not known or len(known) < len(points):
        return None
    return sum(known, Fraction(0)) / len(known)


def _mean_bounds(bounds: Sequence[Bounds]) -> Bounds:
    count = len(bounds)
    if count == 1:
        return bounds[0]
    return Bounds(
        sum((each.floor for each in bounds), Fraction(0)) / count,
        sum((each.ceiling for each in bounds), Fraction(0)) / count,
    )


def figure_beside_items(
    score: ComponentScore, figure: Decimal | None, *, group_id: UUID | None = None
) -> bool:
    """Whether a bare figure stands beside items somebody marked, so that a person must say which counts.

    A figure of one review group stands beside the items of that group alone.
    """
    groups = [each for each in score.groups if group_id in (None, each.group_id)]
    return figure is not None and any(_anything_earned(each.experts) for each in groups)
