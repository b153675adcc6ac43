"""Fails a test that leaves a thread or a window behind, or logs a warning it did not ask for.

Whether a window is left is known once garbage is collected, and a full collection walks through every module
and every test, a third of a second for each window. So what there is before a test is set aside, what the
test makes stays young, and the young objects are looked through first.
"""

import gc
import logging
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext

import pytest

SECONDS_TO_END = 5.0
_YOUNG, _ALL = 1, 2
_LONG = 100
"""A test with a window makes less than so many times what would otherwise make its objects old."""
_FAILED = pytest.StashKey[bool]()


class _Warnings(logging.Handler):
    """Keeps what is logged from WARNING upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _threads_left(before: set[threading.Thread]) -> list[str]:
    for thread in _threads() - before:
        thread.join(SECONDS_TO_END)
    left = [f"thread {thread.name}" for thread in _threads() - before]
    if core := sys.modules.get("PySide6.QtCore"):
        pool = core.QThreadPool.globalInstance()
        if not pool.waitForDone(int(SECONDS_TO_END * 1000)):
            left.append(f"{pool.activeThreadCount()} jobs of the global pool")
    return left


def _windows() -> dict[int, str]:
    """Address and name of every top-level widget; tool tips belong to Qt and come and go by themselves."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    import shiboken6

    return {
        shiboken6.getCppPointer(widget)[0]: f"window {type(widget).__name__} {widget.objectName()!r}"
        for widget in widgets.QApplication.topLevelWidgets()
        if not widget.inherits("QTipLabel")
    }


def _windows_left(before: dict[int, str]) -> list[str]:
    if not (_windows().keys() - before.keys()):
        return []
    core = sys.modules["PySide6.QtCore"]
    left: list[str] = []
    for generation in (_YOUNG, _YOUNG, _ALL, _ALL):
        if generation == _ALL:
            gc.unfreeze()
        gc.collect(generation)
        # What a deleted window releases may itself ask to be deleted later: hence each of them twice.
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        left = [name for address, name in _windows().items() if address not in before]
        if not left:
            break
    return left


@contextmanager
def _kept_young() -> Iterator[None]:
    """Set aside what there is, and let what is made stay young."""
    newest, younger, old = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(newest, _LONG * younger, old)
    try:
        yield
    finally:
        gc.set_threshold(newest, younger, old)
        gc.freeze()  # a window that closes has everything collected again


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Find the tests without collecting garbage, and set aside what lasts as long as they do."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure: its traceback keeps windows alive, which is not the test's fault."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that asks for caplog has said that it expects log lines."""
    threads, windows, log = _threads(), _windows(), _Warnings()
    logging.getLogger().addHandler(log)
    with _kept_young() if "qapp" in request.fixturenames else nullcontext():
        try:
            yield
        finally:
            logging.getLogger().removeHandler(log)
        if request.node.stash.get(_FAILED, False):
            return
        left = _threads_left(threads) + _windows_left(windows)
    if "caplog" not in request.fixturenames:
        left += log.lines
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)
