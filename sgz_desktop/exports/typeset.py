"""Chinese line breaking over runs of several fonts, and the spreading of a line to its full measure.

All lengths here are in parts of the type size, so that a text is measured once for any size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.exports.ink import (
    CLOSERS,
    OPENERS,
    Cluster,
    Ink,
    bounds,
    cluster_of,
    given,
    ink_of,
    longest_cluster,
    longest_line,
    with_advances,
)
from sgz_desktop.exports.paragraphs import (
    ALONE,
    HAIR,
    LONG_MEASURE,
    PITCH_SQUEEZE,
    PITCH_STRETCH,
    best_rows,
    line_begin,
)

__all__ = [
    "CLOSERS",
    "OPENERS",
    "Ink",
    "Line",
    "advances_of",
    "break_lines",
    "ink_of",
    "longest_cluster",
    "longest_line",
    "with_advances",
]
_COLUMN = 3.5  # characters: in narrower columns a last line of one character gets no company
_ALONE_IN_COLUMN = 1.6  # characters, there: the word of two that ends the name of a column is not torn
_ROOM_TO_TEAR = 4.0  # characters, left on a line, into which something is torn that no line can hold


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `stop` of a text; those from `ink_stop` on are spaces that hang unseen.

    `trim` is taken from the last character: the empty half of a mark at the end of a full line.
    """

    start: int
    ink_stop: int
    stop: int
    indent: float
    width: float
    squeeze: float = 0.0
    final: bool = False
    trim: float = 0.0


def break_lines(ink: Ink, measure: float, *, indent: float = 0.0, ragged: bool = False) -> tuple[Line, ...]:
    """Break a text into lines of at most `measure`; each stretch after a line break begins indented.

    A later line that begins with an opening mark begins with the ink of it, its empty half in the margin,
    and one that ends with a mark ends with the ink of that. Lines are chosen for the whole paragraph and
    squeezed where that helps; `ragged` ones take what they can hold, one after the other.
    """
    lines: list[Line] = []
    for (start, stop), clusters in zip(bounds(ink.text), ink.paragraphs, strict=True):
        made = [] if ragged else _chosen(ink, clusters, measure, indent)
        made = made or _filled(ink, clusters, measure, indent)
        if stop < len(ink.text):  # the line break itself belongs to the line it ends
            last = made.pop() if made else Line(start, start, stop, indent, 0.0, final=True)
            made.append(
                Line(
                    last.start,
                    last.ink_stop,
                    stop + 1,
                    last.indent,
                    last.width,
                    last.squeeze,
                    final=True,
                    trim=last.trim,
                )
            )
        lines += made
    return tuple(lines)


def advances_of(ink: Ink, line: Line, *, spread_to: float | None = None) -> list[float]:
    """Advance of every printed character of a line, squeezed to fit or spread to a measure (justified)."""
    advances = list(ink.advances[line.start : line.ink_stop])
    if line.trim > 0:
        advances[-1] -= line.trim
    if line.squeeze > 0:
        _take_in(ink, line, advances)
    elif spread_to is not None and not line.final:
        _spread(ink, line, advances, spread_to - line.indent - line.width)
    return advances


def _chosen(ink: Ink, clusters: Sequence[Cluster], measure: float, indent: float) -> list[Line]:
    rows = best_rows(ink, clusters, measure, indent) if clusters else []
    lines = []
    for row in rows:
        first, last = clusters[row.first], clusters[row.stop - 1]
        width = ink.at[last.ink_stop] - ink.at[first.start] - last.trim
        final = row.stop == len(clusters)
        lines.append(
            Line(first.start, last.ink_stop, last.stop, row.indent, width, row.squeeze, final, last.trim)
        )
    return lines


def _filled(ink: Ink, clusters: Sequence[Cluster], measure: float, indent: float) -> list[Line]:
    """Lines filled one after the other; what no line can hold is torn."""
    rows: list[list[Cluster]] = []
    row: list[Cluster] = []
    queue = list(clusters[::-1])
    x = indent
    while queue:
        cluster = queue.pop()
        if x + cluster.width - measure <= HAIR:
            row.append(cluster)
            x += cluster.full_width
            continue
        if row and (cluster.width <= measure or measure - x < _ROOM_TO_TEAR):
            queue.append(cluster)
        else:
            head, tail = _torn(ink, cluster, measure - x)
            row.append(head)
            x += head.full_width
            if tail is None:
                continue
            queue.append(tail)
        rows.append(row)
        row, x = [], line_begin(ink, queue[-1])
    if row:
        rows.append(row)
    _give_company(rows, measure)
    return [
        _line(each, indent if number == 0 else line_begin(ink, each[0]), final=number == len(rows) - 1)
        for number, each in enumerate(rows)
    ]


def _give_company(rows: list[list[Cluster]], measure: float) -> None:
    """Let no paragraph end in a line of a single character: the line above gives it one more."""
    alone = ALONE if measure >= LONG_MEASURE else _ALONE_IN_COLUMN
    if len(rows) < 2 or measure < _COLUMN or sum(each.width for each in rows[-1]) > alone:
        return
    if len(rows[-2]) > 2 and rows[-2][-1].full_width <= ALONE:
        rows[-1].insert(0, rows[-2].pop())


def _line(clusters: list[Cluster], indent: float, *, final: bool) -> Line:
    last = clusters[-1]
    width = sum(each.full_width for each in clusters[:-1]) + last.width
    return Line(clusters[0].start, last.ink_stop, last.stop, indent, width, final=final)


def _torn(ink: Ink, cluster: Cluster, room: float) -> tuple[Cluster, Cluster | None]:
    """Split a cluster that no line can hold, where it fits and, if it can be, where Chinese allows it."""
    cut, x = cluster.start, 0.0
    while cut < cluster.ink_stop and (cut == cluster.start or x + ink.advances[cut] <= room + HAIR):
        x += ink.advances[cut]
        cut += 1
    if cut >= cluster.ink_stop:
        return cluster, None
    best = cut
    while best > cluster.start and not _may_break(ink.text, best):
        best -= 1
    cut = best if best > cluster.start else cut
    return cluster_of(ink, cluster.start, cut), cluster_of(ink, cut, cluster.stop)


def _may_break(text: str, number: int) -> bool:
    return text[number] not in CLOSERS and text[number - 1] not in OPENERS


def _gaps(ink: Ink, line: Line) -> list[int]:
    return [number for number in range(line.start, line.ink_stop - 1) if number not in ink.rigid]


def _take_in(ink: Ink, line: Line, advances: list[float]) -> None:
    """Take the excess from the line's gaps and the empty halves of its marks, as each of them can give."""
    gaps = _gaps(ink, line)
    marks = [number for number in {*ink.slack, *ink.ahead} if line.start <= number < line.ink_stop - 1]
    room = PITCH_SQUEEZE * len(gaps) + sum(given(ink, number) for number in marks)
    part = line.squeeze / room if room > 0 else 0.0
    for number in gaps:
        advances[number - line.start] -= part * PITCH_SQUEEZE
    for number in marks:
        advances[number - line.start] -= part * given(ink, number)


def _spread(ink: Ink, line: Line, advances: list[float], extra: float) -> None:
    """Share what a line lacks among its gaps, none inside a word, a number or a dash; too much is left."""
    gaps = _gaps(ink, line)
    if extra <= HAIR or not gaps:
        return
    apart = min(extra / len(gaps), PITCH_STRETCH)
    for number in gaps:
        advances[number - line.start] += apart
