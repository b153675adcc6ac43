"""现场检查 by keyboard: every judging rule, the walk, observations, single keys."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

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
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.choice import Choice
from tests.ui.find import click, compose, key_in, press, send, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
D = Decimal


def go_to(shell: Shell, code: str) -> None:
    """Choose an item in the list, by the arrows."""
    stops = the(shell, QListView, "stopList")
    stops.setFocus()
    for row in range(stops.model().rowCount()):
        if str(stops.model().index(row, 0).data()).startswith(code + " "):
            stops.setCurrentIndex(stops.model().index(row, 0))
    assert text_of(shell, "stopTitle").startswith(code)


def answer_to(program: Program, evaluation: UUID, code: str) -> Answer | None:
    """The first answer on an item, as it is on disk."""
    return next((m.answer for m in program.evaluations.dossier(evaluation).marks if m.item == code), None)


@pytest.mark.parametrize(
    ("code", "keys", "answer"),
    [
        ("O-13", "0.3", Degree(D("0.3"))),
        ("O-08", "12", Conditions(frozenset({"qualified", "present"}))),
        ("O-08", "11", Conditions(frozenset())),
        ("O-08", "0", Conditions(frozenset())),
        ("O-01", "97.5", Ratio(D("0.975"))),
        ("O-10", "2", Completeness(Extent.PART)),
        (
            "O-05",
            "1123",
            Faults((FaultCount("no-contract", 2), FaultCount("no-station", 1), FaultCount("incomplete", 1))),
        ),
        ("O-05", "0", Faults(())),
        ("M-05", "0.875", Bare(D("0.875"))),
        ("O-13", "n", NotApplicable()),
        ("O-13", "f", Pending()),
    ],
)
def test_an_answer_by_keys(
    opened: Open, program: Program, fresh: UUID, code: str, keys: str, answer: Answer
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, code)
    for key in keys:
        key_in(key)
    press(Qt.Key.Key_Return)
    assert answer_to(program, fresh, code) == answer
    assert not text_of(shell, "stopTitle").startswith(code) or isinstance(answer, Pending)


def test_the_arrows_go_a_step_of_the_degree(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-13")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(key)
    assert answer_to(program, fresh, "O-13") == Degree(D("0.1"))
    assert the(shell, QLineEdit, "answerField").text() == "0.1"
    press(Qt.Key.Key_C)
    assert answer_to(program, fresh, "O-13") is None
    press(Qt.Key.Key_Left)
    assert answer_to(program, fresh, "O-13") == Degree(D("0.5"))


def test_the_arrows_go_half_a_point_where_points_are_given(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "M-05")
    most = next(each.points for each in program.evaluations.rubric(fresh).items if each.code == "M-05")
    for key, points in (
        (Qt.Key.Key_Left, most),
        (Qt.Key.Key_Right, most),
        (Qt.Key.Key_Left, most - D("0.5")),
    ):
        press(key)
        assert answer_to(program, fresh, "M-05") == Bare(points)
    for _ in range(int(most * 2) + 1):
        press(Qt.Key.Key_Left)
    assert answer_to(program, fresh, "M-05") == Bare(D(0))
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_Right)
    assert answer_to(program, fresh, "M-05") == Bare(D("0.5"))


def test_the_arrows_go_from_nothing_to_all_of_it(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-10")
    right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
    given = []
    for key in (right, right, right, right, left, left, left, Qt.Key.Key_C, left):
        press(key)
        found = answer_to(program, fresh, "O-10")
        given.append(found.extent.value if isinstance(found, Completeness) else "")
    assert given == ["none", "part", "all", "all", "part", "none", "none", "", "all"]


def test_a_mark_that_does_not_fit_stays_with_its_reason(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-13")
    key_in("9")
    press(Qt.Key.Key_Return)
    field = the(shell, QLineEdit, "answerField")
    assert field.text() == "9"
    assert "满分 0.5" in words_on(shell)
    assert text_of(shell, "stopTitle").startswith("O-13")
    assert answer_to(program, fresh, "O-13") is None
    assert (field.property("wrong"), text_of(shell, "stopState")) == (True, "没有保存")
    type_into(field, "0.4")
    press(Qt.Key.Key_Escape)
    assert (field.property("wrong"), text_of(shell, "stopState")) == (False, "已答")


def test_in_a_wide_window_an_item_is_no_wider_than_can_be_read(
    qtbot: QtBot, opened: Open, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    shell.resize(1920, 1080)
    qtbot.waitUntil(lambda: the(shell, QLabel, "stopSaid").width() == 960)
    assert 860 < the(shell, QLineEdit, "answerNote").width() < 960


def test_an_answer_is_durable_and_told(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-10")
    press(Qt.Key.Key_1)
    assert answer_to(program, fresh, "O-10") == Completeness(Extent.ALL)
    assert "评分 O-10" in text_of(shell, "statusUndo")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answer_to(program, fresh, "O-10") is None


def test_enter_goes_to_the_next_unanswered(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-02")
    press(Qt.Key.Key_N)
    go_to(shell, "O-01")
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Return)
    assert text_of(shell, "stopTitle").startswith("O-03")
    click(shell, "stopPrevious")
    assert text_of(shell, "stopTitle").startswith("O-02")


def test_a_ratio_that_other_data_tell_is_offered_and_taken_by_a_key(
    opened: Open, program: Program, fresh: UUID
) -> None:
    for code, value in (("attendance.actual", "107.9"), ("attendance.required", "110")):
        program.preparing.set_quantity(fresh, code, Decimal(value), "到岗表", NOBODY)
    shell = opened(fresh, "visit")
    go_to(shell, "O-09")
    assert not the(shell, QPushButton, "takeKnownRatio").isVisible()
    press(Qt.Key.Key_Equal)
    assert answer_to(program, fresh, "O-09") is None
    go_to(shell, "O-01")
    assert text_of(shell, "knownRatio") == "“其他数据”里已有：98.09%（社工实到岗 107.9 ÷ 社工应到岗 110）"
    press(Qt.Key.Key_Equal)
    assert answer_to(program, fresh, "O-01") == Ratio(Decimal("0.9809"))
    assert text_of(shell, "tier_1").startswith("✓")


def test_everything_answered_is_said(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "visit")
    press(Qt.Key.Key_Return)
    assert "所有检查项都已作答" in words_on(shell)
    assert text_of(shell, "openCount") == "✓ 全部已答"


def test_single_keys_are_text_in_a_text_field(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-10")
    note = the(shell, QLineEdit, "answerNote")
    note.setFocus()
    said = the(shell, QLabel, "answerOnlyNoted")
    assert said.isHidden()
    QTest.keyClicks(note, "nf+1")
    assert note.text() == "nf+1"
    assert "待议" in said.text()
    assert said.isVisible()
    assert answer_to(program, fresh, "O-10") is None
    press(Qt.Key.Key_Escape)
    marks = program.evaluations.dossier(fresh).marks
    assert [(each.answer, each.note) for each in marks] == [(Pending(), "nf+1")]
    press(Qt.Key.Key_3)
    (mark,) = program.evaluations.dossier(fresh).marks
    assert (mark.answer, mark.note) == (Completeness(Extent.NONE), "nf+1")
    assert said.isHidden()
    type_into(note, "又看了一次")
    press(Qt.Key.Key_Escape)
    assert program.evaluations.dossier(fresh).marks[0].note == "又看了一次"


def test_an_observation_by_keyboard(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-13")
    press(Qt.Key.Key_Plus)
    body = the(shell, QPlainTextEdit, "observationBody")
    assert body.hasFocus()
    send(body, "内控记录齐全。")
    type_into(the(shell, QPlainTextEdit, "observationAdvice"), "继续保持。")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (found,) = program.evaluations.dossier(fresh).observations
    assert (found.tone, found.text, found.recommendation) == (Tone.STRENGTH, "内控记录齐全。", "继续保持。")
    assert (found.subject, found.item) == ("operations", "O-13")
    assert found.person_id == program.evaluations.dossier(fresh).people[0].id
    qtbot.waitUntil(lambda: "内控记录齐全。" in words_on(shell))
    click(shell, "observationEdit")
    click(shell, "observationKind_1")
    assert program.evaluations.dossier(fresh).observations[0].tone is Tone.CONCERN
    click(shell, "observationDone")
    click(shell, "observationRemove")
    assert program.evaluations.dossier(fresh).observations == ()


def test_a_composition_in_an_observation_comes_in_once_when_the_item_changes(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-13")
    press(Qt.Key.Key_Minus)
    compose(the(shell, QPlainTextEdit, "observationBody"), "记录雷同")
    go_to(shell, "O-14")
    (found,) = program.evaluations.dossier(fresh).observations
    assert (found.item, found.text, found.tone) == ("O-13", "记录雷同", Tone.CONCERN)


def test_an_undone_observation_leaves_an_empty_editor(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_Asterisk)
    body = the(shell, QPlainTextEdit, "observationBody")
    send(body, "随手记")
    the(shell, QListView, "stopList").setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: body.toPlainText() == "")
    assert program.evaluations.dossier(fresh).observations == ()


def test_entering_for_another_keeps_both_names(opened: Open, program: Program, fresh: UUID) -> None:
    expert = program.evaluations.dossier(fresh).people[0]
    program.preparing.add(fresh, "person", {"name": "录入员", "role": "staff"}, NOBODY)
    shell = opened(fresh, "visit")
    click(shell, "workerButton")
    dialog = the(shell, QDialog, "askWorker")
    who, behalf = the(dialog, QComboBox, "askWorker_who"), the(dialog, QComboBox, "askWorker_behalf")
    who.setCurrentIndex(1)
    behalf.setCurrentIndex(1)
    click(dialog, "askWorker_yes")
    assert "代 林专家 录入" in words_on(shell)
    go_to(shell, "O-10")
    press(Qt.Key.Key_1)
    (mark,) = program.evaluations.dossier(fresh).marks
    assert mark.person_id == expert.id
    stamp = program.results.stamps(fresh)[mark.id]
    assert (stamp.author, stamp.on_behalf) == ("录入员", "林专家")


def test_nobody_at_work_is_asked(opened: Open, program: Program, fresh: UUID) -> None:
    program.desk.set_worker(fresh, NOBODY)
    shell = opened(fresh, "visit")
    click(shell, "askWorker_no")
    said = words_on(shell)
    assert "还不知道是谁在这里工作" in said
    assert "这里会列出要检查的内容" in said
    assert "未指定" not in said
    assert "全部已答" not in said
    assert "0/0" not in said
    click(shell, "visitPrepare")
    assert "分工" in words_on(shell)


@pytest.mark.parametrize(
    ("role", "sentence", "primary"),
    [
        ("staff", "工作人员自己不评分。请选择代哪位专家录入。", "visitWorker"),
        ("expert", "还没有给这位专家安排分项。请在评前准备里勾选要评的分项。", "visitPrepare"),
    ],
)
def test_who_has_nothing_to_answer_is_told_what_helps(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, role: str, sentence: str, primary: str
) -> None:
    (expert,) = program.evaluations.dossier(fresh).people
    _, idle = program.preparing.add(fresh, "person", {"name": "闲者", "role": role}, NOBODY)
    program.desk.set_worker(fresh, Worker(idle))
    shell = opened(fresh, "visit")
    said = words_on(shell)
    assert "闲者 还没有要检查的内容" in said
    assert sentence in said
    assert "0/0" not in said
    buttons = [the(shell, QPushButton, name) for name in ("visitWorker", "visitPrepare")]
    assert [each.objectName() for each in buttons if each.property("primary")] == [primary]
    press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    asked = the(shell, Choice, "askWorker_who")
    asked.choose(expert.id)
    click(shell, "askWorker_yes")
    stops = the(shell, QListView, "stopList")
    qtbot.waitUntil(lambda: shell.focusWidget() is stops)
    assert stops.isEnabled()


def test_the_result_is_hidden_until_asked_for(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "visit")
    assert text_of(shell, "resultFigure") == "●●.●●"
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert text_of(shell, "resultFigure") == "87.11"
    assert text_of(shell, "resultGrade") == "良好"
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert text_of(shell, "resultFigure") == "●●.●●"


def test_the_progress_says_what_it_counts(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    more = the(shell, QLabel, "resultMore")
    whole = len(program.visiting.stops(fresh, program.evaluations.dossier(fresh).people[0].id))
    assert more.text() == f"已答 0/{whole}"
    assert "各方的得分不算" in more.toolTip()
    press(Qt.Key.Key_N)
    QApplication.processEvents()
    assert more.text() == f"已答 1/{whole}"
    shell.go("scoring")
    assert more.toolTip() == ""
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert more.text() == f"计分所需 1/{whole + 3}"
    assert f"检查项 {whole} 项，得分 3 个" in more.toolTip()
