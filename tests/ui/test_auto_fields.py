"""Fields that save themselves, and what they do when they cannot."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.widgets import auto_fields, self_saving
from sgz_desktop.ui.widgets.auto_fields import auto_date, auto_line, auto_mark, auto_text, flush_all
from sgz_desktop.ui.widgets.self_saving import retry_all
from sgz_desktop.ui.widgets.typing_fields import Text
from tests.ui.find import compose, send, stage


@dataclass
class Disk:
    """Keeps what is saved, or says why not."""

    kept: list[Any] = field(default_factory=list)
    trouble: str = ""

    def save(self, value: Any) -> str:
        """Keep a value unless there is trouble."""
        if not self.trouble:
            self.kept.append(value)
        return self.trouble


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_fields, "SAVE_MS", 20)
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)


def test_a_pause_saves(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    QTest.keyClicks(auto.field, "abc")
    qtbot.waitUntil(lambda: disk.kept == ["abc"])
    assert auto.is_kept


def test_typing_that_never_pauses_is_saved_meanwhile(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    typed = 0

    def type_on() -> bool:
        nonlocal typed
        QTest.keyClicks(auto.field, "a")
        typed += 1
        return bool(disk.kept)

    # waitUntil asks every ten milliseconds, which is less than the wait before a save.
    qtbot.waitUntil(type_on)
    assert auto.text == "a" * typed
    assert len(disk.kept[0]) <= typed
    qtbot.waitUntil(lambda: disk.kept[-1] == auto.text)


def test_a_composition_of_many_steps_is_left_alone(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_text(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    send(auto.field, "甲")
    for length in range(1, 8):
        compose(auto.field, "weiding"[:length])
        qtbot.wait(10)
    assert disk.kept == ["甲"]
    assert auto.field.composition.is_open
    send(auto.field, "未定")
    qtbot.waitUntil(lambda: disk.kept == ["甲", "甲未定"])


def test_a_pause_saves_committed_text_and_leaves_the_composition(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_text(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    send(auto.field, "已定", preedit="weiding")
    qtbot.waitUntil(lambda: disk.kept == ["已定"])
    assert auto.field.composition.is_open
    on.other.setFocus()
    assert disk.kept == ["已定", "已定weiding"]


def test_leaving_saves_what_is_composed_once(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    compose(auto.field, "你好")
    on.other.setFocus()
    assert disk.kept == ["你好"]
    send(auto.field, "你好")
    assert flush_all(on.window)
    assert disk.kept == ["你好"]


def test_flushing_takes_the_composition_in(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_text(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    compose(auto.field, "你好")
    assert auto.flush()
    assert auto.flush()
    assert disk.kept == ["你好"]


def test_enter_saves_a_line(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_mark(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    QTest.keyClicks(auto.field, "1,5")
    QTest.keyClick(auto.field, Qt.Key.Key_Return)
    assert [str(each) for each in disk.kept] == ["1.5"]


def test_what_cannot_be_read_is_said_on_leaving_and_stays(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_date(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    QTest.keyClicks(auto.field, "2024-13-01")
    qtbot.wait(60)
    assert auto.error.text() == ""
    on.other.setFocus()
    assert "日期" in auto.error.text()
    assert auto.error.isVisible()
    assert auto.text == "2024-13-01"
    assert disk.kept == []


def test_the_reason_beneath_a_field_is_always_that_of_its_present_text(qtbot: QtBot, disk: Disk) -> None:
    disk.trouble = "磁盘已满。"
    auto = auto_date(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    QTest.keyClicks(auto.field, "2024-01-16")
    qtbot.waitUntil(lambda: auto.error.text() == "磁盘已满。")
    QTest.keyClicks(auto.field, "x")
    qtbot.waitUntil(lambda: "日期" in auto.error.text())


def test_a_paste_beyond_the_limit_is_refused_before_it_is_laid_out(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_text(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    assert isinstance(auto.field, Text)
    send(auto.field, "原来的字")
    QApplication.clipboard().setText("x" * 100_000)
    auto.field.paste()
    assert auto.text == "原来的字"
    assert auto.error.text() == "没有粘贴：最多 20000 个字，粘贴后会有 100004 个字。"
    auto.field.selectAll()
    QApplication.clipboard().setText("换成这些")
    auto.field.paste()
    on.other.setFocus()
    assert (auto.error.text(), disk.kept[-1]) == ("", "换成这些")


def test_what_cannot_be_saved_stays_is_said_and_tried_again(qtbot: QtBot, disk: Disk) -> None:
    disk.trouble = "磁盘已满。"
    auto = auto_text(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    send(auto.field, "不能丢")
    qtbot.waitUntil(lambda: auto.error.text() == "磁盘已满。")
    assert auto.text == "不能丢"
    assert not auto.is_kept
    assert not flush_all(on.window)
    disk.trouble = ""
    qtbot.waitUntil(lambda: disk.kept == ["不能丢"])
    assert auto.error.text() == ""
    assert auto.error.isHidden()


def test_what_is_typed_is_not_taken_away_by_what_is_stored(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    QTest.keyClicks(auto.field, "mine")
    auto.show_text("theirs")
    assert auto.text == "mine"
    on.other.setFocus()
    assert disk.kept == ["mine"]
    auto.show_text("stored")
    assert auto.text == "stored"


def test_a_stored_value_comes_after_the_focus_has_gone(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_mark(disk.save, name="a", title="甲")
    on = stage(qtbot, auto)
    QTest.keyClicks(auto.field, "1.50")
    assert auto.flush()
    auto.show_text("1.5")
    assert auto.text == "1.50"
    on.other.setFocus()
    assert auto.text == "1.5"


def test_another_record_replaces_the_text(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    stage(qtbot, auto)
    QTest.keyClicks(auto.field, "one")
    auto.flush()
    auto.show_text("two", other=True)
    assert auto.text == "two"
    assert auto.is_kept


def test_half_a_name_becomes_no_thing_of_its_own(qtbot: QtBot, disk: Disk) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    auto.holds_back = True
    on = stage(qtbot, auto)
    QTest.keyClicks(auto.field, "half")
    qtbot.wait(60)
    assert disk.kept == []
    on.other.setFocus()
    assert disk.kept == ["half"]


def test_a_name_that_could_not_be_saved_is_tried_again_but_not_half_of_the_next(
    qtbot: QtBot, disk: Disk
) -> None:
    auto = auto_line(disk.save, name="a", title="甲")
    auto.holds_back = True
    on = stage(qtbot, auto)
    disk.trouble = "磁盘已满。"
    QTest.keyClicks(auto.field, "whole")
    on.other.setFocus()
    assert auto.error.text() == "磁盘已满。"
    disk.trouble = ""
    qtbot.waitUntil(lambda: disk.kept == ["whole"])
    disk.trouble = "磁盘已满。"
    QTest.keyClicks(auto.field, "!")
    on.other.setFocus()
    QTest.keyClicks(auto.field, "ha")
    disk.trouble = ""
    retry_all(on.window)
    qtbot.wait(60)
    assert disk.kept == ["whole"]
    on.other.setFocus()


def test_what_waits_is_tried_at_once_when_something_else_was_saved(
    qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 3_600_000)
    waiting, saved = auto_line(disk.save, name="a", title="甲"), auto_line(disk.save, name="b", title="乙")
    on = stage(qtbot, waiting, saved)
    disk.trouble = "磁盘已满。"
    QTest.keyClicks(waiting.field, "waits")
    assert not flush_all(on.window)
    disk.trouble = ""
    retry_all(on.window)
    assert disk.kept == []  # behind the present event, which may be a write itself
    qtbot.waitUntil(lambda: disk.kept == ["waits"])
    assert waiting.error.isHidden()


def test_every_field_is_flushed_though_one_refuses(qtbot: QtBot, disk: Disk) -> None:
    bad, good = auto_date(disk.save, name="a", title="甲"), auto_line(disk.save, name="b", title="乙")
    on = stage(qtbot, bad, good)
    QTest.keyClicks(bad.field, "x")
    QTest.keyClicks(good.field, "y")
    assert not flush_all(on.window)
    assert disk.kept == ["y"]
