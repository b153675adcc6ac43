"""The last guard: what nobody caught is written down, said once, and stops nothing."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from sgz_desktop.crash import Crash, CrashGuard, log_to
from sgz_desktop.ui.dialogs.crashed import Crashed, show_crash
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, text_of, words_on


@pytest.fixture
def said() -> list[Crash]:
    return []


@pytest.fixture
def guard(tmp_path: Path, said: list[Crash]) -> Iterator[CrashGuard]:
    found = CrashGuard(tmp_path / "log.txt", said.append)
    found.stand()
    yield found
    found.leave()


def raise_and_catch(error: BaseException) -> None:
    """Let Python hand an error over as one nobody caught."""
    try:
        raise error
    except BaseException as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_an_error_nobody_caught_is_said_and_written(
    guard: CrashGuard, said: list[Crash], caplog: pytest.LogCaptureFixture
) -> None:
    raise_and_catch(ZeroDivisionError("by nothing"))
    assert "ZeroDivisionError" in said[0].sentence
    assert said[0].log_path.name == "log.txt"
    assert "by nothing" in said[0].details
    assert "by nothing" in caplog.text


def test_an_error_in_a_slot_is_caught_too(
    qtbot: QtBot, guard: CrashGuard, said: list[Crash], caplog: pytest.LogCaptureFixture
) -> None:
    def slot() -> None:
        raise LookupError("in a slot")

    with capture_exceptions() as others:
        guard.stand()
        QTimer.singleShot(0, slot)
        qtbot.waitUntil(lambda: bool(said))
    assert others == []
    assert "in a slot" in caplog.text


def test_an_error_while_telling_is_not_told_in_turn(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told: list[Crash] = []

    def tell(crash: Crash) -> None:
        told.append(crash)
        raise_and_catch(ValueError("while telling"))

    guard = CrashGuard(tmp_path / "log.txt", tell)
    guard.stand()
    raise_and_catch(KeyError("first"))
    guard.leave()
    assert len(told) == 1
    assert "while telling" in caplog.text


def test_what_cannot_be_said_is_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def tell(crash: Crash) -> None:
        raise OSError("no screen left")

    guard = CrashGuard(tmp_path / "log.txt", tell)
    guard.stand()
    raise_and_catch(KeyError("first"))
    guard.leave()
    assert "no screen left" in caplog.text


def crash(tmp_path: Path, what: str) -> Crash:
    return Crash("刚才的操作没有完成（KeyError）。", f"Traceback\nKeyError: {what}\n", tmp_path / "log.txt")


def test_a_crash_is_shown_and_work_goes_on(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    show_crash(shell, crash(tmp_path, "first"))
    show_crash(shell, crash(tmp_path, "second"))
    (shown,) = shell.findChildren(Crashed)
    assert text_of(shown, "crashed_text") == "刚才的操作没有完成（KeyError）。随后又出错 1 次。"
    assert "已经保存的内容都在" in words_on(shown)
    click(shown, "crashed_copy")
    assert "second" in QGuiApplication.clipboard().text()
    click(shown, "crashed_log")
    assert opened == [str(tmp_path / "log.txt")]
    assert text_of(shown, "crashed_error") == ""
    click(shown, "crashed_log")
    assert "没有打开记录" in text_of(shown, "crashed_error")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shell.isVisible()
    assert not shown.isVisible()


def test_a_crash_may_end_the_program(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    show_crash(shell, crash(tmp_path, "last"))
    with qtbot.waitSignal(shell.closed):
        click(shell, "crashed_no")


def test_an_error_in_a_thread_is_written(
    guard: CrashGuard, said: list[Crash], caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise OSError("in a thread")

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()
    assert said == []
    assert "in a thread" in caplog.text


def test_an_interrupt_goes_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: passed.append(kind))
    guard = CrashGuard(tmp_path / "log.txt", lambda _: None)
    guard.stand()
    raise_and_catch(KeyboardInterrupt())
    guard.leave()
    assert passed == [KeyboardInterrupt]


def test_the_log_is_written_into_the_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = list(logging.getLogger().handlers)
    path = log_to(tmp_path / "data")
    logging.getLogger("sgz_desktop.test").warning("a line")
    for handler in [each for each in logging.getLogger().handlers if each not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert "a line" in path.read_text("utf-8")


def test_a_folder_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert log_to(blocked).parent == blocked


def test_a_start_with_nothing_to_write_leaves_no_log(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    path = log_to(tmp_path / "data")
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    assert path.parent.is_dir()
    assert not path.exists()
