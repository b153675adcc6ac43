"""Tables: columns fitted to their content, rows split over pages, heads repeated, merged cells whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import floor

from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Align, Cell, Column, Row, Table, places_of
from sgz_desktop.exports.strips import base_line
from sgz_desktop.exports.table_fit import READABLE, Box, fit
from sgz_desktop.exports.typeset import (
    Ink,
    Line,
    advances_of,
    break_lines,
    ink_of,
)
from sgz_desktop.exports.typography import TableStyle

_LEAST_LINES = 2  # of a row that is cut, on either page
_TALL = 0.75  # of the page's depth; a taller row is cut rather than moved to the next page whole
_BEGINNING = 0.25  # of the page's depth; two rows that are higher together may be parted at once
_HEAD_SHARE = 0.5  # of the page's depth; a taller head is not repeated
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class _Grid:
    """Boxes, heights of the printed rows, and the row numbers before which a page may end.

    Those of `cuts` lie within a row of the table: where a page ends there, both parts are padded.
    """

    boxes: tuple[Box, ...]
    heights: tuple[float, ...]
    ends: tuple[int, ...]
    cuts: frozenset[int] = frozenset()


class TableLayout:
    """A table set for one measure and depth, handed out page by page."""

    def __init__(
        self,
        table: Table,
        style: TableStyle,
        fonts: FontBook,
        *,
        measure: float,
        depth: float,
        place: str = "",
    ) -> None:
        self.block_id = table.id
        self._table = table
        self._measure, self._depth = measure, depth
        self._head_boxes, self._body_boxes = (
            _boxes(rows, table.columns, style, fonts, is_head=is_head, place=place, block_id=table.id)
            for rows, is_head in ((table.head, True), (table.body, False))
        )
        self.set_in(style)

    def set_in(self, style: TableStyle) -> None:
        """Set the table anew, in other sizes or distances."""
        style = style.up_to(self._table.largest) if self._table.largest else style
        head, body = self._head_boxes, self._body_boxes
        self._size, self._widths = fit(self._table.columns, head, body, style, self._measure)
        self._pitch = self._size * style.pitch
        self._across = style.across(self._size)
        self._down = self._size * style.padding_down
        self._lefts = [sum(self._widths[:n]) for n in range(len(self._widths) + 1)]
        rows = len(self._table.head)
        least_head, least = ([row.least for row in each] for each in (self._table.head, self._table.body))
        self._head = self._grid(head, least_head, self._depth)
        if sum(self._head.heights) > self._depth * _HEAD_SHARE:
            # A head that would leave no room for anything is printed once, like any other row.
            body = (*head, *(_below(box, rows) for box in body))
            least = [*least_head, *least]
            self._head = _Grid((), (), ())
        self._page_room = self._depth - sum(self._head.heights)
        self._body = self._grid(body, least, self._page_room)
        self._tops = list(accumulate(self._body.heights, initial=0.0))
        self._merged = [box for box in self._body.boxes if box.rows > 1]
        # A row that begins with a label over several columns sums up those above: it begins no page.
        self._sums = {box.row for box in self._body.boxes if self._table.roll and _is_sum(box)}
        self._next = 0
        self._begun = False

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' widths in points."""
        return tuple(self._widths)

    @property
    def is_done(self) -> bool:
        """Whether everything is on paper."""
        return self._begun and self._next >= len(self._body.heights)

    @property
    def height(self) -> float:
        """Height of the whole table in points, on one page."""
        return sum(self._head.heights) + sum(self._body.heights)

    def first_height(self) -> float:
        """Least room in which the table can begin: its head and the first rows that belong together.

        Where these are low, those after them too, so that no single row stands at the foot of a page.
        """
        first, *more = (self._height_of(0, end) for end in self._body.ends[:2] or (0,))
        if more and more[0] <= self._depth * _BEGINNING:
            first = more[0]
        elif first > self._page_room:
            first = self._body.heights[0]
        return sum(self._head.heights) + first

    def paint_next(self, pen: Pen, *, x: float, top: float, room: float, page_is_fresh: bool) -> float:
        """Draw as many rows as `room` points hold and return their height, 0 when none fits."""
        if not (self._begun or page_is_fresh) and room < self.first_height() - _HAIR:
            return 0.0
        head = sum(self._head.heights)
        end = self._reach(room - head, page_is_fresh=page_is_fresh)
        if end == self._next and self._next < len(self._body.heights):
            return 0.0
        for box in self._head.boxes:
            box.printed = 0
        self._paint_rows(pen, self._head, range(len(self._head.heights)), x=x, top=top)
        height = head + self._paint_rows(pen, self._body, range(self._next, end), x=x, top=top - head)
        self._begun, self._next = True, end
        return height

    def _reach(self, room: float, *, page_is_fresh: bool) -> int:
        """The row before which this page's part ends."""
        begin, heights = self._next, self._body.heights
        if begin == len(heights):
            return begin
        ends = [end for end in self._body.ends if end > begin]
        whole = [end for end in ends if self._height_of(begin, end) <= room + _HAIR]
        if whole:
            # The last row, a total more often than not, does not stand on a page of its own.
            leaves_one = len(whole) == len(ends) - 1 and len(whole) > 1
            end = whole[-2] if leaves_one else whole[-1]
            return next((each for each in whole[::-1] if each <= end and each not in self._sums), end)
        if self._height_of(begin, ends[0]) <= self._page_room and not page_is_fresh:
            return begin
        # Merged cells taller than a page: cut between their rows, a line in hand for the cut itself.
        within = begin
        while within < ends[0] and self._height_of(begin, within + 1) <= room - self._pitch:
            within += 1
        return within if within > begin or not page_is_fresh else begin + 1

    def _height_of(self, begin: int, end: int) -> float:
        """Height of printed rows that stand on a page together, padded where a row is cut.

        What earlier pages could not hold of merged cells is added where these end.
        """
        cuts = [self._down if row in self._body.cuts else 0.0 for row in (begin, end)]
        height = self._tops[end] - self._tops[begin] + sum(cuts)
        for box in self._merged:
            stop = box.row + box.rows
            if box.row < begin < stop <= end:
                room = self._tops[stop] - self._tops[begin] + cuts[0]
                height += max(0.0, self._needed(len(box.lines) - box.printed) - room)
        return height

    def _paint_rows(self, pen: Pen, grid: _Grid, rows: range, *, x: float, top: float) -> float:
        if not rows:
            return 0.0
        heights = {row: grid.heights[row] for row in rows}
        heights[rows.start] += self._down if rows.start in grid.cuts else 0.0
        heights[rows.stop - 1] += self._down if rows.stop in grid.cuts else 0.0
        parts = [box for box in grid.boxes if box.row < rows.stop and box.row + box.rows > rows.start]
        for box in parts:  # what a cut took from a merged cell is added to its last row
            if box.row < rows.start and box.row + box.rows <= rows.stop:
                own = range(rows.start, box.row + box.rows)
                needed = self._needed(len(box.lines) - box.printed)
                heights[own[-1]] += max(0.0, needed - sum(heights[row] for row in own))
        tops, y = {}, top
        for row in rows:
            tops[row] = y
            y -= heights[row]
        tops[rows.stop] = y
        for box in parts:
            if self._table.roll and box.row < rows.start and box.column == 0 and rows.start not in grid.cuts:
                box.printed %= max(1, len(box.lines))  # the whole label again
            self._paint_box(pen, box, rows=rows, tops=tops, x=x)
        left, right = x, x + self._lefts[-1]
        pen.rule(left, y, to_x=right, to_y=y)
        pen.rule(right, top, to_x=right, to_y=y)
        return top - y

    def _paint_box(self, pen: Pen, box: Box, *, rows: range, tops: dict[int, float], x: float) -> None:
        end = box.row + box.rows
        top, bottom = tops[max(box.row, rows.start)], tops[min(end, rows.stop)]
        left, right = x + self._lefts[box.column], x + self._lefts[box.column + box.columns]
        pen.rule(left, top, to_x=right, to_y=top)
        pen.rule(left, top, to_x=left, to_y=bottom)
        room = top - bottom - 2 * self._down
        left_over = len(box.lines) - box.printed
        number = min(left_over, max(0, floor(room / self._pitch + _HAIR)))
        is_whole = number == len(box.lines)
        y = top - self._down - ((room - number * self._pitch) / 2 if is_whole else 0.0)
        for line in box.lines[box.printed : box.printed + number]:
            self._paint_line(pen, box, line, left=left, right=right, top=y)
            y -= self._pitch
        box.printed += number

    def _paint_line(self, pen: Pen, box: Box, line: Line, *, left: float, right: float, top: float) -> None:
        room = (right - left - 2 * self._across) / self._size
        # Cells wide enough to be read like a paragraph are justified like one.
        spread_to = room if box.align is Align.LEFT and room >= READABLE else None
        advances = advances_of(box.ink, line, spread_to=spread_to)
        free = room - line.indent - sum(advances)
        share = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[box.align]
        start = left + self._across + (line.indent + max(0.0, free) * share) * self._size
        pen.text(
            box.ink, line, advances, x=start, y=top - base_line(self._size, self._pitch), size=self._size
        )

    def _needed(self, lines: int) -> float:
        return lines * self._pitch + 2 * self._down

    def _grid(self, boxes: Sequence[Box], least: Sequence[float], depth: float) -> _Grid:
        """Break every cell's text, find the heights, and cut rows too tall to be moved whole."""
        for box in boxes:
            width = self._lefts[box.column + box.columns] - self._lefts[box.column]
            room = (width - 2 * self._across) / self._size
            ragged = box.align is not Align.LEFT or room < READABLE
            box.lines = break_lines(box.ink, room, ragged=ragged)
        heights = [max(self._needed(1), each) for each in least]
        for box in sorted(boxes, key=lambda each: each.rows):
            own = range(box.row, box.row + box.rows)
            lacking = self._needed(len(box.lines)) - sum(heights[row] for row in own)
            for row in own:
                heights[row] += max(0.0, lacking) / box.rows
        roll = self._table.roll
        tall = depth * (1.0 if roll else _TALL)
        return _cut_tall_rows(boxes, heights, roll=roll, tall=tall, pitch=self._pitch, padding=self._down)


def _is_sum(box: Box) -> bool:
    return box.column == 0 and box.columns > 1


def _below(box: Box, rows: int) -> Box:
    """The box that many rows further down."""
    return replace(box, row=box.row + rows)


def _boxes(
    rows: Sequence[Row],
    columns: Sequence[Column],
    style: TableStyle,
    fonts: FontBook,
    *,
    is_head: bool,
    place: str,
    block_id: str,
) -> tuple[Box, ...]:
    role = style.head_role if is_head else style.role
    heavy = is_head and not fonts.stands_out(role)

    def ink(cell: Cell) -> Ink:
        return ink_of(cell.runs, fonts, role=role, heavy=heavy, place=place, block_id=block_id)

    return tuple(
        Box(
            row,
            column,
            cell.rows,
            cell.columns,
            cell.align or (Align.CENTER if is_head else columns[column].align),
            ink(cell),
        )
        for row, column, cell in places_of(rows, len(columns))
    )


def _cut_tall_rows(
    boxes: Sequence[Box],
    heights: Sequence[float],
    *,
    roll: bool,
    tall: float,
    pitch: float,
    padding: float,
) -> _Grid:
    """Replace every row too tall to be moved whole by one a line."""
    parts = [_parts(height, tall=tall, pitch=pitch, padding=padding) for height in heights]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    tied: set[int] = set()
    placed: list[Box] = []
    for box in boxes:
        first, stop = starts[box.row], starts[box.row + box.rows]
        if box.rows > 1 and not (roll and box.column == 0):
            tied.update(range(first + 1, stop))
        placed.append(Box(first, box.column, stop - first, box.columns, box.align, box.ink, box.lines))
    ends = tuple(row for row in range(1, starts[-1] + 1) if row not in tied)
    cuts = frozenset(range(1, starts[-1])) - frozenset(starts)
    return _Grid(tuple(placed), tuple(height for part in parts for height in part), ends, cuts)


def _parts(height: float, *, tall: float, pitch: float, padding: float) -> list[float]:
    """A row by its lines, but for those that stay together at its upper and its lower edge."""
    single = floor((height - 2 * padding) / pitch + _HAIR) - 2 * _LEAST_LINES
    if height <= tall or single < 0:
        return [height]
    first = _LEAST_LINES * pitch + padding
    return [first, *[pitch] * single, height - first - single * pitch]
