"""A grid of figures as a table of Qt."""

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.services.indicator_grid import Grid, Spot
from sgz_desktop.ui.widgets.block_model import BlockModel


class GridModel(BlockModel[Grid, Spot]):
    """The figures of annex 1, or the hours of annex 4."""

    def _is_alike(self, before: Grid, after: Grid) -> bool:
        ids = [[each.id for each in grid.indicators] for grid in (before, after)]
        return ids[0] == ids[1] and before.rows == after.rows and before.heads == after.heads

    def _tell(self, before: Grid, after: Grid) -> None:
        if after.rows and after.heads:
            last = self.index(len(after.rows) - 1, len(after.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [])

    def _entry(self, row: int, column: int) -> str:
        value = self._grid.cell(row, column).value if self._grid else None
        return "" if value is None else decimal_text(value)
