"""The roster as a table of Qt: shows what is stored, or what was typed and is not saved yet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid, Spot

Index = QModelIndex | QPersistentModelIndex


class RosterModel(QAbstractTableModel):
    """The cells of the roster. `keep` saves what is typed or says why it could not; `typed` recalls it."""

    def __init__(
        self,
        keep: Callable[[RosterGrid, int, int, str], str],
        typed: Callable[[Spot], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._typed = keep, typed
        self._grid: RosterGrid | None = None

    @property
    def grid(self) -> RosterGrid | None:
        """What is shown."""
        return self._grid

    def show(self, grid: RosterGrid | None) -> None:
        """Show another grid, or another state of this one."""
        before = self._grid
        if before is not None and grid is not None and _is_alike(before, grid):
            self._grid = grid
            last = len(grid.heads) - 1
            for row in grid.changed_rows(before) if grid.heads else ():
                self.dataChanged.emit(self.index(row, 0), self.index(row, last), [])
            if before.rows != grid.rows:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(grid.rows) - 1)
            return
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def unsaved(self, row: int, column: int) -> str | None:
        """What was typed into a cell and is not saved yet."""
        spot = self._grid.spot(row, column) if self._grid else None
        return self._typed(spot) if spot is not None else None

    def is_typed_into(self, row: int, column: int) -> bool:
        """Whether a cell takes text; ticks are set by keys."""
        grid = self._grid
        return grid is not None and grid.part is Part.PEOPLE and grid.spot(row, column) is not None

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
        cell = self._grid.cell(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            typed = self.unsaved(row, column)
            stored = cell.text if role == Qt.ItemDataRole.DisplayRole else cell.entry
            return stored if typed is None else typed
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.hint or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._grid.place(row, column)} {cell.text} {cell.hint}".strip()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = index.row(), index.column()
        if self._grid is None or role != Qt.ItemDataRole.EditRole or not self.is_typed_into(row, column):
            return False
        if str(value) == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        return self._keep(self._grid, row, column, str(value)) == ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and self.is_typed_into(index.row(), index.column()):
            found |= Qt.ItemFlag.ItemIsEditable
        return found


def _is_alike(before: RosterGrid, after: RosterGrid) -> bool:
    """Whether two grids have the same rows and columns."""
    ids = [[each.worker.id if each.worker else None for each in grid.lines] for grid in (before, after)]
    return before.part is after.part and ids[0] == ids[1] and before.heads == after.heads
