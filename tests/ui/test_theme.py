"""Both appearances: readable on every ground, complete, followed and changed."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.theme import DARK, LIGHT, Appearance, Theme, Tokens, style_sheet, tokens_of

GROUNDS = ("bg", "panel", "nav", "sel")
PAIRS = [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in GROUNDS]
PAIRS += [("accent_ink", "accent_weak"), ("good", "good_weak"), ("warn", "warn_weak"), ("bad", "bad_weak")]
PAIRS += [("on_accent", "accent"), ("ink2", "line2"), ("good", "nav"), ("bad", "panel"), ("bad", "bg")]


def _light(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG, from 1 to 21."""
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_ink_is_readable_on_its_grounds(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled_completely(tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    assert "@" not in sheet
    assert tokens.accent in sheet
    assert all(len(getattr(tokens, each.name)) == 7 for each in fields(tokens))


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
    assert [theme.ask_next() for _ in Appearance] == [Appearance.DARK, Appearance.SYSTEM, Appearance.LIGHT]


def test_a_window_follows_the_system(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme = Theme(window)
    assert theme.asked is Appearance.SYSTEM
    assert theme.is_dark is (QGuiApplication.styleHints().colorScheme().name == "Dark")
