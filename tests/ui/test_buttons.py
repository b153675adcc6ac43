"""Rows of buttons of which one is chosen: closed at both ends, whichever is."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.sheet import style_sheet
from sgz_desktop.ui.tokens import LIGHT
from sgz_desktop.ui.widgets.buttons import Segments
from tests.ui.find import the


def ends(shown: Segments) -> tuple[str, str]:
    """The colours at the middle of the left and of the right edge."""
    image: QImage = shown.grab().toImage()
    middle = image.height() // 2
    left, right = (image.pixelColor(x, middle).name().upper() for x in (0, image.width() - 1))
    return left, right


def test_a_row_of_choices_is_closed_at_both_ends(qtbot: QtBot) -> None:
    shown = Segments([(1, "甲"), (2, "乙"), (3, "丙")], name="which", title="哪一个")
    qtbot.addWidget(shown)
    shown.setStyleSheet(style_sheet(LIGHT))
    shown.choose(2)
    shown.show()
    assert ends(shown) == (LIGHT.line, LIGHT.line)
    assert [the(shown, QPushButton, f"which_{number}").property("place") for number in range(3)] == [
        "first",
        "inner",
        "last",
    ]
    shown.choose(1)
    assert ends(shown) == (LIGHT.accent, LIGHT.line)
