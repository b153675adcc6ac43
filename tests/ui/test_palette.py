"""The palette: found by words in any order, by first letters, while composing; and where it leads."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.initials import initials
from sgz_desktop.ui.pages.preparing_people import PersonCard
from sgz_desktop.ui.palette import Palette
from sgz_desktop.ui.palette_entries import Entry, Kind
from sgz_desktop.ui.palette_search import MOST, Finder
from sgz_desktop.ui.shell import Shell
from tests.ui.find import compose, press, send, text_of, the

Open = Callable[[UUID, str], Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier


def entry(kind: Kind, title: str, detail: str = "", more: str = "") -> Entry:
    code = title.split("　")[0] if kind is Kind.ITEM else ""
    return Entry(kind, title, title=title, detail=detail, more=more, act=lambda: None, code=code)


ENTRIES = (
    entry(Kind.PAGE, "现场检查"),
    entry(Kind.ITEM, "S-03　档案信息完整并动态更新", "服务质量", "抽 10 份服务对象档案"),
    entry(Kind.ITEM, "O-07　人事档案完整", "运营管理"),
    entry(Kind.OBSERVATION, "档案缺页", "关注 · 服务质量", "缺页的档案有 ２ 份"),
    entry(Kind.OBSERVATION, "队伍稳定", "肯定 · 运营管理", "两名社工持证"),
    entry(Kind.PERSON, "林专家（评估专家）"),
    entry(Kind.COMMAND, "撤销", "Ctrl+Z"),
)


def titles(found: Sequence[Entry]) -> list[str]:
    return [each.title.split("　")[0] for each in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("档案", ["档案缺页", "S-03", "O-07"], id="what begins with it first"),
        pytest.param("完整 档案", ["S-03", "O-07"], id="all words in any order"),
        pytest.param("服务质量", ["S-03", "档案缺页"], id="where it belongs"),
        pytest.param("s-03", ["S-03"], id="a code in small letters"),
        pytest.param("Ｓ－03", ["S-03"], id="a code in wide letters"),
        pytest.param("s03", ["S-03"], id="a code without its hyphen"),
        pytest.param("o7", ["O-07"], id="a code without its nought"),
        pytest.param("ｏ－０７ 人事", ["O-07"], id="a code and a word"),
        pytest.param("o8", [], id="no such code"),
        pytest.param("lz7", [], id="letters and digits that are no code"),
        pytest.param("2 份", ["档案缺页"], id="wide digits"),
        pytest.param("xcjc", ["现场检查"], id="first letters"),
        pytest.param("lzj", ["林专家（评估专家）"], id="first letters of a person"),
        pytest.param("持证", ["队伍稳定"], id="in the text alone"),
        pytest.param("x", [], id="one letter is no initials"),
        pytest.param("ctrl+z", ["撤销"], id="by its key"),
        pytest.param("没有的词", [], id="nothing"),
    ],
)
def test_what_words_find(typed: str, found: list[str]) -> None:
    assert titles(Finder(ENTRIES).find(typed).entries) == found


def test_letter_by_letter_finds_the_same_as_at_once() -> None:
    finder = Finder(ENTRIES)
    whole = ("档案 缺", "完整", "xcjc", "lzj", "档案 dwwd", "ctrl+z", "ｏ－０７", "o7", "s03")
    for typed in (word[:length] for word in whole for length in range(len(word) + 1)):
        assert finder.find(typed) == Finder(ENTRIES).find(typed), typed


def test_first_letters_are_the_same_where_only_the_plain_locale_is_known() -> None:
    words = "现场检查", "报告", "张艺国"
    code = f"from sgz_desktop.ui.initials import initials; print(*map(initials, {words!a}))"
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    child = [sys.executable, "-c", code]
    said = subprocess.run(child, env=os.environ | plain, capture_output=True, check=True, text=True)
    assert said.stdout.split() == ["xcjc", "bg", "zyg"]


def test_at_rest_what_was_gone_to_last_then_pages_and_commands() -> None:
    found = Finder(ENTRIES, recent=("队伍稳定", "早已删除", "撤销")).find(" ")
    assert titles(found.entries) == ["队伍稳定", "撤销", "现场检查"]


def test_no_more_rows_than_anybody_reads_and_none_crowds_out_the_others() -> None:
    many = [entry(Kind.OBSERVATION, f"观察 {number}") for number in range(200)]
    found = Finder([*many, entry(Kind.ITEM, "S-01　观察记录完整")]).find("观察")
    assert len(found.entries) == 16
    assert found.total == 201
    assert found.entries[-1].kind is Kind.ITEM
    assert len(Finder(many).find("观察").entries) == MOST


@pytest.mark.parametrize(
    ("text", "letters"),
    [("档案信息", "daxx"), ("评委座谈", "pwzt"), ("S-03 安", "s03a"), ("龘，。", ""), ("𠮷", "")],
)
def test_first_letters(text: str, letters: str) -> None:
    assert initials(text) == letters


def palette(shell: Shell) -> Palette:
    QTest.keyClick(shell, Qt.Key.Key_K, CONTROL)
    found = [each for each in shell.findChildren(Palette) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def rows(found: Palette) -> list[str]:
    model = found.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def stands_at_the_person(qtbot: QtBot, shell: Shell, name: str) -> None:
    """The row of the person has the focus, and is in sight."""
    focused = shell.focusWidget()
    assert focused is not None
    above = focused.parentWidget()
    card = above.parentWidget() if above is not None else None
    assert isinstance(card, PersonCard)
    assert the(card, QLineEdit, "person_name").text() == name
    qtbot.waitUntil(lambda: focused.visibleRegion().boundingRect() == focused.rect())


def test_by_keys_to_an_item_an_observation_and_a_person(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    program.preparing.add(zhongcun, "plan_entry", {"title": "总结反馈会", "ends_at": "17:00"}, NOBODY)
    shell = opened(zhongcun, "scoring")
    observation = next(each for each in program.evaluations.dossier(zhongcun).observations if each.lead)
    for typed, page in (
        ("Q-03", "visitPage"),
        (observation.lead[:12], "boardPage"),
        (program.evaluations.dossier(zhongcun).people[2].name, "preparingPage"),
        ("总结反馈会", "dayPage"),
    ):
        found = palette(shell)
        send(found.field, typed)
        press(Qt.Key.Key_Return)
        assert the(shell, QWidget, page).isVisible()
        if page == "preparingPage":
            stands_at_the_person(qtbot, shell, typed)
    found = palette(shell)
    assert "总结反馈会" in rows(found)[0]
    assert "Q-03" in rows(found)[3]
    press(Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_up_and_down_go_round_and_a_command_runs(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    found = palette(shell)
    last = found.list.model().rowCount() - 1
    press(Qt.Key.Key_Up)
    assert found.list.currentIndex().row() == last
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert found.list.currentIndex().row() == 1
    press(Qt.Key.Key_Backtab)
    assert found.list.currentIndex().row() == 0
    assert found.field.hasFocus()
    press(Qt.Key.Key_PageDown)
    assert found.list.currentIndex().row() == 10
    assert found.field.accessibleDescription() == rows(found)[10]
    send(found.field, "深色")
    press(Qt.Key.Key_Return)
    assert shell.theme.is_dark


def test_what_is_composed_is_neither_searched_nor_lost(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    found = palette(shell)
    send(found.field, "现场")
    before = rows(found)
    compose(found.field, "jian'cha")
    assert rows(found) == before
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        press(key)
        assert found.isVisible()
    send(found.field, "检查")
    assert found.field.text() == "现场检查"
    press(Qt.Key.Key_Return)
    assert the(shell, QWidget, "visitPage").isVisible()


@pytest.mark.parametrize(
    ("typed", "page", "tabs", "number"),
    [("离站前检查", "dayPage", "dayTabs", 6), ("录入得分", "scoringPage", "scoringTabs", 2)],
)
def test_the_parts_of_pages_are_found(
    opened: Open, fresh: UUID, typed: str, page: str, tabs: str, number: int
) -> None:
    shell = opened(fresh, "preparing")
    found = palette(shell)
    send(found.field, typed)
    press(Qt.Key.Key_Return)
    assert the(shell, QWidget, page).isVisible()
    assert the(shell, QTabBar, tabs).currentIndex() == number


def is_asked(shell: Shell, name: str) -> bool:
    return any(each.isVisible() for each in shell.findChildren(QDialog, name))


def test_what_pages_do_is_found_with_the_place_and_done(qtbot: QtBot, opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    for typed, where, asked in (
        ("随机抽取", "现场事务", "askDraw"),
        ("删除这次评估", "首页", "askDelete"),
        ("备份与恢复", "首页", "backups"),
    ):
        found = palette(shell)
        send(found.field, typed)
        assert rows(found)[0] == f"命令，{typed}，{where}"
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(partial(is_asked, shell, asked))
        the(shell, QDialog, asked).reject()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
    found = palette(shell)
    send(found.field, "恢复已删除")
    press(Qt.Key.Key_Return)
    assert the(shell, QWidget, "homeNoMatch").isVisible()


def test_the_open_page_s_own_buttons_come_behind_the_pages(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "report")
    shell.go("observations")
    found = palette(shell)
    assert rows(found)[8].endswith("，观察记录")
    press(Qt.Key.Key_Escape)


def test_nothing_found_says_what_to_try(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    found = palette(shell)
    send(found.field, "乌有")
    assert "没有找到“乌有”" in text_of(found, "paletteNothing")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    assert found.isVisible()
    QTest.keyClick(found.field, Qt.Key.Key_K, CONTROL)
    assert not found.isVisible()


def test_whoever_turns_to_the_page_is_done_and_esc_gives_the_focus_back(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    tabs = the(shell, QTabBar, "preparingTabs")
    tabs.setFocus()
    found = palette(shell)
    shell.resize(1100, 640)
    assert found.geometry().right() < shell.width()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is tabs
    found = palette(shell)
    tabs.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not found.isVisible()


def test_without_an_evaluation_pages_and_commands_are_found(shell: Shell) -> None:
    found = palette(shell)
    assert the(found, QLineEdit, "paletteField").hasFocus()
    assert all(each.startswith(("页面", "命令")) for each in rows(found))
    press(Qt.Key.Key_Escape)
