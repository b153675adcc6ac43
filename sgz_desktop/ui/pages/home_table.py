"""The home page's list as a table with keys of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sgz_desktop.ui.columns import RECORD, RecordModel

_ONE_BY_ONE = 20
"""Up to so many rows are put in their places singly; more are cheaper to show anew."""


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

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Keep the uppermost row where it is while rows come and go; who is at the top stays there."""
        bar = self.verticalScrollBar()
        is_at_top, before = bar.value() == bar.minimum(), bar.value()
        topmost = self.indexAt(self.viewport().rect().topLeft()).data(RECORD)
        yield  # what raises leaves the rows as they were
        if is_at_top:
            self.scrollToTop()
            return
        rows = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        place = next((each for each in rows if each.data(RECORD).id == topmost.id), None)
        if place is None:
            bar.setValue(before)
        else:
            self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._opened()
        elif event.key() == Qt.Key.Key_Delete:
            self._deleted()
        else:
            super().keyPressEvent(event)


def bring_up_to(model: RecordModel, records: Sequence[Any]) -> None:
    """Let a model show these records, each known by its `id`; rows that stay the same are left alone."""
    shown, wanted = {each.id: each for each in model.records}, {each.id: each for each in records}
    gone = [each for each in shown if each not in wanted]
    came = [each for each in records if shown.get(each.id) != each]
    if len(gone) + len(came) > _ONE_BY_ONE:
        model.show(records)
        return
    for record_id in gone:
        model.take(record_id)
    for each in came:
        model.put(each)
