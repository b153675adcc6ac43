"""Bar charts drawn once with reportlab.graphics: painted on a PDF page, or written as SVG for the window."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.graphics.shapes import Line as Stroke
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.chart_shapes import Words, paint_drawing, svg_of
from sgz_desktop.exports.charts import Bar, BarChart
from sgz_desktop.exports.fonts import FontBook, Role
from sgz_desktop.exports.report import Passage, Run
from sgz_desktop.exports.typeset import Ink, Line, break_lines, ink_of, longest_line

_OWN = Passage("chart")
_ASCENT = 0.88  # of the em square of a Chinese font, above the base line
_THIN = 0.5
_BREAK = 2.5  # points from one stroke to the other where a bar is cut off
_SLANT = 2.0
_TICK = 2.5
_DASHES = (3.0, 2.0)
_MARK_WIDTH = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLook:
    """Looks of a chart: points, `label_share` of the width, colours as #RRGGBB. Greys on paper."""

    role: Role = Role.HEI
    size: float = 10.0
    small: float = 8.5
    pitch: float = 1.3  # of the size
    between: float = 5.0  # from the words of one bar to those of the next
    bar: float = 9.0
    gap: float = 7.0  # between label, bar and figure
    overrun: float = 9.0  # how far a bar that is cut off runs past its full length
    hatch: float = 3.2  # from stroke to stroke
    label_share: float = 0.36
    ink: str = "#000000"
    fill: str = "#8A8A8A"
    frame: str = "#A6A6A6"
    ground: str = "#FFFFFF"


PAPER = ChartLook()


def chart_drawing(
    chart: BarChart, fonts: FontBook, *, width: float, look: ChartLook = PAPER, block_id: str = ""
) -> Drawing:
    """The chart in `width` points; the drawing's `height`, in whole points, follows.

    MissingGlyph names the chart by its title and `block_id`.
    """
    return _Sheet(chart, fonts, width=width, look=look, block_id=block_id).drawing()


def paint_chart(drawing: Drawing, canvas: Canvas, *, x: float, y: float) -> None:
    """Put a chart on a PDF page with its lower left corner at (x, y), in embedded fonts alone."""
    paint_drawing(drawing, canvas, x=x, y=y)


def chart_svg(chart: BarChart, fonts: FontBook, *, width: float, look: ChartLook = PAPER) -> str:
    """The chart as an SVG document `width` points wide, in the fonts that the report is printed in."""
    return svg_of(chart_drawing(chart, fonts, width=width, look=look), title=chart.title)


def chart_parts(
    chart: BarChart,
    fonts: FontBook,
    *,
    width: float,
    height: float,
    first: float | None = None,
    look: ChartLook = PAPER,
) -> tuple[BarChart, ...]:
    """The chart as one or more that are at most `height` points high each, where one bar can be.

    All are drawn to one scale; the note stands below the last. The first is at most `first` high, if given.
    """
    sheet = _Sheet(chart, fonts, width=width, look=look)
    rows = [each.height for each in sheet.rows]
    room = height - (sheet.drawing().height - sum(rows))
    parts: list[list[Bar]] = [[]]
    used = 0.0 if first is None else height - first  # as if so much stood above
    for bar, row in zip(chart.bars, rows, strict=True):
        if parts[-1] and used + row > room:
            parts.append([])
            used = 0.0
        parts[-1].append(bar)
        used += row
    if len(parts) == 1:
        return (chart,)
    *others, last = (replace(chart, bars=tuple(each), measured=chart.bars) for each in parts)
    return (*(replace(each, note="") for each in others), last)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text broken into lines of one size."""

    ink: Ink
    lines: tuple[Line, ...]
    size: float
    pitch: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.pitch

    @property
    def width(self) -> float:
        return max((each.width for each in self.lines), default=0.0) * self.size


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its words set."""

    bar: Bar
    label: _Text
    figure: _Text
    height: float


class _Sheet:
    """One chart on its way to a drawing, from top to bottom; `_down` is how far it has come."""

    def __init__(
        self, chart: BarChart, fonts: FontBook, *, width: float, look: ChartLook, block_id: str = ""
    ) -> None:
        self._chart, self._fonts, self._width, self._look = chart, fonts, width, look
        self._block_id = block_id
        most = width * look.label_share
        texts = {each: self._texts(each, most) for each in chart.bars}
        measured = [texts.get(each) or self._texts(each, most) for each in chart.measured or chart.bars]
        figure_width = max(figure.width for _, figure in measured)
        self._left = max(label.width for label, _ in measured) + look.gap
        self._length = width - self._left - look.overrun - look.gap - figure_width
        self.rows = tuple(
            _Row(bar, label, figure, max(label.height, figure.height, look.bar) + look.between)
            for bar, (label, figure) in ((bar, texts[bar]) for bar in chart.bars)
        )
        self._shapes: list[Rect | Stroke | Words] = []
        self._height = 0.0
        self._down = 0.0

    def drawing(self) -> Drawing:
        """All of it, composed a second time once its height is known."""
        self._compose()
        self._height, self._down, self._shapes = float(ceil(self._down)), 0.0, []
        self._compose()
        drawing = Drawing(self._width, self._height)
        for shape in self._shapes:
            drawing.add(shape)
        return drawing

    def _compose(self) -> None:
        """From the mark's label down to the note."""
        self._mark_label()
        top = self._down
        for row in self.rows:
            self._row(row)
        self._mark_line(top)
        self._ticks()
        self._legend()
        self._note()

    def _text(self, text: str, measure: float | None = None, *, small: bool = False) -> _Text:
        size = self._look.small if small else self._look.size
        place = f"图表“{self._chart.title}”"
        ink = ink_of(
            (Run(text, _OWN),), self._fonts, role=self._look.role, place=place, block_id=self._block_id
        )
        room = longest_line(ink) + 1 if measure is None else measure / size
        return _Text(ink, break_lines(ink, room), size, size * self._look.pitch)

    def _texts(self, bar: Bar, most: float) -> tuple[_Text, _Text]:
        """A bar's label and its figure."""
        return self._text(bar.label, most), self._text(bar.printed)

    def _write(self, text: _Text, *, x: float, top: float, anchor: float = 0.0) -> None:
        drop = (text.pitch - text.size) / 2 + _ASCENT * text.size
        for number, line in enumerate(text.lines):
            y = self._height - (top + number * text.pitch + drop)
            self._shapes.append(
                Words(text.ink, line, x=x, y=y, size=text.size, anchor=anchor, color=self._look.ink)
            )

    def _at(self, value: Decimal, maximum: Decimal) -> float:
        """Where a value of the measure stands, in points from the left edge."""
        return self._left + self._length * float(min(value / maximum, Decimal(1)))

    def _mark_label(self) -> None:
        if self._chart.mark is None:
            return
        text = self._text(self._chart.mark.label, small=True)
        middle = self._at(self._chart.mark.value, self._chart.bars[0].maximum)
        left = min(max(middle - text.width / 2, 0.0), self._width - text.width)
        self._write(text, x=left, top=self._down)
        self._down += text.height

    def _row(self, row: _Row) -> None:
        look = self._look
        middle = self._down + row.height / 2
        self._write(row.label, x=self._left - look.gap, top=middle - row.label.height / 2, anchor=1.0)
        self._bar(row.bar, middle)
        self._write(row.figure, x=self._width, top=middle - row.figure.height / 2, anchor=1.0)
        self._down += row.height

    def _bar(self, bar: Bar, middle: float) -> None:
        look = self._look
        bottom = self._height - middle - look.bar / 2
        self._box(self._left, bottom, self._length, fill=look.ground, line=look.frame)
        if bar.value is None or bar.value <= 0:
            return
        cut = bar.value > bar.maximum
        length = self._at(bar.value, bar.maximum) - self._left + (look.overrun if cut else 0.0)
        self._box(self._left, bottom, length, fill=look.ground if bar.behind else look.fill, line=look.ink)
        if bar.behind:
            self._hatch(self._left, bottom, length)
        if cut:
            self._cut(self._left + self._length + look.overrun / 2, bottom)

    def _box(self, x: float, y: float, width: float, *, fill: str, line: str) -> None:
        box = Rect(x, y, width, self._look.bar)
        box.fillColor, box.strokeColor, box.strokeWidth = HexColor(fill), HexColor(line), _THIN
        self._shapes.append(box)

    def _hatch(self, x: float, y: float, width: float) -> None:
        """Strokes that rise to the right, kept inside the bar."""
        height, at = self._look.bar, self._look.hatch - self._look.bar
        while at < width:
            start, stop = max(at, 0.0), min(at + height, width)
            self._line(x + start, y + start - at, x + stop, y + stop - at, self._look.ink)
            at += self._look.hatch

    def _cut(self, x: float, y: float) -> None:
        """Two slanted gaps that say the bar goes on."""
        for shift in (-_BREAK / 2, _BREAK / 2):
            left, right = x + shift - _SLANT, x + shift + _SLANT
            self._line(left, y - 1, right, y + self._look.bar + 1, self._look.ground, width=1.2)

    def _line(
        self, x: float, y: float, to_x: float, to_y: float, color: str, *, width: float = _THIN
    ) -> None:
        self._shapes.append(Stroke(x, y, to_x, to_y, strokeColor=HexColor(color), strokeWidth=width))

    def _mark_line(self, top: float) -> None:
        if self._chart.mark is None:
            return
        x = self._at(self._chart.mark.value, self._chart.bars[0].maximum)
        self._shapes.append(
            Stroke(
                x,
                self._height - self._down,
                x,
                self._height - top,
                strokeColor=HexColor(self._look.ink),
                strokeWidth=_MARK_WIDTH,
                strokeDashArray=_DASHES,
            )
        )

    def _ticks(self) -> None:
        ticks = self._chart.ticks
        for value, text in ticks:
            x = self._at(value, self._chart.bars[0].maximum)
            foot = self._height - self._down
            self._line(x, foot - _TICK, x, foot, self._look.frame)
            set_text = self._text(text, small=True)
            self._write(set_text, x=x, top=self._down + _TICK, anchor=0.5)
        if ticks:
            self._down += _TICK + self._look.small * self._look.pitch

    def _legend(self) -> None:
        entries = tuple(self._entries())
        if not entries:
            return
        look, x = self._look, _THIN
        swatch, height = 2.2 * look.small, look.small * look.pitch
        self._down += look.between
        for text, behind in entries:
            if x > _THIN and x + swatch + look.gap / 2 + text.width > self._width:
                x = _THIN
                self._down += height
            bottom = self._height - self._down - height / 2 - look.bar / 2
            self._box(x, bottom, swatch, fill=look.ground if behind else look.fill, line=look.ink)
            if behind:
                self._hatch(x, bottom, swatch)
            self._write(text, x=x + swatch + look.gap / 2, top=self._down)
            x += swatch + text.width + 2.5 * look.gap
        self._down += height

    def _entries(self) -> Iterator[tuple[_Text, bool]]:
        for text, behind in ((self._chart.plain_legend, False), (self._chart.behind_legend, True)):
            if text:
                yield self._text(text, small=True), behind

    def _note(self) -> None:
        if not self._chart.note:
            return
        text = self._text(self._chart.note, self._width, small=True)
        self._down += self._look.between
        self._write(text, x=0.0, top=self._down)
        self._down += text.height
