"""The line at the foot of the window: what was last made durable, what undo takes back, what is running."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStatusBar

from sgz_desktop.ui.jobs import Job, Jobs
from sgz_desktop.ui.texts import time_text
from sgz_desktop.ui.widgets.plain import Elided, label

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session


_LEFT, _RIGHT = 18, 12
"""With the two pixels that Qt puts before the first part it begins where all else begins."""


class StatusLine(QStatusBar):
    """Says only what is true: 已保存 stands for what is on the disk.

    Signals: look_wanted, when somebody wants to choose colours or text size.
    """

    look_wanted = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        self._saved = Elided("", name="statusSaved")
        self._undo = Elided("", name="statusUndo")
        self._job = label("", name="statusJob")
        self._stop = _small(self.tr("取消"), "statusStop")
        self._stop.hide()
        self._look = _small(self.tr("外观…"), "statusLook")
        self._look.setAccessibleName(self.tr("颜色和字号"))
        self._look.setToolTip(self.tr("颜色和字号（Ctrl+,）"))
        self._look.clicked.connect(self.look_wanted)
        self._place, self._what = 0, ""
        self._running: Job | None = None
        self._session: Session | None = None
        self._stop.clicked.connect(self._stop_running)
        self.addWidget(self._saved)
        self.addWidget(self._undo, 1)
        self.addPermanentWidget(self._job)
        self.addPermanentWidget(self._stop)
        self.addPermanentWidget(self._look)
        jobs.started.connect(self._follow_job)
        jobs.idle.connect(self._end_job)

    def follow(self, session: "Session") -> None:
        """Say what this session saves and can undo."""
        self._session = session
        session.changed.connect(self._tell)
        session.opened.connect(self._begin_anew)
        # A bound method and no lambda: the stack also tells while it is taken down, after this line.
        session.stack.indexChanged.connect(self._note)
        session.deeds.changed.connect(self._tell)
        session.troubled.connect(self._tell)
        session.saving.connect(self._show_saving)

    def leave(self) -> None:
        """Hear no more: the window closes, and the stack still speaks while it is taken down."""
        if self._session is not None:
            self._session.stack.indexChanged.disconnect(self._note)
            self._session = None

    def _show_saving(self, is_saving: bool) -> None:
        if is_saving:
            self._saved.say(self.tr("保存中…"))
            self._saved.repaint()  # at once: what follows keeps the window from painting
        else:
            self._tell()

    def _note(self, place: int) -> None:
        """Remember what was last written: the newest step of the stack, or one taken back."""
        if self._session is None:
            return
        stack, before = self._session.stack, self._place
        self._place = place
        if place > before:
            self._what = stack.text(place - 1)
        elif place < stack.count():
            self._what = self.tr("撤销“{text}”").format(text=stack.text(place))
        self._tell()

    def _begin_anew(self) -> None:
        self._place, self._what = 0, ""
        self._tell()

    def _tell(self, *_: object) -> None:
        if self._session is None:
            return
        at, stack = self._session.saved_at, self._session.stack
        if self._session.is_unsaved:
            self._saved.say(self.tr("没有保存"))
        elif at is None:
            self._saved.say("")
        else:
            saved = self.tr("已保存 {time}").format(time=time_text(at))
            self._saved.say(
                self.tr("{saved} · {what}").format(saved=saved, what=self._what) if self._what else saved
            )
        # What was done to whole evaluations is taken back before any step.
        last, following = self._session.deeds.last, self._session.deeds.next
        back = last.text if last else stack.undoText()
        again = following.text if following else stack.redoText()
        parts = []
        if back:
            parts.append(self.tr("撤销 Ctrl+Z：{text}").format(text=back))
        if again:
            parts.append(self.tr("重做 Ctrl+Y：{text}").format(text=again))
        self._undo.say("    ".join(parts))
        self._undo.setAccessibleName(self._undo.text())

    def _follow_job(self, job: Job) -> None:
        self._running = job
        self._job.setText(self.tr("{text}…").format(text=job.text))
        job.said.connect(self._job.setText)
        self._stop.show()

    def _end_job(self) -> None:
        self._running = None
        self._job.setText("")
        self._stop.hide()

    def _stop_running(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._job.setText(self.tr("正在取消…"))


def _small(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.setProperty("small", True)
    button.setProperty("flat", True)
    return button
