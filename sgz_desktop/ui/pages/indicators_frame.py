"""What stands around the grids of 服务指标: the panel beside them, the chart's room, the empty page."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty
from sgz_desktop.ui.widgets.scrolling import keep_off_bar

_SIDE = 264


def empty_page(begin: Callable[[], None]) -> Empty:
    """What is said while there is no indicator, and the button that begins."""
    found = Empty(
        tr("还没有服务指标"),
        tr("写下第一项指标的名称。在评前准备里登记了片区，就按片区填写；否则按全站填写。"),
        name="indicatorsEmpty",
    )
    first = KeyButton(tr("添加第一项指标"), name="indicatorsFirst", primary=True)
    first.clicked.connect(begin)
    found.offer(first)
    return found


def stacked(spacing: int, *parts: QWidget | QLayout) -> QVBoxLayout:
    """Things one below the other."""
    found = QVBoxLayout()
    found.setContentsMargins(0, 0, 0, 0)
    found.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QLayout):
            found.addLayout(part)
        else:
            found.addWidget(part)
    return found


def side(*parts: QWidget) -> QScrollArea:
    """The panel at the right, as wide as its fields need at the present size of text."""
    inside = QWidget()
    column = stacked(10, *parts)
    column.addStretch(1)
    inside.setLayout(column)
    area = _Side()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFixedWidth(_SIDE)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    keep_off_bar(area, column)
    return area


def scrolled(chart: QWidget) -> QScrollArea:
    """The chart in place of the grids."""
    inside = QWidget()
    column = stacked(0, chart)
    column.setContentsMargins(6, 6, 6, 6)  # room for the ring of the focus
    column.addStretch(1)
    inside.setLayout(column)
    area = QScrollArea()
    area.setAccessibleName(tr("指标完成情况的图表"))
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


class _Side(QScrollArea):
    """Grows with the size of the text."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedWidth(text_px(self, _SIDE))
