"""The code of pages is read in idle moments: parts first, one at a time, until the window goes."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.reading_ahead import ReadingAhead

NAMES = ("ahead_of_us.page_part", "ahead_of_us.page", "ahead_of_us.other")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of a page with a part, and another page."""
    folder = tmp_path / "ahead_of_us"
    folder.mkdir()
    for name in ("__init__", "page_part", "page", "other"):
        (folder / f"{name}.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("ahead_of_us", *NAMES):
        monkeypatch.setitem(sys.modules, name, sys)  # so that what is read here goes with the test
        del sys.modules[name]
    return "ahead_of_us"


def test_it_reads_one_after_another_and_says_when_all_are_read(qtbot: QtBot, package: str) -> None:
    parent = QObject()
    ahead = ReadingAhead(parent, package)
    with qtbot.waitSignal(ahead.done):
        ahead.begin()
    read = [each for each in sys.modules if each in NAMES]
    assert (read[0], set(read)) == (NAMES[0], set(NAMES))
    with qtbot.waitSignal(ahead.done):
        ahead.begin()


def test_it_stops_with_the_window(qtbot: QtBot, package: str) -> None:
    parent = QObject()
    ahead = ReadingAhead(parent, package)
    ahead.begin()
    ahead.leave()
    assert not any(each.isActive() for each in parent.findChildren(QTimer))
    assert not set(NAMES) & set(sys.modules)
