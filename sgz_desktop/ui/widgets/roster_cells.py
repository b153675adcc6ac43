"""How the cells of the roster are drawn, and typed into where they hold text."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from sgz_desktop.services.tables.attendance_cells import RosterCell, Tone
from sgz_desktop.services.tables.attendance_grid import COUNT, Part, RosterGrid
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of
from sgz_desktop.ui.widgets.block_cells import LEFT, RIGHT, BlockCells, Index
from sgz_desktop.ui.widgets.typing_fields import Line

SIGNS = {
    Tone.OPEN: "?",
    Tone.CONTRADICTED: "≠",
    Tone.OVERRIDDEN: "改",
    Tone.STATED: "表",
    Tone.LACKING: "!",
    Tone.DIFFERENT: "≠",
}
"""What stands left in a cell beside the colour of its tone."""
_OPEN = (Tone.OPEN, Tone.CONTRADICTED)
_CENTER = Qt.AlignmentFlag.AlignCenter
_NARROW, _WIDE, _ASIDE = 4, 8, 12


class RosterCells(BlockCells[RosterGrid]):
    """A tick in the middle, a figure at the right, a text at the left; what is open in a dashed frame."""

    def _ground(self, grid: RosterGrid, row: int, column: int, tokens: Tokens) -> str:
        tone = grid.cell(row, column).tone
        if tone in (Tone.OPEN, Tone.CONTRADICTED, Tone.LACKING):
            return tokens.bad_weak if tone is Tone.CONTRADICTED else tokens.warn_weak
        is_counted = grid.columns[column].field == COUNT or grid.spot(row, column) is None
        return tokens.bg if is_counted else tokens.panel

    def _ink(self, grid: RosterGrid, row: int, column: int, tokens: Tokens) -> str:
        cell = grid.cell(row, column)
        if cell.tone is Tone.CONTRADICTED:
            return tokens.bad
        if cell.tone in (Tone.OPEN, Tone.LACKING, Tone.DIFFERENT):
            return tokens.warn
        if cell.tone is Tone.OVERRIDDEN:
            return tokens.accent_ink
        if grid.is_tick(column) and cell.text == "—":
            return tokens.ink3
        return tokens.ink

    def _write(
        self, painter: QPainter, rect: QRect, grid: RosterGrid, place: tuple[int, int], typed: str | None
    ) -> None:
        cell, column = grid.cell(*place) if typed is None else RosterCell(typed), place[1]
        if cell.tone in _OPEN and cell.value is None:
            self._frame(painter, rect, cell)
        is_text = grid.part is Part.PEOPLE
        margin = _WIDE if is_text else _NARROW
        room = rect.adjusted(margin, 0, -margin, 0)
        sign = SIGNS.get(cell.tone, "") if cell.text else ""
        metrics = painter.fontMetrics()
        if grid.is_tick(column):
            painter.drawText(rect.adjusted(_ASIDE if sign else 0, 0, 0, 0), _CENTER, cell.text)
        else:
            left = metrics.horizontalAdvance(sign) + 3 if sign else 0
            shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - left)
            if is_text:
                painter.drawText(room.adjusted(left, 0, 0, 0), LEFT, shown)
            else:
                painter.drawText(room.adjusted(0, 0, -2, 0), RIGHT, shown)
        if sign:
            small = QFont(painter.font())
            small.setPixelSize(text_px(self._view, 11))
            painter.setFont(small)
            painter.drawText(room, LEFT, sign)

    def _frame(self, painter: QPainter, rect: QRect, cell: RosterCell) -> None:
        tokens, ink = tokens_of(self._view), painter.pen()
        pen = QPen(QColor(tokens.bad if cell.tone is Tone.CONTRADICTED else tokens.warn), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(2, 2, -3, -3))
        painter.setPen(ink)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text, which input methods may compose in."""
        grid = self._view.cells.grid
        title = grid.place(index.row(), index.column()) if grid else ""
        field = Line(name="rosterEditor", title=title)
        field.setParent(parent)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the text that is there, all of it selected."""
        if isinstance(editor, Line):
            editor.put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Hand what was typed to the model."""
        if isinstance(editor, Line):
            self._view.cells.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers its cell, and more to the right where that is narrow."""
        area = QRect(option.rect)
        area.setWidth(max(area.width(), text_px(self._view, 120)))
        editor.setGeometry(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Line) and event.type() == QEvent.Type.FocusOut:
            watched.composition.take_in()
        return super().eventFilter(watched, event)
