"""Colours and measures of the window, light and dark, and the style sheet filled from them."""

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from sgz_desktop.assets import resource
from sgz_desktop.ui.texts import tr

_PLACE = re.compile(r"@([a-z_0-9]+)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one appearance, as #RRGGBB."""

    bg: str
    panel: str
    nav: str
    sel: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_weak: str
    accent_ink: str
    on_accent: str
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
    ink="#1E2A2A",
    ink2="#53605E",
    ink3="#5F6B68",
    accent="#14696B",
    accent_weak="#E3F0EF",
    accent_ink="#0E4F51",
    on_accent="#FFFFFF",
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
    ink="#E6ECEA",
    ink2="#A9B5B2",
    ink3="#949F9C",
    accent="#4FB3AE",
    accent_weak="#1E3536",
    accent_ink="#8FD6D1",
    on_accent="#0E1F1F",
    good="#6CC08C",
    good_weak="#1D3226",
    warn="#E0AC56",
    warn_weak="#3A2F1A",
    bad="#EE8A7C",
    bad_weak="#3E2320",
)


class Appearance(StrEnum):
    """What the person asked for: as the system, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def appearance_name(appearance: Appearance) -> str:
    """What the window follows in its look, as a sentence."""
    return {
        Appearance.SYSTEM: tr("外观跟随系统。"),
        Appearance.LIGHT: tr("外观改为浅色。"),
        Appearance.DARK: tr("外观改为深色。"),
    }[appearance]


def tokens_of(widget: QWidget) -> Tokens:
    """The tokens a widget is drawn with, told from its window's palette, so that painting needs no global."""
    base = widget.window().palette().color(QPalette.ColorRole.Window)
    return DARK if base.lightness() < 128 else LIGHT


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of the window with every @token replaced by its colour."""
    named = {each.name: getattr(tokens, each.name) for each in fields(tokens)}
    template = resource("qss", "window.qss").read_text("utf-8")
    icons = resource("icons").as_posix()
    tone = "dark" if tokens is DARK else "light"
    template = template.replace("@icons", icons).replace("@tone", tone)
    return _PLACE.sub(lambda found: named[found[1]], template)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that the style falls back on and that painted parts read."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.bg,
        role.WindowText: tokens.ink,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.nav,
        role.Text: tokens.ink,
        role.Button: tokens.panel,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.PlaceholderText: tokens.ink3,
        role.Highlight: tokens.sel,
        role.HighlightedText: tokens.ink,
        role.Link: tokens.accent,
        role.Accent: tokens.accent,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.ink,
        role.Light: tokens.line2,
        role.Midlight: tokens.line2,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Shadow: tokens.line,
    }
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.ink3))
    return palette


class Theme(QObject):
    """Dresses one window, follows the system's light or dark until told otherwise.

    Signals: changed, after the window has its new colours.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = Appearance.SYSTEM
        self._worn: Tokens | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self._wear()

    @property
    def asked(self) -> Appearance:
        """What the person asked for."""
        return self._asked

    @property
    def is_dark(self) -> bool:
        """Whether the window is dark now."""
        return self._worn is DARK

    def ask(self, appearance: Appearance) -> None:
        """Wear this appearance from now on."""
        self._asked = appearance
        self._wear()

    def ask_next(self) -> Appearance:
        """Wear the next of system, light and dark, and say which it is."""
        order = list(Appearance)
        self.ask(order[(order.index(self._asked) + 1) % len(order)])
        return self._asked

    def _wear(self) -> None:
        system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self._asked is Appearance.DARK or (self._asked is Appearance.SYSTEM and system_is_dark)
        tokens = DARK if dark else LIGHT
        if tokens is self._worn:
            return
        self._worn = tokens
        self._window.setPalette(palette_of(tokens))
        self._window.setStyleSheet(style_sheet(tokens))
        self.changed.emit()
