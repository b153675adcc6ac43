"""Heads of a grid of figures: above with two levels, the upper one over several columns, and at the left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QWidget

from sgz_desktop.services.indicator_grid import ColumnHead
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of

_MARGIN = 8
_CENTER = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Head(QHeaderView):
    """What both heads have: a small font, and the section of the current cell picked out."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.current = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def pick_out(self, section: int) -> None:
        """Pick out the section of the current cell."""
        if section != self.current:
            self.current = section
            self.viewport().update()

    def small(self, *, bold: bool = False) -> QFont:
        """The font of heads."""
        font = QFont(self.font())
        font.setPixelSize(text_px(self, 12))
        font.setBold(bold)
        return font

    def line_height(self) -> int:
        """One line of a head with the room around it."""
        return QFontMetrics(self.small()).height() + 10


class ColumnHeads(_Head):
    """Two levels: names over their columns, and what each column holds."""

    def __init__(self, heads: Callable[[], Sequence[ColumnHead]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._heads = heads

    def width_of(self, head: ColumnHead, least: int) -> int:
        """How wide a column is that shows its lower head whole."""
        return max(least, QFontMetrics(self.small()).horizontalAdvance(head.lower) + 2 * _MARGIN)

    def upper_width(self, head: ColumnHead) -> int:
        """How wide all columns under an upper head are together for it to be shown whole."""
        return QFontMetrics(self.small(bold=True)).horizontalAdvance(head.upper) + 2 * _MARGIN

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self.line_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        heads = self._heads()
        if not rect.isValid() or logicalIndex >= len(heads):
            return
        tokens, head = tokens_of(self), heads[logicalIndex]
        middle = rect.top() + rect.height() // 2
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(tokens.panel))
        chosen = logicalIndex == self.current
        lower = QRect(rect.left(), middle, rect.width(), rect.bottom() - middle)
        if chosen:
            painter.fillRect(lower if head.upper else rect, QColor(tokens.sel))
        painter.setFont(self.small())
        painter.setPen(QColor(tokens.accent_ink if chosen else tokens.ink2))
        if not head.upper:
            self._draw(painter, rect, head.lower)
        else:
            self._draw(painter, lower, head.lower)
            left = self.sectionViewportPosition(head.first)
            width = sum(self.sectionSize(each) for each in range(head.first, head.first + head.span))
            painter.setFont(self.small(bold=True))
            painter.setPen(QColor(tokens.ink))
            self._draw(painter, QRect(left, rect.top(), width, middle - rect.top()), head.upper)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(rect.left(), middle, rect.right(), middle)
        painter.setPen(QColor(tokens.line))
        is_last = logicalIndex == head.first + head.span - 1
        painter.drawLine(rect.right(), rect.top() if is_last else middle, rect.right(), rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, text: str) -> None:
        room = area.adjusted(3, 0, -3, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _CENTER, shown)


class Corner(QLabel):
    """What the names of the rows are, above them, bordered as the heads beside it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, area = QPainter(self), self.rect()
        painter.setPen(QColor(tokens_of(self).line))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())


class RowHeads(_Head):
    """The names of the rows, which stay while the columns scroll."""

    MOST = 240

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.corner = ""
        self.has_total = False

    def sizeHint(self) -> QSize:
        metrics, model = QFontMetrics(self.small(bold=True)), self.model()
        names = [self.corner]
        if model is not None:
            names += [str(model.headerData(each, Qt.Orientation.Vertical)) for each in range(self.count())]
        widest = max(metrics.horizontalAdvance(each) for each in names)
        return QSize(min(widest + 2 * _MARGIN + 2, text_px(self, self.MOST)), super().sizeHint().height())

    def told(self, section: int) -> str:
        """What a row is called."""
        return str(self.model().headerData(section, Qt.Orientation.Vertical))

    def is_sum(self, section: int) -> bool:
        """Whether a row adds up others, which is told in bold."""
        return self.has_total and section == self.count() - 1

    def ground(self, section: int, tokens: Tokens) -> str:
        """The colour behind a row that is not the current one."""
        return tokens.panel

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or logicalIndex >= self.model().rowCount():
            return
        tokens, chosen = tokens_of(self), logicalIndex == self.current
        painter.save()
        painter.fillRect(rect, QColor(tokens.sel if chosen else self.ground(logicalIndex, tokens)))
        painter.setFont(self.small(bold=self.is_sum(logicalIndex)))
        painter.setPen(QColor(tokens.accent_ink if chosen else tokens.ink))
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        shown = painter.fontMetrics().elidedText(
            self.told(logicalIndex), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _LEFT, shown)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(tokens.line2))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
