"""What fills its place as long as that is high enough for the least of it, and can be scrolled where not."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)


class Roomy(QScrollArea):
    """Something that fills its place, tables and lists in it growing and shrinking with that.

    Only where the place is too low even for the least of them, all of it can be scrolled.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(_Room(inside))


class _Room(QWidget):
    """As wide as its place, which has no bar below, and never lower than what is in it can be."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:
        layout = self._inside.layout()
        high = 0 if layout is None else _least_of(layout, self.width())
        return QSize(0, high)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())


def _least_of(layout: QLayout, width: int) -> int:
    """How low a layout can be: what Qt says of it counts tables as high as they like to be."""
    margins = layout.contentsMargins()
    width -= margins.left() + margins.right()
    items = [layout.itemAt(each) for each in range(layout.count())]
    shown = [each for each in items if each is not None and not each.isEmpty()]
    if not isinstance(layout, QBoxLayout):
        high = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
    elif layout.direction() in (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop):
        high = sum(_least(each, width) for each in shown) + layout.spacing() * max(0, len(shown) - 1)
    else:
        high = max((_least(each, each.geometry().width() or width) for each in shown), default=0)
    return high + margins.top() + margins.bottom()


def _least(item: QLayoutItem, width: int) -> int:
    widget = item.widget()
    if isinstance(widget, QStackedWidget):
        widget = widget.currentWidget()
    layout = item.layout() if widget is None else widget.layout()
    if widget is not None and widget.minimumHeight() == widget.maximumHeight():
        return widget.minimumHeight()
    if layout is not None and not isinstance(widget, QAbstractScrollArea):
        return _least_of(layout, width)
    if not isinstance(widget, QAbstractScrollArea) and item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.minimumSize().height()
