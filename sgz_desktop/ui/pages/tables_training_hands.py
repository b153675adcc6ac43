"""What can be done with a block of hours: copied, pasted, cleared, filled; each is one step of undo."""

from collections.abc import Callable
from contextlib import nullcontext

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from sgz_desktop.errors import SgzError
from sgz_desktop.services.indicator_blocks import (
    Area,
    NothingToFill,
    Plan,
    TooLarge,
    Way,
    clear,
    fill,
    html_table,
    paste,
    read_block,
    tsv,
)
from sgz_desktop.services.indicator_grid import Grid, Spot
from sgz_desktop.services.tables.hours import Hours
from sgz_desktop.ui.reading import read_amount, read_share
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.grid_view import FigureGrid
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_MANY = 300
"""Figures whose writing can be noticed."""


class HoursView(FigureGrid):
    """The grid of hours, in which somebody can be looked for.

    Signals: finding, by Ctrl+F.
    """

    finding = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.finding.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class HoursHands(QObject):
    """Acts on the block selected in the grid of hours.

    Signals: said, with a sentence and whether it refuses something.
    """

    said = Signal(str, bool)

    def __init__(self, session: Session, view: HoursView, typed: TypedCells[Spot]) -> None:
        super().__init__(view)
        self._session, self._view, self._typed = session, view, typed
        view.copying.connect(self.copy)
        view.cutting.connect(self.cut)
        view.pasting.connect(self.paste)
        view.clearing.connect(self.clear)
        view.filling.connect(self.fill)
        view.asked.connect(self._offer)

    def copy(self) -> None:
        """Put the block into the clipboard, as text and as a table."""
        grid, area = self._view.figures.grid, self._view.area
        if grid is None or area is None:
            return
        data = QMimeData()
        data.setText(tsv(grid, area))
        data.setHtml(html_table(grid, area))
        QGuiApplication.clipboard().setMimeData(data)
        count = area.rows * area.columns
        self.said.emit(self.tr("复制了 {count} 格，可以粘贴到 Excel 或 WPS。").format(count=count), False)

    def cut(self) -> None:
        """Copy the block and clear it."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write the clipboard's block from the current cell on, or nothing of it where anything is wrong."""
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data.hasText() else ""
        plan = self._do(
            self.tr("粘贴 {count} 格"),
            lambda grid, area: paste(grid, area, read_block(text), read=read_amount, read_share=read_share),
        )
        if plan is not None:
            count = self.tr("粘贴了 {count} 格").format(count=len(plan.figures))
            self.said.emit(f"{'；'.join((count, *plan.notes))}。", False)
            self._view.choose(plan.area)

    def clear(self) -> None:
        """Take the hours of the block away."""
        self._do(self.tr("清空 {count} 格"), clear)

    def fill(self, way: Way) -> None:
        """Repeat the first row or column of the block in the others."""

        def filled(grid: Grid, area: Area) -> Plan:
            plan = fill(grid, area, way)
            if not plan.figures:
                raise NothingToFill
            return plan

        text = self.tr("向下填充 {count} 格") if way is Way.DOWN else self.tr("向右填充 {count} 格")
        self._do(text, filled)

    def _do(self, text: str, plan: Callable[[Grid, Area], Plan]) -> Plan | None:
        """Plan a block and write it; None where nothing was written."""
        grid, area = self._view.figures.grid, self._view.area
        if grid is None or area is None:
            return None
        try:
            found = plan(grid, area)
        except TooLarge:
            said = self.tr(
                "没有粘贴：复制来的行或列比从这一格起剩下的多。请只复制数字，或者先在附件2 添加社工。"
            )
            self.said.emit(said, True)
            return None
        except SgzError as error:
            self.said.emit(str(error), True)
            return None
        self.said.emit("", False)
        return found if found.figures and self._write(text, found) else None

    def _write(self, text: str, plan: Plan) -> bool:
        hours = Hours(self._session.program.undoing)
        with self._session.at_length() if len(plan.figures) > _MANY else nullcontext():
            outcome = self._session.write(
                text.format(count=len(plan.figures)),
                lambda each, who: hours.write(each, plan.figures, who),
                about=f"hours {plan.area}",
            )
        if not outcome.is_refused:
            self._typed.drop(plan.figures.keys())
        return outcome.is_done

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self._view)
        for text, act in (
            (self.tr("复制\tCtrl+C"), self.copy),
            (self.tr("剪切\tCtrl+X"), self.cut),
            (self.tr("粘贴\tCtrl+V"), self.paste),
            (self.tr("清空\tDel"), self.clear),
            (self.tr("向下填充\tCtrl+D"), lambda: self.fill(Way.DOWN)),
            (self.tr("向右填充\tCtrl+R"), lambda: self.fill(Way.RIGHT)),
        ):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
