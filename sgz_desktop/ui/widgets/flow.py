"""Small widgets one after another, wrapped like words."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from sgz_desktop.ui.widgets.tab_order import put_in_order, put_in_place

_GAP = 8


class FlowLayout(QLayout):
    """Puts its items into lines as wide as there is room, each in the middle of its line."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def place(self, widget: QWidget, number: int) -> None:
        """Move a widget that is laid out already to another place."""
        found = next(each for each in self._items if each.widget() is widget)
        self._items.remove(found)
        self._items.insert(number, found)
        self.invalidate()

    def _arrange(self, area: QRect, *, is_only_measured: bool) -> int:
        x, y, height = area.x(), area.y(), 0
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            size = item.sizeHint()
            if x > area.x() and x + size.width() > area.right() + 1:
                _lay_down(line, y, height)
                x, y, height, line = area.x(), y + height + _GAP, 0, []
            if not is_only_measured:
                line.append((item, x, size))
            x += size.width() + _GAP
            height = max(height, size.height())
        _lay_down(line, y, height)
        return y + height - area.y()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_only_measured=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_only_measured=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [each.minimumSize() for each in self._items]
        return QSize(
            max((each.width() for each in sizes), default=0), max((s.height() for s in sizes), default=0)
        )


def _lay_down(line: Sequence[tuple[QLayoutItem, int, QSize]], top: int, height: int) -> None:
    """Put the items of a line where they belong, given with their left and size."""
    for item, left, size in line:
        item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))


class Flow(QWidget):
    """One small widget a record, wrapped; a record that stays keeps its widget."""

    def __init__(self, make: Callable[[Any], QWidget], key: Callable[[Any], Hashable]) -> None:
        super().__init__()
        self._make, self._key = make, key
        self._shown: dict[Hashable, QWidget] = {}
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_records(self, records: Sequence[Any]) -> None:
        """Make, drop and order the widgets as the records are."""
        wanted = {self._key(each): each for each in records}
        for key in [each for each in self._shown if each not in wanted]:
            gone = self._shown.pop(key)
            gone.hide()
            self._flow.removeWidget(gone)
            for each in (gone, *gone.findChildren(QWidget)):
                each.setObjectName("")  # nobody shall find it between now and its end
            gone.deleteLater()
        found: dict[Hashable, QWidget] = {}
        for number, (key, record) in enumerate(wanted.items()):
            widget = self._shown.get(key)
            if widget is None:
                widget = self._make(record)
                self._flow.addWidget(widget)
            self._flow.place(widget, number)
            show: Any = widget
            show.show_record(record)
            found[key] = widget
        before, self._shown = tuple(self._shown.values()), found
        if before != tuple(found.values()):
            put_in_order(before, tuple(found.values()))
        if not set(before) & set(found.values()):
            put_in_place(self)
        self.setVisible(bool(found))
        self.updateGeometry()
