"""Pictures of the manual's chapters, taken from the sample, into docs/manual/pictures."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.screen_camera import Camera
from tools.screen_tables import show_tables

if TYPE_CHECKING:
    from PIL.Image import Image

    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

FOLDER = Path("docs", "manual", "pictures")
WIDTH, MOST_BYTES = 1000, 80 * 1024
_SIZE = (1366, 768)
_COLOURS = (128, 96, 64, 48, 32, 24, 16)
_REPORT_S = 1.5
_SPOT_CHECKS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Take a picture a page; prints where they are and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from sgz_desktop.app import choose_font
    from sgz_desktop.ui.pages.names import page_names
    from sgz_desktop.ui.shell import build_shell
    from sgz_desktop.ui.theme import Appearance
    from sgz_desktop.wiring import build

    application = QApplication([])
    application.setStyle("Fusion")
    choose_font(application)
    with TemporaryDirectory() as data, TemporaryDirectory() as raw, build(Path(data)) as program:
        camera = Camera(application, Path(raw))
        shell = build_shell(program)
        shell.theme.ask(Appearance.LIGHT)
        shell.resize(*_SIZE)
        shell.show()
        shell.activateWindow()
        _open_sample(shell, program)
        for name, _, _ in page_names():
            _show(camera, shell, name)
            camera.take(shell, name)
        show_tables(camera, shell, program)
        shell.close()
        for each in camera.taken:
            path = folder / f"{each.stem.rstrip('_')}.png"
            path.write_bytes(reduced(each))
            print(f"{path} {path.stat().st_size // 1024} KB")
    return 0


def reduced(picture: Path) -> bytes:
    """A picture as wide as the manual shows it, in as many colours as the file may have bytes for."""
    from PIL import Image

    with Image.open(picture) as opened:
        whole = opened.convert("RGB")
    height = round(whole.height * WIDTH / whole.width)
    small = whole.resize((WIDTH, height), Image.Resampling.LANCZOS)
    written = b""
    for colours in _COLOURS:
        written = _written(small, colours)
        if len(written) <= MOST_BYTES:
            break
    return written


def _written(picture: "Image", colours: int) -> bytes:
    from PIL import Image

    file = BytesIO()
    flat = picture.quantize(colours, dither=Image.Dither.NONE)
    flat.save(file, "PNG", optimize=True)
    return file.getvalue()


def _open_sample(shell: "Shell", program: "Program") -> None:
    from sgz_desktop.services.changes import Worker

    for key in ("zhuguang", "zhongcun"):
        opened = program.importing.sample(key)
        lead = next(each for each in program.evaluations.dossier(opened).people if each.leads)
        program.desk.set_worker(opened, Worker(lead.id))
        shell.open_evaluation(opened)


def _show(camera: Camera, shell: "Shell", name: str) -> None:
    """Show a page as its chapter speaks of it."""
    from PySide6.QtWidgets import QTabBar

    shell.go(name)
    if name == "day":
        (tabs,) = shell.findChildren(QTabBar, "dayTabs")
        tabs.setCurrentIndex(_SPOT_CHECKS)
    camera.settle(lambda: not shell.jobs.running)
    if name == "report":
        end = time.monotonic() + _REPORT_S  # pages are drawn in their own time and say nothing
        camera.settle(lambda: time.monotonic() > end)


if __name__ == "__main__":
    sys.exit(main())
