"""The result while fields stand in dispute: between what it lies, and what all values agree on."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.mark import NotApplicable
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.disputed import MOST_QUESTIONS, Question, decides, score_in_dispute
from sgz_desktop.scoring.score import score
from tests.build import D, assignment, figure, judged, mark, quantity, rubric, uid

RUBRIC = rubric()
PARTIES = ("supervision_centre", "purchaser", "supervisor")


def question(entity: Any, field: str, *values: Any) -> Question:
    """A field of an entity with these values in dispute."""
    return Question(kind=entity.kind, entity_id=entity.id, field=field, values=values, entity=entity)


def party(dossier: Dossier, code: str = "purchaser") -> Figure:
    """The figure of a party."""
    return dossier.figure_by_key[Scope.PARTY, code, None]


def told(dossier: Dossier, *questions: Question, count: int = 1) -> Score:
    """The score as it may be told."""
    return score_in_dispute(score(dossier, RUBRIC), dossier, RUBRIC, questions, count=count)


def bounds(result: Score) -> tuple[str | None, str, str, str | None]:
    """Total, floor, ceiling and grade."""
    total = None if result.total is None else str(result.total)
    return total, str(result.floor), str(result.ceiling), result.grade


def test_two_values_of_a_figure_leave_neither_total_nor_grade() -> None:
    dossier = judged()
    result = told(dossier, question(party(dossier), "points", D("18.5"), D("10")))
    assert bounds(result) == (None, "86.25", "94.75", None)
    assert (result.grade_name, result.provisional, result.disagreements) == ("", True, 1)
    found = {each.code: each for each in result.parties}
    assert (found["purchaser"].points, found["purchaser"].converted) == (None, None)
    assert (found["purchaser"].floor, found["purchaser"].ceiling) == (D("10.00"), D("18.50"))
    assert found["supervisor"] == score(dossier, RUBRIC).parties[3]
    assert result.distances[0].from_floor == D("-3.75")
    assert result.distances[0].from_ceiling == D("4.75")


def test_a_grade_that_all_values_give_is_told() -> None:
    dossier = judged()
    result = told(dossier, question(party(dossier), "points", D("18.5"), D("18")))
    assert bounds(result) == (None, "94.25", "94.75", "excellent")
    assert result.provisional


def test_what_decides_nothing_leaves_the_figures_and_makes_them_provisional() -> None:
    dossier = judged()
    shown = score(dossier, RUBRIC)
    found = told(dossier, question(dossier.people[0], "name", "甲", "乙"), count=2)
    assert found == replace(shown, provisional=True, disagreements=2)
    counted = judged(basis=Basis.TOTAL)
    whole = replace(
        counted, figures=(*counted.figures, figure(scope=Scope.TOTAL, code="total", points=D(81)))
    )
    beside = told(whole, question(party(whole), "points", D("18.5"), D("10")))
    assert bounds(beside) == ("81.00", "81.00", "81.00", "good")
    assert beside.provisional


def test_a_figure_that_nobody_gave_leaves_it_open() -> None:
    dossier = judged()
    result = told(dossier, question(party(dossier), "points", D("18.5"), None))
    assert bounds(result) == (None, "76.25", "96.25", None)
    assert result.answered == score(dossier, RUBRIC).answered - 1


def test_values_in_several_disputes_are_tried_together() -> None:
    dossier = judged()
    asked = [question(party(dossier, each), "points", D(5), D(6)) for each in PARTIES]
    assert bounds(told(dossier, *asked, count=3)) == (None, "70.00", "94.75", None)


def test_more_than_can_be_combined_are_tried_one_by_one_and_at_their_extremes() -> None:
    dossier = judged()
    asked = [question(party(dossier, each), "points", *(D(n) for n in range(1, 9))) for each in PARTIES]
    assert bounds(told(dossier, *asked, count=3)) == (None, "58.00", "94.75", None)
    nowhere = question(dossier.finding_by_rule["posts"], "state", VetoState.DEFERRED)
    same = told(dossier, *asked, nowhere, count=4)
    assert bounds(same) == (None, "58.00", "94.75", None)


def test_marks_are_tried_like_figures() -> None:
    dossier = judged()
    given = next(each for each in dossier.marks if each.item == "degree")
    result = told(dossier, question(given, "answer", given.answer, NotApplicable()))
    assert result.total == D("94.75")
    result = told(dossier, question(given, DELETED, True, False))
    assert result.total is None
    assert result.floor is not None
    assert result.floor < D("94.75") == result.ceiling
    operations, quality = result.components
    assert operations.converted is None or quality.converted is None
    assert result.parties[0].converted is None


def test_what_the_shown_value_has_deleted_is_tried_as_if_it_were_there() -> None:
    dossier = judged()
    gone = next(each for each in dossier.marks if each.item == "degree")
    without = replace(dossier, marks=tuple(each for each in dossier.marks if each is not gone))
    result = told(without, question(gone, DELETED, True, False))
    assert (result.total, result.ceiling) == (None, D("94.75"))
    judge = assignment(component="operations", person_id=uid("person", 1))
    result = told(dossier, question(judge, DELETED, False, True))
    assert result.total == D("94.75")


@pytest.mark.parametrize(
    ("states", "state", "grade"),
    [
        ((VetoState.CLEAR, VetoState.HOLDS), VetoState.UNKNOWN, None),
        ((VetoState.CLEAR, VetoState.CLEAR), VetoState.CLEAR, "excellent"),
    ],
)
def test_a_veto_in_dispute_is_unknown(
    states: tuple[VetoState, ...], state: VetoState, grade: str | None
) -> None:
    dossier = judged()
    result = told(dossier, question(dossier.finding_by_rule["posts"], "state", *states))
    assert bounds(result) == ("94.75", "94.75", "94.75", grade)
    assert result.vetoes[0].state is state
    assert ("不一致" in result.vetoes[0].reason) is (state is VetoState.UNKNOWN)


def test_figures_of_a_veto_that_lead_to_the_same_state_are_not_told_as_settled() -> None:
    attendance = [quantity(), quantity(code="attendance.actual", value=D(111))]
    dossier = replace(judged(), quantities=tuple(attendance))
    result = told(dossier, question(attendance[1], "value", D(111), D(108)))
    assert (result.vetoes[1].state, result.vetoes[1].found) == (VetoState.CLEAR, None)
    assert "结论都相同" in result.vetoes[1].reason
    assert result.grade == "excellent"


def test_a_basis_in_dispute_keeps_the_shown_parts() -> None:
    dossier = judged()
    result = told(dossier, question(dossier.evaluation, "basis", Basis.ITEMS, Basis.GRADE_ONLY))
    assert (result.total, result.grade) == (None, None)
    assert [each.code for each in result.components] == ["operations", "quality"]
    grade_only = judged(basis=Basis.GRADE_ONLY, stated_grade="good")
    asked = question(grade_only.evaluation, "stated_grade", "good", "pass")
    result = told(grade_only, asked)
    assert (result.floor, result.ceiling, result.grade, result.distances) == (None, None, None, ())
    phases = told(dossier, question(dossier.evaluation, "phase", Phase.MIDTERM, Phase.FINAL))
    assert phases.total == D("94.75")


@pytest.mark.parametrize("basis", [Basis.ITEMS, Basis.PARTIES, Basis.GRADE_ONLY])
def test_where_not_all_can_be_tried_nothing_is_told(basis: Basis) -> None:
    dossier = judged(basis=basis, stated_grade="good")
    result = told(dossier, question(dossier.groups[0], DELETED, True, False))
    assert (result.total, result.grade, result.provisional, result.disagreements) == (None, None, True, 1)
    assert all(each.state is VetoState.UNKNOWN for each in result.vetoes)
    assert all(each.converted is None for each in result.parties)
    assert all(each.converted is None for each in result.components)
    expected = (None, None) if basis is Basis.GRADE_ONLY else (Decimal(0), Decimal(100))
    assert (result.floor, result.ceiling) == expected


def test_too_many_or_unreadable_questions_are_not_tried() -> None:
    dossier = judged()
    many = [
        question(mark("bare", person_id=uid("person", n)), "answer", None) for n in range(MOST_QUESTIONS + 1)
    ]
    assert bounds(told(dossier, *many)) == (None, "0", "100", None)
    unread = replace(question(party(dossier), "points"), entity=None)
    assert bounds(told(dossier, unread)) == (None, "0", "100", None)


@pytest.mark.parametrize(
    ("kind", "field", "wanted"),
    [
        ("figure", "points", True),
        ("figure", "source", False),
        ("group", DELETED, True),
        ("zone", "name", False),
    ],
)
def test_which_fields_decide(kind: str, field: str, wanted: bool) -> None:
    assert decides(kind, field) is wanted
