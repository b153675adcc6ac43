"""Says what is clipped in a window of some size: a process, since Qt reads its scale at the start."""

import os
import sys
from itertools import chain
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from sgz_desktop.app import choose_font
from sgz_desktop.services.changes import Worker
from sgz_desktop.ui.shell import build_shell
from sgz_desktop.ui.theme import TextSize
from sgz_desktop.wiring import open_for_window
from tests.ui.clipping import clipped
from tests.ui.places import dialogs, furnish, pages, panels, settle


def main(folder: str, evaluation_id: str, width: str, height: str) -> None:
    """Print a line for each thing that is clipped, in the standard and the largest text."""
    application = QApplication([])
    application.setStyle("Fusion")
    choose_font(application)
    program = open_for_window(Path(folder))
    known = UUID(evaluation_id)
    furnish(program, known)
    program.desk.set_worker(known, Worker(program.evaluations.dossier(known).people[0].id))
    shell = build_shell(program)
    shell.show()
    shell.activateWindow()
    shell.open_evaluation(known)
    for size in (TextSize.STANDARD, TextSize.LARGEST):
        shell.theme.ask_size(size)
        shell.resize(max(int(width), shell.theme.least(1040)), int(height))
        settle()
        for place, root in chain(pages(shell), panels(shell), dialogs(shell)):
            for _ in range(4):  # what changed its size moves its neighbours one after another
                settle()
            for each in clipped(root):
                print(f"{width}×{height} {size} {place}: {each}")
    print("walked")
    shell.close()
    program.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
