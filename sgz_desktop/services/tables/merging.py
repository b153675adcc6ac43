"""Several blocks of one annex as one table: 大岗's annex 1 stands in four blocks on two sheets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.tables import (
    AttendanceTable,
    IndicatorTable,
    MoneyTable,
    ResourceTable,
    SatisfactionTable,
    StatedTotals,
    Table,
    TrainingTable,
    WorkerReading,
)
from sgz_desktop.services.tables.matching import squeezed


def annex_of(table: Table) -> Annex:
    """Which annex a table belongs to."""
    return _ANNEXES[type(table)]


def merged(tables: Iterable[Table]) -> tuple[Table, ...]:
    """One table an annex, the blocks in their order; what stands above the first block names it."""
    grouped: dict[Annex, list[Table]] = {}
    for each in tables:
        grouped.setdefault(annex_of(each), []).append(each)
    return tuple(_joined(several) for several in grouped.values())


def _joined(several: Sequence[Table]) -> Table:
    return reduce(_two, several)


def _two(first: Table, second: Table) -> Table:
    if isinstance(first, IndicatorTable) and isinstance(second, IndicatorTable):
        readings, staff = first.readings + second.readings, first.staff + second.staff
        return replace(first, period=first.period or second.period, readings=readings, staff=staff)
    if isinstance(first, AttendanceTable) and isinstance(second, AttendanceTable):
        months = tuple(sorted({*first.months, *second.months}))
        return _rosters(first, second, months)
    if isinstance(first, TrainingTable) and isinstance(second, TrainingTable):
        return replace(first, rows=first.rows + second.rows)
    if isinstance(first, ResourceTable) and isinstance(second, ResourceTable):
        return replace(first, rows=first.rows + second.rows)
    if isinstance(first, SatisfactionTable) and isinstance(second, SatisfactionTable):
        return replace(first, rows=first.rows + second.rows)
    assert isinstance(first, MoneyTable)
    assert isinstance(second, MoneyTable)
    return replace(first, rows=first.rows + second.rows)


def _rosters(first: AttendanceTable, second: AttendanceTable, months: tuple[str, ...]) -> AttendanceTable:
    """Two rosters as one; a worker who is in both, with other months in each, is one.

    What a sheet of a month prints as its sums is then not that of the whole.
    """
    is_parted = set(first.months).isdisjoint(second.months)
    pairs = _same_people(first.workers, second.workers) if is_parted else {}
    added = tuple(each for number, each in enumerate(second.workers) if number not in pairs.values())
    workers = (
        _one_worker(each, second.workers[pairs[number]]) if number in pairs else each
        for number, each in enumerate(first.workers)
    )
    joined = replace(
        first if first.months or not pairs else second,
        title=first.title,
        months=months,
        workers=(*workers, *added),
        purchase=first.purchase or second.purchase,
    )
    if not pairs or not first.months or not second.months:
        return joined
    none = StatedTotals()
    return replace(joined, certified=none, uncertified=none, whole=none, retention=None, retention_formula="")


def _same_people(first: Sequence[WorkerReading], second: Sequence[WorkerReading]) -> dict[int, int]:
    """Who of the first is who of the second: one of that name in each, unless their contracts differ."""
    named = [Counter(squeezed(each.name) for each in several) for several in (first, second)]
    there = {squeezed(each.name): number for number, each in enumerate(second)}
    found = {}
    for number, each in enumerate(first):
        name = squeezed(each.name)
        if name in there and all(count[name] == 1 for count in named):
            starts = {reading.contract[0] for reading in (each, second[there[name]])} - {None}
            if len(starts) < 2:
                found[number] = there[name]
    return found


def _one_worker(first: WorkerReading, second: WorkerReading) -> WorkerReading:
    """A worker with what both rows say; who left is told by the later one."""
    parted = bool(first.months and second.months)
    return replace(
        first,
        post=first.post or second.post,
        zone=first.zone or second.zone,
        credential=first.credential or second.credential,
        certified=second.certified if first.certified is None else first.certified,
        contract=first.contract if any(first.contract) else second.contract,
        joined_on=first.joined_on or second.joined_on,
        left_on=second.left_on or first.left_on,
        maternity=second.maternity or first.maternity,
        remark="；".join(dict.fromkeys(each for each in (first.remark, second.remark) if each)),
        months={**first.months, **second.months},
        stated_months=None if parted else first.stated_months or second.stated_months,
        stated_experienced=None if parted else first.stated_experienced or second.stated_experienced,
        experienced=second.experienced if first.experienced is None else first.experienced,
        cells={**second.cells, **first.cells} | _later(first, second),
    )


def _later(first: WorkerReading, second: WorkerReading) -> dict[str, Place]:
    """The cell of a day of leaving that the later row tells."""
    place = second.cells.get("left_on") if second.left_on is not None else None
    return {} if place is None else {"left_on": place}


_ANNEXES = {
    IndicatorTable: Annex.INDICATORS,
    AttendanceTable: Annex.ATTENDANCE,
    ResourceTable: Annex.RESOURCES,
    TrainingTable: Annex.TRAINING,
    SatisfactionTable: Annex.SATISFACTION,
    MoneyTable: Annex.MONEY,
}
