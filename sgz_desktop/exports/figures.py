"""A chart as pieces of a page."""

from functools import partial

from sgz_desktop.exports.chart_drawing import chart_drawing, chart_parts, paint_chart
from sgz_desktop.exports.charts import BarChart
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Chart

_FEWEST = 5  # bars with which a chart in parts begins at the foot of a page


class Figure:
    """A chart, or a part of one, drawn in the width of the page; `below` are the points of its caption."""

    def __init__(
        self, chart: BarChart, fonts: FontBook, *, measure: float, block_id: str, below: float = 0.0
    ) -> None:
        self.block_id = block_id
        self.below = below
        self._drawing = chart_drawing(chart, fonts, width=measure, block_id=block_id)

    @property
    def height(self) -> float:
        """Height in points."""
        return float(self._drawing.height)

    def paint(self, pen: Pen, *, x: float, top: float) -> None:
        """Draw it with its upper edge at `top`."""
        pen.drawing(partial(paint_chart, self._drawing, x=x, y=top - self.height))


def figures_of(
    block: Chart,
    fonts: FontBook,
    *,
    measure: float,
    depth: float,
    first: float,
    room: float,
    below: float = 0.0,
) -> tuple[Figure, ...]:
    """The chart in as many parts as pages of that depth need, each with `below` points for its caption.

    On a page of its own it has `first` points under what stands above it. One that must be parted begins in
    the `room` that is left on the page, if that holds enough of it.
    """
    make = partial(chart_parts, block.chart, fonts, width=measure, height=depth - below)
    parts = make(first=first - below)
    if len(parts) > 1:
        begun = make(first=room - below)
        parts = begun if len(begun[0].bars) >= _FEWEST else parts
    return tuple(Figure(part, fonts, measure=measure, block_id=block.id, below=below) for part in parts)
