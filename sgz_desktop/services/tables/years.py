"""The years of months whose heads leave them out: by the sheet's own period, else by the evaluation's."""

from collections.abc import Mapping as Map
from dataclasses import replace
from datetime import date

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.intake.attendance_heads import YEARLESS
from sgz_desktop.intake.calendar_readings import Month, fill_years, month_within
from sgz_desktop.intake.heads import paths, periods_above
from sgz_desktop.intake.indicator_blocks import suggest_indicators
from sgz_desktop.intake.indicator_years import without_years
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping
from sgz_desktop.intake.sheets import Sheet


def term_of(dossier: Dossier) -> tuple[date, date] | None:
    """The period that is assessed, else the agreement's, where the evaluation has either."""
    head = dossier.evaluation
    for start, end in ((head.period_start, head.period_end), (head.agreement_start, head.agreement_end)):
        if start is not None and end is not None:
            return start, end
    return None


def in_year(mapping: Mapping, sheet: Sheet, dossier: Dossier) -> Mapping:
    """The mapping of 附件1 with the evaluation's year, of those that stand side by side in the sheet.

    What a person said of the columns stays.
    """
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    years = without_years(heads)[0] or mapping.skipped_rows
    if mapping.annex is not Annex.INDICATORS or mapping.turned or not years:
        return mapping
    agreed_from = dossier.evaluation.agreement_start
    found = (
        suggest_indicators(sheet),
        suggest_indicators(sheet, within=term_of(dossier), agreed_from=agreed_from),
    )
    for known, meant in zip(*found, strict=True):
        same = known.columns == mapping.columns and known.skipped_rows == mapping.skipped_rows
        if known.head_top == mapping.head_top and same:
            return replace(
                mapping,
                columns=meant.columns,
                transposed=meant.transposed,
                skipped_rows=meant.skipped_rows,
            )
    return mapping


def with_years(mapping: Mapping, sheet: Sheet, dossier: Dossier) -> Mapping:
    """The mapping of annex 2 or 4 with its months in the evaluation's term, where the sheet names no period.

    A year alone in the title (2024年到岗表) is that of some month, not of all: the term decides with it.
    """
    term = term_of(dossier)
    columns = {
        number: each
        for number, each in mapping.columns.items()
        if each.month or each.measure.endswith(YEARLESS)
    }
    if mapping.annex not in (Annex.ATTENDANCE, Annex.TRAINING) or term is None or not columns:
        return mapping
    first = min(mapping.columns) if mapping.turned else mapping.head_top
    if not all(each.measure.endswith(YEARLESS) for each in columns.values()):
        return mapping
    months = [int(each.measure.removesuffix(YEARLESS)) for each in columns.values()]
    for _, period in periods_above(sheet, first):
        if any(month_within(each, *period) for each in months):
            return mapping
    # Hours outside the term are not told to be outside, as months of the roster are.
    if mapping.annex is Annex.TRAINING and not all(month_within(each, *term) for each in months):
        return mapping
    dated = _dated(columns, term)
    titled = {each.month[:4] for each in columns.values() if each.month}
    if titled and titled.isdisjoint(each.month[:4] for each in dated.values()):
        return mapping
    return replace(mapping, columns={**mapping.columns, **dated})


def _dated(columns: Map[int, ColumnRole], term: tuple[date, date]) -> dict[int, ColumnRole]:
    """The columns in the term; what falls outside it goes by the months beside it."""
    by_role: dict[str, list[int]] = {}
    for number in sorted(columns):
        by_role.setdefault(columns[number].role, []).append(number)
    dated = {}
    for numbers in by_role.values():
        bare = [int(columns[number].measure.removesuffix(YEARLESS)) for number in numbers]
        months = fill_years([month_within(each, *term) or Month(None, each) for each in bare])
        for number, month in zip(numbers, months, strict=True):
            name = f"{month.year:04}-{month.month:02}" if month.year else columns[number].month
            dated[number] = replace(columns[number], month=name)
    return dated
