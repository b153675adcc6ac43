"""One block of a sheet read by its mapping, whatever annex it is."""

from collections.abc import Callable
from collections.abc import Mapping as Map

from sgz_desktop.intake.attendance_sheet import read_attendance
from sgz_desktop.intake.indicator_sheet import read_indicators
from sgz_desktop.intake.mapping import Annex, Mapping
from sgz_desktop.intake.money_sheet import read_money
from sgz_desktop.intake.problems import Level, Problem, error
from sgz_desktop.intake.resource_sheet import read_resources
from sgz_desktop.intake.satisfaction_sheet import read_satisfaction
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import AttendanceTable, IndicatorTable, MoneyTable, Table
from sgz_desktop.intake.training_sheet import read_training

_READ: Map[Annex, Callable[[Sheet, Mapping], tuple[Table, tuple[Problem, ...]]]] = {
    Annex.INDICATORS: read_indicators,
    Annex.ATTENDANCE: read_attendance,
    Annex.RESOURCES: read_resources,
    Annex.TRAINING: read_training,
    Annex.SATISFACTION: read_satisfaction,
    Annex.MONEY: read_money,
}


def read_table(sheet: Sheet, mapping: Mapping) -> tuple[Table, tuple[Problem, ...]]:
    """The block's rows, and every problem with its place; what can be read is read. Raises nothing."""
    table, problems = _READ[mapping.annex](sheet, mapping)
    if not _rows(table) and not any(each.level is Level.ERROR for each in problems):
        place = sheet.place_of(mapping.head_top, 1, mapping.head_bottom, max(sheet.columns, 1))
        problems = (*problems, error(place, "表头认出来了，但下面一行数据也没有读出，请核对各列的含义。"))
    return table, problems


def _rows(table: Table) -> bool:
    """Whether anything was read of a block."""
    match table:
        case IndicatorTable():
            return bool(table.readings or table.staff)
        case AttendanceTable():
            return bool(table.workers)
        case MoneyTable():
            return bool(table.rows or table.total)
    return bool(table.rows)
