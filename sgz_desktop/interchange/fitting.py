"""Whether records fit the rule set they are scored by, and the other records they speak of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.day import PaperRequest, SpotCheck
from sgz_desktop.domain.declaration import Conflict, Declaration
from sgz_desktop.domain.deliberation import FinalWord
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.indicator import Indicator
from sgz_desktop.domain.judging import refuse_answer, refuse_conditions, refuse_faults, refuse_kind
from sgz_desktop.domain.mark import Conditions, Faults, Mark, NotApplicable, Pending
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.people import Assignment, Person, Role
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Item, Judged, Rubric
from sgz_desktop.domain.veto import VetoFinding
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.gathering import Unread

_Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the records are measured by: the rule set, and the people and indicators there are."""

    rubric: Rubric
    has_groups: bool
    staff: Mapping[UUID, str]
    assigned: frozenset[UUID]
    standing_back: frozenset[UUID]
    base_of: Mapping[UUID, UUID]
    in_circles: set[UUID]

    @property
    def total(self) -> Decimal:
        return sum((each.points for each in self.rubric.parties), Decimal(0))


def misfits(
    entities: Iterable[tuple[Any, str]], rubric: Rubric, *, has_groups: bool, beside: Iterable[Any] = ()
) -> Iterator[Problem]:
    """The places at which records, given with their places, do not fit the rubric or one another.

    Of a record that was read in part, the sound fields are looked at. In a station without review groups
    what the rubric judges per group is judged once. `beside` are other records of the evaluation, not
    looked at themselves: its people, assignments and indicators matter.
    """
    placed = list(entities)
    rules = _rules([each for each, _ in placed], list(beside), rubric, has_groups=has_groups)
    for entity, place in placed:
        faults = _FAULTS.get(_kind_of(entity))
        if faults is not None:
            for field, sentence in faults(entity, rules):
                yield Problem(f"{place}.{field}", sentence)


def _kind_of(entity: Any) -> type:
    return entity.of if isinstance(entity, Unread) else type(entity)


def _rules(own: list[Any], beside: list[Any], rubric: Rubric, *, has_groups: bool) -> _Rules:
    people: dict[UUID, Any] = {}
    base_of: dict[UUID, UUID] = {}
    # What a write changed goes before what was there.
    for each in (*own, *beside):
        kind = _kind_of(each)
        if kind is Person and each.id is not None:
            people.setdefault(each.id, each)
        elif kind is Indicator and each.id is not None and each.rate_of is not None:
            base_of.setdefault(each.id, each.rate_of)
    staff = {key: each.name or "此人" for key, each in people.items() if each.role is Role.STAFF}
    assigned = frozenset(each.person_id for each in beside if type(each) is Assignment)
    return _Rules(rubric, has_groups, staff, assigned, _standing_back(own, beside), base_of, set())


def _standing_back(own: list[Any], beside: list[Any]) -> frozenset[UUID]:
    """Who declares a conflict; what a write changed goes before what was there."""
    conflicts: dict[UUID, Any] = {}
    for each in (*own, *beside):
        if _kind_of(each) is Declaration and each.person_id is not None:
            conflicts.setdefault(each.person_id, each.conflict)
    return frozenset(key for key, conflict in conflicts.items() if conflict is Conflict.EXISTS)


def _of_evaluation(evaluation: Evaluation, rules: _Rules) -> Iterator[_Fault]:
    grades = [each.code for each in rules.rubric.grades]
    if evaluation.stated_grade is not None and evaluation.stated_grade not in grades:
        yield (
            "stated_grade",
            f"评分标准中没有等级“{evaluation.stated_grade}”，应是 {'、'.join(grades)} 之一。",
        )


def _of_person(person: Person, rules: _Rules) -> Iterator[_Fault]:
    if person.role is Role.STAFF and person.id in rules.assigned:
        yield "role", f"“{person.name}”已安排评分，不能改为工作人员；请先取消安排。"


def _of_assignment(assignment: Any, rules: _Rules) -> Iterator[_Fault]:
    component = rules.rubric.component_by_code.get(assignment.component)
    if component is not None:
        if assignment.group_id is not None and component.judged is Judged.ONCE:
            yield "group_id", f"“{component.name}”全站只评一次，这里应为 null。"
    elif assignment.component is not None:
        yield "component", _no_component(assignment.component, rules)
    if assignment.person_id in rules.staff:
        yield "person_id", f"“{rules.staff[assignment.person_id]}”是工作人员，评分只能安排评估专家。"
    elif assignment.person_id in rules.standing_back:
        yield "person_id", "此人声明有需要回避的情形，不能安排评分。"


def _of_mark(mark: Any, rules: _Rules) -> Iterator[_Fault]:
    item = rules.rubric.item_by_code.get(mark.item)
    if item is None:
        if mark.item is not None:
            yield "item", f"评分标准中没有评估项“{mark.item}”。"
        return
    yield from _group_faults(mark.group_id, item.judged, item.code, rules)
    try:
        if isinstance(mark, Unread) and mark.answer is None:
            _refuse_partial(item, mark.partial.get("answer"))
        else:
            refuse_answer(item, mark.answer)
    except Refused as fault:
        yield f"answer.{fault.field}", fault.sentence


def _of_final_word(word: Any, rules: _Rules) -> Iterator[_Fault]:
    """A final word must answer its item as a mark must."""
    yield from _of_mark(word, rules)


def _of_declaration(declaration: Any, rules: _Rules) -> Iterator[_Fault]:
    if declaration.conflict is Conflict.EXISTS and declaration.person_id in rules.assigned:
        yield "conflict", "此人已安排评分；有需要回避的情形，请先取消安排。"


def _of_checked_item(record: Any, rules: _Rules) -> Iterator[_Fault]:
    if record.item is not None and record.item not in rules.rubric.item_by_code:
        yield "item", f"评分标准中没有评估项“{record.item}”。"


def _refuse_partial(item: Item, answer: Any) -> None:
    """Refuse what can be told of an answer that was read in part."""
    kind = getattr(answer, "of", object)
    if kind in (object, NotApplicable, Pending):
        return
    refuse_kind(item, kind)
    if kind is Conditions:
        refuse_conditions(item, {each for each in _members(answer, "met") if isinstance(each, str)})
    elif kind is Faults:
        refuse_faults(item, {each.fault for each in _members(answer, "found") if each.fault is not None})


def _members(answer: Any, name: str) -> tuple[Any, ...]:
    """What is in a list of which another member could not be read."""
    several = answer.partial.get(name)
    return several if isinstance(several, tuple) else ()


def _group_faults(group_id: UUID | None, judged: Judged, code: str, rules: _Rules) -> Iterator[_Fault]:
    if judged is Judged.ONCE and group_id is not None:
        yield "group_id", f"“{code}”全站只评一次，这里应为 null。"
    if judged is Judged.PER_GROUP and group_id is None and rules.has_groups:
        yield "group_id", f"“{code}”按评审组评分，应写明是哪一个评审组。"


def _of_figure(figure: Any, rules: _Rules) -> Iterator[_Fault]:
    full = _full_points(figure.scope, rules)
    component = rules.rubric.component_by_code.get(figure.code)
    if figure.code is not None and figure.code not in full:
        yield "code", _no_figure(figure, rules)
    elif figure.group_id is not None and figure.code is not None:
        if component is not None:
            yield from _group_faults(figure.group_id, component.judged, component.code, rules)
        else:
            yield "group_id", "只有分项的分数可以按评审组给出。"
    most = full.get(figure.code, max(full.values()))
    if figure.points is not None and figure.points > most:
        yield "points", f"满分 {decimal_text(most)}，不能给 {decimal_text(figure.points)} 分。"


def _full_points(scope: Scope | None, rules: _Rules) -> dict[str, Decimal]:
    """Code to full points of what a figure may be the score of; of anything while the scope is unknown."""
    found: dict[str, Decimal] = {}
    if scope in (None, Scope.PARTY):
        found |= {each.code: each.points for each in rules.rubric.parties}
    if scope in (None, Scope.COMPONENT):
        found |= {each.code: each.points for each in rules.rubric.components}
    if scope in (None, Scope.TOTAL):
        found |= {Scope.TOTAL: rules.total}
    return found


def _no_figure(figure: Any, rules: _Rules) -> str:
    if figure.scope is Scope.COMPONENT:
        return _no_component(figure.code, rules)
    if figure.scope is Scope.PARTY:
        codes = "、".join(rules.rubric.party_by_code)
        return f"评分标准中没有评分方“{figure.code}”，应是 {codes} 之一。"
    return f"评分标准中没有代码为“{figure.code}”的评分方或分项。"


def _of_finding(finding: Any, rules: _Rules) -> Iterator[_Fault]:
    codes = [each.code for each in rules.rubric.vetoes]
    if finding.rule is not None and finding.rule not in codes:
        yield "rule", f"评分标准中没有否决条件“{finding.rule}”，应是 {'、'.join(codes)} 之一。"


def _of_observation(observation: Observation, rules: _Rules) -> Iterator[_Fault]:
    subjects = rules.rubric.subjects
    if observation.subject is not None and observation.subject not in subjects:
        yield "subject", f"不认识的归属“{observation.subject}”，应是 {'、'.join(subjects)} 之一。"
    if observation.item is not None and observation.item not in rules.rubric.item_by_code:
        yield "item", f"评分标准中没有评估项“{observation.item}”。"


def _of_indicator(indicator: Indicator, rules: _Rules) -> Iterator[_Fault]:
    """Of a circle of rates, the first indicator is told; one that is its own rate refuses itself."""
    way = [indicator.id]
    while (base := rules.base_of.get(way[-1])) is not None and base not in way:
        way.append(base)
    if len(way) > 1 and base == indicator.id and rules.in_circles.isdisjoint(way):
        rules.in_circles.update(way)
        yield "rate_of", f"{len(way)} 项指标互为比率，成了一个圈；应有一项按数量约定。"


def _no_component(code: str, rules: _Rules) -> str:
    return f"评分标准中没有分项“{code}”，应是 {'、'.join(rules.rubric.component_by_code)} 之一。"


_FAULTS: Mapping[type, Callable[[Any, _Rules], Iterator[_Fault]]] = MappingProxyType(
    {
        Evaluation: _of_evaluation,
        Person: _of_person,
        Assignment: _of_assignment,
        Mark: _of_mark,
        Figure: _of_figure,
        VetoFinding: _of_finding,
        Observation: _of_observation,
        Indicator: _of_indicator,
        Declaration: _of_declaration,
        FinalWord: _of_final_word,
        SpotCheck: _of_checked_item,
        PaperRequest: _of_checked_item,
    }
)
