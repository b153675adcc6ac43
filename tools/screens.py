"""Pictures of every page and its parts, light and dark, small and large, into build/screens."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

_Part = TypeVar("_Part", bound="QObject")
SIZES = ((1366, 768), (1920, 1080))
PAGES = ("preparing", "visit", "scoring", "report")
ITEMS = ("O-01", "O-05", "O-08", "O-10", "O-13", "M-05")
_PATIENCE_S = 20.0
_PREVIEW_S = 0.8


class Camera:
    """Walks through the window and takes pictures of what it sees."""

    def __init__(self, application: "QApplication", folder: Path) -> None:
        self._application, self._folder = application, folder
        self.taken: list[Path] = []
        self.style = ""

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window finish what it is doing."""
        end = time.monotonic() + _PATIENCE_S
        while True:
            for _ in range(4):
                self._application.processEvents()
            if until() or time.monotonic() > end:
                return
            time.sleep(0.01)

    def take(self, what: "QWidget", name: str) -> None:
        """Save a picture."""
        self.settle()
        path = self._folder / f"{name}_{self.style}.png"
        what.grab().save(str(path))
        self.taken.append(path)


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
    for width, height in SIZES:
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
    half = _half_done(program)
    full = program.importing.sample("zhongcun")
    program.importing.sample("zhuguang")
    for state, evaluation_id in (("half", half), ("full", full)):
        _work_as_first(program, evaluation_id)
        shell.open_evaluation(evaluation_id)
        for page in PAGES:
            shell.go(page)
            for part in _parts(shell):
                camera.settle(lambda: not shell.jobs.running)
                if page == "report":
                    camera.settle(_after(_PREVIEW_S))
                camera.take(shell, f"{page}{part}_{state}")
        _sources(camera, shell, state)
    _items(camera, shell)
    shell.go("home")
    camera.take(shell, "home_full")
    _dialogs(camera, shell)


def _after(seconds: float) -> Callable[[], bool]:
    """Whether that time has passed: the pages of a preview are drawn in their own time and say nothing."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _parts(shell: "Shell") -> Iterator[str]:
    from PySide6.QtWidgets import QTabBar

    bars = [each for each in shell.findChildren(QTabBar) if each.isVisible()]
    if not bars:
        yield ""
    for number in range(bars[0].count() if bars else 0):
        bars[0].setCurrentIndex(number)
        yield str(number)


def _sources(camera: Camera, shell: "Shell", state: str) -> None:
    """What stands beside the preview for one paragraph of each kind."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTabBar

    from sgz_desktop.ui.pages.report_sources import SourcePanel
    from sgz_desktop.ui.widgets.pages import PageView

    _the(shell, QTabBar, "reportTabs").setCurrentIndex(0)
    pages = _the(shell, PageView, "previewPages")
    beside = _the(shell, SourcePanel, "sourcePanel")
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Home)
    seen: set[str] = set()
    for _ in pages.block_ids:
        QTest.keyClick(pages, Qt.Key.Key_Down)
        kind = beside.origin.kind if beside.origin is not None else ""
        if kind not in seen:
            camera.take(shell, f"source_{kind}_{state}")
        seen.add(kind)
    QTest.keyClick(pages, Qt.Key.Key_Escape)


def _items(camera: Camera, shell: "Shell") -> None:
    """One item of each judging rule, an observation being written, and those that hang on no item."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QListView

    shell.go("visit")
    stops = _the(shell, QListView, "stopList")
    for row in range(stops.model().rowCount()):
        index = stops.model().index(row, 0)
        code = str(index.data()).split()[0]
        if code in ITEMS:
            stops.setCurrentIndex(index)
            camera.take(shell, f"item_{code}")
    QTest.keyClick(stops, Qt.Key.Key_Minus)
    camera.take(shell, "observation_new")
    stops.setFocus()
    QTest.keyClick(stops, Qt.Key.Key_O)
    camera.take(shell, "others")
    places = _the(shell, QListView, "placeList")
    places.setCurrentIndex(places.model().index(1, 0))
    places.setFocus()
    QTest.keyClick(places, Qt.Key.Key_Plus)
    camera.take(shell, "others_new")
    QTest.keyClick(places, Qt.Key.Key_O)


def _dialogs(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtWidgets import QDialog, QPushButton

    for button, name in (("homeNew", "askNew"), ("homeBackups", "backups"), ("homeSamples", "samples")):
        _the(shell, QPushButton, button).click()
        camera.settle()
        dialog = _the(shell, QDialog, name)
        camera.take(dialog, f"dialog_{name}")
        dialog.reject()
    shell.ask_worker()
    camera.settle()
    asked = _the(shell, QDialog, "askWorker")
    camera.take(asked, "dialog_askWorker")
    asked.reject()
    shell.notices.complain("磁盘已满，没有保存。文字留在原处，稍后会再试一次。", lambda: None)
    camera.take(shell, "notice")
    shell.notices.clear()


def _the(window: "QWidget", kind: type[_Part], name: str) -> _Part:
    (found,) = window.findChildren(kind, name)
    return found


def _half_done(program: "Program") -> UUID:
    """An evaluation somebody is in the middle of."""
    from datetime import date
    from decimal import Decimal

    from sgz_desktop.domain.evaluation import Phase
    from sgz_desktop.domain.mark import Degree, Pending
    from sgz_desktop.domain.rubric import DegreeRule
    from sgz_desktop.services.changes import NOBODY, Worker

    made = program.evaluations.create(
        station="白云区云边街社会工作服务站（某某某某某某某某某某某某某某某某社区联合）",
        phase=Phase.MIDTERM,
        visit_date=date(2025, 3, 4),
    )
    _, expert = program.preparing.add(made, "person", {"name": "林专家", "leads": True}, NOBODY)
    for name in ("第一片区", "第二片区", "第三片区"):
        _, group = program.preparing.add(made, "group", {"name": name}, NOBODY)
        program.preparing.add(made, "zone", {"name": name, "group_id": group}, NOBODY)
    rubric = program.evaluations.rubric(made)
    for component in rubric.components:
        program.preparing.assign(made, component.code, None, expert, on=True, worker=NOBODY)
    stops = program.visiting.stops(made, expert)
    for stop in stops[: len(stops) // 2]:
        is_degree = isinstance(stop.item.rule, DegreeRule)
        answer = Degree(stop.item.points - Decimal("0.1")) if is_degree else Pending()
        program.visiting.answer(made, stop.item.code, stop.group_id, expert, answer, Worker(expert))
    return made


def _work_as_first(program: "Program", evaluation_id: UUID) -> None:
    from sgz_desktop.services.changes import Worker

    person = program.evaluations.dossier(evaluation_id).people[0]
    program.desk.set_worker(evaluation_id, Worker(person.id))


if __name__ == "__main__":
    sys.exit(main())
