"""How much room a text takes in a spreadsheet's cell, and where a very long one may be cut."""

import re
from unicodedata import east_asian_width

_STOP = re.compile(r"[。；！？\n][”’）」』]?")
_WIDE, _NARROW = 2.05, 1.05  # characters of the standard font, with a little to spare
_LEAST_FILLED = 0.6  # of a piece, before a full stop is preferred to a full piece


def text_width(text: str) -> float:
    """Width in characters of the standard font, of which a Chinese one takes two."""
    return sum(_width(each) for each in text)


def lines_in(text: str, room: float) -> int:
    """How many lines a text takes in a cell as wide as so many characters."""
    return sum(1 + int(max(0.0, text_width(part) - 0.01) // room) for part in text.split("\n"))


def pieces_of(text: str, room: float, *, most: int) -> tuple[str, ...]:
    """The text in pieces of at most so many lines, cut after a full stop where one is near."""
    pieces = []
    rest = text
    while (cut := _longest(rest, room, most)) < len(rest):
        stops = [each.end() for each in _STOP.finditer(rest, 0, cut) if each.end() >= cut * _LEAST_FILLED]
        cut = stops[-1] if stops else cut
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return (*pieces, rest)


def _longest(text: str, room: float, most: int) -> int:
    """How many characters from the beginning fill so many lines, at least one."""
    lines, width = 1, 0.0
    for number, character in enumerate(text):
        width += 0.0 if character == "\n" else _width(character)
        if character == "\n" or width > room:
            lines, width = lines + 1, 0.0 if character == "\n" else _width(character)
        if lines > most:
            return max(1, number)
    return len(text)


def _width(character: str) -> float:
    return _WIDE if east_asian_width(character) in "WFA" else _NARROW
