"""A key as it is drawn beside what it does, where that is no button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgz_desktop.ui.tokens import text_px, tokens_of

_CAP, _TEXT, _ROOM = 18, 11, 10


class KeyCap(QWidget):
    """The sign of one key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        high = text_px(self, _CAP)
        return QSize(max(high, QFontMetrics(self._small()).horizontalAdvance(self._key) + _ROOM), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._small())
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(text_px(self, _TEXT))
        return font
