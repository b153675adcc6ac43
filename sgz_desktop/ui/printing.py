"""A PDF on a printer, page by page, in a job: no window waits for paper."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.widgets.page_pictures import PdfFile

_DOTS = 300
"""Dots an inch: more is not to be seen in text, and costs time and memory."""
_POINTS = 72.0


class NotPrinted(SgzError):
    """The printer does not take what it is sent."""

    def __init__(self) -> None:
        super().__init__("打印机没有响应，没有打印。可以先保存为 PDF，再用别的程序打印。")


def ask_printer(parent: QWidget, pages: int, *, chosen: Callable[[QPrinter], None]) -> None:
    """Let the person choose printer, pages and copies: the seam at which tests answer instead of a person."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    asked = QPrintDialog(printer, parent)
    asked.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    asked.setMinMax(1, max(1, pages))
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.accepted.connect(lambda: chosen(printer))
    asked.setWindowModality(Qt.WindowModality.WindowModal)
    asked.show()


def prepare() -> None:
    """Load, in the thread of the window, the plugins that a printed picture asks for.

    In a job each would be moved to that thread under a lock of Qt's while Python's own is held: if the window
    waits for Python just then within a disconnect, which holds such locks, neither ever goes on.
    """
    QImageWriter.supportedImageFormats()


def print_pdf(
    data: bytes, printer: QPrinter, *, said: Callable[[int], None], stopped: Callable[[], bool]
) -> int:
    """Send the chosen pages to the printer and return how many; raises NotPrinted.

    `prepare` comes before it. `said` hears the number of every page before it is drawn; `stopped` is asked
    then and ends the print.
    """
    file = PdfFile(data)
    try:
        numbers = _chosen(printer, len(file.sizes))
        if not numbers:
            return 0
        _turn(printer, file, numbers[0])
        painter = QPainter()
        if not painter.begin(printer):
            raise NotPrinted
        try:
            return _draw(painter, printer, file, numbers, said=said, stopped=stopped)
        finally:
            painter.end()
    finally:
        file.close()


def _draw(
    painter: QPainter,
    printer: QPrinter,
    file: PdfFile,
    numbers: list[int],
    *,
    said: Callable[[int], None],
    stopped: Callable[[], bool],
) -> int:
    for done, number in enumerate(numbers):
        if stopped():
            printer.abort()
            return done
        said(number + 1)
        if done:
            _turn(printer, file, number)
            if not printer.newPage():
                raise NotPrinted
        picture = file.drawing(number, _DOTS / _POINTS)
        _put(painter, printer, picture)
    return len(numbers)


def _put(painter: QPainter, printer: QPrinter, picture: QImage) -> None:
    """A page's picture as large as the sheet, none of it beyond the edge."""
    area = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    size = picture.size().toSizeF().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0.0, 0.0, size.width(), size.height()), picture)


def _turn(printer: QPrinter, file: PdfFile, number: int) -> None:
    """The sheet as the page lies: upright or on its side."""
    size = file.sizes[number]
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if size.width() > size.height() else way.Portrait)
    printer.setPageMargins(QMarginsF())


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) that the person asked for; all where they said nothing."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return list(range(count))
    return list(range(first - 1, min(last or first, count)))
