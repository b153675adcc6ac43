"""Parts side by side in columns of equal width, as many as can be read, else one above the other."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from sgz_desktop.ui.tokens import text_px

_GAP, _MOST = 8, 3
_LEAST = 308
"""How narrow (at the standard text size) a part may get: what each needs now hangs on the room it has."""


class AbreastLayout(QLayout):
    """Lines of up to three columns; the parts of a line are as high as the highest of them."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Put a widget at a place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def columns_within(self, width: int) -> int:
        """How many parts stand beside one another in that width."""
        whose = self.parentWidget()
        least = text_px(whose, _LEAST) if whose is not None else _LEAST
        return max(1, min(_MOST, len(self._items), (width + _GAP) // (least + _GAP)))

    def _arrange(self, area: QRect, *, is_only_measured: bool) -> int:
        columns, y = self.columns_within(area.width()), area.y()
        width = (area.width() - (columns - 1) * _GAP) // columns
        for first in range(0, len(self._items), columns):
            line = self._items[first : first + columns]
            high = max(_height(each, width) for each in line)
            if not is_only_measured:
                for number, each in enumerate(line):
                    each.setGeometry(QRect(area.x() + number * (width + _GAP), y, width, high))
            y += high + _GAP
        return max(0, y - _GAP - area.y())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_only_measured=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_only_measured=False)

    def sizeHint(self) -> QSize:
        widths = [each.sizeHint().width() for each in self._items]
        width = max(widths, default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        heights = [each.minimumSize().height() for each in self._items]
        return QSize(0, max(heights, default=0))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
