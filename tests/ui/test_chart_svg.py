"""Charts in the window: what Qt makes of their SVG."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from reportlab.graphics.shapes import Rect

from sgz_desktop.exports.chart_drawing import ChartLook, chart_drawing, chart_svg
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind, MarkLine
from tests.build import D
from tests.exports.build import bundled

INK, FILL, GROUND = "#203040", "#14696b", "#fffff0"
LOOK = ChartLook(ink=INK, fill=FILL, ground=GROUND, frame="#b0b8b4")
WIDTH = 600
TIMES = 2


def chart(label: str = "家访") -> BarChart:
    bars = (
        Bar(label=label, printed="100.00%", maximum=D(100), value=D(100)),
        Bar(label="", printed="未填", maximum=D(100)),
    )
    mark = MarkLine(value=D("25"), label="时间进度25.00%")
    return BarChart(kind=ChartKind.COMPLETION, title="完成率", bars=bars, unit="%", mark=mark)


def shown(of: BarChart) -> QImage:
    """The chart as the window paints it, twice its size."""
    renderer = QSvgRenderer(QByteArray(chart_svg(of, bundled(), width=WIDTH, look=LOOK).encode()))
    assert renderer.isValid()
    size = renderer.defaultSize()
    image = QImage(size.width() * TIMES, size.height() * TIMES, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> int:
    """How many points between two columns have something on them."""
    white = QImage(1, 1, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    ground = white.pixel(0, 0)
    return sum(
        image.pixel(x, y) != ground for x in range(left, right) for y in range(0, image.height(), TIMES)
    )


def test_qt_draws_bars_of_the_same_length_and_colour(qapp: QApplication) -> None:
    image = shown(chart())
    drawing = chart_drawing(chart(), bundled(), width=WIDTH, look=LOOK)
    assert (image.width(), image.height()) == (TIMES * WIDTH, TIMES * drawing.height)
    frame, bar = boxes()[:2]
    middle = round((drawing.height - bar.y - bar.height / 2) * TIMES)
    colours = [image.pixelColor(x, middle).name() for x in range(image.width())]
    filled = [x for x, name in enumerate(colours) if name == FILL]
    assert frame.width == bar.width
    assert abs(filled[0] - bar.x * TIMES) <= TIMES
    assert abs(filled[-1] - (bar.x + bar.width) * TIMES) <= TIMES


def test_qt_writes_labels_and_figures_beside_the_bars(qapp: QApplication) -> None:
    image, frame = shown(chart()), boxes()[0]
    left = round(frame.x * TIMES)
    right = round((frame.x + frame.width + LOOK.overrun) * TIMES)
    assert inked(image, 0, left - 6 * TIMES) > 50
    assert inked(image, right, image.width()) > 50
    assert inked(image, left - 6 * TIMES, left - 4 * TIMES) == 0


def boxes() -> list[Rect]:
    drawing = chart_drawing(chart(), bundled(), width=WIDTH, look=LOOK)
    return [each for each in drawing.contents if isinstance(each, Rect)]
