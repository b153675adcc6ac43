"""What stands above and beneath the home page's list: search, stages, the ways in, what to do with a row."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sgz_desktop.ui.pages.home_filter import Stage, stage_names
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.typing_fields import Line

_GAP = 10


class Search(Line):
    """The search above the list; ↓ goes to the list, Esc empties it."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(name="homeSearch", title=tr("搜索评估"), placeholder=tr("搜索社工站、区、年份…"))
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rows.setFocus()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Search, stages with their counts, and the ways in; in two lines where one is too narrow."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__()
        self.search = Search(rows)
        names = stage_names()
        self.stages = Segments(list(names.items()), name="homeWhich", title=tr("显示哪些评估"))
        self.stages.choose(Stage.ALL)
        self.take_in = KeyButton(tr("导入"), "Ctrl O", name="homeImport")
        self.new = KeyButton(tr("新建评估"), "Ctrl N", name="homeNew", primary=True)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for each in (self._first, self._second):
            each.setSpacing(_GAP)
        self._first.addWidget(self.search, 1)
        self._first.addWidget(self.stages)
        self._first.addStretch(0)
        self._first.addWidget(self.take_in)
        self._first.addWidget(self.new)
        self._second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._first)
        column.addLayout(self._second)
        self._is_folded = False
        self._measure()

    def show_counts(self, found: Mapping[Stage, int]) -> None:
        """Say how many evaluations each stage has."""
        for stage, name in stage_names().items():
            self.stages.rename(stage, f"{name} {found[stage]}")
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
            self._fold()

    def _measure(self) -> None:
        self.search.setMinimumWidth(text_px(self, 170))
        self.search.setMaximumWidth(text_px(self, 300))

    def _fold(self) -> None:
        widgets = (self.stages, self.take_in, self.new)
        needed = self.search.minimumWidth() + sum(each.sizeHint().width() + _GAP for each in widgets)
        is_folded = needed + _GAP > self.width()
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            source, target = (self._first, self._second) if is_folded else (self._second, self._first)
            source.removeWidget(self.stages)
            target.insertWidget(0 if is_folded else 1, self.stages)


class ActionBar(QWidget):
    """What can be done with the chosen rows, how many there are, and what is always at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.open = KeyButton(tr("打开"), "Enter", name="homeOpen")
        self.like = KeyButton(tr("照此新建"), name="homeLike")
        self.like.setToolTip(
            tr("新建同一个社工站的下一次评估，照搬各方、片区、社区、协议和指标（Ctrl+Shift+N）")
        )
        self.export = KeyButton(tr("导出 ▾"), name="homeExport")
        self.export.setAccessibleName(tr("导出"))
        self.export.setToolTip(tr("导出选中的评估（Ctrl+Shift+S）"))
        self.menu = QMenu(self)
        self.menu.setAccessibleName(tr("导出"))
        self.delete = KeyButton(tr("删除"), "Del", name="homeDelete")
        self.back = KeyButton(tr("恢复"), "Enter", name="homeBringBack", primary=True)
        self.sort = KeyButton(tr("排序"), "F7", name="homeSort")
        self.orders = QMenu(self)
        self.orders.setObjectName("homeOrders")
        self.orders.setAccessibleName(tr("评估列表的排序"))
        self.state = label("", "second", name="homeState")
        self.samples = KeyButton(tr("示例"), name="homeSamples")
        self.backups = KeyButton(tr("备份与恢复"), name="homeBackups")
        parts = (self.open, self.like, self.export, self.delete, self.back, None, self.state, self.sort)
        self.setLayout(row(*parts, self.samples, self.backups))

    def show_chosen(self, count: int, *, deleted: bool | None) -> None:
        """Offer what can be done with so many chosen rows, living or deleted; None: there are no rows."""
        for each in (self.open, self.like, self.export, self.delete):
            each.setVisible(deleted is False)
        self.back.setVisible(deleted is True)
        self.state.setVisible(deleted is not None)
        self.sort.setVisible(deleted is not None)
        self.samples.setVisible(deleted is not None)
        for each in (self.open, self.like):
            each.setEnabled(count == 1)
        for each in (self.export, self.delete, self.back):
            each.setEnabled(count > 0)

    def show_menu(self) -> None:
        """Show the sorts of files to export, above the button."""
        if self.export.isVisible() and self.export.isEnabled():
            _pop_up_above(self.export, self.menu)

    def show_orders(self, orders: Sequence[tuple[str, bool | None]], chosen: Callable[[int], object]) -> None:
        """Offer the columns to sort by: each title with whether it rises, None where it is not sorted by."""
        self.orders.clear()
        for number, (title, is_rising) in enumerate(orders):
            sign = "" if is_rising is None else "　↑" if is_rising else "　↓"
            action = self.orders.addAction(f"{title}{sign}", partial(chosen, number))
            action.setCheckable(True)
            action.setChecked(is_rising is not None)
            if is_rising is not None:
                self.orders.setActiveAction(action)
        _pop_up_above(self.sort, self.orders)


def _pop_up_above(button: QWidget, menu: QMenu) -> None:
    top = button.mapToGlobal(button.rect().topLeft())
    top.setY(top.y() - menu.sizeHint().height())
    menu.popup(top)
