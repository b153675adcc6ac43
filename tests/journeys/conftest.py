"""What every journey has: an empty data folder, windows on it, and answers to the file dialog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.person import Person

Open = Callable[[], Person]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens a window on the journey's data folder; what is still open at the end is closed."""
    opened: list[Person] = []

    def open_one() -> Person:
        opened.append(Person(qtbot, tmp_path / "data"))
        return opened[-1]

    yield open_one
    for each in opened:
        each.leave()


@pytest.fixture
def chosen_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the next file dialogs with a path, the one thing a journey cannot click."""

    def choose(path: Path) -> None:
        for name in ("choose_open_path", "choose_save_path"):
            monkeypatch.setattr(f"sgz_desktop.ui.dialogs.files.{name}", lambda *_: path)

    return choose
