"""The charts on the pages: drawn where they are seen, in the window's colours, folded where unwanted."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.preparing import Preparing
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import DARK, LIGHT, Appearance
from sgz_desktop.ui.widgets.chart_card import picture_of
from tests.ui.find import click, key_in, text_of, the, type_into

Open = Callable[[UUID, str], Shell]
TABLE, CHART = "indicatorView_0", "indicatorView_1"


def told(shell: Shell, name: str) -> str:
    """What a chart on the screen tells, "" while none is there."""
    picture = the(shell, QLabel, f"{name}_picture")
    return picture.accessibleName() if picture.isVisible() and not picture.pixmap().isNull() else ""


def colours(picture: QLabel) -> set[str]:
    """The colours down the middle of a picture."""
    image = picture.pixmap().toImage()
    return {image.pixelColor(image.width() // 2, y).name().upper() for y in range(image.height())}


def test_the_scores_are_drawn_below_their_table(
    qtbot: QtBot, opened: Open, program: Program, zhuguang: UUID, fresh: UUID
) -> None:
    shell = opened(zhuguang, "scoring")
    qtbot.waitUntil(lambda: "第三方评估51.98分，满分55分" in told(shell, "scoreChart"))
    picture = the(shell, QLabel, "scoreChart_picture")
    assert LIGHT.accent in colours(picture)
    width = picture.pixmap().width()
    shell.theme.ask(Appearance.DARK)
    shell.resize(1600, 900)
    qtbot.waitUntil(lambda: picture.pixmap().width() > width)
    assert DARK.accent in colours(picture)
    click(shell, "scoreChart_fold")
    assert told(shell, "scoreChart") == ""
    assert program.desk.recall("chart.scores") == "folded"
    shell.open_evaluation(fresh)
    shell.go("scoring")
    click(shell, "scoreChart_fold")
    qtbot.waitUntil(lambda: "还没有一项得分" in text_of(shell, "scoreChart_said"))
    assert told(shell, "scoreChart") == ""


def test_the_indicators_are_drawn_in_place_of_their_grid(
    qtbot: QtBot, opened: Open, program: Program, zhuguang: UUID
) -> None:
    shell = opened(zhuguang, "indicators")
    table = the(shell, QTableView, "indicatorZones")
    click(shell, CHART)
    qtbot.waitUntil(lambda: "建档108.03%" in told(shell, "indicatorChart"))
    assert not table.isVisible()
    assert program.desk.recall("view.indicators") == "chart"
    dossier = program.evaluations.dossier(zhuguang)
    first, session = dossier.indicators[0].id, shell.session
    assert session is not None
    preparing = program.preparing
    for place in (None, dossier.zones[0].id):  # neither a total of its own nor one that can be added up
        session.write("改", partial(_cleared, preparing, first, place))
    qtbot.waitUntil(lambda: "建档未填" in told(shell, "indicatorChart"))
    click(shell, TABLE)
    table.setFocus()
    table.setCurrentIndex(table.model().index(4, 2))
    key_in("1")
    type_into(the(shell, QLineEdit, "cellEditor"), "许多")
    click(shell, CHART)
    assert table.isVisible()  # what is typed and cannot be saved stays in sight
    assert "应是一个数" in text_of(shell, "indicatorError")


def _cleared(
    preparing: Preparing, indicator: UUID, place: UUID | None, evaluation_id: UUID, who: Worker
) -> Changes:
    return preparing.set_indicator_value(evaluation_id, indicator, place, {"done": None}, who)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_picture_has_as_many_points_as_the_screen(qtbot: QtBot, ratio: float) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'
    picture = picture_of(svg, ratio)
    assert (picture.width(), picture.height()) == (30 * ratio, 20 * ratio)
    assert picture.deviceIndependentSize().toTuple() == (30, 20)
