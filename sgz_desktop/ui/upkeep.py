"""Backups nobody has to think of: soon after the start, then every ten minutes where one is due."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.texts import tr

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program

_LOG = logging.getLogger(__name__)
_FIRST_MS = 20_000
_EVERY_MS = 600_000


class Upkeep(QObject):
    """Asks for the routine backup; the service decides whether one is due."""

    def __init__(self, program: "Program", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._jobs = program, jobs
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look_after)
        self._timer.start()

    def look_after(self) -> None:
        """Make the routine backup in a job, unless something else is running."""
        self._timer.setInterval(_EVERY_MS)
        if self._jobs.running:
            return
        keeping = self._program.keeping  # built in this thread: the job's has nothing of its own

        def back_up(progress: Progress) -> None:
            keeping.make_routine()

        self._jobs.start(tr("备份"), back_up, done=lambda _: None, failed=self._note)

    def _note(self, sentence: str) -> None:
        # The next try comes in ten minutes; the person's work is not interrupted for it.
        _LOG.info("routine backup: %s", sentence)
