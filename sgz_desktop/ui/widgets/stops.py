"""The walk through the checklist as a list: heads with their progress, stops with state and points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sgz_desktop.domain.result import LineState
from sgz_desktop.ui.columns import RECORD
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of
from sgz_desktop.ui.widgets.plain import draw_bar
from sgz_desktop.ui.wording import state_name

if TYPE_CHECKING:
    from sgz_desktop.services.walking import Key, Section, Stop

ROW = 40
_AT_ONCE = 40
_PLACES = 2
"""Decimals of all points: those of a column stand beneath one another."""
_LEFT, _RIGHT_END = 8, 12
"""Room left free beside a row: heads end where the points beneath them do."""
MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_UPWARDS = (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePageUp)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a stop in its section, or (None) the head of the section."""

    section: "Section"
    stop: "Stop | None" = None
    says_group: bool = False


class StopModel(QAbstractListModel):
    """Heads and stops as lines; nobody can stand on a head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._starts: list[int] = []
        self._lines: list[Stop | None] = []
        self._keys: list[object] = []
        self._places: dict[tuple[str, Key], int] = {}
        self._says_group = False

    def show(self, sections: "Sequence[Section]", *, says_group: bool) -> None:
        """Show these sections; where they have the same stops, selection and scroll position stay."""
        starts: list[int] = []
        lines: list[Stop | None] = []
        keys: list[object] = []
        for each in sections:
            starts.append(len(lines))
            lines.append(None)
            lines.extend(each.stops)
            keys.append(each.key)
            keys.extend([stop.key for stop in each.stops])
        is_same = keys == self._keys and says_group == self._says_group
        if not is_same:
            self.beginResetModel()
        before, self._lines = self._lines, lines
        self._sections, self._says_group = tuple(sections), says_group
        self._starts, self._keys = starts, keys
        if is_same:
            self._tell_changed(before)
            return
        self._places = {
            (each.key, stop.key): start + number
            for start, each in zip(starts, sections, strict=True)
            for number, stop in enumerate(each.stops, 1)
        }
        self.endResetModel()

    def _tell_changed(self, before: "list[Stop | None]") -> None:
        """Say which lines read otherwise now; heads tell a progress, and are few."""
        pairs = enumerate(zip(before, self._lines, strict=True))
        changed = [number for number, (old, new) in pairs if old is not new or new is None]
        for number in changed[:_AT_ONCE]:
            self.dataChanged.emit(self.index(number), self.index(number))
        if len(changed) > _AT_ONCE:
            self.dataChanged.emit(self.index(changed[_AT_ONCE]), self.index(changed[-1]))

    def place(self, section: str, key: "Key") -> int | None:
        """The line number of a stop in a section; None where it is not shown."""
        return self._places.get((section, key))

    def row(self, number: int) -> Row:
        """One line."""
        section = self._sections[bisect_right(self._starts, number) - 1]
        return Row(section, self._lines[number], self._says_group)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            found = self.row(index.row())
            return _head_text(found.section) if found.stop is None else stop_text(found.stop)
        if role == Qt.ItemDataRole.ToolTipRole:
            found = self.row(index.row())
            return found.section.detail if found.stop is None else found.stop.item.subject
        return self.row(index.row()) if role == RECORD else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()] is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class StopList(QListView):
    """The stops of one expert; keys other than the arrows belong to the page.

    Signals: chosen, with section key and stop, when a person moves to another one.
    """

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stopList")
        self.setProperty("part", "stops")
        self.setAccessibleName(self.tr("检查项列表"))
        self._stops = StopModel(self)
        self.setModel(self._stops)
        self.setItemDelegate(_StopDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_telling = True
        self.selectionModel().currentChanged.connect(self._tell)

    def show_sections(self, sections: "Sequence[Section]", *, says_group: bool) -> None:
        """Show these sections; the place stays where the same stops are shown anew."""
        self._is_telling = False
        self._stops.show(sections, says_group=says_group)
        self._is_telling = True

    def point_at(self, section: str, key: "Key") -> bool:
        """Mark a stop in a section, without a signal; False when it is not shown."""
        number = self._stops.place(section, key)
        if number is None:
            return False
        index = self._stops.index(number)
        self._is_telling = False
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            if self._stops.row(number - 1).stop is None:
                self.scrollTo(self._stops.index(number - 1))  # the first one with the head above it
        self._is_telling = True
        return True

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._is_telling and now.isValid():
            found = self._stops.row(now.row())
            if found.stop is not None:
                self.chosen.emit(found.section.key, found.stop)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or self._stops.row(found.row()).stop is not None:
            return found
        # Home, and a page up, may come to a head, where nobody can stand.
        is_upwards = found.row() > 0 and action in _UPWARDS
        return self._stops.index(found.row() + (-1 if is_upwards else 1))

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        # Qt would lay out every line anew; all are of one height whatever they say.
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def stop_text(stop: "Stop") -> str:
    """A stop as it is read out."""
    place = f" {stop.group_name}" if stop.group_name else ""
    points = figure_text(stop.points)
    return f"{stop.item.code} {stop.item.subject}{place} {state_name(stop.state)} {points}/{stop.item.points}"


def _head_text(section: "Section") -> str:
    said = tr("{name} 已答 {done}/{total}").format(name=section.name, done=section.done, total=section.total)
    return f"{said} {section.detail}".strip()


class _StopDelegate(QStyledItemDelegate):
    """Draws a stop (sign of its state, code, subject, points of possible) or a head with its progress."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, row_height(option.widget))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        found: Row = index.data(RECORD)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found.stop is None:
            self._draw_head(painter, area, found.section, option.widget)
        else:
            tokens = tokens_of(option.widget)
            draw_ground(painter, area, option, tokens)
            _draw_sign(painter, QPointF(area.x() + 16, area.center().y()), found.stop, tokens)
            self._draw_stop(painter, area, found, option.widget)
        painter.restore()

    def _draw_head(self, painter: QPainter, area: QRectF, section: "Section", widget: QWidget) -> None:
        tokens = tokens_of(widget)
        small, bold = _font(widget, 12), _font(widget, 15)
        bold.setBold(True)
        inner = area.adjusted(_LEFT, 4, -_RIGHT_END, 0)
        text = QRectF(inner.x(), inner.y(), inner.width(), inner.height() - 12)
        count = f"{section.done}/{section.total}"
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(text, _MIDDLE | _RIGHT, count)
        room = text.width() - QFontMetrics(small).horizontalAdvance(count) - 12
        name = _cut(bold, section.name, room)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(text, _MIDDLE, name)
        taken = QFontMetrics(bold).horizontalAdvance(name) + 10
        if section.detail and room - taken > 40:
            painter.setFont(small)
            painter.setPen(QColor(tokens.ink2))
            detail = _cut(small, section.detail, room - taken)
            painter.drawText(text.adjusted(taken, 1, 0, 0), _MIDDLE, detail)
        bar = QRectF(inner.x(), area.bottom() - 9, inner.width(), 5)
        draw_bar(painter, bar, section.done / section.total if section.total else 0.0, widget)

    def _draw_stop(self, painter: QPainter, area: QRectF, row: Row, widget: QWidget) -> None:
        stop, tokens = row.stop, tokens_of(widget)
        assert stop is not None
        small, plain = _font(widget, 12), _font(widget, 14)
        points = f"{figure_text(stop.points, _PLACES)} / {figure_text(stop.item.points, _PLACES)}"
        if stop.state is LineState.NOT_APPLICABLE:
            points = state_name(stop.state)
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(area.adjusted(30, 0, 0, 0), _MIDDLE, stop.item.code)
        painter.drawText(area.adjusted(0, 0, -_RIGHT_END, 0), _MIDDLE | _RIGHT, points)
        metrics = QFontMetrics(small)
        left = 30 + max(text_px(widget, 46), metrics.horizontalAdvance(stop.item.code) + 10)
        right = 20 + metrics.horizontalAdvance(points)
        if stop.seen:
            right += 16
            centre = QPointF(area.right() - right + 6, area.center().y())
            _draw_seen(painter, centre, tokens.warn if stop.unproven else tokens.ink2)
        room = area.adjusted(left, 0, -right - 4, 0)
        said = row.says_group and stop.group_name
        text = f"{stop.item.subject} · {stop.group_name}" if said else stop.item.subject
        painter.setFont(plain)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(room, _MIDDLE, _cut(plain, text, room.width()))


def row_height(widget: QWidget) -> int:
    """How high a line of a list is at the window's text size."""
    return max(ROW, text_px(widget, ROW))


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
        painter.setPen(QPen(QColor(tokens.focus), 2))
        painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 8, 8)


def _font(widget: QWidget, at_standard: int) -> QFont:
    font = QFont(widget.font())
    font.setPixelSize(text_px(widget, at_standard))
    return font


def _cut(font: QFont, text: str, room: float) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))


def _draw_seen(painter: QPainter, centre: QPointF, colour: str) -> None:
    """A small sheet with two lines: something was written down here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 1.2))
    x, y = centre.x(), centre.y()
    painter.drawRoundedRect(QRectF(x - 5, y - 5.5, 10, 11), 2, 2)
    for line in (-1.8, 1.8):
        painter.drawLine(QPointF(x - 2.4, y + line), QPointF(x + 2.4, y + line))


def _draw_sign(painter: QPainter, centre: QPointF, stop: "Stop", tokens: Tokens) -> None:
    """A filled dot for answered, a bar for not applicable, a triangle for pending, a ring for open.

    A diamond where the experts settled it together, whatever one's own mark is.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    if stop.final is not None:
        painter.setBrush(QColor(tokens.accent))
        corners = [QPointF(0, -5.5), QPointF(5.5, 0), QPointF(0, 5.5), QPointF(-5.5, 0)]
        painter.drawPolygon([centre + each for each in corners])
    elif stop.state is LineState.ANSWERED:
        painter.setBrush(QColor(tokens.good))
        painter.drawEllipse(centre, 4.5, 4.5)
    elif stop.state is LineState.NOT_APPLICABLE:
        painter.setBrush(QColor(tokens.ink3))
        painter.drawRoundedRect(QRectF(centre.x() - 5, centre.y() - 1.5, 10, 3), 1.5, 1.5)
    elif stop.state is LineState.PENDING:
        painter.setBrush(QColor(tokens.warn))
        corners = [QPointF(0, -5), QPointF(5, 4), QPointF(-5, 4)]
        painter.drawPolygon([centre + each for each in corners])
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.ink3), 1.4))
        painter.drawEllipse(centre, 4, 4)
