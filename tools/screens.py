"""Pictures of every page and its parts, light and dark, small and large, into build/screens."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.screen_camera import PAGES, PREVIEW_S, Camera, after, parts_of
from tools.screen_dialogs import dialogs, home, over_all
from tools.screen_pages import board, day, deliberation, items, sources
from tools.screen_refused import refuse
from tools.screen_samples import begin_by_halves, half_done, work_as_first
from tools.screen_states import begun_empty, contested, preparing
from tools.screen_tables import tables

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

_SIZES = ((1366, 768), (1920, 1080))


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures; prints where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build", "screens"))
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from sgz_desktop.app import choose_font

    application = QApplication([])
    application.setStyle("Fusion")
    choose_font(application)
    camera = Camera(application, folder)
    for width, height in _SIZES:
        for is_dark in (False, True):
            camera.style = f"{'dark' if is_dark else 'light'}_{width}x{height}"
            with _window(width, height, is_dark=is_dark) as (shell, program):
                _walk(camera, shell, program)
    print(f"{len(camera.taken)} pictures in {folder.resolve()}")
    return 0


@contextmanager
def _window(width: int, height: int, *, is_dark: bool) -> Iterator[tuple["Shell", "Program"]]:
    from sgz_desktop.ui.shell import build_shell
    from sgz_desktop.ui.theme import Appearance
    from sgz_desktop.wiring import build

    with TemporaryDirectory() as data, build(Path(data)) as program:
        shell = build_shell(program)
        shell.theme.ask(Appearance.DARK if is_dark else Appearance.LIGHT)
        shell.resize(width, height)
        shell.show()
        shell.activateWindow()
        try:
            yield shell, program
        finally:
            shell.close()


def _walk(camera: Camera, shell: "Shell", program: "Program") -> None:
    camera.take(shell, "home_empty")
    half = half_done(program)
    begin_by_halves(program, half)
    full = program.importing.sample("zhongcun")
    program.importing.sample("zhuguang")
    for state, evaluation_id in (("half", half), ("full", full)):
        work_as_first(program, evaluation_id)
        shell.open_evaluation(evaluation_id)
        for page in PAGES:
            shell.go(page)
            for part in parts_of(shell):
                camera.settle(lambda: not shell.jobs.running)
                if page == "report":
                    camera.settle(after(PREVIEW_S))
                camera.take(shell, f"{page}{part}_{state}")
        sources(camera, shell, state)
    items(camera, shell)
    day(camera, shell)
    board(camera, shell)
    deliberation(camera, shell)
    refuse(camera, shell)
    begun_empty(camera, shell, program)
    preparing(camera, shell, program)
    tables(camera, shell, program)
    shell.go("home")
    home(camera, shell, program)
    over_all(camera, shell)
    dialogs(camera, shell)
    contested(camera, shell, program)


if __name__ == "__main__":
    sys.exit(main())
