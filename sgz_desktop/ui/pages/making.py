"""Makes a page when it is first shown, so that the window is painted before most of its code is read."""

from collections.abc import Callable
from uuid import UUID

from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.names import (
    DAY,
    HOME,
    INDICATORS,
    OBSERVATIONS,
    PREPARING,
    REPORT,
    SCORING,
    VISIT,
)
from sgz_desktop.ui.preferences import Preferences
from sgz_desktop.ui.session import Session


class PageMaker:
    """Knows what each page needs."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        preferences: Preferences,
        *,
        open_it: Callable[[UUID], None],
        ask_worker: Callable[[], None],
    ) -> None:
        self._session, self._jobs, self._notices = session, jobs, notices
        self._preferences, self._open_it, self._ask_worker = preferences, open_it, ask_worker

    def make(self, name: str) -> Page:
        """The page with that name; KeyError for an unknown one."""
        makers: dict[str, Callable[[], Page]] = {
            HOME: self._home,
            PREPARING: self._preparing,
            VISIT: self._visit,
            DAY: self._day,
            OBSERVATIONS: self._board,
            INDICATORS: self._indicators,
            SCORING: self._scoring,
            REPORT: self._report,
        }
        return makers[name]()

    def _home(self) -> Page:
        from sgz_desktop.ui.pages.home import HomePage

        return HomePage(self._session, self._jobs, self._notices, open_it=self._open_it)

    def _preparing(self) -> Page:
        from sgz_desktop.ui.pages.preparing import PreparingPage

        return PreparingPage(self._session)

    def _visit(self) -> Page:
        from sgz_desktop.ui.pages.visit import VisitPage

        return VisitPage(self._session, ask_worker=self._ask_worker)

    def _day(self) -> Page:
        from sgz_desktop.ui.pages.day import DayPage

        return DayPage(self._session, self._jobs, self._notices)

    def _board(self) -> Page:
        from sgz_desktop.ui.pages.board import BoardPage

        return BoardPage(self._session, self._preferences)

    def _indicators(self) -> Page:
        from sgz_desktop.ui.pages.tables import TablesPage

        return TablesPage(self._session, self._jobs, self._notices)

    def _scoring(self) -> Page:
        from sgz_desktop.ui.pages.scoring import ScoringPage

        return ScoringPage(self._session, self._jobs)

    def _report(self) -> Page:
        from sgz_desktop.ui.pages.report import ReportPage

        return ReportPage(self._session, self._jobs, self._notices)
