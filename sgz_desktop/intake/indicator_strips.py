"""The columns of annex 1 that belong together: each indicator's, each list of indicators'."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from sgz_desktop.intake.indicator_heads import PAIRS, is_part_of_time
from sgz_desktop.intake.indicator_names import is_other_time, names_indicator
from sgz_desktop.intake.mapping import ColumnRole, Role


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one indicator: 协议, 完成, 百分比."""

    indicator: str
    measure: str
    unit: str
    agreed: int | None
    is_rate: bool
    done: int | None
    rate: int | None
    pair: tuple[int, Role] | None = None

    @property
    def counted(self) -> tuple[int, ...]:
        """The columns that hold what is agreed and done."""
        pair = None if self.pair is None else self.pair[0]
        return tuple(each for each in (self.agreed, self.done, pair) if each is not None)


@dataclass(frozen=True, slots=True)
class Strip:
    """What is read of a row at once: its indicators, and the columns that name and count them if any do."""

    name: int | None
    measure: int | None
    unit: int | None
    groups: tuple[Group, ...]


def is_beside(column: ColumnRole) -> bool:
    """Whether a group of columns compares with another time, or is of a part of it: 上年同期, 8月."""
    name = column.indicator
    return is_part_of_time(name) or (is_other_time(name) and not names_indicator(name))


def column_of(columns: Map[int, ColumnRole], role: Role) -> int | None:
    """The first column of a role, if there is one."""
    return next((column for column, each in sorted(columns.items()) if each.role is role), None)


def strips_of(columns: Map[int, ColumnRole]) -> Iterator[Strip]:
    """The columns from one that names indicators to the next: 总体服务 prints several lists side by side."""
    strips: list[dict[int, ColumnRole]] = [{}]
    for column, each in sorted(columns.items()):
        named = column_of(strips[-1], Role.INDICATOR) is not None
        if each.role is Role.INDICATOR and named and any(_groups(strips[-1])):
            strips.append({})
        strips[-1][column] = each
    for strip in strips:
        names = sorted(column for column, each in strip.items() if each.role is Role.INDICATOR)
        yield Strip(
            names[0] if names else None,
            names[-1] if len(names) > 1 else None,
            column_of(strip, Role.UNIT),
            tuple(_groups(strip)),
        )


def _groups(columns: Map[int, ColumnRole]) -> Iterator[Group]:
    grouped: dict[tuple[str, str], dict[Role, int]] = {}
    heads: dict[tuple[str, str], ColumnRole] = {}
    for column, each in sorted(columns.items()):
        if each.role in (Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE, *PAIRS):
            key = each.indicator, each.measure
            grouped.setdefault(key, {}).setdefault(each.role, column)
            heads.setdefault(key, each)
    for key, found in grouped.items():
        is_rate = Role.AGREED_RATE in found
        pair = next(((found[each], each) for each in PAIRS if each in found), None)
        yield Group(
            *key,
            heads[key].unit,
            found.get(Role.AGREED_RATE if is_rate else Role.AGREED),
            is_rate,
            found.get(Role.DONE),
            found.get(Role.RATE),
            pair,
        )
