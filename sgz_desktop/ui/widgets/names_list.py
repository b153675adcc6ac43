"""The names that a passage may use with what they stand for, to be found by typing and put in by a click."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from sgz_desktop.ui.columns import Column, Filter, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.typing_fields import Line

if TYPE_CHECKING:
    from sgz_desktop.services.wording import Name

_HEIGHT = 216


class NamesList(QWidget):
    """A search field over a table of names.

    Signals: chosen, with the Name that is to be put in.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._search = Line(
            name="passageNameSearch",
            title=self.tr("查找名称"),
            placeholder=self.tr("查找名称，↓ 到列表，Enter 插入"),
        )
        columns = (
            Column(tr("可用的名称"), lambda each: str(each.name), width=150, least=90),
            Column(tr("现在的内容"), _value, width=170, least=90),
        )
        self._model = RecordModel(columns, self)
        self._filter = Filter(self._model, self)
        self._search.textChanged.connect(self._filter.search)
        self._table = _Names()
        self._table.setModel(self._filter)
        self._table.setItemDelegate(CellDelegate(self._table))
        fit_columns(self._table, columns)
        self._table.clicked.connect(self._choose)
        self._table.entered_key.connect(lambda: self._choose(self._table.currentIndex()))
        self._search.returnPressed.connect(lambda: self._choose(self._filter.index(0, 0)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._table)

    def show_names(self, names: "Sequence[Name]") -> None:
        """List these."""
        if tuple(names) != self._model.records:
            self._model.show(names)

    def clear_search(self) -> None:
        """Show all of them again."""
        self._search.clear()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._filter.record(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What the search field has no use for comes here.
        if event.key() == Qt.Key.Key_Down and self._filter.rowCount():
            self._table.setFocus()
            self._table.setCurrentIndex(self._filter.index(0, 0))
        else:
            super().keyPressEvent(event)


class _Names(QTableView):
    """Rows that are chosen as a whole; Enter takes one.

    Signals: entered_key, when Enter is pressed.
    """

    entered_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("passageNames")
        self.setAccessibleName(self.tr("可用的名称和现在的内容"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.setFixedHeight(_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_key.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _value(name: "Name") -> str:
    if name.value:
        return name.value
    return tr("（没有）") if name.kind != "value" else tr("（未填）")
