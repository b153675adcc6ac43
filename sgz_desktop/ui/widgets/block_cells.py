"""How the cells of a grid are drawn, and left by key when something was typed into them."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of
from sgz_desktop.ui.widgets.block_model import ShownGrid
from sgz_desktop.ui.widgets.block_view import BlockView
from sgz_desktop.ui.widgets.typing_fields import Line, MarkField

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Drawn = TypeVar("Drawn", bound=ShownGrid[Any])


class BlockCells(CellDelegate, Generic[Drawn]):
    """Draws ground, lines and the frame of the current cell; moves on when something was typed."""

    def __init__(self, view: BlockView[Any]) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell: what is typed and not saved in red, sums bold, a line behind what belongs together."""
        grid: Drawn | None = self._view.cells.grid
        if grid is None:
            return
        row, column, rect, tokens = index.row(), index.column(), QRect(option.rect), tokens_of(self._view)
        typed = self._view.cells.unsaved(row, column)
        chosen = self._view.is_active and bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        plain = tokens.bad_weak if typed is not None else self._ground(grid, row, column, tokens)
        painter.fillRect(rect, QColor(tokens.sel if chosen else plain))
        head = grid.heads[column]
        if column == head.first + head.span - 1:
            painter.setPen(QColor(tokens.line))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(option.font)
        font.setPixelSize(text_px(self._view, 13))
        font.setBold(grid.is_total(row))
        painter.setFont(font)
        painter.setPen(QColor(tokens.bad if typed is not None else self._ink(grid, row, column, tokens)))
        self._write(painter, rect, grid, (row, column), typed)
        if self._view.is_active and index == self._view.currentIndex():
            width = 2 if self._view.hasFocus() else 1
            painter.setPen(QPen(QColor(tokens.focus), width))
            painter.drawRect(rect.adjusted(width // 2, width // 2, -1, -1))
        painter.restore()

    def _ground(self, grid: Drawn, row: int, column: int, tokens: Tokens) -> str:
        """The colour behind a cell that is not chosen."""
        raise NotImplementedError

    def _ink(self, grid: Drawn, row: int, column: int, tokens: Tokens) -> str:
        """The colour of what a cell shows."""
        raise NotImplementedError

    def _write(
        self, painter: QPainter, rect: QRect, grid: Drawn, place: tuple[int, int], typed: str | None
    ) -> None:
        """Write what a cell shows, or what was typed into it and is not saved."""
        raise NotImplementedError

    def _step(self, event: QKeyEvent) -> tuple[int, int] | None:
        """Rows and columns that a key goes on by; None for other keys."""
        key, back = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return (-1 if back else 1), 0
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return 0, (-1 if back or key is Qt.Key.Key_Backtab else 1)
        return None

    def _ends(self, event: QKeyEvent) -> bool:
        """Whether one of those keys ends the typing."""
        return True

    def _go_on(self, event: QKeyEvent, step: tuple[int, int]) -> None:
        self._view.go_on(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, MarkField | Line) and isinstance(event, QKeyEvent):
            step = self._step(event)
            if step is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif step is not None and event.type() == QEvent.Type.KeyPress and self._ends(event):
                watched.composition.take_in()
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, BlockCells.EndEditHint.NoHint)
                self._go_on(event, step)
                return True
        return super().eventFilter(watched, event)
