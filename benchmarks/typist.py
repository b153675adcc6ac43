"""One process in which somebody types an observation letter by letter, and prints when each was typed."""

import sys
from pathlib import Path
from time import monotonic
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sgz_desktop.app import choose_font
from sgz_desktop.ui.shell import build_shell
from sgz_desktop.wiring import open_program

_BETWEEN_MS = 80
_PAUSE_MS = 600


def main(folder: str, evaluation: str, pause: str) -> None:
    """Type until killed; with `pause` 1 stop for a moment after every twelve letters."""
    application = QApplication([])
    choose_font(application)
    shell = build_shell(open_program(Path(folder)))
    shell.show()
    shell.open_evaluation(UUID(evaluation))
    application.processEvents()
    QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Plus)
    application.processEvents()
    text = ""
    for number, letter in enumerate(f"{uuid4().hex}{'abcdefghij' * 100}"):
        QTest.keyClicks(QApplication.focusWidget() or shell, letter)
        text += letter
        print(monotonic(), text, flush=True)
        QTest.qWait(_PAUSE_MS if pause == "1" and number % 12 == 11 else _BETWEEN_MS)


if __name__ == "__main__":
    main(*sys.argv[1:])
