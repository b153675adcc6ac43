"""The program with its window: Qt, fonts, guard, and the question whether there is a display at all."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication, QWidget

    from sgz_desktop.crash import Crash
    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

_TRY_TIMEOUT_S = 60
_READ_AHEAD_MS = 100
"""How long the list has stood before anything is imported behind it: a first key is answered at once."""
_TIDY_UP_MS = 600
_NEEDS_NO_DISPLAY = ("offscreen", "minimal")
_OPEN = "from PySide6 import QtWidgets\nQtWidgets.QApplication([])\nprint('usable')"


def display_problem() -> str | None:
    """Why no window can be opened here: the library or platform that fails; None when one can.

    Tried in a child process: where the platform cannot start, Qt ends the process and no exception tells.
    Not for the platforms that come with Qt and need no display.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NEEDS_NO_DISPLAY:
        return _missing_library()
    import subprocess

    try:
        # The child tries while this process reads the same libraries, which costs a start no time.
        with subprocess.Popen(
            [sys.executable, "-c", _OPEN],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        ) as child:
            missing = _missing_library()
            said, complained = child.communicate(timeout=_TRY_TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}: {error}"
    if missing is not None:
        return missing
    if child.returncode == 0 and "usable" in said:
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    named = f"QT_QPA_PLATFORM={platform}：" if platform else ""
    return named + (_telling_line(complained) or f"试开窗口的进程以 {child.returncode} 结束")


def _missing_library() -> str | None:
    """The line that names the library without which Qt cannot be read; None when all are there."""
    try:
        import_module("PySide6.QtWidgets")
        import_module("sgz_desktop.ui.shell")
    except ImportError as error:
        return str(error)
    return None


def build_window(data_dir: Path) -> "QWidget":
    """The whole window on the data of a folder; an application must be running."""
    from sgz_desktop import wiring
    from sgz_desktop.ui.shell import build_shell

    program = wiring.open_for_window(data_dir)
    shell = build_shell(program)
    shell.closed.connect(program.close)
    return shell


def run(data_dir: Path | None = None) -> int:
    """Open the window on the data of a folder, or of this user's own, and return when it is closed."""
    from PySide6.QtCore import QTimer

    from sgz_desktop.arguments import default_folder
    from sgz_desktop.crash import LOG_NAME, CrashGuard

    application = _application()
    folder = data_dir or default_folder()
    lock = _only_start(folder)
    if lock is None:
        return _second_start(application, folder)
    from sgz_desktop.ui.shell import Shell

    shell = Shell()
    guard = CrashGuard(folder / LOG_NAME, lambda crash: _show_crash(shell, crash))
    guard.stand()
    shell.show()
    # The window is painted first; everything else is read behind it.
    QTimer.singleShot(0, lambda: _settle_in(application, shell, folder))
    try:
        return application.exec()
    finally:
        guard.leave()
        shell.deleteLater()
        lock.unlock()


def _show_crash(shell: "Shell", crash: "Crash") -> None:
    from sgz_desktop.ui.dialogs.crashed import show_crash

    show_crash(shell, crash)


def _settle_in(application: "QApplication", shell: "Shell", data_dir: Path) -> None:
    from sgz_desktop.crash import log_to

    shell.repaint()
    log_to(data_dir)
    _localise(application)
    shell.furnish()
    shell.repaint()
    _attach(shell, data_dir)
    _hear_second_starts(shell, data_dir)


def _attach(shell: "Shell", data_dir: Path) -> None:
    from sgz_desktop import wiring
    from sgz_desktop.errors import SgzError

    try:
        program = wiring.open_for_window(data_dir)
        shell.closed.connect(program.close)
        shell.attach(program)
        _read_ahead(shell, program)
        _tidy_up(shell, program)
    except SgzError as error:
        shell.notices.complain(str(error), lambda: _attach(shell, data_dir))


def _read_ahead(shell: "Shell", program: "Program") -> None:
    """Use the time in which somebody looks at the list to import what opening an evaluation takes."""
    from threading import Thread

    from PySide6.QtCore import QTimer

    shell.repaint()
    read = Thread(target=program.read_ahead, name="read-ahead").start
    QTimer.singleShot(_READ_AHEAD_MS, shell, lambda: read())


def _tidy_up(shell: "Shell", program: "Program") -> None:
    """Put away, once somebody has seen the list, what a tour that was broken off has left in it."""
    from PySide6.QtCore import QTimer

    from sgz_desktop.services.desk import TOUR_LEFT

    def tidy() -> None:
        from sgz_desktop.ui.tour import take_away_left

        take_away_left(shell)

    if program.desk.recall(TOUR_LEFT) is not None:
        QTimer.singleShot(_TIDY_UP_MS, shell, tidy)


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("sgz-desktop")
    application.setApplicationDisplayName("社工站评估")
    application.setStyle("Fusion")
    choose_font(application)
    return application


def _localise(application: "QApplication") -> None:
    """What no bare window shows: dates and Qt's own words in Chinese, the program's sign."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
    from PySide6.QtGui import QIcon

    from sgz_desktop.assets import resource

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setWindowIcon(QIcon(str(resource("icons", "program.svg"))))


def choose_font(application: "QApplication") -> None:
    """Give the application a font that has Chinese: the system's where it has one, else the one we carry."""
    from PySide6.QtGui import QFont, QFontDatabase

    from sgz_desktop.assets import fallback_font

    known = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    wanted = next((each for each in _SCREEN_FONTS if each in known), None)
    if wanted is None and not known:
        number = QFontDatabase.addApplicationFont(str(fallback_font()))
        wanted = next(iter(QFontDatabase.applicationFontFamilies(number)), None)
    if wanted is not None:
        font = QFont(wanted)
        font.setPixelSize(14)
        application.setFont(font)


_SCREEN_FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


def _only_start(data_dir: Path) -> "QLockFile | None":
    from PySide6.QtCore import QLockFile

    with suppress(OSError):  # what opens the folder says what is wrong with it
        data_dir.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(data_dir / "window.lock"))
    lock.setStaleLockTime(0)
    # On a full disk or in a folder that is read-only nobody holds the lock: the window says what is wrong.
    is_held = not lock.tryLock(100) and lock.error() is QLockFile.LockError.LockFailedError
    return None if is_held else lock


def _hear_second_starts(shell: "Shell", data_dir: Path) -> None:
    try:
        from sgz_desktop.ui.second_start import Doorbell, come_forward
    except ImportError:
        return  # Qt's network library lacks something here: a second start then says that there is a first
    Doorbell(data_dir, shell).rung.connect(lambda: come_forward(shell))


def _second_start(application: "QApplication", data_dir: Path) -> int:
    """Bring the window of the first start forward; say that there is one where it does not answer."""
    try:
        from sgz_desktop.ui.second_start import ring
    except ImportError:
        has_answered = False
    else:
        has_answered = ring(data_dir)
    if has_answered:
        return 0
    from PySide6.QtWidgets import QMessageBox

    _localise(application)
    QMessageBox.information(None, "社工站评估", "程序已经打开，请在任务栏里找到它的窗口。")
    return 1


def _telling_line(said: str) -> str:
    """The line of a child's complaint that names a library or plugin; the last line where none does."""
    lines = [each.strip() for each in said.splitlines() if each.strip()]
    for sign in _TELLING:
        for line in lines:
            if sign in line:
                return line
    return lines[-1] if lines else ""


_TELLING: Sequence[str] = (
    "cannot open shared object",
    "is needed",
    "could not connect to display",
    "Could not load the Qt platform plugin",
    "no Qt platform plugin",
    "Error",
)
