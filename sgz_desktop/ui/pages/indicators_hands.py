"""What can be done with a block of a grid: copied, pasted, cleared, filled; each is one step of undo."""

from collections.abc import Callable
from contextlib import nullcontext

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from sgz_desktop.errors import SgzError
from sgz_desktop.services.indicator_blocks import (
    NothingToFill,
    Plan,
    Way,
    clear,
    fill,
    html_table,
    paste,
    read_block,
    tsv,
)
from sgz_desktop.ui.pages.indicators_figures import TypedFigures
from sgz_desktop.ui.reading import read_amount, read_share
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.grid_view import FigureGrid

_MANY = 300
"""Figures whose writing can be noticed."""


class Hands(QObject):
    """Acts on the block selected in a grid.

    Signals: said, with a sentence and whether it refuses something.
    """

    said = Signal(str, bool)

    def __init__(self, session: Session, typed: TypedFigures, source: Callable[[], str]) -> None:
        super().__init__(typed)
        self._session, self._typed, self._source = session, typed, source

    def take(self, view: FigureGrid) -> None:
        """Do for a grid what is asked of it."""
        view.copying.connect(lambda: self.copy(view))
        view.cutting.connect(lambda: self.cut(view))
        view.pasting.connect(lambda: self.paste(view))
        view.clearing.connect(lambda: self.clear(view))
        view.filling.connect(lambda way: self.fill(view, way))
        view.asked.connect(lambda place: self._offer(view, place))

    def copy(self, view: FigureGrid) -> bool:
        """Put the block into the clipboard, as text and as a table."""
        grid, area = view.figures.grid, view.area
        if grid is None or area is None:
            return False
        data = QMimeData()
        data.setText(tsv(grid, area))
        data.setHtml(html_table(grid, area))
        QGuiApplication.clipboard().setMimeData(data)
        count = area.rows * area.columns
        self.said.emit(self.tr("复制了 {count} 格，可以粘贴到 Excel 或 WPS。").format(count=count), False)
        return True

    def cut(self, view: FigureGrid) -> None:
        """Copy the block and clear it."""
        if self.copy(view):
            self.clear(view)

    def paste(self, view: FigureGrid) -> None:
        """Write the clipboard's block from the current cell on, or nothing of it where anything is wrong."""
        grid, area = view.figures.grid, view.area
        if grid is None or area is None:
            return
        data = QGuiApplication.clipboard().mimeData()
        try:
            block = read_block(data.text() if data.hasText() else "")
            plan = paste(grid, area, block, read=read_amount, read_share=read_share)
        except SgzError as error:
            self.said.emit(str(error), True)
            return
        count = len(plan.figures)
        if self._write(self.tr("粘贴 {count} 格").format(count=count), plan):
            said = "；".join((self.tr("粘贴了 {count} 格").format(count=count), *plan.notes))
            self.said.emit(f"{said}。", False)
            view.choose(plan.area)

    def clear(self, view: FigureGrid) -> None:
        """Take the figures of the block away."""
        grid, area = view.figures.grid, view.area
        if grid is not None and area is not None:
            plan = clear(grid, area)
            if plan.figures:
                self._write(self.tr("清空 {count} 格").format(count=len(plan.figures)), plan)

    def fill(self, view: FigureGrid, way: Way) -> None:
        """Repeat the first row or column of the block in the others."""
        grid, area = view.figures.grid, view.area
        if grid is None or area is None:
            return
        try:
            plan = fill(grid, area, way)
            if not plan.figures:
                raise NothingToFill
        except SgzError as error:
            self.said.emit(str(error), True)
            return
        text = self.tr("向下填充 {count} 格") if way is Way.DOWN else self.tr("向右填充 {count} 格")
        self._write(text.format(count=len(plan.figures)), plan)

    def _write(self, text: str, plan: Plan) -> bool:
        indicators, source = self._session.program.indicators, self._source()
        self.said.emit("", False)
        with self._session.at_length() if len(plan.figures) > _MANY else nullcontext():
            outcome = self._session.write(
                text,
                lambda each, who: indicators.write(each, plan.figures, who, source=source),
                about=f"indicators {plan.area}",
            )
        if not outcome.is_refused:
            self._typed.drop(plan.figures.keys())
        return outcome.is_done

    def _offer(self, view: FigureGrid, place: QPoint) -> None:
        menu = QMenu(view)
        for text, act in (
            (self.tr("复制\tCtrl+C"), lambda: self.copy(view)),
            (self.tr("剪切\tCtrl+X"), lambda: self.cut(view)),
            (self.tr("粘贴\tCtrl+V"), lambda: self.paste(view)),
            (self.tr("清空\tDel"), lambda: self.clear(view)),
            (self.tr("向下填充\tCtrl+D"), lambda: self.fill(view, Way.DOWN)),
            (self.tr("向右填充\tCtrl+R"), lambda: self.fill(view, Way.RIGHT)),
        ):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
