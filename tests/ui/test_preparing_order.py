"""评前准备: the order of people, places and indicators, and what else is known of a zone and an indicator."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.indicator import Cover
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
ALT = Qt.KeyboardModifier.AltModifier


def part(shell: Shell, number: int) -> None:
    """Go to one part of the page."""
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(number)


def fields(shell: Shell, name: str) -> list[QLineEdit]:
    """The shown fields of that name, from above."""
    found = [each for each in shell.findChildren(QLineEdit, name) if each.isVisible()]
    return sorted(found, key=lambda each: each.mapTo(shell, each.rect().topLeft()).toTuple()[::-1])


@pytest.mark.parametrize(
    ("number", "kind", "field"),
    [(1, "person", "person_name"), (2, "group", "group_name"), (2, "zone", "zone_name")],
)
def test_rows_are_moved_by_the_keyboard(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, number: int, kind: str, field: str
) -> None:
    before = {"person": ["林专家"]}.get(kind, [])
    for name in ("甲", "乙", "丙"):
        program.preparing.add(fresh, kind, {"name": name}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, number)

    def shows(order: list[str]) -> Callable[[], bool]:
        return lambda: [each.text() for each in fields(shell, field)] == [*before, *order]

    qtbot.waitUntil(shows(["甲", "乙", "丙"]))
    fields(shell, field)[len(before)].setFocus()
    for key, order in (
        (Qt.Key.Key_Down, ["乙", "甲", "丙"]),
        (Qt.Key.Key_Down, ["乙", "丙", "甲"]),
        (Qt.Key.Key_Down, ["乙", "丙", "甲"]),
        (Qt.Key.Key_Up, ["乙", "甲", "丙"]),
    ):
        press(key, ALT)
        stored = getattr(program.evaluations.dossier(fresh), {"person": "people"}.get(kind, f"{kind}s"))
        assert [each.name for each in stored] == [*before, *order]
        qtbot.waitUntil(shows(order))
        (focused,) = [each for each in fields(shell, field) if each.hasFocus()]
        assert focused.text() == "甲"
    the(shell, QTabBar, "preparingTabs").setFocus()  # a field would undo its own typing
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shows(["乙", "丙", "甲"]))


def test_a_community_moves_within_its_zone(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    zones = [program.preparing.add(fresh, "zone", {"name": name}, NOBODY)[1] for name in ("东", "西")]
    for zone, name in ((0, "甲村"), (1, "丙村"), (0, "乙村")):
        program.preparing.add(fresh, "community", {"name": name, "zone_id": zones[zone]}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, 2)
    qtbot.waitUntil(lambda: len(fields(shell, "community_name")) == 3)
    (last,) = [each for each in fields(shell, "community_name") if each.text() == "乙村"]
    last.setFocus()
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    dossier = program.evaluations.dossier(fresh)
    assert [each.name for each in dossier.communities_of(zones[0])] == ["乙村", "甲村"]
    assert [each.name for each in dossier.zones] == ["东", "西"]


def test_a_zone_has_a_note(opened: Open, program: Program, fresh: UUID) -> None:
    program.preparing.add(fresh, "zone", {"name": "东"}, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, 2)
    type_into(the(shell, QLineEdit, "zone_note"), "跨两条河。")
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).zones[0].note == "跨两条河。"


def test_indicators_are_moved_and_the_row_stays_current(opened: Open, program: Program, fresh: UUID) -> None:
    for name in ("甲", "乙", "丙"):
        program.preparing.add(fresh, "indicator", {"label": name, "unit": "次"}, NOBODY)
    shell = opened(fresh, "indicators")
    table = the(shell, QTableView, "indicatorStation")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 2))
    for key, order in ((Qt.Key.Key_Down, "乙甲丙"), (Qt.Key.Key_Down, "乙丙甲"), (Qt.Key.Key_Up, "乙甲丙")):
        press(key, ALT)
        stored = program.evaluations.dossier(fresh).indicators
        assert "".join(each.label for each in stored) == order
        assert table.currentIndex().row() == order.index("甲")
        assert the(shell, QLineEdit, "indicator_label").text() == "甲"


def test_sentence_and_sources_of_an_indicator(opened: Open, program: Program, fresh: UUID) -> None:
    _, zone = program.preparing.add(fresh, "zone", {"name": "东片区"}, NOBODY)
    indicator = {"label": "个案", "unit": "个", "cover": Cover.ZONES}
    _, made = program.preparing.add(fresh, "indicator", indicator, NOBODY)
    program.preparing.set_indicator_value(fresh, made, zone, {"done": Decimal(3)}, NOBODY)
    shell = opened(fresh, "indicators")
    table = the(shell, QTableView, "indicatorZones")
    table.setCurrentIndex(table.model().index(1, 2))
    group = the(shell, QLineEdit, "indicator_sentence_group")
    type_into(group, "２")
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).indicators[0].sentence_group == 2
    type_into(group, "很多")
    press(Qt.Key.Key_Return)
    assert "应是一个数" in text_of(shell, "indicator_sentence_group_error")
    type_into(group, "")
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).indicators[0].sentence_group == 0
    source = the(shell, QPlainTextEdit, "indicator_source")
    assert text_of(shell, "indicator_source_of") == "来源（合计）"
    type_into(source, "服务协议附件")
    table.setCurrentIndex(table.model().index(0, 1))
    assert text_of(shell, "indicator_source_of") == "来源（东片区）"
    assert source.toPlainText() == ""
    type_into(source, "季度报表")
    table.setCurrentIndex(table.model().index(1, 3))
    assert source.toPlainText() == "服务协议附件"
    values = program.evaluations.dossier(fresh).value_by_key
    assert (values[made, None].source, values[made, zone].source) == ("服务协议附件", "季度报表")
    assert values[made, zone].done == 3


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("number", "kind", "field"),
    [
        (1, "person", "person_name"),
        (2, "group", "group_name"),
        (2, "zone", "zone_name"),
        (2, "community", "community_name"),
    ],
)
def test_what_was_deleted_comes_back_to_its_place(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    fresh: UUID,
    number: int,
    kind: str,
    field: str,
    place: int,
) -> None:
    """On the screen, for whoever hears it read, and under Tab."""
    given = {"zone_id": program.preparing.add(fresh, "zone", {"name": "区"}, NOBODY)[1]}
    before = ["林专家"] if kind == "person" else ["区"] if kind == "zone" else []
    names = [*before, "甲", "乙", "丙"]
    for name in names[len(before) :]:
        values = {"name": name} | (given if kind == "community" else {})
        program.preparing.add(fresh, kind, values, NOBODY)
    shell = opened(fresh, "preparing")
    part(shell, number)
    qtbot.waitUntil(lambda: [each.text() for each in fields(shell, field)] == names)
    gone = fields(shell, field)[len(before) + place]
    remove_beside(gone, f"{kind}_remove")
    rest = [each for each in names if each != gone.text()]
    qtbot.waitUntil(lambda: [each.text() for each in fields(shell, field)] == rest)
    the(shell, QTabBar, "preparingTabs").setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [each.text() for each in fields(shell, field)] == names)
    assert [each.text() for each in shell.findChildren(QLineEdit, field)] == names
    assert by_tab(shell, field) == names


def remove_beside(field: QLineEdit, name: str) -> None:
    """Click the button that deletes the row a field stands in."""
    row: QWidget | None = field
    while row is not None:
        row = row.parentWidget()
        button = row.findChild(QPushButton, name) if row is not None else None
        if button is not None:
            button.click()
            return


def by_tab(shell: Shell, field: str) -> list[str]:
    """The fields of that name in the order in which Tab reaches them from the tabs."""
    the(shell, QTabBar, "preparingTabs").setFocus()
    found: list[str] = []
    for _ in range(80):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused.objectName() == "preparingTabs":
            return found
        if isinstance(focused, QLineEdit) and focused.objectName() == field:
            found.append(focused.text())
    raise AssertionError("Tab never comes back to where it began")


def test_a_deleted_indicator_comes_back_to_its_place(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    for name in ("甲", "乙", "丙"):
        program.preparing.add(fresh, "indicator", {"label": name, "unit": "次"}, NOBODY)
    shell = opened(fresh, "indicators")
    model = the(shell, QTableView, "indicatorStation").model()

    def shows(labels: str) -> Callable[[], bool]:
        def names() -> list[str]:
            return [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]

        return lambda: names() == [f"{each}（次）" for each in labels]

    qtbot.waitUntil(shows("甲乙丙"))
    the(shell, QTableView, "indicatorStation").setCurrentIndex(model.index(1, 2))
    click(shell, "indicator_remove")
    qtbot.waitUntil(shows("甲丙"))
    the(shell, QTableView, "indicatorStation").setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shows("甲乙丙"))


def test_fields_stay_level_while_one_of_them_says_an_error(
    opened: Open, program: Program, fresh: UUID
) -> None:
    program.preparing.add(fresh, "zone", {"name": "甲"}, NOBODY)
    shell = opened(fresh, "preparing")

    def edges(*names: str) -> set[int]:
        return {the(shell, QWidget, each).mapTo(shell, QPoint()).y() for each in names}

    for number, several in (
        (2, ("zone_name", "zone_group", "zone_staff")),
        (3, ("quantity_staff.total", "quantity_staff.total_source")),
    ):
        part(shell, number)
        assert len(edges(*several)) == 1
        type_into(the(shell, QLineEdit, several[0]), "")
        type_into(the(shell, QLineEdit, several[-1]), "？")
        press(Qt.Key.Key_Return)
        assert len(edges(*several)) == 1


def test_titles_keep_their_width_when_nothing_is_open_any_more(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    fields_of_one_card = [the(shell, QLineEdit, f"head_{each}") for each in ("agreement_end", "funds_yuan")]
    lefts = {each.mapTo(shell, QPoint()).x() for each in fields_of_one_card}
    type_into(fields_of_one_card[1], "2400000")
    press(Qt.Key.Key_Return)
    assert {each.mapTo(shell, QPoint()).x() for each in fields_of_one_card} == lefts
    assert len(lefts) == 1


def test_the_keys_of_a_list_are_told_once_there_is_one(qtbot: QtBot, opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    part(shell, 4)
    assert "空格勾选" not in words_on(shell)
    click(shell, "needsFill")
    qtbot.waitUntil(lambda: "空格勾选" in words_on(shell))
