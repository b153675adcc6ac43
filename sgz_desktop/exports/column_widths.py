"""How the width of a table is shared out among its columns."""

from collections.abc import Sequence

_STEPS = 40  # halvings when the widths of columns are levelled


def distribute(least: list[float], wish: list[float], room: float) -> list[float]:
    """Widths that fill the room: all that is wished, or else at most one common width beyond the least."""
    if room >= sum(wish) > 0:
        return [width * room / sum(wish) for width in wish]
    low, high = 0.0, max(wish, default=0.0)
    for _ in range(_STEPS):
        level = (low + high) / 2
        if sum(_levelled(least, wish, level)) > room:
            high = level
        else:
            low = level
    return _levelled(least, wish, low)


def _levelled(least: list[float], wish: list[float], level: float) -> list[float]:
    return [max(a, min(b, level)) for a, b in zip(least, wish, strict=True)]


def with_room_for_names(widths: Sequence[float], needed: Sequence[float], wish: float) -> list[float]:
    """The widths with what the other columns do not need given to the names of the rows, if these lack it.

    Columns that were equally wide stay so.
    """
    alike = [max(need for need, other in zip(needed, widths, strict=True) if other == own) for own in widths]
    slack = [max(0.0, own - need) for own, need in zip(widths, alike, strict=True)][1:]
    given = min(max(0.0, wish - widths[0]), sum(slack))
    if not given:
        return list(widths)
    part = given / sum(slack)
    return [widths[0] + given, *(own - each * part for own, each in zip(widths[1:], slack, strict=True))]
