"""Annex 2 on its side: the months are rows and the workers columns, with or without what else is known."""

import re
from dataclasses import replace

from sgz_desktop.intake.attendance_heads import LEAST_MONTHS, is_leaf, is_name, mapping_of_block, tick_role
from sgz_desktop.intake.calendar_readings import split_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import above, blocks, head_text, month_numbers, shown_text
from sgz_desktop.intake.indicator_names import names_indicator
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.readings import plain, read_tick
from sgz_desktop.intake.sheets import Sheet

_OF_DUTY = ("到岗", "到位", "在岗", "出勤", "考勤")
_OF_OTHERS = ("培训", "督导", "学时", "指标", "满意", "预算", "经费")
_NAME = "姓名"
_NOBODY = ("计", "备注", "说明")
_CORNERS = ("", "月份", "月", "时间", "年月", "日期", "考勤月份")
_SOMEBODY = re.compile(r"[\u4e00-\u9fff·]{2,6}")


def suggest_turned(side: Sheet) -> tuple[Mapping, ...]:
    """How a roster that lies on its side is read; its corner may say 月份 where others say 姓名."""
    about = [*above(side, 1), plain(side.name)]
    if any(word in text for word in _OF_OTHERS for text in about):
        return ()
    named = _with_names(side)
    if named is None:
        return ()
    found = (mapping_of_block(block) for block in blocks(named, is_leaf))
    heads = (shown_text(side, row, column) for column in range(1, side.columns + 1) for row in (1, 2))
    is_told = any(word in text for text in (*about, *heads) for word in _OF_DUTY)
    return tuple(
        replace(each, turned=True)
        for each in found
        if (is_told or _all_ticks(named, each)) and _has_people(named, each)
    )


def _with_names(side: Sheet) -> Sheet | None:
    """The sheet with 姓名 in the corner between its months and its workers; None where it has no months."""
    for row in range(1, side.rows + 1):
        numbers = month_numbers(side, row)
        texts = [(column, head_text(side, row, column, numbers)) for column, _ in side.row(row)]
        if any(is_name(text) for _, text in texts):
            return side
        months = [column for column, text in texts if split_month(text)[0] is not None]
        if len(months) >= LEAST_MONTHS and side.upright is not None:
            corner = row, side.upright[1]
            if corner[1] >= months[0] or not _is_corner(shown_text(side, *corner)):
                return None
            return replace(side, cells={**side.cells, corner: Cell(_NAME, _NAME)})
    return None


def _is_corner(text: str) -> bool:
    return text in _CORNERS or ("月" in text and any(word in text for word in (_NAME, "社工", "人员")))


def _all_ticks(side: Sheet, mapping: Mapping) -> bool:
    """Whether all that stands in the months is a tick or 0, 0.5, 1."""
    columns = [column for column, each in mapping.columns.items() if each.month or each.measure]
    cells = [
        cell
        for row in range(mapping.first_row, min(mapping.last_row, side.rows) + 1)
        for column in columns
        if not _is_nobody(side, row, mapping) and (cell := side.shown(row, column)) is not None
    ]
    return bool(cells) and not any(read_tick(each).fault for each in cells)


def _is_nobody(side: Sheet, row: int, mapping: Mapping) -> bool:
    """Whether a row is no worker's: a sum or remarks."""
    texts = (shown_text(side, row, column) for column in range(1, min(mapping.columns) + 1))
    return any(word in text for text in texts for word in _NOBODY)


def _has_people(side: Sheet, mapping: Mapping) -> bool:
    """Whether names of people stand in the column of names: no 家访, no 8月."""
    column = next((column for column, each in mapping.columns.items() if each.role is Role.NAME), 0)
    names = [shown_text(side, row, column) for row in range(mapping.first_row, mapping.last_row + 1)]
    told = [text for text in names if text and not any(word in text for word in _NOBODY)]
    return bool(told) and all(
        _SOMEBODY.fullmatch(text) and tick_role(text) is None and not names_indicator(text) for text in told
    )
