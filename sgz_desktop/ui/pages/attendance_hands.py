"""What can be done with a block of the roster: ticked, run, copied, pasted, filled; each one step of undo."""

from collections.abc import Callable
from contextlib import nullcontext
from decimal import Decimal

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.errors import SgzError
from sgz_desktop.services.indicator_blocks import Area, Way, read_block
from sgz_desktop.services.tables.attendance_blocks import (
    Plan,
    clear,
    fill,
    html_table,
    paste,
    run,
    ticked,
    tsv,
)
from sgz_desktop.services.tables.attendance_cells import TICK_SIGNS
from sgz_desktop.services.tables.attendance_grid import COUNT, Part, RosterGrid, Spot
from sgz_desktop.ui.pages.attendance_override import OverrideAsk
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.roster_view import RosterView
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_MANY = 300
"""Cells whose writing can be noticed."""


class RosterHands(QObject):
    """Acts on the block selected in the roster.

    Signals: said, with a sentence and whether it refuses something.
    """

    said = Signal(str, bool)

    def __init__(self, session: Session, view: RosterView, typed: TypedCells[Spot]) -> None:
        super().__init__(view)
        self._session, self._view, self._typed = session, view, typed
        view.copying.connect(self.copy)
        view.cutting.connect(self.cut)
        view.pasting.connect(self.paste)
        view.clearing.connect(self.clear)
        view.filling.connect(self.fill)
        view.ticking.connect(self.tick)
        view.running.connect(self.run)
        view.overriding.connect(self.override)
        view.asked.connect(self._offer)

    def tick(self, tick: Tick) -> None:
        """Put one tick into every cell of the block."""
        text = self.tr("打“{sign}” {count} 格").format(sign=TICK_SIGNS[tick], count="{count}")
        self._do(text, lambda grid, area: ticked(grid, area, tick))

    def run(self) -> None:
        """Tick from this month to the end of the period, as far as the contracts go."""
        self._do(self.tr("连续打勾 {count} 格"), run)

    def clear(self) -> None:
        """Make the cells of the block unknown."""
        self._do(self.tr("清空 {count} 格"), clear)

    def fill(self, way: Way) -> None:
        """Repeat the first row or column of the block in the others."""
        text = self.tr("向下填充 {count} 格") if way is Way.DOWN else self.tr("向右填充 {count} 格")
        self._do(text, lambda grid, area: fill(grid, area, way))

    def copy(self) -> None:
        """Put the block into the clipboard, as text and as a table."""
        grid, area = self._view.roster.grid, self._view.area
        if grid is None or area is None:
            return
        data = QMimeData()
        data.setText(tsv(grid, area))
        data.setHtml(html_table(grid, area))
        QGuiApplication.clipboard().setMimeData(data)
        said = self.tr("复制了 {count} 行，可以粘贴到 Excel 或 WPS。").format(count=area.rows)
        if any(map(grid.is_tick, range(area.left, area.left + area.columns))) and area.columns > 3:
            said += self.tr("“计”列没有复制，与附件2 的列一致。")
        self.said.emit(said, False)

    def cut(self) -> None:
        """Copy the block and clear it."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write the clipboard's block from the current cell on, or nothing of it where anything is wrong."""
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data.hasText() else ""
        plan = self._do(self.tr("粘贴 {count} 格"), lambda grid, area: paste(grid, area, read_block(text)))
        if plan is not None:
            count = self.tr("粘贴了 {count} 格").format(count=plan.size)
            self.said.emit(f"{'；'.join((count, *plan.notes))}。", False)
            if not plan.added:
                self._view.choose(plan.area)

    def override(self) -> None:
        """Ask what the current month counts, and why."""
        grid, index = self._view.roster.grid, self._view.currentIndex()
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

    def _do(self, text: str, plan: Callable[[RosterGrid, Area], Plan]) -> Plan | None:
        """Plan a block and write it; None where nothing was written."""
        grid, area = self._view.roster.grid, self._view.area
        if grid is None or area is None:
            return None
        try:
            found = plan(grid, area)
        except SgzError as error:
            self.said.emit(str(error), True)
            return None
        if not found.size:
            self.said.emit(self.tr("这里没有可以这样改的格子。"), True)
            return None
        self.said.emit("", False)
        return found if self._write(text.format(count=found.size), found) else None

    def _write(self, text: str, plan: Plan) -> bool:
        attendance = self._session.program.attendance
        with self._session.at_length() if plan.size > _MANY else nullcontext():
            outcome = self._session.write(
                text,
                lambda each, who: attendance.write_plan(each, plan, who),
                about=f"roster {plan.area}",
            )
        if not outcome.is_refused:
            self._typed.drop(plan.values.keys())
        return outcome.is_done

    def _offer(self, place: QPoint) -> None:
        grid = self._view.roster.grid
        is_months = grid is not None and grid.part is Part.MONTHS
        menu = QMenu(self._view)
        ticks = (
            (self.tr("打勾\t1"), lambda: self.tick(Tick.YES)),
            (self.tr("半个月\t5"), lambda: self.tick(Tick.HALF)),
            (self.tr("没有到位\t0"), lambda: self.tick(Tick.NO)),
            (self.tr("打勾到期末\tR"), self.run),
            (self.tr("改定到岗数…\tO"), self.override),
        )
        common = (
            (self.tr("复制\tCtrl+C"), self.copy),
            (self.tr("剪切\tCtrl+X"), self.cut),
            (self.tr("粘贴\tCtrl+V"), self.paste),
            (self.tr("清空\tDel"), self.clear),
            (self.tr("向下填充\tCtrl+D"), lambda: self.fill(Way.DOWN)),
            (self.tr("向右填充\tCtrl+R"), lambda: self.fill(Way.RIGHT)),
        )
        for text, act in (*(ticks if is_months else ()), *common):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
