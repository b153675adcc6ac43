"""Where an indicator or a zone stands in the grids of 服务指标, for somebody who looks for it by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.ui.widgets.grid_view import FigureGrid


@dataclass(frozen=True, slots=True)
class Place:
    """The cells of an indicator or of a zone, and what that is called."""

    view: FigureGrid
    names: tuple[str, ...]
    area: Area

    @property
    def is_here(self) -> bool:
        """Whether the current cell is one of these."""
        index = self.view.currentIndex()
        return self.view.is_active and (index.row(), index.column()) in self.area.cells()

    def go(self) -> None:
        """Stand on one of the cells: in the row and kind of column of the one before, where there is."""
        grid, index = self.view.cells.grid, self.view.currentIndex()
        if grid is None:
            return
        row, column, area = index.row(), index.column(), self.area
        if not area.top <= row < area.top + area.rows:
            row = area.top
        if not area.left <= column < area.left + area.columns:
            before = grid.heads[column] if column >= 0 else None
            column = area.left + (column - before.first if before and before.span == area.columns else 0)
        self.view.choose(Area(row, column))


def places_in(views: Sequence[FigureGrid]) -> tuple[Place, ...]:
    """Every indicator and every zone, in the order in which they stand."""
    return tuple(each for view in views for each in _places(view))


def _places(view: FigureGrid) -> Iterator[Place]:
    grid = view.cells.grid
    if grid is None or not grid.indicators:
        return
    for number, each in enumerate(grid.indicators):
        across = Area(0, 1 + 3 * number, len(grid.rows), 3) if grid.by_zone else Area(number, 0, 1, 3)
        yield Place(view, (each.label, each.table_label), across)
    for number, name in enumerate(grid.rows if grid.by_zone else ()):
        yield Place(view, (name,), Area(number, 0, 1, len(grid.heads)))
