"""Jobs report, stop, fail with a sentence, and end before the window does."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.jobs import Job, Jobs, Progress


class Seen(QObject):
    """Remembers what a job told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, Any]] = []

    def teller(self, what: str) -> Callable[[Any], None]:
        """What remembers a signal."""

        def tell(value: Any) -> None:
            assert QThread.currentThread() is self.thread()
            self.told.append((what, value))

        return tell

    def start(self, jobs: Jobs, work: Callable[[Progress], Any]) -> Job:
        """Start a job whose end is remembered."""
        return jobs.start("试验", work, done=self.teller("done"), failed=self.teller("failed"))


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_a_job_gives_what_its_work_returns(qtbot: QtBot, owner: QObject) -> None:
    def work(progress: Progress) -> int:
        progress.say("第 1 步")
        return 2**40

    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        job = seen.start(jobs, work)
        job.said.connect(seen.teller("said"))
    assert ("done", 2**40) in seen.told
    assert jobs.running == ()


def test_a_job_that_fails_says_so(qtbot: QtBot, owner: QObject) -> None:
    def work(_: Progress) -> None:
        raise SgzError("打不开文件。")

    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        seen.start(jobs, work)
    assert seen.told == [("failed", "打不开文件。")]


def test_a_job_that_breaks_is_logged_and_said(
    qtbot: QtBot, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        seen.start(jobs, lambda _: 1 / 0)
    assert "ZeroDivisionError" in caplog.text
    assert "程序内部出错" in str(seen.told[0][1])


def test_a_stopped_job_gives_nothing(qtbot: QtBot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(10)
        return "too late"

    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        job = seen.start(jobs, work)
        assert begun.wait(10)
        job.stop()
        go_on.set()
    assert seen.told == [("failed", "已取消。")]


def test_a_stop_comes_too_late_once_the_work_concludes(qtbot: QtBot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress.conclude("写入")
        begun.set()
        go_on.wait(10)
        return "written"

    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        job = seen.start(jobs, work)
        assert begun.wait(10)
        job.stop()
        go_on.set()
    assert seen.told == [("done", "written")]


def test_work_that_was_stopped_before_does_not_conclude(qtbot: QtBot, owner: QObject) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        go_on.wait(10)
        progress.conclude("写入")
        pytest.fail("concluded")

    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        seen.start(jobs, work).stop()
        go_on.set()
    assert seen.told == [("failed", "已取消。")]


def test_what_ended_tells_how(qtbot: QtBot, owner: QObject) -> None:
    def work(_: Progress) -> None:
        raise SgzError("打不开文件。")

    jobs, ended = Jobs(owner), list[tuple[str, str]]()
    jobs.ended.connect(lambda job: ended.append((job.text, job.problem)))
    with qtbot.waitSignal(jobs.idle):
        jobs.start("一", lambda _: 1, done=lambda _: None, failed=lambda _: None)
        jobs.start("二", work, done=lambda _: None, failed=lambda _: None, is_asked_for=True)
        assert [each.text for each in jobs.running] == ["一", "二"]
        assert [each.text for each in jobs.asked_for] == ["二"]
    assert sorted(ended) == [("一", ""), ("二", "打不开文件。")]


def test_closing_waits_no_longer_than_it_may(qtbot: QtBot, owner: QObject) -> None:
    go_on = threading.Event()
    jobs, seen = Jobs(owner), Seen()
    with qtbot.waitSignal(jobs.idle):
        seen.start(jobs, lambda _: go_on.wait(10))
        assert not jobs.close(at_most_ms=1)
        go_on.set()


def test_closing_waits_for_the_work(qtbot: QtBot, owner: QObject) -> None:
    done: list[int] = []

    def work(progress: Progress) -> None:
        while not progress.is_stopped:
            threading.Event().wait(0.001)
        done.append(1)
        progress.say("still here")

    jobs, seen = Jobs(owner), Seen()
    seen.start(jobs, work)
    assert jobs.close()
    assert done == [1]
