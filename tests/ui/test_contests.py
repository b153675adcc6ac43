"""What people set differently: said above the page, decided in a dialog, undone like everything else."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.mark import NotApplicable, Pending
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets import self_saving
from sgz_desktop.wiring import open_program
from tests.ui.find import click, compose, press, text_of, the, type_into, words_on
from tests.ui.test_locked import LOCKED, held

Open = Callable[[UUID, str], Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier
PARTIES = ("purchaser", "supervisor")


@pytest.fixture
def helper(program: Program, fresh: UUID) -> Worker:
    """Somebody who enters for the expert."""
    _, made = program.preparing.add(fresh, "person", {"name": "录入员", "role": "staff"}, NOBODY)
    return Worker(made, program.evaluations.dossier(fresh).people[0].id)


@pytest.fixture
def second(program: Program, fresh: UUID, helper: Worker) -> Iterator[Program]:
    """Another program on the same folder, which has read the evaluation."""
    other = open_program(program.folder)
    other.evaluations.dossier(fresh)
    yield other
    other.close()


@pytest.fixture
def contested(opened: Open, second: Program, helper: Worker, fresh: UUID) -> Shell:
    """The window, in which two figures were typed that the other program had entered otherwise."""
    shell = opened(fresh, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    for code in PARTIES:
        second.judging.set_figure(fresh, Scope.PARTY, code, Decimal(8), helper)
    for code in PARTIES:
        # All that is written without a look between: the window has shown nobody what the other wrote.
        the(shell, QLineEdit, f"figure_{code}").setText("9")
    for code in PARTIES:
        the(shell, QLineEdit, f"figure_{code}").returnPressed.emit()
    return shell


def count(shell: Shell) -> str:
    """What the header says of contests."""
    button = the(shell, QPushButton, "contests")
    return button.text() if button.isVisible() else ""


def ask(qtbot: QtBot, shell: Shell) -> QDialog:
    """Open the dialog by its key."""
    qtbot.waitUntil(lambda: count(shell) != "")
    QTest.keyClick(shell, Qt.Key.Key_G, CONTROL)
    dialog = the(shell, QDialog, "askContests")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    return dialog


def press_in_window(qtbot: QtBot, shell: Shell, key: Qt.Key) -> None:
    """Press Ctrl and a key once the dialog is gone and the window is in front again."""
    qtbot.waitUntil(lambda: is_closed(shell))
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    QTest.keyClick(shell, key, CONTROL)


def says(shell: Shell, text: str) -> bool:
    """Whether the header says this of contests."""
    return count(shell) == text


def is_closed(shell: Shell) -> bool:
    """Whether the dialog is gone."""
    return shell.findChildren(QDialog, "askContests") == []


def sides(dialog: QDialog) -> list[str]:
    """What each choice says to those who hear it, without its moment."""
    found = [each for each in dialog.findChildren(QRadioButton) if each.isVisible()]
    return ["，".join(each.accessibleName().split("，")[:2]) for each in found]


def points(program: Program, evaluation_id: UUID) -> list[Decimal | None]:
    """The points of both parties."""
    known = program.evaluations.dossier(evaluation_id).figure_by_key
    return [known[Scope.PARTY, code, None].points for code in PARTIES]


def test_what_stands_in_dispute_is_counted_in_the_header(qtbot: QtBot, contested: Shell) -> None:
    qtbot.waitUntil(lambda: count(contested) == "2 处不一致")
    button = the(contested, QPushButton, "contests")
    assert button.accessibleName() == "2 处不一致，待选定"
    assert "Ctrl+G" in button.toolTip()
    contested.go("home")
    assert count(contested) == "2 处不一致"


def test_without_any_nothing_is_shown_and_the_key_says_so(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "scoring")
    assert count(shell) == ""
    QTest.keyClick(shell, Qt.Key.Key_G, CONTROL)
    assert shell.findChildren(QDialog) == []
    assert shell.notices.sentence == "没有不一致的内容。"


def test_the_dialog_tells_who_gave_what(qtbot: QtBot, contested: Shell) -> None:
    dialog = ask(qtbot, contested)
    assert sides(dialog) == ["8，录入员 代 林专家 录入", "9，林专家"] * 2
    said = words_on(dialog)
    assert "购买方" in said
    assert "录入的得分 · 分数" in said
    shown = [each for each in dialog.findChildren(QRadioButton) if "现在显示" in each.accessibleName()]
    assert len(shown) == 2
    assert all(each.accessibleName().startswith("9") for each in shown)
    click(contested, "contests")
    assert len(contested.findChildren(QDialog, "askContests")) == 1
    dialog.reject()


def test_deciding_by_keyboard(qtbot: QtBot, contested: Shell, program: Program, fresh: UUID) -> None:
    dialog = ask(qtbot, contested)
    choose = the(dialog, QPushButton, "contestChoose")
    assert not choose.isEnabled()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Space)
    assert choose.isEnabled()
    assert choose.accessibleName().endswith("方：选定“8”")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(contested) == "1 处不一致")
    assert sorted(points(program, fresh), key=str) == [Decimal(8), Decimal(9)]
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    QTest.keyClicks(reason, "ok ")
    compose(reason, "问过")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(contested) == "" and is_closed(contested))
    assert points(program, fresh) == [Decimal(8), Decimal(8)]
    assert program.results.contests(fresh) == ()
    assert "ok 问过" in program.exporting.package(fresh).decode()


def test_what_is_decided_can_be_undone(qtbot: QtBot, contested: Shell, program: Program, fresh: UUID) -> None:
    dialog = ask(qtbot, contested)
    QTest.mouseClick(the(dialog, QLabel, "contestValue_0"), Qt.MouseButton.LeftButton)
    click(dialog, "contestChoose")
    qtbot.waitUntil(lambda: count(contested) == "1 处不一致")
    click(dialog, "askContests_yes")
    assert "撤销 Ctrl+Z：选定分数" in text_of(contested, "statusUndo")
    press_in_window(qtbot, contested, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: count(contested) == "2 处不一致")
    assert sides(ask(qtbot, contested)) == ["8，录入员 代 林专家 录入", "9，林专家"] * 2
    press(Qt.Key.Key_Escape)
    press_in_window(qtbot, contested, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: count(contested) == "1 处不一致")


def test_typing_on_leaves_it_open(qtbot: QtBot, contested: Shell, program: Program, fresh: UUID) -> None:
    qtbot.waitUntil(lambda: count(contested) == "2 处不一致")
    type_into(the(contested, QLineEdit, "figure_purchaser"), "7")
    press(Qt.Key.Key_Return)
    assert points(program, fresh)[0] == Decimal(7)
    assert sides(ask(qtbot, contested)).count("8，录入员 代 林专家 录入") == 2
    press(Qt.Key.Key_Escape)


def test_what_the_other_decides_meanwhile_leaves_the_dialog(
    qtbot: QtBot, contested: Shell, second: Program, fresh: UUID, helper: Worker
) -> None:
    ask(qtbot, contested)
    press(Qt.Key.Key_Space)
    chosen = QApplication.focusWidget()
    for wanted in second.results.contests(fresh)[::-1]:
        values = tuple(zip(wanted.disputes, wanted.sides[0].values, strict=True))
        second.undoing.settle(fresh, values, worker=helper)
        if not is_closed(contested):
            contested.watching.look()
            left = len(second.results.contests(fresh))
            said = f"{left} 处不一致" if left else ""
            qtbot.waitUntil(partial(says, contested, said))
            assert not left or (isinstance(chosen, QRadioButton) and chosen.isChecked())
    qtbot.waitUntil(lambda: is_closed(contested))


def test_what_cannot_be_saved_is_said_in_the_dialog(
    qtbot: QtBot, contested: Shell, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sgz_desktop.errors import SgzError

    def full(*_: object, **__: object) -> None:
        raise SgzError("磁盘已满，没有保存。")

    dialog = ask(qtbot, contested)
    monkeypatch.setattr(type(program.undoing), "settle", full)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert text_of(dialog, "askContests_error") == "磁盘已满，没有保存。"
    assert count(contested) == "2 处不一致"
    monkeypatch.undo()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(contested) == "1 处不一致")
    assert text_of(dialog, "askContests_error") == ""
    dialog.reject()


def test_a_choice_that_could_not_be_saved_is_saved_by_itself(
    qtbot: QtBot, contested: Shell, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    dialog = ask(qtbot, contested)
    with held(program):
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
        assert LOCKED in text_of(dialog, "askContests_error")
        assert "1 项操作等待保存" in contested.notices.sentence
        assert count(contested) == "2 处不一致"
    qtbot.waitUntil(lambda: count(contested) == "1 处不一致")
    qtbot.waitUntil(lambda: text_of(dialog, "askContests_error") == "")
    assert contested.notices.sentence == ""
    dialog.reject()


def test_an_evaluation_without_contests_takes_the_count_away(
    qtbot: QtBot, contested: Shell, zhongcun: UUID
) -> None:
    qtbot.waitUntil(lambda: count(contested) == "2 处不一致")
    contested.open_evaluation(zhongcun)
    qtbot.waitUntil(lambda: count(contested) == "")


@pytest.fixture
def decided(qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID) -> Shell:
    """The report page of a whole evaluation, whose purchaser's points two people gave differently."""
    other = open_program(program.folder)
    for each in (program, other):
        each.evaluations.dossier(zhongcun)
    program.judging.set_figure(zhongcun, Scope.PARTY, "purchaser", Decimal("18"), NOBODY)
    other.judging.set_figure(zhongcun, Scope.PARTY, "purchaser", Decimal(10), NOBODY)
    other.close()
    shell = opened(zhongcun, "report")
    shell.watching.look()
    return shell


def test_the_report_page_says_so_and_leads_to_the_dialog(qtbot: QtBot, decided: Shell) -> None:
    qtbot.waitUntil(lambda: text_of(decided, "reportReady") == "讨论稿：还缺 1 项")
    assert "购买方，录入的得分：分数有互不知情的不同填法" in words_on(decided)
    click(decided, "missing_contest.figure.points")
    dialog = the(decided, QDialog, "askContests")
    assert [each.split("，")[0] for each in sides(dialog)] == ["18", "10"]
    QTest.mouseClick(the(dialog, QLabel, "contestValue_0"), Qt.MouseButton.LeftButton)
    click(dialog, "contestChoose")
    qtbot.waitUntil(lambda: text_of(decided, "reportReady") == "✓ 可以出正式稿")
    assert text_of(decided, "resultFigure") == "86.61"


def test_the_header_tells_between_what_the_result_lies(qtbot: QtBot, decided: Shell) -> None:
    qtbot.waitUntil(lambda: text_of(decided, "resultMore") == "1 处不一致未定，结果暂定")
    assert text_of(decided, "resultFigure") == "78.61–86.61"
    assert text_of(decided, "resultGrade") == "等级未定"
    assert the(decided, QLabel, "resultMore").toolTip() == "按各种填法，最低 78.61，最高 86.61。"


def test_the_home_row_is_provisional(qtbot: QtBot, decided: Shell) -> None:
    decided.go("home")
    model = the(decided, QTableView, "homeTable").model()
    row = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert row[5:7] == ["暂 78.61", "未完"]
    hint = model.index(0, 5).data(Qt.ItemDataRole.ToolTipRole)
    assert "有不一致未定，结果暂定" in str(hint)


def test_what_decides_nothing_leaves_the_total_as_provisional(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    other = open_program(program.folder)
    for each in (program, other):
        each.evaluations.dossier(zhongcun)
    for each, address in ((program, "甲路"), (other, "乙路")):
        each.preparing.set_head(zhongcun, {"address": address}, NOBODY)
    other.close()
    shell = opened(zhongcun, "scoring")
    qtbot.waitUntil(lambda: text_of(shell, "resultMore") == "1 处不一致未定，结果暂定")
    assert (text_of(shell, "resultFigure"), text_of(shell, "resultGrade")) == ("87.11", "暂 良好")
    shell.go("home")
    model = the(shell, QTableView, "homeTable").model()
    assert [str(model.index(0, column).data()) for column in (5, 6)] == ["暂 87.11", "暂 良好"]


def test_a_colleague_s_marks_are_dots_in_the_dialog_too(
    qtbot: QtBot, opened: Open, program: Program, second: Program, helper: Worker, fresh: UUID
) -> None:
    expert, item = helper.for_id, "O-01"
    assert expert is not None
    _, other = program.preparing.add(fresh, "person", {"name": "王专家", "role": "expert"}, NOBODY)
    program.preparing.assign(fresh, "operations", None, other, on=True, worker=NOBODY)
    second.evaluations.dossier(fresh)
    for each, answer in ((program, NotApplicable()), (second, Pending())):
        each.visiting.answer(fresh, item, None, expert, answer, helper)
    shell = opened(fresh, "scoring")
    assert shell.session is not None
    shell.session.work_as(Worker(other))
    dialog = ask(qtbot, shell)
    assert text_of(dialog, "contestVeiled") == "提交自己的评分后可见、选定。"
    assert {each.split("，")[0] for each in sides(dialog)} == {"●●"}
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert "这是同事的评分" in words_on(dialog)
    assert len(program.results.contests(fresh)) == 1
