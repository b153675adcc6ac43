"""Whether the window may close: what is typed is saved first, and work a person waits for is not dropped."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.failing import tells_unsaved
from sgz_desktop.ui.jobs import Job, Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all

if TYPE_CHECKING:
    from sgz_desktop.ui.dialogs.closing import AskClosing

_SESSION_ENDS_MS = 60_000
"""A desktop session that is still there after this time has not ended: somebody called it off."""
_LAST_WAIT_MS = 3_000
"""How long the end of a session may be held up: who does not answer for 5 seconds is ended by force."""


class _Answer(Enum):
    """What is to become of the work that runs."""

    OPEN = auto()
    WAIT = auto()
    CANCEL = auto()


class Closing(QObject):
    """Asks where closing would lose something, once; closes by itself when the work has ended.

    Where the desktop session ends nobody is asked: what is typed is saved and the work is given up.
    """

    def __init__(self, window: QWidget, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(window)
        self._window, self._jobs, self._notices = window, jobs, notices
        self._asked: AskClosing | None = None
        self._answer = _Answer.OPEN
        self._session = session
        self._gives_up = False
        self._session_ends = QTimer(self)
        self._session_ends.setSingleShot(True)
        self._session_ends.setInterval(_SESSION_ENDS_MS)
        jobs.ended.connect(self._job_ended)
        session.changed.connect(self._begin_anew)
        session.waiting.changed.connect(self._begin_anew)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.end_session)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, the person is told or asked why."""
        is_saved = self._save()
        if self._session_ends.isActive():
            return True
        if not is_saved and not self._gives_up:
            self._gives_up = True
            sentence = self.tr("还有内容没有保存，文字留在原处。再关一次将放弃它们。")
            self._notices.complain(sentence, is_there=self._is_unsaved)
            return False
        if self._jobs.asked_for:
            self._ask()
            return False
        return True

    def leave(self) -> None:
        """End what still runs: the window closes."""
        self._dismiss()
        self._jobs.close(at_most_ms=_LAST_WAIT_MS if self._session_ends.isActive() else -1)
        self._session_ends.stop()

    def end_session(self) -> None:
        """Save what is typed, and let the window go without a question: the desktop session ends."""
        self._save()
        self._session_ends.start()

    def _ask(self) -> None:
        from sgz_desktop.ui.dialogs.closing import AskClosing

        # From the task bar a window is closed that nobody sees, and its question with it.
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        if self._asked is None:
            self._answer = _Answer.OPEN
            self._asked = AskClosing(
                self._window,
                [each.text for each in self._jobs.asked_for],
                wait=self._wait,
                cancel=self._cancel,
                close=self._close,
            )
            self._asked.rejected.connect(self._forget)
            self._asked.open()
        self._asked.activateWindow()

    def _wait(self) -> None:
        self._answer = _Answer.WAIT
        if self._asked is not None:
            self._asked.show_waiting()

    def _cancel(self) -> None:
        self._answer = _Answer.CANCEL
        for job in self._jobs.asked_for:
            job.stop()
        if self._asked is not None:
            self._asked.show_stopping()

    def _close(self) -> None:
        self._dismiss()
        self._window.close()

    def _job_ended(self, job: Job) -> None:
        if self._asked is None or not job.is_asked_for:
            return
        if job.problem and self._answer is not _Answer.CANCEL:
            self._dismiss()
            self._notices.complain(job.problem, stays=True)
        elif not self._jobs.asked_for:
            if self._answer is _Answer.OPEN:
                self._asked.show_done()
            else:
                self._close()

    def _dismiss(self) -> None:
        if self._asked is not None:
            self._asked.reject()

    def _forget(self) -> None:
        self._asked = None

    def _save(self) -> bool:
        waiting = self._session.waiting
        waiting.retry()
        return flush_all(self._window) and not waiting.acts

    def _is_unsaved(self) -> bool:
        return bool(self._session.waiting.acts) or tells_unsaved(self._window)

    def _begin_anew(self) -> None:
        self._gives_up = False
