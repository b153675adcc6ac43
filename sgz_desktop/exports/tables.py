"""Tables: columns fitted to their content, rows split over pages, heads repeated, merged cells whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Align, Cell, Column, Row, Table, places_of
from sgz_desktop.exports.strips import base_line
from sgz_desktop.exports.typeset import (
    Ink,
    Line,
    advances_of,
    break_lines,
    ink_of,
    longest_cluster,
    longest_line,
)
from sgz_desktop.exports.typography import TableStyle

_PIECE_LINES = 6  # of a row that is too tall to be moved to the next page whole
_TALL = 0.45  # of the page's depth
_HEAD_SHARE = 0.5  # of the page's depth; a taller head is not repeated
_LONGEST_WISH = 30.0  # characters; what one column may ask for before others have enough
_HAIR = 1e-6


@dataclass(slots=True)
class _Box:
    """A cell on the grid of printed rows, and how many of its lines are on paper."""

    row: int
    column: int
    rows: int
    columns: int
    align: Align
    ink: Ink
    lines: tuple[Line, ...] = ()
    printed: int = 0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Boxes, heights of the printed rows, and the row numbers before which a page may end."""

    boxes: tuple[_Box, ...]
    heights: tuple[float, ...]
    ends: tuple[int, ...]


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
        head = _boxes(table.head, table.columns, style, fonts, is_head=True, place=place, block_id=table.id)
        body = _boxes(table.body, table.columns, style, fonts, is_head=False, place=place, block_id=table.id)
        self._size, self._widths = _fit(table.columns, (*head, *body), style, measure)
        self._pitch = self._size * style.pitch
        self._across = style.across(self._size)
        self._down = self._size * style.padding_down
        self._lefts = [sum(self._widths[:n]) for n in range(len(self._widths) + 1)]
        self._head = self._grid(head, len(table.head), depth)
        if sum(self._head.heights) > depth * _HEAD_SHARE:
            # A head that would leave no room for anything is printed once, like any other row.
            body = (*head, *(_below(box, len(table.head)) for box in body))
            self._head = _Grid((), (), ())
        self._page_room = depth - sum(self._head.heights)
        rows = max((box.row + box.rows for box in body), default=0)
        self._body = self._grid(body, rows, self._page_room)
        self._ends = self._body.ends
        self._next = 0
        self._begun = False

    @property
    def is_done(self) -> bool:
        """Whether everything is on paper."""
        return self._begun and self._next >= len(self._body.heights)

    @property
    def height(self) -> float:
        """Height of the whole table in points, on one page."""
        return sum(self._head.heights) + sum(self._body.heights)

    def first_height(self) -> float:
        """Least room in which the table can begin: its head and the first rows that belong together."""
        end = self._ends[0] if self._ends else 0
        group = sum(self._body.heights[:end])
        if group > self._page_room:
            group = self._body.heights[0]
        return sum(self._head.heights) + group

    def paint_next(self, pen: Pen, *, x: float, top: float, room: float, page_is_fresh: bool) -> float:
        """Draw as many rows as `room` points hold and return their height, 0 when none fits."""
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
        heights = self._body.heights
        within, used = self._next, 0.0
        while within < len(heights) and used + heights[within] <= room + _HAIR:
            used += heights[within]
            within += 1
        whole = [end for end in self._ends if self._next < end <= within]
        if whole or within == len(heights):
            return whole[-1] if whole else within
        group_end = next(end for end in self._ends if end > self._next)
        group = sum(heights[self._next : group_end])
        if group <= self._page_room and not page_is_fresh:
            return self._next
        # Merged cells taller than a page: cut between their rows, a line in hand for the cut itself.
        used, within = 0.0, self._next
        while within < group_end and used + heights[within] <= room - self._pitch:
            used += heights[within]
            within += 1
        return within if within > self._next or not page_is_fresh else self._next + 1

    def _paint_rows(self, pen: Pen, grid: _Grid, rows: range, *, x: float, top: float) -> float:
        if not rows:
            return 0.0
        heights = {row: grid.heights[row] for row in rows}
        parts = [box for box in grid.boxes if box.row < rows.stop and box.row + box.rows > rows.start]
        for box in parts:  # what a cut took from a merged cell is added to its last row
            if box.row < rows.start and box.row + box.rows <= rows.stop:
                own = range(rows.start, box.row + box.rows)
                needed = (len(box.lines) - box.printed) * self._pitch + self._down
                heights[own[-1]] += max(0.0, needed - sum(heights[row] for row in own))
        tops, y = {}, top
        for row in rows:
            tops[row] = y
            y -= heights[row]
        tops[rows.stop] = y
        for box in parts:
            self._paint_box(pen, box, rows=rows, tops=tops, x=x)
        left, right = x, x + self._lefts[-1]
        pen.rule(left, y, to_x=right, to_y=y)
        pen.rule(right, top, to_x=right, to_y=y)
        return top - y

    def _paint_box(self, pen: Pen, box: _Box, *, rows: range, tops: dict[int, float], x: float) -> None:
        end = box.row + box.rows
        top, bottom = tops[max(box.row, rows.start)], tops[min(end, rows.stop)]
        left, right = x + self._lefts[box.column], x + self._lefts[box.column + box.columns]
        pen.rule(left, top, to_x=right, to_y=top)
        pen.rule(left, top, to_x=left, to_y=bottom)
        begins, stops = box.row >= rows.start, end <= rows.stop
        padding = self._down
        above, below = (padding if begins else 0.0), (padding if stops else 0.0)
        room = top - bottom - above - below
        left_over = len(box.lines) - box.printed
        number = min(left_over, max(0, floor(room / self._pitch + _HAIR)))
        y = top - above - ((room - number * self._pitch) / 2 if begins and stops else 0.0)
        for line in box.lines[box.printed : box.printed + number]:
            self._paint_line(pen, box, line, left=left, right=right, top=y)
            y -= self._pitch
        box.printed += number

    def _paint_line(self, pen: Pen, box: _Box, line: Line, *, left: float, right: float, top: float) -> None:
        advances = advances_of(box.ink, line)
        free = right - left - 2 * self._across - sum(advances) * self._size
        share = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[box.align]
        start = left + self._across + max(0.0, free) * share
        pen.text(
            box.ink, line, advances, x=start, y=top - base_line(self._size, self._pitch), size=self._size
        )

    def _needed(self, lines: int) -> float:
        return lines * self._pitch + 2 * self._down

    def _grid(self, boxes: Sequence[_Box], rows: int, depth: float) -> _Grid:
        """Break every cell's text, find the heights, and cut rows too tall to be moved whole."""
        for box in boxes:
            width = self._lefts[box.column + box.columns] - self._lefts[box.column]
            box.lines = break_lines(box.ink, (width - 2 * self._across) / self._size)
        heights = [self._needed(1)] * rows
        for box in sorted(boxes, key=lambda each: each.rows):
            own = range(box.row, box.row + box.rows)
            lacking = self._needed(len(box.lines)) - sum(heights[row] for row in own)
            for row in own:
                heights[row] += max(0.0, lacking) / box.rows
        return _cut_tall_rows(boxes, heights, tall=depth * _TALL, pitch=self._pitch, padding=self._down)


def _below(box: _Box, rows: int) -> _Box:
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
) -> tuple[_Box, ...]:
    role = style.head_role if is_head else style.role
    heavy = is_head and not fonts.stands_out(role)

    def ink(cell: Cell) -> Ink:
        return ink_of(cell.runs, fonts, role=role, heavy=heavy, place=place, block_id=block_id)

    return tuple(
        _Box(
            row,
            column,
            cell.rows,
            cell.columns,
            cell.align or (Align.CENTER if is_head else columns[column].align),
            ink(cell),
        )
        for row, column, cell in places_of(rows, len(columns))
    )


def _fit(
    columns: Sequence[Column], boxes: Sequence[_Box], style: TableStyle, measure: float
) -> tuple[float, list[float]]:
    """The type size and the columns' widths in points."""
    least, wish = _demands(len(columns), boxes)
    size = style.sizes[-1]
    for each in style.sizes:
        if sum(least) * each + 2 * style.across(each) * len(columns) <= measure:
            size = each
            break
    least = [width * size + 2 * style.across(size) for width in least]
    wish = [width * size + 2 * style.across(size) for width in wish]
    shares = [None if column.share is None else column.share * measure for column in columns]
    open_columns = [n for n, share in enumerate(shares) if share is None]
    rest = measure - sum(share for share in shares if share is not None)
    at_least = sum(least[n] for n in open_columns)  # though the shares together ask for everything
    fitted = _distribute(
        [least[n] for n in open_columns], [wish[n] for n in open_columns], max(rest, at_least)
    )
    widths = dict(zip(open_columns, fitted, strict=True))
    full = [widths[n] if share is None else share for n, share in enumerate(shares)]
    scale = measure / sum(full)
    return size, [width * scale for width in full]


def _demands(count: int, boxes: Sequence[_Box]) -> tuple[list[float], list[float]]:
    """Per column the widest unbreakable stretch and the wished width, in parts of the size."""
    least, wish = [1.0] * count, [1.0] * count
    for box in sorted(boxes, key=lambda each: each.columns):
        own = range(box.column, box.column + box.columns)
        for widths, demand in (
            (least, longest_cluster(box.ink)),
            (wish, min(longest_line(box.ink), _LONGEST_WISH)),
        ):
            lacking = demand - sum(widths[n] for n in own)
            for n in own:
                widths[n] += max(0.0, lacking) / box.columns
    return least, [max(pair) for pair in zip(least, wish, strict=True)]


def _distribute(least: list[float], wish: list[float], room: float) -> list[float]:
    if room >= sum(wish) > 0:
        return [width * room / sum(wish) for width in wish]
    part = (room - sum(least)) / ((sum(wish) - sum(least)) or 1.0)
    return [a + (b - a) * part for a, b in zip(least, wish, strict=True)]


def _cut_tall_rows(
    boxes: Sequence[_Box], heights: Sequence[float], *, tall: float, pitch: float, padding: float
) -> _Grid:
    """Replace every row too tall to be moved whole by several of a few lines each."""
    parts = [_parts(height, tall=tall, pitch=pitch, padding=padding) for height in heights]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    tied: set[int] = set()
    placed: list[_Box] = []
    for box in boxes:
        first, stop = starts[box.row], starts[box.row + box.rows]
        if box.rows > 1:
            tied.update(range(first + 1, stop))
        placed.append(_Box(first, box.column, stop - first, box.columns, box.align, box.ink, box.lines))
    ends = tuple(row for row in range(1, starts[-1] + 1) if row not in tied)
    return _Grid(tuple(placed), tuple(height for part in parts for height in part), ends)


def _parts(height: float, *, tall: float, pitch: float, padding: float) -> list[float]:
    number = round((height - 2 * padding) / pitch / _PIECE_LINES) if height > tall else 1
    if number < 2:
        return [height]
    middle = _PIECE_LINES * pitch
    return [middle + padding, *[middle] * (number - 2), height - middle * (number - 1) - padding]
