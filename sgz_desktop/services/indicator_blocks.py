"""Blocks of cells: read from and written for Excel and WPS, planned for a grid before anything is written."""

import csv
import io
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.checks import refuse_figure
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.indicator_grid import Grid, Spot, Tone

Block = tuple[tuple[str, ...], ...]
Reader = Callable[[str], Decimal | None]

MOST_TEXT = 1_000_000
_DASHES = frozenset("-—–―/ ")
_NAMED = 3
_HALF_A_HUNDREDTH, _HALF_A_WHOLE = Decimal("0.005"), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells within a grid."""

    top: int
    left: int
    rows: int = 1
    columns: int = 1

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell, line by line."""
        for row in range(self.top, self.top + self.rows):
            for column in range(self.left, self.left + self.columns):
                yield row, column


class Way(StrEnum):
    """Where a fill goes."""

    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Plan:
    """Figures that are going to be written, the cells they fill, and what there is to say about it."""

    figures: Mapping[Spot, Decimal | None]
    area: Area
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many cells are written."""
        return len(self.figures)

    @property
    def spots(self) -> Collection[Spot]:
        """The cells that are written."""
        return self.figures.keys()


@dataclass(frozen=True, slots=True)
class Sums:
    """What the status line says of a selection: cells, figures among them, and the sum of amounts."""

    cells: int
    figures: int
    total: Decimal | None


class NothingToPaste(SgzError):
    """The clipboard has no text."""

    def __init__(self) -> None:
        super().__init__("剪贴板里没有可以粘贴的表格或数字。")


class TooLarge(SgzError):
    """A block does not fit into the grid."""

    def __init__(self, rows: int, columns: int, room: tuple[int, int]) -> None:
        super().__init__(
            f"没有粘贴：复制来的是 {rows} 行 {columns} 列，从这一格起只放得下 {room[0]} 行 {room[1]} 列。"
            "请只复制数字（不带表头和名称），或者先添加片区和指标。"
        )


class TooMuchText(SgzError):
    """More text than any such table has."""

    def __init__(self) -> None:
        super().__init__("没有粘贴：剪贴板里的文字太多，不像是一张指标表。")


class NoFigures(SgzError):
    """Some texts are no figures."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(f"没有粘贴，一格也没有改：{_listed(places)}。请在原表里改好再粘贴。")


class NoRates(SgzError):
    """What lies on the rates does not look like rates, so that the columns are likely shifted."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            f"没有粘贴，一格也没有改：{_listed(places)}。"
            "原表的列可能与这里错开了：这里每项指标依次是协议量、完成量、百分比三列。"
        )


class NothingToFill(SgzError):
    """There is no cell to fill from."""

    def __init__(self) -> None:
        super().__init__("没有可以照着填充的格子：请从有数字的那一格开始，选到要填的最后一格。")


def read_block(text: str) -> Block:
    """The cells of a text as a spreadsheet hands it over: tabs, lines, quotes; no blank lines at its end.

    Raises TooMuchText and NothingToPaste.
    """
    if len(text) > MOST_TEXT:
        raise TooMuchText
    try:
        lines = [*csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)]
    except csv.Error:
        lines = [each.split("\t") for each in text.splitlines()]  # a quote of the text's own
    cells = [[each.strip() for each in line] for line in lines]
    while cells and not any(cells[-1]):
        cells.pop()
    width = max((number + 1 for line in cells for number, each in enumerate(line) if each), default=0)
    if not width:
        raise NothingToPaste
    return tuple(tuple([*line, *[""] * width][:width]) for line in cells)


def texts_of(grid: Grid, area: Area) -> Iterator[list[str]]:
    """A block as it is copied, by line."""
    for row in range(area.top, area.top + area.rows):
        yield [grid.cell(row, column).text for column in range(area.left, area.left + area.columns)]


def paste(grid: Grid, area: Area, block: Block, *, read: Reader, read_share: Reader) -> Plan:
    """What pasting a block into a selection writes; blank cells leave alone what is there.

    Amounts go through `read`, what is in per cent through `read_share`.

    A selection of several times its size takes it several times. Raises TooLarge, NoFigures and NoRates,
    each for the whole block.
    """
    target, is_single = _target(grid, area, block), len(block) == len(block[0]) == 1
    work = _Work(grid, read, read_share)
    for row, column in target.cells():
        text = block[(row - target.top) % len(block)][(column - target.left) % len(block[0])]
        work.take(row, column, text, is_single=is_single)
    if work.wrong:
        raise NoFigures(work.wrong)
    return Plan(work.figures, target, tuple(work.notes()))


def clear(grid: Grid, area: Area) -> Plan:
    """Take the typed figures of a block away."""
    return Plan(dict.fromkeys(_spots(grid, area)), area)


def fill(grid: Grid, area: Area, way: Way) -> Plan:
    """Repeat the first row (or column) of a block in the others; one cell alone takes that before it.

    Raises NothingToFill.
    """
    down = way is Way.DOWN
    if (area.rows if down else area.columns) == 1:
        area = _with_one_before(grid, area, down=down)
    figures: dict[Spot, Decimal | None] = {}
    for row, column in area.cells():
        first = (area.top, column) if down else (row, area.left)
        spot = grid.spot(row, column)
        if (row, column) != first and spot is not None and grid.spot(*first) is not None:
            figures[spot] = grid.cell(*first).value
    return Plan(figures, area)


def summed(grid: Grid, area: Area) -> Sums:
    """How many cells and figures a block has, and what its amounts add up to; rates are not added."""
    values = [(grid.cell(*each).value, _is_rate(grid, *each)) for each in area.cells()]
    amounts = [value for value, is_rate in values if value is not None and not is_rate]
    known = sum(value is not None for value, _ in values)
    return Sums(len(values), known, sum(amounts, Decimal(0)) if amounts else None)


@dataclass(slots=True)
class _Work:
    """A block while it is read into a grid, cell by cell."""

    grid: Grid
    read: Reader
    read_share: Reader
    figures: dict[Spot, Decimal | None] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    kept: int = 0
    computed: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, row: int, column: int, text: str, *, is_single: bool) -> None:
        """One cell: a figure, nothing, or what is worked out here."""
        spot = self.grid.spot(row, column)
        if spot is None:
            if not is_single and not _is_blank(text) and not text.startswith("#"):
                self.computed.append((row, column, text))
        elif _is_blank(text):
            shown = self.grid.cell(row, column)
            self.kept += shown.value is not None and shown.tone is not Tone.SUMMED
        else:
            try:
                figure = self._read(row, column, text)
                if figure is not None:
                    refuse_figure(spot.figure, figure)
            except Refused as refused:
                self.wrong.append(
                    f"{self.grid.place(row, column)}是“{_short(text)}”，{refused.sentence[:-1]}"
                )
            else:
                self.figures[spot] = figure

    def _read(self, row: int, column: int, text: str) -> Decimal | None:
        read = self.read_share if self.grid.is_share(row, column) else self.read
        return read(text)

    def _printed(self, row: int, column: int, text: str) -> Decimal | None:
        """The figure that stands in the copied table where one is worked out here."""
        try:
            return self._read(row, column, text)
        except Refused:
            return None

    def notes(self) -> Iterator[str]:
        """What is worth a second look. Raises NoRates."""
        if self.kept:
            yield f"空白的 {self.kept} 格保留了原来的数"
        after = self.grid.with_figures(self.figures)
        unfit, other = [], []
        for row, column, text in self.computed:
            cell = after.cell(row, column)
            printed = self._printed(row, column, text)
            is_rate = _is_rate(self.grid, row, column)
            if is_rate and not _like_rate(text, printed, cell.value):
                unfit.append(f"{self.grid.place(row, column)}是“{_short(text)}”，不像百分比")
            elif (
                printed is not None
                and cell.value is not None
                and not _same(printed, cell.value, is_rate=is_rate)
            ):
                other.append(f"{self.grid.place(row, column)}原表是 {_short(text)}，算出来是 {cell.text}")
        if unfit:
            raise NoRates(unfit)
        if other:
            yield _listed(other)


def _target(grid: Grid, area: Area, block: Block) -> Area:
    """The cells a block goes to: the selection where that is several times its size, else from its corner."""
    rows, columns = len(block), len(block[0])
    if area.rows % rows == 0 and area.columns % columns == 0:
        return area
    room = len(grid.rows) - area.top, len(grid.heads) - area.left
    if rows > room[0] or columns > room[1]:
        raise TooLarge(rows, columns, room)
    return Area(area.top, area.left, rows, columns)


def _with_one_before(grid: Grid, area: Area, *, down: bool) -> Area:
    if down and area.top:
        return Area(area.top - 1, area.left, area.rows + 1, area.columns)
    before = [each for each in range(area.left) if grid.spot(area.top, each) is not None]
    if down or not before:
        raise NothingToFill
    return Area(area.top, before[-1], area.rows, area.left + 1 - before[-1])


def _spots(grid: Grid, area: Area) -> Iterator[Spot]:
    for each in area.cells():
        spot = grid.spot(*each)
        if spot is not None:
            yield spot


def _is_rate(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is worked out by indicator, and so no amount."""
    return grid.spot(row, column) is None and grid.indicator(row, column) is not None


def _is_blank(text: str) -> bool:
    return set(unicodedata.normalize("NFKC", text)) <= _DASHES


def _like_rate(text: str, printed: Decimal | None, rate: Decimal | None) -> bool:
    """Whether a text can be a rate: it bears the sign, or it is the rate, in per cent or as a share."""
    if "%" in unicodedata.normalize("NFKC", text):
        return True
    return printed is not None and rate is not None and _same(printed, rate, is_rate=True)


def _same(printed: Decimal, computed: Decimal, *, is_rate: bool) -> bool:
    if not is_rate:
        return printed == computed
    return abs(printed - computed) <= _nearness(printed) or abs(printed * 100 - computed) <= _HALF_A_WHOLE


def _nearness(printed: Decimal) -> Decimal:
    """A rate may be printed without its decimals."""
    return _HALF_A_WHOLE if printed == printed.to_integral_value() else _HALF_A_HUNDREDTH


def _listed(places: Sequence[str]) -> str:
    more = f"，等 {len(places)} 处" if len(places) > _NAMED else ""
    return f"{'；'.join(places[:_NAMED])}{more}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 12 else f"{line[:12]}…"


def told(sums: Sums) -> str:
    """A selection in words: 选了 6 格 · 个数 5 · 合计 1445."""
    parts = [f"选了 {sums.cells} 格", f"个数 {sums.figures}"]
    if sums.total is not None:
        parts.append(f"合计 {decimal_text(sums.total)}")
    return " · ".join(parts)
