"""Scoring again after a mark gives what scoring everything gives."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.mark import Answer, Degree, Mark, NotApplicable, Pending
from sgz_desktop.scoring.score import rescore, score
from tests import build
from tests.build import D

RUBRIC = build.rubric()
WHOLE = build.judged(experts=3, groups=2)
ANSWERS: dict[str, tuple[Answer, ...]] = {
    code: (full, NotApplicable(), Pending()) for code, full in build.FULL_ANSWERS.items()
}


def with_marks(dossier: Dossier, marks: tuple[Mark, ...]) -> Dossier:
    return replace(dossier, marks=marks)


@settings(max_examples=60)
@given(data=st.data())
def test_a_row_of_changed_marks_scores_as_if_from_the_beginning(data: st.DataObject) -> None:
    dossier, known = WHOLE, score(WHOLE, RUBRIC)
    for _ in range(4):
        place = data.draw(st.integers(0, len(dossier.marks) - 1))
        mark = dossier.marks[place]
        if data.draw(st.booleans()) and len(dossier.marks) > 1:
            after = with_marks(dossier, dossier.marks[:place] + dossier.marks[place + 1 :])
            again = rescore(known, after, RUBRIC, now=(), gone=[mark])
        else:
            changed = replace(mark, answer=data.draw(st.sampled_from(ANSWERS[mark.item])))
            after = with_marks(dossier, (*dossier.marks[:place], changed, *dossier.marks[place + 1 :]))
            again = rescore(known, after, RUBRIC, now=[changed])
        assert again == score(after, RUBRIC)
        dossier, known = after, again


@pytest.mark.parametrize("basis", [Basis.PARTIES, Basis.TOTAL, Basis.GRADE_ONLY, Basis.COMPONENTS])
def test_where_items_do_not_count_a_mark_changes_nothing(basis: Basis) -> None:
    head = build.evaluation(basis=basis)
    dossier = replace(WHOLE, evaluation=head)
    mark: Any = dossier.marks[0]
    assert rescore(score(dossier, RUBRIC), dossier, RUBRIC, now=[mark]) == score(dossier, RUBRIC)


def test_a_mark_on_an_item_nobody_knows_any_more_changes_nothing() -> None:
    known = score(WHOLE, RUBRIC)
    lost = replace(WHOLE.marks[0], item="gone", answer=Degree(D("1")))
    assert rescore(known, WHOLE, RUBRIC, now=[lost]) == known
