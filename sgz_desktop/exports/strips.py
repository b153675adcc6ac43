"""Headings and paragraphs as strips: one line each, with what must stay together on a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Run
from sgz_desktop.exports.typeset import Ink, Line, advances_of, break_lines, ink_of, with_advances
from sgz_desktop.exports.typography import Setting, TextStyle

_ASCENT = 0.88  # of the em square of a Chinese font, above the base line
_STEPS = 60  # widths tried when a title's lines are made alike
_TORN_WORD = 8.0  # characters of unlikeness that one torn word weighs
# Words that titles of these reports are made of, which no line of one should tear.
_WORDS = re.compile(
    "广州市|社会工作|社工服务|服务站|服务点|社工站|社工点|社工到岗|社工|街道|办事处|人民政府|购买|服务|项目|指标|完成|情况|统计表|汇总表|汇总|对照表"
    "|到岗|人员|投入|整合|资源|培训|督导|员工|中期|末期|年度|专业|评估|报告|综合|养老|中心|协会|联合会|委员会|未成年人|保护|党群"
)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One line of text across the page; `with_next` when no page may end with it.

    `sink` is the space above it where it begins a page, `before` elsewhere.
    `target` is the heading that a line of contents leads to, and one that `leads` ends with its number. The
    lines of `again` are repeated at the head of the pages that follow. Beside one that is `beside` the next
    begins in the same line.
    """

    ink: Ink
    line: Line
    style: TextStyle
    block_id: str = ""
    before: float = 0.0
    sink: float = 0.0
    after: float = 0.0
    with_next: bool = False
    bookmark: Bookmark | None = None
    target: str = ""
    leads: bool = False
    again: tuple["Strip", ...] = ()
    beside: bool = False

    @property
    def height(self) -> float:
        """Height in points, without the space before and after: by which the next one stands lower."""
        return 0.0 if self.beside else self.style.pitch

    @property
    def end(self) -> float:
        """Where the text ends, in parts of the size from the left edge, unless it is spread."""
        return self.style.hang + self.line.indent + self.line.width

    def paint(self, pen: Pen, *, x: float, top: float, measure: float) -> float:
        """Draw the line with its upper edge at `top`, `measure` points wide from x; return where it ends."""
        style = self.style
        if self.bookmark is not None:
            mark = self.bookmark
            pen.bookmark(mark.key, mark.title, level=mark.level, top=top + style.pitch / 2)
        room = measure / style.size - style.right_indent
        spread_to = room - style.hang if style.setting is Setting.JUSTIFIED else None
        advances = advances_of(self.ink, self.line, spread_to=spread_to)
        width = sum(advances)
        shift = style.hang + self.line.indent
        if style.setting is Setting.CENTERED:
            shift = (room - width) / 2
        elif style.setting is Setting.RIGHT:
            shift = room - width
        start = x + shift * style.size
        y = top - base_line(style.size, style.pitch)
        pen.text(self.ink, self.line, advances, x=start, y=y, size=style.size)
        return start + width * style.size


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
    title: str = "",
) -> tuple[Strip, ...]:
    """Set runs as lines of `measure` points; `level` makes them a heading of the outline, named `title`."""
    heavy = style.heavy and not fonts.stands_out(style.role)
    ink = ink_of(
        runs, fonts, role=style.role, tracking=style.tracking, heavy=heavy, place=place, block_id=block_id
    )
    if style.label and len(runs) > 1:
        ink = _with_label(ink, len(runs[0].text), style.hang - style.indent)
    lines = _lines(ink, style, measure)
    if not lines:
        return ()
    last = len(lines) - 1
    strips = [
        Strip(ink=ink, line=line, style=style, block_id=block_id, with_next=_stays(number, last, style))
        for number, line in enumerate(lines)
    ]
    bookmark = Bookmark(block_id, title, level) if level is not None else None
    strips[0] = replace(strips[0], before=style.before, sink=style.sink, bookmark=bookmark)
    strips[-1] = replace(strips[-1], after=style.after)
    return tuple(strips)


def kept(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips bound to one another; the last keeps what it had."""
    return (*(replace(strip, with_next=True) for strip, _ in pairwise(strips)), *strips[-1:])


def bound(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips with the last two bound to what follows."""
    return (*strips[:-2], *(replace(strip, with_next=True) for strip in strips[-2:]))


def _stays(number: int, last: int, style: TextStyle) -> bool:
    """No page ends with the first line of a paragraph or begins with its last."""
    if number == last:
        return style.with_next
    return style.together or style.with_next or number in (0, last - 1)


def _with_label(ink: Ink, length: int, width: float) -> Ink:
    """The ink with its first characters spread to a width, the last of them, a colon, left where it is."""
    gaps = length - 2
    lacking = width - sum(ink.advances[:length])
    if gaps < 1 or lacking <= 0:
        return ink
    spread = [each + lacking / gaps for each in ink.advances[:gaps]]
    return with_advances(ink, (*spread, *ink.advances[gaps:]))._replace(spaced=gaps + 1)


def _lines(ink: Ink, style: TextStyle, measure: float) -> tuple[Line, ...]:
    room = measure / style.size - style.right_indent - style.hang
    indent = (style.indent - style.hang) * (1 + style.tracking)
    ragged = style.setting is not Setting.JUSTIFIED
    lines = break_lines(ink, room, indent=indent, ragged=ragged)
    if style.setting is not Setting.CENTERED or len(lines) < 2:
        return lines
    return min(
        (broken for broken in _ways(ink, room, indent) if len(broken) == len(lines)),
        key=lambda broken: _ugliness(ink, broken),
        default=lines,
    )


def _ways(ink: Ink, room: float, indent: float) -> Iterator[tuple[Line, ...]]:
    """The lines that centred text can have in the room or less."""
    for step in range(_STEPS):
        yield break_lines(ink, room * (1 - step / _STEPS), indent=indent, ragged=True)


def _ugliness(ink: Ink, lines: Sequence[Line]) -> float:
    """How little the lines of a title please: words torn first of all, then unlike lengths."""
    inside = {n for word in _WORDS.finditer(ink.text) for n in range(word.start() + 1, word.end())}
    torn = sum(line.start in inside for line in lines[1:])
    widths = [line.width for line in lines]
    return torn * _TORN_WORD + max(widths) - min(widths)
