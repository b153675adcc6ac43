"""A second start brings the first window forward, on the same folder and no other."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.app import run
from sgz_desktop.ui.second_start import Doorbell, come_forward, door_of, ring
from sgz_desktop.ui.shell import Shell

RING = "import sys; from pathlib import Path; from sgz_desktop.ui.second_start import ring;"
RING += "raise SystemExit(0 if ring(Path(sys.argv[1])) else 3)"


def start(program: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, str(folder)])


def test_the_bell_of_a_folder_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    bell = Doorbell(tmp_path, owner)
    with qtbot.waitSignal(bell.rung, timeout=20_000):
        caller = start(RING, tmp_path)
    assert caller.wait(20) == 0
    # Another program that has ended without a word leaves the name free for the next.
    again = Doorbell(tmp_path, owner)
    with qtbot.waitSignal(again.rung, timeout=20_000):
        caller = start(RING, tmp_path)
    assert caller.wait(20) == 0
    owner.deleteLater()


def test_nobody_answers_for_another_folder(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    Doorbell(tmp_path, owner)
    assert not ring(tmp_path / "other")
    assert door_of(tmp_path) == door_of(tmp_path / "sub" / "..")
    owner.deleteLater()


def test_a_window_comes_forward_as_large_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.showMinimized()
    come_forward(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.windowState() & Qt.WindowState.WindowMaximized
    assert window.isVisible()


SECOND = "import sys; from pathlib import Path; from sgz_desktop.app import run;"
SECOND += "raise SystemExit(run(Path(sys.argv[1])))"


def test_the_program_started_twice_stays_one_window(qtbot: QtBot, tmp_path: Path) -> None:
    second: list[subprocess.Popen[bytes]] = []
    minimized: list[bool] = []

    def look() -> None:
        (shell,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Shell))
        if shell.session is None or shell.findChild(Doorbell) is None:
            QTimer.singleShot(10, look)
            return
        if not second:
            shell.showMinimized()
            second.append(start(SECOND, tmp_path))
        if second[0].poll() is None:
            QTimer.singleShot(10, look)
            return
        minimized.append(bool(shell.windowState() & Qt.WindowState.WindowMinimized))
        shell.close()

    QTimer.singleShot(10, look)
    assert run(tmp_path) == 0
    assert second[0].returncode == 0
    assert minimized == [False]
