"""The blocks of annex 1 in a sheet, upright or on its side, each with how it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sgz_desktop.intake.addresses import Range
from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.heads import MOST_HEAD_ROWS, Block, blocks, is_figure, periods_above, shown_text
from sgz_desktop.intake.indicator_columns import indicator_columns
from sgz_desktop.intake.indicator_doubled import other_done
from sgz_desktop.intake.indicator_heads import (
    PAIRS,
    Leaves,
    kind_of,
    leaf_of,
)
from sgz_desktop.intake.indicator_names import is_staff_alone, names_indicator, names_place
from sgz_desktop.intake.indicator_years import (
    Span,
    chosen_year,
    is_over,
    same_time,
    without_years,
    years_of_rows,
)
from sgz_desktop.intake.indicator_zones import zone_figures
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import read_number
from sgz_desktop.intake.sheets import Merged, Sheet

_LEAST_GROUPS = 2
_COUNTED = (Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE, *PAIRS)
_LEAST_KNOWN = 2
_MOST_STAFF = 200


def suggest_indicators(
    sheet: Sheet, *, within: Span | None = None, agreed_from: date | None = None
) -> tuple[BlockMapping, ...]:
    """How each block of annex 1 in a sheet is read.

    Of several years side by side the one of a period is, `within`, else of the title's, else the latest;
    第二年度 counts from the agreement.
    """
    found = []
    is_leaf = Leaves()
    for block in blocks(_joined_groups(sheet, is_leaf), is_leaf):
        columns = _of_one_year(block, within, agreed_from)
        columns |= {column: ColumnRole(Role.IGNORED) for column in _peopled(block, columns)}
        columns |= zone_figures(block, columns)
        columns |= other_done(block, columns)
        if _lists_indicators(block, columns):
            columns |= _as_names(block, columns)
        roles = {each.role for each in columns.values()}
        if not roles & {Role.ZONE, Role.INDICATOR}:
            columns |= {column: ColumnRole(Role.ZONE) for column in _unnamed(block, columns)[:1]}
        if columns:
            skipped = _of_other_years(block, within, agreed_from)
            found.append(replace(mapping_of_block(block, columns), skipped_rows=skipped))
    return tuple(found)


def _of_other_years(block: Block, within: Span | None, agreed_from: date | None) -> tuple[int, ...]:
    """The rows of other years than is meant, where a column tells the year of each."""
    years = {row: year for row, (_, year) in years_of_rows(block).items()}
    if not years:
        return ()
    within = within or next((each for _, each in periods_above(block.sheet, block.head_top)), None)
    meant = chosen_year(years.values(), within, agreed_from)
    return tuple(row for row, year in years.items() if year != meant)


def _of_one_year(block: Block, within: Span | None, agreed_from: date | None) -> dict[int, ColumnRole]:
    """What each column holds, those of other years nothing."""
    years, bare = without_years(block.paths)
    columns = indicator_columns(bare)
    within = within or next((each for _, each in periods_above(block.sheet, block.head_top)), None)
    counted = {column: year for column, year in years.items() if columns[column].role in _COUNTED}
    named = set(counted.values())
    if len(named) > 1:
        meant = chosen_year(counted.values(), within, agreed_from)
    else:
        plain = {bare[column] for column in columns if column not in years}
        beside = any(bare[column] in plain for column in counted)
        only = next(iter(named), "")
        meant = "" if named and (beside or is_over(only, None)) else only
    others = {column for column, year in counted.items() if not same_time(year, meant, agreed_from)}
    if not others:
        return columns
    left = indicator_columns({column: path for column, path in bare.items() if column not in others})
    return left | {column: ColumnRole(Role.IGNORED) for column in others}


def _peopled(block: Block, columns: Mapping[int, ColumnRole]) -> tuple[int, ...]:
    """The columns headed 人数 and nothing more that are too large for staff: those who live there."""
    heads = {column for column, each in columns.items() if each.role is Role.STAFF}
    values = {column: [block.sheet.at(row, column) for row in block.rows()] for column in heads}
    return tuple(
        column
        for column, cells in values.items()
        if is_staff_alone("".join(block.paths[column]))
        and any((read_number(each).value or 0) > _MOST_STAFF for each in cells)
    )


def _lists_indicators(block: Block, columns: Mapping[int, ColumnRole]) -> bool:
    """Whether zones stand over the figures, so that the indicators are the rows whatever the corner says."""
    if any(each.role is Role.INDICATOR for each in columns.values()):
        return False
    groups = {each.indicator for each in columns.values() if each.role in _COUNTED} - {""}
    if any(map(names_indicator, groups)):
        return False
    known = [_names_indicators(block, column) for column in _unnamed(block, columns)]
    return (bool(groups) and all(map(names_place, groups))) or any(known)


def _names_indicators(block: Block, column: int) -> bool:
    names = {block.sheet.text(row, column) for row in block.rows()}
    return sum(map(names_indicator, names)) >= _LEAST_KNOWN


def _as_names(block: Block, columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """The columns of a list of indicators: the first of texts, or the one that names most of them."""
    texts = [
        each
        for each in _unnamed(block, columns)
        if each not in columns or columns[each].role in (Role.IGNORED, Role.ZONE)
    ]
    named = next((each for each in texts if _names_indicators(block, each)), next(iter(texts), None))
    return {} if named is None else {named: ColumnRole(Role.INDICATOR)}


def suggest_turned(side: Sheet) -> tuple[BlockMapping, ...]:
    """How each block that lies on its side is read: indicators as columns, 协议量 and 完成量 as rows."""
    found = []
    is_leaf = Leaves()
    for block in blocks(_joined_groups(side, is_leaf), is_leaf):
        columns = indicator_columns(block.paths)
        if not any(each.role is Role.INDICATOR for each in columns.values()):
            columns |= {column: ColumnRole(Role.INDICATOR) for column in _unnamed(block, columns)}
        columns = {
            column: ColumnRole(Role.IGNORED) if each.role is Role.ZONE else each
            for column, each in columns.items()
        }
        if any(each.role is Role.INDICATOR for each in columns.values()):
            found.append(replace(mapping_of_block(block, columns), turned=True))
    return tuple(found)


def _joined_groups(sheet: Sheet, is_leaf: Leaves) -> Sheet:
    """The sheet with each upper head over all that is below it, though it stands over the first only."""
    ranges: list[Range] = []
    leaves = [row for row in range(1, sheet.rows + 1) if is_leaf(sheet, row)]
    for before, leaf in pairwise((0, *leaves)):
        for row in range(max(before, leaf - MOST_HEAD_ROWS) + 1, leaf):
            is_alone = len(sheet.row(row)) < _LEAST_GROUPS and sheet.upright is None
            if not is_alone and not any(is_figure(cell) for _, cell in sheet.row(row)):
                ranges += _groups_over(sheet, row, leaf)
    if not ranges:
        return sheet
    return replace(sheet, merged=Merged.of((*sheet.merged.ranges, *ranges), last_row=sheet.rows)[0])


def _groups_over(sheet: Sheet, row: int, leaf: int) -> Iterator[Range]:
    """The unmerged heads of a row with the columns after them that are blank in it and count something."""
    start, seen = 0, set[str]()
    for column in range(1, sheet.columns + 2):
        text = shown_text(sheet, leaf, column)
        counts = sheet.anchor(leaf, column)[0] == leaf and kind_of(leaf_of((text,))[1]) is not None
        if start and (sheet.shown(row, column) is not None or not counts or text in seen):
            if column - 1 > start:
                yield Range(row, start, row, column - 1)
            start = 0
        if counts and sheet.at(row, column) is not None and sheet.merged.over(row, column) is None:
            start, seen = column, set()
        seen.add(text)


def _unnamed(block: Block, columns: Mapping[int, ColumnRole]) -> tuple[int, ...]:
    """The columns of texts before the figures, whose heads name nothing (a corner) or 社区."""
    figures = (Role.AGREED, Role.DONE, *PAIRS)
    first = min((column for column, each in columns.items() if each.role in figures), default=1)
    return tuple(
        column
        for column in range(1, first)
        if any(
            cell is not None and not is_figure(cell)
            for cell in (block.sheet.at(row, column) for row in block.rows())
        )
    )


def mapping_of_block(block: Block, columns: Mapping[int, ColumnRole]) -> BlockMapping:
    """The mapping of a block whose columns are told."""
    transposed = any(each.role is Role.INDICATOR for each in columns.values())
    return replace(mapping_of(block, Annex.INDICATORS, columns), transposed=transposed)
