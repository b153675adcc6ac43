"""附件2 as it is entered: months with ticks and counts, or who the workers are, with what each cell tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, Worker
from sgz_desktop.scoring.duty import Attendance, MonthCount, Tally, WorkerCount, attendance_of
from sgz_desktop.services.indicator_grid import ColumnHead
from sgz_desktop.services.tables.attendance_cells import (
    CERTIFICATE_NAMES,
    TICK_SIGNS,
    YES_NO,
    RosterCell,
    Tone,
    count_cell,
    tally_cell,
    tick_cell,
)


class Part(StrEnum):
    """What the grid shows: the months of each worker, or the worker."""

    MONTHS = "months"
    PEOPLE = "people"


COUNT, TOTAL, EXPERIENCED = "stated", "total", "experienced_total"
OVERRIDE = "override"
TICKS = ("present", "insured", "paid")
_TICK_HEADS = ("到位", "社保", "工资", "计")
TICK_NAMES = dict(zip((*TICKS, COUNT), ("人员到位", "社保购买", "工资发放", "到岗数"), strict=True))
PEOPLE_HEADS: Mapping[str, str] = {
    "name": "姓名",
    "post": "岗位",
    "certificate": "证书",
    "credential": "资质说明",
    "related_degree": "相关专业",
    "contract_start": "合同开始",
    "contract_end": "合同结束",
    "joined_on": "到岗日期",
    "left_on": "离岗日期",
    "experienced": "从业≥2年",
    "experienced_from": "满两年日期",
    "remark": "备注",
}
"""The fields of a worker in the order of their columns, with their heads."""
_SUM_HEADS = {TOTAL: "小计", EXPERIENCED: "≥2年"}
_WANTED = frozenset(("certificate", "experienced"))
_SECTIONS: tuple[tuple[bool | None, str], ...] = ((True, "持证小计"), (False, "非持证小计"), (None, ""))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell is kept: a field of a worker, or of the worker's month such as 2023-08."""

    worker_id: UUID
    field: str
    month: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field, of a month or of the worker, or a sum of months."""

    head: ColumnHead
    field: str
    month: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A worker, or a sum: of the certified, of the others, of all (`certified` None)."""

    name: str
    worker: Worker | None = None
    certified: bool | None = None


class RosterGrid:
    """Cells by row and column. Months: by certificate, with subtotals; people: in their order, one a row."""

    def __init__(self, dossier: Dossier, part: Part, *, before: "RosterGrid | None" = None) -> None:
        """`before` is what was shown of an earlier state: what cannot have changed since is taken from it."""
        self._dossier = dossier
        self.part = part
        self.months = _months(dossier)
        self.columns = tuple(_month_columns(self.months) if part is Part.MONTHS else _people_columns())
        self.heads = tuple(each.head for each in self.columns)
        self.lines = tuple(_sectioned(dossier) if part is Part.MONTHS else _listed(dossier))
        self.rows = tuple(each.name for each in self.lines)
        self.corner = "姓名" if part is Part.MONTHS else "序号"
        self._cells: dict[tuple[int, int], RosterCell] = {}
        if before is not None and self.is_alike(before):
            self._cells.update(before._cells)
            for each in self.changed_cells(before):
                self._cells.pop(each, None)

    @property
    def has_period(self) -> bool:
        """Whether the dates of the assessment period are known, without which nothing is counted."""
        head = self._dossier.evaluation
        return head.period_start is not None and head.period_end is not None

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The workers in the order of the rows."""
        return tuple(each.worker for each in self.lines if each.worker is not None)

    def worker(self, row: int) -> Worker | None:
        """The worker of a row; None for a sum."""
        return self.lines[row].worker if 0 <= row < len(self.lines) else None

    def is_total(self, row: int) -> bool:
        """Whether a row adds up others."""
        return self.lines[row].worker is None

    def row_of(self, worker_id: UUID | None) -> int | None:
        """The row of a worker."""
        return next(
            (row for row, each in enumerate(self.lines) if each.worker and each.worker.id == worker_id), None
        )

    def spot(self, row: int, column: int) -> Spot | None:
        """Where a cell is kept; None for one that is worked out."""
        worker, what = self.worker(row), self.columns[column]
        if worker is None or what.field in _SUM_HEADS:
            return None
        return Spot(worker.id, what.field, what.month)

    def is_tick(self, column: int) -> bool:
        """Whether a column holds ticks."""
        return self.columns[column].field in TICKS

    def record(self, worker_id: UUID, month: str) -> DutyMonth | None:
        """What is kept of a worker's month."""
        return self._dossier.duty_by_key.get((worker_id, month))

    def count(self, worker_id: UUID, month: str) -> MonthCount | None:
        """What a worker's month counts and why; None without the period's dates."""
        return self._by_month.get((worker_id, month))

    def employed(self, worker: Worker, month: str) -> bool:
        """Whether a month has days of a worker's contract."""
        first = worker.first_day is None or f"{worker.first_day:%Y-%m}" <= month
        return first and (worker.last_day is None or f"{worker.last_day:%Y-%m}" >= month)

    def cell(self, row: int, column: int) -> RosterCell:
        """What a cell shows."""
        found = self._cells.get((row, column))
        if found is None:
            line, what = self.lines[row], self.columns[column]
            found = self._sum(line, what) if line.worker is None else self._of(line.worker, what)
            self._cells[row, column] = found
        return found

    def place(self, row: int, column: int) -> str:
        """A cell in words: 社工14 2023年10月的人员到位."""
        what, name = self.columns[column], self.rows[row]
        if what.month:
            return f"{name} {month_text(what.month)}的{TICK_NAMES[what.field]}"
        worker = self.worker(row)
        shown = name if self.part is Part.MONTHS or worker is None else worker.name
        return f"{shown}的{PEOPLE_HEADS.get(what.field) or _SUM_NAMES[what.field]}"

    def marked(self, *tones: Tone) -> tuple[tuple[int, int], ...]:
        """Row and column of the workers' cells of these tones; ticks and sums only where they tell."""
        return tuple(
            (row, column)
            for row, column, tone in self._telling
            if tone in tones and _tells(self.columns[column].field, tones)
        )

    def outside(self) -> int:
        """How many months are kept that do not lie in the period, and so do not count."""
        shown = frozenset(self.months)
        return sum(each.month not in shown for each in self._dossier.duty_months)

    def is_alike(self, other: "RosterGrid") -> bool:
        """Whether another grid has the same rows and columns."""
        ids = [[each.worker.id if each.worker else None for each in grid.lines] for grid in (self, other)]
        return self.part is other.part and ids[0] == ids[1] and self.heads == other.heads

    def changed_cells(self, before: "RosterGrid") -> tuple[tuple[int, int], ...]:
        """Row and column of what may show something else than in an alike grid of an earlier state."""
        rows, months = range(len(self.lines)), self._changed_months(before)
        head, was = self._dossier.evaluation, before._dossier.evaluation
        if (head.period_start, head.period_end) != (was.period_start, was.period_end):
            return tuple((row, column) for row in rows for column in range(len(self.columns)))
        whole = {row for row in rows if self.lines[row].worker is not before.lines[row].worker}
        if whole:
            whole |= {row for row in rows if self.is_total(row)}
        of_any = frozenset[str]().union(*months.values())
        return tuple(
            (row, column)
            for row, line in enumerate(self.lines)
            if row in whole or (of_any if line.worker is None else line.worker.id in months)
            for column, what in enumerate(self.columns)
            if row in whole
            or what.field in _SUM_HEADS
            or what.month in (of_any if line.worker is None else months[line.worker.id])
        )

    def _changed_months(self, before: "RosterGrid") -> Mapping[UUID, set[str]]:
        """By worker the months of which something else is kept: unchanged records stay the same objects."""
        found: dict[UUID, set[str]] = {}
        now, then = self._dossier.duty_months, before._dossier.duty_months
        for several, others in ((now, then), (then, now)):
            known = set(map(id, others))
            for each in several:
                if id(each) not in known:
                    found.setdefault(each.worker_id, set()).add(each.month)
        return found

    @cached_property
    def _telling(self) -> tuple[tuple[int, int, Tone], ...]:
        """Row, column and tone of the workers' cells that want something of their reader."""
        cells = (
            (row, column, self.cell(row, column).tone)
            for row, line in enumerate(self.lines)
            if line.worker is not None
            for column in range(len(self.columns))
        )
        return tuple(each for each in cells if each[2] is not Tone.PLAIN)

    @cached_property
    def _counted(self) -> Attendance | None:
        return attendance_of(self._dossier)

    @cached_property
    def _counts(self) -> Mapping[UUID, WorkerCount]:
        counted = () if self._counted is None else self._counted.workers
        return {each.worker.id: each for each in counted}

    @cached_property
    def _by_month(self) -> Mapping[tuple[UUID, str], MonthCount]:
        return {(key, each.month): each for key, count in self._counts.items() for each in count.months}

    def _of(self, worker: Worker, what: Column) -> RosterCell:
        if what.field in _SUM_HEADS:
            return self._own_sum(worker, what.field)
        if not what.month:
            return _person_cell(worker, what.field)
        record, count = self.record(worker.id, what.month), self.count(worker.id, what.month)
        if what.field == COUNT:
            return count_cell(worker, record, count)
        return tick_cell(worker, record, what.field, count)

    def _own_sum(self, worker: Worker, field: str) -> RosterCell:
        counted = self._counts.get(worker.id)
        if counted is None:
            return RosterCell()
        tally = counted.total if field == TOTAL else counted.experienced
        stated = worker.stated_months if field == TOTAL else worker.stated_experienced
        return tally_cell(tally, stated, "个月")

    def _sum(self, line: Row, what: Column) -> RosterCell:
        if self._counted is None or (what.month and what.field != COUNT):
            return RosterCell()
        if what.month:
            return tally_cell(self._of_month(line, what.month), None, "个人次")
        of = self._counted.total if what.field == TOTAL else self._counted.experienced
        return tally_cell(of(certified=line.certified), None, "个部分")

    def _of_month(self, line: Row, month: str) -> Tally:
        known, open_parts = Decimal(0), 0
        for each in self._counts.values():
            months = self._by_month[each.worker.id, month].months
            is_either = line.certified is not None and each.worker.certified is None and months != 0
            if line.certified is not None and each.worker.certified is not line.certified:
                open_parts += is_either
            elif months is None:
                open_parts += 1
            else:
                known += months
        return Tally(known, open_parts)


def _tells(field: str, tones: Sequence[Tone]) -> bool:
    """Whether a column is the one that tells of these tones: what is open is open in its sum as well."""
    if field in _SUM_HEADS:
        return Tone.DIFFERENT in tones
    return field not in TICKS or Tone.LACKING in tones


_SUM_NAMES = {TOTAL: "到岗小计", EXPERIENCED: "从业两年以上到岗小计"}


def month_text(month: str) -> str:
    """2023年8月."""
    return f"{month[:4]}年{int(month[5:])}月"


def _months(dossier: Dossier) -> tuple[str, ...]:
    """The months of the period; without its dates those that anything is kept of."""
    start, end = dossier.evaluation.period_start, dossier.evaluation.period_end
    if start is None or end is None:
        return tuple(sorted({each.month for each in dossier.duty_months}))
    first, last = (each.year * 12 + each.month - 1 for each in (start, end))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))


def _month_columns(months: Sequence[str]) -> Iterator[Column]:
    for number, month in enumerate(months):
        for field, lower in zip((*TICKS, COUNT), _TICK_HEADS, strict=True):
            yield Column(ColumnHead(month_text(month), lower, 4 * number, 4), field, month)
    if months:
        for field, lower in _SUM_HEADS.items():
            yield Column(ColumnHead("到岗", lower, 4 * len(months), 2), field)


def _people_columns() -> Iterator[Column]:
    for number, (field, head) in enumerate(PEOPLE_HEADS.items()):
        yield Column(ColumnHead("", head, number, 1), field)


def _sectioned(dossier: Dossier) -> Iterator[Row]:
    """The certified with their sum, the others with theirs, those of whom it is not known, and all."""
    for certified, name in _SECTIONS:
        workers = [each for each in dossier.workers if each.certified is certified]
        for each in workers:
            yield Row(each.name, each, certified)
        if workers and name:
            yield Row(name, None, certified)
    if dossier.workers:
        yield Row("总计")


def _listed(dossier: Dossier) -> Iterator[Row]:
    for number, each in enumerate(dossier.workers, 1):
        yield Row(f"{number} {each.name}", each, each.certified)


def _person_cell(worker: Worker, field: str) -> RosterCell:
    value = getattr(worker, field)
    text = value_text(field, value)
    if value is None and field in _WANTED:
        return RosterCell(
            "待核", None, Tone.OPEN, f"{PEOPLE_HEADS[field]}还没有核实，有关的小计因此待核。", ""
        )
    return RosterCell(text, value, entry=text)


def value_text(field: str, value: Any) -> str:
    """A worker's or month's field as it is shown and typed."""
    if value is None:
        return ""
    if isinstance(value, Certificate):
        return CERTIFICATE_NAMES[value]
    if isinstance(value, Tick):
        return TICK_SIGNS[value]
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return value.isoformat()
    return decimal_text(value) if isinstance(value, Decimal) else str(value)
