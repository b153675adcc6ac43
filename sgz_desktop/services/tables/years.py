"""The years of months whose heads leave them out: by the sheet's own period, else by the evaluation's."""

from collections.abc import Iterator
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
from sgz_desktop.intake.problems import Problem, warning
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.services.tables.likely_years import likely_term


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
    columns = {
        number: each
        for number, each in mapping.columns.items()
        if each.month or each.measure.endswith(YEARLESS)
    }
    term = term_of(dossier)
    if term is None and mapping.annex is Annex.ATTENDANCE and columns:
        return _likely(mapping, columns, sheet, dossier.evaluation.visit_date)
    if mapping.annex not in (Annex.ATTENDANCE, Annex.TRAINING) or term is None or not columns:
        return mapping
    first = min(mapping.columns) if mapping.turned else mapping.head_top
    if not all(each.measure.endswith(YEARLESS) for each in columns.values()):
        return mapping
    months = [int(each.measure.removesuffix(YEARLESS)) for each in columns.values()]
    for _, period in periods_above(sheet, first):
        # A day alone is that of the visit, or of the sheet.
        if period[0] < period[1] and any(month_within(each, *period) for each in months):
            return mapping
    # Hours outside the term are not told to be outside, as months of the roster are.
    if mapping.annex is Annex.TRAINING and not all(month_within(each, *term) for each in months):
        return mapping
    dated = _dated(columns, term)
    titled = {each.month[:4] for each in columns.values() if each.month}
    if titled and titled.isdisjoint(each.month[:4] for each in dated.values()):
        return mapping
    return replace(mapping, columns={**mapping.columns, **dated})


def _likely(mapping: Mapping, columns: Map[int, ColumnRole], sheet: Sheet, visit: date | None) -> Mapping:
    """The mapping with the years that contracts and the visit make likely, where nothing surer tells them.

    A title's year (2024年末期评估) tells them, unless it would put a month after the visit.
    """
    told = [each.month for each in columns.values() if each.month]
    is_after = visit is not None and any(each > f"{visit:%Y-%m}" for each in told)
    all_bare = all(each.measure.endswith(YEARLESS) for each in columns.values())
    if not all_bare or (told and not is_after):
        return mapping
    term = likely_term(mapping, sheet, visit)
    return mapping if term is None else replace(mapping, columns={**mapping.columns, **_dated(columns, term)})


def years_told(before: Mapping, after: Mapping, sheet: Sheet, dossier: Dossier) -> Iterator[Problem]:
    """A warning where the years of months were taken from contracts and the day of the visit alone."""
    if term_of(dossier) is None and after is not before and after.annex is Annex.ATTENDANCE:
        months = sorted({each.month for each in after.columns.values() if each.month})
        visit = dossier.evaluation.visit_date
        by = "各人的合同" if visit is None else f"评估日期（{visit}）和各人的合同"
        sentence = f"表头的月份没有写年份，按{by}作 {months[0]} 至 {months[-1]} 读入，请核对。"
        yield warning(sheet.place_of(after.head_top, 1, after.head_bottom, max(sheet.columns, 1)), sentence)


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
