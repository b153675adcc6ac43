"""A component: per expert first, then over experts, then over review groups, rounded once."""

from fractions import Fraction
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.mark import Answer, Completeness, Degree, Extent, NotApplicable, Pending, Ratio
from sgz_desktop.domain.result import Bounds, ComponentScore, LineState, Source
from sgz_desktop.domain.rubric import Rounding, RoundingLevel
from sgz_desktop.scoring.components import exact_bounds, figure_beside_items, judges_of
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard
from tests.scoring.standard import MONITORING, OPERATIONS, QUALITY, bare, given

NA, PENDING = NotApplicable(), Pending()


def experts(*numbers: int, component: str = MONITORING, group: int | None = None) -> list[Any]:
    """People of these numbers, assigned to a component."""
    return [
        part
        for number in numbers
        for part in (
            build.person(number),
            build.assignment(
                component=component, group_id=standard.group_id(group), person_id=build.uid("person", number)
            ),
        )
    ]


def scored(dossier: Dossier, code: str = MONITORING) -> ComponentScore:
    return next(each for each in score(dossier, standard.standard()).components if each.code == code)


def small(dossier: Dossier, code: str = "operations") -> ComponentScore:
    return next(each for each in score(dossier, build.rubric()).components if each.code == code)


def answers(number: int, **given_answers: Answer) -> list[Any]:
    """Marks of one expert on items of the small rubric."""
    return [
        build.mark(code, person_id=build.uid("person", number), answer=answer)
        for code, answer in given_answers.items()
    ]


def test_seven_groups_by_six_experts_of_75_over_8_make_9_38() -> None:
    # Of two items one is full: 15 of 32 points of 20 are 75/8. Decimal alone makes 9.37 of them.
    first = build.item("first", component=QUALITY, points=D("15"))
    second = build.item("second", component=QUALITY, points=D("17"))
    marks = [
        build.mark(
            item.code,
            group_id=build.uid("group", group),
            person_id=build.uid("person", expert),
            answer=Degree(D(points)),
        )
        for expert in range(1, 7)
        for group in range(1, 8)
        for item, points in ((first, "15"), (second, "0"))
    ]
    groups = [build.group(number) for number in range(1, 8)]
    dossier = build.dossier(*groups, *experts(*range(1, 7), component=QUALITY), *marks)

    quality = score(dossier, standard.standard(items=(first, second))).components[1]

    assert quality.points == Fraction(75, 8)
    assert quality.converted == D("9.38")


def test_earned_over_possible_times_the_components_points() -> None:
    dossier = build.dossier(
        *experts(1, component="operations"),
        *answers(
            1, degree=Degree(D("7")), conditions=build.FULL_ANSWERS["conditions"], tiers=Ratio(D("0.8"))
        ),
    )

    expert = small(dossier).groups[0].experts[0]

    assert (expert.earned, expert.possible, expert.points) == (D("20"), D("25"), Fraction(20))
    assert expert.bounds == Bounds(Fraction(20), Fraction(20))
    assert (expert.answered, len(expert.lines)) == (3, 3)


def test_not_applicable_leaves_numerator_and_denominator() -> None:
    dossier = build.dossier(
        *experts(1, component="operations"),
        *answers(1, degree=Degree(D("7")), conditions=NA, tiers=Ratio(D("0.8"))),
    )

    component = small(dossier)

    expert = component.groups[0].experts[0]
    assert (expert.earned, expert.possible) == (D("10"), D("15"))
    assert expert.points == Fraction(10, 15) * 25
    assert component.converted == D("16.67")
    assert expert.lines[1].state is LineState.NOT_APPLICABLE
    assert expert.answered == 3


@pytest.mark.parametrize(
    ("open_answer", "state"),
    [(None, LineState.OPEN), (PENDING, LineState.PENDING), (Completeness(Extent.ALL), LineState.OPEN)],
    ids=["nothing", "pending", "of another rule"],
)
def test_an_open_item_leaves_floor_and_ceiling(open_answer: Answer | None, state: LineState) -> None:
    tiers = {} if open_answer is None else {"tiers": open_answer}
    dossier = build.dossier(
        *experts(1, component="operations"),
        *answers(1, degree=Degree(D("7")), conditions=build.FULL_ANSWERS["conditions"], **tiers),
    )

    component = small(dossier)

    expert = component.groups[0].experts[0]
    assert expert.lines[2].state is state
    assert (component.points, component.converted) == (None, None)
    assert (component.floor, component.ceiling) == (D("17.00"), D("22.00"))
    assert exact_bounds(component) == Bounds(Fraction(17), Fraction(22))
    assert expert.answered == 2


def test_the_mean_is_over_the_experts_assigned() -> None:
    dossier = build.dossier(
        *experts(1, 2, 3),
        bare(MONITORING, "9"),
        bare(MONITORING, "8.775", expert=2),
        bare(MONITORING, "9", expert=3),
    )

    component = scored(dossier)

    assert component.points == Fraction("8.925")
    assert component.converted == D("8.93")
    assert (component.source, component.figure_id) == (Source.ITEMS, None)


def test_an_assigned_expert_who_has_not_finished_leaves_the_component_open() -> None:
    dossier = build.dossier(*experts(1, 2), bare(MONITORING, "9"))

    component = scored(dossier)

    assert component.points is None
    assert (component.floor, component.ceiling) == (D("4.50"), D("9.50"))


def test_marks_of_somebody_who_is_not_assigned_do_not_count() -> None:
    dossier = build.dossier(
        *experts(1), build.person(2), bare(MONITORING, "9"), bare(MONITORING, "1", expert=2)
    )

    assert scored(dossier).converted == D("9.00")


def test_a_component_nobody_judges_is_open_from_nothing_to_full() -> None:
    component = scored(build.dossier())

    assert (component.points, component.floor, component.ceiling) == (None, D("0.00"), D("10.00"))
    assert component.groups[0].experts == ()


def test_all_items_not_applicable_needs_a_persons_figure() -> None:
    parts = [*experts(1), given(MONITORING, NA)]

    component = scored(build.dossier(*parts))
    assert (component.points, component.floor, component.ceiling) == (None, D("0.00"), D("10.00"))
    assert component.groups[0].experts[0].possible == 0

    settled = scored(build.dossier(*parts, standard.component(MONITORING, "7.25")))
    assert (settled.converted, settled.source) == (D("7.25"), Source.FIGURE)


@pytest.mark.parametrize(("counts", "points", "source"), [(False, "9.00", "items"), (True, "8.00", "figure")])
def test_a_figure_beside_items_counts_where_the_person_says_so(
    counts: bool, points: str, source: str
) -> None:
    figure = standard.component(MONITORING, "8", counts=counts)
    dossier = build.dossier(*experts(1), bare(MONITORING, "9"), figure)

    component = scored(dossier)

    assert (component.converted, str(component.source)) == (D(points), source)
    assert component.figure_id == (figure.id if counts else None)
    assert component.groups[0].experts[0].points == Fraction(9)
    assert figure_beside_items(component, figure.points)
    assert not figure_beside_items(component, None)
    assert not figure_beside_items(component, figure.points, group_id=build.uid("group", 1))


@pytest.mark.parametrize("basis", [Basis.ITEMS, Basis.COMPONENTS])
def test_a_figure_that_counts_and_is_not_given_yet_leaves_the_component_open(basis: Basis) -> None:
    figure = standard.component(MONITORING, None, counts=True)
    dossier = build.dossier(*experts(1), bare(MONITORING, "9"), figure, basis=basis)

    component = scored(dossier)

    assert (component.source, component.figure_id) == (Source.FIGURE, figure.id)
    assert (component.points, component.floor, component.ceiling) == (None, D("0.00"), D("10.00"))
    assert exact_bounds(component) == Bounds(Fraction(0), Fraction(10))


def test_a_figure_without_points_that_is_not_to_count_is_no_figure() -> None:
    dossier = build.dossier(*experts(1), bare(MONITORING, "9"), standard.component(MONITORING, None))

    assert scored(dossier).converted == D("9.00")


def test_a_group_s_figure_that_is_awaited_leaves_room_for_that_group_alone() -> None:
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        *experts(1, component=QUALITY),
        bare(QUALITY, "16", group=1),
        bare(QUALITY, "18", group=2),
        standard.component(QUALITY, None, group=2, counts=True),
    )

    component = scored(dossier, QUALITY)

    assert (component.points, component.floor, component.ceiling) == (None, D("8.00"), D("18.00"))
    assert component.groups[1].figure_id is not None
    assert exact_bounds(component) == Bounds(Fraction(8), Fraction(18))
    result = score(dossier, standard.standard())
    assert (result.answered, result.answerable) == (1, 8)


@pytest.mark.parametrize("basis", [Basis.ITEMS, Basis.COMPONENTS])
def test_an_awaited_figure_for_the_whole_leaves_all_open_whatever_the_groups_have(basis: Basis) -> None:
    rubric = standard.standard(rounding=Rounding(level=RoundingLevel.TOTAL))
    dossier = standard.zhongcun(standard.component(QUALITY, None, counts=True), basis=basis)

    component = scored(dossier, QUALITY)
    result = score(dossier, rubric)

    assert (component.points, component.floor, component.ceiling) == (None, D("0.00"), D("20.00"))
    assert exact_bounds(component) == Bounds(Fraction(0), Fraction(20))
    assert (result.floor, result.ceiling) == (D("70.68"), D("90.68"))
    assert (result.answered, result.answerable) == (6, 7)


def test_a_figure_counts_while_no_item_earned_anything() -> None:
    component = scored(
        build.dossier(*experts(1), given(MONITORING, PENDING), standard.component(MONITORING, "8"))
    )

    assert (component.converted, component.source) == (D("8.00"), Source.FIGURE)
    assert not figure_beside_items(component, D("8"))


def test_experts_first_then_groups() -> None:
    groups = [build.group(1), build.group(2)]
    # Two experts in the first group, one in the second: 17 and 20 weigh alike though made by three.
    dossier = build.dossier(
        *groups,
        *experts(1, 2, component=QUALITY, group=1),
        *experts(3, component=QUALITY, group=2),
        bare(QUALITY, "16", expert=1, group=1),
        bare(QUALITY, "18", expert=2, group=1),
        bare(QUALITY, "20", expert=3, group=2),
    )

    component = scored(dossier, QUALITY)

    assert [each.points for each in component.groups] == [Fraction(17), Fraction(20)]
    assert component.points == Fraction("18.5")


def test_a_group_still_open_leaves_the_component_open() -> None:
    dossier = build.dossier(
        build.group(1), build.group(2), *experts(1, component=QUALITY), bare(QUALITY, "16", group=1)
    )

    component = scored(dossier, QUALITY)

    assert component.groups[0].points == Fraction(16)
    assert (component.points, component.floor, component.ceiling) == (None, D("8.00"), D("18.00"))


def test_without_groups_quality_is_judged_once_for_the_station() -> None:
    component = scored(build.dossier(*experts(1, component=QUALITY), bare(QUALITY, "16")), QUALITY)

    assert [(each.group_id, each.name) for each in component.groups] == [(None, "全站")]
    assert component.converted == D("16.00")


def test_without_groups_a_figure_is_the_stations() -> None:
    figure = standard.component(QUALITY, "15")

    component = scored(build.dossier(figure), QUALITY)

    assert (component.converted, component.figure_id) == (D("15.00"), figure.id)


def test_per_group_figures_and_marks_may_stand_side_by_side() -> None:
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        *experts(1, component=QUALITY),
        bare(QUALITY, "16", group=1),
        standard.component(QUALITY, "18", group=2),
    )

    component = scored(dossier, QUALITY)

    assert [each.source for each in component.groups] == [Source.ITEMS, Source.FIGURE]
    assert (component.points, component.source, component.figure_id) == (Fraction(17), Source.ITEMS, None)


@pytest.mark.parametrize(("counts", "points"), [(False, "17.00"), (True, "12.00")])
def test_a_figure_for_the_whole_goes_before_its_groups_where_it_counts(counts: bool, points: str) -> None:
    whole = standard.component(QUALITY, "12", counts=counts)
    dossier = build.dossier(
        build.group(1),
        build.group(2),
        standard.component(QUALITY, "16", group=1),
        standard.component(QUALITY, "18", group=2),
        whole,
        basis=Basis.COMPONENTS,
    )

    component = scored(dossier, QUALITY)

    assert component.converted == D(points)
    assert exact_bounds(component) == Bounds(Fraction(points), Fraction(points))
    assert component.figure_id == (whole.id if counts else None)


@pytest.mark.parametrize(
    ("parts", "basis", "points"),
    [
        # On figures alone it stands in for groups that lack theirs.
        ([standard.component(QUALITY, "16", group=1)], Basis.COMPONENTS, "12.00"),
        ([], Basis.COMPONENTS, "12.00"),
        # Beside items it stands in for nothing but a component nobody entered anything for.
        ([], Basis.ITEMS, "12.00"),
        ([standard.component(QUALITY, "16", group=1)], Basis.ITEMS, None),
        ([*experts(1, component=QUALITY), bare(QUALITY, "16", group=1)], Basis.ITEMS, None),
        ([*experts(1, component=QUALITY), given(QUALITY, PENDING, group=1)], Basis.ITEMS, "12.00"),
        ([*experts(1, component=QUALITY), given(QUALITY, NA, group=1)], Basis.ITEMS, "12.00"),
    ],
    ids=[
        "one group",
        "no group",
        "nothing",
        "a group's figure",
        "a mark",
        "a pending one",
        "nothing applies",
    ],
)
def test_a_figure_for_the_whole_stands_in_for_what_is_not_there(
    parts: list[Any], basis: Basis, points: str | None
) -> None:
    whole = standard.component(QUALITY, "12")
    dossier = build.dossier(build.group(1), build.group(2), *parts, whole, basis=basis)

    component = scored(dossier, QUALITY)

    assert component.converted == (None if points is None else D(points))
    assert component.figure_id == (None if points is None else whole.id)


@pytest.mark.parametrize(("counts", "source"), [(False, Source.ITEMS), (True, Source.FIGURE)])
def test_a_figure_for_the_whole_beside_marked_groups(counts: bool, source: Source) -> None:
    dossier = build.dossier(
        build.group(1),
        *experts(1, component=QUALITY),
        bare(QUALITY, "16", group=1),
        standard.component(QUALITY, "12", counts=counts),
    )

    component = scored(dossier, QUALITY)

    assert (component.source, component.converted) == (source, D("12.00") if counts else D("16.00"))
    result = score(dossier, standard.standard())
    assert (result.answered, result.answerable) == (1, 7)


def test_on_figures_alone_marks_are_not_looked_at() -> None:
    dossier = build.dossier(
        *experts(1), bare(MONITORING, "9"), standard.component(MONITORING, "8.925"), basis=Basis.COMPONENTS
    )

    component = scored(dossier)

    assert (component.converted, component.source) == (D("8.93"), Source.FIGURE)
    assert component.groups[0].experts == ()


def test_judges_are_those_assigned_here_or_everywhere_each_once_in_the_peoples_order() -> None:
    dossier = build.dossier(
        *(build.group(number) for number in (1, 2)),
        *experts(3, component=QUALITY),
        *experts(1, component=QUALITY, group=1),
        *experts(2, component=QUALITY, group=2),
        *experts(4, component=OPERATIONS),
        build.assignment(component=QUALITY, group_id=build.uid("group", 1), person_id=build.uid("person", 3)),
        build.assignment(component=QUALITY, person_id=build.uid("person", 99)),
    )

    def judging(group: int | None) -> list[str]:
        found = judges_of(QUALITY, standard.group_id(group), dossier)
        return [dossier.person_by_id[each].name for each in found]

    assert judging(1) == ["专家1", "专家3"]
    assert judging(2) == ["专家2", "专家3"]
    assert judging(None) == ["专家3"]


def test_rounded_once_at_the_end_floor_and_ceiling_are_not_sums_of_rounded_ones() -> None:
    rubric = standard.standard(rounding=Rounding(level=RoundingLevel.TOTAL))
    known = [
        standard.component(OPERATIONS, "8.925"),
        standard.component(MONITORING, "8.925"),
        standard.party("purchaser", "18.505"),
        standard.party("supervisor", "8.505"),
    ]
    opened = score(build.dossier(build.group(1), *known, basis=Basis.COMPONENTS), rubric)
    assert (opened.floor, opened.ceiling) == (D("44.86"), D("94.86"))
    assert (opened.parties[0].floor, opened.parties[0].ceiling) == (D("17.85"), D("52.85"))

    rest = [
        standard.component(QUALITY, "0"),
        standard.component(standard.OUTCOMES, "0"),
        standard.party("supervision_centre", "0"),
    ]
    whole = score(build.dossier(*known, *rest, basis=Basis.COMPONENTS), rubric)
    assert (whole.total, whole.parties[0].converted) == (D("44.86"), D("17.85"))


def test_progress_counts_answers_and_figures() -> None:
    dossier = build.dossier(*experts(1), bare(MONITORING, "9"), standard.party("purchaser", "18"))

    result = score(dossier, standard.standard())

    # Three other parties, three components without a judge, one item of one expert.
    assert (result.answered, result.answerable) == (2, 7)


def test_where_nothing_applies_a_person_s_figure_is_still_to_be_answered() -> None:
    parts = [*experts(1, 2), given(MONITORING, NA)]

    def progress(*more: Any) -> tuple[int, int]:
        result = score(build.dossier(*parts, *more), standard.standard())
        return result.answered, result.answerable

    # Four parties and components that have nothing, two experts with an item each, and the figure.
    others = 6
    assert progress() == (1, others + 3)
    assert progress(bare(MONITORING, "9", expert=2)) == (2, others + 3)
    assert progress(standard.component(MONITORING, "8")) == (1, others + 1)
    assert progress(standard.component(MONITORING, None, counts=True)) == (0, others + 1)
