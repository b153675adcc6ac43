"""A window with the real services on a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell, build_shell
from sgz_desktop.wiring import open_for_window


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program on an empty data folder, as a window has it."""
    opened = open_for_window(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, program: Program) -> Shell:
    """The window, shown and active."""
    window = build_shell(program)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


@pytest.fixture
def zhongcun(program: Program) -> UUID:
    """The 钟村 sample, with its first expert at work here."""
    found = program.importing.sample("zhongcun")
    expert = next(each for each in program.evaluations.dossier(found).people if each.role is Role.EXPERT)
    program.desk.set_worker(found, Worker(expert.id))
    return found


@pytest.fixture
def zhuguang(program: Program) -> UUID:
    """The 珠光 sample, with its first person at work here."""
    found = program.importing.sample("zhuguang")
    program.desk.set_worker(found, Worker(program.evaluations.dossier(found).people[0].id))
    return found


@pytest.fixture
def fresh(program: Program) -> UUID:
    """A new evaluation of one expert who judges everything and works here."""
    from sgz_desktop.domain.evaluation import Phase

    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.MIDTERM)
    _, expert = program.preparing.add(made, "person", {"name": "林专家"}, NOBODY)
    for component in program.evaluations.rubric(made).components:
        program.preparing.assign(made, component.code, None, expert, on=True, worker=NOBODY)
    program.desk.set_worker(made, Worker(expert))
    return made


@pytest.fixture
def opened(shell: Shell) -> Callable[[UUID, str], Shell]:
    """Opens an evaluation at a page."""

    def open_at(evaluation_id: UUID, page: str) -> Shell:
        shell.open_evaluation(evaluation_id)
        assert shell.go(page)
        return shell

    return open_at
