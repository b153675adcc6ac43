"""Colleagues' marks, and figures they count in, stay unseen until one's own marks are handed in."""

from pathlib import Path
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import ProofLine
from sgz_desktop.domain.veil import LIFTED, VEILED, VEILED_WHY, Veil
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.visibility import may_see_marks, veil_over
from sgz_desktop.wiring import Program
from tests import build
from tests.build import D, uid
from tests.services import case

OWN, COLLEAGUE, STAFF = uid("person", 1), uid("person", 2), uid("person", 3)
PEOPLE = [build.person(1), build.person(2), build.person(3, role=Role.STAFF)]


@pytest.mark.parametrize(
    ("worker", "handed_in", "sees"),
    [
        (NOBODY, False, False),
        (Worker(OWN), False, False),
        (Worker(OWN), True, True),
        (Worker(COLLEAGUE), False, True),
        (Worker(STAFF), False, True),
        (Worker(STAFF, OWN), False, False),
        (Worker(STAFF, OWN), True, True),
        (Worker(uid("person", 9)), False, False),
    ],
)
def test_a_colleague_s_marks(worker: Worker, handed_in: bool, sees: bool) -> None:
    dossier = build.dossier(*PEOPLE, build.hand_in(handed_in=handed_in))
    assert may_see_marks(dossier, worker, COLLEAGUE) is sees


GROUPS = (uid("group", 1), uid("group", 2))
EVERYWHERE = frozenset({("operations", None), *(("quality", each) for each in GROUPS)})
OPERATIONS = {"scope": Scope.COMPONENT, "code": "operations", "points": D("20")}


def veil(dossier: Dossier, worker: Worker) -> Veil:
    """What is hidden from who works here."""
    return veil_over(score(dossier, build.rubric()), dossier, worker)


def two(*more: Any, **over: Any) -> Dossier:
    """Two experts who judge everything, neither handed in, and somebody who helps."""
    judged = build.judged(experts=2, handed_in=False, **over)
    return build.dossier(*judged.entities(), build.person(3, role=Role.STAFF), *more)


@pytest.mark.parametrize(
    ("worker", "places", "components", "total"),
    [
        (Worker(OWN), EVERYWHERE, {"operations", "quality"}, True),
        (Worker(STAFF, OWN), EVERYWHERE, {"operations", "quality"}, True),
        (Worker(STAFF), (), (), False),
        (NOBODY, (), (), False),
    ],
)
def test_figures_with_a_colleague_s_marks(worker: Worker, places: Any, components: Any, total: bool) -> None:
    found = veil(two(), worker)
    assert (found.places, found.components, found.total) == (frozenset(places), frozenset(components), total)


def test_who_has_handed_in_or_judges_alone_sees_every_figure() -> None:
    assert veil(build.judged(experts=2), Worker(OWN)) == LIFTED
    assert veil(build.judged(experts=1, handed_in=False), Worker(OWN)) == LIFTED
    away = [each.id for each in two().assignments if each.component == "quality" and each.person_id != OWN]
    found = veil(build.judged(experts=2, handed_in=False, without=away), Worker(OWN))
    assert found.components == {"operations"}
    assert found.total


def test_what_a_bare_figure_takes_the_place_of_is_hidden_and_the_figure_is_not() -> None:
    figure = build.figure(**OPERATIONS, counts=True)
    found = veil(two(figure), Worker(OWN))
    assert (found.components, found.places) == (frozenset({"quality"}), EVERYWHERE)
    assert not veil(two(basis=Basis.TOTAL), Worker(OWN)).total


def test_no_line_of_the_proof_gives_a_colleague_away(empty: Program, tmp_path: Path) -> None:
    found = case.take_in(empty, case.everything(), tmp_path)
    hidden = empty.results.veil(found, case.LI)
    (total, grade, *_) = empty.results.proof(found, veil=hidden)
    assert (total.value, grade.value, grade.working) == (VEILED, VEILED, VEILED_WHY)

    def told(line: ProofLine) -> list[str]:
        return [line.value, line.working, *(each for child in line.children for each in told(child))]

    components = total.children[0].children
    assert {each.value for each in components} == {VEILED}
    for each in components:
        own = [line for group in each.children for line in group.children if line.value != VEILED]
        shown = {text for line in own for text in told(line)}
        rest = [text for text in told(each) if text not in shown]
        assert all(VEILED in text or VEILED_WHY in text or "合议" in text or "/" in text for text in rest)


@pytest.mark.parametrize(
    ("more", "worker", "is_veiled"),
    [
        ((), case.LI, True),
        ((), case.HELPER, True),
        ((), Worker(case.STAFF), False),
        ((), NOBODY, False),
        ((build.hand_in(handed_in=True),), case.LI, False),
    ],
)
def test_the_list_hides_the_same_without_scoring(
    empty: Program, tmp_path: Path, more: Any, worker: Worker, is_veiled: bool
) -> None:
    before = case.everything()
    replaced = {each.id for each in more}
    kept = [each for each in before.entities() if each.id not in replaced]
    found = case.take_in(empty, build.dossier(*kept, *more), tmp_path)
    assert empty.results.veil(found, worker).total is is_veiled
    assert empty.evaluations.veiled({found: worker}) == ({found} if is_veiled else set())


def test_bare_figures_that_count_leave_nothing_to_hide(empty: Program, tmp_path: Path) -> None:
    figures = [
        build.figure(scope=Scope.COMPONENT, code=code, points=D("20"), counts=True)
        for code in ("operations", "quality")
    ]
    found = case.take_in(empty, case.everything(*figures), tmp_path)
    assert not empty.results.veil(found, case.LI).total
    assert empty.evaluations.veiled({found: case.LI}) == set()
    assert empty.charting.shares(found, case.LI).chart is not None


def test_a_chart_with_a_colleague_s_marks_waits(empty: Program, tmp_path: Path) -> None:
    found = case.take_in(empty, case.everything(), tmp_path)
    assert empty.charting.shares(found, case.LI).sentence == f"{VEILED_WHY}。"
