"""The window: navigation, header, the pages, and what is common to them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sgz_desktop.ui.pages.names import HOME, PREPARING, VISIT, page_names

# What a bare window does not need is imported where it is first used: it is painted before that is read.
if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent

    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.page import Page
    from sgz_desktop.ui.session import Session


_LEAST = (1040, 620)


class Shell(QMainWindow):
    """The window. It paints bare; `furnish` puts in what every page has, `attach` gives it a program.

    Signals: closed, once the window is closed and no job runs.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self.setWindowTitle(self.tr("社工站评估"))
        self.setMinimumSize(*_LEAST)
        self.resize(1366, 768)
        self.session: Session | None = None
        self._pages: dict[str, Page] = {}
        self.shown = HOME
        self._is_furnished = False
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(QLabel(self.tr("正在打开…")))
        column.addStretch(1)
        self.setCentralWidget(ground)

    def furnish(self) -> None:
        """Put in navigation, header, notices and status line; once is enough."""
        if self._is_furnished:
            return
        from sgz_desktop.ui.jobs import Jobs
        from sgz_desktop.ui.notices import NoticeBar
        from sgz_desktop.ui.status import StatusLine
        from sgz_desktop.ui.theme import Theme
        from sgz_desktop.ui.widgets.header import Header
        from sgz_desktop.ui.widgets.navigation import Navigation

        self._is_furnished = True
        self.theme = Theme(self)
        self.jobs = Jobs(self)
        self.notices = NoticeBar()
        self.navigation = Navigation(page_names())
        self.header = Header()
        self.status = StatusLine(self.jobs)
        self.setStatusBar(self.status)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self._lay_out()
        self.navigation.show_stages(None)
        self.navigation.show_page(HOME)
        self.navigation.wanted.connect(lambda name: self.go(name))
        self.navigation.worker_wanted.connect(self.ask_worker)
        self.theme.changed.connect(self._measure)

    def attach(self, program: "Program") -> None:
        """Fill the window: from now on it has something to show."""
        from sgz_desktop.ui.actions import install
        from sgz_desktop.ui.closing import Closing
        from sgz_desktop.ui.commands import commands
        from sgz_desktop.ui.contesting import Contesting
        from sgz_desktop.ui.failing import Failing
        from sgz_desktop.ui.following import Following
        from sgz_desktop.ui.garbage import Sweeper
        from sgz_desktop.ui.heading import Heading
        from sgz_desktop.ui.looks import Looks
        from sgz_desktop.ui.overlays import Overlays
        from sgz_desktop.ui.pages.making import PageMaker
        from sgz_desktop.ui.preferences import Preferences
        from sgz_desktop.ui.session import Session
        from sgz_desktop.ui.upkeep import Upkeep
        from sgz_desktop.ui.watching import Watching

        self.furnish()
        session = Session(program, self)
        self.session = session
        self.preferences = Preferences(program.desk.recall, program.desk.remember)
        self.looks = Looks(self.theme, self.preferences, self.notices)
        self.preferences.place_window(self)
        self.heading = Heading(session, self.header, self.navigation, shown=lambda: self.shown)
        session.opened.connect(self._opened)
        self._failing = Failing(self, session, self.notices)
        self.contesting = Contesting(self, session, self.header, self.notices)
        self.status.follow(session)
        self._maker = PageMaker(
            session,
            self.jobs,
            self.notices,
            self.preferences,
            open_it=self.open_evaluation,
            ask_worker=self.ask_worker,
        )
        self.overlays = Overlays(self, session)
        self.status.look_wanted.connect(self.overlays.look)
        self.commands = commands(self, session)
        install(self, self.commands)
        self.upkeep = Upkeep(program, self.jobs, self)
        self._sweeper = Sweeper(self)
        self._following = Following(self)
        self.watching = Watching(self, session)
        self.closed.connect(self.watching.leave)
        self.closing = Closing(self, session, self.jobs, self.notices)
        self.go(HOME)

    def go(self, name: str, target: Any = None) -> bool:
        """Show a page; what is typed on the one before is saved first, else it stays.

        What has no page of its own opens over the one that is shown.
        """
        session = self.session
        if session is None or (name != HOME and session.evaluation_id is None):
            return False
        if name in self.overlays:
            self.overlays.ask(name, target)
            return True
        now = self._pages.get(self.shown)
        if now is not None and not now.leave():
            self._failing.say_unsaved(now)
            self.navigation.show_page(self.shown)
            return False
        page = self._page(name)
        if name != self.shown:
            self.notices.leave_page()
        self.shown = name
        page.catch_up()  # before it is shown: parts that come and go must not do so while Qt shows them
        self.pages.setCurrentWidget(page)
        self.navigation.show_page(name)
        page.setFocus()
        if target is not None:
            page.point_at(target)
        self.heading.refresh()
        return True

    def open_evaluation(self, evaluation_id: "UUID") -> None:
        """Open an evaluation at the page its state asks for, and ask once who works here."""
        from sgz_desktop.ui.widgets.auto_fields import flush_all

        session = self._attached()
        if not flush_all(self) or not self._failing.may_part() or not session.open(evaluation_id):
            return
        self.go(VISIT if session.dossier.assignments else PREPARING)
        if session.worker.author_id is None:
            self.ask_worker()

    def ask_worker(self) -> None:
        """Ask who works here."""
        session = self._attached()
        if session.evaluation_id is None:
            return
        from sgz_desktop.ui.dialogs.worker import AskWorker
        from sgz_desktop.ui.widgets.auto_fields import flush_all

        if not flush_all(self):
            # What is not saved yet would be saved as written by somebody else.
            self._failing.say_unsaved(self._pages[self.shown])
            return
        asked = AskWorker(
            self, session.dossier, session.worker, add=session.add_person, chosen=session.work_as
        )
        asked.open()

    def _page(self, name: str) -> "Page":
        if name not in self._pages:
            page = self._maker.make(name)
            page.wanted.connect(self.go)
            self.watching.moved.connect(page.glance)
            self._pages[name] = page
            self.pages.addWidget(page)
        return self._pages[name]

    def _measure(self) -> None:
        for each in (self.navigation, self.header):
            each.measure(self.theme.size)
        screen = self.screen().availableGeometry().width()
        self.setMinimumWidth(max(_LEAST[0], min(self.theme.least(_LEAST[0]), screen)))

    def _opened(self) -> None:
        self.heading.begin_anew()
        self._sweeper.after_opening()
        if self._attached().evaluation_id is None:
            from sgz_desktop.ui.widgets.auto_fields import AutoField

            # What is typed has nothing left to be saved in: no page may hold the window for it.
            for each in self.findChildren(AutoField):
                each.show_text("", other=True)
            self.go(HOME)

    def _attached(self) -> "Session":
        if self.session is None:
            raise LookupError("the window has no program yet")
        return self.session

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("body")
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for each in (self.header, self.notices):
            right.addWidget(each)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        self.setCentralWidget(body)

    def closeEvent(self, event: "QCloseEvent") -> None:
        if self.session is not None:
            if not self.closing.may_close():
                event.ignore()
                return
            self.preferences.keep_window(self)
            self._sweeper.leave()
            self.status.leave()
            self.closing.leave()
        super().closeEvent(event)
        self.closed.emit()


def build_shell(program: "Program", *, parent: QWidget | None = None) -> Shell:
    """The whole window for a program, with all it needs read: the one function a journey needs."""
    program.read_ahead()
    shell = Shell(parent)
    shell.attach(program)
    return shell
