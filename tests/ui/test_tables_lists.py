"""附件3, 经费 and 附件4 by the keyboard: lines added, kinds, sums, the veto's line, hours in a grid."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.services.program import Program
from sgz_desktop.services.tables.sources import BY_HAND
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.day_table import Ledger
from sgz_desktop.ui.pages.tables_funds import FundsPanel
from sgz_desktop.ui.pages.tables_parts import SumTiles, rate_text, yuan_text
from sgz_desktop.ui.pages.tables_resources import ResourcesPanel, read_resource
from sgz_desktop.ui.pages.tables_training import TrainingPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.grid_view import FigureGrid
from tests.build import D
from tests.ui.clipping import clipped
from tests.ui.find import click, key_in, press, send, text_of, the, type_into
from tests.ui.panels import in_window
from tests.ui.places import settle

Show = Callable[[Callable[[Session], Page]], Page]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


@pytest.fixture
def show(qtbot: QtBot, program: Program, fresh: UUID) -> Show:
    """A panel in a window of its own, as a tab has it in the smallest window."""

    return lambda make: in_window(qtbot, program, fresh, make)


def dossier(panel: Page) -> Dossier:
    """What is stored, after the panel has drawn it."""
    panel.catch_up()
    return panel.session.dossier


def whole(panel: Page) -> bool:
    """Whether everything can be read whole."""
    panel.catch_up()
    settle()
    assert list(clipped(panel)) == []
    return True


def sums(panel: Page, name: str) -> str:
    panel.catch_up()
    return the(panel, SumTiles, name).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("图书", {"description": "图书"}),
        (
            "2023.10.20 某某基金会 物资 书包 50 个 5,000元",
            {
                "received_on": date(2023, 10, 20),
                "provider": "某某基金会",
                "category": ResourceKind.GOODS,
                "description": "书包 50 个",
                "value_yuan": D(5000),
            },
        ),
        ("商会，慰问金１．２万元", {"provider": "商会", "description": "慰问金", "value_yuan": D(12_000)}),
        (
            "场地 20231020",
            {"category": ResourceKind.VENUE, "received_on": date(2023, 10, 20), "description": ""},
        ),
    ],
)
def test_a_resource_typed_in_one_line(typed: str, read: dict[str, Any]) -> None:
    assert read_resource(typed) == read


def test_a_day_without_a_year_is_of_the_term_or_stays_as_it_is_written() -> None:
    day = date(2023, 9, 28)
    found = read_resource("9月28日 商会 慰问", lambda text: day if text == "9月28日" else None)
    assert found == {"received_on": day, "provider": "商会", "description": "慰问"}
    found = read_resource("９月28号 商会 慰问")
    assert found == {"written_date": "９月28号", "provider": "商会", "description": "慰问"}
    found = read_resource("2月30日 商会 2月31日 慰问")
    assert found == {"written_date": "2月30日", "provider": "商会", "description": "2月31日 慰问"}


def test_what_is_no_sum_of_money() -> None:
    with pytest.raises(Refused, match="元"):
        read_resource("图书 1,2,3元")


def test_figures_as_they_are_printed() -> None:
    assert [yuan_text(D(each)) for each in ("2400000", "12.5")] == ["2,400,000", "12.50"]
    assert [rate_text(each) for each in (D(100), None)] == ["100.00%", "–"]


def test_resources_by_keyboard(show: Show, fresh: UUID) -> None:
    panel = show(ResourcesPanel)
    assert isinstance(panel, ResourcesPanel)
    heard: list[object] = []
    panel.importing.connect(lambda: heard.append(1))
    adder = the(panel, QLineEdit, "resource_new")
    assert adder.hasFocus()  # nothing is there yet: the line that makes the first
    click(panel, "resourceImportFirst")
    for text in ("2023-10-20 某某基金会 书包 5000元", "商会 资金 慰问 1.2万元"):
        adder.setFocus()
        send(adder, text)
        press(ENTER)
        dossier(panel)
    the(panel, Ledger, "resourceTable").setFocus()
    press(Qt.Key.Key_Home)
    key_in("2")
    assert [each.category for each in dossier(panel).resources] == [ResourceKind.GOODS, ResourceKind.MONEY]
    assert "物资 1 项 5,000 元" in sums(panel, "resourceSums")
    assert "合计 2 项 17,000 元" in sums(panel, "resourceSums")
    key_in("2")
    assert dossier(panel).resources[0].category is None
    press(DOWN, ALT)
    assert [each.provider for each in dossier(panel).resources] == ["商会", "某某基金会"]
    press(ENTER)
    type_into(the(panel, QLineEdit, "resource_beneficiaries"), "１２０")
    press(ENTER)
    assert sorted(each.beneficiaries or 0 for each in dossier(panel).resources) == [0, 120]
    press(ESC)
    assert the(panel, Ledger, "resourceTable").hasFocus()
    assert len(heard) == 1
    press(Qt.Key.Key_Delete)
    assert len(dossier(panel).resources) == 1
    for _ in range(2):
        panel.session.undo()
    assert [each.beneficiaries for each in dossier(panel).resources] == [None, None]
    key_in("n")
    assert adder.hasFocus()
    assert whole(panel)


def test_a_resource_of_a_workbook_tells_its_cell_and_that_it_was_changed(
    show: Show, program: Program, fresh: UUID
) -> None:
    empty = show(ResourcesPanel)
    key_in("1")  # text for the line that adds, where no resource is chosen
    assert the(empty, QLineEdit, "resource_new").text() == "1"
    type_into(the(empty, QLineEdit, "resource_new"), "图书 1,2,3元")
    press(ENTER)
    assert "元" in text_of(empty, "resource_new_error")
    values = {"written_date": "2023年全年", "description": "带教", "source": "甲.xlsx!资源!A5"}
    program.preparing.add(fresh, "resource", values, NOBODY)
    program.preparing.set_quantity(fresh, "resources.count", D(3), "", NOBODY)
    panel = show(ResourcesPanel)
    assert text_of(panel, "resourceWritten") == "原表的日期写作“2023年全年”。"
    assert "录入的是 3" in text_of(panel, "resourceDisagrees")
    assert text_of(panel, "resourceSource") == "出处：甲.xlsx!资源!A5"
    type_into(the(panel, QPlainTextEdit, "resource_description"), "志愿者带教")
    key = the(panel, Ledger, "resourceTable")
    key.setFocus()
    key_in("4")
    (found,) = dossier(panel).resources
    assert (found.description, found.category) == ("志愿者带教", ResourceKind.PEOPLE)
    assert found.source == f"甲.xlsx!资源!A5{BY_HAND}"
    panel.point_at(found.id)
    assert key.hasFocus()


def test_money_beside_the_line_of_the_veto(show: Show, fresh: UUID) -> None:
    panel = show(FundsPanel)
    adder = the(panel, QLineEdit, "fund_new")
    send(adder, "社工站运营经费")
    press(ENTER)
    dossier(panel)
    assert "填齐执行数和人员费用" in text_of(panel, "fundLine")
    for field, text in (
        ("initial_budget", "240万"),
        ("budget", "２４０万元"),
        ("spent", "2,400,000"),
        ("staff_costs", "1900000"),
    ):
        type_into(the(panel, QLineEdit, f"fund_{field}"), text)
        press(ENTER)
    table = the(panel, Ledger, "fundTable")
    table.setFocus()
    dossier(panel)
    row = [table.model().index(0, column).data() for column in range(7)]
    assert row == ["社工站运营经费", *["2,400,000"] * 3, "100.00%", "1,900,000", "79.17%"]
    assert "人员费用占比 79.17%" in sums(panel, "fundSums")
    assert text_of(panel, "fundVeto") == "成立"
    assert "80%" in text_of(panel, "fundLine")
    assert "少 20,000 元" in text_of(panel, "fundLine")
    assert whole(panel)


@pytest.fixture
def roster(program: Program, fresh: UUID) -> UUID:
    """Two workers over a quarter, ten required."""
    head = {"period_start": date(2023, 11, 1), "period_end": date(2024, 1, 31), "required_staff": 10}
    program.preparing.set_head(fresh, head, NOBODY)
    program.attendance.add(fresh, ["陈甲", "李乙"], NOBODY)
    return fresh


def test_hours_need_the_roster_first(show: Show) -> None:
    panel = show(TrainingPanel)
    assert isinstance(panel, TrainingPanel)
    heard: list[object] = []
    panel.importing.connect(lambda: heard.append(1))
    click(panel, "trainingImportFirst")
    assert heard == [1]
    assert whole(panel)


def test_hours_typed_pasted_and_filled(show: Show, roster: UUID) -> None:
    panel = show(TrainingPanel)
    view = the(panel, FigureGrid, "trainingGrid")
    assert view.hasFocus()
    key_in("60")
    press(Qt.Key.Key_Tab)
    key_in("1.5")
    press(ENTER)
    assert [(each.training, each.supervision) for each in dossier(panel).training_hours] == [
        (D(60), D("1.5"))
    ]
    assert "培训学时 60\n应训学时 180\n完成率 33.33%\n督导学时（另计） 1.5" in sums(panel, "trainingSums")
    view.setFocus()
    view.choose(Area(0, 0, 2, 2))
    assert "合计 61.5" in text_of(panel, "trainingCounted")
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "60\t1.5\r\n\t\r\n"
    QTest.keyClick(view, Qt.Key.Key_D, CONTROL)
    assert sorted(each.training or 0 for each in dossier(panel).training_hours) == [60, 60]
    view.choose(Area(0, 0))
    QGuiApplication.clipboard().setText("30\t2\n40\t3\n70\t5\n")
    QTest.keyClick(view, Qt.Key.Key_V, CONTROL)
    assert text_of(panel, "trainingSaid") == "粘贴了 4 格。"
    assert sorted(each.training or 0 for each in dossier(panel).training_hours) == [30, 40]
    QGuiApplication.clipboard().setText("1\n2\n3\n4\n")
    QTest.keyClick(view, Qt.Key.Key_V, CONTROL)
    assert "附件2" in text_of(panel, "trainingSaid")
    QGuiApplication.clipboard().setText("不详")
    QTest.keyClick(view, Qt.Key.Key_V, CONTROL)
    assert "不详" in text_of(panel, "trainingSaid")
    view.choose(Area(0, 0, 2, 1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [each.training for each in dossier(panel).training_hours] == [None, None]
    for _ in range(2):
        panel.session.undo()
    assert sorted(each.training or 0 for each in dossier(panel).training_hours) == [60, 60]
    assert whole(panel)


def test_what_can_be_done_with_hours_is_offered(
    show: Show, roster: UUID, program: Program, fresh: UUID
) -> None:
    panel = show(TrainingPanel)
    view = the(panel, FigureGrid, "trainingGrid")
    key_in("7")
    press(ENTER)
    dossier(panel)
    view.choose(Area(0, 0))
    view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = the(view, QMenu, "")
    assert [each.text().split("\t")[0] for each in menu.actions()] == [
        "复制",
        "剪切",
        "粘贴",
        "清空",
        "向下填充",
        "向右填充",
    ]
    for number in (1, 2):
        menu.actions()[number].trigger()
        assert [each.training for each in dossier(panel).training_hours] == [None if number == 1 else D(7)]
    for number in (4, 5):
        menu.actions()[number].trigger()
        assert "没有可以照着填充的格子" in text_of(panel, "trainingSaid")
    menu.close()
    (hours,) = dossier(panel).training_hours
    panel.point_at(hours.id)
    assert view.hasFocus()
    other = program.evaluations.create(station="另一个社工站", phase=Phase.FINAL)
    assert panel.session.open(other)
    dossier(panel)
    assert not view.isVisible()


def test_hours_that_are_none_stay_where_they_were_typed(show: Show, roster: UUID) -> None:
    panel = show(TrainingPanel)
    view = the(panel, FigureGrid, "trainingGrid")
    key_in("3.3.3")
    press(ENTER)
    assert view.model().index(0, 0).data() == "3.3.3"
    assert "应是一个数" in text_of(panel, "trainingCells_error")
    click(panel, "trainingSpread_1")
    assert view.cells.columnCount() == 2  # out of sight nothing unsaved may go
    view.setFocus()
    key_in("3")
    press(ENTER)
    click(panel, "trainingSpread_1")
    dossier(panel)
    assert view.cells.columnCount() == 2 * 5
    view.choose(Area(1, 2))
    key_in("4")
    press(ENTER)
    assert sorted(each.month for each in dossier(panel).training_hours) == ["", "2023-12"]
    assert whole(panel)


def test_hours_due_by_the_agreement_and_finding(show: Show, roster: UUID) -> None:
    panel = show(TrainingPanel)
    each = the(panel, QLineEdit, "trainingEach")
    assert each.placeholderText() == "6"
    type_into(each, "５")
    press(ENTER)
    assert dossier(panel).quantity_by_code["training.hours_each"].value == D(5)
    assert text_of(panel, "trainingDue") == "应训 150 学时 = 应到岗 30 人次 × 5 学时"
    view = the(panel, FigureGrid, "trainingGrid")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
    finder = the(panel, QLineEdit, "trainingFind")
    assert finder.hasFocus()
    send(finder, "乙")
    assert view.currentIndex().row() == 1
    press(ENTER)
    press(ESC)
    assert view.hasFocus()
