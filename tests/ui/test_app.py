"""Starting: whether there is a display, which font, what is said about a second start and a bad file."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from sgz_desktop import app
from sgz_desktop.app import build_window, choose_font, display_problem, run
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.ui.shell import Shell
from sgz_desktop.wiring import build
from tests.ui.find import text_of


def test_a_platform_that_works_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() is None
    # Tried in a child, like any platform that may fail: one that works under another name of the plugin.
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc;offscreen")
    assert display_problem() is None


def test_a_platform_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nowhere")
    problem = display_problem()
    assert problem is not None
    assert "nowhere" in problem
    assert "plugin" in problem


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(app, "import_module", missing)
    assert str(display_problem()).startswith("libGL.so.1: cannot open")


def test_an_interpreter_that_is_gone_is_no_crash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    assert "gone" in str(display_problem())


def test_a_window_for_a_folder(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    assert "这里会列出每一次评估" in [each.text() for each in window.findChildren(QLabel)]


def test_the_font_has_chinese(qapp: QApplication) -> None:
    before = qapp.font()
    choose_font(qapp)
    family = QFontInfo(qapp.font()).family()
    assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(family)
    qapp.setFont(before)


def _shell() -> Shell:
    (found,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Shell))
    return found


def test_the_program_runs_until_its_window_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        shell = _shell()
        if shell.session is None:
            QTimer.singleShot(10, look)
            return
        seen.append(text_of(shell, "stationName"))
        shell.close()

    QTimer.singleShot(10, look)
    assert run(tmp_path / "data") == 0
    assert seen == ["评估"]
    assert (tmp_path / "data" / "evaluations.sqlite3").exists()


def test_a_data_file_that_cannot_be_opened_is_said_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "evaluations.sqlite3").write_bytes(b"no database at all" * 100)
    seen: list[str] = []

    def look() -> None:
        shell = _shell()
        if not shell.notices.sentence:
            QTimer.singleShot(10, look)
            return
        seen.append(shell.notices.sentence)
        shell.close()

    QTimer.singleShot(10, look)
    assert run(tmp_path) == 0
    assert len(seen[0]) > 5


def test_a_folder_that_cannot_be_made_is_said_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    seen: list[str] = []

    def look() -> None:
        shell = _shell()
        if not shell.notices.sentence:
            QTimer.singleShot(10, look)
            return
        seen.append(shell.notices.sentence)
        shell.close()

    QTimer.singleShot(10, look)
    assert run(tmp_path / "file" / "data") == 0
    assert len(seen[0]) > 5


def test_a_second_start_is_told_that_there_is_a_first(qtbot: QtBot, tmp_path: Path) -> None:
    program = "import sys; from sgz_desktop.app import _only_start; from pathlib import Path;"
    program += "lock = _only_start(Path(sys.argv[1])); print('locked', flush=True); sys.stdin.read()"
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "locked\n"
    said: list[str] = []

    def answer() -> None:
        box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
        said.append(box.text())
        box.accept()

    QTimer.singleShot(200, answer)
    assert run(tmp_path) == 1
    first.communicate()
    assert "已经打开" in said[0]


START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from sgz_desktop.__main__ import main
from sgz_desktop.ui.shell import Shell

def look():
    (shell,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Shell))
    table = shell.findChild(QTableView, "homeTable")
    if table is None or not table.model().rowCount():
        QTimer.singleShot(2, look)
        return
    print("listed", *sys.modules)
    wait_until_read(shell)

def wait_until_read(shell):
    if "sgz_desktop.house_styles.document" not in sys.modules:
        QTimer.singleShot(2, lambda: wait_until_read(shell))
        return
    shell.close()
    print("closed")

QTimer.singleShot(0, look)
raise SystemExit(main(["--data", sys.argv[1]]))
"""
SLOW = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "jinja2", "reportlab", "openpyxl"}


def test_the_list_is_there_before_anything_that_takes_long_is_imported(tmp_path: Path) -> None:
    with build(tmp_path) as program:
        program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.MIDTERM)
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    listed, closed = done.stdout.splitlines()
    assert listed.startswith("listed ")
    assert not {name.partition(".")[0] for name in listed.split()} & SLOW
    assert closed == "closed"
