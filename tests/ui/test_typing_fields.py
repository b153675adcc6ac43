"""Composed text comes in exactly once, whichever way the field is left."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.widgets.typing_fields import Field, Line, MarkField, Text, text_has_focus
from tests.ui.find import compose, send, stage

MAKERS = [pytest.param(Line, id="line"), pytest.param(Text, id="text")]


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_composed_is_no_text_yet(qtbot: QtBot, make: Callable[[], Field]) -> None:
    field = stage(qtbot, make()).part
    compose(field, "nihao")
    assert field.plain_text() == ""
    assert field.composition.is_open
    send(field, "你好")
    assert field.plain_text() == "你好"
    assert not field.composition.is_open


@pytest.mark.parametrize("make", MAKERS)
def test_leaving_takes_the_composition_in(qtbot: QtBot, make: Callable[[], Field]) -> None:
    on = stage(qtbot, make())
    field = on.part
    send(field, "报告")
    compose(field, "你好")
    on.other.setFocus()
    assert field.plain_text() == "报告你好"


@pytest.mark.parametrize("make", MAKERS)
def test_a_late_commit_of_the_platform_is_no_second_text(qtbot: QtBot, make: Callable[[], Field]) -> None:
    on = stage(qtbot, make())
    field = on.part
    compose(field, "你好")
    on.other.setFocus()
    send(field, "你好")
    assert field.plain_text() == "你好"


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_word_meant_twice_comes_twice(qtbot: QtBot, make: Callable[[], Field]) -> None:
    on = stage(qtbot, make())
    field = on.part
    compose(field, "你好")
    field.composition.take_in()
    compose(field, "你好")
    send(field, "你好")
    assert field.plain_text() == "你好你好"
    on.other.setFocus()
    field.setFocus()
    send(field, "你好")
    assert field.plain_text().count("你好") == 3


@pytest.mark.parametrize("make", MAKERS)
def test_a_composition_goes_in_where_the_cursor_is(qtbot: QtBot, make: Callable[[], Field]) -> None:
    on = stage(qtbot, make())
    field = on.part
    send(field, "前后")
    QTest.keyClick(field, Qt.Key.Key_Left)
    compose(field, "中")
    on.other.setFocus()
    assert field.plain_text() == "前中后"


@pytest.mark.parametrize("make", MAKERS)
def test_taking_in_nothing_changes_nothing(qtbot: QtBot, make: Callable[[], Field]) -> None:
    field = stage(qtbot, make()).part
    send(field, "你好")
    field.composition.take_in()
    assert field.plain_text() == "你好"


def test_composing_is_not_typing(qtbot: QtBot) -> None:
    field = stage(qtbot, Text()).part
    told: list[None] = []
    field.typed.connect(lambda: told.append(None))
    compose(field, "nihao")
    assert told == []
    send(field, "你好")
    assert len(told) == 1


def test_enter_stays_in_several_lines_and_tab_leaves(qtbot: QtBot) -> None:
    on = stage(qtbot, Text())
    field = on.part
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "b")
    assert field.plain_text() == "a\nb"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert on.other.hasFocus()


def test_several_lines_grow_with_their_text(qtbot: QtBot) -> None:
    field = stage(qtbot, Text()).part
    low = field.height()
    field.put("\n".join("五" * 5 for _ in range(5)))
    qtbot.waitUntil(lambda: field.height() > low)
    field.put("\n".join("五" for _ in range(50)))
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() > 0)


def test_a_mark_field_keeps_the_input_method_out(qtbot: QtBot) -> None:
    field = stage(qtbot, MarkField()).part
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClicks(field, "1.5")
    assert field.plain_text() == "1.5"


def test_what_is_composed_for_a_mark_is_no_figure(qtbot: QtBot) -> None:
    field = stage(qtbot, MarkField()).part
    compose(field, "ni")
    assert (field.text(), field.composition.is_open) == ("", False)
    send(field, "5", preedit="hao")
    field.composition.take_in()
    assert field.plain_text() == "5"


def test_whether_a_text_field_has_the_focus(qtbot: QtBot) -> None:
    field = stage(qtbot, Line()).part
    assert text_has_focus()
    field.clearFocus()
    assert not text_has_focus()
