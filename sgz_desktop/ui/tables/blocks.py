"""The first step of the assistant: the tables found, and what each of their columns is taken for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QTableView, QVBoxLayout, QWidget

from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.tables.by_hand import ByHand
from sgz_desktop.ui.tables.role import RoleEditor
from sgz_desktop.ui.widgets.plain import label

if TYPE_CHECKING:
    from sgz_desktop.services.tables.assistant import BlockShown
    from sgz_desktop.services.tables.importing import Opened

Index = QModelIndex | QPersistentModelIndex
_LIST_WIDTH, _COLUMN_WIDTH, _ROW = 270, 136, 30


class BlocksStep(QWidget):
    """Which tables are taken in, and what each of their columns is."""

    def __init__(self, opened: "Opened") -> None:
        super().__init__()
        self._opened = opened
        self._mappings: list[Any] = list(opened.mappings)
        self._wanted = [True] * len(self._mappings)
        self._corrected: set[int] = set()
        self._list = _BlockList(self._title, self._wanted)
        self._view = QListView()
        self._view.setObjectName("tableBlocks")
        self._view.setAccessibleName(self.tr("认出的表格，空格键勾选"))
        self._view.setModel(self._list)
        self._view.setFixedWidth(_LIST_WIDTH)
        self._view.setWordWrap(True)
        self._view.selectionModel().currentChanged.connect(lambda *_: self._show())
        self._preview = _Preview(self)
        self._table = QTableView()
        self._table.setObjectName("tablePreview")
        self._table.setAccessibleName(self.tr("表格的前几行，左右键选列"))
        self._table.setModel(self._preview)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        self._table.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH)
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.selectionModel().currentColumnChanged.connect(lambda *_: self._show_role())
        self._place = label("", "second", name="tableBlock_place")
        self._editor = RoleEditor()
        self._editor.changed.connect(self._correct)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._place)
        right.addWidget(self._table, 1)
        right.addWidget(self._editor)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._view, 1)
        self._by_hand = ByHand(opened)
        self._by_hand.setFixedWidth(_LIST_WIDTH)
        self._by_hand.pointed.connect(self._add)
        left.addWidget(self._by_hand)
        line.addLayout(left)
        line.addLayout(right, 1)
        self.setFocusProxy(self._view if self._mappings else self._by_hand)
        self._editor.setVisible(bool(self._mappings))
        self._view.setCurrentIndex(self._list.index(0, 0))

    @property
    def has_any(self) -> bool:
        """Whether any table was found or pointed at."""
        return bool(self._mappings)

    @property
    def chosen(self) -> tuple[Any, ...]:
        """The mappings of the tables that are ticked."""
        return tuple(each for each, wanted in zip(self._mappings, self._wanted, strict=True) if wanted)

    def remember(self, keep: Callable[[Any], object]) -> None:
        """Keep what a person corrected, for the next sheet of that layout."""
        for number in sorted(self._corrected):
            keep(self._mappings[number])

    def _add(self, mapping: Any) -> None:
        """Another table, at which a person pointed."""
        self._mappings.append(mapping)
        self._wanted.append(True)
        self._list.show(tuple(range(len(self._wanted))))
        self._editor.show()
        self._view.setCurrentIndex(self._list.index(len(self._wanted) - 1, 0))
        self._table.setFocus()

    def _title(self, number: int) -> str:
        block = self._block(number)
        return f"{block.title}\n{block.place}"

    def _block(self, number: int) -> "BlockShown":
        from sgz_desktop.services.tables.assistant import shown

        return shown(self._opened, self._mappings[number])

    def _show(self) -> None:
        number = self._view.currentIndex().row()
        if number < 0:
            return
        block = self._block(number)
        self._place.setText(f"{block.title}　{block.place}")
        self._preview.show_block(block)
        self._table.setCurrentIndex(self._preview.index(0, 0))
        self._show_role()

    def _show_role(self) -> None:
        column = max(0, self._table.currentIndex().column())
        block = self._preview.block
        if block is not None and column < len(block.columns):
            self._editor.show_column(block.mapping, block.columns[column])

    def _correct(self, role: Any) -> None:
        from sgz_desktop.services.tables.assistant import corrected

        number, column = self._view.currentIndex().row(), self._table.currentIndex().column()
        self._mappings[number] = corrected(self._mappings[number], column + 1, role)
        self._corrected.add(number)
        self._preview.show_block(self._block(number))
        self._table.selectionModel().setCurrentIndex(
            self._preview.index(0, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._show_role()  # the same column is not told anew by the selection


class _BlockList(RecordModel):
    """The tables found, each with a tick."""

    def __init__(self, title: Callable[[int], str], wanted: list[bool]) -> None:
        super().__init__((Column("", title),))
        self._ticked = wanted
        self.show(tuple(range(len(wanted))))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._ticked[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _Preview(QAbstractTableModel):
    """A block's first rows under the meaning of each column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.block: BlockShown | None = None

    def show_block(self, block: "BlockShown") -> None:
        """Show another block, or this one understood otherwise."""
        before = self.block
        if before is not None and (before.place, before.rows) == (block.place, block.rows):
            self.block = block
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.block = block
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self.block is None or (parent is not None and parent.isValid()) else len(self.block.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return (
            0 if self.block is None or (parent is not None and parent.isValid()) else len(self.block.columns)
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.block is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.block.rows[section][0] if role == Qt.ItemDataRole.DisplayRole else None
        column = self.block.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.name}\n{column.head}\n→ {column.meaning}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.head}\n{column.meaning}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.block is None or not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.block.rows[index.row()][1][index.column()]
        return None
