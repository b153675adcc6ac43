"""Columns and parts that fit into a window as small as it may be."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QTabBar,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.fitting import fit_columns, widths_within
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.beside import Beside
from tests.ui.find import the
from tests.ui.test_shell import walk

Open = Callable[[UUID, str], Shell]


def column(width: int, *, least: int | None = None, gives_way: bool = False) -> Column:
    return Column("", str, width=width, least=least, gives_way=gives_way)


COLUMNS = (
    column(200, least=100),
    column(80),
    column(120, least=80),
    column(100, least=60, gives_way=True),
    column(60, gives_way=True),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        pytest.param(600, (240, 80, 120, 100, 60), id="the widest takes what is left"),
        pytest.param(560, (200, 80, 120, 100, 60), id="as wished"),
        pytest.param(470, (150, 80, 100, 80, 60), id="half of what each can give"),
        pytest.param(380, (100, 80, 80, 60, 60), id="the least of all"),
        pytest.param(379, (133, 80, 93, 73, 0), id="the last that gives way goes"),
        pytest.param(320, (100, 80, 80, 60, 0), id="the least without it"),
        pytest.param(319, (143, 80, 96, 0, 0), id="then the one before"),
        pytest.param(200, (100, 80, 80, 0, 0), id="no less than can be read"),
    ],
)
def test_widths_within_a_room(room: int, widths: tuple[int, ...]) -> None:
    assert widths_within(COLUMNS, room) == widths


@pytest.fixture
def towns(qtbot: QtBot) -> Iterator[QTableView]:
    """A table of one town with a long name, as a page shows it."""
    table = QTableView()
    qtbot.addWidget(table)
    columns = (
        Column("街镇", str, width=200, least=60),
        Column("字数", lambda each: str(len(each)), width=60, hint=lambda each: f"{each}的字数", figure=True),
        Column("备注", lambda _: "有", width=80, gives_way=True),
    )
    table.setModel(RecordModel(columns, table))
    table.setItemDelegate(CellDelegate(table))
    table.verticalHeader().hide()
    fit_columns(table, columns)
    model = table.model()
    assert isinstance(model, RecordModel)
    model.show(("白云区云边街社会工作服务站",))
    table.resize(400, 200)
    with qtbot.waitExposed(table):
        table.show()
    yield table
    QToolTip.hideText()


def shown_widths(table: QTableView) -> list[int]:
    header = table.horizontalHeader()
    return [header.sectionSize(each) for each in range(header.count())]


def test_a_table_follows_its_width(towns: QTableView) -> None:
    assert sum(shown_widths(towns)) == towns.viewport().width()
    towns.resize(160, 200)
    assert shown_widths(towns)[2] == 0
    assert sum(shown_widths(towns)) == towns.viewport().width()
    towns.resize(400, 200)
    assert shown_widths(towns)[2] == 80


def hint_at(table: QTableView, number: int) -> str:
    """What is told with the pointer on a cell of the first row."""
    QToolTip.hideText()
    cell = table.visualRect(table.model().index(0, number)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, cell, table.viewport().mapToGlobal(cell))
    QApplication.sendEvent(table.viewport(), event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_shortened_text_is_told_whole(towns: QTableView) -> None:
    towns.resize(160, 200)
    assert hint_at(towns, 0) == "白云区云边街社会工作服务站"
    assert hint_at(towns, 1) == "白云区云边街社会工作服务站的字数"


def test_a_text_that_is_seen_whole_is_not_told_again(towns: QTableView) -> None:
    towns.resize(700, 200)
    assert hint_at(towns, 0) == ""


def test_parts_stand_one_above_the_other_where_there_is_no_room(qtbot: QtBot) -> None:
    first, second, window = QWidget(), QWidget(), QWidget()
    for each in (first, second):
        each.setFixedSize(100, 20)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Beside(first, second))
    qtbot.addWidget(window)
    window.resize(300, 100)
    with qtbot.waitExposed(window):
        window.show()

    def places() -> list[tuple[int, int]]:
        return [each.mapTo(window, QPoint()).toTuple() for each in (first, second)]

    (_, y), beside = places()[0], places()
    assert beside == [(0, y), (200, y)]
    window.resize(150, 100)
    qtbot.waitUntil(lambda: places()[1][1] == places()[0][1] + 28)
    window.resize(300, 100)
    qtbot.waitUntil(lambda: places() == beside)


def clipped(shell: Shell) -> Iterator[str]:
    """The buttons and choices that are not seen in their whole width."""
    for each in shell.findChildren(QWidget):
        if not isinstance(each, (QAbstractButton, QComboBox)) or each.visibleRegion().isEmpty():
            continue
        is_narrow = each.width() < min(each.minimumSizeHint().width(), each.maximumWidth())
        if is_narrow or each.visibleRegion().boundingRect().width() < each.width():
            yield f"{each.objectName()} {each.accessibleName()} {each.width()}"


@pytest.mark.parametrize("size", [(1040, 620), (1280, 720), (1366, 698)])
@pytest.mark.parametrize("state", ["fresh", "zhongcun"])
def test_no_button_is_clipped(
    qtbot: QtBot, opened: Open, fresh: UUID, zhongcun: UUID, size: tuple[int, int], state: str
) -> None:
    shell = opened({"fresh": fresh, "zhongcun": zhongcun}[state], "visit")
    shell.resize(*size)
    found = {place: list(clipped(shell)) for place in walk(shell)}
    qtbot.waitUntil(lambda: not shell.jobs.running, timeout=60_000)
    assert {place: each for place, each in found.items() if each} == {}


SCREENS: dict[str, tuple[str, int, int]] = {
    "1040×620, the least": ("1", 1040, 620),
    "1366×768": ("1", 1366, 768),
    "1920×1080 at 150 %": ("1.5", 1280, 720),
    "3840×2160 at 200 %": ("2", 1920, 1080),
}
"""Scale, and the size of the window in the pixels that Qt counts in."""


@pytest.mark.parametrize(("scale", "width", "height"), SCREENS.values(), ids=SCREENS)
def test_nothing_is_clipped_on_any_screen(
    zhongcun: UUID, tmp_path: Path, scale: str, width: int, height: int
) -> None:
    """Every page, panel and dialog in the standard and the largest text."""
    screen = {"x": 0, "y": 0, "width": 3840, "height": 2160, "dpr": 1.0}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    known = tmp_path / "screen.json"
    known.write_text(json.dumps({"screens": [{"name": "one", **screen}]}), "utf-8")
    setting = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": f"offscreen:configfile={known}"}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.ui.scaled",
            str(tmp_path / "data"),
            str(zhongcun),
            str(width),
            str(height),
        ],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **setting, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stdout == "walked\n", done.stderr


@pytest.mark.parametrize("basis", list(Basis))
def test_the_score_table_is_seen_whole(opened: Open, program: Program, zhongcun: UUID, basis: Basis) -> None:
    program.judging.set_basis(zhongcun, basis, NOBODY)
    shell = opened(zhongcun, "scoring")
    shell.resize(1040, 620)
    QApplication.processEvents()
    table = the(shell, QTableView, "scoreTable")
    assert sum(shown_widths(table)) == table.viewport().width()
    for row in range(table.model().rowCount()):
        for number in (1, 2, 3):
            index = table.model().index(row, number)
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            assert table.fontMetrics().horizontalAdvance(text) + 16 <= table.columnWidth(number), text
    assert table.visibleRegion().boundingRect().width() == table.width()
    assert table.mapTo(shell, QPoint(table.width(), 0)).x() <= 1040 - 300


def test_the_station_keeps_room_on_the_home_page(fresh: UUID, shell: Shell) -> None:
    shell.resize(1040, 620)
    QApplication.processEvents()
    table = the(shell, QTableView, "homeTable")
    assert sum(shown_widths(table)) <= table.viewport().width()
    assert table.columnWidth(0) >= 160


def test_the_tabs_have_room_for_every_count(opened: Open, fresh: UUID, zhongcun: UUID) -> None:
    shell = opened(fresh, "day")
    shell.open_evaluation(zhongcun)
    shell.go("day")
    QApplication.processEvents()
    tabs = the(shell, QTabBar, "dayTabs")
    assert tabs.tabRect(tabs.count() - 1).right() < tabs.width()
    assert tabs.width() >= tabs.sizeHint().width()
