"""A zone as a card that is dragged between review groups, or moved by keys."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.places import Zone
from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.wording import field_text

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SIDE = 12


class ZoneChip(QFrame):
    """One zone: its name, and in a second line its staff and how many communities it has.

    Signals: stepped, with columns and rows to go; shifted, with columns or rows to be moved; dragged, with
    where the pointer is in the window, while the button is held; dropped, when it is let go there;
    left, when dragging is given up; entered, when its details are wanted.
    """

    stepped = Signal(int, int)
    shifted = Signal(int, int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    left = Signal()
    entered = Signal()

    def __init__(self, zone: Zone) -> None:
        super().__init__()
        self.zone_id = zone.id
        self._name, self._rest = "", ""
        self._pressed: QPoint | None = None
        self._is_dragged = False
        self.setObjectName("zoneChip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def name(self) -> str:
        """The zone's name."""
        return self._name

    def show_zone(self, zone: Zone, dossier: Dossier) -> None:
        """Show the zone as stored."""
        count = len(dossier.communities_of(zone.id))
        staff = [self.tr("{staff} 人").format(staff=field_text(zone.staff))] if zone.staff is not None else []
        self._name = zone.name
        self._rest = " · ".join([*staff, self.tr("{count} 个社区").format(count=count)])
        self.setAccessibleName(f"{self._name}，{self._rest}")
        self.setAccessibleDescription(self.tr("Alt+← Alt+→ 换组，Alt+↑ Alt+↓ 调整次序，Enter 看详情"))
        self.setToolTip(self._name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 2 * self.fontMetrics().lineSpacing() + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.hasFocus()
        ground = tokens.sel if self._is_dragged or has_focus else tokens.panel
        painter.setPen(QPen(QColor(tokens.accent if has_focus else tokens.line), 2 if has_focus else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        metrics, room = self.fontMetrics(), self.width() - 2 * _SIDE
        line = metrics.lineSpacing()
        for number, (text, ink) in enumerate(((self._name, tokens.ink), (self._rest, tokens.ink2))):
            painter.setPen(QColor(ink))
            area = QRectF(_SIDE, 8 + number * line, room, line)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        is_moved = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._is_dragged:
            self._end_drag()
            self.left.emit()
        elif key in _ARROWS:
            (self.shifted if is_moved else self.stepped).emit(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if self._is_dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self._in_window(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_dragged = self._is_dragged
        self._end_drag()
        if is_dragged:
            self.dropped.emit(self._in_window(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.entered.emit()

    def _in_window(self, event: QMouseEvent) -> QPoint:
        return self.mapTo(self.window(), event.position().toPoint())

    def _end_drag(self) -> None:
        self._pressed, self._is_dragged = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()
