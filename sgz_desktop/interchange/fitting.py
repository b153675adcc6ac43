"""Whether codes and points of a file's records fit the rule set the evaluation is scored by."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.judging import refuse_answer
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.people import Assignment
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Judged, Rubric
from sgz_desktop.domain.veto import VetoFinding
from sgz_desktop.errors import Refused

_Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Rules:
    rubric: Rubric
    has_groups: bool

    @property
    def total(self) -> Decimal:
        return sum((each.points for each in self.rubric.parties), Decimal(0))


def misfits(entities: Iterable[tuple[Any, str]], rubric: Rubric, *, has_groups: bool) -> Iterator[Problem]:
    """The places at which records, given with their places, do not fit the rubric.

    In a station without review groups what the rubric judges per group is judged once.
    """
    rules = _Rules(rubric, has_groups)
    for entity, place in entities:
        faults = _FAULTS.get(type(entity))
        if faults is not None:
            for field, sentence in faults(entity, rules):
                yield Problem(f"{place}.{field}", sentence)


def _of_evaluation(evaluation: Evaluation, rules: _Rules) -> Iterator[_Fault]:
    grades = [each.code for each in rules.rubric.grades]
    if evaluation.stated_grade is not None and evaluation.stated_grade not in grades:
        yield (
            "stated_grade",
            f"评分标准中没有等级“{evaluation.stated_grade}”，应是 {'、'.join(grades)} 之一。",
        )


def _of_assignment(assignment: Assignment, rules: _Rules) -> Iterator[_Fault]:
    component = rules.rubric.component_by_code.get(assignment.component)
    if component is None:
        yield "component", _no_component(assignment.component, rules)
    elif assignment.group_id is not None and component.judged is Judged.ONCE:
        yield "group_id", f"“{component.name}”全站只评一次，这里应为 null。"


def _of_mark(mark: Mark, rules: _Rules) -> Iterator[_Fault]:
    item = rules.rubric.item_by_code.get(mark.item)
    if item is None:
        yield "item", f"评分标准中没有评估项“{mark.item}”。"
        return
    yield from _group_faults(mark.group_id, item.judged, item.code, rules)
    try:
        refuse_answer(item, mark.answer)
    except Refused as fault:
        yield f"answer.{fault.field}", fault.sentence


def _group_faults(group_id: UUID | None, judged: Judged, code: str, rules: _Rules) -> Iterator[_Fault]:
    if judged is Judged.ONCE and group_id is not None:
        yield "group_id", f"“{code}”全站只评一次，这里应为 null。"
    if judged is Judged.PER_GROUP and group_id is None and rules.has_groups:
        yield "group_id", f"“{code}”按评审组评分，应写明是哪一个评审组。"


def _of_figure(figure: Figure, rules: _Rules) -> Iterator[_Fault]:
    most: Decimal | None = rules.total
    if figure.scope is Scope.PARTY:
        party = rules.rubric.party_by_code.get(figure.code)
        most = party.points if party else None
        if party is None:
            codes = "、".join(rules.rubric.party_by_code)
            yield "code", f"评分标准中没有评分方“{figure.code}”，应是 {codes} 之一。"
    elif figure.scope is Scope.COMPONENT:
        component = rules.rubric.component_by_code.get(figure.code)
        most = component.points if component else None
        if component is None:
            yield "code", _no_component(figure.code, rules)
        elif figure.group_id is not None:
            yield from _group_faults(figure.group_id, component.judged, component.code, rules)
    if most is not None and figure.points is not None and figure.points > most:
        yield "points", f"满分 {decimal_text(most)}，不能给 {decimal_text(figure.points)} 分。"


def _of_finding(finding: VetoFinding, rules: _Rules) -> Iterator[_Fault]:
    codes = [each.code for each in rules.rubric.vetoes]
    if finding.rule not in codes:
        yield "rule", f"评分标准中没有否决条件“{finding.rule}”，应是 {'、'.join(codes)} 之一。"


def _of_observation(observation: Observation, rules: _Rules) -> Iterator[_Fault]:
    subjects = rules.rubric.subjects
    if observation.subject is not None and observation.subject not in subjects:
        yield "subject", f"不认识的归属“{observation.subject}”，应是 {'、'.join(subjects)} 之一。"
    if observation.item is not None and observation.item not in rules.rubric.item_by_code:
        yield "item", f"评分标准中没有评估项“{observation.item}”。"


def _no_component(code: str, rules: _Rules) -> str:
    return f"评分标准中没有分项“{code}”，应是 {'、'.join(rules.rubric.component_by_code)} 之一。"


_FAULTS: Mapping[type, Callable[[Any, _Rules], Iterator[_Fault]]] = MappingProxyType(
    {
        Evaluation: _of_evaluation,
        Assignment: _of_assignment,
        Mark: _of_mark,
        Figure: _of_figure,
        VetoFinding: _of_finding,
        Observation: _of_observation,
    }
)
