"""Keeps None, True and False alive where the Qt binding does not count its references to them."""

import ctypes
import sys

MANY = 1 << 40


def hold_singletons() -> None:
    """Give the interpreter's eternal objects so many references that none can ever be the last.

    From Python 3.12 on they are immortal, and PySide6 6.12 relies on that: each of its calls that returns
    nothing takes one reference from None. On 3.11 the count reaches nought after some ten thousand calls, and
    the interpreter ends the program in the middle of a visit (“deallocating None”).
    """
    if sys.version_info >= (3, 12):
        return
    for each in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(each))
        # Only where the count lies where CPython's release builds have it, and only once.
        if abs(count.value - sys.getrefcount(each)) < 100 and count.value < MANY:
            count.value += MANY
