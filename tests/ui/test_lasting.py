"""The interpreter's constants outlive any session with the window."""

import sys

from PySide6.QtCore import QObject

import sgz_desktop.ui


def test_no_session_uses_the_constants_up() -> None:
    assert sgz_desktop.ui.__doc__
    owner = QObject()
    for _ in range(1000):
        owner.setObjectName("x")
    assert all(sys.getrefcount(each) > 2**31 for each in (None, True, False))
