"""What can be done with a block of figures: of annex 1, which are from somewhere."""

from collections.abc import Callable, Iterator
from uuid import UUID

from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.indicator_blocks import (
    Area,
    Block,
    NothingToFill,
    Plan,
    Way,
    clear,
    fill,
    paste,
    texts_of,
)
from sgz_desktop.services.indicator_grid import Grid, Spot
from sgz_desktop.ui.pages.block_hands import BlockHands
from sgz_desktop.ui.reading import read_amount, read_share
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.typed_cells import TypedCells


class FigureHands(BlockHands[Grid, Plan]):
    """Acts on the block selected in a grid of figures."""

    def _texts(self, grid: Grid, area: Area) -> Iterator[list[str]]:
        return texts_of(grid, area)

    def _pasted(self, grid: Grid, area: Area, block: Block) -> Plan:
        return paste(grid, area, block, read=read_amount, read_share=read_share)

    def _cleared(self, grid: Grid, area: Area) -> Plan:
        return clear(grid, area)

    def _filled(self, grid: Grid, area: Area, way: Way) -> Plan:
        plan = fill(grid, area, way)
        if not plan.size:
            raise NothingToFill
        return plan


class Hands(FigureHands):
    """Acts on the block selected in a grid of annex 1; `source` tells where new figures are from."""

    def __init__(self, session: Session, typed: TypedCells[Spot], source: Callable[[], str]) -> None:
        super().__init__(session, typed)
        self._source = source

    def _verb(self, plan: Plan) -> Callable[[UUID, Worker], Changes]:
        indicators, source = self._session.program.indicators, self._source()
        return lambda each, who: indicators.write(each, plan.figures, who, source=source)

    def _about(self, plan: Plan) -> str:
        return f"indicators {plan.area}"
