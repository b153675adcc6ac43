"""The blocks of annex 1 in a sheet, upright or on its side, each with how it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from sgz_desktop.intake.addresses import Range
from sgz_desktop.intake.heads import MOST_HEAD_ROWS, Block, blocks, is_figure, shown_text
from sgz_desktop.intake.indicator_heads import PAIRS, Leaves, indicator_columns, kind_of, leaf_of
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role, fingerprint
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.sheets import Merged, Sheet

_LEAST_GROUPS = 2


def suggest_indicators(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """How each block of annex 1 in a sheet is read."""
    found = []
    is_leaf = Leaves()
    for block in blocks(_joined_groups(sheet, is_leaf), is_leaf):
        columns = indicator_columns(block.paths)
        roles = {each.role for each in columns.values()}
        if not roles & {Role.ZONE, Role.INDICATOR}:
            columns |= {column: ColumnRole(Role.ZONE) for column in _unnamed(block, columns)[:1]}
        if columns:
            found.append(mapping_of_block(block, columns))
    return tuple(found)


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
    heads = {column: "/".join(path) for column, path in block.paths.items()}
    return BlockMapping(
        annex=Annex.INDICATORS,
        sheet=block.sheet.name,
        head_top=block.head_top,
        head_bottom=block.head_bottom,
        first_row=block.first_row,
        last_row=block.last_row,
        columns=dict(columns),
        transposed=any(each.role is Role.INDICATOR for each in columns.values()),
        fingerprint=fingerprint(Annex.INDICATORS, heads),
    )
