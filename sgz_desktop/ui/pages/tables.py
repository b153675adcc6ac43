"""数据表格: annexes 1 to 4, the survey and the money, a tab each, and the station's workbook read in."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.tables.intake import TableIntake
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.page_tabs import PageTabs
from sgz_desktop.ui.widgets.plain import row
from sgz_desktop.ui.widgets.roomy import Roomy

_CODES = {
    "part.attendance": 1,
    "worker": 1,
    "duty_month": 1,
    "attendance": 1,
    "staff": 1,
    "part.resources": 2,
    "resource": 2,
    "part.training": 3,
    "training_hours": 3,
    "part.satisfaction": 4,
    "respondent": 4,
    "part.money": 5,
    "fund_line": 5,
}
"""Which tab a target's code names, whole or by its first part; all else is of the indicators."""


class TablesPage(Page):
    """Tabs over the tables, Alt and a digit each; Ctrl+I reads a workbook whatever tab is shown."""

    def __init__(self, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(session, name="tablesPage")
        self._jobs = jobs
        self._intake = TableIntake(self, session, jobs, notices)
        self._tabs = PageTabs(name="tableTabs", title=self.tr("数据表格的部分"))
        self._parts: tuple[tuple[str, Callable[[], Page]], ...] = (
            (self.tr("服务指标"), self._indicators),
            (self.tr("到岗情况"), self._attendance),
            (self.tr("资源整合"), self._resources),
            (self.tr("培训与督导"), self._training),
            (self.tr("满意度"), self._survey),
            (self.tr("经费"), self._funds),
        )
        self._panels: dict[int, Page] = {}
        self._views = QStackedWidget()
        self._tabs.number((title for title, _ in self._parts), self, self._go)
        self._tabs.currentChanged.connect(self._turn)
        self._read = KeyButton(self.tr("从工作簿读入…"), "Ctrl I", name="tablesImport")
        self._read.setProperty("small", True)
        self._read.clicked.connect(self._intake.ask)
        reading = QShortcut(QKeySequence("Ctrl+I"), self)
        reading.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        reading.activated.connect(self._read.click)
        top = row(self._tabs, None, self._read)
        top.setContentsMargins(20, 10, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._views, 1)

    def redraw(self) -> None:
        panel = self._panel()
        self._views.setCurrentIndex(list(self._panels).index(self._tabs.currentIndex()))
        panel.catch_up()

    def point_at(self, target: Any) -> None:
        code = target.code if isinstance(target, Missing) else str(target)
        number = _CODES.get(code, _CODES.get(code.split(".")[0], 0))
        self._tabs.setCurrentIndex(number)
        entity_id = target.entity_id if isinstance(target, Missing) else None
        self._panel().point_at(entity_id if number and entity_id is not None else target)

    def leave(self) -> bool:
        left = [each.leave() for each in self._panels.values()]  # each saves what it can
        return all(left)

    def _panel(self) -> Page:
        """The table that is chosen, made when it is first wanted."""
        number = self._tabs.currentIndex()
        if number not in self._panels:
            panel = self._parts[number][1]()
            panel.wanted.connect(self.wanted)
            self._panels[number] = panel
            self._views.addWidget(Roomy(panel))
        return self._panels[number]

    def _go(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)
        self._panel().setFocus()

    def _turn(self) -> None:
        if self.session.evaluation_id is not None:
            self.redraw()

    def _indicators(self) -> Page:
        from sgz_desktop.ui.pages.indicators import IndicatorsPage

        return IndicatorsPage(self.session, self._jobs)

    def _attendance(self) -> Page:
        from sgz_desktop.ui.pages.tables_attendance import AttendancePanel

        panel = AttendancePanel(self.session, self._jobs)
        panel.importing.connect(self._intake.ask)
        return panel

    def _resources(self) -> Page:
        from sgz_desktop.ui.pages.tables_resources import ResourcesPanel

        panel = ResourcesPanel(self.session)
        panel.importing.connect(self._intake.ask)
        return panel

    def _training(self) -> Page:
        from sgz_desktop.ui.pages.tables_training import TrainingPanel

        panel = TrainingPanel(self.session)
        panel.importing.connect(self._intake.ask)
        return panel

    def _survey(self) -> Page:
        from sgz_desktop.ui.pages.tables_survey import SurveyPanel

        panel = SurveyPanel(self.session)
        panel.importing.connect(self._intake.ask)
        return panel

    def _funds(self) -> Page:
        from sgz_desktop.ui.pages.tables_funds import FundsPanel

        panel = FundsPanel(self.session)
        panel.importing.connect(self._intake.ask)
        return panel

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._panel().setFocus()
