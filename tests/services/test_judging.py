"""What a person decides: figures, basis, the stated grade, vetoes."""

from datetime import date

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.wiring import Program
from tests.build import EVALUATION, D
from tests.services.case import GROUP, LI

E = EVALUATION


def test_a_figure_stays_as_it_was_where_nothing_is_said(program: Program) -> None:
    judging = program.judging
    judging.set_figure(
        E,
        Scope.PARTY,
        "purchaser",
        D("19"),
        LI,
        source="评分表",
        received_on=date(2024, 1, 20),
        received_by="记录员",
        file_number="和街〔2024〕1号",
    )
    judging.set_figure(E, Scope.PARTY, "purchaser", D("19.5"), LI)
    figure = program.evaluations.dossier(E).figure_by_key[Scope.PARTY, "purchaser", None]
    assert (figure.points, figure.source, figure.received_by) == (D("19.5"), "评分表", "记录员")
    assert (figure.received_on, figure.file_number) == (date(2024, 1, 20), "和街〔2024〕1号")
    judging.set_figure(E, Scope.PARTY, "purchaser", D("19.5"), LI, received_on=None, file_number="")
    figure = program.evaluations.dossier(E).figure_by_key[Scope.PARTY, "purchaser", None]
    assert (figure.received_on, figure.file_number, figure.received_by) == (None, "", "记录员")
    judging.set_figure(E, Scope.PARTY, "purchaser", None, LI)
    assert program.results.score(E).total is None


def test_items_and_a_figure_for_one_component_are_both_kept(program: Program) -> None:
    program.judging.set_figure(E, Scope.COMPONENT, "quality", D("27"), LI)
    assert program.results.score(E).total == D("94.75")
    assert any("既有逐项评分，又有录入的得分" in each.sentence for each in program.results.missing(E))
    program.judging.set_figure(E, Scope.COMPONENT, "quality", D("27"), LI, counts=True)
    assert program.results.score(E).total == D("91.75")
    assert len(program.evaluations.dossier(E).marks) == 18


def test_a_figure_of_one_group_goes_into_the_mean(program: Program) -> None:
    program.judging.set_figure(E, Scope.COMPONENT, "quality", D("24"), LI, group_id=GROUP, counts=True)
    (quality,) = [each for each in program.results.score(E).components if each.code == "quality"]
    assert quality.converted == D("27")


def test_the_basis_is_changed_and_nothing_is_lost(program: Program) -> None:
    program.judging.set_figure(E, Scope.TOTAL, "total", D("84.02"), LI)
    program.judging.set_basis(E, Basis.TOTAL, LI)
    assert (program.results.score(E).total, program.results.score(E).grade) == (D("84.02"), "good")
    program.judging.set_basis(E, Basis.GRADE_ONLY, LI)
    program.judging.set_stated_grade(E, "pass", "公示", LI)
    score = program.results.score(E)
    assert (score.total, score.grade, score.grade_name) == (None, "pass", "合格")
    program.judging.set_stated_grade(E, None, "", LI)
    assert program.results.score(E).grade is None
    program.judging.set_basis(E, Basis.ITEMS, LI)
    assert program.results.score(E).total == D("94.75")


def test_a_veto_that_holds_makes_the_grade_whatever_the_total(program: Program) -> None:
    program.judging.find_veto(E, "posts", VetoState.HOLDS, "保安占岗", "组长", LI)
    score = program.results.score(E)
    assert (score.total, score.grade_name, score.vetoed) == (D("94.75"), "不合格", True)
    program.judging.find_veto(E, "posts", VetoState.UNKNOWN, "", "", LI)
    assert program.results.score(E).provisional
