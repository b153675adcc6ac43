"""Closing the window while work runs that a person waits for."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.services.program import Program
from sgz_desktop.ui import closing
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.jobs import Progress
from sgz_desktop.ui.shell import Shell, build_shell
from tests.ui.find import click, compose, press, text_of, the, type_into

Open = Callable[[UUID, str], Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier


class HeldWork:
    """Work that goes on until the test lets it end, well or with a sentence."""

    def __init__(self) -> None:
        self.go_on, self.begun = threading.Event(), threading.Event()
        self.problem = ""
        self.ended_by: list[str] = []

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        while not self.go_on.wait(0.001):
            if progress.is_stopped:
                self.ended_by.append("stop")
                progress.say("")
        self.ended_by.append("itself")
        if self.problem:
            raise SgzError(self.problem)
        return "done"

    def start(self, shell: Shell, text: str = "导出 PDF", *, is_asked_for: bool = True) -> None:
        """Run it as the window runs its work."""
        shell.jobs.start(
            text, self, done=shell.notices.tell, failed=lambda _: None, is_asked_for=is_asked_for
        )
        assert self.begun.wait(10)


@pytest.fixture
def work() -> Iterator[HeldWork]:
    held = HeldWork()
    yield held
    held.go_on.set()


def questions(shell: Shell) -> list[QDialog]:
    return [each for each in shell.findChildren(QDialog, "askClosing") if each.isVisible()]


def answer_by_keys(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the question has the keyboard."""
    (asked,) = questions(shell)
    qtbot.waitUntil(lambda: asked.isAncestorOf(QApplication.focusWidget() or shell))


def test_waiting_is_what_enter_chooses_and_closes_when_the_work_is_done(
    qtbot: QtBot, shell: Shell, work: HeldWork
) -> None:
    work.start(shell)
    QTest.keyClick(shell, Qt.Key.Key_Q, CONTROL)
    assert shell.isVisible()
    (asked,) = questions(shell)
    assert text_of(asked, "askClosing_text") == "“导出 PDF”还在进行，现在关闭就没有结果。"
    answer_by_keys(qtbot, shell)
    press(Qt.Key.Key_Return)
    assert text_of(asked, "askClosing_text") == "正在等待“导出 PDF”完成，完成后窗口自动关闭。"
    assert not the(asked, QPushButton, "askClosing_yes").isVisible()
    with qtbot.waitSignal(shell.closed):
        work.go_on.set()
    assert not shell.isVisible()
    assert work.ended_by == ["itself"]


def test_work_that_fails_keeps_the_window_with_the_sentence(
    qtbot: QtBot, shell: Shell, work: HeldWork
) -> None:
    work.problem = "磁盘已满，没有导出。"
    work.start(shell)
    shell.close()
    click(shell, "askClosing_yes")
    with qtbot.waitSignal(shell.jobs.idle):
        work.go_on.set()
    assert shell.isVisible()
    assert questions(shell) == []
    assert shell.notices.sentence == "磁盘已满，没有导出。"
    assert shell.close()


@pytest.mark.parametrize("has_waited", [False, True])
def test_the_work_can_be_given_up(qtbot: QtBot, shell: Shell, work: HeldWork, has_waited: bool) -> None:
    work.start(shell)
    shell.close()
    if has_waited:
        click(shell, "askClosing_yes")
    with qtbot.waitSignal(shell.closed):
        click(shell, "askClosing_cancel")
        assert text_of(shell, "askClosing_text") == "正在取消“导出 PDF”，随后窗口自动关闭。"
    assert not shell.isVisible()
    assert work.ended_by == ["stop"]


@pytest.mark.parametrize("has_waited", [False, True])
def test_the_window_can_stay_and_the_work_goes_on(
    qtbot: QtBot, shell: Shell, work: HeldWork, has_waited: bool
) -> None:
    work.start(shell)
    shell.close()
    if has_waited:
        click(shell, "askClosing_yes")
    answer_by_keys(qtbot, shell)
    press(Qt.Key.Key_Escape)
    assert questions(shell) == []
    with qtbot.waitSignal(shell.jobs.idle):
        work.go_on.set()
    assert shell.isVisible()
    assert shell.notices.sentence == "done"
    assert shell.close()


def test_closing_twice_asks_once(qtbot: QtBot, shell: Shell, work: HeldWork) -> None:
    work.start(shell)
    for _ in range(3):
        assert not shell.close()
        assert len(questions(shell)) == 1
    click(shell, "askClosing_yes")
    assert not shell.close()
    assert len(questions(shell)) == 1
    click(shell, "askClosing_no")
    assert not shell.close()
    (asked,) = questions(shell)
    assert "还在进行" in text_of(asked, "askClosing_text")
    work.go_on.set()
    qtbot.waitUntil(lambda: not shell.jobs.running)
    click(shell, "askClosing_yes")


def test_work_done_before_the_answer_leaves_the_answer_to_the_person(
    qtbot: QtBot, shell: Shell, work: HeldWork
) -> None:
    work.start(shell)
    shell.close()
    with qtbot.waitSignal(shell.jobs.idle):
        work.go_on.set()
    assert shell.isVisible()
    assert text_of(shell, "askClosing_text") == "“导出 PDF”已经完成，现在可以关闭。"
    assert not the(shell, QPushButton, "askClosing_cancel").isVisible()
    answer_by_keys(qtbot, shell)
    with qtbot.waitSignal(shell.closed):
        press(Qt.Key.Key_Return)


def test_the_window_waits_for_everything_a_person_asked_for(qtbot: QtBot, shell: Shell) -> None:
    first, second = HeldWork(), HeldWork()
    first.start(shell)
    second.start(shell, "备份")
    shell.close()
    assert "“导出 PDF”、“备份”还在进行" in text_of(shell, "askClosing_text")
    click(shell, "askClosing_yes")
    first.go_on.set()
    qtbot.waitUntil(lambda: len(shell.jobs.running) == 1)
    assert shell.isVisible()
    with qtbot.waitSignal(shell.closed):
        second.go_on.set()


def test_work_nobody_asked_for_is_given_up_without_a_question(
    qtbot: QtBot, shell: Shell, work: HeldWork
) -> None:
    work.start(shell, "排版预览", is_asked_for=False)
    with qtbot.waitSignal(shell.closed):
        assert shell.close()
    assert questions(shell) == []
    assert work.ended_by == ["stop"]


def test_it_is_asked_where_it_is_seen(shell: Shell, work: HeldWork) -> None:
    work.start(shell)
    shell.showMinimized()
    shell.close()
    assert not shell.isMinimized()
    click(shell, "askClosing_cancel")


@pytest.mark.parametrize(("button", "name"), [("exportWorkbook", "表.xlsx"), ("exportFinal", "终.pdf")])
def test_an_export_is_awaited_and_its_file_is_whole(
    qtbot: QtBot,
    opened: Open,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    name: str,
) -> None:
    shell = opened(zhongcun, "report")
    path = tmp_path / name
    monkeypatch.setattr(files, "choose_save_path", lambda *_: path)
    click(shell, button)
    assert not shell.close()
    with qtbot.waitSignal(shell.closed, timeout=60_000):
        click(shell, "askClosing_yes")
    assert path.read_bytes()[:2] in (b"PK", b"%P")


def test_an_export_given_up_leaves_no_file(
    qtbot: QtBot, opened: Open, zhongcun: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(zhongcun, "report")
    monkeypatch.setattr(files, "choose_save_path", lambda *_: tmp_path / "终.pdf")
    click(shell, "exportFinal")
    shell.close()
    with qtbot.waitSignal(shell.closed, timeout=60_000):
        click(shell, "askClosing_cancel")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_backup_is_awaited(qtbot: QtBot, shell: Shell, program: Program, fresh: UUID) -> None:
    click(shell, "homeBackups")
    click(shell, "backupsMake")
    click(shell, "backups_yes")
    assert not shell.close()
    with qtbot.waitSignal(shell.closed, timeout=60_000):
        click(shell, "askClosing_yes")
    assert [each.reason for each in program.keeping.list()] == ["手动"]


def end_session() -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.commitDataRequest.emit(None)


def test_the_end_of_the_session_asks_nothing_and_saves_what_is_composed(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, work: HeldWork
) -> None:
    shell = opened(fresh, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    field = the(shell, QPlainTextEdit, "text_conclusion")
    field.setFocus()
    compose(field, "最后一句。")
    work.start(shell)
    end_session()
    assert program.evaluations.dossier(fresh).text_by_code["conclusion"] == "最后一句。"
    with qtbot.waitSignal(shell.closed):
        assert shell.close()
    assert questions(shell) == []
    assert work.ended_by == ["stop"]


def test_the_end_of_the_session_takes_an_open_question_away(
    qtbot: QtBot, opened: Open, fresh: UUID, work: HeldWork
) -> None:
    shell = opened(fresh, "preparing")
    type_into(the(shell, QLineEdit, "head_visit_date"), "哪一天")
    work.start(shell)
    assert not shell.close()
    assert "再关一次" in shell.notices.sentence
    assert not shell.close()
    assert len(questions(shell)) == 1
    end_session()
    with qtbot.waitSignal(shell.closed):
        assert shell.close()
    assert questions(shell) == []


def test_giving_text_up_holds_for_that_text_alone(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_visit_date")
    type_into(field, "哪一天")
    assert not shell.close()
    type_into(field, "2024-01-16")
    press(Qt.Key.Key_Return)
    type_into(field, "又是哪一天")
    assert not shell.close()
    assert shell.close()


def test_the_end_of_the_session_is_not_held_up_by_work_that_does_not_stop(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def work(_: Progress) -> None:
        begun.set()
        go_on.wait(60)

    monkeypatch.setattr(closing, "_LAST_WAIT_MS", 20)
    shell.jobs.start("备份", work, done=lambda _: None, failed=lambda _: None, is_asked_for=True)
    assert begun.wait(10)
    end_session()
    with qtbot.waitSignal(shell.closed):
        assert shell.close()
    assert shell.jobs.running
    go_on.set()
    qtbot.waitUntil(lambda: not shell.jobs.running)


def test_a_session_that_did_not_end_is_asked_about_again(
    qtbot: QtBot, program: Program, work: HeldWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "_SESSION_ENDS_MS", 1)
    shell = build_shell(program)
    qtbot.addWidget(shell)
    shell.show()
    work.start(shell)
    end_session()
    called_off = shell.closing.findChild(QTimer)
    assert called_off is not None
    qtbot.waitUntil(lambda: not called_off.isActive())
    assert not shell.close()
    click(shell, "askClosing_cancel")
    qtbot.waitUntil(lambda: not shell.isVisible())
