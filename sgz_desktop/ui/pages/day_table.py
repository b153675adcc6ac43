"""A ledger of the day as a table: arrows choose, other keys belong to the panel around it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.tokens import text_px

_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_ROW = 38


class Ledger(QTableView):
    """One row a record, each known by its `id`; the chosen one stays chosen when rows come and go.

    Signals: chosen, with the record a person moved to or None; opened, by Enter or a double click; moved,
    with −1 or 1 for Alt+↑ and Alt+↓; dropped, by Del.
    """

    chosen = Signal(object)
    opened = Signal()
    moved = Signal(int)
    dropped = Signal()

    def __init__(self, columns: Sequence[Column], *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._records = RecordModel(columns, self)
        self.setModel(self._records)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fit_columns(self, columns)
        self._fit_rows()
        self._is_telling = True
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def records(self) -> tuple[Any, ...]:
        """What is shown, in order."""
        return self._records.records

    @property
    def record(self) -> Any:
        """The chosen record, None for none."""
        row = self.currentIndex().row()
        return self._records.record(row) if 0 <= row < len(self._records.records) else None

    def show_records(self, records: Sequence[Any], *, wanted: UUID | None = None) -> None:
        """Show these; chosen is `wanted`, else the one that was, else the one in its place. Tells nothing."""
        before, row = self.record, self.currentIndex().row()
        self._is_telling = False
        self._records.show(records)
        ids = [each.id for each in records]
        if wanted in ids:
            row = ids.index(wanted)
        elif before is not None and before.id in ids:
            row = ids.index(before.id)
        row = min(max(row, 0), len(ids) - 1)
        index = self._records.index(row, 0) if ids else QModelIndex()
        self.setCurrentIndex(index)
        if ids:
            self.selectRow(row)
        self._is_telling = True

    def choose(self, record_id: UUID | None) -> bool:
        """Choose one record, without a signal; False where it is not shown."""
        ids = [each.id for each in self.records]
        if record_id not in ids:
            return False
        self._is_telling = False
        self.selectRow(ids.index(record_id))
        self._is_telling = True
        return True

    def _tell(self, now: QModelIndex, _: QModelIndex) -> None:
        if self._is_telling:
            self.chosen.emit(self._records.record(now.row()) if now.isValid() else None)

    def _fit_rows(self) -> None:
        # Rows grow with the size of the text that a person chose.
        self.verticalHeader().setDefaultSectionSize(text_px(self, _ROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # Of a table they would go through the columns.
            self.selectRow(0 if key == Qt.Key.Key_Home else len(self.records) - 1)
        elif key in _MOVES and not alt:
            super().keyPressEvent(event)
        else:
            event.ignore()
