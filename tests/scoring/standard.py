"""The standard of domain section 3 with one bare item a component, and the reports' stations."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.mark import Answer, Bare, Mark
from sgz_desktop.domain.rubric import (
    BareRule,
    Component,
    FindingTest,
    Item,
    Judged,
    Rubric,
    ShareTest,
    ShortfallTest,
    VetoRule,
    VetoTest,
)
from sgz_desktop.domain.veto import VetoFinding
from tests import build
from tests.build import D

OPERATIONS, QUALITY, MONITORING, OUTCOMES = "operations", "quality", "monitoring", "outcomes"

COMPONENTS = (
    Component(code=OPERATIONS, name="运营管理", points=D("10"), judged=Judged.ONCE),
    Component(code=QUALITY, name="服务质量", points=D("20"), judged=Judged.PER_GROUP),
    Component(code=MONITORING, name="服务监测", points=D("10"), judged=Judged.ONCE),
    Component(code=OUTCOMES, name="服务成效", points=D("15"), judged=Judged.ONCE),
)

_VETOES: dict[str, VetoTest] = {
    "posts": FindingTest(),
    "staffing": ShortfallTest(
        required="attendance.required", actual="attendance.actual", midterm=D("5"), final=D("10")
    ),
    "certified_staffing": ShortfallTest(
        required="attendance.certified_required",
        actual="attendance.certified_actual",
        midterm=D("3"),
        final=D("6"),
    ),
    "staff_costs": ShareTest(share="funds.staff_cost_share", least=D("80")),
    "rectification": FindingTest(),
    "professional": FindingTest(),
    "financial": FindingTest(),
    "breach": FindingTest(),
}
VETO_CODES = tuple(_VETOES)

THIRDS = {"purchaser": "18.5", "supervision_centre": "12.75", "supervisor": "8.5"}
"""What the other three gave 钟村."""


def bare_item(component: Component) -> Item:
    """The one item of a component: a bare figure up to the component's points."""
    return build.item(
        f"{component.code}.1", component=component.code, points=component.points, rule=BareRule()
    )


def standard(**over: Any) -> Rubric:
    """55 + 15 + 20 + 10 with the eight vetoes, and one bare item a component."""
    given: dict[str, Any] = {
        "components": COMPONENTS,
        "items": tuple(bare_item(each) for each in COMPONENTS),
        "vetoes": tuple(
            VetoRule(code=code, name=code, wording=f"规则 {code}", test=test)
            for code, test in _VETOES.items()
        ),
    }
    return build.rubric(**(given | over))


def party(code: str, points: str) -> Figure:
    """A party's points."""
    return build.figure(code=code, points=D(points))


def component(code: str, points: str | None, *, group: int | None = None, counts: bool = False) -> Figure:
    """A bare figure for a component, in one review group or (None) as a whole."""
    return build.figure(
        scope=Scope.COMPONENT,
        code=code,
        group_id=build.uid("group", group) if group else None,
        points=None if points is None else D(points),
        counts=counts,
    )


def total(points: str) -> Figure:
    """A bare total."""
    return build.figure(scope=Scope.TOTAL, code="total", points=D(points))


def given(code: str, answer: Answer, *, expert: int = 1, group: int | None = None) -> Mark:
    """What one expert answered on the one item of a component."""
    return build.mark(
        f"{code}.1", answer=answer, person_id=build.uid("person", expert), group_id=group_id(group)
    )


def bare(code: str, points: str | Decimal, *, expert: int = 1, group: int | None = None) -> Mark:
    """A bare mark on the one item of a component."""
    return given(code, Bare(D(points)), expert=expert, group=group)


def group_id(number: int | None) -> UUID | None:
    """The ID of the review group with that number."""
    return None if number is None else build.uid("group", number)


def clear() -> tuple[VetoFinding, ...]:
    """A finding for each of the eight rules that nothing holds."""
    return tuple(build.veto_finding(rule=each) for each in VETO_CODES)


def figures_for_vetoes() -> tuple[Any, ...]:
    """Figures by which the three computed rules are clear: 110 of 110, 57.5 of 55, 83 %."""
    return tuple(
        build.quantity(code=code, value=D(value))
        for code, value in (
            ("attendance.required", "110"),
            ("attendance.actual", "110"),
            ("attendance.certified_required", "55"),
            ("attendance.certified_actual", "57.5"),
            ("funds.staff_cost_share", "83"),
        )
    )


def zhongcun(*more: Any, basis: Basis = Basis.COMPONENTS, **over: Any) -> Dossier:
    """钟村街, midterm 2024-01-16, from its score table."""
    parts = [build.group(number) for number in (1, 2, 3)]
    figures = [
        component(MONITORING, "8.925"),
        component(OUTCOMES, "12.4"),
        component(OPERATIONS, "9.6"),
        component(QUALITY, "16.8", group=1),
        component(QUALITY, "16", group=2),
        component(QUALITY, "16.5", group=3),
    ]
    return build.dossier(
        *parts,
        *figures,
        *(party(code, points) for code, points in THIRDS.items()),
        *clear(),
        *figures_for_vetoes(),
        *more,
        basis=basis,
        **over,
    )


def zhongcun_items(*more: Any, **over: Any) -> Dossier:
    """钟村街 entered item by item: one expert a component, another for the quality of service."""
    experts = [build.person(number) for number in (1, 2)]
    judges = [
        build.assignment(component=code, person_id=build.uid("person", 1))
        for code in (OPERATIONS, MONITORING, OUTCOMES)
    ]
    judges.append(build.assignment(component=QUALITY, person_id=build.uid("person", 2)))
    marks = [
        bare(MONITORING, "8.925"),
        bare(OUTCOMES, "12.4"),
        bare(OPERATIONS, "9.6"),
        bare(QUALITY, "16.8", expert=2, group=1),
        bare(QUALITY, "16", expert=2, group=2),
        bare(QUALITY, "16.5", expert=2, group=3),
    ]
    return build.dossier(
        *(build.group(number) for number in (1, 2, 3)),
        *experts,
        *(build.declaration(person_id=each.id) for each in experts),
        *(build.hand_in(person_id=each.id) for each in experts),
        *judges,
        *marks,
        *(party(code, points) for code, points in THIRDS.items()),
        *clear(),
        *figures_for_vetoes(),
        *more,
        **({"basis": Basis.ITEMS} | over),
    )


def zhuguang(*more: Any, **over: Any) -> Dossier:
    """珠光街, midterm 2025-01-07: four bare party totals."""
    given_points = {
        "assessor": "51.98",
        "purchaser": "20",
        "supervisor": "10",
        "supervision_centre": "13",
    }
    return build.dossier(
        *(party(code, points) for code, points in given_points.items()),
        *clear(),
        *figures_for_vetoes(),
        *more,
        **({"basis": Basis.PARTIES} | over),
    )


def ruibao(*more: Any, **over: Any) -> Dossier:
    """瑞宝街, midterm 2024-01-16: only the total is printed."""
    return build.dossier(
        total("84.02"), *clear(), *figures_for_vetoes(), *more, **({"basis": Basis.TOTAL} | over)
    )


def dagang(*more: Any, **over: Any) -> Dossier:
    """大岗镇, final 2024-06-27: only the grade is printed."""
    return build.dossier(
        *clear(),
        *figures_for_vetoes(),
        *more,
        **({"basis": Basis.GRADE_ONLY, "stated_grade": "good", "phase": Phase.FINAL} | over),
    )
