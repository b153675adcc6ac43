"""What can be done with a block of any grid: copied, cut, pasted, cleared, filled; each one step of undo."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from sgz_desktop.errors import SgzError
from sgz_desktop.services.block_texts import html_table, tsv
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.indicator_blocks import Area, Block, Way, read_block
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.block_model import ShownGrid
from sgz_desktop.ui.widgets.block_view import BlockView
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_MANY = 300
"""Cells whose writing can be noticed."""


class BlockPlan(Protocol):
    """What is going to be written: how many cells, which ones, in which block, and what there is to say."""

    @property
    def size(self) -> int: ...

    @property
    def spots(self) -> Collection[Any]: ...

    @property
    def area(self) -> Area: ...

    @property
    def notes(self) -> Sequence[str]: ...


Shown = TypeVar("Shown", bound=ShownGrid[Any])
Made = TypeVar("Made", bound=BlockPlan)


class BlockHands(QObject, Generic[Shown, Made]):
    """Acts on the block selected in a grid. What blocks hold, and who writes them, its children know.

    Signals: said, with a sentence and whether it refuses something.
    """

    said = Signal(str, bool)

    ALIGN = "right"
    """Where the texts stand in the table that is copied."""

    def __init__(self, session: Session, typed: TypedCells[Any]) -> None:
        super().__init__(typed)
        self._session, self._typed = session, typed

    def take(self, view: BlockView[Any]) -> None:
        """Do for a grid what is asked of it."""
        view.copying.connect(lambda: self.copy(view))
        view.cutting.connect(lambda: self.cut(view))
        view.pasting.connect(lambda: self.paste(view))
        view.clearing.connect(lambda: self.clear(view))
        view.filling.connect(lambda way: self.fill(view, way))
        view.asked.connect(lambda place: self._offer(view, place))

    def copy(self, view: BlockView[Any]) -> bool:
        """Put the block into the clipboard, as text and as a table."""
        grid, area = view.cells.grid, view.area
        if grid is None or area is None:
            return False
        lines, data = [*self._texts(grid, area)], QMimeData()
        data.setText(tsv(lines))
        data.setHtml(html_table(lines, align=self.ALIGN))
        QGuiApplication.clipboard().setMimeData(data)
        self.said.emit(self._copied(grid, area), False)
        return True

    def cut(self, view: BlockView[Any]) -> None:
        """Copy the block and clear it."""
        if self.copy(view):
            self.clear(view)

    def paste(self, view: BlockView[Any]) -> None:
        """Write the clipboard's block from the current cell on, or nothing of it where anything is wrong."""
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data.hasText() else ""
        plan = self._plan(view, lambda grid, area: self._pasted(grid, area, read_block(text)))
        if plan is not None and self._write(self.tr("粘贴 {count} 格"), plan):
            count = self.tr("粘贴了 {count} 格").format(count=plan.size)
            self.said.emit(f"{'；'.join((count, *plan.notes))}。", False)
            self._stand_on(view, plan)

    def clear(self, view: BlockView[Any]) -> None:
        """Take away what the cells of the block hold."""
        self._do(view, self.tr("清空 {count} 格"), self._cleared)

    def fill(self, view: BlockView[Any], way: Way) -> None:
        """Repeat the first row or column of the block in the others."""
        text = self.tr("向下填充 {count} 格") if way is Way.DOWN else self.tr("向右填充 {count} 格")
        self._do(view, text, lambda grid, area: self._filled(grid, area, way))

    def _texts(self, grid: Shown, area: Area) -> Iterator[list[str]]:
        """A block as it is copied, line by line."""
        raise NotImplementedError

    def _pasted(self, grid: Shown, area: Area, block: Block) -> Made:
        raise NotImplementedError

    def _cleared(self, grid: Shown, area: Area) -> Made:
        raise NotImplementedError

    def _filled(self, grid: Shown, area: Area, way: Way) -> Made:
        raise NotImplementedError

    def _verb(self, plan: Made) -> Callable[[UUID, Worker], Changes]:
        """What writes a plan."""
        raise NotImplementedError

    def _about(self, plan: Made) -> str:
        """What a step of undo is about."""
        raise NotImplementedError

    def _copied(self, grid: Shown, area: Area) -> str:
        count = area.rows * area.columns
        return self.tr("复制了 {count} 格，可以粘贴到 Excel 或 WPS。").format(count=count)

    def _refusal(self, error: SgzError) -> str:
        return str(error)

    def _stand_on(self, view: BlockView[Any], plan: Made) -> None:
        """Select what was pasted."""
        view.choose(plan.area)

    def _plan(self, view: BlockView[Any], plan: Callable[[Shown, Area], Made]) -> Made | None:
        """Plan a block; None where nothing can be, which is said."""
        grid, area = view.cells.grid, view.area
        if grid is None or area is None:
            return None
        try:
            return plan(grid, area)
        except SgzError as error:
            self.said.emit(self._refusal(error), True)
            return None

    def _do(self, view: BlockView[Any], text: str, plan: Callable[[Shown, Area], Made]) -> None:
        """Plan a block and write it."""
        found = self._plan(view, plan)
        if found is not None and found.size:
            self._write(text, found)

    def _write(self, text: str, plan: Made) -> bool:
        self.said.emit("", False)
        with self._session.at_length() if plan.size > _MANY else nullcontext():
            outcome = self._session.write(
                text.format(count=plan.size), self._verb(plan), about=self._about(plan)
            )
        if not outcome.is_refused:
            self._typed.drop(plan.spots)
        return outcome.is_done

    def _offered(self, view: BlockView[Any]) -> Sequence[tuple[str, Callable[[], object]]]:
        """What the menu offers, each with its key."""
        return (
            (self.tr("复制\tCtrl+C"), lambda: self.copy(view)),
            (self.tr("剪切\tCtrl+X"), lambda: self.cut(view)),
            (self.tr("粘贴\tCtrl+V"), lambda: self.paste(view)),
            (self.tr("清空\tDel"), lambda: self.clear(view)),
            (self.tr("向下填充\tCtrl+D"), lambda: self.fill(view, Way.DOWN)),
            (self.tr("向右填充\tCtrl+R"), lambda: self.fill(view, Way.RIGHT)),
        )

    def _offer(self, view: BlockView[Any], place: QPoint) -> None:
        menu = QMenu(view)
        for text, act in self._offered(view):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
