"""Every page, part, panel and dialog of the window, opened one after another on one that has all."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QListView,
    QPushButton,
    QTabBar,
    QWidget,
)

from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.editing import make_edit
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, the
from tests.ui.questions import QUESTIONS

Place = tuple[str, QWidget]
_OF_THE_DAY: dict[str, dict[str, Any]] = {
    "plan_entry": {"title": "听取介绍", "starts_at": "09:00"},
    "need": {"title": "签到表"},
    "attendee": {"name": "负责人", "party": "station"},
    "spot_check": {"number": "GA-01", "found": "缺少签名。"},
    "paper_request": {"title": "花名册", "promised_by": "站长"},
    "interview": {"role": "一线社工", "notes": "介绍了探访的安排。"},
}


_OF_TABLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("worker", {"name": "许知夏", "certificate": Certificate.ASSISTANT, "contract_start": date(2023, 7, 16)}),
    ("resource", {"provider": "街道商会", "category": ResourceKind.GOODS, "value_yuan": Decimal("1280.5")}),
    ("fund_line", {"name": "2023年度", "budget": Decimal(2400000), "spent": Decimal(1200000)}),
    ("respondent", {"name": "受访甲", "phone": "13800001234"}),
    ("respondent", {"name": "受访乙"}),
)


def furnish(program: Program, evaluation_id: UUID) -> None:
    """Put in what the sample lacks: marks that can be changed, and something of each paper of the day."""
    for each in program.evaluations.dossier(evaluation_id).handed_in:
        program.deliberating.take_back(evaluation_id, each, NOBODY)
    helper = {"name": "记录员", "role": Role.STAFF}
    _, person = program.preparing.add(evaluation_id, "person", helper, NOBODY)
    program.preparing.declare(evaluation_id, person, {"relation": "曾在督导中心实习"}, NOBODY)
    for kind, values in (*_OF_THE_DAY.items(), *_OF_TABLES):
        program.preparing.add(evaluation_id, kind, values, NOBODY)
    (worker,) = program.evaluations.dossier(evaluation_id).workers
    hours = {"worker_id": worker.id, "month": "", "training": Decimal(33)}
    ticks = {"worker_id": worker.id, "month": "2023-08", "present": Tick.YES, "insured": Tick.NO}
    edits = [make_edit(evaluation_id, *each) for each in (("training_hours", hours), ("duty_month", ticks))]
    program.undoing.apply(evaluation_id, edits, worker=NOBODY)


def pages(shell: Shell) -> Iterator[Place]:
    """Every page and every part of it, with the first thing chosen wherever one can be."""
    for page, _, _ in page_names():
        reporting(shell, is_on=page == "report")
        assert shell.go(page)
        bars = [each for each in shell.findChildren(QTabBar) if each.isVisible()]
        for number in range(bars[0].count() if bars else 1):
            if bars:
                bars[0].setCurrentIndex(number)
            settle()
            _choose_firsts(shell)
            yield f"{page} {number}", shell


def reporting(shell: Shell, *, is_on: bool) -> None:
    """Work as the staff where the report is written: who has not handed in sees none of it."""
    session = shell.session
    assert session is not None
    role = Role.STAFF if is_on else Role.EXPERT
    author = next(each.id for each in session.dossier.people if each.role is role)
    if session.worker.author_id != author:
        session.work_as(Worker(author))


def _choose_firsts(shell: Shell) -> None:
    for view in shell.findChildren(QAbstractItemView):
        if view.isVisible() and not view.currentIndex().isValid() and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))
            settle()


def settle() -> None:
    """Let the window do what it put off."""
    QApplication.processEvents()
    QApplication.processEvents()


def part(shell: Shell, page: str, bar: str, number: int) -> None:
    """Go to one part of a page."""
    assert shell.go(page)
    the(shell, QTabBar, bar).setCurrentIndex(number)
    settle()


def _observation(shell: Shell) -> None:
    assert shell.go("visit")
    stops = the(shell, QListView, "stopList")
    stops.setFocus()
    QTest.keyClick(stops, Qt.Key.Key_Minus)


def _others(shell: Shell) -> None:
    assert shell.go("visit")
    stops = the(shell, QListView, "stopList")
    stops.setFocus()
    QTest.keyClick(stops, Qt.Key.Key_O)


def _card(shell: Shell) -> None:
    assert shell.go("observations")
    view = the(shell, BoardView, "boardView")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    settle()


def _conflict(shell: Shell) -> None:
    part(shell, "preparing", "preparingTabs", 1)
    box = the(shell, QComboBox, "person_conflict")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)


def _veto(shell: Shell) -> None:
    part(shell, "scoring", "scoringTabs", 0)
    click(shell, "veto_rectification_open")


def _other_texts(shell: Shell) -> None:
    reporting(shell, is_on=True)
    part(shell, "report", "reportTabs", 1)
    click(shell, "textsFold")


def _particulars(shell: Shell) -> None:
    part(shell, "indicators", "tableTabs", 4)
    click(shell, "surveyEdit")


def _sample(shell: Shell) -> None:
    part(shell, "indicators", "tableTabs", 4)
    if the(shell, QPushButton, "surveyDraw").isVisible():
        click(shell, "surveyDraw")
    settle()
    table = the(shell, QAbstractItemView, "surveyTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_9)
    the(shell, QWidget, "surveyTable").setFocus()
    QTest.keyClick(table, Qt.Key.Key_L)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_R)


PANELS: dict[str, Callable[[Shell], None]] = {
    "visit: an observation": _observation,
    "observations: a card": _card,
    "preparing: a conflict": _conflict,
    "scoring: a veto": _veto,
    "visit: the others": _others,
    "indicators: who somebody is": _particulars,
    "indicators: who is asked": _sample,
    "report: texts that this style does not print": _other_texts,
}
"""What stands on a page only once it was asked for."""


def panels(shell: Shell) -> Iterator[Place]:
    """What stands on a page only once it was asked for."""
    for name, ask in PANELS.items():
        reporting(shell, is_on=False)
        ask(shell)
        settle()
        yield name, shell


def _draw(shell: Shell) -> None:
    assert shell.go("day", "spot_check")
    table = the(shell, QAbstractItemView, "checkTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_R)


def _new(shell: Shell) -> None:
    assert shell.go("home")
    click(shell, "homeNew")


DIALOGS: dict[str, Callable[[Shell], object]] = {
    "worker": lambda shell: shell.ask_worker(),
    "note": lambda shell: shell.go("note"),
    "papers": lambda shell: shell.go("papers"),
    "look": lambda shell: shell.overlays.look(),
    "keys": lambda shell: shell.overlays.keys(),
    "draw": _draw,
    "new": _new,
}


def dialogs(shell: Shell) -> Iterator[Place]:
    """Every dialog that is asked for, each closed again by Esc."""
    return _one_by_one(shell, DIALOGS)


def questions(shell: Shell) -> Iterator[Place]:
    """The dialogs that come up only now and then, each closed again by Esc."""
    return _one_by_one(shell, QUESTIONS)


def _one_by_one(shell: Shell, asked: Mapping[str, Callable[[Shell], object]]) -> Iterator[Place]:
    for name, ask in asked.items():
        ask(shell)
        settle()
        shown = [each for each in shell.findChildren(QDialog) if each.isVisible()]
        assert len(shown) == 1, f"{name}: {shown}"
        yield f"dialog {name}", shown[0]
        QTest.keyClick(QApplication.focusWidget() or shown[0], Qt.Key.Key_Escape)
        assert not any(each.isVisible() for each in shell.findChildren(QDialog)), name
        shell.activateWindow()
        settle()
