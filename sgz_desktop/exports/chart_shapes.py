"""Words as shapes of a drawing, and a drawing's way to a PDF page in embedded fonts and to SVG."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import Drawing, Group, Rect, String
from reportlab.graphics.shapes import Line as Stroke
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.typeset import Ink, Line, advances_of

_ANCHORS = {0.0: "start", 0.5: "middle", 1.0: "end"}


class Words(Group):
    """One line of text as strings, a font each, with the glyphs it is painted from."""

    def __init__(
        self, ink: Ink, line: Line, *, x: float, y: float, size: float, anchor: float, color: str
    ) -> None:
        """`anchor` is the part of the line's width that lies left of x: 0, 0.5 or 1."""
        super().__init__()
        self._ink, self._line, self._advances = ink, line, advances_of(ink, line)
        self._x, self._y, self._size, self._anchor, self._color = x, y, size, anchor, HexColor(color)
        at = self._left = x - anchor * sum(self._advances) * size
        for font, text, width in self._stretches():
            self.add(String(at, y, text, fontName=font.name, fontSize=size, fillColor=self._color))
            at += width * size

    def paint(self, canvas: Canvas, *, x: float, y: float) -> None:
        """Write the line on a page with the drawing's lower left corner at (x, y)."""
        _fill_with(canvas, self._color)
        pen = Pen(canvas)
        left, base = x + self._left, y + self._y
        pen.text(self._ink, self._line, self._advances, x=left, y=base, size=self._size)
        pen.lift()

    def svg(self, height: float) -> str:
        """The line as an element; the program that shows it measures it anew from its anchor."""
        spans = "".join(
            f"<tspan font-family={quoteattr(_family(font))}>{escape(text)}</tspan>"
            for font, text, _ in self._stretches()
        )
        return (
            f'<text x="{self._x:.2f}" y="{height - self._y:.2f}" font-size="{self._size:g}" '
            f'text-anchor="{_ANCHORS[self._anchor]}" fill="{_hex(self._color)}">{spans}</text>'
        )

    def _stretches(self) -> Iterator[tuple[Any, str, float]]:
        """Font, text and width of every stretch that one font prints."""
        printed = [
            (glyph.font, self._ink.text[number], self._advances[number - self._line.start])
            for number in range(self._line.start, self._line.ink_stop)
            if (glyph := self._ink.glyphs[number]) is not None
        ]
        for _, several in groupby(printed, key=lambda each: each[0].name):
            fonts, characters, widths = zip(*several, strict=True)
            yield fonts[0], "".join(characters), sum(widths)


def paint_drawing(drawing: Drawing, canvas: Canvas, *, x: float, y: float) -> None:
    """Put a chart on a PDF page with its lower left corner at (x, y), in embedded fonts alone.

    Not renderPDF.draw: that names Times-Roman in every file and embeds each font a second time.
    """
    canvas.saveState()
    for shape in drawing.contents:
        if isinstance(shape, Words):
            shape.paint(canvas, x=x, y=y)
        elif isinstance(shape, Rect):
            _fill_with(canvas, shape.fillColor)
            _stroke_with(canvas, shape)
            canvas.rect(x + shape.x, y + shape.y, shape.width, shape.height, stroke=1, fill=1)
        else:
            assert isinstance(shape, Stroke)
            _stroke_with(canvas, shape)
            canvas.line(x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2)
    canvas.restoreState()


def svg_of(drawing: Drawing, *, title: str) -> str:
    """The drawing as an SVG document in its own points, named by a title that screen readers tell."""
    width, height = drawing.width, drawing.height
    elements = "\n".join(_svg(shape, height) for shape in drawing.contents)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width:.2f}" height="{height:.2f}" '
        f'viewBox="0 0 {width:.2f} {height:.2f}">\n<title>{escape(title)}</title>\n{elements}\n</svg>\n'
    )


def _svg(shape: Any, height: float) -> str:
    if isinstance(shape, Words):
        return shape.svg(height)
    stroke = f'stroke="{_hex(shape.strokeColor)}" stroke-width="{shape.strokeWidth:g}"'
    if isinstance(shape, Rect):
        top = height - shape.y - shape.height
        return (
            f'<rect x="{shape.x:.2f}" y="{top:.2f}" width="{shape.width:.2f}" height="{shape.height:.2f}" '
            f'fill="{_hex(shape.fillColor)}" {stroke}/>'
        )
    dashes = (
        f' stroke-dasharray="{",".join(map(str, shape.strokeDashArray))}"' if shape.strokeDashArray else ""
    )
    return (
        f'<line x1="{shape.x1:.2f}" y1="{height - shape.y1:.2f}" x2="{shape.x2:.2f}" '
        f'y2="{height - shape.y2:.2f}" {stroke}{dashes}/>'
    )


def _family(font: Any) -> str:
    """The name by which a font's file is known to the system; fonts give it in Latin letters."""
    name = font.face.familyName
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


def _hex(color: Any) -> str:
    return f"#{color.hexval()[2:]}"


def _fill_with(canvas: Canvas, color: Any) -> None:
    """Set the fill; a grey as a grey, as the rest of the page is."""
    if color.red == color.green == color.blue:
        canvas.setFillGray(color.red)
    else:
        canvas.setFillColor(color)


def _stroke_with(canvas: Canvas, shape: Rect | Stroke) -> None:
    color: Any = shape.strokeColor
    if color.red == color.green == color.blue:
        canvas.setStrokeGray(color.red)
    else:
        canvas.setStrokeColor(color)
    canvas.setLineWidth(shape.strokeWidth)
    dashes: Any = shape.strokeDashArray
    canvas.setDash(list(dashes or ()))
