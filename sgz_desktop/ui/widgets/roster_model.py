"""The roster as a table of Qt."""

from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import Qt

from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid, Spot
from sgz_desktop.ui.widgets.block_model import BlockModel


class RosterModel(BlockModel[RosterGrid, Spot]):
    """The ticks and counts of annex 2, or who the workers are."""

    def is_typed_into(self, row: int, column: int) -> bool:
        """Whether a cell takes text; ticks are set by keys."""
        return self.grid is not None and self.grid.part is Part.PEOPLE and super().is_typed_into(row, column)

    def _is_alike(self, before: RosterGrid, after: RosterGrid) -> bool:
        return after.is_alike(before)

    def _tell(self, before: RosterGrid, after: RosterGrid) -> None:
        for row, cells in groupby(after.changed_cells(before), key=itemgetter(0)):
            columns = [column for _, column in cells]
            # Cells side by side are drawn together, what lies between them not at all.
            for _, run in groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0]):
                side = [column for _, column in run]
                self.dataChanged.emit(self.index(row, side[0]), self.index(row, side[-1]), [])
        if before.rows != after.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(after.rows) - 1)

    def _entry(self, row: int, column: int) -> str:
        return self.grid.cell(row, column).entry if self.grid else ""
