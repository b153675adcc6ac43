"""Letters for Alt: where they stand, that no two are the same, and what they do in a dialog."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.dialogs.confirm import Confirm
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.mnemonics import give_letters, letter_of, on_page, with_letter, without_letter
from sgz_desktop.ui.widgets.plain import caption
from tests.ui.find import press, the

Open = Callable[[UUID, str], Shell]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("确定", "确定(&X)"),
        ("打印…", "打印(&X)…"),
        ("保存为 PDF…", "保存为 PDF(&X)…"),
        ("评估日期（可以以后再填）", "评估日期(&X)（可以以后再填）"),
        ("姓名：", "姓名(&X)："),
    ],
)
def test_the_letter_stands_behind_the_name(text: str, shown: str) -> None:
    assert with_letter(text, "X") == shown
    assert without_letter(shown) == text
    assert (letter_of(shown), letter_of(text)) == ("X", "")


def test_only_main_buttons_of_pages_that_no_key_pushes_have_one(qtbot: QtBot) -> None:
    assert on_page("导出正式稿 PDF") == "导出正式稿 PDF(&Z)"
    assert on_page("工作簿") == "工作簿"
    for key, letter in (("", "A"), ("S", "")):
        button = KeyButton("按常用日程填入", key, primary=True)
        qtbot.addWidget(button)
        assert letter_of(button.text()) == letter
        assert button.accessibleName() == "按常用日程填入"


def several(qtbot: QtBot, *texts: str) -> tuple[QWidget, list[KeyButton]]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [KeyButton(text) for text in texts]
    for each in buttons:
        column.addWidget(each)
    return window, buttons


def test_the_usual_letter_first_then_its_pinyin_then_any(qtbot: QtBot) -> None:
    window, buttons = several(qtbot, "保存", "取消", "上一步", "社工", "保存", "", "彳亍")
    name = caption("社工站", buttons[0])
    name.setParent(window)
    give_letters(window, first=buttons[1:2])
    texts = [*(each.text() for each in buttons), name.text()]
    assert [letter_of(each) for each in texts] == ["S", "C", "B", "G", "A", "", "D", "Z"]
    buttons[0].hide()
    give_letters(window)
    assert buttons[0].text() == "保存"
    assert letter_of(buttons[4].text()) == "S"


def test_where_all_letters_are_taken_there_is_none(qtbot: QtBot) -> None:
    window, buttons = several(qtbot, *["钮"] * 28)
    give_letters(window)
    assert len({letter_of(each.text()) for each in buttons}) == 27
    assert [each.text() for each in buttons[26:]] == ["钮", "钮"]


def in_front(qtbot: QtBot, shell: Shell, name: str) -> QWidget:
    """A dialog, once the keyboard is its own."""
    asked = the(shell, QWidget, name)
    asked.activateWindow()
    qtbot.waitUntil(lambda: asked.isAncestorOf(QApplication.focusWidget() or shell))
    return asked


def is_gone(shell: Shell, name: str) -> bool:
    """Whether a dialog is closed and ended."""
    return shell.findChildren(QWidget, name) == []


def name_of(asked: QWidget, field: QWidget) -> str:
    """What stands above a field."""
    (found,) = [each.text() for each in asked.findChildren(QLabel) if each.buddy() is field]
    return found


def press_letter(text: str) -> None:
    """Press Alt and the letter that stands in a text."""
    press(Qt.Key(Qt.Key.Key_A + ord(letter_of(text)) - ord("A")), ALT)


def test_alt_and_a_letter_go_to_a_field_and_push_a_button(qtbot: QtBot, opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    shell.ask_worker()
    asked = in_front(qtbot, shell, "askWorker")
    behalf = the(asked, QComboBox, "askWorker_behalf")
    press_letter(name_of(asked, behalf))
    assert behalf.hasFocus()
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: is_gone(shell, "askWorker"))


def test_the_letter_of_a_choice_goes_to_what_is_chosen(qtbot: QtBot, shell: Shell) -> None:
    shell.overlays.look()
    asked = in_front(qtbot, shell, "askLook")
    press_letter(name_of(asked, the(asked, Segments, "lookAppearance")))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.isChecked()
    assert focused.accessibleName().startswith("颜色：")
    press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: is_gone(shell, "askLook"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_enter_on_cancel_cancels(qtbot: QtBot, shell: Shell, key: Qt.Key) -> None:
    agreed: list[int] = []
    Confirm(
        shell, name="ask", title="删除", text="将移到“已删除”。", yes="删除", agreed=lambda: agreed.append(1)
    ).open()
    asked = in_front(qtbot, shell, "ask")
    the(asked, QPushButton, "ask_no").setFocus()
    press(key)
    assert not asked.isVisible()
    assert agreed == []


def test_each_step_of_the_assistant_has_letters_of_its_own(qtbot: QtBot, shell: Shell) -> None:
    shell.go("home", "new")
    asked = in_front(qtbot, shell, "askNew")
    station, funds = (the(asked, QLineEdit, f"askNew_{each}") for each in ("station", "funds_yuan"))
    assert name_of(asked, station) == "社工站全称(&S)"
    press(Qt.Key.Key_Right, ALT)
    assert name_of(asked, station) == "社工站全称"
    press_letter(name_of(asked, funds))
    assert funds.hasFocus()
    press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: is_gone(shell, "askNew"))
