"""Kill tests need processes that fork and SIGKILL; elsewhere than on POSIX there is neither."""

import os
from collections.abc import Iterator

import pytest

from tests.kill.nursery import Nursery, nursery

collect_ignore_glob = [] if hasattr(os, "fork") else ["test_kill_*.py"]


@pytest.fixture(scope="session")
def services() -> Iterator[Nursery]:
    """Where processes without a window come from."""
    with nursery("tests.kill.service_acts") as found:
        yield found


@pytest.fixture(scope="session")
def windows() -> Iterator[Nursery]:
    """Where processes with the real window come from."""
    with nursery("tests.kill.window_acts") as found:
        yield found
