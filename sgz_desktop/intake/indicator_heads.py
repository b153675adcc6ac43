"""The heads of annex 1: what is agreed, done, a rate; of which indicator, in which unit."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sgz_desktop.intake.heads import Block, Path, blocks, is_figure, shown_text
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role, fingerprint
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import split_unit
from sgz_desktop.intake.sheets import Sheet

_RATES = ("百分比", "完成率", "比例", "完成比", "达成率", "%")
_AGREED = ("协议", "指标要求", "指标量", "目标", "计划", "约定", "要求")
_DONE = ("完成", "实际", "达成", "已开展", "结案数", "累计")
_ZONES = ("片区", "社工点", "服务点", "服务区域", "村居", "社区名称", "区域")
_STAFF = ("投入社工", "社工人数", "投入人数", "人员数", "配备社工")
_NAMES = (
    "协议内容",
    "服务内容",
    "服务指标",
    "指标名称",
    "指标内容",
    "指标项目",
    "服务项目",
    "项目名称",
    "指标",
    "项目",
    "内容",
)
_FLAT = re.compile(
    r"(?P<name>.+?)\s*[-—–_/:：(（]\s*(?P<leaf>(?:协议|完成|实际|目标|计划|百分比|达成)[^()（）]*)[)）]?\Z"
)
_RUN_ON = re.compile(r"(?P<name>.{2,}?)(?P<leaf>(?:协议|完成|实际|目标|计划)[^-—(（]*|百分比|完成率)\Z")
_STRIPPED = ("协议", "指标要求", "目标", "计划", "约定", "要求", "实际", "已")


def is_leaf(sheet: Sheet, row: int) -> bool:
    """Whether a row is the lowest of annex 1's heads: something agreed and something done, no figures."""
    found = set()
    for column, cell in sheet.row(row):
        if is_figure(cell):
            return False
        found.add(_kind(_leaf((shown_text(sheet, row, column),))[1]))
    return {Role.AGREED, Role.DONE} <= found


def suggest_indicators(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """How each block of annex 1 in a sheet is read."""
    found = []
    for block in blocks(sheet, is_leaf):
        columns = indicator_columns(block.paths)
        if any(each.role is Role.AGREED for each in columns.values()) or columns:
            found.append(_mapping(block, columns))
    return tuple(found)


def _mapping(block: Block, columns: Mapping[int, ColumnRole]) -> BlockMapping:
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


def indicator_columns(paths: Mapping[int, Path]) -> dict[int, ColumnRole]:
    """What each column holds; what is done, and its rate, belong to the agreed amount before them."""
    columns: dict[int, ColumnRole] = {}
    agreed: dict[str, ColumnRole] = {}
    waiting: list[int] = []
    for column, path in sorted(paths.items()):
        role = _role(path)
        if role.role in (Role.AGREED, Role.AGREED_RATE):
            agreed[role.indicator] = role
            for each in [each for each in waiting if columns[each].indicator == role.indicator]:
                columns[each] = replace(columns[each], measure=role.measure, unit=role.unit)
                waiting.remove(each)
        elif role.role in (Role.DONE, Role.RATE):
            before = agreed.get(role.indicator)
            if before is None:
                waiting.append(column)
            else:
                role = replace(role, measure=before.measure, unit=before.unit)
        columns[column] = role
    return columns


def _role(path: Path) -> ColumnRole:
    whole = "".join(path)
    name, leaf = _leaf(path)
    kind = _kind(leaf)
    if kind is None:
        return ColumnRole(_other(path, whole))
    if kind in (Role.DONE, Role.RATE):
        return ColumnRole(kind, indicator=name)
    measure, unit = split_unit(leaf)
    for word in _STRIPPED:
        measure = measure.removeprefix(word)
    measure = measure.strip("的 ").removesuffix("指标") if measure not in ("量", "数") else ""
    if "率" in measure:
        return ColumnRole(Role.AGREED_RATE, indicator=name, measure=measure, unit="%")
    head, head_unit = split_unit(name)
    return ColumnRole(Role.AGREED, indicator=head, measure=measure.removesuffix("量"), unit=unit or head_unit)


def _other(path: Path, whole: str) -> Role:
    if any(word in whole for word in _STAFF):
        return Role.STAFF
    last = path[-1]
    if last in _NAMES or any(last.endswith(word) for word in _NAMES[:5]):
        return Role.INDICATOR
    if any(word in whole for word in _ZONES):
        return Role.ZONE
    if "单位" in last:
        return Role.UNIT
    return Role.NUMBER if last in ("序号", "编号") else Role.REMARK if "备注" in last else Role.IGNORED


def _leaf(path: Path) -> tuple[str, str]:
    """The indicator's name and the lowest head; a flat head is taken apart."""
    if len(path) > 1:
        return _bare("".join(path[:-1])), path[-1]
    text = path[0]
    for pattern in (_FLAT,) if text.startswith((*_AGREED, *_DONE)) else (_FLAT, _RUN_ON):
        found = pattern.fullmatch(text)
        if found is not None and _kind(found["leaf"]) is not None:
            return _bare(found["name"]), found["leaf"]
    return "", text


def _bare(name: str) -> str:
    return split_unit(name)[0]


def _kind(leaf: str) -> Role | None:
    """Whether a lowest head is of something agreed, done, or a rate."""
    bare = split_unit(leaf)[0] if "%" not in leaf else leaf
    if bare.startswith(_AGREED):
        return None if any(word in bare for word in ("协议内容", "指标内容")) else Role.AGREED
    if any(word in bare for word in _RATES) or bare in ("率", "占比"):
        return Role.RATE
    if any(word in bare for word in _DONE):
        return Role.DONE
    return None
