"""The line at the foot of the window: what was last made durable, what undo takes back, what is running."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from sgz_desktop.ui.jobs import Job, Jobs
from sgz_desktop.ui.texts import time_text
from sgz_desktop.ui.widgets.plain import label

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session


class StatusLine(QStatusBar):
    """Says only what is true: 已保存 stands for what is on the disk."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self._saved = label("", name="statusSaved")
        self._undo = label("", name="statusUndo")
        self._job = label("", name="statusJob")
        self._stop = QPushButton(self.tr("取消"))
        self._stop.setObjectName("statusStop")
        self._stop.setProperty("small", True)
        self._stop.setProperty("flat", True)
        self._stop.hide()
        self._running: Job | None = None
        self._session: Session | None = None
        self._stop.clicked.connect(self._stop_running)
        self.addWidget(self._saved)
        self.addWidget(self._undo, 1)
        self.addPermanentWidget(self._job)
        self.addPermanentWidget(self._stop)
        jobs.started.connect(self._follow_job)
        jobs.idle.connect(self._end_job)

    def follow(self, session: "Session") -> None:
        """Say what this session saves and can undo."""
        self._session = session
        session.changed.connect(self._tell)
        session.opened.connect(self._tell)
        # A bound method and no lambda: the stack also tells while it is taken down, after this line.
        session.stack.indexChanged.connect(self._tell)
        session.troubled.connect(self._tell)
        session.saving.connect(self._show_saving)

    def leave(self) -> None:
        """Hear no more: the window closes, and the stack still speaks while it is taken down."""
        if self._session is not None:
            self._session.stack.indexChanged.disconnect(self._tell)
            self._session = None

    def _show_saving(self, is_saving: bool) -> None:
        if is_saving:
            self._saved.setText(self.tr("保存中…"))
            self._saved.repaint()  # at once: what follows keeps the window from painting
        else:
            self._tell()

    def _tell(self, *_: object) -> None:
        if self._session is None:
            return
        at, stack = self._session.saved_at, self._session.stack
        if self._session.is_unsaved:
            self._saved.setText(self.tr("没有保存"))
        else:
            self._saved.setText(self.tr("已保存 {time}").format(time=time_text(at)) if at else "")
        parts = []
        if stack.canUndo():
            parts.append(self.tr("撤销 Ctrl+Z：{text}").format(text=stack.undoText()))
        if stack.canRedo():
            parts.append(self.tr("重做 Ctrl+Y：{text}").format(text=stack.redoText()))
        _put(self._undo, "    ".join(parts))

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


def _put(where: QLabel, text: str) -> None:
    where.setText(text)
    where.setAccessibleName(text)
