"""A station's workbook in: opened, its layout found or corrected, planned, taken in after a backup."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.errors import SgzError
from sgz_desktop.intake.attendance_heads import YEARLESS
from sgz_desktop.intake.limits import FILE_BYTES
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, as_json, from_json
from sgz_desktop.intake.problems import Level, Place, Problem, warning
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import IndicatorTable, Table
from sgz_desktop.intake.unread import Read, unread_of, unread_sheets
from sgz_desktop.intake.workbooks import read_workbook
from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.services.desk import Desk
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.keeping import Keeping
from sgz_desktop.services.reading import read_bytes
from sgz_desktop.services.tables.attendance import plan_attendance
from sgz_desktop.services.tables.indicator_sums import zoned_by_sheet
from sgz_desktop.services.tables.indicators import plan_indicators
from sgz_desktop.services.tables.lists import plan_money, plan_resources, plan_satisfaction, plan_training
from sgz_desktop.services.tables.merging import annex_of, merged
from sgz_desktop.services.tables.own_cells import mixed_units, title_place, with_cells
from sgz_desktop.services.tables.plan import TablePlan, edits_of, provisional
from sgz_desktop.services.tables.unrecognised import unrecognised
from sgz_desktop.services.tables.years import in_year, with_years, years_told


class NothingToTakeIn(SgzError):
    """Nothing of the workbook would change anything."""

    def __init__(self) -> None:
        super().__init__("没有可以读入的内容：表中的数据与评估里的相同，或者都没有读出。")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was read, and how its tables would be read; of one `annex` where one is asked."""

    path: Path
    workbook: Workbook
    mappings: tuple[Mapping, ...]
    annex: Annex | None = None


@dataclass(frozen=True, slots=True)
class TablesPlan:
    """What taking a workbook in would do, an annex at a time, and everything that is to be looked at."""

    file: str
    plans: tuple[TablePlan, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What could not be read."""
        return tuple(each for each in self.problems if each.level is Level.ERROR)


class TablesIn:
    """Reads workbooks and takes them in."""

    def __init__(self, editing: Editing, keeping: Keeping, desk: Desk) -> None:
        self._editing = editing
        self._keeping = keeping
        self._desk = desk

    def open(self, path: Path, *, annex: Annex | None = None) -> Opened:
        """Read a workbook and find its tables; changes nothing. Raises Unreadable or NotReadable.

        A mapping that a person made for a layout goes before what the program finds.
        """
        workbook = read_workbook(path.name, read_bytes(path, most=FILE_BYTES))
        found = suggest(workbook, annex=annex)
        return Opened(path, workbook, tuple(self._remembered(each) for each in found), annex)

    def remember(self, mapping: Mapping) -> bool:
        """Keep a mapping that a person corrected for the next sheet of this layout; False if it cannot be."""
        return self._desk.remember(_key(mapping), as_json(mapping))

    def plan(
        self, evaluation_id: UUID, opened: Opened, mappings: Sequence[Mapping] | None = None
    ) -> TablesPlan:
        """What taking the workbook in by these mappings, or the ones found, would do; changes nothing."""
        dossier = self._editing.dossier(evaluation_id)
        given = opened.mappings if mappings is None else mappings
        chosen = [_with_years(each, opened.workbook, dossier) for each in given]
        tables: list[Table] = []
        read: list[Read] = []
        problems: list[Problem] = [*opened.workbook.problems]
        for before, after in zip(given, chosen, strict=True):
            if (sheet := opened.workbook.sheet(after.sheet)) is not None:
                problems += years_told(before, after, sheet, dossier)
        for mapping in chosen:
            sheet = opened.workbook.sheet(mapping.sheet)
            if sheet is not None:
                table, wrong = read_table(sheet, mapping)
                problems += [*wrong, *_other_period(tables, table, Place(opened.path.name, mapping.sheet))]
                tables.append(table)
                read.append((mapping, table))
        problems += unread_of(opened.workbook, read, problems)
        if mappings is None and not chosen:
            problems.append(unrecognised(opened.workbook, opened.annex))
        elif opened.annex is None:
            problems += unread_sheets(opened.workbook, (*opened.mappings, *chosen))
        places = {each.annex: title_place(opened.workbook, each) for each in reversed(chosen)}
        problems += [each for mapping in chosen for each in mixed_units(opened.workbook, mapping)]
        plans = []
        # In the order of the annexes: what the first would make is there for the next, which name it.
        for table in sorted(
            merged(zoned_by_sheet(dossier, tables, [each.sheet for each, _ in read])),
            key=lambda each: _ORDER.index(annex_of(each)),
        ):
            annex = annex_of(table)
            plan = with_cells(_PLAN[annex](dossier, table, places[annex]), chosen, opened.workbook)
            plans.append(plan)
            dossier = provisional(dossier, plan)
        problems += [problem for plan in plans for problem in plan.problems]
        return TablesPlan(opened.path.name, tuple(plans), tuple(dict.fromkeys(problems)))

    def apply(self, evaluation_id: UUID, plan: TablesPlan, *, worker: Worker = NOBODY) -> Changes:
        """Write what the plan says as one batch, after a backup.

        Raises NothingToTakeIn, Refused or WriteFailed, and then changed nothing.
        """
        edits = edits_of(plan.plans)
        if not edits:
            raise NothingToTakeIn
        self._keeping.make("before-import")
        return self._editing.apply(evaluation_id, edits, worker=worker, reason="导入表格")

    def _remembered(self, mapping: Mapping) -> Mapping:
        known = from_json(self._desk.recall(_key(mapping)) or "")
        return mapping if known is None else _moved(known, mapping)


def _with_years(mapping: Mapping, workbook: Workbook, dossier: Dossier) -> Mapping:
    sheet = workbook.sheet(mapping.sheet)
    return mapping if sheet is None else in_year(with_years(mapping, sheet, dossier), sheet, dossier)


def _other_period(before: Sequence[Table], table: Table, place: Place) -> Iterator[Problem]:
    """A block of annex 1 whose title names another period than the first one's (大岗's second page does)."""
    if not isinstance(table, IndicatorTable) or table.period is None:
        return
    first = next((each.period for each in before if isinstance(each, IndicatorTable) and each.period), None)
    if first is not None and first != table.period:
        here, there = (f"{start} 至 {end}" for start, end in (table.period, first))
        yield warning(place, f"这一部分的标题写的是 {here}，与前面的 {there} 不同，请核对。")


_PLAN: Map[Annex, Callable[[Dossier, Any, Place], TablePlan]] = {
    Annex.INDICATORS: plan_indicators,
    Annex.ATTENDANCE: plan_attendance,
    Annex.RESOURCES: plan_resources,
    Annex.TRAINING: plan_training,
    Annex.SATISFACTION: plan_satisfaction,
    Annex.MONEY: plan_money,
}

_ORDER = tuple(_PLAN)


def _key(mapping: Mapping) -> str:
    return f"mapping.{mapping.fingerprint}"


def _moved(known: Mapping, found: Mapping) -> Mapping:
    """What a person said of the columns, on the rows and in the years that this sheet has."""
    columns = {
        number: _in_its_year(each, found.columns.get(number)) for number, each in known.columns.items()
    }
    return replace(found, columns=columns, transposed=known.transposed)


def _in_its_year(known: ColumnRole, found: ColumnRole | None) -> ColumnRole:
    """A column as a person said; the year of a month whose head tells none is that of the sheet at hand."""
    if found is None or not known.measure.endswith(YEARLESS) or found.measure != known.measure:
        return known
    return replace(known, month=found.month)
