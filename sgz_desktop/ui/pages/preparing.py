"""评前准备: what is known before the visit, in five parts."""

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.preparing_head import HeadPanel
from sgz_desktop.ui.pages.preparing_indicators import IndicatorsPanel
from sgz_desktop.ui.pages.preparing_people import PeoplePanel
from sgz_desktop.ui.pages.preparing_places import PlacesPanel
from sgz_desktop.ui.pages.preparing_quantities import QuantitiesPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.plain import row


class Panel(Protocol):
    """One part of the page."""

    def redraw(self) -> None: ...
    def begin_anew(self) -> None: ...


class PreparingPage(Page):
    """Tabs over the parts; each redraws when it is shown."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session, name="preparingPage")
        self._tabs = QTabBar()
        self._tabs.setObjectName("preparingTabs")
        self._tabs.setAccessibleName(self.tr("评前准备的部分"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._views = QStackedWidget()
        self._head = HeadPanel(session)
        self._people = PeoplePanel(session)
        self._places = PlacesPanel(session)
        self._indicators = IndicatorsPanel(session, jobs)
        self._quantities = QuantitiesPanel(session)
        for text, panel, is_scrolled in (
            (self.tr("基本信息"), self._head, True),
            (self.tr("人员与分工"), self._people, True),
            (self.tr("片区与社区"), self._places, True),
            (self.tr("服务指标"), self._indicators, False),
            (self.tr("其他数据"), self._quantities, True),
        ):
            self._tabs.addTab(text)
            self._views.addWidget(_scrolled(panel) if is_scrolled else panel)
        self._panels: tuple[Panel, ...] = (
            self._head,
            self._people,
            self._places,
            self._indicators,
            self._quantities,
        )
        self._tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 14, 12)
        column.setSpacing(10)
        column.addLayout(row(self._tabs, None))
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._tabs)

    def begin_anew(self) -> None:
        for each in self._panels:
            each.begin_anew()

    def redraw(self) -> None:
        self._panels[self._tabs.currentIndex()].redraw()

    def point_at(self, target: Any) -> None:
        if target == "assignments" or (
            isinstance(target, Missing) and target.code.endswith((".judge", ".unassigned"))
        ):
            self._tabs.setCurrentIndex(1)
        elif isinstance(target, Missing) and target.code.startswith("head."):
            self._tabs.setCurrentIndex(0)
            self._head.point_at(target.code.removeprefix("head."))
        elif isinstance(target, Missing) and target.code.startswith("quantity."):
            self._tabs.setCurrentIndex(4)
            self._quantities.point_at(target.code.removeprefix("quantity."))
        elif isinstance(target, Missing) and target.code in _PARTS:
            self._tabs.setCurrentIndex(_PARTS[target.code])
            self._tabs.setFocus()

    def _turn(self, number: int) -> None:
        self.leave()
        self._views.setCurrentIndex(number)
        if self.session.evaluation_id is not None:
            self._panels[number].redraw()


_PARTS = {"part.people": 1, "part.places": 2, "part.indicators": 3}


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
