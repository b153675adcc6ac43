"""The home page's list as a table with keys of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView


class HomeTable(QTableView):
    """Rows to open by Enter or double click and to delete by Del."""

    def __init__(self, opened: Callable[[], None], deleted: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("homeTable")
        self.setAccessibleName(self.tr("评估列表"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(40)
        self.horizontalHeader().setHighlightSections(False)
        self._opened, self._deleted = opened, deleted
        self.doubleClicked.connect(lambda _: opened())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._opened()
        elif event.key() == Qt.Key.Key_Delete:
            self._deleted()
        else:
            super().keyPressEvent(event)
