"""附件2: the roster with three ticks a month under heads of two levels, sums, and the line of retention."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sgz_desktop.domain.staffing import DutyMonth, Worker
from sgz_desktop.exports.report import Align, Field, PageForm, Passage, QuantityRef, Source
from sgz_desktop.exports.workbook import CellLook
from sgz_desktop.scoring.duty import Tally, WorkerCount
from sgz_desktop.services.reporting.annex_grid import (
    AnnexContent,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    abreast,
    head,
)
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.phrases import long_date
from sgz_desktop.services.reporting.roster import FIELDS, TICKS, Roster, Section, month_heads, roster_of
from sgz_desktop.services.reporting.roster_lines import (
    OPEN,
    SIGNATURE,
    retention_cells,
    retention_formula,
    roster_titles,
)
from sgz_desktop.services.reporting.roster_notes import roster_notes, tally_text
from sgz_desktop.services.tables.matching import zone_in

_OWN = Passage("annex_note")
_TICK_HEADS = ("人员\n到位", "社保\n购买", "工资\n发放")
_TICK, _FIGURE = GridColumn(5, 6.3), GridColumn(7.5, 11)
_MOST_ON_A4 = 5  # months of three ticks
_TYPE, _ROOMY_TYPE = 7.0, 7.5  # points, for ticks
_MOST_ROOMY = 10  # months of ticks in the larger type, on A3
_MOST_FIGURES_ON_A4 = 12
_TYPE_OF_FIGURES = 9.0  # points
_SUM_COLUMNS = (GridColumn(9, 12), GridColumn(12, 16), GridColumn(24, 27, Align.LEFT))
_REMARK_ON_A4 = 20  # millimetres
_SUM_HEADS = ("到岗小计", "符合从业2年\n以上的社工\n到岗小计", "备注")


def roster_annex(draft: Draft) -> AnnexContent | None:
    """The annex; None without a roster that can be counted."""
    roster = roster_of(draft.dossier)
    if roster is None:
        return None
    shares = abreast(roster.months)
    whole = _Writer(draft, roster, roster.months, is_last=True).grid()
    return AnnexContent(
        above=tuple(roster_titles(draft)),
        whole=whole,
        parts=tuple(_Writer(draft, roster, months, is_last=months is shares[-1]).grid() for months in shares),
        notes=roster_notes(roster, has_open=any(_is_open(each) for row in whole.body for each in row)),
        signature=SIGNATURE,
        form=_form(roster, shares[0]),
        frozen_columns=3,
    )


def _is_open(cell: GridCell) -> bool:
    return isinstance(cell.value, str) and cell.value.startswith(OPEN)


def _form(roster: Roster, months: Sequence[str]) -> PageForm:
    """The sheet on which so many months can be read side by side."""
    on_a4 = _MOST_ON_A4 if roster.ticked else _MOST_FIGURES_ON_A4
    return PageForm.LANDSCAPE if len(months) <= on_a4 else PageForm.WIDE


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the roster with some of its months; the sums stand in the last of several tables."""

    draft: Draft
    roster: Roster
    months: Sequence[str]
    is_last: bool

    @property
    def _zones(self) -> bool:
        """Whether the zone has a column of its own, since the posts do not tell it."""
        zones = self.roster.dossier.zones
        known = (each.worker for each in self.roster.counted.workers)
        told = [(each.zone_id, zone_in(each.post, zones)) for each in known]
        return any(own is not None and (post is None or post.id != own) for own, post in told)

    @property
    def _span(self) -> int:
        """The columns of one month."""
        return len(FIELDS) if self.roster.ticked else 1

    @property
    def _labels(self) -> int:
        """The columns before the months."""
        return 7 if self._zones else 6

    def grid(self) -> Grid:
        """Heads, workers by section with their sums, and the sums of all."""
        zone = (GridColumn(9, 13),) if self._zones else ()
        about = (GridColumn(7, 14), GridColumn(5, 8), GridColumn(9, 14), GridColumn(12, 17))
        terms = (GridColumn(22, 28), GridColumn(18, 25))
        month = _TICK if self.roster.ticked else _FIGURE
        return Grid(
            columns=(
                *(*about, *zone, *terms, *((month,) * (self._span * len(self.months)))),
                *(self._sum_columns() if self.is_last else ()),
            ),
            head=tuple(self._head()),
            body=tuple(self._body()),
            largest=self._type(),
        )

    def _is_wide(self) -> bool:
        return _form(self.roster, self.months) is PageForm.WIDE

    def _sum_columns(self) -> tuple[GridColumn, ...]:
        *sums, remark = _SUM_COLUMNS
        return (*sums, remark if self._is_wide() else replace(remark, millimetres=_REMARK_ON_A4))

    def _type(self) -> float:
        if not self.roster.ticked:
            return _TYPE_OF_FIGURES
        return _ROOMY_TYPE if self._is_wide() and len(self.months) <= _MOST_ROOMY else _TYPE

    def _head(self) -> Iterator[GridRow]:
        rows = 2 if self.roster.ticked else 1
        names = [
            "类型",
            "序号",
            "姓名",
            "职位",
            *(["片区"] if self._zones else []),
            "岗位资格证/资质",
            "合同期限",
        ]
        over = month_heads(self.months)
        upper = [head(each, rows=rows) for each in names]
        upper += [head(over[each], columns=self._span) for each in self.months]
        yield (*upper, *(head(each, rows=rows) for each in _SUM_HEADS if self.is_last))
        if self.roster.ticked:
            yield tuple(head(each) for _ in self.months for each in _TICK_HEADS)

    def _body(self) -> Iterator[GridRow]:
        for section in self.roster.sections:
            yield from self._workers(section)
            if section.certified is not None:
                yield self._sum(section)
        counted = self.roster.counted
        if self.roster.ticked:
            yield (
                self._label("每月人员到位、社保购买、工资发放情况总计"),
                *(self._ticks(month, field) for month in self.months for field in FIELDS),
                *self._totals(counted.total(), counted.experienced(), "attendance.actual"),
            )
        yield (
            self._label("社工有效人次总计（即持证社工及非持证社工有效人次总数）"),
            *(self._month_sum(month) for month in self.months),
            *self._totals(counted.total(), counted.experienced(), "attendance.actual"),
        )
        if self.is_last:
            yield self._retention()

    def _workers(self, section: Section) -> Iterator[GridRow]:
        for number, count in enumerate(section.workers):
            kind = GridCell(value=section.name, rows=len(section.workers), source=Passage("annex_head"))
            yield (
                *((kind,) if number == 0 else ()),
                GridCell(value=section.first + number, source=Passage("numbering")),
                *self._about(count.worker),
                *(each for month in self.months for each in self._month(count, month)),
                *self._own_sums(count),
            )

    def _about(self, worker: Worker) -> Iterator[GridCell]:
        name = partial(Field, Worker.kind, worker.id)
        zone = next((each.name for each in self.roster.dossier.zones if each.id == worker.zone_id), None)
        yield GridCell(value=worker.name, source=name("name"))
        yield GridCell(value=worker.post or None, source=name("post"))
        if self._zones:
            yield GridCell(value=zone, source=name("zone_id"))
        credential = worker.credential or (worker.certificate and _CERTIFICATES.get(worker.certificate))
        yield GridCell(value=credential, source=name("credential"))
        yield GridCell(value=_term(worker), source=name("contract_start"))

    def _month(self, count: WorkerCount, month: str) -> Iterator[GridCell]:
        record = self.roster.record(count.worker.id, month)
        if record is None:
            yield from (GridCell(source=_OWN) for _ in range(self._span))
            return
        source = partial(Field, DutyMonth.kind, record.id)
        starred = record.override is not None
        if not self.roster.ticked or record.stated is not None:
            look = CellLook.NUMBER
            yield GridCell(value=record.stated, source=source("stated"), look=look, starred=starred)
        else:
            shown = record.present and TICKS[record.present]
            yield GridCell(value=shown, source=source("present"), starred=starred)
        for field in FIELDS[1 : self._span]:
            tick = getattr(record, field)
            yield GridCell(value=tick and TICKS[tick], source=source(field))

    def _own_sums(self, count: WorkerCount) -> Iterator[GridCell]:
        if not self.is_last:
            return
        worker = str(count.worker.id)
        for key, tally in (("actual", count.total), ("experienced_actual", count.experienced)):
            source = QuantityRef(f"attendance.{key}", worker)
            value = OPEN if tally.value is None else tally.value
            yield GridCell(value=value, source=source, look=CellLook.NUMBER)
        remark = Field(Worker.kind, count.worker.id, "remark")
        yield GridCell(value=_remark(count.worker), source=remark, look=CellLook.TEXT)

    def _sum(self, section: Section) -> GridRow:
        counted, kind = self.roster.counted, section.certified
        return (
            self._label(f"{section.name}有效人次小计"),
            *(self._month_sum(month, certified=kind) for month in self.months),
            *self._totals(
                counted.total(certified=kind),
                counted.experienced(certified=kind),
                "attendance.certified_actual" if kind else "attendance.actual",
                "" if kind else "uncertified",
            ),
        )

    def _label(self, text: str) -> GridCell:
        return GridCell(value=text, look=CellLook.TOTAL, columns=self._labels)

    def _month_sum(self, month: str, *, certified: bool | None = None) -> GridCell:
        tally = self.roster.month_tally(month, certified=certified)
        key = "attendance.certified_actual" if certified else "attendance.actual"
        return _tally_cell(tally, QuantityRef(key, month), columns=self._span)

    def _ticks(self, month: str, field: str) -> GridCell:
        source = QuantityRef("attendance.actual", f"{month}.{field}")
        return GridCell(value=self.roster.ticks(month, field), source=source, look=CellLook.SUM)

    def _totals(self, months: Tally, experienced: Tally, key: str, detail: str = "") -> Iterator[GridCell]:
        if self.is_last:
            yield _tally_cell(months, QuantityRef(key, detail))
            yield _tally_cell(experienced, QuantityRef("attendance.experienced_actual", detail))
            yield GridCell(source=_OWN)

    def _retention(self) -> GridRow:
        room = self._span * len(self.months)
        wide = min(2 * len(FIELDS), room - 1) if room > 1 else 1
        return (
            self._label(f"社工站稳岗率（{retention_formula(self.draft)}）"),
            *retention_cells(self.draft, columns=wide, rest=room - wide + len(_SUM_COLUMNS)),
        )


_CERTIFICATES: dict[str, str] = {
    "senior": "高级社工师",
    "intermediate": "中级社工师",
    "assistant": "助理社工师",
}


def _tally_cell(tally: Tally, source: Source, *, columns: int = 1) -> GridCell:
    value = tally_text(tally.known) if tally.value is None else tally.value
    return GridCell(value=value, source=source, look=CellLook.SUM, columns=columns)


def _term(worker: Worker) -> str | None:
    """The contract in two lines; one end alone as what it is."""
    start, end = worker.contract_start, worker.contract_end
    if start and end:
        return f"{long_date(start)}至\n{long_date(end)}"
    if start:
        return f"{long_date(start)}起"
    return f"{long_date(end)}止" if end else None


def _remark(worker: Worker) -> str | None:
    """The remark, and what is known of coming and leaving where it does not say so."""
    told = [
        f"{long_date(day)}{words}"
        for day, words in ((worker.joined_on, "到岗"), (worker.left_on, "离岗"))
        if day is not None and long_date(day) not in worker.remark
    ]
    if not told:
        return worker.remark or None
    return "；".join((*filter(None, [worker.remark.strip().rstrip("。；")]), *told))
