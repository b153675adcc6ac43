"""The named colours of the window's three looks, and how large text is, told from a widget."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one look, as #RRGGBB.

    `track` is what a bar fills, `track_sel` the same on a selected row; `focus` frames what has the focus.
    """

    bg: str
    panel: str
    nav: str
    sel: str
    line: str
    line2: str
    track: str
    track_sel: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_weak: str
    accent_ink: str
    on_accent: str
    focus: str
    focus_on: str
    good: str
    good_weak: str
    warn: str
    warn_weak: str
    bad: str
    bad_weak: str


LIGHT = Tokens(
    bg="#F5F6F4",
    panel="#FFFFFF",
    nav="#EEF1EE",
    sel="#DDEBE9",
    line="#E3E6E1",
    line2="#EEF0EC",
    track="#E3E6E1",
    track_sel="#B9CFCC",
    ink="#1E2A2A",
    ink2="#53605E",
    ink3="#5F6B68",
    accent="#14696B",
    accent_weak="#E3F0EF",
    accent_ink="#0E4F51",
    on_accent="#FFFFFF",
    focus="#14696B",
    focus_on="#1E2A2A",
    good="#246B41",
    good_weak="#E6F3EB",
    warn="#8F5808",
    warn_weak="#FBF1DE",
    bad="#A63428",
    bad_weak="#FAE9E6",
)
DARK = Tokens(
    bg="#151A1B",
    panel="#1C2324",
    nav="#181E1F",
    sel="#213637",
    line="#2C3536",
    line2="#252D2E",
    track="#2C3536",
    track_sel="#3D5A5B",
    ink="#E6ECEA",
    ink2="#A9B5B2",
    ink3="#949F9C",
    accent="#4FB3AE",
    accent_weak="#1E3536",
    accent_ink="#8FD6D1",
    on_accent="#0E1F1F",
    focus="#4FB3AE",
    focus_on="#E6ECEA",
    good="#6CC08C",
    good_weak="#1D3226",
    warn="#E0AC56",
    warn_weak="#3A2F1A",
    bad="#EE8A7C",
    bad_weak="#3E2320",
)
CONTRAST = Tokens(
    bg="#000000",
    panel="#000000",
    nav="#000000",
    sel="#003A5C",
    line="#FFFFFF",
    line2="#333333",
    track="#4A4A4A",
    track_sel="#7D98A8",
    ink="#FFFFFF",
    ink2="#F2F2F2",
    ink3="#DADADA",
    accent="#FFE600",
    accent_weak="#332E00",
    accent_ink="#FFE600",
    on_accent="#000000",
    focus="#00FFFF",
    focus_on="#000000",
    good="#7CFC9B",
    good_weak="#00300F",
    warn="#FFC24D",
    warn_weak="#3A2600",
    bad="#FFA59E",
    bad_weak="#4A0500",
)
"""Nothing but black, white and loud colours: every text at least 7:1, for bright sunlight and weak eyes."""

_BY_GROUND = {each.bg.lower(): each for each in (LIGHT, DARK, CONTRAST)}


def tokens_of(widget: QWidget) -> Tokens:
    """The tokens a widget is drawn with, told from its window's palette, so that painting needs no global."""
    base = widget.window().palette().color(QPalette.ColorRole.Window)
    return _BY_GROUND.get(base.name()) or (DARK if base.lightness() < 128 else LIGHT)


class TextSize(StrEnum):
    """How large text is: 标准, 大 or 特大."""

    STANDARD = "standard"
    LARGE = "large"
    LARGEST = "largest"


BASE_PX = 14
TEXT_PX = {TextSize.STANDARD: BASE_PX, TextSize.LARGE: 16, TextSize.LARGEST: 18}
"""Pixels of plain text; everything that holds text grows in proportion."""


def scaled(at_standard: int, size: TextSize) -> int:
    """A measure of so many pixels at the standard size, at this one."""
    return round(at_standard * TEXT_PX[size] / BASE_PX)


def text_px(widget: QWidget, at_standard: int) -> int:
    """A measure of so many pixels at the standard text size, as large as the text of a widget's window is."""
    plain = widget.window().font().pixelSize()
    return round(at_standard * plain / BASE_PX) if plain > 0 else at_standard
