"""What is said of the current cell of the roster: what it counts, why, from where, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from sgz_desktop.domain.staffing import DutyMonth, Worker
from sgz_desktop.services.tables.attendance_cells import CERTIFICATE_NAMES
from sgz_desktop.services.tables.attendance_grid import COUNT, TICKS, RosterGrid
from sgz_desktop.services.tables.sources import cell_of


@dataclass(frozen=True, slots=True)
class About:
    """One cell in words; parts that have nothing to say are empty."""

    place: str
    sentence: str = ""
    source: str = ""
    person: str = ""


def about(grid: RosterGrid, row: int, column: int) -> About:
    """What there is to say about a cell."""
    worker, what, cell = grid.worker(row), grid.columns[column], grid.cell(row, column)
    place = grid.place(row, column)
    if worker is None:
        return About(place, cell.hint)
    if not what.month:
        origin = _origin(cell_of(Worker.kind, worker.source, what.field))
        return About(place, cell.hint, origin, person_text(worker))
    record = grid.record(worker.id, what.month)
    counted = grid.cell(row, column + _to_count(grid, column))
    said = cell.hint if cell.hint == counted.hint else f"{cell.hint}{counted.hint}"
    if record is None:
        return About(place, said, "还没有到岗记录", person_text(worker))
    field = what.field if what.field in TICKS or record.stated is None else "stated"
    return About(place, said, _origin(cell_of(DutyMonth.kind, record.source, field)), person_text(worker))


def _to_count(grid: RosterGrid, column: int) -> int:
    """How far the month's count is from one of its columns."""
    return next(each for each in range(4) if grid.columns[column + each].field == COUNT)


def _origin(source: str) -> str:
    return f"来自 {source}" if source else "在程序里录入"


def person_text(worker: Worker) -> str:
    """A worker's post, certificate, dates and remark in one line."""
    return " · ".join(_person(worker))


def _person(worker: Worker) -> Iterator[str]:
    if worker.post:
        yield worker.post
    yield "证书待核" if worker.certificate is None else CERTIFICATE_NAMES[worker.certificate]
    start, end = worker.contract_start, worker.contract_end
    if start or end:
        yield f"合同 {start or '？'} 至 {end or '？'}"
    if worker.joined_on:
        yield f"{worker.joined_on} 到岗"
    if worker.left_on:
        yield f"{worker.left_on} 离岗"
    if worker.experienced_from:
        yield f"{worker.experienced_from} 满两年"
    elif worker.experienced is None:
        yield "从业年限待核"
    else:
        yield "从业两年以上" if worker.experienced else "从业不满两年"
    if worker.remark:
        yield worker.remark
