"""到岗情况 by the keyboard: ticks and runs, blocks, overriding, finding, texts, figures, chart."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.staffing import Certificate
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.services.program import Program
from sgz_desktop.services.tables.attendance_blocks import run
from sgz_desktop.services.tables.attendance_grid import Part, Spot
from sgz_desktop.services.tables.showing import FigureShown
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.pages.attendance_figures import FigureTile, told
from sgz_desktop.ui.pages.tables_attendance import AttendancePanel
from sgz_desktop.ui.widgets.roster_view import RosterView
from tests.build import D
from tests.ui.clipping import clipped
from tests.ui.find import click, key_in, press, text_of, the, type_into
from tests.ui.panels import in_window

Show = Callable[[], AttendancePanel]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def roster(program: Program, fresh: UUID) -> UUID:
    """Three workers over a quarter, the first two with a certificate, the third from October."""
    dates = {"period_start": date(2023, 9, 1), "period_end": date(2023, 11, 30), "required_staff": 2}
    program.preparing.set_head(fresh, dates, NOBODY)
    program.attendance.add(fresh, ["甲", "乙", "丙"], NOBODY)
    first, second, third = (each.id for each in program.evaluations.dossier(fresh).workers)
    program.attendance.write(
        fresh,
        {
            Spot(first, "certificate"): Certificate.ASSISTANT,
            Spot(second, "certificate"): Certificate.ASSISTANT,
            Spot(third, "certificate"): Certificate.NONE,
            Spot(third, "contract_start"): date(2023, 10, 20),
            **{Spot(each, "experienced"): True for each in (first, second, third)},
        },
        NOBODY,
    )
    return fresh


@pytest.fixture
def show(qtbot: QtBot, program: Program, fresh: UUID) -> Show:
    """The panel in a window of its own, as a tab would have it."""

    return lambda: in_window(qtbot, program, fresh, lambda session: AttendancePanel(session, Jobs(session)))


def view_of(panel: QWidget, *, at: Area) -> RosterView:
    """The grid with the focus, and a block of it chosen."""
    found = the(panel, RosterView, "attendanceGrid")
    found.setFocus()
    found.choose(at)
    return found


def texts(view: RosterView, row: int) -> str:
    """The cells of one row as they are shown."""
    cells = (view.model().index(row, each).data() for each in range(view.model().columnCount()))
    return " ".join(str(each) or "·" for each in cells)


def place(view: RosterView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def clip(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_keys_tick_run_and_undo(qtbot: QtBot, show: Show, roster: UUID) -> None:
    panel = show()
    view = view_of(panel, at=Area(0, 0))
    for key, text in (
        (Qt.Key.Key_Space, "√"),
        (Qt.Key.Key_5, "半"),
        (Qt.Key.Key_Minus, "—"),
        (Qt.Key.Key_Delete, "·"),
        (Qt.Key.Key_1, "√"),
    ):
        press(key)
        qtbot.waitUntil(partial(lambda text: texts(view, 0).startswith(text), text))
    view.choose(Area(0, 1, 5, 2))
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: texts(view, 1) == "√ √ √ 1 √ √ √ 1 √ √ √ 1 3 3")
    assert texts(view, 3) == "· · · 0 √ √ √ 0.5 √ √ √ 1 1.5 1.5"  # from the contract's first month
    assert texts(view, 4) == "· · · 0 · · · 0.5 · · · 1 1.5 1.5"
    panel.session.undo()
    qtbot.waitUntil(lambda: texts(view, 0) == "√ · · 1 · · · 待核 · · · 待核 1 1")
    view.choose(Area(0, 3))
    key_in("5")
    qtbot.waitUntil(lambda: texts(view, 0).startswith("√ · · 0.5"))
    press(Qt.Key.Key_Delete)
    view.choose(Area(4, 12))
    press(Qt.Key.Key_1)
    assert text_of(panel, "attendanceSaid") == "这里没有可以这样改的格子。"


def test_keys_lead_through_the_grid_and_out_of_it(show: Show, roster: UUID) -> None:
    view = view_of(show(), at=Area(1, 11))
    press(TAB)
    assert not view.hasFocus()  # who comes by Tab goes past
    view.setFocus()
    for key, modifier, end in (
        (Qt.Key.Key_Right, CONTROL, (1, 12)),
        (Qt.Key.Key_Left, CONTROL, (1, 8)),
        (Qt.Key.Key_Right, None, (1, 9)),
        (Qt.Key.Key_Left, CONTROL, (1, 8)),
        (Qt.Key.Key_Down, CONTROL, (5, 8)),
        (Qt.Key.Key_Up, CONTROL, (0, 8)),
        (ENTER, None, (1, 8)),
        (Qt.Key.Key_Right, None, (1, 9)),
        (TAB, None, (1, 10)),
        (TAB, None, (1, 11)),
        (TAB, None, (3, 0)),  # over both sums
        (TAB, SHIFT, (1, 11)),
    ):
        press(key, modifier or Qt.KeyboardModifier.NoModifier)
        assert place(view) == end
    press(Qt.Key.Key_Escape)
    press(TAB)
    assert not view.hasFocus()
    view.setFocus()
    press(Qt.Key.Key_Down)
    press(TAB, CONTROL)
    assert not view.hasFocus()


def test_blocks_are_copied_pasted_and_filled(qtbot: QtBot, show: Show, roster: UUID) -> None:
    panel = show()
    view = view_of(panel, at=Area(0, 0))
    clip("√\t√\t—\t半\r\n1\t1\t1\t0.5\r\n")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: texts(view, 1).startswith("√ √ √ 1 半"))
    assert texts(view, 0).startswith("√ √ — 1 半")
    assert text_of(panel, "attendanceSaid") == "粘贴了 8 格。"
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "√\t√\t—\t半\r\n√\t√\t√\t半\r\n"
    assert "“计”列没有复制" in text_of(panel, "attendanceSaid")
    view.choose(Area(0, 2, 2, 1))
    press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: texts(view, 1).startswith("√ √ — 1"))
    view.choose(Area(1, 0, 1, 3))
    press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: texts(view, 1).startswith("√ √ √ 1"))
    clip("也许")
    press(Qt.Key.Key_V, CONTROL)
    assert "没有粘贴，一格也没有改：乙 2023年9月的人员到位是“也许”" in text_of(panel, "attendanceSaid")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChildren(QMenu)[-1]
    assert menu.actions()[3].text() == "打勾到期末\tR"
    next(each for each in menu.actions() if each.text().startswith("清空")).trigger()
    menu.close()
    qtbot.waitUntil(lambda: texts(view, 1).startswith("· · · 待核"))


def test_a_count_is_overridden_with_a_reason(qtbot: QtBot, show: Show, roster: UUID) -> None:
    panel = show()
    view = view_of(panel, at=Area(1, 4))
    press(Qt.Key.Key_O)
    asked = the(panel, Ask, "attendanceOverride")
    click(asked, "attendanceOverride_yes")
    assert text_of(asked, "attendanceOverride_error") == "改定到岗数应写明理由。"
    click(asked, "attendanceOverrideFigure_1")
    type_into(the(asked, QPlainTextEdit, "attendanceOverrideReason"), "病假半个月")
    click(asked, "attendanceOverride_yes")
    qtbot.waitUntil(lambda: texts(view, 1).split()[7] == "0.5")
    qtbot.waitUntil(lambda: "评估人员改定，理由：病假半个月" in text_of(panel, "attendanceWhy"))
    assert text_of(panel, "attendancePlace") == "乙 2023年10月的人员到位"
    panel.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    press(Qt.Key.Key_O)
    again = [each for each in panel.findChildren(Ask) if each.isVisible()][-1]
    click(again, "attendanceOverrideBack")
    qtbot.waitUntil(lambda: texts(view, 1).split()[7] == "待核")


def test_workers_are_typed_found_moved_and_removed(qtbot: QtBot, show: Show, roster: UUID) -> None:
    panel = show()
    click(panel, "attendanceView_1")
    view = view_of(panel, at=Area(2, 1))
    key_in("z")
    editor = the(panel, QLineEdit, "rosterEditor")
    type_into(editor, "项目主任")
    press(TAB)
    qtbot.waitUntil(view.hasFocus)
    assert place(view) == (2, 2)
    key_in("z")
    type_into(the(panel, QLineEdit, "rosterEditor"), "会计")
    press(ENTER)
    qtbot.waitUntil(view.hasFocus)
    assert text_of(panel, "attendanceCells_error") == "丙的证书：应是 高级、中级、助理 或 无。"
    assert texts(view, 2).startswith("丙 项目主任 会计")
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: texts(view, 2).startswith("丙 项目主任 待核"))
    press(Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: texts(view, 1).startswith("丙"))
    assert place(view)[0] == 1
    press(Qt.Key.Key_F, CONTROL)
    type_into(the(panel, QLineEdit, "attendanceFind"), "甲")
    assert place(view)[0] == 0
    type_into(the(panel, QLineEdit, "attendanceFind"), "戊")
    assert "没有找到" in text_of(panel, "attendanceSaid")
    type_into(the(panel, QLineEdit, "attendanceFind"), "乙")
    press(ENTER)
    press(Qt.Key.Key_Escape)
    assert (view.hasFocus(), place(view)[0]) == (True, 2)
    click(panel, "attendanceRemove")
    qtbot.waitUntil(lambda: view.model().rowCount() == 2)
    panel.session.undo()
    qtbot.waitUntil(lambda: view.model().rowCount() == 3)
    type_into(the(panel, QLineEdit, "attendanceName"), "丁、戊")
    press(ENTER)
    qtbot.waitUntil(lambda: view.model().rowCount() == 5)
    assert place(view)[0] == 3


def test_an_open_figure_tells_what_keeps_it_open() -> None:
    places = tuple(f"社工{number} 没有到岗记录（表!F{number}）" for number in range(1, 11))
    shown = FigureShown("attendance.actual", "社工实到岗", "人次", None, "相加", 10, (), open_places=places)
    assert told(shown).startswith(
        "社工实到岗 = 相加；还有 10 处待核，暂不能算；社工1 没有到岗记录（表!F1）；"
    )
    assert told(shown).endswith("社工8 没有到岗记录（表!F8）；待核的还有 2 处。")


def test_figures_tell_their_formula_and_attention_leads_there(
    qtbot: QtBot, show: Show, program: Program, roster: UUID
) -> None:
    grid = program.attendance.grid(roster, Part.MONTHS)
    program.attendance.write_plan(roster, run(grid, Area(0, 0, 4, 1)), NOBODY)
    program.preparing.set_quantity(roster, "attendance.actual", D("8"), "月报", NOBODY)
    panel = show()
    qtbot.waitUntil(lambda: bool(panel.findChildren(FigureTile)))
    said = "“社工实到岗”录入的是 8 人次，按表格算得 7.5 人次，现按表格计，请核对。"
    assert text_of(panel, "attendanceFormula") == said
    first = the(panel, FigureTile, "attendanceFigure_attendance.required")
    first.setFocus()
    assert text_of(panel, "attendanceFormula") == "社工应到岗 = 应配 2 人 × 3 个月。"
    press(Qt.Key.Key_Right)
    assert text_of(panel, "attendanceFormula").startswith(
        "社工实到岗 = 花名册各人各月到岗数相加；“社工实到岗”"
    )
    mean = the(panel, FigureTile, "attendanceFigure_staff.mean")
    assert mean.text == "3"  # 7.5 ÷ 3 in whole heads
    assert mean.accessibleDescription() == "平均在岗人数 = 实到岗人次 ÷ 考核期月数，取整。"
    press(TAB)
    assert the(panel, RosterView, "attendanceGrid").hasFocus()
    assert not the(panel, QPushButton, "attendanceWants_open").isVisible()
    view = view_of(panel, at=Area(0, 0, 1, 3))
    actual = the(panel, FigureTile, "attendanceFigure_attendance.actual")
    press(Qt.Key.Key_5)
    qtbot.waitUntil(lambda: actual.text == "≠ 7")  # the same tile, told anew
    press(Qt.Key.Key_Delete)
    button = the(panel, QPushButton, "attendanceWants_open")
    qtbot.waitUntil(button.isVisible)
    assert button.text() == "? 1 格待核"
    assert the(panel, FigureTile, "attendanceFigure_staff.mean").text == "待核"
    click(panel, "attendanceView_1")
    click(panel, "attendanceWants_open")
    qtbot.waitUntil(lambda: place(view) == (0, 3))
    assert list(clipped(panel)) == []


def test_the_chart_takes_the_grids_place(qtbot: QtBot, show: Show, program: Program, roster: UUID) -> None:
    panel = show()
    click(panel, "attendanceView_2")
    picture = the(panel, QLabel, "attendanceChart_picture")
    qtbot.waitUntil(lambda: "2023年9月到岗 0/2，待核 2" in picture.accessibleName())
    assert program.desk.recall("view.attendance") == "chart"


def test_an_empty_roster_offers_what_fills_it(qtbot: QtBot, show: Show, fresh: UUID) -> None:
    panel = show()
    panel.setFocus()
    assert the(panel, QPushButton, "attendanceImportFirst").hasFocus()
    with qtbot.waitSignal(panel.importing):
        press(Qt.Key.Key_Space)
    assert not the(panel, RosterView, "attendanceGrid").isVisible()
    type_into(the(panel, QLineEdit, "attendanceName"), "甲")
    QTest.keyClick(the(panel, QLineEdit, "attendanceName"), ENTER)
    view = the(panel, RosterView, "attendanceGrid")
    qtbot.waitUntil(view.isVisible)
    with qtbot.waitSignal(panel.wanted) as wanted:
        click(panel, "attendancePeriod")
    assert wanted.args == ["preparing", "head"]
