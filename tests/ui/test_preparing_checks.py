"""评前准备: three levels beside the fields, declarations, assignments, groups by drag, the day's needs."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, text_of, the, type_into

Open = Callable[[UUID, str], Shell]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
HEAD, PEOPLE, PLACES, FIGURES, NEEDS = range(5)


def part(shell: Shell, number: int) -> None:
    """Go to one part of the page."""
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(number)


def enter(shell: Shell, name: str, text: str) -> None:
    """Type a line and press Enter."""
    type_into(the(shell, QLineEdit, name), text)
    press(Qt.Key.Key_Return)


def said(widget: QWidget) -> str:
    """Everything that is said in a widget, hidden lines left out."""
    return "".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def undo(shell: Shell) -> None:
    """Ctrl+Z from where no text field has the focus."""
    the(shell, QTabBar, "preparingTabs").setFocus()
    press(Qt.Key.Key_Z, CONTROL)


def test_three_levels_beside_the_fields_counted_and_reached(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    dates = {"period_start": date(2023, 7, 16), "period_end": date(2023, 12, 31), "required_staff": 20}
    program.preparing.set_head(fresh, {**dates, "visit_date": date(2024, 1, 16)}, NOBODY)
    shell = opened(fresh, "preparing")
    assert text_of(shell, "periodTold") == "5.5 个月"
    assert text_of(shell, "periodToldHow") == "7 月自 16 日起计半月，8—12 月各计整月"
    assert "45.83%" in text_of(shell, "elapsedTold")
    assert "20 × 5.5 ＝ 110 人次，持证应过半 55" in text_of(shell, "requiredToldHow")
    qtbot.waitUntil(lambda: "评估报告 2024-01-30" in said(the(shell, QWidget, "deadlines")))
    assert the(shell, QLabel, "head_report_date_open").isVisible()
    assert text_of(shell, "preparingCount_0") == "i 8"
    enter(shell, "head_agreement_start", "2023-08-01")
    qtbot.waitUntil(lambda: text_of(shell, "preparingCount_0") == "! 1")
    line = the(shell, QWidget, "head_period_start_said")
    assert said(line) == "! 警告考核期开始早于服务协议期（自 2023-08-01 起）。"
    enter(shell, "head_agreement_end", "2022-07-15")
    qtbot.waitUntil(lambda: text_of(shell, "preparingCount_0") == "× 1")
    assert text_of(shell, "preparingSaid") == "错误 1 · 警告 1 · 提示 7"
    part(shell, HEAD)
    the(shell, QTabBar, "preparingTabs").setFocus()
    for field in ("head_agreement_end", "head_period_start", "head_report_date"):
        press(Qt.Key.Key_F8)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == field
    enter(shell, "head_agreement_end", "")
    QTest.mouseClick(the(shell, QLabel, "preparingCount_4"), Qt.MouseButton.LeftButton)
    assert the(shell, QTabBar, "preparingTabs").currentIndex() == NEEDS


def test_who_declares_a_conflict_judges_nothing(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    part(shell, PEOPLE)
    box = the(shell, QComboBox, "person_conflict")
    box.setFocus()
    press(Qt.Key.Key_End)
    assert "已安排评分" in text_of(shell, "conflictSentence")
    press(Qt.Key.Key_Escape)
    assert box.currentText() == "还没有声明"
    assert program.evaluations.dossier(fresh).declarations == ()
    press(Qt.Key.Key_End)
    assert the(shell, QPushButton, "conflictWithdraw").hasFocus()
    press(Qt.Key.Key_Space)
    dossier = program.evaluations.dossier(fresh)
    assert dossier.assignments == ()
    assert dossier.declarations[0].conflict is Conflict.EXISTS
    qtbot.waitUntil(lambda: the(shell, QLineEdit, "person_relation").isVisible())
    enter(shell, "person_relation", "曾在承办机构任职")
    assert program.evaluations.dossier(fresh).declarations[0].relation == "曾在承办机构任职"
    assign = the(shell, QCheckBox, "assign_1_1")
    assign.setFocus()
    press(Qt.Key.Key_Space)
    assert "不能安排评分" in text_of(shell, "assign_1_error")
    assert not assign.isChecked()
    undo(shell)
    undo(shell)
    dossier = program.evaluations.dossier(fresh)
    assert len(dossier.assignments) == 4
    assert dossier.declarations == () or dossier.declarations[0].conflict is None
    the(shell, QCheckBox, "person_pledged").click()
    pledged = program.evaluations.dossier(fresh).declarations[0].pledged_on
    assert pledged == datetime.now().astimezone().date()


def test_a_pledge_is_never_dated_after_a_visit_of_the_past(
    opened: Open, program: Program, fresh: UUID
) -> None:
    program.preparing.set_head(fresh, {"visit_date": date(2024, 1, 16)}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, PEOPLE)
    the(shell, QCheckBox, "person_pledged").click()
    assert program.evaluations.dossier(fresh).declarations[0].pledged_on == date(2024, 1, 16)
    assert not [each for each in program.preparing.findings(fresh) if "承诺书的日期" in each.sentence]


def test_f8_goes_on_to_the_next_part_and_a_clear_part_is_not_the_page(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    tabs = the(shell, QTabBar, "preparingTabs")
    part(shell, FIGURES)
    assert text_of(shell, "preparingSaid") == "这一部分没有待核对的；按 F8 到“当天需要”"
    tabs.setFocus()
    press(Qt.Key.Key_F8)
    assert tabs.currentIndex() == NEEDS
    press(Qt.Key.Key_F8)
    assert tabs.currentIndex() == HEAD


def test_the_table_of_assignments_by_keys(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    program.preparing.add(fresh, "group", {"name": "一片区"}, NOBODY)
    program.preparing.add(fresh, "person", {"name": "周专家"}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, PEOPLE)
    qtbot.waitUntil(lambda: the(shell, QCheckBox, "assign_1_1").isVisible())
    the(shell, QCheckBox, "assign_1_1").setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        press(key)
    assert the(shell, QCheckBox, "assign_2_2").hasFocus()
    assert the(shell, QCheckBox, "assign_2_2").accessibleName() == "周专家评服务质量 一片区"
    qtbot.waitUntil(lambda: text_of(shell, "judges_2") == "2")
    assert text_of(shell, "judges_1") == "1"
    click(shell, "assignAll")
    assert len(program.evaluations.dossier(fresh).assignments) == 8
    qtbot.waitUntil(lambda: text_of(shell, "judges_1") == "2")
    undo(shell)
    assert len(program.evaluations.dossier(fresh).assignments) == 5


def chip(shell: Shell, name: str) -> QWidget:
    """The card of a zone on the board."""
    found = [
        each
        for each in shell.findChildren(QWidget, "zoneChip")
        if each.accessibleName().startswith(f"{name}，")
    ]
    return found[0]


def names(program: Program, fresh: UUID) -> dict[str, list[str]]:
    """The zones of each group by its name."""
    dossier = program.evaluations.dossier(fresh)
    return {group.name: [each.name for each in dossier.zones_of(group.id)] for group in dossier.groups}


def drag(shell: Shell, name: str, target: QWidget, y: int) -> None:
    """Drag a zone to a height of a column."""
    moved, button = chip(shell, name), Qt.MouseButton.LeftButton
    QTest.mousePress(moved, button, Qt.KeyboardModifier.NoModifier, QPoint(20, 10))
    end = moved.mapFrom(shell, target.mapTo(shell, QPoint(40, y)))
    QTest.mouseMove(moved, end)
    QTest.mouseRelease(moved, button, Qt.KeyboardModifier.NoModifier, end)


def test_zones_are_grouped_by_drag_and_by_keys(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    shell.resize(1366, 768)
    part(shell, PLACES)
    field = the(shell, QLineEdit, "zoneName")
    field.setFocus()
    QGuiApplication.clipboard().setText("三片区\n四片区、A 片区")
    field.paste()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(shell.findChildren(QWidget, "zoneChip")) == 3)
    click(shell, "foundGroups")
    assert names(program, fresh) == {"三片区": ["三片区"], "四片区": ["四片区"], "A 片区": ["A 片区"]}
    qtbot.waitUntil(lambda: len(shell.findChildren(QWidget, "boardColumn")) == 4)
    columns = shell.findChildren(QWidget, "boardColumn")
    qtbot.waitUntil(lambda: columns[3].x() > columns[2].x() > columns[1].x())
    drag(shell, "四片区", columns[1], columns[1].height() - 6)
    assert names(program, fresh)["三片区、四片区"] == ["三片区", "四片区"]
    qtbot.waitUntil(lambda: chip(shell, "四片区").parentWidget() is columns[1])
    drag(shell, "四片区", columns[1], 4)
    assert names(program, fresh)["四片区、三片区"] == ["四片区", "三片区"]
    chip(shell, "四片区").setFocus()
    press(Qt.Key.Key_Down, ALT)
    assert names(program, fresh)["三片区、四片区"] == ["三片区", "四片区"]
    press(Qt.Key.Key_Right, ALT)
    assert names(program, fresh)["四片区"] == ["四片区"]
    qtbot.waitUntil(lambda: chip(shell, "四片区").parentWidget() is columns[2])
    assert chip(shell, "四片区").hasFocus()
    press(Qt.Key.Key_Right)
    assert chip(shell, "A 片区").hasFocus()
    press(Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: chip(shell, "A 片区").parentWidget() is columns[2])
    assert chip(shell, "A 片区").hasFocus()
    for _ in range(2):
        press(Qt.Key.Key_Right, ALT)
        qtbot.wait(1)
    assert names(program, fresh)["A 片区"] == ["A 片区"]
    undo(shell)
    assert names(program, fresh)["四片区、A 片区"] == ["四片区", "A 片区"]
    chip(shell, "A 片区").setFocus()
    press(Qt.Key.Key_Return)
    assert the(shell, QLineEdit, "zone_name").isVisible()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "A 片区"


def test_communities_come_as_a_block_in_one_step(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.preparing.add(fresh, "zone", {"name": "一片区"}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, PLACES)
    field = the(shell, QLineEdit, "communityName")
    field.setFocus()
    QGuiApplication.clipboard().setText("甲村\n乙村\r\n丙村\t甲村、 丁村 ")
    field.paste()
    press(Qt.Key.Key_Return)
    assert [each.name for each in program.evaluations.dossier(fresh).communities] == [
        "甲村",
        "乙村",
        "丙村",
        "丁村",
    ]
    undo(shell)
    assert program.evaluations.dossier(fresh).communities == ()


def test_what_the_day_needs(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    part(shell, NEEDS)
    click(shell, "needsFill")
    needs = program.evaluations.dossier(fresh).needs
    assert len(needs) > 100
    table = the(shell, QTableView, "needsTable")
    qtbot.waitUntil(lambda: text_of(shell, "needsCount") == f"备好 0/{len(needs)} 项")
    table.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: text_of(shell, "needsCount") == f"备好 1/{len(needs)} 项")
    assert program.evaluations.dossier(fresh).needs[0].ready
    press(Qt.Key.Key_Down, ALT)
    assert program.evaluations.dossier(fresh).needs[1].id == needs[0].id
    assert table.currentIndex().row() == 1
    press(Qt.Key.Key_Return)
    title = the(shell, QLineEdit, "need_title")
    assert title.hasFocus()
    enter(shell, "need_title", "与社工站约好时间")
    enter(shell, "need_who", "林专家")
    changed = program.evaluations.dossier(fresh).needs[1]
    assert (changed.title, changed.who) == ("与社工站约好时间", "林专家")
    table.setFocus()
    press(Qt.Key.Key_Delete)
    assert len(program.evaluations.dossier(fresh).needs) == len(needs) - 1
    undo(shell)
    assert program.evaluations.dossier(fresh).needs[1].id == needs[0].id
    click(shell, "needsShown_1")
    assert table.model().rowCount() == len(needs) - 1
    field = the(shell, QLineEdit, "needTitle")
    field.setFocus()
    QGuiApplication.clipboard().setText("横幅、桌签\n茶水")
    field.paste()
    press(Qt.Key.Key_Return)
    assert [each.title for each in program.evaluations.dossier(fresh).needs[-2:]] == ["横幅、桌签", "茶水"]


@pytest.mark.parametrize(
    ("code", "tab", "field"),
    [
        ("head.operator", HEAD, "head_operator"),
        ("component.quality.judge", PEOPLE, "assign_1_2"),
        ("component.quality.unassigned", PEOPLE, "assign_1_1"),
        ("pledge", PEOPLE, "person_conflict"),
        ("quantity.staff.total", FIGURES, "quantity_staff.total"),
        ("part.places", PLACES, "preparingTabs"),
        ("part.needs", NEEDS, "preparingTabs"),
    ],
)
def test_pages_point_here(
    opened: Open, program: Program, fresh: UUID, code: str, tab: int, field: str
) -> None:
    shell = opened(fresh, "preparing")
    person = program.evaluations.dossier(fresh).people[0].id
    missing = Missing(code, "", "preparing", Severity.GAP, person_id=person if code == "pledge" else None)
    shell.go("preparing", missing)
    assert the(shell, QTabBar, "preparingTabs").currentIndex() == tab
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == field
