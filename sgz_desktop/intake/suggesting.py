"""Which blocks of a workbook are which annex, told by what stands in their heads."""

from collections.abc import Callable

from sgz_desktop.intake.attendance_heads import suggest_attendance
from sgz_desktop.intake.indicator_heads import suggest_indicators
from sgz_desktop.intake.mapping import Annex, Mapping
from sgz_desktop.intake.money_sheet import suggest_money
from sgz_desktop.intake.resource_sheet import suggest_resources
from sgz_desktop.intake.satisfaction_sheet import suggest_satisfaction
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.training_sheet import suggest_training

_SUGGEST: dict[Annex, Callable[[Sheet], tuple[Mapping, ...]]] = {
    Annex.TRAINING: suggest_training,
    Annex.ATTENDANCE: suggest_attendance,
    Annex.INDICATORS: suggest_indicators,
    Annex.RESOURCES: suggest_resources,
    Annex.SATISFACTION: suggest_satisfaction,
    Annex.MONEY: suggest_money,
}
"""In the order in which a block that might be two things is taken for one of them."""


def suggest(workbook: Workbook, *, annex: Annex | None = None) -> tuple[Mapping, ...]:
    """How to read every block that is recognised, or those of one annex; hidden sheets last."""
    ordered = sorted(workbook.sheets, key=lambda sheet: sheet.hidden)
    return tuple(mapping for sheet in ordered for mapping in _of_sheet(sheet, annex))


def _of_sheet(sheet: Sheet, annex: Annex | None) -> tuple[Mapping, ...]:
    found: list[Mapping] = []
    for kind, suggest_here in _SUGGEST.items():
        if annex in (None, kind):
            found += [
                each for each in suggest_here(sheet) if not any(_overlap(each, other) for other in found)
            ]
    return tuple(sorted(found, key=lambda each: each.head_top))


def _overlap(first: Mapping, second: Mapping) -> bool:
    return first.head_top <= second.last_row and second.head_top <= first.last_row
