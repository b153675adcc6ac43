"""The roster as a grid under the keys of a spreadsheet, and keys of its own for ticks."""

import unicodedata

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTableView

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.services.indicator_blocks import Area, Way
from sgz_desktop.services.tables.attendance_grid import COUNT, EXPERIENCED, TICKS, TOTAL, Part, RosterGrid
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.grid_heads import ColumnHeads, RowHeads
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.roster_cells import RosterCells
from sgz_desktop.ui.widgets.roster_model import RosterModel

_ROW, _LEAST_ROWS = 30, 4
_WIDTHS = {
    **dict.fromkeys(TICKS, 38),
    COUNT: 52,
    TOTAL: 66,
    EXPERIENCED: 66,
    "name": 96,
    "post": 110,
    "certificate": 96,
    "credential": 150,
    "remark": 300,
}
_TEXT = 88
_SPARED = 8  # ticks are many, and their heads short
_TICK_KEYS = {
    **dict.fromkeys((" ", "1", "√"), Tick.YES),
    **dict.fromkeys(("0", "-", "−", "—"), Tick.NO),
    **dict.fromkeys(("5", "半"), Tick.HALF),
}
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class RosterNames(RowHeads):
    """The workers' names, which stay while the columns scroll; sums are bold.

    Beside a column of names the number alone is told, until that is scrolled away.
    """

    def __init__(self, roster: RosterModel, view: QTableView) -> None:
        super().__init__(view)
        self._roster, self._view = roster, view
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def _told(self, grid: RosterGrid, row: int) -> str:
        is_beside = grid.part is Part.PEOPLE and self._view.columnViewportPosition(0) >= 0
        return str(row + 1) if is_beside else grid.rows[row]

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        grid = self._roster.grid
        if not rect.isValid() or grid is None or logicalIndex >= len(grid.rows):
            return
        tokens, chosen = tokens_of(self), logicalIndex == self.current
        is_total = grid.is_total(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(tokens.sel if chosen else tokens.bg if is_total else tokens.panel))
        painter.setFont(self.small(bold=is_total))
        painter.setPen(QColor(tokens.accent_ink if chosen else tokens.ink))
        room = rect.adjusted(8, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(
            self._told(grid, logicalIndex), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(tokens.line2))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class RosterView(QTableView):
    """The cells of the roster. Tab goes past it, and from cell to cell once any other key was pressed in it.

    Signals: copying, cutting, pasting, clearing, running, overriding and finding, for the selected block;
    ticking, with a Tick; filling, with a Way; stepped, with −1 or 1, when a person moves the current worker;
    selected, when the block is another; asked, with a place on the screen, for what can be done.
    """

    copying = Signal()
    cutting = Signal()
    pasting = Signal()
    clearing = Signal()
    running = Signal()
    overriding = Signal()
    finding = Signal()
    ticking = Signal(object)
    filling = Signal(object)
    stepped = Signal(int)
    selected = Signal()
    asked = Signal(QPoint)

    def __init__(self, roster: RosterModel, *, name: str, title: str) -> None:
        super().__init__()
        self.roster = roster
        self._is_used = False  # by Tab alone one only comes past
        self._heads = ColumnHeads(lambda: roster.grid.heads if roster.grid else (), self)
        self._names = RosterNames(roster, self)
        self._corner: QLabel = label("", "second")
        self._corner.setParent(self)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._heads.setMinimumSectionSize(1)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.setModel(roster)
        self.setItemDelegate(RosterCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        roster.modelReset.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda now, _: self._pick_out(now))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.selected.emit())

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
        first = self.roster.index(area.top, area.left)
        last = self.roster.index(area.top + area.rows - 1, area.left + area.columns - 1)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)
        self.scrollTo(first)

    def go_on(self, step: tuple[int, int]) -> None:
        """Leave a cell that was typed into once it is saved."""
        index = self.currentIndex()
        if self.roster.unsaved(index.row(), index.column()) is None:
            self._go_to(index.row() + step[0], index.column() + step[1])

    def fit(self) -> None:
        """Widths that show ticks, counts and the usual texts whole."""
        grid = self.roster.grid
        if grid is None:
            return
        self._names.corner = grid.corner
        self._corner.setText(f"  {grid.corner}")
        for column, what in enumerate(grid.columns):
            least = text_px(self, _WIDTHS.get(what.field, _TEXT))
            is_tick = grid.is_tick(column)
            whole = self._heads.width_of(what.head, 0) - (_SPARED if is_tick else 0)
            self.setColumnWidth(column, max(least, whole))
        self._names.setDefaultSectionSize(text_px(self, _ROW))
        around = self._heads.sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(around + _LEAST_ROWS * text_px(self, _ROW))
        self.updateGeometries()

    def _pick_out(self, now: QModelIndex) -> None:
        self._heads.pick_out(now.column())
        self._names.pick_out(now.row())

    def _go_to(self, row: int, column: int) -> None:
        rows, columns = self.roster.rowCount(), self.roster.columnCount()
        if rows and columns:
            self.setCurrentIndex(
                self.roster.index(max(0, min(row, rows - 1)), max(0, min(column, columns - 1)))
            )

    def _advance(self, step: int) -> bool:
        """Go to the next cell that can be set, line by line; False at the end."""
        grid, index, columns = self.roster.grid, self.currentIndex(), self.roster.columnCount()
        place = index.row() * columns + index.column() + step
        while grid is not None and 0 <= place < columns * self.roster.rowCount():
            row, column = divmod(place, columns)
            if grid.spot(row, column) is not None:
                self._go_to(row, column)
                return True
            place += step
        return False

    def _jump(self, step: tuple[int, int]) -> None:
        """To the next month or sum; up and down and among texts to the end."""
        grid, index = self.roster.grid, self.currentIndex()
        if grid is None or not index.isValid():
            return
        rows, columns = step
        if rows or grid.part is Part.PEOPLE:
            last = self.roster.rowCount() - 1, self.roster.columnCount() - 1
            self._go_to(
                index.row() if not rows else last[0] if rows > 0 else 0,
                index.column() if not columns else last[1] if columns > 0 else 0,
            )
            return
        head = grid.heads[index.column()]
        at_first = index.column() == head.first
        self._go_to(
            index.row(),
            head.first + head.span if columns > 0 else head.first - 4 if at_first else head.first,
        )

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
        elif modifiers & _CONTROL and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().focusNextPrevChild(key is Qt.Key.Key_Tab)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clearing.emit()
        elif modifiers & _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(_ARROWS[key][0])
        elif modifiers == _CONTROL and key in _ARROWS:
            self._jump(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return self._is_of_months(event)
        return True

    def _enter(self) -> None:
        index = self.currentIndex()
        if self.roster.is_typed_into(index.row(), index.column()):
            self.edit(index)
        else:
            self._go_to(index.row() + 1, index.column())

    def _is_of_months(self, event: QKeyEvent) -> bool:
        """Whether a key is one of those that tick, run, override or find, which act on months alone."""
        grid = self.roster.grid
        if grid is None or grid.part is not Part.MONTHS or event.modifiers() & (_CONTROL | _ALT):
            return False
        tick = _TICK_KEYS.get(unicodedata.normalize("NFKC", event.text()))
        acts = {
            Qt.Key.Key_R: self.running,
            Qt.Key.Key_O: self.overriding,
            Qt.Key.Key_F: self.finding,
        }
        if tick is not None:
            self.ticking.emit(tick)
        elif event.key() in acts:
            acts[Qt.Key(event.key())].emit()
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
        if self._acts(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_used = True
        super().mousePressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._is_used and self.currentIndex().isValid() and self._advance(1 if next else -1):
            return True
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
        """Nothing: names are looked for with F."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, self._names.width() - 2, self._heads.height() - 1)


def _fills(event: QKeyEvent) -> bool:
    """Whether keys are those that fill: Ctrl+D and Ctrl+R, with Shift as well."""
    return bool(event.modifiers() & _CONTROL) and event.key() in (Qt.Key.Key_D, Qt.Key.Key_R)
