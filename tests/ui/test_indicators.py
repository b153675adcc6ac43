"""服务指标 by the keyboard: typing and moving as in a spreadsheet, blocks, fill, sources, attention."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.indicator import Agreed, Cover, IndicatorValue
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.grid_view import FigureGrid
from tests.ui.find import click, compose, key_in, press, send, text_of, the, type_into
from tests.ui.test_preparing import enter, pick

Open = Callable[[UUID, str], Shell]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
FIRST = Area(0, 1)
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def zoned(program: Program, evaluation: UUID) -> None:
    """Two zones and two indicators counted in them."""
    for name in ("东片区", "西片区"):
        program.preparing.add(evaluation, "zone", {"name": name}, NOBODY)
    for name in ("家访", "电访"):
        values = {"label": name, "unit": "次", "cover": Cover.ZONES}
        program.preparing.add(evaluation, "indicator", values, NOBODY)


def grid_of(shell: Shell, name: str = "indicatorZones", *, at: Area = FIRST) -> FigureGrid:
    """A grid with the focus, and a block of it chosen."""
    found = the(shell, FigureGrid, name)
    found.setFocus()
    found.choose(at)
    return found


def clip(text: str) -> None:
    """What a spreadsheet has put into the clipboard."""
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def texts(grid: FigureGrid, row: int) -> list[str]:
    """The cells of one row as they are shown."""
    return [str(grid.model().index(row, each).data()) for each in range(grid.model().columnCount())]


def place(grid: FigureGrid) -> tuple[int, int]:
    """Row and column of the current cell."""
    return grid.currentIndex().row(), grid.currentIndex().column()


def value(program: Program, evaluation: UUID, indicator: int, zone: int | None) -> IndicatorValue | None:
    """A stored value by number of its indicator and zone."""
    dossier = program.evaluations.dossier(evaluation)
    zone_id = None if zone is None else dossier.zones[zone].id
    return dossier.value_by_key.get((dossier.indicators[indicator].id, zone_id))


def test_typing_goes_on_as_in_a_spreadsheet(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    shell = opened(fresh, "indicators")
    grid = grid_of(shell)
    for text, key, end in (
        ("100", TAB, (0, 2)),
        ("90", TAB, (0, 4)),  # the rate is passed over
        ("１,４４５", ENTER, (1, 1)),  # back to the column where the Tabs began
        ("1445.0", Qt.Key.Key_Right, (1, 2)),
        ("8", Qt.Key.Key_Up, (0, 2)),
    ):
        key_in("1")
        type_into(the(shell, QLineEdit, "cellEditor"), text)
        press(key)
        qtbot.waitUntil(grid.hasFocus)
        assert place(grid) == end
    assert texts(grid, 0) == ["", "100", "90", "90.00%", "1445", "", ""]
    assert texts(grid, 1)[:3] == ["", "1445", "8"]
    assert texts(grid, 2) == ["", "1545", "98", "6.34%", "", "", ""]
    press(ENTER)
    editor = the(shell, QLineEdit, "cellEditor")
    assert editor.text() == "90"
    press(Qt.Key.Key_Left)  # moves within the text of a cell that is mended
    assert editor.isVisible()
    type_into(editor, "许多")
    press(ENTER)
    qtbot.waitUntil(grid.hasFocus)
    assert place(grid) == (0, 2)
    assert text_of(shell, "indicatorError") == "东片区“家访（次）”的完成量：应是一个数，例如 1.5。"
    press(Qt.Key.Key_Delete)
    assert (text_of(shell, "indicatorError"), texts(grid, 0)[2]) == ("", "")
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 0)[2] == "90")


def test_tab_and_control_lead_through_the_grid_and_out_of_it(
    opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    grid = grid_of(opened(fresh, "indicators"), at=Area(2, 3))
    press(TAB)
    assert not grid.hasFocus()  # who comes by Tab goes past
    grid.setFocus()
    press(Qt.Key.Key_Right)
    press(TAB)
    assert (grid.hasFocus(), place(grid)) == (True, (2, 5))
    press(TAB)
    assert not grid.hasFocus()
    grid.setFocus()
    for key, end in (
        (Qt.Key.Key_Up, (0, 5)),
        (Qt.Key.Key_Left, (0, 0)),
        (Qt.Key.Key_Down, (2, 0)),
        (Qt.Key.Key_Right, (2, 6)),
    ):
        press(key, CONTROL)
        assert place(grid) == end
    press(TAB, CONTROL)
    assert not grid.hasFocus()
    grid.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Escape, TAB):
        assert grid.hasFocus()
        press(key)
    assert not grid.hasFocus()


def test_a_block_is_pasted_whole_or_not_at_all(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    shell = opened(fresh, "indicators")
    enter(shell, "indicatorFrom", "季度报表")
    grid = grid_of(shell, at=Area(0, 0))
    clip("3\t1,200\t600\t50.00%\t80\t约四十\r\n")
    press(Qt.Key.Key_V, CONTROL)
    assert "东片区“电访（次）”的完成量是“约四十”，应是一个数" in text_of(shell, "indicatorSaid")
    assert texts(grid, 0) == [""] * 7
    clip("3\t1,200\t600\t51.00%\t80\t40\t50%\r\n4\t1 000\t700\t70%\t\t\t\r\n")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 0) == ["3", "1200", "600", "50.00%", "80", "40", "50.00%"])
    assert text_of(shell, "indicatorSaid") == (
        "粘贴了 8 格；东片区“家访（次）”的百分比原表是 51.00%，算出来是 50.00%。"
    )
    assert texts(grid, 2) == ["7", "2200", "1300", "59.09%", "", "", ""]
    assert text_of(shell, "indicatorSums") == "选了 14 格 · 个数 11 · 合计 3627"
    found = value(program, fresh, 0, 1)
    assert (found.agreed, found.source) == (Decimal(1000), "季度报表") if found else False
    press(Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1] == "4\t1000\t700\t70.00%\t\t\t"
    assert data.html().count("<tr>") == 2
    press(Qt.Key.Key_X, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 0) == [""] * 7)
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 0)[1] == "1200")
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 0) == [""] * 7)
    assert program.evaluations.dossier(fresh).zones[0].staff is None


def test_what_is_composed_in_a_grid_is_no_figure(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    shell = opened(fresh, "indicators")
    grid = grid_of(shell)
    for _ in range(2):
        grid.choose(Area(0, 1))
        assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert grid.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
        for step in ("n", "ni", ""):
            compose(grid, step)
            assert QApplication.focusWidget() is grid
        send(grid, "5", preedit="hao")
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        assert editor.text() == "5"
        compose(editor, "ni")
        QApplication.processEvents()  # the second time the page shows itself anew amid the typing
        send(editor, "7")
        assert editor.text() == "57"
        press(ENTER)
        qtbot.waitUntil(lambda: texts(grid, 0)[1] == "57")
    grid.choose(Area(0, 3))
    send(grid, "5")  # a rate is worked out
    assert QApplication.focusWidget() is grid


def test_amounts_and_rates_are_typed_as_they_are_pasted(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    first, second = (each.id for each in program.evaluations.dossier(fresh).indicators)
    rate = {"agreed": Agreed.RATE, "rate_of": first}
    program.preparing.edit(fresh, "indicator", second, rate, NOBODY)
    shell = opened(fresh, "indicators")
    for column, typed, said in ((1, "50%", "不填百分比"), (1, "1,2", "逗号的意思不清楚"), (4, "80%", "")):
        grid = grid_of(shell, at=Area(0, column))
        key_in(typed)
        press(ENTER)
        assert said in text_of(shell, "indicatorError")
    qtbot.waitUntil(lambda: texts(grid, 0)[4] == "80%")
    grid = grid_of(shell)
    key_in("1,200")
    press(ENTER)
    qtbot.waitUntil(lambda: texts(grid, 0)[1] == "1200")


def test_the_first_indicator_is_a_button_away(qtbot: QtBot, opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "indicators")
    click(shell, "indicatorSettings")
    click(shell, "indicatorsFirst")
    assert QApplication.focusWidget() is the(shell, QLineEdit, "indicatorName")
    assert the(shell, QLineEdit, "indicatorName").isVisible()
    enter(shell, "indicatorName", "家访")
    qtbot.waitUntil(lambda: not the(shell, QPushButton, "indicatorsFirst").isVisible())


def test_fill_and_what_else_a_menu_offers(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    zoned(program, fresh)
    homes = program.evaluations.dossier(fresh).indicators[0].id
    east = program.evaluations.dossier(fresh).zones[0].id
    program.preparing.set_indicator_value(fresh, homes, east, {"agreed": Decimal(70)}, NOBODY)
    shell = opened(fresh, "indicators")
    look = shell.theme.asked
    grid = grid_of(shell, at=Area(0, 1, 2, 1))
    press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: texts(grid, 1)[1] == "70")
    assert shell.theme.asked is look
    grid.choose(Area(1, 1, 1, 2))
    press(Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: texts(grid, 1)[1:4] == ["70", "70", "100.00%"])
    grid.choose(Area(0, 0))
    press(Qt.Key.Key_R, CONTROL)
    assert "没有可以照着填充的格子" in text_of(shell, "indicatorSaid")
    grid.choose(Area(1, 1, 1, 2))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(grid.viewport(), event)
    (menu,) = grid.findChildren(QMenu)
    menu.actions()[3].trigger()
    menu.close()
    qtbot.waitUntil(lambda: texts(grid, 1)[1:4] == ["", "", ""])


def test_sources_of_a_block_are_told_at_once(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    shell = opened(fresh, "indicators")
    grid = grid_of(shell)
    clip("100\t20\n100\t60\n190\t\n")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: text_of(shell, "indicator_source_of") == "来源（所选 3 组数）")
    type_into(the(shell, QPlainTextEdit, "indicator_source"), "服务协议")
    press(TAB)
    values = program.evaluations.dossier(fresh).indicator_values
    assert [each.source for each in values] == ["服务协议"] * 3
    qtbot.waitUntil(the(shell, QPushButton, "indicatorsDifferent").isVisible)
    click(shell, "indicatorsDifferent")
    assert place(grid) == (2, 1)
    assert text_of(shell, "indicatorAbout").startswith(
        "合计“家访（次）”的协议量：合计填的是 190，各片区之和是 200"
    )


def test_indicators_are_added_moved_and_counted_elsewhere(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    zoned(program, fresh)
    shell = opened(fresh, "indicators")
    enter(shell, "indicatorName", "小组")
    grid = the(shell, FigureGrid, "indicatorZones")
    qtbot.waitUntil(lambda: text_of(shell, "indicatorTitle") == "小组（个）")
    grid.setFocus()
    press(Qt.Key.Key_Left, ALT)
    click(shell, "indicator_move_back")
    assert [each.label for each in program.evaluations.dossier(fresh).indicators] == ["小组", "家访", "电访"]
    assert place(grid)[1] == 1
    pick(the(shell, QComboBox, "indicator_cover"), 1)
    station = the(shell, FigureGrid, "indicatorStation")
    qtbot.waitUntil(station.isVisible)
    assert station.model().headerData(0, Qt.Orientation.Vertical) == "小组（个）"
    click(shell, "indicatorSettings")
    assert not the(shell, QLineEdit, "indicatorName").isVisible()
    assert program.desk.recall("side.indicators") == "hidden"


def test_what_lags_is_named_and_gone_to(opened: Open, zhuguang: UUID) -> None:
    shell = opened(zhuguang, "indicators")
    assert text_of(shell, "indicatorTime") == "时间进度 41.67%（5/12 个月）"
    grid = the(shell, FigureGrid, "indicatorZones")
    for column in (15, 18, 15):
        click(shell, "indicatorsLagging")
        assert place(grid) == (4, column)
    said = "合计“专业个案结案（个）”的百分比：36.36%，落后于时间进度 41.67%。"
    assert text_of(shell, "indicatorAbout") == said
    index = grid.currentIndex()
    assert "落后于时间进度" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    QTest.keyClick(grid, Qt.Key.Key_7)
    assert place(grid) == (4, 15)  # a figure typed on a rate searches nothing


def test_rows_are_found_by_text_and_by_letters(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, zhongcun: UUID
) -> None:
    zoned(program, fresh)
    station = {"label": "志愿者", "unit": "人", "cover": Cover.STATION}
    program.preparing.add(fresh, "indicator", station, NOBODY)
    shell = opened(fresh, "indicators")
    zones, whole = grid_of(shell, at=Area(1, 2)), the(shell, FigureGrid, "indicatorStation")
    QTest.keyClick(zones, Qt.Key.Key_F, CONTROL)
    finder = the(shell, QLineEdit, "indicatorFind")
    assert finder.hasFocus()
    for text, onward, at in (
        ("电访", 0, (1, 5)),  # the same zone and the same kind of figure
        ("jf", 0, (1, 2)),
        ("访", 1, (1, 5)),
        ("片区", 0, (0, 5)),
        ("片区", 1, (1, 5)),
        ("片区", 2, (1, 5)),
    ):
        type_into(finder, text)
        for _ in range(onward):
            press(ENTER)
        assert place(zones) == at, (text, onward)
    type_into(finder, "志愿")
    assert (whole.is_active, zones.is_active, place(whole)) == (True, False, (0, 0))
    type_into(finder, "热线")
    assert text_of(shell, "indicatorSaid") == "没有找到名称里有“热线”的指标或片区。"
    press(Qt.Key.Key_Escape)
    assert whole.hasFocus()
    click(shell, "indicatorView_1")
    assert not finder.isVisible()
    press(Qt.Key.Key_F, CONTROL)
    assert finder.isVisible()
    assert finder.hasFocus()
    assert (finder.text(), finder.property("wrong")) == ("热线", True)
    shell.open_evaluation(zhongcun)
    shell.go("indicators")
    assert (finder.text(), finder.property("wrong")) == ("", False)
