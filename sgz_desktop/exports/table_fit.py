"""How large the type of a table is, and how wide its columns are, so that its cells read well."""

from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.exports.column_widths import distribute, with_room_for_names, with_room_for_words
from sgz_desktop.exports.report import Align, Column
from sgz_desktop.exports.typeset import Ink, Line, longest_cluster, longest_line
from sgz_desktop.exports.typography import TableStyle

_LONGEST_WISH = 30.0  # characters; what one column may ask for before others have enough
READABLE = 12.0  # characters
_SHORT = 4.0  # characters of a head that is not broken to make room for the names of the rows
_LABEL = 6.0  # characters that the names of the rows get on one line, where all columns have their least


@dataclass(slots=True)
class Box:
    """A cell on the grid of printed rows, and how many of its lines are on paper."""

    row: int
    column: int
    rows: int
    columns: int
    align: Align
    ink: Ink
    lines: tuple[Line, ...] = ()
    printed: int = 0


def fit(
    columns: Sequence[Column], head: Sequence[Box], body: Sequence[Box], style: TableStyle, measure: float
) -> tuple[float, list[float]]:
    """The type size, and the columns' widths in points, which together are the measure."""
    least, wish = _demands(len(columns), (*head, *body))
    words = _level(_with_set_heads(least, head), columns)
    size = _size(words, style, measure)
    scaled = _Scale(size, style.across(size))
    labels = min(wish[0], _LABEL)
    if sum(least) + labels - least[0] <= scaled.room(measure, len(columns)):
        least[0] = max(least[0], labels)
    widths = _shared(columns, scaled.points(least), scaled.points(wish), measure)
    if columns[0].share is None:
        return size, widths
    needed = [max(pair) for pair in zip(words, _needed_widths(len(columns), head, body), strict=True)]
    needed = scaled.points(_level(needed, columns))
    _, (names, *_) = _demands(len(columns), body)
    widths = with_room_for_names(widths, needed, *scaled.points([names]))
    fixed = needed if sum(needed) <= measure else scaled.points(words)
    return size, with_room_for_words(widths, fixed, needed)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Points for widths in parts of the size, with the space at both sides of a cell."""

    size: float
    beside: float

    def points(self, widths: Sequence[float]) -> list[float]:
        return [width * self.size + 2 * self.beside for width in widths]

    def room(self, measure: float, columns: int) -> float:
        """What a measure holds beside the spaces, in parts of the size."""
        return (measure - 2 * self.beside * columns) / self.size


def _size(words: Sequence[float], style: TableStyle, measure: float) -> float:
    """The largest size in which no word is broken, or else the smallest."""
    for size in style.sizes:
        if sum(words) <= _Scale(size, style.across(size)).room(measure, len(words)):
            return size
    return style.sizes[-1]


def _shared(
    columns: Sequence[Column], least: Sequence[float], wish: Sequence[float], measure: float
) -> list[float]:
    """The measure in the columns' shares; those without one get what is left by what they need."""
    shares = [None if column.share is None else column.share * measure for column in columns]
    open_columns = [n for n, share in enumerate(shares) if share is None]
    rest = measure - sum(share for share in shares if share is not None)
    at_least = sum(least[n] for n in open_columns)  # though the shares together ask for everything
    fitted = distribute(
        [least[n] for n in open_columns], [wish[n] for n in open_columns], max(rest, at_least)
    )
    widths = dict(zip(open_columns, fitted, strict=True))
    full = [widths[n] if share is None else share for n, share in enumerate(shares)]
    return [width * measure / sum(full) for width in full]


def _with_set_heads(least: Sequence[float], head: Sequence[Box]) -> list[float]:
    """The widths that cannot be broken, of heads whose lines were told (人员, 到位) each of those lines."""
    widths = list(least)
    for box in head:
        if box.columns == 1 and "\n" in box.ink.text:
            widths[box.column] = max(widths[box.column], longest_line(box.ink))
    return widths


def _level(widths: Sequence[float], columns: Sequence[Column]) -> list[float]:
    """Widths in which columns of one share are alike."""
    return [
        max(widths[m] for m, other in enumerate(columns) if m == n or own.share == other.share is not None)
        for n, own in enumerate(columns)
    ]


def _needed_widths(count: int, head: Sequence[Box], body: Sequence[Box]) -> list[float]:
    """Per column what its cells need on one line and long heads on two, in parts of the size."""
    needed, _ = _demands(count, (*head, *body))
    for boxes, lines in ((body, 1), (head, 2)):
        for box in sorted(boxes, key=lambda each: each.columns):
            own = range(box.column, box.column + box.columns)
            line = longest_line(box.ink)
            lacking = min(line if line <= _SHORT else line / lines, READABLE) - sum(needed[n] for n in own)
            for n in own:
                needed[n] += max(0.0, lacking) / box.columns
    return needed


def _demands(count: int, boxes: Sequence[Box]) -> tuple[list[float], list[float]]:
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
