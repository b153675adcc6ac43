"""A grid of figures that takes the keys of a spreadsheet, and grows no larger than its figures need."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.block_view import BlockView
from sgz_desktop.ui.widgets.grid_cells import FigureCells
from sgz_desktop.ui.widgets.grid_model import GridModel
from sgz_desktop.ui.widgets.typing_fields import MarkField, without_preedit

_ROW, _AMOUNT, _RATE = 34, 66, 90
_LEAST_ROWS = 2


class FigureGrid(BlockView[GridModel]):
    """Figures in cells: what is typed replaces them, and Enter after Tabs goes back to where those began."""

    is_entering = False
    _is_active = True
    _began: int | None = None

    def __init__(self, cells: GridModel, *, name: str, title: str) -> None:
        super().__init__(cells, name=name, title=title)
        self.setItemDelegate(FigureCells(self))

    @property
    def is_active(self) -> bool:
        return self._is_active

    def activate(self, *, on: bool) -> None:
        """Show the selection, or leave that to another grid."""
        if on != self._is_active:
            self._is_active = on
            self._pick_out(self.currentIndex())
            self.viewport().update()

    def go_on(self, step: tuple[int, int], *, by_arrow: bool = False) -> None:
        """Leave a cell that was typed into once it is saved; Enter after Tabs goes back to their column."""
        index = self.currentIndex()
        if self.cells.unsaved(index.row(), index.column()) is not None:
            return
        rows, columns = step
        if columns and not by_arrow:
            self._advance(columns)
            return
        column = index.column() + columns
        if rows and self._began is not None and not by_arrow:
            column = self._began
        self._began = None
        self._go_to(index.row() + rows, column)

    def fit(self) -> None:
        """Widths that show figures and heads whole, and no more height than the rows need."""
        grid = self.cells.grid
        if grid is None:
            return
        self._names.corner, self._names.has_total = grid.corner, grid.by_zone
        self._corner.setText(f"  {grid.corner}")
        widths = []
        for head_number, head in enumerate(grid.heads):
            rate = head.span == 3 and head_number == head.first + 2
            widths.append(self._heads.width_of(head, text_px(self, _RATE if rate else _AMOUNT)))
        for head in {each.first: each for each in grid.heads}.values():
            lacking = self._heads.upper_width(head) - sum(widths[head.first : head.first + head.span])
            for each in range(head.first, head.first + head.span):
                widths[each] += max(0, -(-lacking // head.span))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, min(width, text_px(self, 150)))
        self.verticalHeader().setDefaultSectionSize(text_px(self, _ROW))
        self.updateGeometries()
        self._fit_height()

    @property
    def whole_width(self) -> int:
        """How wide it is with every column in sight, and with the bar beside them where rows are cut."""
        bar = self.verticalScrollBar().sizeHint().width() if self.height() < self.maximumHeight() else 0
        return self._columns_width + bar

    @property
    def _columns_width(self) -> int:
        return self._names.sizeHint().width() + self._heads.length() + 2 * self.frameWidth() + 2

    def _fit_height(self) -> None:
        rows, row = self.cells.rowCount(), self.verticalHeader().defaultSectionSize()
        around = self._heads.sizeHint().height() + 2 * self.frameWidth() + 4
        is_cut = self._columns_width > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_cut else 0
        self.setMinimumHeight(around + min(_LEAST_ROWS, rows) * row + bar)
        self.setMaximumHeight(around + rows * row + bar)
        self._fit_width()

    def _begin_at_the_left(self) -> None:
        """Scroll no further than the current cell wants, once there is more room than it was scrolled for."""
        bar, column = self.horizontalScrollBar(), max(0, self.currentIndex().column())
        end = self.columnViewportPosition(column) + self.columnWidth(column) + bar.value()
        if bar.value() and end <= self.viewport().width():
            bar.setValue(0)

    def _fit_width(self) -> None:
        """No wider than its columns: what is left of the page stays free."""
        if self.maximumWidth() != self.whole_width:
            self.setMaximumWidth(self.whole_width)
            self.updateGeometry()

    def _advance(self, step: int) -> bool:
        began = self.currentIndex().column() if self._began is None else self._began
        if not super()._advance(step):
            return False
        self._began = began
        return True

    def _jump(self, step: tuple[int, int]) -> None:
        """To the last figure before a gap, else to the next one, as Ctrl and an arrow do in a spreadsheet."""
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        row, column = self.currentIndex().row(), self.currentIndex().column()
        beside = self._has_figure(row + step[0], column + step[1])
        while 0 <= row + step[0] < rows and 0 <= column + step[1] < columns:
            if beside and not self._has_figure(row + step[0], column + step[1]):
                break
            row, column = row + step[0], column + step[1]
            if not beside and self._has_figure(row, column):
                break
        self._go_to(row, column)

    def _has_figure(self, row: int, column: int) -> bool:
        grid = self.cells.grid
        inside = 0 <= row < self.cells.rowCount() and 0 <= column < self.cells.columnCount()
        return inside and grid is not None and grid.cell(row, column).text != ""

    def _begin_line(self) -> None:
        self._began = None

    def _keep_keys_plain(self) -> None:
        """Qt turns the input method on for every cell that can be typed into; figures need none."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.is_entering = event.text().isprintable() and bool(event.text())
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_entering = False
        super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.accept()
        index = self.currentIndex()
        # What is only composed is no figure yet; what is handed over Qt would lose.
        if event.commitString() and self.cells.spot(index.row(), index.column()) is not None:
            self.is_entering = True
            self.edit(index)
            for editor in self.findChildren(MarkField):
                QApplication.sendEvent(editor, without_preedit(event))

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        return False if query is Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def currentChanged(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(now, before)
        self._keep_keys_plain()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keep_keys_plain()
        self.selected.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()
            self._begin_at_the_left()
        else:
            self._fit_width()

    def sizeHint(self) -> QSize:
        return QSize(self.whole_width, self.maximumHeight())
