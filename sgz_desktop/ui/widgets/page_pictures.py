"""A PDF in memory, and pictures of its pages as large as a window shows them; touches no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

GAP = 14
"""Pixels around every page."""
# The PDF library lets one thread in at a time and asks Python for the bytes while it is in. Whoever waited at
# its own door would hold Python meanwhile, and neither would ever go on: all wait here, where Python goes on.
_ONE_AT_A_TIME = RLock()


@dataclass(frozen=True, slots=True)
class Fit:
    """How large pages are drawn: whole, or as wide as the room; `ratio` are device pixels a pixel."""

    room: QSize
    whole: bool
    ratio: float

    def scale(self, page: QSizeF) -> float:
        """Pixels a point for a page of this size in points."""
        across = max(40, self.room.width() - 2 * GAP) / page.width()
        down = max(40, self.room.height() - 2 * GAP) / page.height()
        return min(across, down) if self.whole else across

    def pixels(self, page: QSizeF) -> QSize:
        """The size of a page's picture in device pixels."""
        return (page * (self.scale(page) * self.ratio)).toSize()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A block, and how far below the upper edge it stands on the screen."""

    block_id: str
    y: float


class PdfFile:
    """One PDF, to be closed by the thread that opened it; `sizes` are its pages' in points, () for no PDF."""

    def __init__(self, data: bytes) -> None:
        self.sizes: tuple[QSizeF, ...] = ()
        with _ONE_AT_A_TIME:
            self._buffer: QBuffer | None = QBuffer()
            self._buffer.setData(QByteArray(data))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document: QPdfDocument | None = QPdfDocument()
            self._document.load(self._buffer)
            if self._document.status() is QPdfDocument.Status.Ready:
                count = self._document.pageCount()
                self.sizes = tuple(self._document.pagePointSize(number) for number in range(count))

    def picture(self, number: int, fit: Fit) -> QImage:
        """A page (from 0) as large as it is shown; a null picture once the file is closed."""
        with _ONE_AT_A_TIME:
            if self._document is None:
                return QImage()
            return self._document.render(number, fit.pixels(self.sizes[number]))

    def drawing(self, number: int, scale: float) -> QImage:
        """A page (from 0) on white, so many pixels a point; a null picture once the file is closed."""
        with _ONE_AT_A_TIME:
            if self._document is None:
                return QImage()
            found = self._document.render(number, (self.sizes[number] * scale).toSize())
        ground = QImage(found.size(), QImage.Format.Format_RGB32)
        ground.fill(Qt.GlobalColor.white)
        painter = QPainter(ground)
        painter.drawImage(0, 0, found)
        painter.end()
        return ground

    def close(self) -> None:
        """Let the bytes go; once is enough."""
        with _ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
            # The document reads from the buffer as long as it lives.
            self._document = None
            self._buffer = None


def pictures(data: bytes, numbers: Sequence[int], fit: Fit) -> dict[int, QImage]:
    """Pictures of some pages (from 0), drawn in the thread that asks for them."""
    file = PdfFile(data)
    found = {number: file.picture(number, fit) for number in numbers if 0 <= number < len(file.sizes)}
    file.close()
    return found
