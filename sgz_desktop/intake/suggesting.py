"""Which blocks of a workbook are which annex, told by what stands in their heads."""

from collections.abc import Callable
from dataclasses import replace

from sgz_desktop.intake.attendance_heads import suggest_attendance, suggest_roster
from sgz_desktop.intake.attendance_turned import suggest_turned as suggest_turned_attendance
from sgz_desktop.intake.indicator_blocks import suggest_indicators
from sgz_desktop.intake.indicator_blocks import suggest_turned as suggest_turned_indicators
from sgz_desktop.intake.indicator_lone import suggest_lone
from sgz_desktop.intake.list_heads import ends_data
from sgz_desktop.intake.mapping import Annex, Mapping
from sgz_desktop.intake.money_sheet import suggest_money
from sgz_desktop.intake.own_sheets import is_own_paper
from sgz_desktop.intake.resource_sheet import suggest_resources
from sgz_desktop.intake.satisfaction_sheet import suggest_satisfaction
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.training_sheet import suggest_training
from sgz_desktop.intake.turning import sides
from sgz_desktop.intake.turning_sound import is_table

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
    if is_own_paper(sheet):
        return ()
    found: list[Mapping] = []
    # Every kind is looked for, the one that is wanted first: what stands below it ends its block.
    for kind in sorted(_SUGGEST, key=lambda each: each is not annex):
        for each in _SUGGEST[kind](sheet):
            found = _with(sheet, found, each)
    wanted = [each for each in found or _on_side(sheet) if annex in (None, each.annex)]
    return tuple(sorted(wanted, key=lambda each: each.head_top))


def _on_side(sheet: Sheet) -> list[Mapping]:
    """The blocks of a sheet that has no usual one: on its side, without months, with figures alone."""
    for suggest_side in (suggest_turned_attendance, suggest_turned_indicators):
        found = [each for side in sides(sheet) for each in suggest_side(side) if is_table(side, each)]
        if found:
            return found
    return list(suggest_roster(sheet) or suggest_lone(sheet))


def _with(sheet: Sheet, found: list[Mapping], new: Mapping) -> list[Mapping]:
    """The blocks and one more: an upper one ends above a lower; of two in one place the first stays."""
    kept = []
    for other in found:
        upper, lower = (other, new) if other.head_top < new.head_top else (new, other)
        if _overlap(other, new):
            if lower.head_top <= upper.head_bottom or not ends_data(sheet, lower.head_top - 1):
                return found
            upper = replace(upper, last_row=lower.head_top - 1)
        other, new = (upper, lower) if other.head_top < new.head_top else (lower, upper)
        kept.append(other)
    return [*kept, new]


def _overlap(first: Mapping, second: Mapping) -> bool:
    return first.head_top <= second.last_row and second.head_top <= first.last_row
