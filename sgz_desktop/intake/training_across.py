"""Annex 4 with the months down and the workers across: 月份, 类别, then a column for each worker."""

import re

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.calendar_readings import read_month
from sgz_desktop.intake.heads import Block, is_figure, paths, shown_text
from sgz_desktop.intake.list_heads import bare_head, says_total, title_over
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.training_heads import SUPERVISION_WORDS, TRAINING_WORDS, kind_of

_MONTHS = ("月份", "年月", "月", "时间", "日期", "")
_KINDS = ("类别", "类型", "项目", "内容", "种类", "性质", "")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[·•][\u4e00-\u9fff]{1,8})?|[\u4e00-\u9fff]某{1,2}")
# What stands in heads and is as short as a name.
_NO_NAMES = (
    *(
        "培训",
        "督导",
        "学时",
        "时数",
        "小时",
        "月",
        "片区",
        "协议",
        "完成",
        "指标",
        "到岗",
        "到位",
        "在岗",
        "社保",
    ),
    *(
        "工资",
        "备注",
        "说明",
        "序号",
        "人数",
        "人次",
        "主题",
        "内容",
        "地点",
        "讲师",
        "日期",
        "时间",
        "金额",
        "预算",
    ),
    *(
        "姓名",
        "岗位",
        "职务",
        "类别",
        "类型",
        "场次",
        "次数",
        "形式",
        "对象",
        "机构",
        "平均",
        "要求",
        "标准",
        "比例",
    ),
)
_MOST_ROWS = 40
_FEWEST_NAMES = 2
_FEWEST_MONTHS = 2


def suggest_across(sheet: Sheet) -> tuple[Mapping, ...]:
    """How the one table of a sheet is read whose columns are workers; nothing where there is none."""
    for row in range(1, min(sheet.rows, _MOST_ROWS)):
        columns = _columns(sheet, row)
        if columns and _is_of_hours(sheet, row, columns):
            block = Block(sheet, row, row, row + 1, sheet.rows, paths(sheet, row, row))
            return (mapping_of(block, Annex.TRAINING, columns),)
    return ()


def _columns(sheet: Sheet, row: int) -> dict[int, ColumnRole]:
    """What each column of a head holds; nothing where the row is no such head."""
    columns: dict[int, ColumnRole] = {}
    for column in range(1, sheet.columns + 1):
        head = bare_head(shown_text(sheet, row, column))
        if not columns and head in _MONTHS and _has_months(sheet, row, column):
            columns[column] = ColumnRole(Role.DATE)
        elif len(columns) == 1 and head in _KINDS and _has_kinds(sheet, row, column):
            columns[column] = ColumnRole(Role.CATEGORY)
        elif columns and says_total(head):
            columns[column] = ColumnRole(Role.STATED)
        elif columns and _NAME.fullmatch(head) and not any(word in head for word in _NO_NAMES):
            columns[column] = ColumnRole(Role.VALUE, indicator=head)
    named = [each.indicator for each in columns.values() if each.indicator]
    return columns if len(set(named)) == len(named) >= _FEWEST_NAMES else {}


def _below(sheet: Sheet, row: int) -> range:
    return range(row + 1, min(row + _MOST_ROWS, sheet.rows) + 1)


def _has_months(sheet: Sheet, row: int, column: int) -> bool:
    cells = (sheet.at(each, column) for each in _below(sheet, row))
    return sum(cell is not None and read_month(cell).value is not None for cell in cells) >= _FEWEST_MONTHS


def _has_kinds(sheet: Sheet, row: int, column: int) -> bool:
    return any(kind_of(shown_text(sheet, each, column)) for each in _below(sheet, row))


def _is_of_hours(sheet: Sheet, row: int, columns: dict[int, ColumnRole]) -> bool:
    """Whether the columns hold figures of training or supervision: the kinds' column or a title says so."""
    told = any(each.role is Role.CATEGORY for each in columns.values())
    titled = any(word in title_over(sheet, row) for word in (*TRAINING_WORDS, *SUPERVISION_WORDS, "学时"))
    first = next(column for column, each in columns.items() if each.indicator)
    cells = [sheet.at(each, first) for each in _below(sheet, row)]
    held = [cell for cell in cells if cell is not None]
    return (
        (told or titled)
        and bool(held)
        and all(is_figure(cell) or any(map(str.isdigit, cell.text)) for cell in held)
    )
