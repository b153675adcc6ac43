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
PAGES = ("preparing", "visit", "day", "observations", "indicators", "scoring", "report")
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
    _day(camera, shell)
    _board(camera, shell)
    _deliberation(camera, shell)
    _preparing(camera, shell, program)
    shell.go("home")
    _home(camera, shell, program)
    _over_all(camera, shell)
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
    _ways(camera, shell)


def _ways(camera: Camera, shell: "Shell") -> None:
    """The walk by method and by review group, marks taken back, and a quick note."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QListView

    stops = _the(shell, QListView, "stopList")
    for key, name in ((Qt.Key.Key_W, "by_method"), (Qt.Key.Key_W, "by_group"), (Qt.Key.Key_T, "taken_back")):
        stops.setFocus()
        QTest.keyClick(stops, key)
        camera.take(shell, f"visit_{name}")
    stops.setFocus()
    for key in (Qt.Key.Key_T, Qt.Key.Key_W):
        QTest.keyClick(stops, key)
    shell.go("note")
    camera.settle()
    note = _the(shell, QDialog, "quickNote")
    camera.take(note, "dialog_note")
    note.reject()


def _preparing(camera: Camera, shell: "Shell", program: "Program") -> None:
    """Nothing filled in yet; what cannot be kept; a conflict declared by somebody who has work assigned."""
    from datetime import date

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QComboBox, QLineEdit, QTabBar

    from sgz_desktop.domain.evaluation import Phase

    def part(number: int) -> None:
        bars = [each for each in shell.findChildren(QTabBar, "preparingTabs") if each.isVisible()]
        bars[0].setCurrentIndex(number)

    made = program.evaluations.create(
        station="白云区云边街社工站", phase=Phase.MIDTERM, visit_date=date(2025, 3, 4)
    )
    before = shell.session.evaluation_id if shell.session else None
    shell.open_evaluation(made)
    shell.go("preparing")
    for number in range(5):
        part(number)
        camera.take(shell, f"preparing{number}_empty")
    if before is not None:
        shell.open_evaluation(before)
    shell.go("preparing")
    part(0)
    ends = _the(shell, QLineEdit, "head_agreement_end")
    kept = ends.text()
    for text, picture in (("2000-01-01", "preparing0_error"), (kept, "")):
        ends.setFocus()
        ends.setText(text)
        QTest.keyClick(ends, Qt.Key.Key_Return)
        if picture:
            camera.take(shell, picture)
    part(1)
    camera.settle()
    conflict = shell.findChildren(QComboBox, "person_conflict")[0]
    conflict.setFocus()
    QTest.keyClick(conflict, Qt.Key.Key_End)
    camera.take(shell, "preparing1_error")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Escape)
    camera.settle()


def _day(camera: Camera, shell: "Shell") -> None:
    """A draw before it is entered, what was drawn, and the feedback as it fills the screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView

    shell.go("day", "spot_check")
    table = _the(shell, QTableView, "checkTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_R)
    asked = _the(shell, QDialog, "askDraw")
    for name, text in (("draw_population", "60"), ("draw_count", "3")):
        QTest.keyClicks(_the(asked, QLineEdit, name), text)
    camera.take(asked, "dialog_askDraw")
    asked.accept()
    shell.go("day", "feedback")
    _the(shell, QPushButton, "feedbackShow").click()
    camera.settle()
    shown = _the(shell, QDialog, "presentation")
    shown.resize(shell.size())
    camera.take(shown, "presentation")
    shown.close()


def _board(camera: Camera, shell: "Shell") -> None:
    """One observation being edited, several chosen, where to move them, and a new one."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QTableView

    shell.go("observations")
    view = _the(shell, QTableView, "boardView")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    camera.take(shell, "board_one")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    camera.take(shell, "board_several")
    QTest.keyClick(view, Qt.Key.Key_M)
    camera.settle()
    asked = _the(shell, QDialog, "boardMoveTo")
    camera.take(asked, "board_move")
    asked.reject()
    QTest.keyClick(view, Qt.Key.Key_N)
    camera.take(shell, "board_new")
    QTest.keyClick(view, Qt.Key.Key_Escape)


def _home(camera: Camera, shell: "Shell", program: "Program") -> None:
    """The list with what is due, nothing found, several put away with the way back, and the assistant."""
    from datetime import UTC, datetime, timedelta

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView

    from sgz_desktop.domain.evaluation import Phase

    today = datetime.now(UTC).astimezone().date()
    for station, days in (("海珠区瑞宝街社工服务站", -4), ("南沙区大岗镇社工服务站", 5)):
        program.evaluations.create(
            station=station, phase=Phase.MIDTERM, visit_date=today + timedelta(days=days)
        )
    program.keeping.make()
    if shell.session is not None:
        shell.session.listed.emit()
    camera.settle(_after(_PREVIEW_S))
    camera.take(shell, "home_full")
    search = _the(shell, QLineEdit, "homeSearch")
    search.setText("乌有街")
    camera.take(shell, "home_nothing_found")
    search.setText("")
    table = _the(shell, QTableView, "homeTable")
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    camera.settle()
    asked = _the(shell, QDialog, "askDelete")
    camera.take(asked, "dialog_askDelete")
    asked.accept()
    camera.take(shell, "home_deleted")
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _the(shell, QPushButton, "homeNew").click()
    camera.settle()
    new = _the(shell, QDialog, "askNew")
    for number in (1, 2):
        _the(new, QPushButton, f"askNew_step_{number}").click()
        camera.take(new, f"dialog_askNew_{number}")
    _the(new, QPushButton, "askNew_how_1").click()
    camera.take(new, "dialog_askNew_like")
    new.reject()
    shell.notices.clear()


def _deliberation(camera: Camera, shell: "Shell") -> None:
    """An answer that waits for its reason, who handed in when, and a figure's proof with its way back."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton, QTabBar, QTableView

    shell.go("scoring")
    tabs = _the(shell, QTabBar, "scoringTabs")
    tabs.setCurrentIndex(1)
    questions = _the(shell, QTableView, "questionTable")
    questions.setFocus()
    QTest.keyClick(questions, Qt.Key.Key_N)
    story = _the(shell, QPushButton, "handInStory")
    story.click()
    camera.take(shell, "deliberation_draft")
    story.click()
    _the(shell, QPushButton, "finalWithdraw").click()
    tabs.setCurrentIndex(0)
    scores = _the(shell, QTableView, "scoreTable")
    scores.setFocus()
    QTest.keyClick(scores, Qt.Key.Key_Return)
    camera.take(shell, "proof_of_figure")
    tabs.setCurrentIndex(0)


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


def _over_all(camera: Camera, shell: "Shell") -> None:
    """What stands over every page; then pages in high contrast, and the largest text in a small window."""
    from PySide6.QtWidgets import QDialog

    from sgz_desktop.crash import Crash
    from sgz_desktop.ui.dialogs.crashed import Crashed, show_crash
    from sgz_desktop.ui.dialogs.look import AskLook
    from sgz_desktop.ui.palette import Palette
    from sgz_desktop.ui.theme import Appearance, TextSize

    shell.go("visit")
    for text, state in (("", "rest"), ("档案", "found"), ("乌有", "nothing")):
        shell.overlays.search()
        (palette,) = [each for each in shell.findChildren(Palette) if each.isVisible()]
        palette.field.setText(text)
        camera.take(shell, f"palette_{state}")
        palette.leave()
    shell.go("papers")
    camera.settle(_after(_PREVIEW_S))
    papers = _the(shell, QDialog, "askPapers")
    camera.take(papers, "dialog_papers")
    papers.reject()
    shell.overlays.look()
    (look,) = shell.findChildren(AskLook)
    camera.take(look, "dialog_look")
    look.reject()
    show_crash(
        shell, Crash("刚才的操作没有完成（KeyError）。", "Traceback …\nKeyError: 'x'", Path("log.txt"))
    )
    (crashed,) = shell.findChildren(Crashed)
    camera.take(crashed, "dialog_crashed")
    crashed.reject()
    worn, size = shell.theme.asked, shell.size()
    for appearance, text_size, name in (
        (Appearance.CONTRAST, TextSize.STANDARD, "contrast"),
        (worn, TextSize.LARGEST, "largest"),
    ):
        shell.theme.ask(appearance)
        shell.theme.ask_size(text_size)
        if text_size is TextSize.LARGEST:
            shell.resize(shell.theme.least(1040), 620)
        for page in ("home", *PAGES):
            shell.go(page)
            camera.settle(lambda: not shell.jobs.running)
            camera.take(shell, f"{page}_{name}")
    shell.theme.ask_size(TextSize.STANDARD)
    shell.resize(size)
    shell.go("home")


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
