"""评前准备 as a person fills it in."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.canonical import content_hash
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.build import uid
from tests.ui.find import click, compose, key_in, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
ENTER = Qt.Key.Key_Return


def part(shell: Shell, number: int) -> None:
    """Go to one part of the page."""
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(number)


def enter(shell: Shell, name: str, text: str) -> None:
    """Type a line and press Enter."""
    type_into(the(shell, QLineEdit, name), text)
    press(ENTER)


def pick(box: QComboBox, number: int) -> None:
    """Pick from a list by the arrows."""
    box.setFocus()
    while box.currentIndex() != number:
        press(Qt.Key.Key_Down if box.currentIndex() < number else Qt.Key.Key_Up)


def test_the_head(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    enter(shell, "head_purchaser", "云边街道办事处")
    enter(shell, "head_visit_date", "2024年1月16日")
    enter(shell, "head_funds_yuan", "2,400,000")
    enter(shell, "head_required_staff", "20")
    pick(the(shell, QComboBox, "head_phase"), 1)
    head = program.evaluations.dossier(fresh).evaluation
    assert (head.purchaser, head.visit_date) == ("云边街道办事处", date(2024, 1, 16))
    assert (head.funds_yuan, head.required_staff) == (Decimal(2400000), 20)
    assert head.phase is Phase.FINAL
    qtbot.waitUntil(lambda: text_of(shell, "dateChip") == "2024-01-16")
    assert text_of(shell, "phaseChip") == "末期评估"


def test_the_house_style_is_chosen_by_its_title(
    opened: Open, program: Program, fresh: UUID, tmp_path: Path
) -> None:
    raw = json.loads(program.exporting.package(fresh))
    built_in = raw["evaluation"]["house_style"]
    style = raw["documents"].pop(built_in) | {"title": "改过的体例"}
    own = content_hash(style)
    raw["documents"][own] = style
    raw["evaluation"] |= {"id": str(uid("another evaluation")), "house_style": own}
    path = tmp_path / "own.json"
    path.write_text(json.dumps(raw | {"changes": []}), encoding="utf-8")
    made = program.importing.apply(program.importing.plan(path))
    program.desk.set_worker(made, Worker(program.evaluations.dossier(made).people[0].id))
    shell = opened(made, "preparing")
    box = the(shell, QComboBox, "head_house_style")
    assert box.currentText() == "改过的体例（本次评估所存）"
    steps = box.currentIndex()
    pick(box, 0)
    assert program.evaluations.dossier(made).evaluation.house_style == built_in
    assert box.currentText() == "番禺区社会组织联合会体例"
    for _ in range(steps):  # the arrows went through every style in between
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.evaluations.dossier(made).evaluation.house_style == own


def test_what_is_wrong_is_said_beside_the_field(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    enter(shell, "head_agreement_start", "2024-07-16")
    enter(shell, "head_agreement_end", "2023-07-15")
    assert "早于开始日期" in text_of(shell, "head_agreement_end_error")
    assert text_of(shell, "head_agreement_end_open") == "× 错误"
    assert the(shell, QLineEdit, "head_agreement_end").text() == "2023-07-15"
    enter(shell, "head_required_staff", "很多")
    assert "应是一个数" in text_of(shell, "head_required_staff_error")
    assert not shell.go("visit")
    assert "没保存" in shell.notices.sentence
    enter(shell, "head_agreement_end", "2025-07-15")
    enter(shell, "head_required_staff", "")
    assert shell.go("visit")
    assert program.evaluations.dossier(fresh).evaluation.agreement_end == date(2025, 7, 15)


def test_a_composition_survives_a_change_of_page(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_operator")
    field.setFocus()
    compose(field, "正阳")
    assert shell.go("report")
    assert program.evaluations.dossier(fresh).evaluation.operator == "正阳"


def test_people(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    part(shell, 1)
    enter(shell, "personName", "周专家")
    qtbot.waitUntil(lambda: "周专家" in words_on(shell))
    assert the(shell, QLineEdit, "personName").text() == ""
    names = [each for each in shell.findChildren(QLineEdit, "person_name") if each.isVisible()]
    assert [each.text() for each in names] == ["林专家", "周专家"]
    type_into(names[1], "周一鸣")
    press(ENTER)
    boxes = [each for each in shell.findChildren(QCheckBox, "person_leads") if each.isVisible()]
    boxes[1].setFocus()
    press(Qt.Key.Key_Space)
    roles = [each for each in shell.findChildren(QComboBox, "person_role") if each.isVisible()]
    pick(roles[1], 1)
    first, second = program.evaluations.dossier(fresh).people
    assert (second.role, second.name, second.leads) == (Role.STAFF, "周一鸣", True)
    roles[0].setFocus()
    press(Qt.Key.Key_Down)
    assert "已安排评分" in shell.notices.sentence
    assert roles[0].currentText() == "评估专家"
    assert program.evaluations.dossier(fresh).people[0].role is first.role is Role.EXPERT


def test_assignments(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    for name in ("第一片区", "第二片区"):
        program.preparing.add(fresh, "group", {"name": name}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, 1)
    boxes = {column: the(shell, QCheckBox, f"assign_1_{column}") for column in range(1, 6)}
    assert all(each.isChecked() for each in boxes.values())
    boxes[2].click()
    boxes[5].click()
    assigned = {(e.component, e.group_id) for e in program.evaluations.dossier(fresh).assignments}
    second = program.evaluations.dossier(fresh).groups[1].id
    assert assigned == {("operations", None), ("quality", second), ("monitoring", None)}
    qtbot.waitUntil(lambda: not boxes[2].isChecked())
    assert boxes[3].isChecked()
    boxes[5].click()
    assert len(program.evaluations.dossier(fresh).assignments) == 4


def test_places(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    part(shell, 2)
    enter(shell, "groupName", "第一组")
    enter(shell, "zoneName", "一片区")
    qtbot.waitUntil(lambda: bool(shell.findChildren(QLineEdit, "communityName")))
    enter(shell, "communityName", "谢村村、胜石村，钟一村")
    qtbot.waitUntil(lambda: len(shell.findChildren(QLineEdit, "community_name")) == 3)
    enter(shell, "zone_staff", "7.5")
    pick(the(shell, QComboBox, "zone_group"), 1)
    dossier = program.evaluations.dossier(fresh)
    (zone,) = dossier.zones
    assert [each.name for each in dossier.communities] == ["谢村村", "胜石村", "钟一村"]
    assert (zone.staff, zone.group_id) == (Decimal("7.5"), dossier.groups[0].id)
    click(shell, "community_remove")
    assert [each.name for each in program.evaluations.dossier(fresh).communities] == ["胜石村", "钟一村"]
    click(shell, "group_remove")
    assert program.evaluations.dossier(fresh).zones[0].group_id is None
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.evaluations.dossier(fresh).zones[0].group_id == dossier.groups[0].id


def cell(table: QTableView, row: int, title: str) -> QModelIndex:
    """The cell of a row under a head."""
    model = table.model()
    for column in range(model.columnCount()):
        if model.headerData(column, Qt.Orientation.Horizontal) == title:
            return model.index(row, column)
    raise AssertionError(title)


def test_indicators(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "indicators")
    enter(shell, "indicatorName", "电访")
    table = the(shell, QTableView, "indicatorStation")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    for title, typed in (("总体服务\n指标要求", "８００"), ("总体服务\n完成情况", "1445")):
        table.setFocus()
        table.setCurrentIndex(cell(table, 0, title))
        key_in("1")
        editor = the(shell, QLineEdit, "cellEditor")
        type_into(editor, typed)
        press(ENTER)
        qtbot.waitUntil(table.hasFocus)
    qtbot.waitUntil(lambda: cell(table, 0, "总体服务\n完成百分比").data() == "180.63%")
    (value,) = program.evaluations.dossier(fresh).indicator_values
    assert (value.agreed, value.done) == (Decimal(800), Decimal(1445))
    enter(shell, "indicator_unit", "人次")
    pick(the(shell, QComboBox, "indicator_cover"), 0)
    (indicator,) = program.evaluations.dossier(fresh).indicators
    assert (indicator.unit, indicator.cover) == ("人次", Cover.ZONES)
    table.setFocus()
    table.setCurrentIndex(cell(table, 0, "总体服务\n完成情况"))
    key_in("1")
    type_into(the(shell, QLineEdit, "cellEditor"), "许多")
    press(ENTER)
    qtbot.waitUntil(lambda: "应是一个数" in text_of(shell, "indicatorError"))
    click(shell, "indicator_remove")
    assert program.evaluations.dossier(fresh).indicators == ()


def test_an_indicator_agreed_as_a_rate_of_another(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    for name in ("结案", "个案"):
        program.preparing.add(fresh, "indicator", {"label": name, "unit": "个"}, NOBODY)
    closed, cases = program.evaluations.dossier(fresh).indicators
    program.preparing.set_indicator_value(fresh, cases.id, None, {"agreed": Decimal(204)}, NOBODY)
    program.preparing.set_indicator_value(fresh, closed.id, None, {"done": Decimal(170)}, NOBODY)
    shell = opened(fresh, "indicators")
    pick(the(shell, QComboBox, "indicator_agreed"), 1)
    found = program.evaluations.dossier(fresh).indicators[0]
    assert (found.agreed, found.rate_of) == (Agreed.RATE, cases.id)
    table = the(shell, QTableView, "indicatorStation")
    qtbot.waitUntil(lambda: cell(table, 0, "总体服务\n完成百分比").data() == "83.33%")


def test_a_cell_being_typed_into_is_saved_when_the_page_changes(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.preparing.add(fresh, "indicator", {"label": "家访", "unit": "人次"}, NOBODY)
    shell = opened(fresh, "indicators")
    table = the(shell, QTableView, "indicatorStation")
    table.setFocus()
    table.setCurrentIndex(cell(table, 0, "总体服务\n指标要求"))
    key_in("1200")
    assert the(shell, QLineEdit, "cellEditor").text() == "1200"
    assert shell.go("visit")
    (value,) = program.evaluations.dossier(fresh).indicator_values
    assert value.agreed == Decimal(1200)


def test_bare_figures(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    part(shell, 3)
    enter(shell, "quantity_attendance.required", "110")
    enter(shell, "quantity_attendance.actual", "104")
    enter(shell, "quantity_attendance.actual_source", "到岗表")
    known = program.evaluations.dossier(fresh).quantity_by_code
    assert known["attendance.actual"].value == Decimal(104)
    assert known["attendance.actual"].source == "到岗表"
    veto = {each.rule: each for each in program.results.score(fresh).vetoes}["staffing_short"]
    assert veto.state == "holds"


def test_the_note_takes_several_lines(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    note = the(shell, QPlainTextEdit, "head_note")
    type_into(note, "第一行\n第二行")
    assert shell.go("home")
    assert program.evaluations.dossier(fresh).evaluation.note == "第一行\n第二行"
