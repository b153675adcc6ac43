"""What every journey has: an empty data folder, windows on it, no mouse, and answers to the file dialog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.focus import NoMouse
from tests.journeys.person import Person
from tests.journeys.stalls import Watch

Open = Callable[[], Person]


@pytest.fixture(autouse=True)
def no_mouse(qapp: QApplication) -> Iterator[None]:
    """Fails a journey in which anything came from a mouse."""
    mouse = NoMouse()
    qapp.installEventFilter(mouse)
    yield
    qapp.removeEventFilter(mouse)
    assert not mouse.seen, mouse.seen


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, watch: Watch) -> Iterator[Open]:
    """Opens a window on the journey's data folder; what is still open at the end is closed."""
    opened: list[Person] = []

    def open_one() -> Person:
        opened.append(Person(qtbot, tmp_path / "data", watch))
        return opened[-1]

    yield open_one
    for each in opened:
        each.leave()


@pytest.fixture
def chosen_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the next file dialogs with a path, the one thing a journey cannot reach: it is the system's."""

    def choose(path: Path) -> None:
        for name in ("choose_open_path", "choose_save_path"):
            monkeypatch.setattr(f"sgz_desktop.ui.dialogs.files.{name}", lambda *_: path)

    return choose
