"""The columns of annex 4 together: the month of each, and which are sums of the others."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.calendar_readings import Month, fill_years
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, above, is_figure
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.training_heads import (
    KINDS,
    MONTH_SIGN,
    PEOPLE,
    is_sum,
    kind_of,
    kinds_column,
    month_name,
    month_of,
    named_columns,
    role_of,
    start_of,
)

_SINGLE = (Role.NAME, Role.DATE, Role.BENEFICIARIES, Role.CATEGORY)
# The head of a figure of the whole period, where the months stand beside it: 总培训时数, 实际完成学时.
_WHOLE = re.compile(r"总(?:培训|督导|学时|时数|时长|课时|小时|数|量)|实际|完成|全年|全期|本期|考核期|评估期")


def training_mapping(block: Block) -> BlockMapping:
    """How a block of annex 4 is read."""
    return mapping_of(block, Annex.TRAINING, training_columns(block))


def training_columns(block: Block) -> dict[int, ColumnRole]:
    """What each column holds; months get the years they lack from one another and from the titles."""
    roles = {column: role_of(path) for column, path in sorted(block.paths.items())}
    kinds = kinds_column(block)
    if kinds is not None:
        roles = {column: Role.IGNORED if role is Role.CATEGORY else role for column, role in roles.items()}
        roles[kinds] = Role.CATEGORY
    _keep_one(roles)
    sums = _sum_columns(block, roles)
    months: dict[Role, list[tuple[int, Month]]] = {}
    current: tuple[int, Month] | None = None
    for column, role in roles.items():
        if role in (*KINDS, Role.VALUE) and _only_texts(block, column):
            roles[column] = Role.IGNORED
        elif role in (*KINDS, Role.VALUE) and column not in sums:
            path = block.paths[column]
            month = month_of(path)[0]
            if month is None and current and current[0] == column - 1 and len(path) == 1 and role in KINDS:
                # 8月 stands over the first of its two columns only, and is not merged over the other.
                month = None if _has(months, role, current[1]) else current[1]
            current = (column, month) if month is not None and _may_carry(block, roles, column) else None
            if month is not None:
                months.setdefault(role, []).append((column, month))
    sums |= _whole_columns(block, roles, months, sums)
    names = {} if PEOPLE & set(roles.values()) else named_columns(block)
    columns = {column: ColumnRole(role, indicator=names.get(column, "")) for column, role in roles.items()}
    start = start_of(block.sheet, block.head_top)
    for found in months.values():
        filled = fill_years([month for _, month in found], start)
        for (column, written), named in zip(found, filled, strict=True):
            # Without a year it is no month to keep, but it may be shown and corrected.
            columns[column] = replace(
                columns[column],
                month=month_name(named),
                measure="" if written.year is not None else f"{named.month}{MONTH_SIGN}",
            )
    return columns | _sums(columns, sums, _kind_over(block))


def _sum_columns(block: Block, roles: Mapping[int, Role]) -> set[int]:
    """The columns of sums; where 合计 is not merged over its two columns, the second of them as well."""
    sums: set[int] = set()
    for column, path in sorted(block.paths.items()):
        role, before = roles[column], roles.get(column - 1)
        is_second = (
            len(path) == 1
            and column - 1 in sums
            and len(block.paths[column - 1]) > 1
            and {role, before} == {*KINDS}
        )
        if role in (*KINDS, Role.VALUE) and (is_sum(path) or is_second):
            sums.add(column)
    return sums


def _may_carry(block: Block, roles: Mapping[int, Role], column: int) -> bool:
    """Whether the month over a column may be that of the next too: it stands over the heads of both.

    8月培训, 督导, 9月培训, 督导 say so as well; one 督导时数 behind the months is of the whole period.
    """
    path = block.paths[column]
    if len(path) > 1:
        return month_of(path[:-1])[0] is not None
    others = {*KINDS} - {roles[column]}
    bare = [each for each in block.paths if roles[each] in others and month_of(block.paths[each])[0] is None]
    return len(bare) > 1 and roles[column] in KINDS


def _whole_columns(
    block: Block,
    roles: Mapping[int, Role],
    months: Mapping[Role, list[tuple[int, Month]]],
    sums: Collection[int],
) -> set[int]:
    """The columns without a month that are the months' sums: by their heads, or by their figures."""
    dated = {column for found in months.values() for column, _ in found}
    whole = set()
    for column, role in roles.items():
        if role not in (*KINDS, Role.VALUE) or column in dated or column in sums:
            continue
        same = [each for each, _ in months.get(role, ())]
        others = same or [each for each, _ in months.get(Role.VALUE, ())]
        named = any(_WHOLE.search(text) for text in block.paths[column][-2:])
        if others and (named or (same and _makes(block, column, same))):
            whole.add(column)
    return whole


def _makes(block: Block, column: int, months: Collection[int]) -> bool:
    """Whether a column has in most rows what its months have together."""
    told, same = 0, 0
    for row in block.rows():
        whole = _number(block, row, column)
        if whole:
            told += 1
            same += whole == sum((_number(block, row, each) for each in months), Decimal(0))
    return same * 2 > told


def _number(block: Block, row: int, column: int) -> Decimal:
    cell = block.sheet.at(row, column)
    value = None if cell is None else read_number(cell).value
    return Decimal(0) if value is None else value


def _kind_over(block: Block) -> Role | None:
    """The kind that the nearest title names, else the sheet's own name."""
    nearest = [text for text in above(block.sheet, block.head_top) if kind_of(text)]
    return kind_of(nearest[0]) if nearest else kind_of(plain(block.sheet.name))


def _keep_one(roles: dict[int, Role]) -> None:
    """Names, dates and who took part have one column; a count of people stands in for their names."""
    if not {Role.NAME, Role.BENEFICIARIES} & set(roles.values()):
        roles.update({column: Role.BENEFICIARIES for column, role in roles.items() if role is Role.STAFF})
    given: set[Role] = set()
    for column, role in roles.items():
        if role is Role.STAFF or (role in given and role in _SINGLE):
            roles[column] = Role.IGNORED
        given.add(role)


def _has(months: Mapping[Role, list[tuple[int, Month]]], role: Role, month: Month | None) -> bool:
    return any(each == month for _, each in months.get(role, ()))


def _sums(
    columns: Mapping[int, ColumnRole], sums: Collection[int], over: Role | None
) -> dict[int, ColumnRole]:
    """A sum beside other columns of its kind is stated; alone it is the figure of the whole period.

    Columns that name no kind are of the kind that stands `over` them; 督导合计 beside the months of a table
    of training is the supervision of the whole period.
    """
    others = {each.role for column, each in columns.items() if column not in sums}
    kinds: Collection[Role] = KINDS
    if Role.CATEGORY not in others and (over or {*KINDS} <= {columns[column].role for column in sums}):
        kinds = (over or Role.TRAINING,)
    found = {}
    for column in sorted(sums):
        role = columns[column].role
        if role in others or (role in KINDS and Role.VALUE in others and role in kinds):
            found[column] = ColumnRole(Role.STATED, measure=role.value if role in KINDS else "")
    if not {*KINDS, Role.VALUE} & {each.role for each in columns.values()}:
        found |= {
            column: ColumnRole(Role.VALUE) for column, each in columns.items() if each.role is Role.STATED
        }
    return found


def _only_texts(block: Block, column: int) -> bool:
    cells: list[Cell] = [
        cell
        for row in block.rows()
        if (cell := block.sheet.at(row, column)) is not None and cell.text.strip()
    ]
    return bool(cells) and not any(is_figure(cell) or any(map(str.isdigit, cell.text)) for cell in cells)
