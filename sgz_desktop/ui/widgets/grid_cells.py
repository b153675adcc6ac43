"""How the cells of a grid of figures are drawn and typed into, as in a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from sgz_desktop.services.indicator_grid import Grid, Tone
from sgz_desktop.ui.tokens import Tokens
from sgz_desktop.ui.widgets.block_cells import LEFT, RIGHT, BlockCells, Index
from sgz_desktop.ui.widgets.block_view import ARROWS

if TYPE_CHECKING:
    from sgz_desktop.ui.widgets.grid_view import FigureGrid

SIGNS = {Tone.LAGGING: "▼", Tone.DIFFERENT: "≠", Tone.SUMMED: "Σ", Tone.PLAIN: ""}
"""What stands left in a cell beside the colour of its tone."""
_UNSAVED = "!"
_MARGIN = 8


class FigureCells(BlockCells[Grid]):
    """A figure at the right, the sign of its tone at the left; arrows leave a figure that is typed anew."""

    def __init__(self, view: "FigureGrid") -> None:
        super().__init__(view)
        self._figures = view

    def _ground(self, grid: Grid, row: int, column: int, tokens: Tokens) -> str:
        return tokens.bg if grid.spot(row, column) is None else tokens.panel

    def _ink(self, grid: Grid, row: int, column: int, tokens: Tokens) -> str:
        tone = grid.cell(row, column).tone
        if tone in (Tone.LAGGING, Tone.DIFFERENT):
            return tokens.warn
        is_computed = grid.spot(row, column) is None
        return tokens.ink2 if is_computed or tone is Tone.SUMMED else tokens.ink

    def _write(
        self, painter: QPainter, rect: QRect, grid: Grid, place: tuple[int, int], typed: str | None
    ) -> None:
        cell, room = grid.cell(*place), rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        text, sign = (cell.text, SIGNS[cell.tone]) if typed is None else (typed, _UNSAVED)
        used = painter.fontMetrics().horizontalAdvance(sign + " ") if sign and text else 0
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - used)
        painter.drawText(room, RIGHT, shown)
        if sign and text:
            painter.drawText(room, LEFT, sign)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers its cell."""
        editor.setGeometry(option.rect)

    def _step(self, event: QKeyEvent) -> tuple[int, int] | None:
        return super()._step(event) or ARROWS.get(Qt.Key(event.key()))

    def _ends(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return event.key() not in ARROWS or (self._figures.is_entering and plain)

    def _go_on(self, event: QKeyEvent, step: tuple[int, int]) -> None:
        self._figures.go_on(step, by_arrow=event.key() in ARROWS)
