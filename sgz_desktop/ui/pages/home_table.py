"""The home page's list as a table with keys of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sgz_desktop.ui.columns import RECORD, RecordModel
from sgz_desktop.ui.tokens import text_px

_ONE_BY_ONE = 20
"""Up to so many rows are put in their places singly; more are cheaper to show anew."""
_ROW, _HEADER, _LEAST_ROWS = 40, 36, 2


class HomeTable(QTableView):
    """Rows to open by Enter or double click and to delete by Del; as high as there are rows.

    Signals: restyled, when its rows are of another height.
    """

    restyled = Signal()

    def __init__(self, opened: Callable[[], None], deleted: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("homeTable")
        self.setAccessibleName(self.tr("评估列表"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self._opened, self._deleted = opened, deleted
        self.doubleClicked.connect(lambda _: opened())

    def chosen(self) -> list[Any]:
        """The records that are selected, from the top down."""
        rows = sorted(each.row() for each in self.selectionModel().selectedRows())
        return [self.model().index(row, 0).data(RECORD) for row in rows]

    def fit(self) -> None:
        """Be as high as the rows that are shown, but never lower than some."""
        self.verticalHeader().setDefaultSectionSize(text_px(self, _ROW))
        self.updateGeometry()
        self.setMaximumHeight(max(self._height(self.model().rowCount()), self._height(_LEAST_ROWS)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.model() is not None:
            self.fit()
            self.restyled.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self.model().rowCount() if self.model() else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(_LEAST_ROWS))

    def _height(self, rows: int) -> int:
        header = max(self.horizontalHeader().sizeHint().height(), text_px(self, _HEADER))
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth() + 4

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Keep the uppermost row where it is while rows come and go; who is at the top stays there."""
        bar = self.verticalScrollBar()
        is_at_top, before = bar.value() == bar.minimum(), bar.value()
        topmost = self.indexAt(self.viewport().rect().topLeft()).data(RECORD)
        yield  # what raises leaves the rows as they were
        if is_at_top or topmost is None:
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

    def choose(self, places: Sequence[QModelIndex]) -> None:
        """Select these rows, the first of them as the current one."""
        model = self.selectionModel()
        flags = model.SelectionFlag
        for number, place in enumerate(places):
            how = flags.ClearAndSelect if number == 0 else flags.Select
            model.select(place, how | flags.Rows)
        if places:
            model.setCurrentIndex(places[0], flags.NoUpdate)


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
