"""The questions that come up only now and then, asked at once: what a walk through all dialogs needs."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QTableView

from sgz_desktop.crash import Crash
from sgz_desktop.domain.result import Stamp
from sgz_desktop.models.disputes import Dispute
from sgz_desktop.services.contests import Contest, Side
from sgz_desktop.services.naming import Thing
from sgz_desktop.ui.dialogs.closing import AskClosing
from sgz_desktop.ui.dialogs.contests import AskContests
from sgz_desktop.ui.dialogs.crashed import show_crash
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.pages.scoring_holding import AskHolds
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, the


def _contest(title: str) -> Contest:
    at = datetime(2024, 1, 16, 8, tzinfo=UTC)
    sides = tuple(
        Side((text,), (text,), (Stamp(name, "", at),), is_shown)
        for text, name, is_shown in (("8", "林专家", False), ("9", "王专家", True))
    )
    dispute = Dispute("figure", uuid4(), "points", (), {}, 0)
    return Contest(Thing(title, "各方得分"), ("得分",), sides, (dispute,))


def _contests(shell: Shell) -> None:
    assert shell.session is not None
    AskContests(shell, shell.session, [_contest("购买方"), _contest("监督方")]).open()


def _holds(shell: Shell) -> None:
    assert shell.session is not None
    AskHolds(
        shell, "整改不力", shell.session.rubric, was="没有限期整改。", begun="", keep=lambda _: ""
    ).open()


def _closing(shell: Shell) -> None:
    AskClosing(shell, ["导出 PDF"], wait=bool, cancel=bool, close=bool).open()


def _crashed(shell: Shell) -> None:
    show_crash(shell, Crash("程序内部出错：除以零。", "Traceback", Path("log.txt")))


def _delete(shell: Shell) -> None:
    assert shell.go("home")
    the(shell, QTableView, "homeTable").selectRow(0)
    click(shell, "homeDelete")


def _backups(shell: Shell) -> None:
    assert shell.go("home")
    click(shell, "homeBackups")


def _samples(shell: Shell) -> None:
    assert shell.go("home")
    click(shell, "homeSamples")


def _move(shell: Shell) -> None:
    assert shell.go("observations")
    view = the(shell, BoardView, "boardView")
    view.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_M):
        QTest.keyClick(view, key)


def _sheet(shell: Shell) -> None:
    assert shell.go("day")
    the(shell, QTabBar, "dayTabs").setCurrentIndex(5)
    click(shell, "feedbackShow")


QUESTIONS: dict[str, Callable[[Shell], object]] = {
    "contests": _contests,
    "holds": _holds,
    "closing": _closing,
    "crashed": _crashed,
    "delete": _delete,
    "backups": _backups,
    "samples": _samples,
    "move": _move,
    "sheet": _sheet,
    "manual": lambda shell: shell.overlays.help(),
}
