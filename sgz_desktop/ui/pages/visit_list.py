"""The left column of 现场检查: the walk through the items, or the places of all other observations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.ui.pages.visit_places import PlaceList
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Bar, Chip, label, row
from sgz_desktop.ui.widgets.stops import StopList

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Stop

WIDTH = 372


class SidePanel(QWidget):
    """Two lists, of which one is shown: the walk through the items, and the places of other observations.

    Signals: turned, with whether the places are shown now, when a person turns to the other list.
    """

    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.walk, self.places = WalkPanel(), PlaceList()
        kinds = [(False, self.tr("检查项")), (True, self.tr("各方意见与其他观察（O）"))]
        self._which = Segments(kinds, name="visitWhich", title=self.tr("显示什么"))
        self._which.choose(False)
        self._which.chosen.connect(lambda _: self._turn())
        self._lists = QStackedWidget()
        for each in (self.walk, self.places):
            self._lists.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 10)
        column.setSpacing(8)
        line = row(self._which, None)
        line.setContentsMargins(8, 0, 8, 0)
        column.addLayout(line)
        column.addWidget(self._lists, 1)

    @property
    def shows_places(self) -> bool:
        """Whether the places are shown and not the walk."""
        return bool(self._which.value)

    @property
    def list(self) -> QWidget:
        """The list that is shown."""
        return self.places if self.shows_places else self.walk.list

    def turn_to(self, *, places: bool) -> None:
        """Show one of the two lists; says so where it was the other one."""
        if places is not self.shows_places:
            self._which.choose(places)
            self._turn()

    def _turn(self) -> None:
        self._lists.setCurrentWidget(self.places if self.shows_places else self.walk)
        self.turned.emit(self.shows_places)


class WalkPanel(QWidget):
    """Filters, progress and list.

    Signals: chosen, with the stop a person moved to; refiltered, when another filter holds.
    """

    chosen = Signal(object)
    refiltered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._component = Choice(name="filterComponent", title=self.tr("只看一个分项"))
        self._group = Choice(name="filterGroup", title=self.tr("只看一个评审组"))
        for box in (self._component, self._group):
            box.picked.connect(lambda _: self.refiltered.emit())
        self._nothing = label("", "second", wrap=True, name="nothingToVisit")
        self._open = Chip(name="openCount")
        self._whose = label("", "strong", name="whoseMarks")
        self._count = label("", "second", name="stopCount")
        self._bar = Bar(name="stopBar")
        self.list = StopList()
        self.list.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (
            row(self._component, self._group),
            row(self._whose, self._open, None, self._count),
            row(self._bar),
            row(self._nothing),
        ):
            line.setContentsMargins(8, 0, 8, 0)
            column.addLayout(line)
        column.addWidget(self.list, 1)

    def show_stops(self, stops: "Sequence[Stop]", whose: str) -> "tuple[Stop, ...]":
        """Show one person's stops as far as the filters let them through; returns those shown."""
        components = {each.item.component: each.component_name for each in stops}
        groups: dict[UUID | None, str] = {e.group_id: e.group_name for e in stops if e.group_id}
        self._component.offer([(None, self.tr("全部分项")), *components.items()])
        self._group.offer([(None, self.tr("全部评审组")), *groups.items()])
        self._component.setVisible(bool(stops))
        self._group.setVisible(len(groups) > 1)
        shown = tuple(each for each in stops if self._lets_through(each))
        self.list.show_stops(shown)
        self._show_progress(sum(not each.is_open for each in shown), len(shown))
        self._whose.setText(self.tr("{name} 的评分").format(name=whose))
        self._whose.setVisible(bool(stops))
        self._nothing.setVisible(not shown)
        self._nothing.setText(
            self.tr("这样筛选没有检查项，请换一个分项或评审组。")
            if stops
            else self.tr("这里会列出要检查的内容。")
        )
        return shown

    def point_at(self, key: Any) -> bool:
        """Mark one stop; False when the filters hide it."""
        return self.list.point_at(key)

    def show_all(self) -> None:
        """Let every stop through."""
        for box in (self._component, self._group):
            box.choose(None)

    def _lets_through(self, stop: "Stop") -> bool:
        return self._component.value in (None, stop.item.component) and self._group.value in (
            None,
            stop.group_id,
        )

    def _show_progress(self, done: int, total: int) -> None:
        for each in (self._open, self._count, self._bar):
            each.setVisible(total > 0)
        self._bar.show_share(done, total)
        self._count.setText(f"{done}/{total}")
        if done < total:
            self._open.say(self.tr("未答 {count}").format(count=total - done), "warn")
        else:
            self._open.say(self.tr("✓ 全部已答"), "good")
