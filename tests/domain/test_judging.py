"""An answer fits the judging rule of its item, or is refused."""

import pytest

from sgz_desktop.domain.judging import ANSWER_OF, refuse_answer
from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Extent,
    FaultCount,
    Faults,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.errors import Refused
from tests import build
from tests.build import D


@pytest.mark.parametrize("code", list(build.RULES))
def test_each_rule_takes_its_own_answer_and_the_two_that_fit_everywhere(code: str) -> None:
    item = build.item(code)

    for answer in (build.FULL_ANSWERS[code], NotApplicable(), Pending()):
        refuse_answer(item, answer)
    assert type(build.FULL_ANSWERS[code]) is ANSWER_OF[type(item.rule)]


@pytest.mark.parametrize("code", list(build.RULES))
def test_each_rule_refuses_the_answers_of_the_others(code: str) -> None:
    for other, answer in build.FULL_ANSWERS.items():
        if other != code:
            wanted = ANSWER_OF[type(build.item(code).rule)].kind
            with pytest.raises(Refused, match=f"应以 {wanted} 作答，不能用 {answer.kind}。"):
                refuse_answer(build.item(code), answer)


@pytest.mark.parametrize(
    ("code", "answer", "field"),
    [
        ("degree", Degree(D("10.5")), "points"),
        ("degree", Degree(D("1.2345")), "points"),
        ("bare", Bare(D("10.001")), "points"),
        ("bare", Bare(D("8.92471")), "points"),
        ("conditions", Conditions(frozenset({"plan", "gone"})), "met"),
        ("tiers", Ratio(D("1000.1")), "value"),
        ("deduction", Faults((FaultCount("gone", 1),)), "found"),
    ],
)
def test_an_answer_beyond_its_rule_is_refused(code: str, answer: Answer, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        refuse_answer(build.item(code), answer)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("degree", Degree(D("8.925"))),
        ("bare", Bare(D("0"))),
        ("conditions", Conditions(frozenset())),
        ("tiers", Ratio(D("3.3"))),
        ("completeness", Completeness(Extent.PART)),
        ("deduction", Faults((FaultCount("unsigned", 3), FaultCount("missing", 1)))),
    ],
)
def test_an_answer_within_its_rule_is_taken(code: str, answer: Answer) -> None:
    refuse_answer(build.item(code), answer)


def test_faults_are_kept_in_one_order_with_their_counts() -> None:
    found = Faults((FaultCount("unsigned", 3), FaultCount("missing", 1)))

    assert [each.fault for each in found.found] == ["missing", "unsigned"]
    assert found.counts == {"missing": 1, "unsigned": 3}
