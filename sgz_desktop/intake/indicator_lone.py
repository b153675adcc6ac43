"""Annex 1 whose heads name indicators and do not say which figure it is: only what was done, or agreed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, above, is_figure, is_note, paths, shown_text
from sgz_desktop.intake.indicator_blocks import mapping_of_block
from sgz_desktop.intake.indicator_columns import indicator_columns
from sgz_desktop.intake.indicator_heads import PAIRS, kind_of, paired
from sgz_desktop.intake.indicator_names import names_indicator
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.problems import Problem, error, warning
from sgz_desktop.intake.readings import plain, read_pair, split_unit
from sgz_desktop.intake.sheets import Sheet

_LEAST = 2
_CORNERS = ("片区", "社区", "村居", "站点", "服务点", "区域", "指标", "项目", "内容", "单位", "名称", "街道")
_FIGURES = ("数量", "数", "数据", "总数", "总量", "次数", "合计", "累计", "总计", "人次", "个数")
_NOT_ONES = ("计划表", "通讯录", "名单", "签到", "培训", "督导", "满意", "预算", "资源")
# The time is bounded whatever a sheet holds: rows that may be heads, and those below that are looked at.
_MOST_ROWS = 40
_SAMPLE = 30
_UNORDERED = "一格里写了两个数，看不出先写的是协议量还是完成量，没有读入；请指明各列的含义。"
_UNSAID = "表头没有写是协议量还是完成量，按完成量读入，请核对。"


def suggest_lone(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """The blocks of a sheet whose columns, or whose rows, are indicators with one figure each."""
    found: list[BlockMapping] = []
    for row in range(1, min(sheet.rows, _MOST_ROWS)):
        if found and row <= found[-1].last_row:
            continue
        heads = {column: shown_text(sheet, row, column) for column, _ in sheet.row(row)}
        if len(heads) < _LEAST or any(is_figure(cell) for _, cell in sheet.row(row)):
            continue
        if any(word in text for word in _NOT_ONES for text in (*heads.values(), *above(sheet, row))):
            continue
        last = _last_row(sheet, row)
        block = Block(sheet, row, row, row + 1, min(last, row + _SAMPLE), paths(sheet, row, row))
        columns = _across(block, heads) or _down(block, heads)
        if columns and not _stands_twice(heads, columns):
            found.append(replace(mapping_of_block(block, columns), last_row=last))
    return tuple(found)


def _stands_twice(heads: Mapping[int, str], columns: Mapping[int, ColumnRole]) -> bool:
    """Whether an indicator has two columns, of which nothing says which is agreed and which done."""
    names = [heads.get(column) for column, each in columns.items() if each.role in _COUNTED]
    return len(names) > len(set(names))


def _last_row(sheet: Sheet, head: int) -> int:
    """The last row of the data below a head: before a blank row or a note."""
    row = head
    while sheet.row(row + 1) and not is_note(plain(sheet.row(row + 1)[0][1].text)):
        row += 1
    return row


def _across(block: Block, heads: Mapping[int, str]) -> dict[int, ColumnRole]:
    """Indicators as columns, zones as rows."""
    first = min(heads)
    corner = heads[first] if len(heads) > 1 else ""
    known = [column for column, text in heads.items() if column != first and names_indicator(text)]
    texts = [block.sheet.at(row, first) for row in block.rows()]
    if (
        len(known) < _LEAST
        or not all(each is not None and not is_figure(each) for each in texts)
        or not texts
    ):
        return {}
    if not any(word in corner for word in _CORNERS):
        return {}
    kind = _told(block, corner)
    found = {first: ColumnRole(Role.ZONE)}
    for column, text in heads.items():
        if column != first:
            name, unit = split_unit(text)
            role = _of_cells(block, column, kind)
            found[column] = ColumnRole(role, indicator=name, unit=unit) if role else ColumnRole(Role.IGNORED)
    return (
        found if any(each.role in (*_COUNTED, *PAIRS) for each in found.values()) or _has_pairs(block) else {}
    )


def _down(block: Block, heads: Mapping[int, str]) -> dict[int, ColumnRole]:
    """Indicators as rows, one column of figures."""
    columns = indicator_columns(block.paths)
    told = [column for column, each in columns.items() if each.role in _COUNTED]
    alone = [column for column, text in heads.items() if split_unit(text)[0] in _FIGURES]
    figures = told or [each for each in alone if _of_cells(block, each, Role.DONE)][-1:]
    if len(figures) != 1:
        return {}
    named = [column for column in sorted(heads) if column < figures[0] and _names_several(block, column)]
    if not named:
        return {}
    kind = columns[figures[0]].role if told else _told(block, heads[figures[0]])
    others = {
        column: each for column, each in columns.items() if each.role in (Role.UNIT, Role.ZONE, Role.RATE)
    }
    role = _of_cells(block, figures[0], kind)
    return {**others, named[0]: ColumnRole(Role.INDICATOR), figures[0]: ColumnRole(role)} if role else {}


def _names_several(block: Block, column: int) -> bool:
    """Whether the texts of a column are what indicators are called."""
    return sum(names_indicator(block.sheet.text(row, column)) for row in block.rows()) >= _LEAST


_COUNTED = (Role.AGREED, Role.DONE)


def _told(block: Block, corner: str) -> Role:
    """What the figures are by what stands over them; what was done where nothing says."""
    found = (paired(text) or _side(text) for text in _around(block.sheet, block.head_top, corner))
    return next((each for each in found if each is not None), Role.DONE)


def _around(sheet: Sheet, row: int, corner: str) -> Iterator[str]:
    yield from (corner, *above(sheet, row), plain(sheet.name))


def _side(text: str) -> Role | None:
    """Whether a title speaks of what was done or of what is agreed; None of neither, or of both."""
    done = any(word in text for word in ("完成", "实际", "开展情况", "成效"))
    agreed = any(word in text for word in ("协议量", "协议指标", "任务", "目标", "计划", "约定"))
    return None if done == agreed else Role.DONE if done else Role.AGREED


def _of_cells(block: Block, column: int, kind: Role) -> Role | None:
    """What a column holds by its cells: figures, or two of them where something says which is first."""
    cells = [cell for row in block.rows() if (cell := block.sheet.at(row, column)) is not None]
    if any(is_figure(each) for each in cells):
        return kind if kind in _COUNTED else Role.DONE
    return kind if kind in PAIRS and any(read_pair(each).value for each in cells) else None


def _has_pairs(block: Block) -> bool:
    return any(_is_pair(cell) for row in block.rows() for _, cell in block.sheet.row(row))


def _first_pair(sheet: Sheet, mapping: BlockMapping) -> tuple[int, int] | None:
    """The first cell that holds two figures: 9/16."""
    rows = range(mapping.first_row, min(mapping.last_row, sheet.rows) + 1)
    return next(((row, column) for row in rows for column, cell in sheet.row(row) if _is_pair(cell)), None)


def _is_pair(cell: Cell) -> bool:
    return isinstance(cell.value, str) and read_pair(cell).value is not None


def unsaid(sheet: Sheet, mapping: BlockMapping) -> Iterator[Problem]:
    """A warning where nothing over a block's only figures says that they are what was done."""
    columns = [column for column, each in mapping.columns.items() if each.role is Role.DONE]
    others = {each.role for each in mapping.columns.values()} & {Role.AGREED, Role.AGREED_RATE, *PAIRS}
    if not columns and not others and (at := _first_pair(sheet, mapping)) is not None:
        yield error(sheet.place(*at), _UNORDERED)
    if not columns or others:
        return
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    if any(kind_of(heads.get(column, ("",))[-1]) is Role.DONE for column in columns):
        return
    corner = heads.get(min(mapping.columns), ("",))[-1]
    if any(_side(text) is Role.DONE for text in _around(sheet, mapping.head_top, corner)):
        return
    place = sheet.place_of(mapping.head_top, min(columns), mapping.head_bottom, max(columns))
    yield warning(place, _UNSAID)
