"""现场事务: plan, sign-in, spot checks, papers to come, interviews, feedback, and what is open then."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sgz_desktop.domain.entities import COLLECTIONS
from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.day_checks import ChecksPanel
from sgz_desktop.ui.pages.day_departure import DeparturePanel
from sgz_desktop.ui.pages.day_feedback import FeedbackPanel
from sgz_desktop.ui.pages.day_form import Clock
from sgz_desktop.ui.pages.day_panel import DayPanel
from sgz_desktop.ui.pages.day_papers import PapersPanel
from sgz_desktop.ui.pages.day_plan import PlanPanel
from sgz_desktop.ui.pages.day_signin import SignInPanel
from sgz_desktop.ui.pages.day_talks import TalksPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.page_tabs import PageTabs
from sgz_desktop.ui.widgets.plain import label, row

_TICK_MS = 20_000
_KINDS = {"plan_entry": 0, "attendee": 1, "spot_check": 2, "paper_request": 3, "interview": 4}
_CODES = {
    "plan": 0,
    "plan_entry": 0,
    "attendee": 1,
    "spot_check": 2,
    "paper": 3,
    "paper_request": 3,
    "interview": 4,
    "feedback": 5,
    "departure": 6,
}
"""Which tab a target's code names by its first part."""


def local_now() -> datetime:
    """The moment in local time."""
    return datetime.now(UTC).astimezone()


class DayPage(Page):
    """Tabs over the parts, Alt and a digit each; the part that is seen redraws. `clock` tells local time."""

    def __init__(self, session: Session, jobs: Jobs, notices: NoticeBar, *, clock: Clock = local_now) -> None:
        super().__init__(session, name="dayPage")
        self.clock = clock
        self._tabs = PageTabs(name="dayTabs", title=self.tr("现场事务的部分"))
        self._parts: tuple[tuple[str, type[DayPanel]], ...] = (
            (self.tr("日程"), PlanPanel),
            (self.tr("签到"), SignInPanel),
            (self.tr("抽查"), ChecksPanel),
            (self.tr("待补材料"), PapersPanel),
            (self.tr("访谈"), TalksPanel),
            (self.tr("现场反馈"), FeedbackPanel),
            (self.tr("离站前检查"), DeparturePanel),
        )
        self._panels: dict[int, DayPanel] = {}
        self._views = QStackedWidget()
        self._tabs.number((title for title, _ in self._parts), self, self._go)
        self._tabs.currentChanged.connect(self._turn)
        self._hint = label(self.tr("Alt+1 – Alt+7 换一部分"), "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(12)
        column.addLayout(row(self._tabs, None, self._hint))
        column.addWidget(self._views, 1)
        self._time = QTimer(self)
        self._time.setInterval(_TICK_MS)
        self._time.timeout.connect(self._tick)

    def begin_anew(self) -> None:
        for each in self._panels.values():
            each.begin_anew()

    def redraw(self) -> None:
        for number, ((title, _), count) in enumerate(zip(self._parts, self._counts(), strict=True)):
            text = f"{title} {count}" if count else title
            if text != self._tabs.tabText(number):
                self._tabs.setTabText(number, text)
                self._tabs.updateGeometry()  # Qt keeps the room that the shorter text had
        self._fit_hint()
        panel = self._panel()
        self._views.setCurrentWidget(panel)
        panel.redraw()

    def point_at(self, target: Any) -> None:
        code = target.code if isinstance(target, Missing) else str(target)
        entity_id = target.entity_id if isinstance(target, Missing) else target
        number = _CODES.get(code.split(".")[0])
        if number is None:
            number = next((_KINDS[kind] for kind in _KINDS if self._has(kind, entity_id)), None)
        if number is not None:
            self._tabs.setCurrentIndex(number)
            self._panel().point_at(entity_id if isinstance(entity_id, UUID) else None, code)

    def _has(self, kind: str, entity_id: Any) -> bool:
        return any(each.id == entity_id for each in getattr(self.session.dossier, COLLECTIONS[kind]))

    def _panel(self) -> DayPanel:
        """The part that is chosen, made when it is first wanted."""
        number = self._tabs.currentIndex()
        if number not in self._panels:
            _, make = self._parts[number]
            self._panels[number] = make(self.session, lambda: self.clock(), self.wanted.emit)
            self._views.addWidget(self._panels[number])
            self._panels[number].put_in_order()
        return self._panels[number]

    def _counts(self) -> tuple[str, ...]:
        dossier = self.session.dossier
        awaited = sum(each.arrived_on is None for each in dossier.paper_requests)
        still_open = len(self.session.program.day.departure(self.session.open_id))
        several = (dossier.plan_entries, dossier.attendees, dossier.spot_checks)
        counts = (*map(len, several), awaited, len(dossier.interviews), 0)
        return (*(str(each or "") for each in counts), str(still_open or "✓"))

    def _go(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)
        self._panel().enter()

    def _turn(self) -> None:
        self.leave()
        panel = self._panel()
        self._views.setCurrentWidget(panel)
        if self.session.evaluation_id is not None:
            panel.redraw()

    def _fit_hint(self) -> None:
        needed = self._tabs.sizeHint().width() + self._hint.sizeHint().width() + 60
        self._hint.setVisible(needed <= self.width())

    def _tick(self) -> None:
        if self.session.evaluation_id is not None and not self._due:
            self._panel().tick()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._panel().enter()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._time.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._time.stop()
