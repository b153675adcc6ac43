"""A grid of figures that takes the keys of a spreadsheet: typing, moving, blocks, fill."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from sgz_desktop.services.indicator_blocks import Area, Way
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.grid_cells import FigureCells
from sgz_desktop.ui.widgets.grid_heads import ColumnHeads, Corner, RowHeads
from sgz_desktop.ui.widgets.grid_model import GridModel
from sgz_desktop.ui.widgets.typing_fields import MarkField, without_preedit

_ROW, _AMOUNT, _RATE = 34, 66, 90
_LEAST_ROWS = 2
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class FigureGrid(QTableView):
    """The cells of one grid. Tab goes past it, and from cell to cell once any other key was pressed in it.

    Signals: copying, cutting, pasting and clearing, for the selected block; filling, with a Way; stepped,
    with −1 or 1, when a person moves the current indicator; selected, when the block is another; asked,
    with a place on the screen, for what can be done.
    """

    copying = Signal()
    cutting = Signal()
    pasting = Signal()
    clearing = Signal()
    filling = Signal(object)
    stepped = Signal(int)
    selected = Signal()
    asked = Signal(QPoint)

    def __init__(self, figures: GridModel, *, name: str, title: str) -> None:
        super().__init__()
        self.figures = figures
        self.is_entering = False
        self._is_active = True
        self._is_used = False  # by Tab alone one only comes past
        self._began: int | None = None
        self._heads = ColumnHeads(lambda: figures.grid.heads if figures.grid else (), self)
        self._names = RowHeads(self)
        self._corner = Corner(self)
        self._corner.setProperty("part", "second")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.setModel(figures)
        self.setItemDelegate(FigureCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        figures.modelReset.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda now, _: self._pick_out(now))
        self.selectionModel().currentChanged.connect(lambda *_: self.selected.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    @property
    def is_active(self) -> bool:
        """Whether the selection here is the one that is spoken of, where there are several grids."""
        return self._is_active

    def activate(self, *, on: bool) -> None:
        """Show the selection, or leave that to another grid."""
        if on != self._is_active:
            self._is_active = on
            self._pick_out(self.currentIndex())
            self.viewport().update()

    @property
    def area(self) -> Area | None:
        """The selected block, else the current cell; None without one."""
        chosen = self.selectionModel().selection()
        if not chosen.isEmpty():
            found = chosen.first()  # only one block can be selected
            return Area(found.top(), found.left(), found.height(), found.width())
        index = self.currentIndex()
        return Area(index.row(), index.column()) if index.isValid() else None

    def choose(self, area: Area) -> None:
        """Select a block, its first cell being the current one."""
        first = self.figures.index(area.top, area.left)
        last = self.figures.index(area.top + area.rows - 1, area.left + area.columns - 1)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)
        self.scrollTo(first)

    def go_on(self, step: tuple[int, int], *, by_arrow: bool = False) -> None:
        """Leave a cell that was typed into once it is saved; Enter after Tabs goes back to their column."""
        index = self.currentIndex()
        if self.figures.unsaved(index.row(), index.column()) is not None:
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
        grid = self.figures.grid
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
        rows, row = self.figures.rowCount(), self.verticalHeader().defaultSectionSize()
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

    def _pick_out(self, now: QModelIndex) -> None:
        self._heads.pick_out(now.column() if self._is_active else -1)
        self._names.pick_out(now.row() if self._is_active else -1)

    def _go_to(self, row: int, column: int) -> None:
        rows, columns = self.figures.rowCount(), self.figures.columnCount()
        self.setCurrentIndex(self.figures.index(max(0, min(row, rows - 1)), max(0, min(column, columns - 1))))

    def _advance(self, step: int) -> bool:
        """Go to the next cell that is typed into, line by line; False at the end."""
        index, columns = self.currentIndex(), self.figures.columnCount()
        place = index.row() * columns + index.column() + step
        while 0 <= place < columns * self.figures.rowCount():
            row, column = divmod(place, columns)
            if self.figures.spot(row, column) is not None:
                self._began = index.column() if self._began is None else self._began
                self._go_to(row, column)
                return True
            place += step
        return False

    def _jump(self, step: tuple[int, int]) -> None:
        """To the last figure before a gap, else to the next one, as Ctrl and an arrow do in a spreadsheet."""
        rows, columns = self.figures.rowCount(), self.figures.columnCount()
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
        grid = self.figures.grid
        inside = 0 <= row < self.figures.rowCount() and 0 <= column < self.figures.columnCount()
        return inside and grid is not None and grid.cell(row, column).text != ""

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether a key is about the block or the place of the current cell."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        for keys, signal in (
            (QKeySequence.StandardKey.Copy, self.copying),
            (QKeySequence.StandardKey.Cut, self.cutting),
            (QKeySequence.StandardKey.Paste, self.pasting),
        ):
            if event.matches(keys):
                signal.emit()
                return True
        if _fills(event):
            self.filling.emit(Way.DOWN if key is Qt.Key.Key_D else Way.RIGHT)
        elif modifiers & _CONTROL and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().focusNextPrevChild(key is Qt.Key.Key_Tab)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clearing.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif modifiers & _ALT and key in _ARROWS:
            rows, columns = _ARROWS[key]
            self.stepped.emit(rows or columns)
        elif modifiers == _CONTROL and key in _ARROWS:
            self._jump(_ARROWS[key])
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _fills(event):
            event.accept()  # as in a spreadsheet, whatever the window does with that key elsewhere
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_used = event.key() != Qt.Key.Key_Escape
        self.is_entering = event.text().isprintable() and bool(event.text())
        if event.key() in _ARROWS:
            self._began = None
        if self._acts(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.accept()
        index = self.currentIndex()
        # What is only composed is no figure yet; what is handed over Qt would lose.
        if event.commitString() and self.figures.spot(index.row(), index.column()) is not None:
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

    def _keep_keys_plain(self) -> None:
        """Qt turns the input method on for every cell that can be typed into; figures need none."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_entering, self._began, self._is_used = False, None, True
        super().mousePressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._is_used and self.currentIndex().isValid() and self._advance(1 if next else -1):
            return True
        self._began = None
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keep_keys_plain()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._is_used = False
        self.selected.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        within = QApplication.focusWidget()
        if within is not None and not self.isAncestorOf(within):
            self._is_used = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).center()
        self.asked.emit(self.viewport().mapToGlobal(place) if by_key else event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()
            self._begin_at_the_left()
        else:
            self._fit_width()

    def sizeHint(self) -> QSize:
        return QSize(self.whole_width, self.maximumHeight())

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what is typed is a figure, and no name to look for."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, self._names.width(), self._heads.height())


def _fills(event: QKeyEvent) -> bool:
    """Whether keys are those that fill: Ctrl+D and Ctrl+R, with Shift as well."""
    return bool(event.modifiers() & _CONTROL) and event.key() in (Qt.Key.Key_D, Qt.Key.Key_R)
