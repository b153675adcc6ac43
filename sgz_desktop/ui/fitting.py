"""Columns that fit into their table: narrower where there is less room, and the least wanted left out."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.tokens import text_px


def widths_within(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """The width of each column in that room, in pixels; 0 for one that is left out.

    The widest column takes what is left over. Where even the least widths need more room they are kept.
    """
    shown = set(range(len(columns)))
    for number in reversed(range(len(columns))):
        if columns[number].gives_way and sum(_least(columns[each]) for each in shown) > room:
            shown.remove(number)
    widths = [_least(each) if number in shown else 0 for number, each in enumerate(columns)]
    wishes = [columns[each].width - widths[each] if each in shown else 0 for each in range(len(columns))]
    spare, wished = max(0, room - sum(widths)), sum(wishes)
    for number, wish in enumerate(wishes):
        widths[number] += wish if spare >= wished else wish * spare // wished
    widths[max(shown, key=lambda number: (columns[number].width, -number))] += max(0, room - sum(widths))
    return tuple(widths)


def fit_columns(table: QTableView, columns: Sequence[Column]) -> None:
    """Keep these columns of a table as wide together as the table is; what they wish grows with its text."""
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.viewport().installEventFilter(_Fitting(table, columns))


class _Fitting(QObject):
    """Fits the columns at once, or once the table is shown: Qt crashes where sections change amid that."""

    def __init__(self, table: QTableView, columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table, self._columns = table, tuple(columns)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            if self._table.viewport().isVisible():
                self._fit()
            else:
                self._soon.start()
        return False

    def _fit(self) -> None:
        header, room = self._table.horizontalHeader(), self._table.viewport().width()
        columns = [_grown(each, self._table) for each in self._columns]
        for number, width in enumerate(widths_within(columns, room)):
            header.setSectionHidden(number, width == 0)
            header.resizeSection(number, width)


def _least(column: Column) -> int:
    return column.width if column.least is None else column.least


def _grown(column: Column, table: QTableView) -> Column:
    least = None if column.least is None else text_px(table, column.least)
    return replace(column, width=text_px(table, column.width), least=least)
