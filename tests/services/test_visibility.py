"""Colleagues' marks, and figures they count in, stay unseen until one's own marks are handed in."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import ProofLine
from sgz_desktop.domain.veil import LIFTED, VEILED, VEILED_WHY, Veil
from sgz_desktop.scoring.rules import points_for
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.visibility import ResultVeiled, may_see_marks, veil_over
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
    judges = [build.assignment(person_id=each) for each in (OWN, COLLEAGUE)]
    dossier = build.dossier(*PEOPLE, *judges, build.hand_in(handed_in=handed_in))
    assert may_see_marks(dossier, worker, COLLEAGUE) is sees


def test_an_expert_who_judges_nothing_waits_for_no_hand_in() -> None:
    dossier = two(build.person(4))
    assert veil(dossier, Worker(uid("person", 4))) == LIFTED
    assert may_see_marks(dossier, Worker(uid("person", 4)), COLLEAGUE)


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


def replacing(*more: Any) -> Dossier:
    """The evaluation with one of everything, these in the place of what bears their ids."""
    replaced = {each.id for each in more}
    return build.dossier(*(each for each in case.everything().entities() if each.id not in replaced), *more)


def told(line: ProofLine) -> Iterator[str]:
    """All that a line and those beneath it say of figures."""
    yield from (line.value, line.working)
    for each in line.children:
        yield from told(each)


def test_no_line_of_the_proof_gives_a_colleague_away(empty: Program, tmp_path: Path) -> None:
    found = case.take_in(
        empty, replacing(build.mark("degree", person_id=COLLEAGUE, answer=case.degree("3.5"))), tmp_path
    )
    dossier, items = empty.evaluations.dossier(found), empty.evaluations.rubric(found).item_by_code
    hidden = empty.results.veil(found, case.LI)
    (total, grade, *_) = empty.results.proof(found, veil=hidden)
    assert (total.value, grade.value, grade.working) == (VEILED, VEILED, VEILED_WHY)
    settled = {
        (dossier.group_by_id[each.group_id].name, each.item) for each in dossier.final_words if each.group_id
    }
    assert settled
    rest: list[str] = []
    for component in total.children[0].children:
        rest += (component.value, component.working)
        for group in component.children:
            rest += (group.value, group.working)
            (_, colleague) = group.children
            rest += (colleague.value, colleague.working)
            for line in colleague.children:
                if (group.label, line.label.split()[0]) not in settled:
                    rest += told(line)
    assert set(rest) <= {VEILED, VEILED_WHY, f"2 位评委平均；{VEILED_WHY}"}
    marks = [each for each in dossier.marks if each.person_id == COLLEAGUE]
    given = {points_for(items[each.item], each.answer) for each in marks}
    assert D("3.5") in given
    assert not [
        text for text in rest for each in given if each is not None and decimal_text(each) in text.split()
    ]
    assert "3.5" not in " ".join(text for line in (total, grade) for text in told(line))


@pytest.mark.parametrize(
    ("more", "worker", "is_veiled"),
    [
        ((), case.LI, True),
        ((), case.HELPER, True),
        ((), Worker(case.STAFF), False),
        ((), NOBODY, False),
        ((build.hand_in(handed_in=True),), case.LI, False),
        ((build.person(4),), Worker(uid("person", 4)), False),
        ((build.person(4), build.assignment(person_id=uid("person", 4))), Worker(uid("person", 4)), True),
    ],
)
def test_the_list_hides_the_same_without_scoring(
    empty: Program, tmp_path: Path, more: Any, worker: Worker, is_veiled: bool
) -> None:
    found = case.take_in(empty, replacing(*more), tmp_path)
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


def test_a_report_waits_with_preview_paper_and_workbook(empty: Program, tmp_path: Path) -> None:
    found = case.take_in(empty, case.everything(), tmp_path)
    exporting, reports = empty.exporting, empty.reports
    for viewer in (case.LI, case.HELPER):
        for make in (reports.report, empty.previews.preview, exporting.pdf, exporting.workbook):
            with pytest.raises(ResultVeiled, match=f"^{VEILED_WHY}.*请先在“现场检查”里提交评分"):
                make(found, viewer=viewer)
    assert exporting.package(found), "laptops hand data over by it"
    assert reports.report(found, viewer=Worker(case.STAFF)) == reports.report(found)
    assert exporting.workbook(found, viewer=Worker(case.STAFF)) == exporting.workbook(found)
    empty.deliberating.hand_in(found, case.EXPERT, case.LI)
    assert reports.report(found, viewer=case.LI) == reports.report(found)


def test_a_workbook_in_part_under_the_veil_has_dots_in_its_proof(empty: Program, tmp_path: Path) -> None:
    figures = [
        build.figure(scope=Scope.COMPONENT, code=code, points=D("20"), counts=True)
        for code in ("operations", "quality")
    ]
    found = case.take_in(empty, case.everything(*figures), tmp_path)

    def results(viewer: Worker | None) -> list[Any]:
        sheet = openpyxl.load_workbook(BytesIO(empty.exporting.workbook(found, viewer=viewer)))["评分依据"]
        return [row[3] for row in sheet.iter_rows(values_only=True)]

    assert VEILED in results(case.LI)
    assert VEILED not in results(None)
    assert VEILED not in results(Worker(case.STAFF))


def test_no_slot_of_a_passage_tells_a_result_under_the_veil(empty: Program, tmp_path: Path) -> None:
    found = case.take_in(empty, case.everything(), tmp_path)
    wording, key = empty.wording, next(iter(empty.reports.style(case.STYLE).passages))
    results = ("总分", "等级", "已得分", "最高可得分")
    template = "".join(f"{{{{ {each} }}}}，" for each in results)
    empty.wording.set_passage(found, key, template, case.LI)
    seen = {each.name: each.value for each in wording.names(found, key, viewer=case.LI)}
    open_to_all = {each.name: each.value for each in wording.names(found, key, viewer=Worker(case.STAFF))}
    assert [seen[each] for each in results] == [VEILED] * 4
    assert [name for name in seen if seen[name] != open_to_all[name]] == [
        name for name in seen if name in results
    ]
    assert wording.printed(found, key, template, viewer=case.LI) == (f"{VEILED}，" * 4,)
    (rewritten,) = wording.rewritten(found, viewer=case.LI)
    assert rewritten.beginning.startswith(VEILED)
    assert open_to_all["总分"] in wording.rewritten(found)[0].beginning
