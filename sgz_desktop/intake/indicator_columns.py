"""The columns of annex 1 together: which column of what is done, or rate, belongs to which agreed amount."""

from collections.abc import Mapping
from dataclasses import replace

from sgz_desktop.intake.heads import Path
from sgz_desktop.intake.indicator_heads import OF_A_PART, PAIRS, PARTIAL, is_part, role_of
from sgz_desktop.intake.mapping import ColumnRole, Role

_AMOUNTS = (Role.AGREED, Role.AGREED_RATE, *PAIRS)
_FIGURES = (Role.AGREED, Role.AGREED_RATE, Role.DONE)
_CASES = ("接案", "结案", "面谈")


def indicator_columns(paths: Mapping[int, Path]) -> dict[int, ColumnRole]:
    """What each column holds; what is done, and its rate, belong to the agreed amount before them."""
    columns: dict[int, ColumnRole] = {}
    agreed: dict[str, ColumnRole] = {}
    waiting: list[int] = []
    seen: set[ColumnRole] = set()
    roles = _roles(paths)
    amounts: dict[str, list[ColumnRole]] = {}
    for known in roles.values():
        if known.role in _AMOUNTS:
            amounts.setdefault(known.indicator, []).append(known)

    def waits(role: ColumnRole) -> bool:
        """Whether a rate follows what is done of an amount that is not agreed yet."""
        return role.role is Role.RATE and any(columns[each].indicator == role.indicator for each in waiting)

    def amount_of(role: ColumnRole) -> ColumnRole | None:
        """The agreed amount that a head of something done names: 协议接案个数 of 接案完成量."""
        several = amounts.get(role.indicator, ()) if role.measure else ()
        return next((each for each in several if _goes_with(role, each)), None)

    for column, role in roles.items():
        if role.role in _AMOUNTS:
            seen.add(role)
            agreed[role.indicator] = role
            for each in [each for each in waiting if _goes_with(columns[each], role)]:
                unit = role.unit or columns[each].unit
                columns[each] = replace(columns[each], measure=role.measure, unit=unit)
                waiting.remove(each)
        elif role.role in (Role.DONE, Role.RATE):
            before, named = agreed.get(role.indicator), amount_of(role)
            if named is None and role.measure in PARTIAL and not _tells_alone(role, amounts):
                role = replace(role, measure="")
            elif named is not None and before is not None and not _goes_with(role, before):
                # Of 协议接案, 协议结案, 完成接案 the first; what is agreed further on is waited for.
                before = named if named in seen else before
            if before is None or not _goes_with(role, before) or waits(role):
                waiting.append(column)
            else:
                agreed[role.indicator] = before
                role = replace(role, measure=before.measure, unit=before.unit or role.unit)
        columns[column] = role
    _keep_whole(columns, paths)
    for each in waiting:
        before = amount_of(columns[each]) or agreed.get(columns[each].indicator)
        if before is not None:
            unit = before.unit or columns[each].unit
            columns[each] = replace(columns[each], measure=before.measure, unit=unit)
    _keep_whole(columns, paths)
    return _with_units(columns)


def _roles(paths: Mapping[int, Path]) -> dict[int, ColumnRole]:
    """What each column's own heads say; a bare 完成率 is of the indicator before it."""
    roles: dict[int, ColumnRole] = {}
    for column, path in sorted(paths.items()):
        role, beside = role_of(path), roles.get(column - 1)
        if role.role is Role.RATE and not role.indicator and beside and beside.role in _FIGURES:
            role = replace(role, indicator=beside.indicator)
        roles[column] = role
    return roles


def _with_units(columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """The columns, an agreed amount without a unit in that of what is done of it: 完成量（个）."""
    done = {(each.indicator, each.measure): each.unit for each in columns.values() if each.role is Role.DONE}
    return {
        column: replace(each, unit=done.get((each.indicator, each.measure), ""))
        if each.role is Role.AGREED and not each.unit
        else each
        for column, each in columns.items()
    }


def _keep_whole(columns: dict[int, ColumnRole], paths: Mapping[int, Path]) -> None:
    """Of 本月完成 and 累计完成, or 中期协议量 and 全年协议量, the one for the whole; a part alone is kept."""
    several: dict[tuple[str, str, Role], list[int]] = {}
    for column, each in columns.items():
        if each.role in (Role.AGREED, Role.DONE, Role.RATE):
            several.setdefault((each.indicator, each.measure, each.role), []).append(column)
    for (indicator, measure, kind), found in several.items():
        rates = [column for column in found if "率" in paths[column][-1]]
        if kind is Role.DONE and len(rates) < len(found):  # 实际结案率 beside 结案数
            columns.update({column: ColumnRole(Role.RATE, indicator, measure) for column in rates})
            found = [column for column in found if column not in rates]
        if kind is Role.RATE:  # 占中期比例 beside 占全年比例
            parts = [each for each in found if any(word in paths[each][-1] for word in OF_A_PART)]
        else:
            parts = [column for column in found if is_part(paths[column][-1])]
        if len(found) > 1 and (kind is not Role.RATE or len(parts) < len(found)):
            columns.update({column: ColumnRole(Role.IGNORED) for column in parts})


def _tells_alone(role: ColumnRole, amounts: Mapping[str, list[ColumnRole]]) -> bool:
    """Whether 完成接案 and 完成结案 are all that is told of the cases, so that each is an indicator."""
    return role.indicator not in amounts and role.measure in _CASES


def _goes_with(done: ColumnRole, agreed: ColumnRole) -> bool:
    """Whether what is done may be of an agreed amount: it says nothing else, or 接案 of 接案个数."""
    stem = done.measure.removesuffix("数")
    return done.indicator == agreed.indicator and (
        done.measure in ("", agreed.measure) or (stem in PARTIAL and agreed.measure.startswith(stem))
    )
