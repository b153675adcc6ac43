"""Cells of one sheet side by side or below each other as the range that a person would name."""

import re
from collections.abc import Iterable

from sgz_desktop.services.tables.sources import places_of

_CELLS = re.compile(r"(?P<over>.+!)(?P<left>[A-Z]+)(?P<top>[0-9]+)(?::(?P<right>[A-Z]+)(?P<bottom>[0-9]+))?")


def joined(sources: Iterable[str]) -> tuple[str, ...]:
    """Places as they are kept, ranges of the same columns that follow each other joined: A7:AM8.

    What is no range of cells (what a person typed, what was changed by hand) stays as it is.
    """
    found: dict[str, None] = {}
    rows: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for each in (place for source in sources for place in places_of(source)):
        match = _CELLS.fullmatch(each)
        if match is None:
            found[each] = None
            continue
        right, bottom = match["right"] or match["left"], match["bottom"] or match["top"]
        rows.setdefault((match["over"], match["left"], right), []).append((int(match["top"]), int(bottom)))
    ranges = (
        _named(over, left, right, top, bottom)
        for (over, left, right), spans in rows.items()
        for top, bottom in _merged(spans)
    )
    return (*ranges, *found)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for top, bottom in sorted(spans):
        if merged and top <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], bottom)
        else:
            merged.append((top, bottom))
    return merged


def _named(over: str, left: str, right: str, top: int, bottom: int) -> str:
    first, last = f"{left}{top}", f"{right}{bottom}"
    return f"{over}{first}" if first == last else f"{over}{first}:{last}"
