"""Tables that are full, in a window as it usually is and in one as small as it may be."""

from collections.abc import Iterator
from itertools import combinations
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.attendance_figures import FigureTile
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import TextSize
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.roomy import Roomy
from tests.ui.find import the
from tests.ui.places import settle
from tools.screen_station import ask_people, full_station

TABS = 6


@pytest.fixture
def own_font(qapp: QApplication) -> Iterator[None]:
    """The font of the application as it was before."""
    before = qapp.font()
    yield
    qapp.setFont(before)


@pytest.fixture
def station(program: Program) -> UUID:
    """A station whose workbook was read, some of its people asked."""
    made = full_station(program)
    ask_people(program, made)
    return made


def overlapping(room: QWidget) -> list[str]:
    """Widgets of one parent that lie upon one another."""
    found = []
    for parent in (room, *room.findChildren(QWidget)):
        if parent.layout() is None:
            continue
        children = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisible()]
        found += [
            f"{one.objectName()} and {other.objectName()} in {parent.objectName()}"
            for one, other in combinations(children, 2)
            if one.geometry().intersects(other.geometry())
        ]
    return found


@pytest.mark.usefixtures("own_font")
def test_nothing_lies_upon_something_else(
    qtbot: QtBot, shell: Shell, program: Program, station: UUID
) -> None:
    dossier = program.evaluations.dossier(station)
    counted = (dossier.workers, dossier.resources, dossier.fund_lines, dossier.respondents)
    assert [len(each) for each in counted] == [14, 10, 12, 32]
    shell.open_evaluation(station)
    shell.go("indicators")
    tabs = the(shell, QTabBar, "tableTabs")
    sizes = (
        (TextSize.STANDARD, 1366, 768),
        (TextSize.STANDARD, 1040, 700),
        (TextSize.LARGE, 0, 700),
        (TextSize.LARGEST, 0, 620),
    )
    for size, width, height in sizes:
        shell.theme.ask_size(size)
        shell.resize(width or shell.theme.least(1040), height)
        for number in range(TABS):
            tabs.setCurrentIndex(number)
            if number == 1:
                qtbot.waitUntil(lambda: bool(shell.findChildren(FigureTile)))
            settle()
            (room,) = [each for each in shell.findChildren(Roomy) if each.isVisible()]
            where = (size, shell.width(), number)
            assert overlapping(room) == [], where
            inside = room.findChildren(Page)[0]
            assert inside.mapTo(room.viewport(), inside.rect().topRight()).x() < room.viewport().width(), (
                where
            )
            assert inside.minimumSizeHint().width() <= room.viewport().width(), where
            is_low = room.verticalScrollBar().maximum() > 0
            assert not is_low or size is TextSize.LARGEST, where


def test_small_widgets_of_one_line_have_one_middle(qtbot: QtBot) -> None:
    ground, flow = QWidget(), FlowLayout()
    qtbot.addWidget(ground)
    labels = [QLabel(ground) for _ in range(3)]
    for each, (width, height) in zip(labels, ((40, 30), (40, 10), (60, 20)), strict=True):
        each.setFixedSize(width, height)
        flow.addWidget(each)
    ground.setLayout(flow)
    ground.resize(100, 100)
    with qtbot.waitExposed(ground):
        ground.show()
    assert [(each.x(), each.y()) for each in labels] == [(0, 0), (48, 10), (0, 38)]
    assert flow.heightForWidth(100) == 58
