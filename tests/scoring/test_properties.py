"""What holds for every score, whoever judged whatever."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Extent,
    FaultCount,
    Faults,
    Mark,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rounding, RoundingLevel, Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.scoring.rules import points_for
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D

RUBRIC = build.rubric()
ONCE_AT_THE_END = build.rubric(rounding=Rounding(level=RoundingLevel.TOTAL))
RUBRICS = st.sampled_from([RUBRIC, ONCE_AT_THE_END])


def thousandths(most: int) -> st.SearchStrategy[Decimal]:
    """Points with up to three decimals, the halves that rounding turns on among them."""
    return st.integers(0, most * 1000).map(lambda each: Decimal(each).scaleb(-3))


DECIDED: dict[str, st.SearchStrategy[Answer]] = {
    "degree": thousandths(10).map(Degree),
    "conditions": st.sets(st.sampled_from(["plan", "record", "review"])).map(
        lambda each: Conditions(frozenset(each))
    ),
    "tiers": thousandths(3).map(Ratio),
    "completeness": st.sampled_from(Extent).map(Completeness),
    "deduction": st.dictionaries(st.sampled_from(["missing", "unsigned"]), st.integers(1, 12)).map(
        lambda each: Faults(tuple(FaultCount(code, count) for code, count in each.items()))
    ),
    "bare": thousandths(10).map(Bare),
}
FULL = build.FULL_ANSWERS


def answered(code: str) -> st.SearchStrategy[Answer]:
    return DECIDED[code] | st.just(NotApplicable())


@st.composite
def evaluations(draw: st.DrawFn, *, complete: bool = False) -> Dossier:
    """Evaluations by the small rubric: one to four experts, none to three groups, some answers missing."""
    experts = [build.person(number) for number in range(1, draw(st.integers(1, 4)) + 1)]
    groups = [build.group(number) for number in range(1, draw(st.integers(0, 3)) + 1)]
    parts: list[Any] = [*experts, *groups]
    for person in experts:
        parts += [build.assignment(component=code, person_id=person.id) for code in ("operations", "quality")]
        parts += [
            build.mark(code, person_id=person.id, group_id=group_id, answer=answer)
            for code, group_id in places(groups)
            if (answer := draw(an_answer(code, complete=complete))) is not None
        ]
    for code, most in (("supervision_centre", 15), ("purchaser", 20), ("supervisor", 10)):
        if complete or draw(st.booleans()):
            parts.append(build.figure(code=code, points=draw(thousandths(most))))
    return build.dossier(*parts, *build.clear_vetoes())


def an_answer(code: str, *, complete: bool) -> st.SearchStrategy[Answer | None]:
    if complete:
        return DECIDED[code]
    return st.none() | st.just(Pending()) | answered(code)


def places(groups: Sequence[Any]) -> list[tuple[str, Any]]:
    where = [each.id for each in groups] or [None]
    return [
        (item.code, group_id)
        for item in RUBRIC.items
        for group_id in ([None] if item.component == "operations" else where)
    ]


def figures(result: Score) -> tuple[Any, ...]:
    components = tuple((each.code, each.points, each.floor, each.ceiling) for each in result.components)
    return result.total, result.floor, result.ceiling, result.grade, result.answered, components


@given(evaluations(), RUBRICS, st.randoms(use_true_random=False))
def test_the_order_of_experts_and_groups_is_indifferent(
    dossier: Dossier, rubric: Rubric, chance: Any
) -> None:
    def shuffled(several: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(several, len(several)))

    turned = replace(
        dossier,
        people=shuffled(dossier.people),
        groups=shuffled(dossier.groups),
        marks=shuffled(dossier.marks),
        assignments=shuffled(dossier.assignments),
        figures=shuffled(dossier.figures),
    )

    assert figures(score(turned, rubric)) == figures(score(dossier, rubric))


@given(evaluations(), RUBRICS, st.data())
def test_more_points_never_lower_the_total(dossier: Dossier, rubric: Rubric, data: st.DataObject) -> None:
    decided = [
        each for each in dossier.marks if points_for(rubric.item_by_code[each.item], each.answer) is not None
    ]
    if not decided:
        return
    chosen = data.draw(st.sampled_from(decided))
    better = replace(chosen, answer=FULL[chosen.item])
    raised = replace(dossier, marks=tuple(better if each is chosen else each for each in dossier.marks))

    before, after = score(dossier, rubric), score(raised, rubric)

    assert before.floor is not None
    assert before.ceiling is not None
    assert after.floor is not None
    assert after.ceiling is not None
    assert (after.total is None) is (before.total is None)
    if after.total is not None and before.total is not None:
        assert after.total >= before.total
    assert after.floor >= before.floor
    assert after.ceiling >= before.ceiling


@given(evaluations(), RUBRICS, st.data())
def test_no_completion_leaves_the_bounds(dossier: Dossier, rubric: Rubric, data: st.DataObject) -> None:
    opened = score(dossier, rubric)
    given_already = {(each.item, each.group_id, each.person_id): each for each in dossier.marks}
    marks: list[Mark] = []
    for person in dossier.people:
        for code, group_id in places(dossier.groups):
            mark = given_already.get((code, group_id, person.id))
            if mark is None or isinstance(mark.answer, Pending):
                answer = data.draw(answered(code))
                mark = build.mark(code, person_id=person.id, group_id=group_id, answer=answer)
            marks.append(mark)
    parties = {"supervision_centre": 15, "purchaser": 20, "supervisor": 10}
    known = {each.code: each for each in dossier.figures}
    filled = [
        known.get(code) or build.figure(code=code, points=data.draw(thousandths(most)))
        for code, most in parties.items()
    ]
    whole = score(replace(dossier, marks=tuple(marks), figures=tuple(filled)), rubric)

    assert opened.floor is not None
    assert opened.ceiling is not None
    assert whole.floor is not None
    assert whole.ceiling is not None
    assert opened.floor <= whole.floor <= whole.ceiling <= opened.ceiling
    if whole.total is not None:
        assert whole.floor == whole.total == whole.ceiling
    if opened.grade is not None:
        assert whole.grade == opened.grade


def exactly(dossier: Dossier, component: str, full: int) -> Fraction:
    """The component's points worked out afresh: experts, then groups, all in fractions."""
    items = {each.code: each for each in RUBRIC.items if each.component == component}
    where = [each.id for each in dossier.groups] if component == "quality" and dossier.groups else [None]
    of_groups = []
    for group_id in where:
        of_experts = []
        for person in dossier.people:
            mine = [
                each
                for each in dossier.marks
                if each.item in items and each.group_id == group_id and each.person_id == person.id
            ]
            earned = sum(Fraction(points_for(items[each.item], each.answer) or 0) for each in mine)
            possible = sum(Fraction(items[each.item].points) for each in mine)
            of_experts.append(Fraction(full) * earned / possible)
        of_groups.append(sum(of_experts, Fraction(0)) / len(of_experts))
    return sum(of_groups, Fraction(0)) / len(of_groups)


def halves_up(figure: Fraction) -> Fraction:
    return Fraction(floor(figure * 100 + Fraction(1, 2)), 100)


@given(evaluations(complete=True), RUBRICS)
def test_the_total_equals_an_independent_rational_reference(dossier: Dossier, rubric: Rubric) -> None:
    exact = [exactly(dossier, "operations", 25), exactly(dossier, "quality", 30)]
    exact += [Fraction(each.points or 0) for each in dossier.figures]
    expected = (
        halves_up(sum(exact, Fraction(0)))
        if rubric is ONCE_AT_THE_END
        else sum((halves_up(each) for each in exact), Fraction(0))
    )

    result = score(dossier, rubric)

    assert result.total is not None
    assert Fraction(result.total) == expected
    assert not any(each.state is VetoState.HOLDS for each in result.vetoes)


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_is_never_more_than_half_a_place_off(figure: Fraction, places_kept: int) -> None:
    rounded = Fraction(round_half_up(figure, places_kept))

    assert abs(rounded - figure) <= Fraction(1, 2 * 10**places_kept)
    assert rounded * 10**places_kept == int(rounded * 10**places_kept)
    if abs(rounded - figure) == Fraction(1, 2 * 10**places_kept):
        assert abs(rounded) > abs(figure)


@settings(max_examples=60)
@given(evaluations(complete=True), st.sampled_from([each.code for each in RUBRIC.items]))
def test_not_applicable_is_an_item_that_was_never_there(dossier: Dossier, code: str) -> None:
    without = build.rubric(items=tuple(each for each in RUBRIC.items if each.code != code))
    marks = tuple(
        replace(each, answer=NotApplicable()) if each.item == code else each for each in dossier.marks
    )

    result = score(replace(dossier, marks=marks), RUBRIC)

    expected = score(dossier, without)
    assert (result.total, result.floor) == (expected.total, expected.floor)


@given(evaluations(complete=True), st.data())
def test_not_applicable_never_counts_as_zero(dossier: Dossier, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(dossier.marks))
    nothing: dict[str, Answer] = {
        "degree": Degree(D("0")),
        "conditions": Conditions(frozenset()),
        "tiers": Ratio(D("0")),
        "completeness": Completeness(Extent.NONE),
        "deduction": Faults((FaultCount("missing", 10),)),
        "bare": Bare(D("0")),
    }

    def total_with(answer: Answer) -> Decimal:
        marks = tuple(replace(each, answer=answer) if each is chosen else each for each in dossier.marks)
        found = score(replace(dossier, marks=marks), RUBRIC).total
        assert found is not None
        return found

    assert total_with(NotApplicable()) >= total_with(nothing[chosen.item])
