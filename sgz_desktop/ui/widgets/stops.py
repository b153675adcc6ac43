"""The walk through the checklist as a list: each stop with its state and points."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sgz_desktop.domain.result import LineState
from sgz_desktop.ui.columns import RECORD, Column, RecordModel
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.theme import Tokens, tokens_of
from sgz_desktop.ui.wording import state_name

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Stop

ROW = 38
MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class StopList(QListView):
    """The stops of one expert; keys other than the arrows belong to the page.

    Signals: chosen, with the stop a person moved to.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stopList")
        self.setProperty("part", "stops")
        self.setAccessibleName(self.tr("检查项列表"))
        self._stops = RecordModel((Column(tr("检查项"), _said),), self)
        self.setModel(self._stops)
        self.setItemDelegate(_StopDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_telling = True
        self.selectionModel().currentChanged.connect(self._tell)

    def show_stops(self, stops: Sequence["Stop"]) -> None:
        """Show these stops; the place stays where the same stops are shown anew."""
        self._is_telling = False
        self._stops.show(stops)
        self._is_telling = True

    def point_at(self, key: Any) -> bool:
        """Mark the stop with this key, without a signal; False when it is not shown."""
        for number, stop in enumerate(self._stops.records):
            if stop.key == key:
                self._is_telling = False
                self.setCurrentIndex(self._stops.index(number, 0))
                self._is_telling = True
                return True
        return False

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._is_telling and now.isValid():
            self.chosen.emit(self._stops.record(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _said(stop: "Stop") -> str:
    place = f" {stop.group_name}" if stop.group_name else ""
    points = figure_text(stop.points)
    return f"{stop.item.code} {stop.item.subject}{place} {state_name(stop.state)} {points}/{stop.item.points}"


class _StopDelegate(QStyledItemDelegate):
    """Draws a stop: sign of its state, code, subject, points of possible."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        stop: Stop = index.data(RECORD)
        tokens = tokens_of(option.widget)
        area = QRectF(option.rect)
        painter.save()
        draw_ground(painter, area, option, tokens)
        _draw_sign(painter, QPointF(area.x() + 16, area.center().y()), stop.state, tokens)
        self._draw_texts(painter, area, stop, tokens)
        painter.restore()

    def _draw_texts(self, painter: QPainter, area: QRectF, stop: "Stop", tokens: Tokens) -> None:
        small, plain = QFont(painter.font()), QFont(painter.font())
        small.setPixelSize(12)
        plain.setPixelSize(14)
        middle = Qt.AlignmentFlag.AlignVCenter
        points = f"{figure_text(stop.points)} / {figure_text(stop.item.points)}"
        if stop.state is LineState.NOT_APPLICABLE:
            points = state_name(stop.state)
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(area.adjusted(30, 0, 0, 0), middle, stop.item.code)
        painter.drawText(area.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, points)
        room = area.adjusted(76, 0, -24 - QFontMetrics(small).horizontalAdvance(points), 0)
        painter.setFont(plain)
        painter.setPen(QColor(tokens.ink))
        text = f"{stop.item.subject} · {stop.group_name}" if stop.group_name else stop.item.subject
        elided = QFontMetrics(plain).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, elided)


def draw_ground(painter: QPainter, area: QRectF, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """The ground of a chosen row, with a frame while the list has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not option.state & QStyle.StateFlag.State_Selected:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sel))
    painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 8, 8)


def _draw_sign(painter: QPainter, centre: QPointF, state: LineState, tokens: Tokens) -> None:
    """A filled dot for answered, a bar for not applicable, a triangle for pending, a ring for open."""
    painter.setPen(Qt.PenStyle.NoPen)
    if state is LineState.ANSWERED:
        painter.setBrush(QColor(tokens.good))
        painter.drawEllipse(centre, 4.5, 4.5)
    elif state is LineState.NOT_APPLICABLE:
        painter.setBrush(QColor(tokens.ink3))
        painter.drawRoundedRect(QRectF(centre.x() - 5, centre.y() - 1.5, 10, 3), 1.5, 1.5)
    elif state is LineState.PENDING:
        painter.setBrush(QColor(tokens.warn))
        corners = [QPointF(0, -5), QPointF(5, 4), QPointF(-5, 4)]
        painter.drawPolygon([centre + each for each in corners])
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.ink3), 1.4))
        painter.drawEllipse(centre, 4, 4)
