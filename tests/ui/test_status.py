"""The status line: 保存中 while a long write runs, and silence once the window is closed; and garbage."""

import gc
from collections.abc import Callable
from uuid import UUID
from weakref import ref

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.garbage import Sweeper
from sgz_desktop.ui.pages.preparing_parts import remove
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, text_of, worked

Open = Callable[[UUID, str], Shell]


def test_a_long_write_says_saving_before_and_saved_after(qtbot: QtBot, shell: Shell) -> None:
    assert shell.session is not None
    said: list[tuple[bool, str, str]] = []
    shell.session.saving.connect(
        lambda on: said.append((on, text_of(shell, "statusSaved"), text_of(shell, "savedState")))
    )
    click(shell, "homeSample_zhongcun")
    worked(qtbot, shell)
    assert said == [(True, "保存中…", "保存中…"), (False, "", "")]


def test_deleting_a_person_says_saving(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "preparing")
    assert shell.session is not None
    said: list[str] = []
    shell.session.saving.connect(lambda _: said.append(text_of(shell, "statusSaved")))
    person = program.evaluations.dossier(zhongcun).people[-1]
    remove(shell.session, person.kind, person.id, "删除人员")
    assert said[0] == "保存中…"
    assert said[1].startswith("已保存 ")
    assert person.id not in program.evaluations.dossier(zhongcun).person_by_id


def test_the_status_line_is_silent_once_the_window_is_closed(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    assert shell.session is not None
    shell.close()
    before = text_of(shell, "statusUndo")
    shell.session.write(
        "无人听见", lambda each, who: program.preparing.set_head(each, {"district": "白云区"}, who)
    )
    assert text_of(shell, "statusUndo") == before
    shell.close()


@pytest.mark.parametrize("calm_ms", [10])
def test_what_is_loaded_is_set_aside_after_opening(
    qtbot: QtBot, opened: Open, zhongcun: UUID, calm_ms: int
) -> None:
    shell = opened(zhongcun, "visit")
    before = gc.get_freeze_count()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)
    shell.close()
    assert gc.get_freeze_count() == 0


class _Cycle:
    """Something that only the collector can let go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize(
    ("openings", "state", "goes"),
    [
        (2, Qt.ApplicationState.ApplicationInactive, True),
        (2, Qt.ApplicationState.ApplicationActive, False),
        (1, Qt.ApplicationState.ApplicationInactive, False),
        (13, None, True),
    ],
)
def test_what_an_evaluation_left_behind_goes_while_nobody_looks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, openings: int, state: Qt.ApplicationState, goes: bool
) -> None:
    monkeypatch.setattr("sgz_desktop.ui.garbage._CALM_MS", 0)
    parent, left = QObject(), ref(_Cycle())
    sweeper = Sweeper(parent)  # sets aside what there is, the cycle too
    for _ in range(openings):
        sweeper.after_opening()
    timers, application = parent.findChildren(QTimer), QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    qtbot.waitUntil(lambda: not any(each.isActive() for each in timers))
    if state is not None:
        application.applicationStateChanged.emit(state)
    assert (left() is None) is goes
    sweeper.leave()
