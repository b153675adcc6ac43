"""Headings and paragraphs as strips: one line each, with what must stay together on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Run, plain
from sgz_desktop.exports.typeset import Ink, Line, advances_of, break_lines, ink_of
from sgz_desktop.exports.typography import Setting, TextStyle

_ASCENT = 0.88  # of the em square of a Chinese font, above the base line
_STEPS = 12  # halvings when a title's lines are made alike


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One line of text across the page; `with_next` when no page may end with it."""

    ink: Ink
    line: Line
    style: TextStyle
    before: float = 0.0
    after: float = 0.0
    with_next: bool = False
    bookmark: Bookmark | None = None

    @property
    def height(self) -> float:
        """Height in points, without the space before and after."""
        return self.style.pitch

    def paint(self, pen: Pen, *, x: float, top: float, measure: float) -> None:
        """Draw the line with its upper edge at `top`, in a column of `measure` points from x."""
        style = self.style
        if self.bookmark is not None:
            mark = self.bookmark
            pen.bookmark(mark.key, mark.title, level=mark.level, top=top + style.pitch / 2)
        spread_to = measure / style.size if style.setting is Setting.JUSTIFIED else None
        advances = advances_of(self.ink, self.line, spread_to=spread_to)
        free = measure - (sum(advances) + self.line.indent) * style.size
        shift = self.line.indent * style.size
        if style.setting is Setting.CENTERED:
            shift = free / 2
        elif style.setting is Setting.RIGHT:
            shift = free - style.right_indent * style.size
        pen.text(
            self.ink,
            self.line,
            advances,
            x=x + shift,
            y=top - base_line(style.size, style.pitch),
            size=style.size,
        )


def base_line(size: float, pitch: float) -> float:
    """Distance of the base line from the upper edge of a line of the given pitch."""
    return (pitch - size) / 2 + _ASCENT * size


def strips_of(
    runs: Sequence[Run],
    style: TextStyle,
    fonts: FontBook,
    *,
    measure: float,
    place: str = "",
    block_id: str = "",
    level: int | None = None,
) -> tuple[Strip, ...]:
    """Set runs as lines of `measure` points; `level` makes them a heading of the outline."""
    heavy = style.heavy and not fonts.stands_out(style.role)
    ink = ink_of(
        runs, fonts, role=style.role, tracking=style.tracking, heavy=heavy, place=place, block_id=block_id
    )
    lines = _lines(ink, style, measure)
    if not lines:
        return ()
    last = len(lines) - 1
    strips = [
        Strip(ink=ink, line=line, style=style, with_next=_stays(number, last, style))
        for number, line in enumerate(lines)
    ]
    bookmark = Bookmark(block_id, " ".join(plain(runs).split()), level) if level is not None else None
    strips[0] = replace(strips[0], before=style.before, bookmark=bookmark)
    strips[-1] = replace(strips[-1], after=style.after)
    return tuple(strips)


def _stays(number: int, last: int, style: TextStyle) -> bool:
    """No page ends with the first line of a paragraph or begins with its last."""
    if number == last:
        return style.with_next
    return style.together or style.with_next or number in (0, last - 1)


def _lines(ink: Ink, style: TextStyle, measure: float) -> tuple[Line, ...]:
    room = measure / style.size - style.right_indent
    indent = style.indent * (1 + style.tracking)
    lines = break_lines(ink, room, indent=indent)
    if style.setting is not Setting.CENTERED or len(lines) < 2:
        return lines
    # Centred lines look best of like length: the narrowest measure that needs no line more.
    narrow, wide = room / 2, room
    for _ in range(_STEPS):
        middle = (narrow + wide) / 2
        if len(break_lines(ink, middle, indent=indent)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return break_lines(ink, wide, indent=indent)


def kept(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips bound to one another; the last keeps what it had."""
    return (*(replace(strip, with_next=True) for strip, _ in pairwise(strips)), *strips[-1:])
