"""What people set differently without seeing one another: said above the page, decided in a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.header import Header

if TYPE_CHECKING:
    from sgz_desktop.services.contests import Contest
    from sgz_desktop.ui.dialogs.contests import AskContests
    from sgz_desktop.ui.session import Session


class Contesting(QObject):
    """Counts the contests of the open evaluation in the header, and asks which side is to hold."""

    def __init__(self, window: QWidget, session: "Session", header: Header, notices: NoticeBar) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._header, self._notices = header, notices
        self._asked: AskContests | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        session.changed.connect(lambda _: self._soon.start(0))
        session.opened.connect(self._begin_anew)
        session.worker_changed.connect(self._begin_anew)
        header.contests_wanted.connect(self.ask)

    def ask(self) -> None:
        """Show what there is to decide; where there is nothing, say so."""
        if self._session.evaluation_id is None or self._asked is not None:
            return
        flush_all(self._window)
        found = self._found()
        if not found:
            self._notices.tell(self.tr("没有不一致的内容。"))
            return
        from sgz_desktop.ui.dialogs.contests import AskContests

        self._asked = AskContests(self._window, self._session, found)
        self._asked.finished.connect(self._forget)
        self._asked.open()

    def _found(self) -> "tuple[Contest, ...]":
        try:
            viewer = self._session.worker
            return self._session.program.results.contests(self._session.open_id, viewer=viewer)
        except SgzError as error:
            self._session.failed.emit(str(error))
            return ()

    def _show(self) -> None:
        if self._session.evaluation_id is None:
            self._header.show_contests(0)
            return
        found = self._found()
        self._header.show_contests(len(found))
        if self._asked is not None:
            self._asked.show_contests(found)

    def _begin_anew(self) -> None:
        self._header.show_contests(0)
        self._soon.start(0)

    def _forget(self) -> None:
        self._asked = None
