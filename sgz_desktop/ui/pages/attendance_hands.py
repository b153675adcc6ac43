"""What can be done with a block of the roster: ticked and run as well; each one step of undo."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.indicator_blocks import Area, Block, Way
from sgz_desktop.services.tables.attendance_blocks import Plan, clear, fill, paste, run, texts_of, ticked
from sgz_desktop.services.tables.attendance_cells import TICK_SIGNS
from sgz_desktop.services.tables.attendance_grid import COUNT, Part, RosterGrid, Spot
from sgz_desktop.ui.pages.attendance_override import OverrideAsk
from sgz_desktop.ui.pages.block_hands import BlockHands
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.block_view import BlockView
from sgz_desktop.ui.widgets.roster_view import RosterView
from sgz_desktop.ui.widgets.typed_cells import TypedCells


class RosterHands(BlockHands[RosterGrid, Plan]):
    """Acts on the block selected in the roster."""

    ALIGN = "center"

    def __init__(self, session: Session, view: RosterView, typed: TypedCells[Spot]) -> None:
        super().__init__(session, typed)
        self._view = view
        self.take(view)
        view.ticking.connect(self.tick)
        view.running.connect(self.run)
        view.overriding.connect(self.override)

    def tick(self, tick: Tick) -> None:
        """Put one tick into every cell of the block."""
        text = self.tr("打“{sign}” {count} 格").format(sign=TICK_SIGNS[tick], count="{count}")
        self._do(self._view, text, lambda grid, area: ticked(grid, area, tick))

    def run(self) -> None:
        """Tick from this month to the end of the period, as far as the contracts go."""
        self._do(self._view, self.tr("连续打勾 {count} 格"), run)

    def override(self) -> None:
        """Ask what the current month counts, and why."""
        grid, index = self._view.cells.grid, self._view.currentIndex()
        worker = grid.worker(index.row()) if grid is not None and index.isValid() else None
        if grid is None or worker is None or not grid.columns[index.column()].month:
            return
        month, worker_id = grid.columns[index.column()].month, worker.id
        record, count = grid.record(worker_id, month), grid.count(worker_id, month)
        is_overridden = record is not None and record.override is not None
        column = next(
            number for number, each in enumerate(grid.columns) if each.month == month and each.field == COUNT
        )

        def keep(months: Decimal | None, reason: str) -> str:
            attendance = self._session.program.attendance
            return self._session.write(
                self.tr("改定到岗数"),
                lambda each, who: attendance.override(
                    each, worker_id, month, months, reason=reason, worker=who
                ),
                quiet=True,
            ).sentence

        OverrideAsk(
            self._view.window(),
            keep,
            place=grid.place(index.row(), column),
            now=grid.cell(index.row(), column).hint,
            months=count.months if count else None,
            reason=record.reason if record is not None and is_overridden else "",
            is_overridden=is_overridden,
        ).open()

    def _texts(self, grid: RosterGrid, area: Area) -> Iterator[list[str]]:
        return texts_of(grid, area)

    def _pasted(self, grid: RosterGrid, area: Area, block: Block) -> Plan:
        return paste(grid, area, block)

    def _cleared(self, grid: RosterGrid, area: Area) -> Plan:
        return clear(grid, area)

    def _filled(self, grid: RosterGrid, area: Area, way: Way) -> Plan:
        return fill(grid, area, way)

    def _verb(self, plan: Plan) -> Callable[[UUID, Worker], Changes]:
        attendance = self._session.program.attendance
        return lambda each, who: attendance.write_plan(each, plan, who)

    def _about(self, plan: Plan) -> str:
        return f"roster {plan.area}"

    def _copied(self, grid: RosterGrid, area: Area) -> str:
        said = self.tr("复制了 {count} 行，可以粘贴到 Excel 或 WPS。").format(count=area.rows)
        if any(map(grid.is_tick, range(area.left, area.left + area.columns))) and area.columns > 3:
            said += self.tr("“计”列没有复制，与附件2 的列一致。")
        return said

    def _stand_on(self, view: BlockView[Any], plan: Plan) -> None:
        if not plan.added:
            super()._stand_on(view, plan)

    def _plan(self, view: BlockView[Any], plan: Callable[[RosterGrid, Area], Plan]) -> Plan | None:
        found = super()._plan(view, plan)
        if found is not None and not found.size:
            self.said.emit(self.tr("这里没有可以这样改的格子。"), True)
            return None
        return found

    def _offered(self, view: BlockView[Any]) -> Sequence[tuple[str, Callable[[], object]]]:
        common, grid = super()._offered(view), self._view.cells.grid
        if grid is None or grid.part is not Part.MONTHS:
            return common
        return (
            (self.tr("打勾\t1"), lambda: self.tick(Tick.YES)),
            (self.tr("半个月\t5"), lambda: self.tick(Tick.HALF)),
            (self.tr("没有到位\t0"), lambda: self.tick(Tick.NO)),
            (self.tr("打勾到期末\tR"), self.run),
            (self.tr("改定到岗数…\tO"), self.override),
            *common,
        )
