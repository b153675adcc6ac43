"""Several blocks of one annex as one table: 大岗's annex 1 stands in four blocks on two sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.tables import (
    AttendanceTable,
    Figure,
    IndicatorTable,
    MoneyTable,
    ResourceTable,
    SatisfactionTable,
    StatedTotals,
    Table,
    TrainingTable,
)


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
        workers, purchase = first.workers + second.workers, first.purchase or second.purchase
        return replace(
            first,
            months=months,
            workers=workers,
            purchase=purchase,
            certified=_sums(first.certified, second, second.certified),
            uncertified=_sums(first.uncertified, second, second.uncertified),
            whole=_sums(first.whole, second, second.whole),
        )
    if isinstance(first, TrainingTable) and isinstance(second, TrainingTable):
        return replace(
            first,
            rows=first.rows + second.rows,
            stated_training=first.stated_training or second.stated_training,
            stated_supervision=first.stated_supervision or second.stated_supervision,
        )
    if isinstance(first, ResourceTable) and isinstance(second, ResourceTable):
        stated = first.stated_value or second.stated_value
        return replace(first, rows=first.rows + second.rows, stated_value=stated)
    if isinstance(first, SatisfactionTable) and isinstance(second, SatisfactionTable):
        return replace(first, rows=first.rows + second.rows)
    assert isinstance(first, MoneyTable)
    assert isinstance(second, MoneyTable)
    return replace(first, rows=first.rows + second.rows)


def _sums(first: StatedTotals, second: AttendanceTable, other: StatedTotals) -> StatedTotals:
    """A printed sum of two blocks: of other workers or other months; one of insurance alone adds nothing."""
    ticks = (each for worker in second.workers for each in worker.months.values())
    if not any(each.present or each.stated for each in ticks):
        return first
    return StatedTotals(_sum(first.months, other.months), _sum(first.experienced, other.experienced))


def _sum(first: Figure | None, other: Figure | None) -> Figure | None:
    if first is None or other is None:
        return first or other
    return Figure(first.value + other.value, first.place)


_ANNEXES = {
    IndicatorTable: Annex.INDICATORS,
    AttendanceTable: Annex.ATTENDANCE,
    ResourceTable: Annex.RESOURCES,
    TrainingTable: Annex.TRAINING,
    SatisfactionTable: Annex.SATISFACTION,
    MoneyTable: Annex.MONEY,
}
