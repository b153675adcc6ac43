"""A window with the real services on a temporary folder."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell, build_shell
from sgz_desktop.wiring import build, open_for_window


@pytest.fixture(scope="session", autouse=True)
def _clipboard() -> Iterator[None]:
    """Leaves the clipboard empty: the offscreen one of Qt ends in a crash over what is still in it."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


def _zhongcun(program: Program) -> UUID:
    found = program.importing.sample("zhongcun")
    expert = next(each for each in program.evaluations.dossier(found).people if each.role is Role.EXPERT)
    program.desk.set_worker(found, Worker(expert.id))
    return found


def _zhuguang(program: Program) -> UUID:
    found = program.importing.sample("zhuguang")
    program.desk.set_worker(found, Worker(program.evaluations.dossier(found).people[0].id))
    return found


def _fresh(program: Program) -> UUID:
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.MIDTERM)
    _, expert = program.preparing.add(made, "person", {"name": "林专家"}, NOBODY)
    for component in program.evaluations.rubric(made).components:
        program.preparing.assign(made, component.code, None, expert, on=True, worker=NOBODY)
    program.desk.set_worker(made, Worker(expert))
    return made


EVALUATIONS: Mapping[str, Callable[[Program], UUID]] = {
    "zhongcun": _zhongcun,
    "zhuguang": _zhuguang,
    "fresh": _fresh,
}


@dataclass(frozen=True)
class Begun:
    """A data folder that nothing has open, and the evaluations in it."""

    folder: Path
    ids: Mapping[str, UUID]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], Begun]:
    """Data folders with these evaluations, each made once, to be copied."""
    made: dict[tuple[str, ...], Begun] = {}

    def of(names: tuple[str, ...]) -> Begun:
        if names not in made:
            folder = tmp_path_factory.mktemp("begun") / "data"
            with build(folder) as program:
                made[names] = Begun(folder, {name: EVALUATIONS[name](program) for name in names})
        return made[names]

    return of


@pytest.fixture
def evaluations(
    request: pytest.FixtureRequest, begun: Callable[[tuple[str, ...]], Begun], tmp_path: Path
) -> dict[str, UUID]:
    """What the test has asked for by name, in its data folder before anything opens that."""
    found = begun(tuple(name for name in EVALUATIONS if name in request.fixturenames))
    shutil.copytree(found.folder, tmp_path / "data")
    return dict(found.ids)


@pytest.fixture
def calm_ms() -> int:
    """How long a window rests before it sweeps: longer than a test, as a sweep walks through all modules."""
    return 60_000


@pytest.fixture
def program(
    evaluations: dict[str, UUID], tmp_path: Path, calm_ms: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program on the test's data folder, as a window has it."""
    monkeypatch.setattr("sgz_desktop.ui.garbage._CALM_MS", calm_ms)
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
def zhongcun(evaluations: dict[str, UUID]) -> UUID:
    """The 钟村 sample, with its first expert at work here."""
    return evaluations["zhongcun"]


@pytest.fixture
def zhuguang(evaluations: dict[str, UUID]) -> UUID:
    """The 珠光 sample, with its first person at work here."""
    return evaluations["zhuguang"]


@pytest.fixture
def fresh(evaluations: dict[str, UUID]) -> UUID:
    """A new evaluation of one expert who judges everything and works here."""
    return evaluations["fresh"]


@pytest.fixture
def opened(shell: Shell) -> Callable[[UUID, str], Shell]:
    """Opens an evaluation at a page."""

    def open_at(evaluation_id: UUID, page: str) -> Shell:
        shell.open_evaluation(evaluation_id)
        assert shell.go(page)
        return shell

    return open_at
