"""One process with the real window on a folder, which times what a person does and prints it as JSON."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QListView, QMainWindow

from benchmarks.timing import once, several
from sgz_desktop.app import choose_font
from sgz_desktop.services.changes import Changes
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.palette import Palette
from sgz_desktop.ui.shell import Shell, build_shell
from sgz_desktop.wiring import build

_PAGES = ("preparing", "visit", "day", "observations", "indicators", "scoring", "report")


def main(folder: str, evaluation: str = "") -> None:
    """Open the window on a folder; with an evaluation, work on that, else list."""
    application = QApplication([])
    choose_font(application)
    found: dict[str, float] = {}
    with build(Path(folder)) as program:
        shell = build_shell(program)
        shell.show()
        _settle(shell)
        if evaluation:
            found["open"] = once(lambda: _open(shell, UUID(evaluation)))
            found |= _pages(shell)
            found["jump"] = _jump(shell)
            found |= _palette(shell)
        else:
            found["home"] = several(_listing_again(shell), times=11)
        shell.close()
        shell.deleteLater()
        _settle(shell)
    print(json.dumps(found))


def _settle(shell: QMainWindow) -> None:
    """Until everything is painted that is to be."""
    for _ in range(3):
        QCoreApplication.processEvents()
    shell.repaint()


def _open(shell: Shell, evaluation: UUID) -> None:
    shell.open_evaluation(evaluation)
    _settle(shell)


def _pages(shell: Shell) -> dict[str, float]:
    """Milliseconds to go to each page from another one, each shown before."""
    found = {}
    for name in _PAGES:
        other = "visit" if name != "visit" else "scoring"
        taken = []
        for _ in range(6):
            _go(shell, other)
            taken.append(once(partial(_go, shell, name)))
        found[f"page {name}"] = sorted(taken[1:])[2]
    return found


def _go(shell: Shell, name: str) -> None:
    shell.go(name)
    _settle(shell)


def _jump(shell: Shell) -> float:
    """Milliseconds from one item of the checklist to another far away."""
    shell.go("visit")
    _settle(shell)
    stops = shell.findChild(QListView, "stopList")
    assert stops is not None
    number = stops.model().rowCount()
    places = iter(range(7, 10**6, number // 3 + 1))

    def jump() -> None:
        stops.setCurrentIndex(stops.model().index(next(places) % number, 0))
        _settle(shell)

    return several(jump, times=15)


def _palette(shell: Shell) -> dict[str, float]:
    """Milliseconds to open the palette with everything read anew, and to answer one more letter."""
    opening, typing = [], []
    for _ in range(5):
        shell.overlays.forget()
        opening.append(once(partial(_search, shell)))
        (palette,) = [each for each in shell.findChildren(Palette) if each.isVisible()]
        for text in ("档", "档案", "档案 月", "d", "da"):
            typing.append(once(partial(_type, shell, palette, text)))
        palette.leave()
        _settle(shell)
    return {"palette open": sorted(opening)[2], "palette letter": sorted(typing)[len(typing) // 2]}


def _search(shell: Shell) -> None:
    shell.overlays.search()
    _settle(shell)


def _type(shell: Shell, palette: Palette, text: str) -> None:
    palette.field.setText(text)
    _settle(shell)


def _listing_again(shell: Shell) -> Callable[[], None]:
    """What home does after an answer in one of its evaluations."""
    page, session = shell.findChild(Page, "homePage"), shell.session
    assert page is not None
    assert session is not None
    heard = Changes(session.program.evaluations.listing()[0].id, kinds=frozenset({"mark"}))

    def again() -> None:
        page.hear(heard)
        page.catch_up()
        _settle(shell)

    return again


if __name__ == "__main__":
    main(*sys.argv[1:])
