"""The window as a whole: pages, keys, names for everybody, looks, closing."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell, build_shell
from sgz_desktop.ui.theme import CONTRAST, Appearance, TextSize, tokens_of
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.typing_fields import MarkField
from tests.ui.find import click, compose, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
PAGES = ("home", "preparing", "visit", "day", "observations", "indicators", "scoring", "report")
NAMES = {each: f"{each}Page" for each in PAGES} | {"observations": "boardPage"}
CONTROL = Qt.KeyboardModifier.ControlModifier


def walk(shell: Shell) -> Iterator[str]:
    """Go to every page and every part of it."""
    for page in PAGES:
        assert shell.go(page)
        bars = [each for each in shell.findChildren(QTabBar) if each.isVisible()]
        for number in range(bars[0].count() if bars else 1):
            if bars:
                bars[0].setCurrentIndex(number)
            QApplication.processEvents()
            yield f"{page} {number}"


class Windows(QObject):
    """Notes every top-level window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_page_opens_a_window_of_its_own(qtbot: QtBot, program: Program, zhongcun: UUID) -> None:
    windows = Windows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    shell = build_shell(program)
    qtbot.addWidget(shell)
    shell.show()
    shell.open_evaluation(zhongcun)
    list(walk(shell))
    qtbot.waitUntil(lambda: not shell.jobs.running)
    assert windows.shown == ["Shell shell"]


def test_every_control_has_a_name_for_those_who_hear_it(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "visit")
    controls = (
        QAbstractButton,
        QLineEdit,
        QPlainTextEdit,
        QComboBox,
        QTabBar,
        QTableView,
        QTreeView,
        QListView,
    )
    nameless = [
        f"{place}: {type(each).__name__} {each.objectName()}"
        for place in walk(shell)
        for each in shell.findChildren(QWidget)
        if isinstance(each, controls) and each.isVisible() and not each.objectName().startswith("qt_")
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
        if not each.inherits("QTableCornerButton")
    ]
    assert nameless == []


def test_tab_reaches_more_than_the_navigation(opened: Open, zhongcun: UUID) -> None:
    opened(zhongcun, "preparing")
    reached = set()
    for _ in range(30):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused.objectName())
    assert {"head_station", "head_purchaser", "head_agreement_start"} <= reached


def _fields(shell: Shell) -> list[AutoField]:
    return [
        each
        for each in shell.findChildren(AutoField)
        if each.isVisible() and not isinstance(each.field, MarkField) and each.isEnabled()
    ]


def test_what_is_composed_in_any_text_field_comes_in_once(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    """Through every text field of every page: composed, page changed, platform's late commit ignored."""
    for each in program.evaluations.dossier(zhongcun).handed_in:  # what is handed in takes no words
        program.deliberating.take_back(zhongcun, each, NOBODY)
    shell = opened(zhongcun, "visit")
    tried = 0
    for place in walk(shell):
        page = place.split()[0]
        if page == "home":
            continue
        for auto in _fields(shell)[:12]:
            kept = str(program.evaluations.dossier(zhongcun)).count("组字")
            auto.field.setFocus()
            before = auto.text
            compose(auto.field, "组字")
            assert auto.text == before
            name = f"{place} {auto.field.objectName()}"
            if not auto.flush():  # a day or a number: refused, and every letter stays in its field
                assert auto.text.count("组字") == before.count("组字") + 1, name
                assert auto.error.text(), name
                type_into(auto.field, before)
                assert auto.flush(), f"{name} {auto.error.text()}"
            elif auto.text == before == "":  # a line that adds: emptied, and what it said is kept
                assert str(program.evaluations.dossier(zhongcun)).count("组字") == kept + 1, name
            else:
                assert auto.text.count("组字") == before.count("组字") + 1, name
            tried += 1
    assert tried > 60


def test_what_is_written_is_told_in_the_status_line(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    type_into(the(shell, QLineEdit, "head_district"), "白云区")
    press(Qt.Key.Key_Return)
    assert text_of(shell, "statusSaved").startswith("已保存 ")
    assert text_of(shell, "statusSaved").endswith(" · 区")
    assert "撤销 Ctrl+Z：区" in text_of(shell, "statusUndo")
    the(shell, QTabBar, "preparingTabs").setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert "重做 Ctrl+Y：区" in text_of(shell, "statusUndo")
    assert text_of(shell, "statusSaved").endswith(" · 撤销“区”")
    press(Qt.Key.Key_Y, CONTROL)
    assert "撤销 Ctrl+Z：区" in text_of(shell, "statusUndo")


def test_pages_by_keys(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "visit")
    for number, page in enumerate(PAGES):
        QTest.keyClick(shell, Qt.Key(Qt.Key.Key_1 + number), CONTROL)
        assert the(shell, QWidget, NAMES[page]).isVisible()
    click(shell, "nav_scoring")
    assert the(shell, QWidget, "scoringPage").isVisible()


def test_without_an_evaluation_there_is_only_the_home_page(shell: Shell) -> None:
    assert not shell.go("visit")
    assert not the(shell, QPushButton, "nav_visit").isEnabled()
    QTest.keyClick(shell, Qt.Key.Key_U, CONTROL)
    assert shell.findChildren(QDialog) == []


def test_the_appearance_is_changed_and_remembered(qtbot: QtBot, shell: Shell, program: Program) -> None:
    QTest.keyClick(shell, Qt.Key.Key_D, CONTROL)
    QTest.keyClick(shell, Qt.Key.Key_D, CONTROL)
    assert shell.theme.asked is Appearance.DARK
    assert "深色" in shell.notices.sentence
    click(shell, "statusLook")
    click(shell, "lookAppearance_3")
    assert tokens_of(the(shell, QDialog, "askLook")) is CONTRAST
    click(shell, "askLook_yes")
    again = build_shell(program)
    qtbot.addWidget(again)
    assert again.theme.asked is Appearance.CONTRAST


def test_text_grows_by_keys_and_is_remembered(qtbot: QtBot, shell: Shell, program: Program) -> None:
    before = QApplication.font()
    QTest.keyClick(shell, Qt.Key.Key_Equal, CONTROL)
    assert "字号：大" in shell.notices.sentence
    assert the(shell, QPushButton, "homeNew").font().pixelSize() == 16
    assert program.desk.recall("text_size") == "large"
    again = build_shell(program)
    qtbot.addWidget(again)
    assert again.theme.size is TextSize.LARGE
    for _ in range(2):
        QTest.keyClick(shell, Qt.Key.Key_Minus, CONTROL)
    assert shell.theme.size is TextSize.STANDARD
    QApplication.setFont(before)


def test_a_divided_page_is_remembered(qtbot: QtBot, shell: Shell) -> None:
    def divided() -> QSplitter:
        found = QSplitter()
        qtbot.addWidget(found)
        found.addWidget(QWidget())
        found.addWidget(QWidget())
        found.resize(400, 100)
        shell.preferences.follow_splitter(found, "board")
        found.show()
        return found

    first = divided()
    first.moveSplitter(120, 1)
    assert divided().sizes()[0] == first.sizes()[0]


def test_the_result_is_shown_on_site_on_request_and_elsewhere_unless_hidden(
    opened: Open, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "visit")

    def is_hidden() -> bool:
        return "●" in text_of(shell, "resultFigure")

    assert is_hidden()
    QTest.keyClick(shell, Qt.Key.Key_E, CONTROL)
    assert not is_hidden()
    shell.go("scoring")
    assert not is_hidden()
    QTest.keyClick(shell, Qt.Key.Key_E, CONTROL)
    assert is_hidden()
    shell.go("day")
    assert not is_hidden()
    shell.open_evaluation(zhongcun)
    shell.go("day")
    assert is_hidden()


def test_the_size_is_remembered(qtbot: QtBot, shell: Shell, program: Program) -> None:
    shell.resize(1120, 640)
    shell.close()
    again = build_shell(program)
    qtbot.addWidget(again)
    # The screen of the tests is narrower than the window may be; its height tells.
    assert again.height() == 640


def test_keys_are_shown(shell: Shell) -> None:
    the(shell, QAction, "action_keys").trigger()
    lines = the(shell, QPlainTextEdit, "keys_lines").toPlainText()
    assert "Ctrl+Z\t撤销" in lines
    assert "下一未答项" in lines
    click(shell, "keys_yes")


def test_closing_takes_in_what_is_composed(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    field = the(shell, QPlainTextEdit, "text_conclusion")
    field.setFocus()
    compose(field, "最后一句。")
    with qtbot.waitSignal(shell.closed):
        shell.close()
    assert program.evaluations.dossier(fresh).text_by_code["conclusion"] == "最后一句。"


def test_closing_with_something_unsaved_asks_once(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    type_into(the(shell, QLineEdit, "head_visit_date"), "哪一天")
    assert not shell.close()
    assert "还有内容没有保存" in shell.notices.sentence
    assert shell.isVisible()
    assert shell.close()


def test_an_evaluation_that_goes_takes_along_what_was_typed_and_refused(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_visit_date")
    type_into(field, "哪一天")
    press(Qt.Key.Key_Tab)
    assert "日期应写成" in text_of(shell, "head_visit_date_error")
    program.evaluations.delete(fresh)
    assert shell.session is not None
    shell.session.close()
    assert (shell.shown, field.text()) == ("home", "")
    shell.go("preparing")
    shell.go("home")
    assert shell.shown == "home"
    assert shell.close()


def test_text_that_the_disk_refuses_stays_and_is_saved_later(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    whole = type(program.preparing).set_head

    def full(*_: object) -> None:
        raise SgzError("磁盘已满，没有保存。")

    monkeypatch.setattr(type(program.preparing), "set_head", full)
    type_into(field, "白云区")
    press(Qt.Key.Key_Return)
    assert field.text() == "白云区"
    assert text_of(shell, "head_district_error") == "磁盘已满，没有保存。"
    assert not shell.go("report")
    monkeypatch.setattr(type(program.preparing), "set_head", whole)
    qtbot.waitUntil(lambda: text_of(shell, "head_district_error") == "", timeout=10_000)
    assert program.evaluations.dossier(fresh).evaluation.district == "白云区"


def test_another_evaluation_replaces_what_is_shown(
    opened: Open, program: Program, fresh: UUID, zhongcun: UUID
) -> None:
    shell = opened(fresh, "preparing")
    assert the(shell, QLineEdit, "head_station").text() == "白云区云边街社工服务站"
    shell.open_evaluation(zhongcun)
    shell.go("preparing")
    assert the(shell, QLineEdit, "head_station").text() == "钟村街社工服务站"
    assert text_of(shell, "stationName") == "钟村街社工服务站"
    people = [each.text() for each in shell.findChildren(QLineEdit, "person_name")]
    assert "林专家" not in people


def test_the_routine_backup_is_made_beside_the_work(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    with qtbot.waitSignal(shell.jobs.idle):
        shell.upkeep.look_after()
    assert [each.reason for each in program.keeping.list()] == ["例行"]


def test_who_works_is_asked_once(opened: Open, program: Program, zhongcun: UUID) -> None:
    person = program.evaluations.dossier(zhongcun).people[1]
    program.desk.set_worker(zhongcun, Worker(person.id))
    shell = opened(zhongcun, "visit")
    assert shell.findChildren(QDialog) == []
    assert person.name in words_on(shell)


def test_the_result_leads_to_its_proof(opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    QTest.mouseClick(the(shell, QWidget, "resultBox"), Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert shell.shown == "scoring"
    assert "总分" in words_on(shell)
    shell.go("report")
    press(Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert shell.shown == "scoring"
