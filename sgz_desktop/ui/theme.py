"""The look of the window: light, dark or high contrast, and how large its text is."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sgz_desktop.ui.sheet import palette_of, style_sheet
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import CONTRAST, DARK, LIGHT, TEXT_PX, TextSize, Tokens, text_px, tokens_of

__all__ = [
    "CONTRAST",
    "DARK",
    "LIGHT",
    "Appearance",
    "TextSize",
    "Theme",
    "Tokens",
    "appearance_name",
    "style_sheet",
    "text_px",
    "text_size_name",
    "tokens_of",
]


_WIDER = 40
"""How many pixels wider a window needs to be for each that its text is larger."""


class Appearance(StrEnum):
    """What the person asked for: as the system, or one of the three."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def appearance_name(appearance: Appearance) -> str:
    """What the window follows in its look, in a word or two."""
    return {
        Appearance.SYSTEM: tr("跟随系统"),
        Appearance.LIGHT: tr("浅色"),
        Appearance.DARK: tr("深色"),
        Appearance.CONTRAST: tr("高对比度"),
    }[appearance]


def text_size_name(size: TextSize) -> str:
    """How large text is, in a word."""
    return {TextSize.STANDARD: tr("标准"), TextSize.LARGE: tr("大"), TextSize.LARGEST: tr("特大")}[size]


class Theme(QObject):
    """Dresses one window and its dialogs, follows the system's light or dark until told otherwise.

    Signals: changed, after the window has its new colours or measures.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = Appearance.SYSTEM
        self._size = TextSize.STANDARD
        self._worn: tuple[Tokens, TextSize] | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self._wear()

    @property
    def asked(self) -> Appearance:
        """What the person asked for."""
        return self._asked

    @property
    def size(self) -> TextSize:
        """How large text is."""
        return self._size

    @property
    def is_dark(self) -> bool:
        """Whether the window is dark now."""
        return self._tokens() is DARK

    def ask(self, appearance: Appearance) -> None:
        """Wear this appearance from now on."""
        self._asked = appearance
        self._wear()

    def ask_next(self) -> Appearance:
        """Wear the next of system, light, dark and high contrast, and say which it is."""
        order = list(Appearance)
        self.ask(order[(order.index(self._asked) + 1) % len(order)])
        return self._asked

    def ask_size(self, size: TextSize) -> None:
        """Show text of this size from now on, menus and tool tips too."""
        if size is self._size:
            return
        self._size = size
        font = QFont(QApplication.font())
        font.setPixelSize(TEXT_PX[size])
        QApplication.setFont(font)
        self._wear()

    def least(self, width: int) -> int:
        """The least width of a window, with room for the text as large as it is."""
        return width + _WIDER * (TEXT_PX[self._size] - TEXT_PX[TextSize.STANDARD])

    def _tokens(self) -> Tokens:
        if self._asked is Appearance.CONTRAST:
            return CONTRAST
        system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        is_dark = self._asked is Appearance.DARK or (self._asked is Appearance.SYSTEM and system_is_dark)
        return DARK if is_dark else LIGHT

    def _wear(self) -> None:
        tokens, size = self._tokens(), self._size
        if (tokens, size) == self._worn:
            return
        self._worn = tokens, size
        palette = palette_of(tokens)
        # A dialog is a window of its own and takes no palette from the one beneath it.
        for each in (self._window, *self._window.findChildren(QDialog)):
            each.setPalette(palette)
        self._window.setStyleSheet(style_sheet(tokens, size))
        self.changed.emit()
