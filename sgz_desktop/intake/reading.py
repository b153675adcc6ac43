"""One block of a sheet read by its mapping, whatever annex it is."""

from collections.abc import Callable
from collections.abc import Mapping as Map

from sgz_desktop.intake.attendance_sheet import read_attendance
from sgz_desktop.intake.indicator_sheet import read_indicators
from sgz_desktop.intake.mapping import Annex, Mapping
from sgz_desktop.intake.money_sheet import read_money
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.resource_sheet import read_resources
from sgz_desktop.intake.satisfaction_sheet import read_satisfaction
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Table
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
    return _READ[mapping.annex](sheet, mapping)
