"""With the largest text nothing is clipped in a window as small as it then may be."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import TextSize
from sgz_desktop.ui.tokens import scaled
from tests.ui.find import the
from tests.ui.test_fitting import clipped
from tests.ui.test_shell import walk

Open = Callable[[UUID, str], Shell]


@pytest.fixture
def own_font(qapp: QApplication) -> Iterator[None]:
    """The font of the application as it was before."""
    before = qapp.font()
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("own_font")
@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_no_button_is_clipped(qtbot: QtBot, opened: Open, zhongcun: UUID, size: TextSize) -> None:
    shell = opened(zhongcun, "visit")
    shell.theme.ask_size(size)
    shell.resize(shell.theme.least(1040), 620)
    found = {place: list(clipped(shell)) for place in walk(shell)}
    qtbot.waitUntil(lambda: not shell.jobs.running, timeout=60_000)
    assert {place: each for place, each in found.items() if each} == {}
    shell.go("report")
    assert the(shell, QListView, "chapterList").width() >= scaled(180, size), "its headings read apart"
