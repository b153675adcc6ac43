"""The program started as a user starts it, saying when its window is painted, home can be used and more."""

import sys
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTableView

from sgz_desktop.__main__ import main as start

_LOOK_MS = 2


def main(folder: str) -> None:
    """Run the program on a folder until its first evaluation is open."""
    run_loop = QApplication.exec

    def watched(*_application: object) -> int:
        (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
        window.repaint()
        print("painted", flush=True)
        timer = QTimer(window)
        timer.timeout.connect(lambda: _look(window, timer))
        timer.start(_LOOK_MS)
        return run_loop()

    # Set by hand: what tests use for this takes as long to import as a tenth of the start.
    application: Any = QApplication
    application.exec = watched
    start(["--data", folder])


def _look(window: QMainWindow, timer: QTimer) -> None:
    table = window.findChild(QTableView, "homeTable")
    if table is None or not table.isVisible() or not table.model().rowCount():
        return
    timer.stop()
    window.repaint()
    print("usable", flush=True)
    _open_first(window, table)
    print("opened", flush=True)
    for each in QApplication.topLevelWidgets():
        each.close()


def _open_first(window: QMainWindow, table: QTableView) -> None:
    """Press the first key somebody could press: it opens the chosen evaluation; then paint that."""
    # Reading all that Qt can name takes a while, and a bare window does without.
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    QApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier(0)))
    pages = window.findChild(QStackedWidget, "pages")
    page = pages.currentWidget() if pages is not None else None
    assert page is not None
    assert page.objectName() != "homePage"
    window.repaint()


if __name__ == "__main__":
    main(sys.argv[1])
