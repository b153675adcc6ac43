"""Drawing on one PDF page: lines of text with exact places, rules, bookmarks."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.typeset import Ink, Line

_THICKENING = 0.022  # of the size, drawn round the outline of heavy characters
_LEAST_HEAVY = 9.0  # points; smaller type would run together
_NOTICEABLE = 0.05  # thousandths of the size
_RULE = 0.5


class Pen:
    """Collects the drawing of one page and hands it to the canvas in one piece."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        inside: Any = canvas
        self._doc = inside._doc
        self._operators: list[str] = []

    def text(
        self, ink: Ink, line: Line, advances: Sequence[float], *, x: float, y: float, size: float
    ) -> None:
        """Write one line with its base line at y and its first character at x."""
        out = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        font = None
        heavy = False
        codes: dict[int, int] = {}
        pieces: list[str] = []
        behind = 0.0  # how far the pen lags behind the place the next character belongs, thousandths
        for number, advance in zip(range(line.start, line.ink_stop), advances, strict=True):
            glyph = ink.glyphs[number]
            if glyph is None:
                continue
            wanted = ink.heavy[number] and size >= _LEAST_HEAVY
            if glyph.font is not font or wanted != heavy:
                _close(pieces, out)
                if glyph.font is not font:
                    font = glyph.font
                    codes = font.codes_in(self._doc)
                    out.append(f"{font.name_in(self._doc)} {size:g} Tf")
                if wanted != heavy:
                    heavy = wanted
                    out.append(f"2 Tr {size * _THICKENING:.3f} w" if heavy else "0 Tr")
            if abs(behind) > _NOTICEABLE:
                step = round(behind, 1)
                pieces.append(f"{-step:g}")
                behind -= step
            code = codes.get(glyph.code)
            if code is None:
                code = codes[glyph.code] = len(codes) + 1
            pieces.append(f"<{code:04X}>")
            behind += (advance - glyph.width) * 1000
        _close(pieces, out)
        out.append("0 Tr ET" if heavy else "ET")
        self._operators.append(" ".join(out))

    def rule(self, x: float, y: float, *, to_x: float, to_y: float) -> None:
        """Draw a thin straight line."""
        self._operators.append(f"{_RULE} w {x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S")

    def bookmark(self, key: str, title: str, *, level: int, top: float) -> None:
        """Let the outline lead to this height of this page."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(title, key, level, closed=False)

    def lift(self) -> None:
        """Put everything drawn so far on the page and begin anew."""
        self._canvas.addLiteral("\n".join(self._operators))
        self._operators = []


def _close(pieces: list[str], out: list[str]) -> None:
    if pieces:
        out.append(f"[{''.join(pieces)}]TJ")
        pieces.clear()
