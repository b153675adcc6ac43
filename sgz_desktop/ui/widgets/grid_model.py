"""A grid of annex 1 as a table of Qt: shows what is stored, or what was typed and is not saved yet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.services.indicator_grid import Grid, Spot

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """The cells of one grid. `keep` saves what is typed and returns why it could not; `typed` recalls it."""

    def __init__(
        self,
        keep: Callable[[Grid, int, int, str], str],
        typed: Callable[[Spot], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._typed = keep, typed
        self._grid: Grid | None = None

    @property
    def grid(self) -> Grid | None:
        """What is shown."""
        return self._grid

    def show(self, grid: Grid | None) -> None:
        """Show another grid, or another state of this one."""
        before, self._grid = self._grid, grid
        if before is not None and grid is not None and _is_alike(before, grid):
            if grid.rows and grid.heads:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(grid.rows) - 1, len(grid.heads) - 1), []
                )
            return
        self._grid = before
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def spot(self, row: int, column: int) -> Spot | None:
        """Where the figure of a cell is kept; None for one that is worked out."""
        return self._grid.spot(row, column) if self._grid else None

    def unsaved(self, row: int, column: int) -> str | None:
        """What was typed into a cell and is not saved yet."""
        spot = self.spot(row, column)
        return self._typed(spot) if spot is not None else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self._grid is None or (parent is not None and parent.isValid()) else len(self._grid.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if self._grid is None or (parent is not None and parent.isValid()) else len(self._grid.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._grid is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._grid.rows[section]
        head = self._grid.heads[section]
        return f"{head.upper}\n{head.lower}" if head.upper else head.lower

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._grid is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            typed = self.unsaved(row, column)
            return self._grid.cell(row, column).text if typed is None else typed
        if role == Qt.ItemDataRole.EditRole:
            typed, value = self.unsaved(row, column), self._grid.cell(row, column).value
            return typed if typed is not None else "" if value is None else decimal_text(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._grid.cell(row, column).hint or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self._grid.cell(row, column)
            return f"{self._grid.place(row, column)} {cell.text} {cell.hint}".strip()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = index.row(), index.column()
        if self._grid is None or role != Qt.ItemDataRole.EditRole or self.spot(row, column) is None:
            return False
        if str(value) == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        return self._keep(self._grid, row, column, str(value)) == ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and self.spot(index.row(), index.column()) is not None:
            found |= Qt.ItemFlag.ItemIsEditable
        return found


def _is_alike(before: Grid, after: Grid) -> bool:
    """Whether two grids have the same rows and columns."""
    ids = [[each.id for each in grid.indicators] for grid in (before, after)]
    return ids[0] == ids[1] and before.rows == after.rows and before.heads == after.heads
