"""The roster as a grid under the keys of a spreadsheet, and keys of its own for ticks."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.services.tables.attendance_grid import COUNT, EXPERIENCED, TICKS, TOTAL, Part
from sgz_desktop.ui.tokens import Tokens, text_px
from sgz_desktop.ui.widgets.block_view import ALT, CONTROL, BlockView
from sgz_desktop.ui.widgets.grid_heads import RowHeads
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
_MOST = 220  # pixels that a text may ask for
_AROUND = 18  # pixels beside a text
_SPARED = 8  # ticks are many, and their heads short
_TICK_KEYS = {
    **dict.fromkeys((" ", "1", "√"), Tick.YES),
    **dict.fromkeys(("0", "-", "−", "—"), Tick.NO),
    **dict.fromkeys(("5", "半"), Tick.HALF),
}


class RosterNames(RowHeads):
    """The workers' names, which stay while the columns scroll; sums are bold.

    Beside a column of names the number alone is told, until that is scrolled away.
    """

    def __init__(self, roster: RosterModel, view: QTableView) -> None:
        super().__init__(view)
        self._roster, self._view = roster, view
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def told(self, section: int) -> str:
        grid = self._roster.grid
        is_beside = grid and grid.part is Part.PEOPLE and self._view.columnViewportPosition(0) >= 0
        return str(section + 1) if is_beside else super().told(section)

    def is_sum(self, section: int) -> bool:
        return self._roster.grid is not None and self._roster.grid.is_total(section)

    def ground(self, section: int, tokens: Tokens) -> str:
        return tokens.bg if self.is_sum(section) else super().ground(section, tokens)


class RosterView(BlockView[RosterModel]):
    """The cells of the roster. Where they are ticks, letters and figures act on the block.

    Signals: running and overriding, for the selected block; ticking, with a Tick.
    """

    running = Signal()
    overriding = Signal()
    ticking = Signal(object)

    STEPPING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down))

    def __init__(self, cells: RosterModel, *, name: str, title: str) -> None:
        super().__init__(cells, name=name, title=title)
        self._heads.setMinimumSectionSize(1)
        self.setItemDelegate(RosterCells(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def fit(self) -> None:
        """Widths that show ticks, counts and the usual texts whole."""
        grid = self.cells.grid
        if grid is None:
            return
        self._names.corner = grid.corner
        self._corner.setText(f"  {grid.corner}")
        for column, what in enumerate(grid.columns):
            least = text_px(self, _WIDTHS.get(what.field, _TEXT))
            is_tick = grid.is_tick(column)
            whole = self._heads.width_of(what.head, 0) - (_SPARED if is_tick else 0)
            self.setColumnWidth(column, max(least, whole, self._text_width(column)))
        self._names.setDefaultSectionSize(text_px(self, _ROW))
        around = self._heads.sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(around + _LEAST_ROWS * text_px(self, _ROW))
        self.updateGeometries()

    def _text_width(self, column: int) -> int:
        """What the longest text of a column of particulars asks for."""
        if self.cells.grid is None or self.cells.grid.part is not Part.PEOPLE:
            return 0
        metrics, most = self.fontMetrics(), text_px(self, _MOST)
        texts = (str(self.cells.index(row, column).data()) for row in range(self.cells.rowCount()))
        widest = max(map(metrics.horizontalAdvance, texts), default=0)
        return min(widest + text_px(self, _AROUND), most)

    def _row_heads(self) -> RowHeads:
        return RosterNames(self.cells, self)

    def _corner_label(self) -> QLabel:
        found = label()
        found.setParent(self)
        return found

    def _jump(self, step: tuple[int, int]) -> None:
        """To the next month or sum; up and down and among texts to the end."""
        grid, index = self.cells.grid, self.currentIndex()
        if grid is None or not index.isValid():
            return
        rows, columns = step
        if rows or grid.part is Part.PEOPLE:
            last = self.cells.rowCount() - 1, self.cells.columnCount() - 1
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
        return super()._acts(event) or self._is_of_months(event)

    def _enter(self) -> None:
        index = self.currentIndex()
        if self.cells.is_typed_into(index.row(), index.column()):
            self.edit(index)
        else:
            self._go_to(index.row() + 1, index.column())

    def _is_of_months(self, event: QKeyEvent) -> bool:
        """Whether a key is one of those that tick, run, override or find, which act on months alone."""
        grid = self.cells.grid
        if grid is None or grid.part is not Part.MONTHS or event.modifiers() & (CONTROL | ALT):
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

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.resize(self._names.width() - 2, self._heads.height() - 1)
