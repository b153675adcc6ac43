"""Work beside the window: jobs in threads that report progress, can be stopped, and outlive nothing."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from sgz_desktop.errors import SgzError

_LOG = logging.getLogger(__name__)


class Stopped(SgzError):
    """The person stopped a job."""

    def __init__(self) -> None:
        super().__init__("已取消。")


class Progress:
    """What a job's work says and asks while it runs, from its own thread."""

    def __init__(self, said: Callable[[str], None]) -> None:
        self._said = said
        self._stopped = threading.Event()

    def say(self, sentence: str) -> None:
        """Tell what is being done now; raises Stopped once the person has stopped the job."""
        if self._stopped.is_set():
            raise Stopped
        self._said(sentence)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether the work was asked to end."""
        return self._stopped.is_set()


class Job(QObject):
    """One piece of work; lives in the window's thread.

    Signals: said (a sentence), done (what the work returned), failed (a sentence), ended (always, last).
    """

    said = Signal(str)
    done = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(parent)
        self.text = text
        self.progress = Progress(self.said.emit)

    def stop(self) -> None:
        """Ask the work to end; what it returns is thrown away."""
        self.progress.stop()


class _Run(QRunnable):
    """The part of a job that runs in the pool."""

    def __init__(self, job: Job, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Do the work and hand over what came of it; the job's guard against unexpected errors."""
        job = self._job
        try:
            found = self._work(job.progress)
        except SgzError as error:
            job.failed.emit(str(error))
        except Exception:
            _LOG.exception("job %s", job.text)
            job.failed.emit(f"{job.text}没有完成：程序内部出错，详情已写入日志，数据没有改动。")
        else:
            if job.progress.is_stopped:
                job.failed.emit(str(Stopped()))
            else:
                job.done.emit(found)
        job.ended.emit()


class Jobs(QObject):
    """The window's jobs.

    Signals: started (a Job), idle when the last one has ended.
    """

    started = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended."""
        return tuple(self._running)

    def start(
        self,
        text: str,
        work: Callable[[Progress], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> Job:
        """Run `work` in the pool; `done` or `failed` is called in the window's thread."""
        job = Job(text, self)
        job.done.connect(done)
        job.failed.connect(failed)
        job.ended.connect(lambda: self._end(job))
        self._running.append(job)
        self.started.emit(job)
        self._pool.start(_Run(job, work))
        return job

    def close(self) -> None:
        """Stop every job and wait until the pool is empty."""
        for job in self._running:
            job.stop()
        self._pool.waitForDone()

    def _end(self, job: Job) -> None:
        self._running.remove(job)
        job.deleteLater()
        if not self._running:
            self.idle.emit()
