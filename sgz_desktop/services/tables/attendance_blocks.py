"""Blocks of the roster: ticked, filled, cleared, copied, pasted from Excel and WPS; planned whole first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.indicator_blocks import Area, Block, NothingToFill, Way
from sgz_desktop.services.tables.attendance_cells import Tone
from sgz_desktop.services.tables.attendance_grid import COUNT, OVERRIDE, TICKS, Part, RosterGrid, Spot
from sgz_desktop.services.tables.attendance_readings import EMPTY, FIGURE_OF, kind_of, read_cell
from sgz_desktop.services.tables.matching import squeezed

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be written: values of cells, workers that are new, and what there is to say."""

    values: Mapping[Spot, Any]
    area: Area
    added: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many cells are written."""
        return len(self.values) + sum(len(each) for each in self.added)

    @property
    def spots(self) -> Collection[Spot]:
        """The cells there are already that are written."""
        return self.values.keys()


class NotRead(SgzError):
    """Some texts cannot be what their cells hold, or some rows belong to nobody."""

    def __init__(self, places: Sequence[str]) -> None:
        more = f"，等 {len(places)} 处" if len(places) > _NAMED else ""
        super().__init__(
            f"没有粘贴，一格也没有改：{'；'.join(places[:_NAMED])}{more}。请在原表里改好再粘贴。"
        )


class NoRoom(SgzError):
    """A block does not fit into the roster."""

    def __init__(self, block: tuple[int, int], room: tuple[int, int]) -> None:
        super().__init__(
            f"没有粘贴：复制来的是 {block[0]} 行 {block[1]} 列，从这一格起只放得下 {room[0]} 行 {room[1]} 列"
            "（勾的列只放勾，“计”列另外粘贴）。要添加社工，请粘贴到“资料”的姓名列，或者从工作簿读入。"
        )


def ticked(grid: RosterGrid, area: Area, tick: Tick | None) -> Plan:
    """One tick in every cell of a block that holds ticks; where it has counts alone, the figure there."""
    spots = _spots(grid, area)
    ticks: dict[Spot, Any] = {each: tick for each in spots if each.field in TICKS}
    if ticks:
        return Plan(ticks, area)
    figure = None if tick is None else FIGURE_OF[tick]
    return Plan({each: figure for each in spots if each.field == COUNT}, area)


def run(grid: RosterGrid, area: Area) -> Plan:
    """All three ticks for the workers of a block from its first month to the last of their contract."""
    if grid.part is not Part.MONTHS or not grid.columns[area.left].month:
        return Plan({}, area)
    months = [each for each in grid.months if each >= grid.columns[area.left].month]
    values = {
        Spot(worker.id, name, month): Tick.YES
        for row in range(area.top, area.top + area.rows)
        if (worker := grid.worker(row)) is not None
        for month in months
        if grid.employed(worker, month)
        for name in TICKS
    }
    return Plan(values, area)


def clear(grid: RosterGrid, area: Area) -> Plan:
    """Make the cells of a block unknown; a count that was overridden becomes what it was before."""
    return Plan({_bared(grid, each): EMPTY.get(each.field) for each in _clearable(grid, area)}, area)


def fill(grid: RosterGrid, area: Area, way: Way) -> Plan:
    """Repeat the first row (or column) of a block in the others; one cell alone takes that before it.

    Raises NothingToFill.
    """
    down = way is Way.DOWN
    if (area.rows if down else area.columns) == 1:
        area = _with_one_before(grid, area, down=down)
    values: dict[Spot, Any] = {}
    for row, column in area.cells():
        first = grid.spot(area.top, column) if down else grid.spot(row, area.left)
        spot = grid.spot(row, column)
        if spot is None or first in (None, spot) or first is None:
            continue
        if kind_of(first.field) is kind_of(spot.field) and spot.field != "name":
            start = (area.top, column) if down else (row, area.left)
            values[spot] = _kept(grid, first, *start)
    if not values:
        raise NothingToFill
    return Plan(values, area)


def paste(grid: RosterGrid, area: Area, block: Block) -> Plan:
    """What pasting a block from the corner of a selection writes; blank cells leave alone what is there.

    Ticks go into the columns of ticks and figures into those of counts. A first column of names says whose
    the rows are; names below the last worker of the list are new workers. A selection of several times its
    size takes it several times. Raises NotRead and NoRoom, each for the whole block.
    """
    named = _rows_by_name(grid, block)
    work = _Work(grid)
    if named is not None:
        block = tuple(line[1:] for line in block)
    columns = _columns(grid, area, len(block[0]))
    if named is None:
        rows = _rows(grid, area, len(block), (len(block), len(block[0])))
    else:
        work.wrong += [f"名册里没有“{_short(each)}”" for each in named if isinstance(each, str)]
        rows = [each for each in named if not isinstance(each, str)]
    for number, row in enumerate(rows):
        line = block[number % len(block)]
        if row is not None:
            for place, column in enumerate(columns):
                work.take(row, column, line[place % len(line)])
    if work.wrong:
        raise NotRead(work.wrong)
    return Plan(work.values, _spanned(grid, rows, columns), tuple(work.added()), tuple(work.notes()))


def texts_of(grid: RosterGrid, area: Area) -> Iterator[list[str]]:
    """A block as it is copied, by line: of months with ticks the ticks alone, as their table has them."""
    columns = [*range(area.left, area.left + area.columns)]
    columns = [each for each in columns if grid.is_tick(each)] or columns
    for row in range(area.top, area.top + area.rows):
        yield [_copied(grid, row, column) for column in columns]


@dataclass(slots=True)
class _Work:
    """A block while it is read into the roster, cell by cell."""

    grid: RosterGrid
    values: dict[Spot, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _new: dict[int, dict[str, Any]] = field(default_factory=dict)
    _kept: int = 0

    def take(self, row: int, column: int, text: str) -> None:
        """One cell: a value, or nothing."""
        is_new = row >= len(self.grid.lines)
        spot = None if is_new else self.grid.spot(row, column)
        if (spot is None and not is_new) or not text.strip():
            self._kept += spot is not None and bool(self.grid.cell(row, column).entry)
            return
        name = self.grid.columns[column].field
        try:
            value = read_cell(name, text)
        except Refused as refused:
            place = f"新的第 {row + 1} 行" if is_new else self.grid.place(row, column)
            self.wrong.append(f"{place}是“{_short(text)}”，{refused.sentence.rstrip('。')}")
            return
        if spot is None:
            self._new.setdefault(row, {})[name] = value
        elif value is not None:
            self.values[spot] = value

    def added(self) -> Iterator[Mapping[str, Any]]:
        """The new workers. Raises NotRead where one has no name."""
        unnamed = [f"新的第 {row + 1} 行没有姓名" for row, each in self._new.items() if not each.get("name")]
        if unnamed:
            raise NotRead(unnamed)
        yield from self._new.values()

    def notes(self) -> Iterator[str]:
        """What is worth a second look."""
        if self._kept:
            yield f"空白的 {self._kept} 格保留了原来的内容"
        if self._new:
            yield f"添加了 {len(self._new)} 名社工"


def _rows_by_name(grid: RosterGrid, block: Block) -> list[int | str | None] | None:
    """The row of each line by the names in the first column: None for a sum, the text for nobody's.

    Nothing at all where the first column does not hold names, or is to be pasted as such.
    """
    if grid.part is not Part.MONTHS or len(block[0]) < 2:
        return None
    rows: dict[str, int] = {}
    for row, each in enumerate(grid.rows):
        if grid.worker(row) is not None:
            rows.setdefault(squeezed(each), row)
    texts = [squeezed(line[0]) for line in block]
    known = sum(each in rows for each in texts)
    if known * 2 <= sum(map(bool, texts)) or not known:
        return None
    return [rows.get(each, None if _is_sum(each) else each) for each in texts]


def _is_sum(text: str) -> bool:
    return not text or any(each in text for each in ("计", "合计"))


def _columns(grid: RosterGrid, area: Area, width: int) -> list[int]:
    """The columns that a block goes to: from a tick on ticks, from a count on counts."""
    here = grid.columns[area.left].field
    alike = [
        column
        for column in range(area.left, len(grid.columns))
        if grid.part is Part.PEOPLE
        or (grid.is_tick(column) if here in TICKS else grid.columns[column].field == here)
    ]
    inside = [each for each in alike if each < area.left + area.columns]
    wanted = len(inside) if inside and len(inside) % width == 0 else width
    if wanted > len(alike):
        raise NoRoom((1, width), (1, len(alike)))
    return alike[:wanted]


def _rows(grid: RosterGrid, area: Area, height: int, size: tuple[int, int]) -> list[int | None]:
    wanted = area.rows if area.rows % height == 0 else height
    room = len(grid.lines) - area.top
    takes_new = grid.part is Part.PEOPLE and area.left == 0
    if wanted > room and not takes_new:
        raise NoRoom(size, (room, size[1]))
    return [*range(area.top, area.top + wanted)]


def _spanned(grid: RosterGrid, rows: Sequence[int | None], columns: Sequence[int]) -> Area:
    """The block within the grid that was written to."""
    there = [each for each in rows if each is not None and each < len(grid.lines)] or [0]
    top, left = min(there), columns[0]
    return Area(top, left, max(there) - top + 1, columns[-1] - left + 1)


def _spots(grid: RosterGrid, area: Area) -> list[Spot]:
    return [spot for each in area.cells() if (spot := grid.spot(*each)) is not None]


def _clearable(grid: RosterGrid, area: Area) -> list[Spot]:
    """What there is to clear: names stay, and beside ticks the counts follow by themselves."""
    spots = [each for each in _spots(grid, area) if each.field != "name"]
    ticks = [each for each in spots if each.field in TICKS]
    return ticks or spots


def _bared(grid: RosterGrid, spot: Spot) -> Spot:
    record = grid.record(spot.worker_id, spot.month) if spot.field == COUNT else None
    is_overridden = record is not None and record.override is not None
    return Spot(spot.worker_id, OVERRIDE, spot.month) if is_overridden else spot


def _kept(grid: RosterGrid, spot: Spot, row: int, column: int) -> Any:
    """What is kept of a cell, which is not what a count comes to."""
    if spot.field != COUNT:
        value = grid.cell(row, column).value
        return EMPTY.get(spot.field) if value is None else value
    record: UUID = spot.worker_id
    found = grid.record(record, spot.month)
    return None if found is None else found.stated


def _with_one_before(grid: RosterGrid, area: Area, *, down: bool) -> Area:
    if down and area.top:
        above = area.top - 1 - (grid.is_total(area.top - 1) and area.top > 1)
        return Area(above, area.left, area.top + area.rows - above, area.columns)
    before = [
        each
        for each in range(area.left)
        if kind_of(grid.columns[each].field) is kind_of(grid.columns[area.left].field)
        and grid.spot(area.top, each) is not None
    ]
    if down or not before:
        raise NothingToFill
    return Area(area.top, before[-1], area.rows, area.left + area.columns - before[-1])


def _copied(grid: RosterGrid, row: int, column: int) -> str:
    cell = grid.cell(row, column)
    return cell.entry if cell.tone is Tone.OPEN or cell.value is None else cell.text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 12 else f"{line[:12]}…"
