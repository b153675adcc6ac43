"""合议: marks side by side, handing in, the final word; proofs from figures, what turns the grade."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.mark import Completeness, Extent, NotApplicable
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
RESULT, DELIBERATION, FIGURES, PROOF = range(4)


def session(shell: Shell) -> Session:
    assert shell.session is not None
    return shell.session


def turn_to(shell: Shell, number: int) -> None:
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(number)


def questions(shell: Shell) -> list[list[str]]:
    """The table of questions as it reads."""
    model = the(shell, QTableView, "questionTable").model()
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())] for r in range(model.rowCount())
    ]


def dossier(program: Program, evaluation_id: UUID) -> Dossier:
    return program.evaluations.dossier(evaluation_id)


def test_the_widest_spread_comes_first_and_is_settled_by_keys(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "scoring")
    turn_to(shell, DELIBERATION)
    assert questions(shell)[0] == [
        "O-11　培训记录有个别化心得",
        "▲ 0.15 · 60%",
        "",
        "0.10",
        "0.25",
        "",
        "",
        "",
    ]
    assert [row[1] for row in questions(shell)[2:5]] == ["▲ 0.2 · 40%", "△ 0.25 · 25%", "△ 0.1 · 20%"]
    assert text_of(shell, "handInCount") == "提交 5/5"
    the(shell, QTableView, "questionTable").setFocus()
    press(Qt.Key.Key_1)
    assert text_of(shell, "finalState") == "缺理由，未保存"
    assert dossier(program, zhongcun).final_words == ()
    press(Qt.Key.Key_Return)
    reason = the(shell, QPlainTextEdit, "finalReason")
    assert reason.hasFocus()
    type_into(reason, "复看心得记录后一致同意。")
    press(Qt.Key.Key_Escape)
    (word,) = dossier(program, zhongcun).final_words
    assert (word.item, word.answer, word.reason) == (
        "O-11",
        Completeness(Extent.ALL),
        "复看心得记录后一致同意。",
    )
    assert word.decided_by == "林若溪"
    qtbot.waitUntil(lambda: questions(shell)[0][2] == "✓ 0.25")
    assert "林若溪　写下结论" in text_of(shell, "finalStory")
    type_into(the(shell, QLineEdit, "finalBy"), "评估组")
    press(Qt.Key.Key_Return)
    assert dossier(program, zhongcun).final_words[0].decided_by == "评估组"
    click(shell, "finalWithdraw")
    assert dossier(program, zhongcun).final_words == ()
    qtbot.waitUntil(lambda: text_of(shell, "finalState") == "没有结论")
    session(shell).undo()
    assert dossier(program, zhongcun).final_words[0].decided_by == "评估组"
    qtbot.waitUntil(lambda: text_of(shell, "finalState") == "✓ 已有结论")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_N)
    assert dossier(program, zhongcun).final_words[0].answer == NotApplicable()
    click(shell, "questionFilter_2")
    assert [row[0][:4] for row in questions(shell)] == ["O-11"]
    click(shell, "questionFilter_1")
    assert text_of(shell, "questionsNothing") == "没有待议的项目。"


def test_a_reason_without_an_answer_stays_and_holds_the_row(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "scoring")
    turn_to(shell, DELIBERATION)
    reason = the(shell, QPlainTextEdit, "finalReason")
    type_into(reason, "先写了理由")
    table = the(shell, QTableView, "questionTable")
    below = table.model().index(1, 0)
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(below, flag.ClearAndSelect | flag.Rows)
    assert "先给出结论" in text_of(shell, "finalReason_error")
    assert (table.currentIndex().row(), reason.toPlainText()) == (0, "先写了理由")
    assert not shell.go("visit")
    (adopt,) = [
        each for each in shell.findChildren(QPushButton) if each.accessibleName() == "采用林若溪的评分"
    ]
    adopt.click()
    assert session(shell).dossier.final_words[0].reason == "先写了理由"
    assert shell.go("visit")


def test_marks_are_hidden_until_ones_own_are_handed_in(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    first = dossier(program, zhongcun).people[0].id
    program.deliberating.take_back(zhongcun, first, NOBODY)
    shell = opened(zhongcun, "scoring")
    turn_to(shell, DELIBERATION)
    assert {row[4] for row in questions(shell)} == {"●●", ""}
    assert "林若溪还没有提交评分" in text_of(shell, "veilText")
    assert text_of(shell, f"hand_in_{first}_state") == "未提交"
    turn_to(shell, PROOF)
    shell.go("scoring", "proof.component.operations")
    tree = the(shell, QTreeView, "proofTree")
    group = tree.model().index(0, 0, tree.currentIndex())
    colleague = tree.model().index(1, 0, group)
    assert colleague.siblingAtColumn(1).data() == "●●"
    assert "周明川" not in words_on(shell)
    turn_to(shell, DELIBERATION)
    click(shell, f"hand_in_{first}_turn")
    qtbot.waitUntil(lambda: questions(shell)[0][4] == "0.25")
    assert not the(shell, QWidget, "veilText").isVisible()
    click(shell, "handInStory")
    assert text_of(shell, "handInEvents").split("\n")[0].endswith("林若溪的评分 提交　操作：林若溪")
    session(shell).undo()
    assert first not in dossier(program, zhongcun).handed_in
    qtbot.waitUntil(lambda: text_of(shell, f"hand_in_{first}_state") == "未提交")
    program.visiting.answer(zhongcun, "O-01", None, first, None, Worker(first))
    click(shell, f"hand_in_{first}_turn")
    assert "林若溪还有 1 项未作答或待议（O-01）" in words_on(shell)


def test_a_final_word_without_a_reason_holds_page_and_window(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "scoring")
    turn_to(shell, DELIBERATION)
    the(shell, QTableView, "questionTable").setFocus()
    press(Qt.Key.Key_2)
    turn_to(shell, RESULT)
    assert not shell.go("visit")
    assert the(shell, QTabBar, "scoringTabs").currentIndex() == DELIBERATION
    assert the(shell, QPlainTextEdit, "finalReason").hasFocus()
    assert text_of(shell, "finalHeld_error") == "结论缺理由，还没有保存：写明理由，或者点“放弃”。"
    assert not shell.close()
    assert "还有内容没有保存" in shell.notices.sentence
    choice = the(shell, QWidget, "finalEditor").findChildren(QRadioButton)[1]
    choice.setFocus()
    press(Qt.Key.Key_1)
    type_into(the(shell, QPlainTextEdit, "finalReason"), "复看心得记录后一致同意。")
    assert shell.go("visit")
    assert [each.answer for each in dossier(program, zhongcun).final_words] == [Completeness(Extent.ALL)]


def test_no_sum_gives_a_colleague_s_mark_away(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    first = dossier(program, zhongcun).people[0].id
    program.deliberating.take_back(zhongcun, first, NOBODY)
    shell = opened(zhongcun, "scoring")
    why = "提交自己的评分后可见"
    model = the(shell, QTableView, "scoreTable").model()
    told = [[str(model.index(row, column).data()) for column in (2, 3)] for row in range(model.rowCount())]
    assert [told[row] for row in (0, 1, 2, 3, 4, 8)] == [["", "●●"]] * 6
    assert told[6] == ["18.500", "18.50"]
    assert model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) == why
    assert text_of(shell, "distanceText") == text_of(shell, "turningText") == f"●●　{why}。"
    qtbot.waitUntil(lambda: text_of(shell, "scoreChart_said") == f"{why}。")
    assert text_of(shell, "resultFigure") == "●●"
    assert text_of(shell, "resultMore").startswith(why)
    assert not the(shell, QPushButton, "resultReveal").isVisible()
    assert not the(shell, QLabel, "resultGrade").isVisible()
    turn_to(shell, FIGURES)
    assert f"逐项评分 ●●（{why}）" in text_of(shell, "figure_operations_which")
    assert not {"87.11", "9.60", "9.6", "47.36"} & set(words_on(shell).split())
    shell.go("home")
    row = the(shell, QTableView, "homeTable").model()
    assert [row.index(0, column).data() for column in (5, 6)] == ["●●", "●●"]
    program.deliberating.hand_in(zhongcun, first, NOBODY)
    session(shell).work_as(Worker(dossier(program, zhongcun).people[1].id))
    qtbot.waitUntil(lambda: text_of(shell, "resultFigure") == "87.11")


def test_a_figure_opens_its_proof_and_escape_goes_back(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "scoring")
    table, tabs = the(shell, QTableView, "scoreTable"), the(shell, QTabBar, "scoringTabs")
    table.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    tree = the(shell, QTreeView, "proofTree")
    assert tabs.currentIndex() == PROOF
    assert tree.currentIndex().data() == "服务质量（20 分）"
    assert text_of(shell, "proofWorking").startswith("各评审组平均：(16.8＋16＋16.5)÷3")
    press(Qt.Key.Key_Escape)
    assert (tabs.currentIndex(), table.hasFocus(), table.currentIndex().row()) == (RESULT, True, 1)
    cell = table.visualRect(table.model().index(8, 3)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert tree.currentIndex().data() == "总分"
    click(shell, "proofBack")
    for target, label in (
        ("proof.party.purchaser", "购买方（20 分）"),
        ("proof.grade", "等级"),
        ("proof.veto.non_social_workers", "否决：占用社工名额"),
        ("proof.total", "总分"),
    ):
        shell.go("scoring", target)
        assert str(tree.currentIndex().data()) == label
        assert not the(shell, QWidget, "proofBack").isVisible()
    shell.go("scoring", ("O-11", None))
    assert text_of(shell, "questionTitle") == "O-11　培训记录有个别化心得"


def test_it_says_what_could_turn_the_grade_and_which_figure_counts(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "scoring")
    assert text_of(shell, "turningText").split("\n") == [
        "没有单个检查项能使等级变为优秀。",
        "各部分中只有“服务质量”能：由 16.43 增至 20.00（满分），总分 90.68，等级变为优秀。",
        "没有单个检查项会使等级降为合格。",
        "各部分中“运营管理”“服务质量”“服务监测”“服务成效”“督导中心”“购买方”“监督方”单独都会；"
        "变动最大的是“购买方”：由 18.50 降至 0.00，总分 68.61，等级变为合格。",
    ]
    reach = the(shell, QTableView, "reachTable").model()
    assert [str(reach.index(3, column).data()) for column in range(5)] == [
        *("服务成效", "12.40", "15", "89.71 良好", "74.71 合格")
    ]
    worker = Worker(dossier(program, zhongcun).people[0].id)
    changes = program.judging.set_figure(zhongcun, Scope.PARTY, "purchaser", Decimal("11.5"), worker)
    session(shell).heard(changes)
    rows = the(shell, QTableView, "turningTable").model()
    qtbot.waitUntil(lambda: rows.rowCount() > 0)
    assert [str(rows.index(0, column).data()) for column in (1, 4)] == ["0 分", "合格"]
    turn_to(shell, FIGURES)
    type_into(the(shell, QLineEdit, "figure_monitoring"), "9")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            the(shell, QLabel, "figure_monitoring_which").text()
            == "逐项评分得 8.925，录入 9：现按逐项评分计。"
        )
    )
