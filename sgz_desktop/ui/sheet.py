"""The style sheet and the palette that a look makes, at each size of text."""

import re
from dataclasses import fields

from PySide6.QtGui import QColor, QPalette

from sgz_desktop.assets import resource
from sgz_desktop.ui.tokens import CONTRAST, LIGHT, TextSize, Tokens, scaled

_SIZE = re.compile(r"@size_([0-9]+)(-[0-9]+)?")
_PLACE = re.compile(r"@([a-z_0-9]+)")


def style_sheet(tokens: Tokens, size: TextSize = TextSize.STANDARD) -> str:
    """The style sheet of the window with every @token replaced by its colour or measure."""
    is_loud = tokens is CONTRAST
    named = {each.name: getattr(tokens, each.name) for each in fields(tokens)}
    named |= {
        "icons": resource("icons").as_posix(),
        "tone": "light" if tokens is LIGHT else "dark",
        "edge": "2px" if is_loud else "1px",
        # One pixel more than an edge: what has the focus keeps its size by giving up a pixel of its padding.
        "ring": "3px" if is_loud else "2px",
        "ring_on": "dashed" if is_loud else "solid",
    }
    sheets = ("window.qss", "contrast.qss") if is_loud else ("window.qss",)
    template = "\n".join(resource("qss", each).read_text("utf-8") for each in sheets)
    template = _SIZE.sub(lambda found: f"{scaled(int(found[1]), size) + int(found[2] or 0)}px", template)
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
