"""Two columns of annex 1 that both are of what was done: 本期完成 beside 累计完成."""

from collections.abc import Mapping
from decimal import Decimal

from sgz_desktop.intake.heads import Block
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.readings import read_number, read_share

_NEAR = Decimal("0.006")
_SEVERAL = 2


def other_done(block: Block, columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """The columns of what was done that the printed rates are not of, where another one fits every rate.

    Where the rates do not tell, 累计完成 goes before one that does not say so.
    """
    groups: dict[tuple[int, str, str], dict[Role, list[int]]] = {}
    lists = 0
    for column, each in sorted(columns.items()):
        lists += each.role is Role.INDICATOR  # another list of indicators begins beside the first
        key = lists, each.indicator, each.measure
        groups.setdefault(key, {}).setdefault(each.role, []).append(column)
    left: dict[int, ColumnRole] = {}
    for found in groups.values():
        done = found.get(Role.DONE, [])
        if len(done) < _SEVERAL:
            continue
        agreed, rates = found.get(Role.AGREED, []), found.get(Role.RATE, [])
        fitting = [
            each for each in done for rate in rates[:1] if agreed and _fits(block, agreed[0], each, rate)
        ]
        summed = [each for each in done if "累计" in block.paths[each][-1]]
        chosen = fitting if len(fitting) == 1 else summed
        if len(chosen) == 1:
            left |= {each: ColumnRole(Role.IGNORED) for each in done if each not in chosen}
    return left


def _fits(block: Block, agreed: int, done: int, rate: int) -> bool:
    """Whether each printed rate is what is done over what is agreed."""
    told = False
    for row in block.rows():
        whole, part = (read_number(block.sheet.at(row, each)).value for each in (agreed, done))
        if not whole or part is None:
            continue
        printed = read_share(block.sheet.at(row, rate), part / whole).value
        if printed is not None:
            told = True
            if abs(printed - part / whole) > _NEAR:
                return False
    return told
