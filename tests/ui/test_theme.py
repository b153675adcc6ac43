"""The three looks and three sizes of text: complete, followed, changed, worn by dialogs too."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    Appearance,
    TextSize,
    Theme,
    Tokens,
    style_sheet,
    text_px,
    tokens_of,
)


@pytest.fixture
def own_font(qapp: QApplication) -> Iterator[None]:
    """The font of the application as it was before."""
    before = qapp.font()
    yield
    qapp.setFont(before)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_style_sheet_is_filled_completely(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, TextSize.LARGE)
    assert "@" not in sheet
    assert tokens.accent in sheet
    assert all(len(getattr(tokens, each.name)) == 7 for each in fields(tokens))


def test_text_grows_in_proportion_and_borders_with_contrast() -> None:
    standard, largest = (style_sheet(LIGHT, each) for each in (TextSize.STANDARD, TextSize.LARGEST))
    assert "QWidget { font-size: 14px" in standard
    assert "QWidget { font-size: 18px" in largest
    assert "min-height: 32px" in standard
    assert "min-height: 41px" in largest
    assert "min-height: 39px" in largest  # with the focus: a pixel less above and below
    assert "border: 2px solid #00FFFF" not in standard
    assert "border: 3px solid #00FFFF" in style_sheet(CONTRAST)


def test_a_window_wears_what_is_asked(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme = Theme(window)
    theme.ask(Appearance.DARK)
    assert theme.is_dark
    assert tokens_of(window) is DARK
    with qtbot.waitSignal(theme.changed):
        theme.ask(Appearance.LIGHT)
    assert tokens_of(window) is LIGHT
    order = [Appearance.DARK, Appearance.CONTRAST, Appearance.SYSTEM, Appearance.LIGHT]
    assert [theme.ask_next() for _ in Appearance] == order


def test_a_window_follows_the_system(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme = Theme(window)
    assert theme.asked is Appearance.SYSTEM
    assert theme.is_dark is (QGuiApplication.styleHints().colorScheme().name == "Dark")


@pytest.mark.usefixtures("own_font")
def test_an_open_dialog_wears_it_too(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme = Theme(window)
    dialog = QDialog(window)
    says = QLabel("对话框")
    QVBoxLayout(dialog).addWidget(says)
    dialog.open()
    theme.ask(Appearance.CONTRAST)
    theme.ask_size(TextSize.LARGEST)
    assert tokens_of(says) is CONTRAST
    assert says.font().pixelSize() == 18
    assert text_px(says, 12) == 15
    assert QApplication.font().pixelSize() == 18
    theme.ask_size(TextSize.STANDARD)
    assert (text_px(says, 12), says.font().pixelSize()) == (12, 14)
