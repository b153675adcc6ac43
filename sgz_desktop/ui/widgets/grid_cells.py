"""How the cells of a grid of figures are drawn and typed into, as in a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from sgz_desktop.services.indicator_grid import GridCell, Tone
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of
from sgz_desktop.ui.widgets.typing_fields import MarkField

if TYPE_CHECKING:
    from sgz_desktop.ui.widgets.grid_view import FigureGrid

Index = QModelIndex | QPersistentModelIndex
SIGNS = {Tone.LAGGING: "▼", Tone.DIFFERENT: "≠", Tone.SUMMED: "Σ", Tone.PLAIN: ""}
"""What stands left in a cell beside the colour of its tone."""
_UNSAVED = "!"
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MARGIN = 8
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class FigureCells(CellDelegate):
    """Draws figures with their sign, and moves on when a figure was typed."""

    def __init__(self, grid: "FigureGrid") -> None:
        super().__init__(grid)
        self._view = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A figure at the right, the sign of its tone at the left."""
        grid, tokens = self._view.figures.grid, tokens_of(self._view)
        if grid is None:
            return
        row, column = index.row(), index.column()
        cell, rect = grid.cell(row, column), QRect(option.rect)
        typed = self._view.figures.unsaved(row, column)
        is_computed = grid.spot(row, column) is None
        chosen = self._view.is_active and bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.sel if chosen else tokens.bg if is_computed else tokens.panel
        painter.save()
        painter.fillRect(rect, QColor(tokens.bad_weak if typed is not None and not chosen else ground))
        head = grid.heads[column]
        if column == head.first + head.span - 1:
            painter.setPen(QColor(tokens.line))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(option.font)
        font.setPixelSize(text_px(self._view, 13))
        font.setBold(grid.is_total(row))
        painter.setFont(font)
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setPen(
            QColor(tokens.bad if typed is not None else _ink(cell, tokens, is_computed=is_computed))
        )
        text, sign = (cell.text, SIGNS[cell.tone]) if typed is None else (typed, _UNSAVED)
        used = painter.fontMetrics().horizontalAdvance(sign + " ") if sign and text else 0
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - used)
        painter.drawText(room, _RIGHT, shown)
        if sign and text:
            painter.drawText(room, _LEFT, sign)
        if self._view.is_active and index == self._view.currentIndex():
            width = 2 if self._view.hasFocus() else 1
            painter.setPen(QPen(QColor(tokens.focus), width))
            painter.drawRect(rect.adjusted(width // 2, width // 2, -1, -1))
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers its cell."""
        editor.setGeometry(option.rect)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the figure that is there; what is being typed stays, whatever is shown anew."""
        if not (isinstance(editor, MarkField) and editor.isModified()):
            super().setEditorData(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, MarkField) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._moves_on(watched, event):
                return True
            if event.type() == QEvent.Type.ShortcutOverride and _step(event) is not None:
                event.accept()
        return super().eventFilter(watched, event)

    def _moves_on(self, editor: MarkField, event: QKeyEvent) -> bool:
        """Whether a key ends the typing: Enter and Tab do, arrows where the figure is typed anew."""
        step = _step(event)
        by_arrow = event.key() in _STEPS
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if step is None or (by_arrow and not (self._view.is_entering and plain)):
            return False
        editor.composition.take_in()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, FigureCells.EndEditHint.NoHint)
        self._view.go_on(step, by_arrow=by_arrow)
        return True


def _step(event: QKeyEvent) -> tuple[int, int] | None:
    """Rows and columns that a key goes on by; None for other keys."""
    key, back = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return (-1 if back else 1), 0
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return 0, (-1 if back or key is Qt.Key.Key_Backtab else 1)
    return _STEPS.get(key)


def _ink(cell: GridCell, tokens: Tokens, *, is_computed: bool) -> str:
    if cell.tone in (Tone.LAGGING, Tone.DIFFERENT):
        return tokens.warn
    return tokens.ink2 if is_computed or cell.tone is Tone.SUMMED else tokens.ink
