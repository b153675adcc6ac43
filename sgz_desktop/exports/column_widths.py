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


def with_room_for_words(
    widths: Sequence[float], words: Sequence[float], needed: Sequence[float]
) -> list[float]:
    """The widths, each column given what it lacks of what cannot be broken in it: a figure of six digits.

    What is given is taken from columns that have more than they need, or else from all that can be broken;
    where these have too little, each gets its part, so that the widths together stay what they are.
    """
    lacking = [max(0.0, word - own) for own, word in zip(widths, words, strict=True)]
    slack = [max(0.0, own - max(pair)) for own, *pair in zip(widths, words, needed, strict=True)]
    if sum(slack) < sum(lacking):
        slack = [max(0.0, own - word) for own, word in zip(widths, words, strict=True)]
    given = min(sum(lacking), sum(slack))
    if not given:
        return list(widths)
    gets, gives = given / sum(lacking), given / sum(slack)
    return [own + more * gets - each * gives for own, more, each in zip(widths, lacking, slack, strict=True)]
