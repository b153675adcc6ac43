"""None outlives any number of Qt calls."""

import subprocess
import sys

CALLS = """
import sgz_desktop.ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
print("alive")
"""


def test_none_outlives_any_number_of_calls() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True)
    assert done.stdout == "alive\n", done.stderr[:300]


def test_holding_twice_counts_once() -> None:
    from sgz_desktop.ui.singletons import MANY, hold_singletons

    hold_singletons()
    before = sys.getrefcount(None)
    hold_singletons()
    assert abs(sys.getrefcount(None) - before) < MANY
