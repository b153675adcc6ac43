"""现场检查: the three ways, filters, codes, groups side by side, handing in, what the experts settled."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.mark import Degree, FaultCount, Faults, NotApplicable
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.visit_beside import HIDDEN
from sgz_desktop.ui.pages.visit_stop import LOCKED
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, compose, key_in, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
D = Decimal
Part = TypeVar("Part", bound=QWidget)


def rows(shell: Shell) -> list[str]:
    """The lines of the list, heads included, as they are read out."""
    model = the(shell, QListView, "stopList").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def go_to(shell: Shell, code: str) -> None:
    """Jump to an item by its code."""
    the(shell, QListView, "stopList").setFocus()
    press(Qt.Key.Key_G)
    key_in(code)
    press(Qt.Key.Key_Return)


def of_two_groups(program: Program, zhongcun: UUID) -> UUID:
    """Let the expert who judges the first two review groups be at work, the marks taken back; that expert."""
    dossier = program.evaluations.dossier(zhongcun)
    expert = next(each.person_id for each in dossier.assignments if each.group_id == dossier.groups[1].id)
    program.desk.set_worker(zhongcun, Worker(expert))
    program.deliberating.take_back(zhongcun, expert, Worker(expert))
    return expert


def leading(shell: Shell) -> list[str]:
    """The buttons of the page that are meant to be pressed."""
    page = the(shell, QWidget, "visitPage")
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    return [each.objectName() for each in buttons if each.property("primary")]


def in_sight(part: QWidget) -> bool:
    """Whether all of it can be seen."""
    return part.visibleRegion().boundingRect() == part.rect()


def test_the_three_ways_filters_and_search_are_remembered(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    of_two_groups(program, zhongcun)
    shell = opened(zhongcun, "visit")
    assert rows(shell)[0] == "服务质量 · 第一片区 已答 15/15 谢村村 胜石村 钟一村 钟二村 钟三村"
    press(Qt.Key.Key_W)
    assert rows(shell)[0].startswith("听取介绍 已答 ")
    assert [each.split()[0] for each in rows(shell)].count("Q-02") == 4  # by two methods, in two groups
    press(Qt.Key.Key_W)
    assert rows(shell)[0].startswith("第一片区 已答 15/15")
    whole = len(rows(shell))
    show = the(shell, QComboBox, "stopShow")
    show.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert show.currentText() == "有观察"
    assert 2 < len(rows(shell)) < whole
    the(shell, QListView, "stopList").setFocus()
    press(Qt.Key.Key_Slash)
    type_into(the(shell, QLineEdit, "stopSearch"), "档案 第一片区")
    qtbot.waitUntil(lambda: 1 < len(rows(shell)) < 6)
    found = rows(shell)
    assert shell.go("home")
    shell.open_evaluation(zhongcun)
    assert rows(shell) == found
    press(Qt.Key.Key_Slash)
    type_into(the(shell, QLineEdit, "stopSearch"), "没有这样的事")
    qtbot.waitUntil(lambda: "这样筛选没有检查项" in words_on(shell))
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "这样筛选没有检查项" not in words_on(shell))


def test_an_item_by_its_code_and_one_there_is_none_of(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "o12")
    assert text_of(shell, "stopTitle").startswith("O-12")
    assert the(shell, QListView, "stopList").hasFocus()
    for typed in ("o5", "O-005"):
        go_to(shell, typed)
        assert text_of(shell, "stopTitle").startswith("O-05")
    go_to(shell, "o12")
    go_to(shell, "Z-99")
    assert text_of(shell, "stopTitle").startswith("O-12")
    field, said = the(shell, QLineEdit, "goToCode"), the(shell, QLabel, "codeMissing")
    assert said.text() == "没有编号是“Z-99”的检查项。"
    assert 0 < said.mapTo(shell, QPoint(0, 0)).y() - field.mapTo(shell, QPoint(0, 0)).y() < 80
    field.setText("o")
    assert not said.isVisible()


def test_the_arrows_pass_by_the_heads(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-24")
    press(Qt.Key.Key_Down)
    assert text_of(shell, "stopTitle").startswith("Q-01")
    press(Qt.Key.Key_Up)
    assert text_of(shell, "stopTitle").startswith("O-24")
    press(Qt.Key.Key_Home)
    assert text_of(shell, "stopTitle").startswith("O-01")


def test_what_is_answered_stays_in_the_filtered_list_until_one_goes_on(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    show = the(shell, QComboBox, "stopShow")
    show.setFocus()
    press(Qt.Key.Key_Down)
    the(shell, QListView, "stopList").setFocus()
    whole = len(rows(shell))
    press(Qt.Key.Key_N)
    assert len(rows(shell)) == whole
    press(Qt.Key.Key_Return)
    assert text_of(shell, "stopTitle").startswith("O-02")
    press(Qt.Key.Key_N)
    assert len(rows(shell)) == whole - 1


def shown(shell: Shell, kind: type[Part], name: str) -> list[Part]:
    """Everything of that kind and name that can be seen."""
    return [each for each in shell.findChildren(kind, name) if each.isVisible()]


def heights(shell: Shell) -> set[int]:
    """How high in the window the review groups of one item begin."""
    groups = shown(shell, QLabel, "answerGroup")
    return {each.mapTo(shell, QPoint()).y() for each in groups}


def test_the_groups_side_by_side(qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID) -> None:
    expert = of_two_groups(program, zhongcun)
    shell = opened(zhongcun, "visit")
    go_to(shell, "Q-05")
    assert "同项其他片区：第二片区" in text_of(shell, "stopOthers")
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: shown(shell, QLabel, "answerGroup")[1:] != [])
    assert [each.text() for each in shown(shell, QLabel, "answerGroup")] == ["第一片区", "第二片区"]
    shell.resize(1366, 768)
    qtbot.waitUntil(lambda: len(heights(shell)) == 1)
    shell.resize(shell.minimumWidth(), 768)
    qtbot.waitUntil(lambda: len(heights(shell)) == 2)
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_N)
    marks = program.evaluations.dossier(zhongcun).mark_by_key
    first, second = [each.id for each in program.evaluations.dossier(zhongcun).groups[:2]]
    assert marks["Q-05", second, expert].answer == NotApplicable()
    type_into(shown(shell, QLineEdit, "answerField")[0], "0,5")
    press(Qt.Key.Key_Escape)
    type_into(shown(shell, QLineEdit, "answerNote")[0], "两户写得一样。")
    press(Qt.Key.Key_Escape)
    mark = program.evaluations.dossier(zhongcun).mark_by_key["Q-05", first, expert]
    assert (mark.answer, mark.note) == (Degree(D("0.5")), "两户写得一样。")
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: len(shown(shell, QLineEdit, "answerField")) == 1)


def test_handed_in_marks_are_read_only_and_show_the_colleagues(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    expert = of_two_groups(program, zhongcun)
    shell = opened(zhongcun, "visit")
    go_to(shell, "Q-05")
    assert text_of(shell, "colleaguePoints") == HIDDEN
    assert leading(shell) == ["handIn"]
    shell.resize(shell.minimumWidth(), 460)
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: in_sight(the(shell, QPushButton, "answerNotApplicable")))
    assert in_sight(the(shell, QPushButton, "stopNext"))
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "提交自己的评分后" in text_of(shell, "colleaguesHint")
    click(shell, "handIn")
    qtbot.waitUntil(lambda: the(shell, QPushButton, "handIn").text() == "撤回提交")
    assert expert in program.evaluations.dossier(zhongcun).handed_in
    assert text_of(shell, "colleaguePoints") == "1 / 1.5"
    assert the(shell, QFrame, "handedIn").isVisible()
    before = program.evaluations.dossier(zhongcun).marks
    the(shell, QListView, "stopList").setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_C, Qt.Key.Key_3, Qt.Key.Key_Left):
        press(key)
    assert program.evaluations.dossier(zhongcun).marks == before
    assert text_of(shell, "stopSaid") == LOCKED
    assert the(shell, QLineEdit, "answerNote").isReadOnly()
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not the(shell, QFrame, "handedIn").isVisible())
    press(Qt.Key.Key_N)
    assert program.evaluations.dossier(zhongcun).marks != before


def test_marks_that_are_not_complete_cannot_be_handed_in(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    assert text_of(shell, "handingSaid") == "还有 55 项未答或待议"
    assert leading(shell) == ["stopNext"]
    press(Qt.Key.Key_T)
    assert "林专家还有 55 项未作答或待议" in shell.notices.sentence
    assert program.evaluations.dossier(fresh).handed_in == frozenset()


def test_what_was_settled_stands_beside_ones_own_mark(opened: Open, program: Program, fresh: UUID) -> None:
    program.deliberating.settle(
        fresh, "O-13", None, Degree(D("0.4")), Worker(), reason="记录有两处没有闭环。", decided_by="林专家"
    )
    shell = opened(fresh, "visit")
    assert not the(shell, QFrame, "finalWord").isVisible()
    go_to(shell, "O-13")
    assert text_of(shell, "finalPoints") == "0.4 / 0.5"
    assert text_of(shell, "finalReason") == "理由：记录有两处没有闭环。"
    assert text_of(shell, "openCount") == "未答 54"


def test_a_fault_counted_once_too_often_is_taken_back_by_a_key(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-05")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_Backspace):
        press(key)
    (mark,) = program.evaluations.dossier(fresh).marks
    assert mark.answer == Faults((FaultCount("no-contract", 1), FaultCount("no-station", 1)))


def test_the_kind_of_an_observation_by_one_key(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    person = program.evaluations.dossier(fresh).people[0].id
    program.visiting.observe(
        fresh,
        Worker(person),
        subject="operations",
        item="O-01",
        person_id=person,
        tone=Tone.STRENGTH,
        text="齐。",
    )
    shell = opened(fresh, "visit")
    assert text_of(shell, "observationMore").startswith("林专家 ")
    assert text_of(shell, "observationMore")[-3] == ":"
    the(shell, QPushButton, "observationEdit").setFocus()
    press(Qt.Key.Key_Minus)
    assert program.evaluations.dossier(fresh).observations[0].tone is Tone.CONCERN
    qtbot.waitUntil(lambda: text_of(shell, "observationTone") == "关注")
    press(Qt.Key.Key_Delete)
    assert program.evaluations.dossier(fresh).observations == ()


@pytest.mark.parametrize("name", ["answerNote", "stopSearch", "goToCode"])
def test_single_keys_are_text_while_an_input_method_composes(
    opened: Open, program: Program, fresh: UUID, name: str
) -> None:
    shell = opened(fresh, "visit")
    field = the(shell, QLineEdit, name)
    field.setFocus()
    compose(field, "nf")
    for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_1, Qt.Key.Key_Plus, Qt.Key.Key_T):
        press(key)
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    assert program.evaluations.dossier(fresh).marks == ()
    assert program.evaluations.dossier(fresh).observations == ()
    assert the(shell, QListView, "stopList").currentIndex().row() == 1


def test_points_that_cannot_be_read_hold_every_way_of_listing_back(
    opened: Open, program: Program, zhongcun: UUID
) -> None:
    of_two_groups(program, zhongcun)
    shell = opened(zhongcun, "visit")
    go_to(shell, "Q-02")
    field = the(shell, QLineEdit, "answerField")
    type_into(field, "几分")
    for way in (0, 1, 3, 2):
        click(shell, f"visitWay_{way}")
        assert the(shell, QLineEdit, "answerField").text() == "几分"
        assert the(shell, QListView, "stopList").isVisible()
        assert "应是一个数" in text_of(shell, "answerField_error")
    type_into(field, "")
    click(shell, "visitWay_3")
    assert the(shell, QListView, "placeList").isVisible()
