"""Text measured for setting: a glyph and an advance per character, and what of it no line may part.

All lengths here are in parts of the type size, so that a text is measured once for any size.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from sgz_desktop.exports.fonts import FontBook, Glyph, MissingGlyph, Role, is_invisible, word_around
from sgz_desktop.exports.report import Run

CLOSERS = "，。、；：？！）》】」』〕〉］｝”’％‰℃…·—～%!),.:;?]}"
OPENERS = "（《【「『〔〈［｛“‘([{¥￥$№"
BETWEEN_SCRIPTS = 0.125  # between a Chinese character and a Latin letter or digit
_UNITS = (
    "个工作日|平方米|工作日|个月|小时|分钟|人次|场次|户次|万元|亿元|万人|公里|周年|个|人|名|位|户|次|节|场|份|支|条|项|种|类|批|期|元|万|亿"
    "|分|年|月|日|天|周|岁|号|届|楼|层|组|家|件|本|篇|页|米|社|片|村|居|[%％‰℃㎡]"
)
_LATIN = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_WORD = rf"{_LATIN}\d.,:/@_+\-'’&\#=?~%"
_NUMBER = r"[+\-−±<>≤≥≈]?\d+(?:[.,:：/\-–~～－]\d+)*"
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SPACES = " \t\u3000"
_LIMIT = r"(?:[ ]*(?:以[上下内外])?[ ]*（[ ]*不?[ ]*含[ ]*）)?"  # what says whether a number is itself meant
_CLUSTER = re.compile(
    rf"""(?:[{re.escape(OPENERS)}]+[{SPACES}]*)*
    (?:第?[ ]*{_NUMBER}(?:[{_LATIN}][{_WORD}]*|[ ]*(?:{_UNITS}))?{_LIMIT}
      |[{_LATIN}\d][{_WORD}]*
      |—+|…+
      |[^\n])?
    [\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*
    (?:[{re.escape(CLOSERS)}]|[{SPACES}]+(?=[{re.escape(CLOSERS)}]))*
    [{SPACES}]*""",
    re.VERBOSE,
)
# Addresses and the like, and where a line may end within one: behind such a mark, not within its numbers.
_LONG_WORD = re.compile(rf"[{_WORD}]{{16,}}")
_WORD_BREAK = re.compile(
    rf"(?<=[{_WORD}]{{3}})(?:(?<=[/?&=_])|(?<=[.\-])(?:(?<!\d.)|(?!\d)))(?=[{_LATIN}\d][{_WORD}]{{2}})"
)
_RIGID = re.compile(rf"[{_LATIN}\d.,:/@_+\-'&\#=?~%]{{2,}}|—{{2,}}|…{{2,}}")
_MEETING = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}\d])|(?<=[{_LATIN}\d%])(?=[{_HAN}])")
_MEETING_APART = re.compile(rf"[{_HAN}](?=[ \t]+[{_LATIN}\d])|[{_LATIN}\d%](?=[ \t]+[{_HAN}])")
# Full-width marks that are drawn in the left half of their square, and in the right half.
_EMPTY_BEHIND = "，。、；：）》】」』〕〉］｝”’"
EMPTY_BEFORE = "（《【「『〔〈［｛“‘"
_MARK = re.compile(rf"[{re.escape(_EMPTY_BEHIND)}？！]")
_OPENING = re.compile(rf"[{re.escape(EMPTY_BEFORE)}]")
# Two marks in a row have an empty half between them that one of them gives up.
_MARKS_MEET = re.compile(
    rf"[{re.escape(_EMPTY_BEHIND)}](?=[ \t]*[{re.escape(_EMPTY_BEHIND + EMPTY_BEFORE)}])"
    rf"|[{re.escape(EMPTY_BEFORE)}](?=[ \t]*[{re.escape(EMPTY_BEFORE)}])"
)
_BLANKS = re.compile(rf"[{SPACES}]+")
# Marks that bring their own space, unlike curly quotes, which words of other languages stand in too.
_SPACED_MARKS = frozenset("，。、；：？！（）《》【】「」『』〔〕〈〉［］｛｝％")
# A number after such a word, or at the beginning of a text, is a label: the blank behind it parts what
# belongs apart (附件1 统计表).
_LABEL = re.compile(r"(?:(?:^|\n)[ \t]*|附件|附表|[表图])\d+(?:[.\-]\d+)*$")
_UNIT_NEXT = re.compile(_UNITS)
_GIVEN = 0.6  # of the empty half of a full-width mark: none is set closer than 0.7 of its square
_FULL_WIDTH = 0.9
_DASHES_MEET = re.compile("—(?=—)")
_OVERLAP = 0.01  # of one dash over the next, so that no hair of paper shines between them


class Cluster(NamedTuple):
    """Characters that no line parts; `trim` is how much narrower they are at the end of a full line."""

    start: int
    ink_stop: int
    stop: int
    width: float
    full_width: float
    give: float
    end_give: float
    trim: float


class Ink(NamedTuple):
    """Text ready to be set: per character its glyph (None prints nothing), advance, and whether heavy.

    `rigid` are the characters behind which no space is put, `slack` is what marks have empty behind them,
    `ahead` what an opening mark has empty before it, by the character before that, `meetings` are the
    characters whose advance holds the space between two scripts. As many characters as `spaced` says are one
    word, though they stand apart.
    """

    text: str
    glyphs: tuple[Glyph | None, ...]
    advances: tuple[float, ...]
    heavy: tuple[bool, ...]
    rigid: frozenset[int]
    slack: Mapping[int, float]
    ahead: Mapping[int, float]
    meetings: frozenset[int]
    at: tuple[float, ...] = ()  # where each character begins if all stand in one line
    paragraphs: tuple[tuple[Cluster, ...], ...] = ()  # per stretch between line breaks
    spaced: int = 0


def ink_of(
    runs: Sequence[Run],
    fonts: FontBook,
    *,
    role: Role,
    tracking: float = 0.0,
    heavy: bool = False,
    place: str = "",
    block_id: str = "",
) -> Ink:
    """Choose a glyph for every character of the runs; MissingGlyph names the one that has none."""
    text = "".join(run.text for run in runs)
    glyphs: list[Glyph | None] = []
    bold: list[bool] = []
    for run in runs:
        run_role, run_heavy = role, heavy
        if run.bold:
            run_role, run_heavy = Role.HEI, heavy or not fonts.stands_out(Role.HEI)
        bold += [run_heavy] * len(run.text)
        for character in run.text:
            glyph = None if character == "\n" or is_invisible(character) else fonts.glyph(character, run_role)
            if glyph is None and character != "\n" and not is_invisible(character):
                raise MissingGlyph(character, word_around(text, len(glyphs)), place, block_id)
            glyphs.append(glyph)
    for number in _idle_blanks(text):
        glyphs[number] = None
    advances = [_advance(glyph, tracking) for glyph in glyphs]
    meetings = frozenset(_meetings(text, glyphs))
    for number in meetings:
        advances[number] += BETWEEN_SCRIPTS
    slack, ahead = _slack(text, glyphs), _ahead(text, glyphs)
    for meeting in _MARKS_MEET.finditer(text):
        number = meeting.start()
        follower = next((glyph for glyph in glyphs[number + 1 :] if glyph is not None), None)
        if is_wide(glyphs[number]) and is_wide(follower):  # no blank between them that is printed
            opens = text[number] in EMPTY_BEFORE
            advances[number] -= slack_before(follower) if opens else slack.pop(number)
            ahead.pop(number, None)
    for meeting in _DASHES_MEET.finditer(text):
        number = meeting.start()
        advances[number] -= _between_dashes(glyphs[number], glyphs[number + 1])
    rigid = {number for number, glyph in enumerate(glyphs) if glyph is None}
    for word in _RIGID.finditer(text):
        rigid.update(range(word.start(), word.end() - 1))
    return with_advances(
        Ink(text, tuple(glyphs), (), tuple(bold), frozenset(rigid), slack, ahead, meetings), advances
    )


def with_advances(ink: Ink, advances: Sequence[float]) -> Ink:
    """The same text with its characters further apart or closer."""
    spaced = ink._replace(advances=tuple(advances), at=tuple(accumulate(advances, initial=0.0)))
    clusters = tuple(_clusters(spaced, start, stop) for start, stop in bounds(ink.text))
    return spaced._replace(paragraphs=clusters)


def word_breaks(text: str, start: int, stop: int) -> list[int]:
    """Places within long words of Latin letters, addresses above all, that a line may begin at if it must."""
    return [
        place.start()
        for word in _LONG_WORD.finditer(text, start, stop)
        for place in _WORD_BREAK.finditer(text, word.start(), word.end())
    ]


def longest_cluster(ink: Ink) -> float:
    """Width of the widest stretch that may not be broken, the least measure that suits the text."""
    return max((cluster.width for clusters in ink.paragraphs for cluster in clusters), default=0.0)


def longest_line(ink: Ink) -> float:
    """Width of the text set without breaking it."""
    return max((ink.at[stop] - ink.at[start] for start, stop in bounds(ink.text)), default=0.0)


def bounds(text: str) -> list[tuple[int, int]]:
    """Begin and end of every stretch between line breaks."""
    found = []
    start = 0
    for paragraph in text.split("\n"):
        found.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return found


def cluster_of(ink: Ink, start: int, stop: int) -> Cluster:
    """Characters as one cluster, with the blanks at its end apart from its ink."""
    ink_stop = stop
    while ink_stop > start and ink.text[ink_stop - 1] in SPACES:
        ink_stop -= 1
    at, slack, ahead, last = ink.at, ink.slack, ink.ahead, ink_stop - 1
    give = end_give = trim = 0.0
    if ink_stop > start:
        if slack or ahead:
            for number in range(start, ink_stop):
                if number in slack or number in ahead:
                    give += given(ink, number)
            trim = slack.get(last, 0.0)
            end_give = given(ink, last)
        if last in ink.meetings:
            trim = BETWEEN_SCRIPTS
    return Cluster(
        start, ink_stop, stop, at[ink_stop] - at[start], at[stop] - at[start], give, end_give, trim
    )


def given(ink: Ink, number: int) -> float:
    """How much closer a character within a line may stand to the next, one of them being a mark."""
    return _GIVEN * (ink.slack.get(number, 0.0) + ink.ahead.get(number, 0.0))


def is_wide(glyph: Glyph | None) -> bool:
    """Whether a glyph fills a square, as those of Chinese do."""
    return glyph is not None and glyph.width >= _FULL_WIDTH


def slack_before(glyph: Glyph | None) -> float:
    """What an opening mark has empty before it, at most half its square."""
    return 0.0 if glyph is None else glyph.font.slack_of(glyph.code)[0]


def _between_dashes(glyph: Glyph | None, following: Glyph | None) -> float:
    """What two dashes that are one, ——, leave empty between them."""
    if glyph is None or following is None:
        return 0.0
    behind, before = glyph.font.sides_of(glyph.code)[1], following.font.sides_of(following.code)[0]
    return max(0.0, behind + before + _OVERLAP)


def _slack(text: str, glyphs: Sequence[Glyph | None]) -> dict[int, float]:
    found = {}
    for mark in _MARK.finditer(text):
        glyph = glyphs[mark.start()]
        if glyph is not None and is_wide(glyph):
            found[mark.start()] = glyph.font.slack_of(glyph.code)[1]
    return found


def _ahead(text: str, glyphs: Sequence[Glyph | None]) -> dict[int, float]:
    found = {}
    for mark in _OPENING.finditer(text, 1):
        glyph = glyphs[mark.start()]
        if glyphs[mark.start() - 1] is not None and is_wide(glyph):
            found[mark.start() - 1] = slack_before(glyph)
    return found


def _meetings(text: str, glyphs: Sequence[Glyph | None]) -> Iterator[int]:
    """Characters after which the other script begins, be it behind a blank that is not printed."""
    for meeting in _MEETING.finditer(text):
        yield meeting.start() - 1
    if " " in text or "\t" in text:
        for meeting in _MEETING_APART.finditer(text):
            if glyphs[meeting.start() + 1] is None:
                yield meeting.start()


def _idle_blanks(text: str) -> Iterator[int]:
    """Blanks that print nothing: at a line's head, between scripts, beside marks, and all but one of many.

    The space that belongs there is set whether somebody typed it or not.
    """
    if not any(space in text for space in SPACES):
        return
    for blanks in _BLANKS.finditer(text):
        start, stop = blanks.span()
        before, after = text[start - 1 : start], text[stop : stop + 1]
        if before in ("", "\n") or (after and _is_idle(text, start, stop)):
            yield from range(start, stop)
        elif "\u3000" not in blanks[0]:
            yield from range(start + 1, stop)


def _is_idle(text: str, start: int, stop: int) -> bool:
    if "\u3000" in text[start:stop]:
        return False
    before, after = text[start - 1], text[stop]
    if before in _SPACED_MARKS or after in _SPACED_MARKS:
        return True
    if not _MEETING_APART.match(text, start - 1):
        return False
    is_label = before.isdigit() and _LABEL.search(text, max(0, start - 12), start)
    return not is_label or _UNIT_NEXT.match(text, stop) is not None


def _advance(glyph: Glyph | None, tracking: float) -> float:
    if glyph is None:
        return 0.0
    return glyph.width + tracking if glyph.width >= _FULL_WIDTH else glyph.width


def _clusters(ink: Ink, start: int, stop: int) -> tuple[Cluster, ...]:
    clusters = []
    at = start
    breaks = word_breaks(ink.text, start, stop)
    while at < stop:
        match = _CLUSTER.match(ink.text, at, stop)
        end = max(match.end(), at + 1) if match else at + 1
        end = next((place for place in breaks if at < place < end), end)
        clusters.append(cluster_of(ink, at, end))
        at = end
    return tuple(clusters)
