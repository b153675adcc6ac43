"""Tables over frozen values: columns as data, one model for all of them, and a filter that sorts by value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
CHIP = Qt.ItemDataRole.UserRole + 1
SHARE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a record reads in it, and where it may be typed, how that is written.

    `edit` gets the record and the typed text and returns the sentence that refuses it, or "".
    `chip` names a chip's colour and `share` gives a bar's length of 0 to 1, for the delegate that draws them.
    `least` is the width at which it can still be read (None: `width`); what `gives_way` is left out first.
    """

    title: str
    text: Callable[[Any], str]
    edit: Callable[[Any, str], str] | None = None
    width: int = 120
    figure: bool = False
    strong: Callable[[Any], bool] | None = None
    sort: Callable[[Any], Any] | None = None
    hint: Callable[[Any], str] | None = None
    chip: Callable[[Any], str] | None = None
    share: Callable[[Any], float | None] | None = None
    least: int | None = None
    gives_way: bool = False


class RecordModel(QAbstractTableModel):
    """A tuple of frozen values as a table."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._records: tuple[Any, ...] = ()
        self._order: tuple[int, bool] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self._columns

    @property
    def records(self) -> tuple[Any, ...]:
        """The records, in order."""
        return self._records

    def record(self, row: int) -> Any:
        """The record of one row."""
        return self._records[row]

    def show(self, records: Sequence[Any]) -> None:
        """Show these records; where only contents changed, selection and scroll position stay."""
        found = self._sorted(records)
        if len(found) == len(self._records):
            self._records = found
            if found:
                last = self.index(len(found) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._records = found
        self.endResetModel()

    def put(self, record: Any) -> None:
        """Show one record, by its `id` instead of the one that is shown or as a new one, in its place."""
        row = self._row_of(record.id)
        if row is None:
            found = self._sorted((*self._records, record))
            place = _place_of(record, found)
            self.beginInsertRows(QModelIndex(), place, place)
            self._records = found
            self.endInsertRows()
            return
        found = self._sorted((*self._records[:row], record, *self._records[row + 1 :]))
        place = _place_of(record, found)
        # Qt counts the place it moves to while the row is still where it was.
        if place != row and self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), place + (place > row)):
            self._records = found
            self.endMoveRows()
        self._records = found
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def take(self, record_id: Any) -> None:
        """Show the record with this `id` no longer."""
        row = self._row_of(record_id)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            self._records = (*self._records[:row], *self._records[row + 1 :])
            self.endRemoveRows()

    def _row_of(self, record_id: Any) -> int | None:
        return next((row for row, each in enumerate(self._records) if each.id == record_id), None)

    def show_columns(self, columns: Sequence[Column], records: Sequence[Any]) -> None:
        """Show other columns, and these records in them."""
        self.beginResetModel()
        self._columns, self._order = tuple(columns), None
        self._records = tuple(records)
        self.endResetModel()

    def _sorted(self, records: Sequence[Any]) -> tuple[Any, ...]:
        if self._order is None:
            return tuple(records)
        number, is_descending = self._order
        column = self._columns[number]
        return tuple(sorted(records, key=column.sort or column.text, reverse=is_descending))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        found = self._sorted(self._records)
        if found == self._records:
            return
        self.layoutAboutToBeChanged.emit()
        before, places = self._records, {id(each): place for place, each in enumerate(found)}
        self._records = found
        kept = self.persistentIndexList()
        moved = [self.index(places[id(before[each.row()])], each.column()) for each in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self._columns[index.column()], self._records[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint(record) if column.hint else None
        if role == Qt.ItemDataRole.FontRole and column.strong and column.strong(record):
            font = QFont()
            font.setBold(True)
            return font
        if role == RECORD:
            return record
        if role == CHIP:
            return column.chip(record) if column.chip else None
        if role == SHARE:
            return column.share(record) if column.share else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        edit = self._columns[index.column()].edit
        record = self._records[index.row()]
        if role != Qt.ItemDataRole.EditRole or edit is None:
            return False
        if str(value) == self._columns[index.column()].text(record):
            return True
        return edit(record, str(value)) == ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and self._columns[index.column()].edit is not None:
            found |= Qt.ItemFlag.ItemIsEditable
        return found


def _place_of(record: Any, records: Sequence[Any]) -> int:
    return next(place for place, each in enumerate(records) if each is record)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class Filter(QSortFilterProxyModel):
    """Rows whose visible texts hold every word of the search, in the order of the model."""

    def __init__(self, model: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._model = model
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        """Keep the rows that hold every word of this text."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def place_of(self, record: Any) -> QModelIndex:
        """Where a record is shown; an invalid index where the search hides it."""
        return self.mapFromSource(self._model.index(self._model.records.index(record), 0))

    def record(self, row: int) -> Any:
        """The record shown in one row."""
        return self._model.record(self.mapToSource(self.index(row, 0)).row())

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        record = self._model.record(source_row)
        seen = " ".join(each.text(record) for each in self._model.columns).casefold()
        return all(word in seen for word in self._words)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        # The model sorts by the columns' keys in one go; asked pair by pair, thousands of rows take long.
        self._model.sort(column, order)
