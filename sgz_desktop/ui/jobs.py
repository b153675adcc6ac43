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
        self._turning = threading.Lock()
        self._is_concluding = False

    def say(self, sentence: str) -> None:
        """Tell what is being done now; raises Stopped once the person has stopped the job."""
        if self._stopped.is_set():
            raise Stopped
        self._said(sentence)

    def conclude(self, sentence: str) -> None:
        """Tell the last step, which is done whole: a stop comes too late from here on. Raises Stopped."""
        with self._turning:
            if not self._stopped.is_set():
                self._is_concluding = True
        self.say(sentence)

    def stop(self) -> None:
        """Ask the work to end at its next step; nothing happens once it concludes."""
        with self._turning:
            if not self._is_concluding:
                self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether the work was asked to end."""
        return self._stopped.is_set()


class Job(QObject):
    """One piece of work; lives in the window's thread.

    `is_asked_for` says that a person waits for what it makes, a file for instance: such a job is not dropped
    without a question. `problem` is the sentence it failed with, "" while it runs and when it ended well.

    Signals: said (a sentence), done (what the work returned), failed (a sentence), ended (always, last).
    """

    said = Signal(str)
    done = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, text: str, parent: QObject, *, is_asked_for: bool = False) -> None:
        super().__init__(parent)
        self.text = text
        self.is_asked_for = is_asked_for
        self.problem = ""
        self.progress = Progress(self.said.emit)
        self.failed.connect(self._note_problem)

    def stop(self) -> None:
        """Ask the work to end; what it returns is thrown away."""
        self.progress.stop()

    def _note_problem(self, sentence: str) -> None:
        self.problem = sentence


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

    Signals: started (a Job), ended (a Job that runs no longer), idle when the last one has ended.
    """

    started = Signal(object)
    ended = Signal(object)
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

    @property
    def asked_for(self) -> tuple[Job, ...]:
        """Those among them whose end a person waits for."""
        return tuple(each for each in self._running if each.is_asked_for)

    def start(
        self,
        text: str,
        work: Callable[[Progress], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        is_asked_for: bool = False,
    ) -> Job:
        """Run `work` in the pool; `done` or `failed` is called in the window's thread."""
        job = Job(text, self, is_asked_for=is_asked_for)
        job.done.connect(done)
        job.failed.connect(failed)
        job.ended.connect(lambda: self._end(job))
        self._running.append(job)
        self.started.emit(job)
        self._pool.start(_Run(job, work))
        return job

    def close(self, *, at_most_ms: int = -1) -> bool:
        """Stop every job and wait until the pool is empty; False when that took longer than it may."""
        for job in self._running:
            job.stop()
        return self._pool.waitForDone(at_most_ms)

    def _end(self, job: Job) -> None:
        self._running.remove(job)
        self.ended.emit(job)
        job.deleteLater()
        if not self._running:
            self.idle.emit()
