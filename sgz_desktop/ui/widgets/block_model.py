"""A grid of cells as a table of Qt: shows what is stored, or what was typed and is not saved yet."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sgz_desktop.services.indicator_grid import ColumnHead

Index = QModelIndex | QPersistentModelIndex


class ShownCell(Protocol):
    """What a cell shows, and what that means."""

    @property
    def text(self) -> str: ...

    @property
    def hint(self) -> str: ...


Kept = TypeVar("Kept", covariant=True)


class ShownGrid(Protocol[Kept]):
    """Cells by row and column, as a service gives them."""

    @property
    def rows(self) -> Sequence[str]: ...

    @property
    def heads(self) -> Sequence[ColumnHead]: ...

    def cell(self, row: int, column: int) -> ShownCell: ...

    def spot(self, row: int, column: int) -> Kept | None: ...

    def place(self, row: int, column: int) -> str: ...

    def is_total(self, row: int) -> bool: ...


Shown = TypeVar("Shown", bound=ShownGrid[Any])
Spotted = TypeVar("Spotted", bound=Hashable)


class BlockModel(QAbstractTableModel, Generic[Shown, Spotted]):
    """The cells of one grid. `keep` saves what is typed and returns why it could not; `typed` recalls it."""

    def __init__(
        self,
        keep: Callable[[Shown, int, int, str], str],
        typed: Callable[[Spotted], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._typed = keep, typed
        self._grid: Shown | None = None

    @property
    def grid(self) -> Shown | None:
        """What is shown."""
        return self._grid

    def show(self, grid: Shown | None) -> None:
        """Show another grid, or another state of this one."""
        before = self._grid
        if before is not None and grid is not None and self._is_alike(before, grid):
            self._grid = grid
            if grid is not before:
                self._tell(before, grid)
            return
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def spot(self, row: int, column: int) -> Spotted | None:
        """Where a cell is kept; None for one that is worked out."""
        found: Spotted | None = self._grid.spot(row, column) if self._grid else None
        return found

    def unsaved(self, row: int, column: int) -> str | None:
        """What was typed into a cell and is not saved yet."""
        spot = self.spot(row, column)
        return self._typed(spot) if spot is not None else None

    def is_typed_into(self, row: int, column: int) -> bool:
        """Whether a cell takes what is typed."""
        return self.spot(row, column) is not None

    def _is_alike(self, before: Shown, after: Shown) -> bool:
        """Whether two grids have the same rows and columns."""
        raise NotImplementedError

    def _tell(self, before: Shown, after: Shown) -> None:
        """Tell which cells of alike grids may show something else."""
        raise NotImplementedError

    def _entry(self, row: int, column: int) -> str:
        """What typing into a cell begins with."""
        raise NotImplementedError

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
            if typed is not None:
                return typed
            return cell.text if role == Qt.ItemDataRole.DisplayRole else self._entry(row, column)
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
