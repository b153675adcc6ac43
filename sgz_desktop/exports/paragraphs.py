"""Where the lines of a justified paragraph end, chosen over the whole of it so that none is spaced out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from sgz_desktop.exports.ink import EMPTY_BEFORE, Cluster, Ink, is_wide, slack_before, word_breaks

PITCH_STRETCH = 0.08  # the most that is put between two characters, of the size; then the line ends short
PITCH_SQUEEZE = 0.025  # by which characters may stand closer, of the size and invisible
ALONE = 2.6  # one character and the marks that end a quoted sentence
LONG_MEASURE = 6.0
HAIR = 1e-6
# What one does not like to see parted though one may: dates, and a word from the number that tells which.
_PARTED = re.compile(r"\d ?年 ?(?=\d+ ?月)|(?P<worse>\d ?月 ?(?=\d+ ?[日号])|(?:附件|附表|[表图第]) ?(?=\d))")
# A line costs what its characters stand apart, of the size, in parts of _NOTICED, to the fourth power: one
# loose line is worse than several that are a little less tight.
_NOTICED = 0.04
_SQUEEZED = 0.06  # what a line whose gaps and marks give all they can is deemed to stand apart
_SHORT_COST = (
    100.0  # of a line that ends short of the margin: more than of a date or an address that is parted
)
_WORD_COST = 20.0  # of a long word that is parted
_PARTED_COST = 60.0
_WORSE = 1.5  # times that
_ALONE_COST = 1000.0
_LINE_COST = 0.1
_LOOSEST = 0.15  # beyond it no other break is tried


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the clusters `first` to `stop`, begun at `indent` and squeezed by so much."""

    first: int
    stop: int
    indent: float
    squeeze: float


def line_begin(ink: Ink, cluster: Cluster) -> float:
    """Where a line that begins with this cluster begins: the empty half of an opening mark hangs out."""
    glyph = ink.glyphs[cluster.start]
    opens = ink.text[cluster.start] in EMPTY_BEFORE and is_wide(glyph)
    return -slack_before(glyph) if opens else 0.0


def best_rows(ink: Ink, clusters: Sequence[Cluster], measure: float, indent: float) -> list[Row]:
    """The lines whose loosest is as tight as can be, or none where a cluster is wider than a line.

    Every way to break is weighed from the front: for each place that a line can begin at, the best way to
    come there is known before the lines that begin there are tried.
    """
    count = len(clusters)
    if clusters and _end(ink, clusters[-1]) - ink.at[clusters[0].start] <= measure - indent + HAIR:
        return [Row(0, count, indent, 0.0)]
    return _Search(ink, clusters, measure, indent).rows()


def _end(ink: Ink, cluster: Cluster) -> float:
    return ink.at[cluster.ink_stop] - cluster.trim


class _Search:
    """The breaks of one paragraph while they are sought; `_ends[n]` is where a line of n clusters ends."""

    def __init__(self, ink: Ink, clusters: Sequence[Cluster], measure: float, indent: float) -> None:
        self._ink = ink
        self._clusters = clusters
        self._measure = measure
        self._indent = indent
        start, stop = clusters[0].start, clusters[-1].stop
        self._ends = [-inf, *(_end(ink, each) for each in clusters)]
        self._gives = list(accumulate((each.give for each in clusters), initial=0.0))
        loose = list(accumulate((number not in ink.rigid for number in range(start, stop)), initial=0))
        self._gaps_before = [loose[each.start - start] for each in clusters]
        self._gaps_until = [0, *(loose[max(each.ink_stop - 1, each.start) - start] for each in clusters)]
        parted = {
            match.end(): _PARTED_COST * (_WORSE if match["worse"] else 1.0)
            for match in _PARTED.finditer(ink.text, start, stop)
        }
        parted |= dict.fromkeys(word_breaks(ink.text, start, stop), _WORD_COST)
        self._dislike = [0.0, *(parted.get(each.stop, 0.0) for each in clusters)]
        self._cost = [0.0, *[inf] * len(clusters)]
        self._came = [0] * (len(clusters) + 1)

    def rows(self) -> list[Row]:
        """The best lines; none where something fits in no line."""
        count = len(self._clusters)
        for first in range(count):
            if self._cost[first] < inf and not self._try_lines(first):
                return []
        found: list[Row] = []
        stop = count
        while stop > 0:
            first = self._came[stop]
            over = self._ends[stop] - self._limit(first)
            found.append(Row(first, stop, self._begin(first), over if over > HAIR else 0.0))
            stop = first
        return found[::-1]

    def _begin(self, first: int) -> float:
        return self._indent if first == 0 else line_begin(self._ink, self._clusters[first])

    def _limit(self, first: int) -> float:
        """The place in the text, set in one line, that the margin falls on if a line begins with `first`."""
        return self._ink.at[self._clusters[first].start] - self._begin(first) + self._measure

    def _try_lines(self, first: int) -> bool:
        """Weigh the lines that begin with a cluster; False if not even that cluster fits."""
        count, ends, so_far = len(self._clusters), self._ends, self._cost[first] + _LINE_COST
        limit, before = self._limit(first), self._gaps_before[first]
        fits = bisect_right(ends, limit + HAIR, first + 1) - 1
        for stop in range(fits + 1, count + 1):
            over = ends[stop] - limit
            give = self._gives[stop] - self._gives[first] - self._clusters[stop - 1].end_give
            closer = PITCH_SQUEEZE * (self._gaps_until[stop] - before)
            if over > closer + give:
                break
            apart = _SQUEEZED * over / (closer + give)
            self._come(stop, first, so_far + (apart / _NOTICED) ** 4)
        for stop in range(fits, first, -1):
            if stop == count:
                self._come(stop, first, so_far)
                continue
            gaps = self._gaps_until[stop] - before
            apart = (limit - ends[stop]) / gaps if gaps > 0 else inf
            if apart > _LOOSEST and stop < fits:
                break
            short = _SHORT_COST if apart > PITCH_STRETCH + HAIR else 0.0
            self._come(stop, first, so_far + short + (min(apart, 1.0) / _NOTICED) ** 4)
        return fits > first

    def _come(self, stop: int, first: int, cost: float) -> None:
        """Remember a line if it is the best that ends there."""
        cost += self._dislike[stop]
        if stop == len(self._clusters) and first > 0 and self._is_alone(first):
            cost += _ALONE_COST
        if cost < self._cost[stop]:
            self._cost[stop], self._came[stop] = cost, first

    def _is_alone(self, first: int) -> bool:
        """Whether a last line that begins so would be a single character."""
        width = self._ink.at[self._clusters[-1].ink_stop] - self._ink.at[self._clusters[first].start]
        return width <= ALONE and self._measure >= LONG_MEASURE
