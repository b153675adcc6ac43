"""Chinese line breaking over runs of several fonts, and the spreading of a line to its full measure.

All lengths here are in parts of the type size, so that a text is measured once for any size.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.exports.fonts import FontBook, Glyph, MissingGlyph, Role, is_invisible, word_around
from sgz_desktop.exports.report import Run

CLOSERS = "，。、；：？！）》】」』〕〉］｝”’％‰℃…·—～%!),.:;?]}"
OPENERS = "（《【「『〔〈［｛“‘([{¥￥$№"
_UNITS = (
    "个工作日|平方米|工作日|个月|小时|分钟|人次|场次|户次|万元|亿元|万人|公里|周年|个|人|名|位|户|次|节|场|份|支|条|项|种|类|批|期|元|万|亿"
    "|分|年|月|日|天|周|岁|号|届|楼|层|组|家|件|本|篇|页|米|社|片|村|居|[%％‰℃㎡]"
)
_LATIN = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_NUMBER = r"[+\-−±<>≤≥≈]?\d+(?:[.,:：/\-–~～－]\d+)*"
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACES = " \t\u3000"
_CLUSTER = re.compile(
    rf"""(?:[{re.escape(OPENERS)}]+[{_SPACES}]*)*
    (?:第?[ ]?{_NUMBER}(?:[{_LATIN}][{_LATIN}\d]*|[ ]?(?:{_UNITS}))?
      |[{_LATIN}\d][{_LATIN}\d.,:/@_+\-'’&\#=?~%]*
      |—+|…+
      |[^\n])?
    [\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*
    (?:[{re.escape(CLOSERS)}]|[{_SPACES}]+(?=[{re.escape(CLOSERS)}]))*
    [{_SPACES}]*""",
    re.VERBOSE,
)
_RIGID = re.compile(rf"[{_LATIN}\d.,:/@_+\-'&\#=?~%]{{2,}}|—{{2,}}|…{{2,}}")
_MEETING = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}\d])|(?<=[{_LATIN}\d%])(?=[{_HAN}])")
_SQUEEZED = frozenset("，。、；：）》】」』〕〉”’")
BETWEEN_SCRIPTS = 0.125  # between a Chinese character and a Latin letter or digit
_MOST_SQUEEZE = 0.45  # of the empty half of a full-width mark
_MOST_STRETCH = 0.6  # between two characters; beyond it the line is left ragged
_FULL_WIDTH = 0.9
_ALONE = 2.2  # one character and its full stop
_LONG_MEASURE = 12.0
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Ink:
    """Text ready to be set: per character its glyph (None prints nothing), advance, and whether heavy."""

    text: str
    glyphs: tuple[Glyph | None, ...]
    advances: tuple[float, ...]
    heavy: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `stop` of a text; those from `ink_stop` on are spaces that hang unseen."""

    start: int
    ink_stop: int
    stop: int
    indent: float
    width: float
    squeeze: float = 0.0
    final: bool = False


@dataclass(frozen=True, slots=True)
class _Cluster:
    start: int
    ink_stop: int
    stop: int
    width: float
    full_width: float
    give: float


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
    advances = [_advance(glyph, tracking) for glyph in glyphs]
    for meeting in _MEETING.finditer(text):
        advances[meeting.start() - 1] += BETWEEN_SCRIPTS
    return Ink(text, tuple(glyphs), tuple(advances), tuple(bold))


def break_lines(ink: Ink, measure: float, *, indent: float = 0.0) -> tuple[Line, ...]:
    """Break a text into lines of at most `measure`; each stretch after a line break begins indented."""
    lines: list[Line] = []
    start = 0
    for paragraph in ink.text.split("\n"):
        stop = start + len(paragraph)
        made = _break_paragraph(ink, _clusters(ink, start, stop), measure, indent)
        if stop < len(ink.text):  # the line break itself belongs to the line it ends
            last = made.pop() if made else Line(start, start, stop, indent, 0.0, final=True)
            made.append(
                Line(last.start, last.ink_stop, stop + 1, last.indent, last.width, last.squeeze, final=True)
            )
        lines += made
        start = stop + 1
    return tuple(lines)


def advances_of(ink: Ink, line: Line, *, spread_to: float | None = None) -> list[float]:
    """Advance of every printed character of a line, squeezed to fit or spread to a measure (justified)."""
    advances = list(ink.advances[line.start : line.ink_stop])
    if line.squeeze > 0:
        _take_in(ink, line, advances)
    elif spread_to is not None and not line.final:
        _spread(ink, line, advances, spread_to - line.indent - line.width)
    return advances


def longest_cluster(ink: Ink) -> float:
    """Width of the widest stretch that may not be broken, the least measure that suits the text."""
    paragraphs = _bounds(ink.text)
    return max((c.width for start, stop in paragraphs for c in _clusters(ink, start, stop)), default=0.0)


def longest_line(ink: Ink) -> float:
    """Width of the text set without breaking it."""
    return max((sum(ink.advances[start:stop]) for start, stop in _bounds(ink.text)), default=0.0)


def _bounds(text: str) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for paragraph in text.split("\n"):
        bounds.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return bounds


def _advance(glyph: Glyph | None, tracking: float) -> float:
    if glyph is None:
        return 0.0
    return glyph.width + tracking if glyph.width >= _FULL_WIDTH else glyph.width


def _clusters(ink: Ink, start: int, stop: int) -> list[_Cluster]:
    clusters = []
    at = start
    while at < stop:
        match = _CLUSTER.match(ink.text, at, stop)
        end = max(match.end(), at + 1) if match else at + 1
        clusters.append(_cluster(ink, at, end))
        at = end
    return clusters


def _cluster(ink: Ink, start: int, stop: int) -> _Cluster:
    ink_stop = stop
    while ink_stop > start and ink.text[ink_stop - 1] in _SPACES:
        ink_stop -= 1
    width = sum(ink.advances[start:ink_stop])
    full = width + sum(ink.advances[ink_stop:stop])
    give = sum(_MOST_SQUEEZE for n in range(start, ink_stop) if _can_give(ink, n))
    return _Cluster(start, ink_stop, stop, width, full, give)


def _can_give(ink: Ink, number: int) -> bool:
    return ink.text[number] in _SQUEEZED and ink.advances[number] >= _FULL_WIDTH


def _break_paragraph(ink: Ink, clusters: list[_Cluster], measure: float, indent: float) -> list[Line]:
    rows: list[list[_Cluster]] = []
    row: list[_Cluster] = []
    queue = clusters[::-1]
    x, give = indent, 0.0
    while queue:
        cluster = queue.pop()
        over = x + cluster.width - measure
        if over <= _HAIR or (row and over <= give + cluster.give and over <= measure - _ink_end(row, x)):
            row.append(cluster)
            x += cluster.full_width
            give += cluster.give
            continue
        if row:
            queue.append(cluster)
        else:
            head, tail = _torn(ink, cluster, measure - x)
            row = [head]
            x += head.full_width
            if tail is None:
                continue
            queue.append(tail)
        rows.append(row)
        row, x, give = [], 0.0, 0.0
    if row:
        rows.append(row)
    _give_company(rows, measure)
    return [
        _line(each, indent if number == 0 else 0.0, measure, final=number == len(rows) - 1)
        for number, each in enumerate(rows)
    ]


def _give_company(rows: list[list[_Cluster]], measure: float) -> None:
    """Let no paragraph end in a line of a single character: the line above gives it one more."""
    if len(rows) < 2 or measure < _LONG_MEASURE or sum(each.width for each in rows[-1]) > _ALONE:
        return
    if len(rows[-2]) > 2 and rows[-2][-1].full_width <= _ALONE:
        rows[-1].insert(0, rows[-2].pop())


def _ink_end(line: list[_Cluster], x: float) -> float:
    return x - (line[-1].full_width - line[-1].width)


def _line(clusters: list[_Cluster], indent: float, measure: float, *, final: bool) -> Line:
    width = sum(each.full_width for each in clusters[:-1]) + clusters[-1].width
    last = clusters[-1]
    over = indent + width - measure
    squeeze = over if over > _HAIR else 0.0
    return Line(clusters[0].start, last.ink_stop, last.stop, indent, width, squeeze, final)


def _torn(ink: Ink, cluster: _Cluster, room: float) -> tuple[_Cluster, _Cluster | None]:
    """Split a cluster that no line can hold, where it fits and, if it can be, where Chinese allows it."""
    cut, x = cluster.start, 0.0
    while cut < cluster.ink_stop and (cut == cluster.start or x + ink.advances[cut] <= room + _HAIR):
        x += ink.advances[cut]
        cut += 1
    if cut >= cluster.ink_stop:
        return cluster, None
    best = cut
    while best > cluster.start and not _may_break(ink.text, best):
        best -= 1
    cut = best if best > cluster.start else cut
    return _cluster(ink, cluster.start, cut), _cluster(ink, cut, cluster.stop)


def _may_break(text: str, number: int) -> bool:
    return text[number] not in CLOSERS and text[number - 1] not in OPENERS


def _take_in(ink: Ink, line: Line, advances: list[float]) -> None:
    """Take the excess from the empty right halves of the line's full-width marks, from each the same."""
    marks = [n for n in range(line.start, line.ink_stop) if _can_give(ink, n)]
    each = line.squeeze / len(marks) if marks else 0.0
    for number in marks:
        advances[number - line.start] -= each


def _spread(ink: Ink, line: Line, advances: list[float], extra: float) -> None:
    """Share what a line lacks among its gaps, none inside a word, a number or a dash."""
    if extra <= _HAIR:
        return
    rigid: set[int] = set()
    for match in _RIGID.finditer(ink.text, line.start, line.ink_stop):
        rigid.update(range(match.start(), match.end() - 1))
    gaps = [n for n in range(line.start, line.ink_stop - 1) if n not in rigid and ink.glyphs[n] is not None]
    if not gaps or extra / len(gaps) > _MOST_STRETCH:
        return
    for number in gaps:
        advances[number - line.start] += extra / len(gaps)
