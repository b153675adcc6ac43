"""满意度调查 by the keyboard: people added, drawn, asked one after another, replaced, shown on request."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.survey import Outcome, Way
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.paper_kinds import CALL_SHEET
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.names import PAPERS
from sgz_desktop.ui.pages.tables_parts import SumTiles
from sgz_desktop.ui.pages.tables_survey import SurveyPanel
from sgz_desktop.ui.pages.tables_survey_people import read_people
from tests.build import D
from tests.ui.clipping import clipped
from tests.ui.find import click, key_in, press, send, text_of, the, type_into
from tests.ui.places import settle
from tests.ui.surveys import NAMES, dossier, drawn, enrol, shown_text, survey_panel

Show = Callable[[], SurveyPanel]
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def show(qtbot: QtBot, program: Program, fresh: UUID) -> Show:
    """The panel in a window of its own, on the day of the visit."""
    return lambda: survey_panel(qtbot, program, fresh)


@pytest.fixture
def enrolled(program: Program, fresh: UUID) -> UUID:
    """Five people with numbers."""
    enrol(program, fresh)
    return fresh


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("陈小明", [("陈小明", "", "")]),
        ("陈小明 １３８０００01234 长者", [("陈小明", "１３８０００01234", "长者")]),
        (
            "陈小明\t138 0000 1234\t长者\n李某\t020-1234567",
            [("陈小明", "13800001234", "长者"), ("李某", "020-1234567", "")],
        ),
        ("陈小明、李某；", [("陈小明", "", ""), ("李某", "", "")]),
        (" ； ", []),
    ],
)
def test_people_as_they_are_typed_or_pasted(typed: str, read: list[tuple[str, str, str]]) -> None:
    found: list[dict[str, Any]] = read_people(typed)
    assert [(each["name"], each["phone"], each["category"]) for each in found] == read


def test_the_roster_comes_by_a_line_or_a_workbook(show: Show) -> None:
    panel = show()
    heard: list[object] = []
    panel.importing.connect(lambda: heard.append(1))
    click(panel, "surveyImportFirst")
    assert len(heard) == 1
    key_in("n")
    adder = the(panel, QLineEdit, "survey_new")
    assert adder.hasFocus()
    send(adder, "陈小明 13800001234 长者、李某")
    press(ENTER)
    assert [each.name for each in dossier(panel).respondents] == ["陈小明", "李某"]
    panel.setFocus()
    assert "陈小明" not in shown_text(panel)
    assert "138＊＊＊＊1234" in shown_text(panel)
    press(Qt.Key.Key_Delete)
    assert [each.name for each in dossier(panel).respondents] == ["李某"]
    panel.session.undo()
    assert len(dossier(panel).respondents) == 2
    settle()
    assert list(clipped(panel)) == []


def states(panel: SurveyPanel) -> list[str]:
    """What became of each who is listed."""
    model = panel.table.model()
    return [str(model.index(row, 5).data()) for row in range(model.rowCount())]


def test_drawn_and_asked_one_after_another(show: Show, enrolled: UUID) -> None:
    panel = show()
    assert the(panel, QLineEdit, "surveySeed").text() == "20240116-1"
    assert "应抽 5 人" in text_of(panel, "surveyDrawAbout")
    type_into(the(panel, QLineEdit, "surveyCount"), "0")
    click(panel, "surveyDraw")
    assert text_of(panel, "surveyDrawError") == "抽取人数应在 1 至 5 之间。"
    type_into(the(panel, QLineEdit, "surveyCount"), "四")
    click(panel, "surveyDraw")
    assert "应是一个" in text_of(panel, "surveyDrawError")
    type_into(the(panel, QLineEdit, "surveyCount"), "４")
    press(ESC)
    key_in("d")
    assert [each.drawn for each in drawn(panel)] == [1, 2, 3, 4]
    assert "2024-01-16 按号码 20240116-1 抽取 4 人" in text_of(panel, "surveyAbout")
    assert panel.table.hasFocus()
    key_in("9")
    assert the(panel, QLineEdit, "surveyAnswer").hasFocus()
    key_in("6.5%")
    press(ENTER)
    assert panel.table.hasFocus()
    assert text_of(panel, "surveyPlace") == "第 2 位"
    key_in("w")
    key_in("85")
    press(ENTER)
    first, second, *_ = drawn(panel)
    assert (first.answer, first.outcome, first.way) == (D("96.5"), Outcome.ANSWERED, Way.PHONE)
    assert (second.answer, second.way, second.asked_on) == (D(85), Way.VISIT, panel.clock().date())
    assert second.person_id == panel.session.judge_id
    figures = the(panel, SumTiles, "surveyFigures").text
    assert figures.split("\n") == [
        "受访人数 2",
        "平均满意度 90.75%",
        "低于 75% 0",
        "75% 至不足 85% 0",
        "85% 至不足 95% 1",
        "95% 至 100% 1",
    ]
    assert text_of(panel, "surveySum") == "已访 2 / 4"
    panel.session.undo()
    assert drawn(panel)[1].answer is None
    settle()
    assert list(clipped(panel)) == []


def test_an_answer_out_of_bounds_is_refused_where_it_was_typed(show: Show, enrolled: UUID) -> None:
    panel = show()
    key_in("d")
    panel.catch_up()
    key_in("101")
    press(ENTER)
    field = the(panel, QLineEdit, "surveyAnswer")
    assert (field.text(), text_of(panel, "surveyAnswer_error")) == ("101", "不能大于 100。")
    assert field.hasFocus()
    press(Qt.Key.Key_Backspace)
    press(ENTER)
    assert drawn(panel)[0].answer == D(10)
    panel.table.selectRow(0)
    press(Qt.Key.Key_Delete)
    assert (drawn(panel)[0].answer, drawn(panel)[0].outcome) == (None, None)
    press(Qt.Key.Key_Delete)
    assert "按 R 换一个人" in text_of(panel, "surveySaid")


def test_del_right_after_an_answer_takes_back_the_answer_and_not_the_person(
    show: Show, enrolled: UUID
) -> None:
    panel = show()
    key_in("88")
    press(ESC)
    press(Qt.Key.Key_Delete)  # before the list is drawn anew
    people = dossier(panel).respondents
    assert [(each.name, each.answer) for each in people] == [(each, None) for each in NAMES]


def test_enter_in_the_reason_that_was_asked_for_replaces(show: Show, enrolled: UUID) -> None:
    panel = show()
    type_into(the(panel, QLineEdit, "surveyCount"), "3")
    press(ESC)
    key_in("d")
    panel.catch_up()
    key_in("r")
    send(the(panel, QLineEdit, "surveyReason"), "搬走了")
    press(ENTER)
    first, *_, stand_in = drawn(panel)
    assert (first.reason, stand_in.drawn, stand_in.stands_in_for) == ("搬走了", 4, first.id)
    assert text_of(panel, "surveyPlace") == "第 2 位"
    key_in("l")
    press(ENTER)  # a reason beside an outcome goes on to the next
    assert len(drawn(panel)) == 4


def test_who_cannot_be_asked_is_replaced_with_a_reason(show: Show, enrolled: UUID) -> None:
    panel = show()
    type_into(the(panel, QLineEdit, "surveyCount"), "3")
    press(ESC)
    key_in("d")
    panel.catch_up()
    key_in("r")
    assert "应写明原因" in text_of(panel, "surveyReason_error")
    assert len(drawn(panel)) == 3
    press(ESC)
    key_in("l")
    reason = the(panel, QLineEdit, "surveyReason")
    assert reason.hasFocus()
    send(reason, "三次无人接听")
    press(ESC)
    key_in("r")
    assert [each.drawn for each in drawn(panel)] == [1, 2, 3, 4]
    assert (drawn(panel)[0].outcome, drawn(panel)[0].reason) == (Outcome.NOT_REACHED, "三次无人接听")
    assert drawn(panel)[3].stands_in_for == drawn(panel)[0].id
    assert panel.table.model().index(0, 5).data() == "换成 4"
    assert text_of(panel, "surveyPlace") == "第 2 位"
    key_in("h")
    press(ESC)
    key_in("r")  # a number that is wrong is reason enough
    assert (drawn(panel)[1].reason, len(drawn(panel))) == ("号码有误", 5)
    assert text_of(panel, "surveyPlace") == "第 3 位"
    for figure in ("90", "80", "70"):
        key_in(figure)
        press(ENTER)
        panel.catch_up()
    assert text_of(panel, "surveySaid") == "抽中的人都问过了。"
    assert text_of(panel, "surveySum") == "✓ 已访 3 / 3"
    key_in("r")
    assert "不用换人" in text_of(panel, "surveySaid")
    panel.table.selectRow(0)
    key_in("b")
    assert drawn(panel)[0].outcome is Outcome.REFUSED


def test_names_are_seen_one_at_a_time_and_only_on_request(show: Show, enrolled: UUID) -> None:
    panel = show()
    key_in("d")
    panel.catch_up()
    masked = shown_text(panel)
    assert not any(name in masked for name in NAMES)
    first, second, *_ = drawn(panel)
    key_in("v")
    assert text_of(panel, "surveyName") == first.name
    assert text_of(panel, "surveyPhone") == first.phone
    assert second.name not in shown_text(panel)
    press(Qt.Key.Key_Down)
    assert not any(name in shown_text(panel) for name in NAMES)
    key_in("v")
    key_in("v")
    assert not any(name in shown_text(panel) for name in NAMES)
    key_in("g")
    assert panel.table.model().rowCount() == len(NAMES)
    assert not any(name in shown_text(panel) for name in NAMES)
    key_in("g")
    key_in("v")
    panel.hide()
    assert not any(each.text() in NAMES for each in panel.findChildren(QLabel))
    assert QApplication.focusWidget() is None or not panel.isVisible()


def test_ways_by_hand_and_what_another_page_points_at(show: Show, program: Program, enrolled: UUID) -> None:
    panel = show()
    key_in("d")
    panel.catch_up()
    key_in("88")
    press(ENTER)
    panel.catch_up()
    first = drawn(panel)[0]
    panel.point_at(first.id)
    assert text_of(panel, "surveyPlace") == "第 1 位"
    click(panel, "surveyWay_2")
    assert drawn(panel)[0].way is Way.QUESTIONNAIRE
    key_in("w")
    assert drawn(panel)[0].way is Way.PHONE
    panel.table.doubleClicked.emit(panel.table.currentIndex())
    assert the(panel, QLineEdit, "surveyAnswer").hasFocus()
    type_into(the(panel, QLineEdit, "surveyAnswer"), "九十")
    panel.table.selectRow(1)
    assert text_of(panel, "surveyPlace") == "第 1 位"  # what cannot be saved stays in sight
    assert not panel.leave()
    panel.go_to_next()
    panel.replace()
    assert text_of(panel, "surveyPlace") == "第 1 位"
    type_into(the(panel, QLineEdit, "surveyAnswer"), "")
    assert panel.leave()
    assert drawn(panel)[0].outcome is None
    other = program.evaluations.create(station="另一个社工站", phase=Phase.FINAL)
    assert panel.session.open(other)
    panel.catch_up()
    assert not panel.table.isVisible()
    assert text_of(panel, "surveyName") == ""


def test_an_answer_without_a_figure_and_a_bare_one_that_disagrees(
    show: Show, program: Program, enrolled: UUID
) -> None:
    people = program.evaluations.dossier(enrolled).respondents
    values = {"outcome": Outcome.ANSWERED, "source": "乙.xlsx!名册!A2"}
    program.surveying.answer(enrolled, people[0].id, values, worker=NOBODY)
    program.preparing.set_quantity(enrolled, "satisfaction.asked", D(9), "", NOBODY)
    panel = show()
    assert "平均满意度 待核" in the(panel, SumTiles, "surveyFigures").text
    assert "录入的是 9" in text_of(panel, "surveyDisagrees")
    assert text_of(panel, "surveyMore") == "出处：乙.xlsx!名册!A2"
    type_into(the(panel, QLineEdit, "survey_new"), " ；")
    press(ENTER)
    assert "姓名" in text_of(panel, "survey_new_error")


def test_another_sample_is_drawn_before_anybody_has_a_result(show: Show, enrolled: UUID) -> None:
    panel = show()
    type_into(the(panel, QLineEdit, "surveyCount"), "2")
    press(ESC)
    key_in("d")
    first = drawn(panel)
    assert "少于规则要求的 5 人" in text_of(panel, "surveyAbout")
    assert the(panel, QPushButton, "surveyDrawMore").text() == "补抽 3 人"
    key_in("d")
    assert [each.drawn for each in drawn(panel)] == [1, 2, 3, 4, 5]
    assert drawn(panel)[:2] == first
    assert not the(panel, QPushButton, "surveyDrawMore").isVisible()
    key_in("d")
    panel.session.undo()
    assert drawn(panel) == first
    asked: list[tuple[str, object]] = []
    panel.wanted.connect(lambda page, target: asked.append((page, target)))
    key_in("p")
    click(panel, "surveyPrint")
    assert asked == [(PAPERS, CALL_SHEET)] * 2
    click(panel, "surveyUndraw")
    assert drawn(panel) == ()
    assert panel.table.hasFocus()
    assert not the(panel, QPushButton, "surveyPrint").isVisible()
    assert the(panel, QLineEdit, "surveySeed").text() == "20240116-2"
    assert the(panel, QLineEdit, "surveyCount").text() == "2"
    key_in("d")
    assert [each.name for each in drawn(panel)] != [each.name for each in first]
    key_in("88")
    click(panel, "surveyUndraw")  # while the answer is still typed
    assert "已有 1 人有了结果" in text_of(panel, "surveySaid")
    panel.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert drawn(panel)[0].answer is None
    click(panel, "surveyUndraw")
    assert "有 1 人有过结果，后来清除了" in text_of(panel, "surveySaid")
    assert len(drawn(panel)) == 2


def test_replaced_twice_answered_late_cleared_and_undone_to_the_beginning(show: Show, enrolled: UUID) -> None:
    panel = show()
    before = dossier(panel)
    type_into(the(panel, QLineEdit, "surveyCount"), "1")
    press(ESC)
    key_in("d")
    panel.catch_up()
    for order in (2, 3):
        key_in("h")
        press(ESC)
        key_in("r")
        assert text_of(panel, "surveyPlace") == f"第 {order} 位"
    assert [states(panel)[row] for row in range(3)] == ["换成 2", "换成 3", "待访"]
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    assert "已经换成第 2 位" in text_of(panel, "surveySaid")
    key_in("88")
    press(ENTER)
    panel.catch_up()
    assert text_of(panel, "surveySaid") == "抽中的人都问过了。"
    assert states(panel) == ["已受访", "换成 3", "不必访"]
    assert "还有 0 人待访" in text_of(panel, "surveyAbout")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Delete)
    panel.catch_up()
    assert states(panel) == ["已受访", "号码有误"]
    key_in("g")
    row = next(row for row, each in enumerate(panel.table.records) if each.drawn is None)
    panel.table.selectRow(row)
    key_in("7")
    press(ENTER)
    assert "没有抽中" in text_of(panel, "surveyAnswer_error")
    press(Qt.Key.Key_Backspace)
    press(ENTER)
    after = dossier(panel)
    while panel.session.stack.canUndo():
        panel.session.undo()
    assert dossier(panel) == before
    while panel.session.stack.canRedo():
        panel.session.redo()
    assert dossier(panel) == after
    settle()
    assert list(clipped(panel)) == []


def test_a_survey_that_everybody_refuses_has_no_figures(show: Show, enrolled: UUID) -> None:
    panel = show()
    key_in("d")
    panel.catch_up()
    for _ in NAMES:
        key_in("b")
        send(the(panel, QLineEdit, "surveyReason"), "不愿受访")
        press(ENTER)
        panel.catch_up()
    assert text_of(panel, "surveySaid") == "抽中的人都问过了。"
    assert text_of(panel, "surveySum") == "已访 0 / 5"
    assert not the(panel, SumTiles, "surveyFigures").isVisible()
    key_in("r")
    assert "没有还可以抽取的人" in text_of(panel, "surveySaid")
