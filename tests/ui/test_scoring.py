"""评分: the table, the figures people bring, the vetoes, the proof."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, text_of, the, type_into
from tests.ui.test_preparing import pick

Open = Callable[[UUID, str], Shell]
ENTER = Qt.Key.Key_Return


def enter(shell: Shell, name: str, text: str) -> None:
    """Type a line and press Enter."""
    type_into(the(shell, QLineEdit, name), text)
    press(ENTER)


def table(shell: Shell) -> dict[str, tuple[str, ...]]:
    """The score table: first word of each name to possible points, points and converted points."""
    model = the(shell, QTableView, "scoreTable").model()
    rows = [
        [str(model.index(r, c).data()) for c in range(model.columnCount())] for r in range(model.rowCount())
    ]
    return {row[0].split("　")[0]: tuple(row[1:4]) for row in rows}


def test_the_table_says_what_the_report_prints(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "scoring")
    assert table(shell) == {
        "运营管理": ("10", "9.600", "9.60"),
        "服务质量": ("20", "16.433", "16.43"),
        "服务监测": ("10", "8.925", "8.93"),
        "服务成效": ("15", "12.400", "12.40"),
        "第三方评估": ("55", "", "47.36"),
        "督导中心": ("15", "12.750", "12.75"),
        "购买方": ("20", "18.500", "18.50"),
        "监督方": ("10", "8.500", "8.50"),
        "总分": ("100", "", "87.11"),
    }
    assert "优秀线 90：▽ 还差 2.89 分" in text_of(shell, "distanceText")
    assert "没有否决条件成立" in text_of(shell, "vetoSum")


def test_the_assessors_sum_is_said_to_be_one(opened: Open, program: Program, zhongcun: UUID) -> None:
    """The parts round to 47.36 together; 47.358333 beside it would look like another result."""
    shell = opened(zhongcun, "scoring")
    model = the(shell, QTableView, "scoreTable").model()
    row = [str(model.index(number, 0).data()) for number in range(model.rowCount())].index(
        "第三方评估　各分项折算分之和"
    )
    hint = model.index(row, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert hint == ("各分项先各自四舍五入，再把折算分相加得 47.36。不先取整，各分项的评分合计 47.358。")
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == ""


def test_a_bare_figure_of_the_assessor_is_shown_as_entered(
    opened: Open, program: Program, zhongcun: UUID
) -> None:
    program.judging.set_basis(zhongcun, Basis.PARTIES, NOBODY)
    program.judging.set_figure(zhongcun, Scope.PARTY, "assessor", Decimal(46), NOBODY)
    shell = opened(zhongcun, "scoring")
    assert table(shell)["第三方评估"] == ("55", "46.000", "46.00")


def test_open_figures_show_floor_and_ceiling(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "scoring")
    assert table(shell)["总分"][2] == "0.00–100.00"
    assert "已得 0.00，最高可达 100.00" in text_of(shell, "distanceText")
    assert "未核" in text_of(shell, "vetoSum")
    assert text_of(shell, "veto_staff_cost_share_detail") == "下限 80%；数据还没有录入"
    assert text_of(shell, "veto_staffing_short_detail") == "限 5 人次；数据还没有录入"
    assert text_of(shell, "resultMore") == "已得 0.00，最高可达 100.00"


def test_the_parties_by_bare_figures(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "scoring")
    pick(the(shell, QComboBox, "basis"), list(Basis).index(Basis.PARTIES))
    assert program.evaluations.dossier(fresh).evaluation.basis is Basis.PARTIES
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    for name, points in (
        ("figure_supervision_centre", "13"),
        ("figure_purchaser", "20"),
        ("figure_supervisor", "１０"),
        ("figure_assessor", "51。98"),
    ):
        enter(shell, name, points)
    enter(shell, "figure_purchaser_source", "评分表")
    enter(shell, "figure_purchaser_received_on", "2025.1.8")
    enter(shell, "figure_purchaser_file_number", "云街办〔2025〕1号")
    assert program.results.score(fresh).total == Decimal("94.98")
    figure = program.evaluations.dossier(fresh).figure_by_key[Scope.PARTY, "purchaser", None]
    assert (figure.points, figure.source, str(figure.received_on)) == (Decimal(20), "评分表", "2025-01-08")
    enter(shell, "figure_purchaser_received_on", "")
    figure = program.evaluations.dossier(fresh).figure_by_key[Scope.PARTY, "purchaser", None]
    assert (figure.points, figure.received_on) == (Decimal(20), None)
    qtbot.waitUntil(lambda: text_of(shell, "resultFigure") == "94.98")
    assert text_of(shell, "resultGrade") == "暂 优秀"
    enter(shell, "figure_purchaser", "21")
    assert "最多 20 分" in text_of(shell, "figure_purchaser_error")


def test_a_component_by_a_bare_figure_beside_items(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    enter(shell, "figure_monitoring", "9")
    the(shell, QCheckBox, "figure_monitoring_counts").click()
    key = Scope.COMPONENT, "monitoring", None
    assert not program.evaluations.dossier(zhongcun).figure_by_key[key].counts
    assert program.results.score(zhongcun).total == Decimal("87.11")


def test_only_a_grade(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "scoring")
    pick(the(shell, QComboBox, "basis"), list(Basis).index(Basis.GRADE_ONLY))
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(2)
    pick(the(shell, QComboBox, "statedGrade"), 2)
    enter(shell, "statedGradeSource", "公示")
    head = program.evaluations.dossier(fresh).evaluation
    assert (head.stated_grade, head.stated_grade_source) == ("good", "公示")
    assert program.results.score(fresh).grade == "good"


def test_a_veto_needs_a_reason(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "scoring")
    click(shell, "veto_rectification_open")
    pick(the(shell, QComboBox, "veto_rectification_choose"), list(VetoState).index(VetoState.CLEAR))
    assert "理由" in text_of(shell, "veto_rectification_error")
    reason = the(shell, QPlainTextEdit, "veto_rectification_reason")
    type_into(reason, "上期 6 条均有回应。")
    the(shell, QTabBar, "scoringTabs").setFocus()
    found = program.evaluations.dossier(fresh).finding_by_rule["rectification"]
    assert (found.state, found.reason) == (VetoState.CLEAR, "上期 6 条均有回应。")
    qtbot.waitUntil(lambda: text_of(shell, "veto_rectification_state") == "不成立")
    pick(the(shell, QComboBox, "veto_rectification_choose"), list(VetoState).index(VetoState.DEFERRED))
    assert "由谁决定" in text_of(shell, "veto_rectification_error")
    enter(shell, "veto_rectification_by", "林专家")
    assert program.evaluations.dossier(fresh).finding_by_rule["rectification"].state is VetoState.DEFERRED
    choice = the(shell, QComboBox, "veto_rectification_choose")
    pick(choice, list(VetoState).index(VetoState.CLEAR))
    before = choice.currentIndex()
    press(Qt.Key.Key_Up)
    dialog = the(shell, QDialog, "askHolds")
    assert "等级将为不合格" in text_of(dialog, "askHolds_text")
    assert text_of(dialog, "askHolds_was") == "原来的理由不再适用：上期 6 条均有回应。"
    assert choice.currentIndex() == before
    click(dialog, "askHolds_yes")
    assert text_of(dialog, "askHolds_error") == "请写明成立的理由。"
    assert program.evaluations.dossier(fresh).finding_by_rule["rectification"].state is VetoState.CLEAR
    type_into(the(dialog, QLineEdit, "askHolds_reason"), "复查发现 3 条没有整改。")
    click(dialog, "askHolds_yes")
    qtbot.waitUntil(lambda: "等级为不合格" in text_of(shell, "vetoSum"))
    assert text_of(shell, "resultGrade") == "不合格"
    assert reason.toPlainText() == "复查发现 3 条没有整改。"


def test_the_first_finding_that_a_rule_holds_is_asked_about_too(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "scoring")
    click(shell, "veto_rectification_open")
    choice = the(shell, QComboBox, "veto_rectification_choose")
    choice.activated.emit(list(VetoState).index(VetoState.HOLDS))
    dialog = the(shell, QDialog, "askHolds")
    assert not the(dialog, QLabel, "askHolds_was").isVisible()
    assert choice.currentIndex() == list(VetoState).index(VetoState.UNKNOWN)
    type_into(the(dialog, QLineEdit, "askHolds_reason"), "上期 6 条都没有回应。")
    click(dialog, "askHolds_yes")
    found = program.evaluations.dossier(fresh).finding_by_rule["rectification"]
    assert (found.state, found.reason) == (VetoState.HOLDS, "上期 6 条都没有回应。")


def test_a_grade_by_veto_leaves_no_distance_to_a_better_one(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "scoring")
    assert text_of(shell, "resultMore") == "距优秀 2.89"
    assert (
        text_of(shell, "veto_staffing_short_detail")
        == "应到 110，实到 111.5，比应到多 1.5；再少 6.5 人次才触及红线（比应到少 5 人次）"
    )
    program.judging.find_veto(zhongcun, "rectification", VetoState.HOLDS, "没有整改。", "", NOBODY)
    program.preparing.set_quantity(zhongcun, "attendance.actual", Decimal(104), "到岗表", NOBODY)
    shell = opened(zhongcun, "scoring")
    assert text_of(shell, "resultMore") == ""
    assert (
        text_of(shell, "veto_staffing_short_detail")
        == "应到 110，实到 104，比应到少 6；已触及红线（比应到少 5 人次）"
    )


def leaves(model: QAbstractItemModel, parent: QModelIndex) -> list[str]:
    """The labels of everything beneath an index."""
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [str(index.data()), *leaves(model, index)]
    return found


def test_the_proof_goes_down_to_each_mark(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "scoring")
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(3)
    tree = the(shell, QTreeView, "proofTree")
    labels = leaves(tree.model(), QModelIndex())
    assert labels[0] == "总分"
    assert sum("O-01" in each for each in labels) == 2
    assert tree.isExpanded(tree.model().index(0, 0))


def test_head_room_of_a_share_is_in_percentage_points(opened: Open, program: Program, fresh: UUID) -> None:
    program.preparing.set_quantity(fresh, "funds.staff_cost_share", Decimal("82.5"), "决算", NOBODY)
    shell = opened(fresh, "scoring")
    assert text_of(shell, "veto_staff_cost_share_detail").startswith("比下限高 2.5 个百分点\n占比 82.5%")
