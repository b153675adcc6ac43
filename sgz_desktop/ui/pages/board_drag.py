"""Cards dragged over the board: what is carried, what hangs at the pointer, where it would go."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from sgz_desktop.domain.observation import Tone
from sgz_desktop.ui.pages.board_model import BoardModel, tone_at
from sgz_desktop.ui.pages.board_paint import font_of
from sgz_desktop.ui.pages.board_sections import Home
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import tokens_of

MIME = "application/x-sgz-observations"


class Drop(NamedTuple):
    """Where dragged cards would go: home and kind, beside which card."""

    home: Home
    tone: Tone
    before: UUID | None
    behind: UUID | None


def packed(ids: Sequence[UUID]) -> QMimeData:
    """What is carried."""
    mime = QMimeData()
    mime.setData(MIME, " ".join(map(str, ids)).encode("ascii"))
    return mime


def unpacked(mime: QMimeData) -> tuple[UUID, ...]:
    """Whose cards are carried; none where it is something else."""
    raw = bytes(mime.data(MIME).data()).decode("ascii", "ignore")
    return tuple(UUID(each) for each in raw.split())


def picture(view: QWidget, count: int) -> QPixmap:
    """What hangs at the pointer: how many are moved."""
    tokens, font = tokens_of(view), font_of(view, 14)
    text, metrics = tr("移动 {count} 条").format(count=count), QFontMetrics(font)
    found = QPixmap(metrics.horizontalAdvance(text) + 28, metrics.height() + 14)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.accent))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(found.rect(), 8, 8)
    painter.setFont(font)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(found.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return found


def drop_at(view: QTableView, board: BoardModel, at: QPoint) -> tuple[Drop, QRect] | None:
    """Where cards let go at a point would go, and the line that shows it."""
    if not board.rows:
        return None
    number = view.rowAt(at.y()) if view.rowAt(at.y()) >= 0 else len(board.rows) - 1
    row, column = board.rows[number], max(0, view.columnAt(at.x()))
    tone, section = tone_at(row, column), row.section
    cards = section.shown[2 if row.is_wide else column]
    index = board.index(number, 0 if row.is_wide or row.is_head else column)
    area, card = view.visualRect(index), board.card(index)
    if row.is_head:
        left = area.x() + column * area.width() // 2
        line = QRect(left, area.bottom() - 1, area.width() // 2, 3)
        return Drop(section.home, tone, cards[0].id if cards else None, None), line
    if card is None:
        line = QRect(area.x(), area.y(), area.width(), 3)
        return Drop(section.home, tone, None, cards[-1].id if cards else None), line
    is_above = at.y() < area.center().y()
    line = QRect(area.x(), area.y() - 1 if is_above else area.bottom() - 1, area.width(), 3)
    before, behind = (card.id, None) if is_above else (None, card.id)
    return Drop(section.home, tone, before, behind), line


class DragTable(QTableView):
    """A table whose cards can be dragged; `board` and `chosen` are its view's.

    Signals: dropped, with the IDs of cards and a Drop.
    """

    dropped = Signal(object, object)
    board: BoardModel

    def __init__(self) -> None:
        super().__init__()
        self._drop: tuple[Drop, QRect] | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The observations that a drag carries."""
        raise NotImplementedError

    def startDrag(self, actions: Qt.DropAction) -> None:
        ids = self.chosen
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(packed(ids))
        drag.setPixmap(picture(self, len(ids)))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() in (self, None):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._drop = drop_at(self, self.board, event.position().toPoint())
        if self._drop is None or not event.mimeData().hasFormat(MIME):
            event.ignore()
        else:
            event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        found, self._drop = drop_at(self, self.board, event.position().toPoint()), None
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        ids = unpacked(event.mimeData())
        if found is None or not ids:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)  # so that nothing here takes rows out of the model
        event.accept()
        self.dropped.emit(ids, found[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(tokens_of(self).accent), 3))
            line = self._drop[1]
            painter.drawLine(line.x() + 6, line.center().y(), line.right() - 6, line.center().y())
