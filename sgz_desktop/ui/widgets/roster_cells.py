"""How the cells of the roster are drawn, and typed into where they hold text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from sgz_desktop.services.tables.attendance_cells import RosterCell, Tone
from sgz_desktop.services.tables.attendance_grid import COUNT, Part, RosterGrid
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of
from sgz_desktop.ui.widgets.typing_fields import Line

if TYPE_CHECKING:
    from sgz_desktop.ui.widgets.roster_view import RosterView

Index = QModelIndex | QPersistentModelIndex
SIGNS = {
    Tone.OPEN: "?",
    Tone.CONTRADICTED: "≠",
    Tone.OVERRIDDEN: "改",
    Tone.STATED: "表",
    Tone.LACKING: "!",
    Tone.DIFFERENT: "≠",
}
"""What stands left in a cell beside the colour of its tone."""
_OPEN = (Tone.OPEN, Tone.CONTRADICTED)
_CENTER = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_NARROW, _WIDE, _ASIDE = 4, 8, 12


class RosterCells(CellDelegate):
    """Draws ticks, counts and texts with their sign, and moves on when a text was typed."""

    def __init__(self, view: "RosterView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A tick in the middle, a figure at the right, a text at the left; what is open in a dashed frame."""
        grid, tokens = self._view.roster.grid, tokens_of(self._view)
        if grid is None:
            return
        row, column, rect = index.row(), index.column(), QRect(option.rect)
        cell, typed = grid.cell(row, column), self._view.roster.unsaved(row, column)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(_ground(grid, row, column, tokens, is_chosen=chosen)))
        if typed is not None and not chosen:
            painter.fillRect(rect, QColor(tokens.bad_weak))
        head = grid.heads[column]
        if column == head.first + head.span - 1:
            painter.setPen(QColor(tokens.line))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if cell.tone in _OPEN and cell.value is None and typed is None:
            self._frame(painter, rect, tokens, cell)
        font = QFont(option.font)
        font.setPixelSize(text_px(self._view, 13))
        font.setBold(grid.is_total(row))
        painter.setFont(font)
        painter.setPen(QColor(tokens.bad if typed is not None else _ink(grid, column, cell, tokens)))
        self._write(painter, rect, grid, column, cell if typed is None else RosterCell(typed))
        if index == self._view.currentIndex():
            width = 2 if self._view.hasFocus() else 1
            painter.setPen(QPen(QColor(tokens.focus), width))
            painter.drawRect(rect.adjusted(width // 2, width // 2, -1, -1))
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, tokens: Tokens, cell: RosterCell) -> None:
        pen = QPen(QColor(tokens.bad if cell.tone is Tone.CONTRADICTED else tokens.warn), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(2, 2, -3, -3))

    def _write(self, painter: QPainter, rect: QRect, grid: RosterGrid, column: int, cell: RosterCell) -> None:
        is_text = grid.part is Part.PEOPLE
        margin = _WIDE if is_text else _NARROW
        room = rect.adjusted(margin, 0, -margin, 0)
        sign = SIGNS.get(cell.tone, "") if cell.text else ""
        metrics = painter.fontMetrics()
        if grid.is_tick(column):
            painter.drawText(rect.adjusted(_ASIDE if sign else 0, 0, 0, 0), _CENTER, cell.text)
        else:
            left = metrics.horizontalAdvance(sign) + 3 if sign else 0
            shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - left)
            if is_text:
                painter.drawText(room.adjusted(left, 0, 0, 0), _LEFT, shown)
            else:
                painter.drawText(room.adjusted(0, 0, -2, 0), _RIGHT, shown)
        if sign:
            small = QFont(painter.font())
            small.setPixelSize(text_px(self._view, 11))
            painter.setFont(small)
            painter.drawText(room, _LEFT, sign)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text, which input methods may compose in."""
        grid = self._view.roster.grid
        title = grid.place(index.row(), index.column()) if grid else ""
        field = Line(name="rosterEditor", title=title)
        field.setParent(parent)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the text that is there, all of it selected."""
        if isinstance(editor, Line):
            editor.put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Hand what was typed to the model."""
        if isinstance(editor, Line):
            self._view.roster.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers its cell, and more to the right where that is narrow."""
        area = QRect(option.rect)
        area.setWidth(max(area.width(), text_px(self._view, 120)))
        editor.setGeometry(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Line) and isinstance(event, QKeyEvent):
            step = _step(event)
            if step is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif step is not None and event.type() == QEvent.Type.KeyPress:
                watched.composition.take_in()
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, RosterCells.EndEditHint.NoHint)
                self._view.go_on(step)
                return True
        elif isinstance(watched, Line) and event.type() == QEvent.Type.FocusOut:
            watched.composition.take_in()
        return super().eventFilter(watched, event)


def _step(event: QKeyEvent) -> tuple[int, int] | None:
    """Rows and columns that a key goes on by; None for other keys."""
    key, back = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return (-1 if back else 1), 0
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return 0, (-1 if back or key is Qt.Key.Key_Backtab else 1)
    return None


def _ground(grid: RosterGrid, row: int, column: int, tokens: Tokens, *, is_chosen: bool) -> str:
    if is_chosen:
        return tokens.sel
    tone = grid.cell(row, column).tone
    if tone in (Tone.OPEN, Tone.CONTRADICTED, Tone.LACKING):
        return tokens.bad_weak if tone is Tone.CONTRADICTED else tokens.warn_weak
    is_counted = grid.columns[column].field == COUNT or grid.spot(row, column) is None
    return tokens.bg if is_counted else tokens.panel


def _ink(grid: RosterGrid, column: int, cell: RosterCell, tokens: Tokens) -> str:
    if cell.tone is Tone.CONTRADICTED:
        return tokens.bad
    if cell.tone in (Tone.OPEN, Tone.LACKING, Tone.DIFFERENT):
        return tokens.warn
    if cell.tone is Tone.OVERRIDDEN:
        return tokens.accent_ink
    if grid.is_tick(column) and cell.text == "—":
        return tokens.ink3
    return tokens.ink
