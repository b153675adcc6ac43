"""A grid under the keys of a spreadsheet: moving, blocks, fill, and Tab that goes past or through it."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTableView

from sgz_desktop.services.indicator_blocks import Area, Way
from sgz_desktop.ui.widgets.block_model import BlockModel
from sgz_desktop.ui.widgets.grid_heads import ColumnHeads, Corner, RowHeads

ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows and columns that an arrow goes on by."""
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

Model = TypeVar("Model", bound=BlockModel[Any, Any])


class BlockView(QTableView, Generic[Model]):
    """The cells of one grid. Tab goes past it, and from cell to cell once any other key was pressed in it.

    Signals: copying, cutting, pasting and clearing, for the selected block; filling, with a Way; finding,
    when a person wants to look for a row; stepped, with −1 or 1, when a person moves what the current cell is
    of; selected, when the block is another; asked, with a place on the screen, for what can be done.
    """

    copying = Signal()
    cutting = Signal()
    pasting = Signal()
    clearing = Signal()
    filling = Signal(object)
    finding = Signal()
    stepped = Signal(int)
    selected = Signal()
    asked = Signal(QPoint)

    STEPPING = frozenset(ARROWS)
    """The arrows that move, with Alt, what the current cell is of."""

    def __init__(self, cells: Model, *, name: str, title: str) -> None:
        super().__init__()
        self.cells = cells
        self._is_used = False  # by Tab alone one only comes past
        self._heads = ColumnHeads(lambda: cells.grid.heads if cells.grid else (), self)
        self._names = self._row_heads()
        self._corner = self._corner_label()
        self._corner.setProperty("part", "second")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.setModel(cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cells.modelReset.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda now, _: self._pick_out(now))
        self.selectionModel().currentChanged.connect(lambda *_: self.selected.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    @property
    def is_active(self) -> bool:
        """Whether the selection here is the one that is spoken of, where there are several grids."""
        return True

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
        first = self.cells.index(area.top, area.left)
        last = self.cells.index(area.top + area.rows - 1, area.left + area.columns - 1)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)
        self.scrollTo(first)

    def go_on(self, step: tuple[int, int]) -> None:
        """Leave a cell that was typed into once it is saved."""
        index = self.currentIndex()
        if self.cells.unsaved(index.row(), index.column()) is None:
            self._go_to(index.row() + step[0], index.column() + step[1])

    def fit(self) -> None:
        """Give the columns and rows the room they need."""
        raise NotImplementedError

    def _row_heads(self) -> RowHeads:
        return RowHeads(self)

    def _corner_label(self) -> QLabel:
        return Corner(self)

    def _pick_out(self, now: QModelIndex) -> None:
        self._heads.pick_out(now.column() if self.is_active else -1)
        self._names.pick_out(now.row() if self.is_active else -1)

    def _go_to(self, row: int, column: int) -> None:
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        if rows and columns:
            row, column = max(0, min(row, rows - 1)), max(0, min(column, columns - 1))
            self.setCurrentIndex(self.cells.index(row, column))

    def _advance(self, step: int) -> bool:
        """Go to the next cell that can be set, line by line; False at the end."""
        index, columns = self.currentIndex(), self.cells.columnCount()
        place = index.row() * columns + index.column() + step
        while 0 <= place < columns * self.cells.rowCount():
            row, column = divmod(place, columns)
            if self.cells.spot(row, column) is not None:
                self._go_to(row, column)
                return True
            place += step
        return False

    def _jump(self, step: tuple[int, int]) -> None:
        """As far as Ctrl and an arrow go."""
        raise NotImplementedError

    def _enter(self) -> None:
        """What Enter does in a cell."""
        self.edit(self.currentIndex())

    def _begin_line(self) -> None:
        """What is typed from here on is another line of cells: nothing of the last one is remembered."""

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether a key is about the block or the place of the current cell."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        for keys, signal in (
            (QKeySequence.StandardKey.Copy, self.copying),
            (QKeySequence.StandardKey.Cut, self.cutting),
            (QKeySequence.StandardKey.Paste, self.pasting),
            (QKeySequence.StandardKey.Find, self.finding),
        ):
            if event.matches(keys):
                signal.emit()
                return True
        if _fills(event):
            self.filling.emit(Way.DOWN if key is Qt.Key.Key_D else Way.RIGHT)
        elif modifiers & CONTROL and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().focusNextPrevChild(key is Qt.Key.Key_Tab)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clearing.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif modifiers & ALT and key in self.STEPPING:
            rows, columns = ARROWS[key]
            self.stepped.emit(rows or columns)
        elif modifiers == CONTROL and key in ARROWS:
            self._jump(ARROWS[key])
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
        if event.key() in ARROWS:
            self._begin_line()
        if self._acts(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_used = True
        self._begin_line()
        super().mousePressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._is_used and self.currentIndex().isValid() and self._advance(1 if next else -1):
            return True
        self._begin_line()
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._is_used = False

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

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what is typed goes into the cell, and rows are looked for by a key of their own."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, self._names.width(), self._heads.height())


def _fills(event: QKeyEvent) -> bool:
    """Whether keys are those that fill: Ctrl+D and Ctrl+R, with Shift as well."""
    return bool(event.modifiers() & CONTROL) and event.key() in (Qt.Key.Key_D, Qt.Key.Key_R)
