"""Which single items and components could turn the grade of a complete result."""

from dataclasses import replace

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
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
    Ratio,
)
from sgz_desktop.domain.rubric import Item, Rounding, RoundingLevel, Rubric
from sgz_desktop.domain.turning import Turning
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.score import score
from sgz_desktop.scoring.turning import turning
from tests import build
from tests.build import D
from tests.scoring import standard

RUBRIC = standard.standard()


def found(dossier: Dossier, rubric: Rubric = RUBRIC) -> Turning:
    told = turning(score(dossier, rubric), rubric)
    assert told is not None
    return told


def turned(told: Turning) -> list[tuple[str, bool, str, str, str]]:
    return [(each.item, each.up, str(each.change), str(each.total), each.grade.name) for each in told.turns]


def test_zhongcun_becomes_excellent_by_the_quality_of_service_alone() -> None:
    told = found(standard.zhongcun_items())
    assert (str(told.total), told.grade.name) == ("87.11", "良好")
    assert told.higher is not None
    assert told.lower is not None
    assert (told.higher.name, told.lower.name) == ("优秀", "合格")
    assert turned(told) == [
        ("quality.1", True, "3.57", "90.68", "优秀"),
        ("monitoring.1", False, "-8.93", "78.18", "合格"),
        ("operations.1", False, "-9.60", "77.51", "合格"),
        ("outcomes.1", False, "-12.40", "74.71", "合格"),
        ("quality.1", False, "-16.43", "70.68", "合格"),
    ]
    reach = {each.code: each for each in told.reaches}
    assert list(reach) == [
        *("operations", "quality", "monitoring", "outcomes"),
        *("supervision_centre", "purchaser", "supervisor"),
    ]
    outcomes = reach["outcomes"]
    assert (str(outcomes.now), str(outcomes.most), outcomes.most_grade.name) == ("12.40", "89.71", "良好")
    assert (str(outcomes.least), outcomes.least_grade.name) == ("74.71", "合格")


NOTHING: dict[str, Answer] = {
    "degree": Degree(D("0")),
    "conditions": Conditions(frozenset()),
    "tiers": Ratio(D("0")),
    "completeness": Completeness(Extent.NONE),
    "deduction": Faults((FaultCount("missing", 50),)),
    "bare": Bare(D("0")),
}
"""For each item of the small rubric an answer that earns nothing."""


@pytest.mark.parametrize("level", list(RoundingLevel))
@pytest.mark.parametrize("purchaser", ["18.5", "19.97", "1.2", "0"])
@pytest.mark.parametrize("is_small", [False, True])
def test_it_says_what_a_new_score_would_say(level: RoundingLevel, purchaser: str, is_small: bool) -> None:
    """Moving an item in the marks themselves gives what was foretold, for every item and both ways."""
    rounding = Rounding(level=level)
    rubric = build.rubric(rounding=rounding) if is_small else standard.standard(rounding=rounding)
    base = _by_purchaser(_small() if is_small else _two_experts(), purchaser)
    before = score(base, rubric)
    expected = []
    for item in rubric.items:
        for up in (True, False):
            marks = tuple(
                _moved(each, item, up=up) if each.item == item.code else each for each in base.marks
            )
            after = score(replace(base, marks=marks), rubric)
            assert before.total is not None
            assert after.total is not None
            if after.grade != before.grade:
                change = after.total - before.total
                expected.append((item.code, up, str(change), str(after.total), after.grade_name))
    told = turned(found(base, rubric))
    assert sorted(told) == sorted(expected)
    assert [abs(D(each[2])) for each in told] == sorted(abs(D(each[2])) for each in told)


def _moved(mark: Mark, item: Item, *, up: bool) -> Mark:
    if isinstance(mark.answer, NotApplicable):
        return mark
    if item.code in NOTHING:
        return replace(mark, answer=build.FULL_ANSWERS[item.code] if up else NOTHING[item.code])
    return replace(mark, answer=Bare(item.points if up else D(0)))


def _by_purchaser(dossier: Dossier, points: str) -> Dossier:
    figures = [
        replace(each, points=D(points)) if each.code == "purchaser" else each for each in dossier.figures
    ]
    return replace(dossier, figures=tuple(figures))


def _small() -> Dossier:
    """Two experts in two groups; to one of them an item does not apply, and one gave less."""
    dossier = build.judged(experts=2, groups=2)
    marks = [
        replace(each, answer=NotApplicable())
        if (each.item, each.person_id) == ("conditions", build.uid("person", 1))
        else replace(each, answer=Bare(D("4.5")))
        if (each.item, each.person_id) == ("bare", build.uid("person", 2))
        else each
        for each in dossier.marks
    ]
    return replace(dossier, marks=tuple(marks))


def _two_experts() -> Dossier:
    """钟村 with a second expert on outcomes."""
    return standard.zhongcun_items(
        build.assignment(component=standard.OUTCOMES, person_id=build.uid("person", 2)),
        standard.bare(standard.OUTCOMES, "13.1", expert=2),
    )


def test_what_does_not_apply_stays_out_and_figures_have_no_items() -> None:
    marks = [
        replace(each, answer=NotApplicable()) if each.group_id == build.uid("group", 1) else each
        for each in standard.zhongcun_items().marks
    ]
    figures = (
        standard.component(standard.QUALITY, "16.8", group=1, counts=True),
        standard.component(standard.OUTCOMES, "12.4", counts=True),
    )
    dossier = replace(standard.zhongcun_items(*figures), marks=tuple(marks))
    codes = {(each.item, each.up) for each in found(dossier).turns}
    assert ("outcomes.1", False) not in codes
    # Two groups of three are still judged by their marks: (16.8 + 20 + 20) ÷ 3 is not enough.
    assert ("quality.1", True) not in codes
    assert ("quality.1", False) in codes


@pytest.mark.parametrize(
    ("points", "grade", "higher", "lower"),
    [("100", "优秀", None, "良好"), ("0", "不合格", "合格", None)],
)
def test_the_ends_have_one_neighbour(points: str, grade: str, higher: str | None, lower: str | None) -> None:
    told = found(build.dossier(standard.total(points), *standard.clear(), basis=Basis.TOTAL))
    names = [each.name if each else None for each in (told.grade, told.higher, told.lower)]
    assert names == [grade, higher, lower]
    assert told.turns == ()
    assert told.reaches == ()


@pytest.mark.parametrize(
    "dossier",
    [
        standard.zhongcun_items(build.veto_finding(rule="posts", state=VetoState.HOLDS, reason="占岗")),
        replace(standard.zhongcun_items(), marks=()),
        build.dossier(basis=Basis.GRADE_ONLY, stated_grade="good"),
    ],
    ids=["vetoed", "open", "grade only"],
)
def test_there_is_nothing_to_tell(dossier: Dossier) -> None:
    assert turning(score(dossier, RUBRIC), RUBRIC) is None
