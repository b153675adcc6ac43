"""Drawing on one PDF page: lines of text with exact places, rules, dots, links, bookmarks, charts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.typeset import Ink, Line

_THICKENING = 0.022  # of the size, drawn round the outline of heavy characters as large as the body text
_THICKENED = 16.0  # points, the size of that; in smaller type the strokes would run together, so that
_LEAST_HEAVY = 8.0  # it is thickened less, and type of this size not at all
_NOTICEABLE = 0.05  # thousandths of the size
_RULE = 0.5
_DOT = 0.075  # of the size, a leader's dot
_DOTS_APART = 0.5  # of the size
_PRINTED = 4  # the flag of an annotation that is printed, which archives demand


@dataclass(frozen=True, slots=True)
class _Bookmark:
    key: str
    title: str
    level: int
    top: float


@dataclass(frozen=True, slots=True)
class _Link:
    key: str
    box: tuple[float, float, float, float]


class Pen:
    """Collects the drawing of one page; `lift` hands it to the canvas, which then stands on that page."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        inside: Any = canvas
        self._doc = inside._doc
        self._operators: list[str] = []
        self._drawn: list[str | Callable[[Canvas], None]] = []
        self._bookmarks: list[_Bookmark] = []
        self._links: list[_Link] = []

    def text(
        self,
        ink: Ink,
        line: Line,
        advances: Sequence[float],
        *,
        x: float,
        y: float,
        size: float,
        turned: bool = False,
    ) -> None:
        """Write a line with its base line at y and its first character at x; `turned`, it runs downwards."""
        out = [f"BT {'0 -1 1 0' if turned else '1 0 0 1'} {x:.3f} {y:.3f} Tm"]
        font = None
        heavy = False
        codes: dict[int, int] = {}
        pieces: list[str] = []
        word = range(line.start, min(ink.spaced, line.ink_stop))
        if word:
            out.append(_said(ink.text[word.start : word.stop]))
        behind = 0.0  # how far the pen lags behind the place the next character belongs, thousandths
        for number, advance in zip(range(line.start, line.ink_stop), advances, strict=True):
            if word and number == word.stop:
                _close(pieces, out)
                out.append("EMC")
            glyph = ink.glyphs[number]
            if glyph is None:
                continue
            wanted = ink.heavy[number] and size > _LEAST_HEAVY
            if glyph.font is not font or wanted != heavy:
                _close(pieces, out)
                if glyph.font is not font:
                    font = glyph.font
                    codes = font.codes_in(self._doc)
                    out.append(f"{font.name_in(self._doc)} {size:g} Tf")
                if wanted != heavy:
                    heavy = wanted
                    out.append(f"2 Tr {_thickening(size):.3f} w" if heavy else "0 Tr")
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
        if word and word.stop == line.ink_stop:
            out.append("EMC")
        out.append("0 Tr ET" if heavy else "ET")
        self._operators.append(" ".join(out))

    @property
    def drawn(self) -> int:
        """How many things stand on the page since something drew on the canvas itself."""
        return len(self._operators)

    @contextmanager
    def inserting(self, after: int) -> Iterator[None]:
        """Let what is drawn stand behind that many things, for whoever reads the file in its order."""
        kept = self._operators[after:]
        del self._operators[after:]
        yield
        self._operators += kept

    def rule(self, x: float, y: float, *, to_x: float, to_y: float) -> None:
        """Draw a thin straight line."""
        self._operators.append(f"{_RULE} w {x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S")

    def dots(self, x: float, y: float, *, to_x: float, size: float) -> None:
        """Lead the eye from x to `to_x` by dots, counted from the right so that those of all lines align."""
        step, dot = size * _DOTS_APART, size * _DOT
        number = int((to_x - x) / step)
        if number > 0:
            self._operators.append(
                f"q 1 J {2 * dot:.3f} w [0 {step:.3f}] 0 d {to_x:.3f} {y:.3f} m"
                f" {to_x - number * step:.3f} {y:.3f} l S Q"
            )

    def drawing(self, paint: Callable[[Canvas], None]) -> None:
        """Let something draw on the canvas itself, in its turn."""
        self._close_part()
        self._drawn.append(paint)

    def bookmark(self, key: str, title: str, *, level: int, top: float) -> None:
        """Let the outline lead to this height of this page."""
        self._bookmarks.append(_Bookmark(key, title, level, top))

    def link(self, key: str, *, left: float, bottom: float, right: float, top: float) -> None:
        """Let an area of the page lead to a bookmark."""
        self._links.append(_Link(key, (left, bottom, right, top)))

    def lift(self) -> None:
        """Put everything drawn on the page of the canvas."""
        self._close_part()
        for part in self._drawn:
            if isinstance(part, str):
                self._canvas.addLiteral(part)
            else:
                part(self._canvas)
        for mark in self._bookmarks:
            self._canvas.bookmarkPage(mark.key, fit="XYZ", left=0, top=mark.top)
            self._canvas.addOutlineEntry(mark.title, mark.key, mark.level, closed=False)
        for link in self._links:
            more: dict[str, Any] = {"Border": "[0 0 0]", "F": _PRINTED}
            self._canvas.linkAbsolute("", link.key, link.box, **more)

    def _close_part(self) -> None:
        if self._operators:
            self._drawn.append("\n".join(self._operators))
            self._operators = []


def _thickening(size: float) -> float:
    """Points drawn round the outline of heavy characters."""
    return size * _THICKENING * min(1.0, (size - _LEAST_HEAVY) / (_THICKENED - _LEAST_HEAVY))


def _said(text: str) -> str:
    """What whoever searches and copies finds from here to EMC, instead of blanks between the characters."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC"


def _close(pieces: list[str], out: list[str]) -> None:
    if pieces:
        out.append(f"[{''.join(pieces)}]TJ")
        pieces.clear()
