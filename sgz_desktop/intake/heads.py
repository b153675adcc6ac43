"""The heads of a block: which rows they are, and for each column the path of heads over it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sgz_desktop.intake.calendar_readings import read_period
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet

MOST_HEAD_ROWS = 5
_TOTALS = ("合计", "总计", "小计", "共计")
_NOTES = (
    "注：",
    "注:",
    "备注：",
    "备注:",
    "说明",
    "负责人",
    "填表",
    "制表",
    "填报",
    "联系方式",
    "审核",
    "联系",
    "社工站（",
    "社工站(",
)

_TITLE_STARTS = ("附件", "单位:", "金额单位:", "填报单位", "编制单位", "填报日期", "填表日期")
_PERIODS = re.compile(r"(?:考核|评估|统计|服务|协议|项目)(?:周期|期间?|时间|时段|范围):")
_TITLE_ENDS = ("统计表", "汇总表", "一览表", "登记表", "明细表", "情况表", "花名册")
_MOST_TITLES = 4
# 2023.8 among the heads is a month and 2023 a year, though they might be numbers.
_MONTH = re.compile(r"20\d{2}(?:\.(?:0?[1-9]|1[0-2]))?")

# 23.07, one of several months in a row.
_SHORT_MONTH = re.compile(r"(2[0-9])[./-](0?[1-9]|1[0-2])")
_SEPTEMBER = 9
_LEAST_SHORT, _LEAST_LOOSE = 2, 3
_MONTH_NUMBERS = frozenset(map(Decimal, range(1, 13)))
_LEAST_NUMBERS = 2
_OF_MONTHS = ("月", "年", "到岗", "到位", "在岗", "出勤", "考勤", "社保", "工资")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a sheet: its heads and its data, rows counted from 1, both ends inside."""

    sheet: Sheet
    head_top: int
    head_bottom: int
    first_row: int
    last_row: int
    paths: Mapping[int, Path]

    def rows(self) -> Iterator[int]:
        """The rows of data that hold anything, without one that numbers the columns below the heads."""
        rows = range(self.first_row, self.last_row + 1)
        return (row for row in rows if self.sheet.row(row) and not _numbers_columns(self.sheet, row))


def _numbers_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row holds 1, 2, 3 … and nothing else."""
    cells = sheet.row(row)
    return len(cells) > _LEAST_NUMBERS and all(
        cell.value == number for number, (_, cell) in enumerate(cells, start=1)
    )


def shown_text(sheet: Sheet, row: int, column: int) -> str:
    """What a person sees at a cell, merged cells counted in, as heads are compared."""
    cell = sheet.shown(row, column)
    return "" if cell is None else plain(cell.text)


def head_text(sheet: Sheet, row: int, column: int, numbers: Mapping[int, str]) -> str:
    """What a head says, merged cells counted in; a day in a head stands for its month.

    `numbers` are the row's bare numbers that are months (`month_numbers`).
    """
    cell = sheet.shown(row, column)
    if cell is None:
        return ""
    above, over = sheet.anchor(row, column)
    if above == row and over in numbers:
        return numbers[over]
    day = cell.value
    if isinstance(day, date) and (cell.text == day.isoformat() or "日" in cell.text):
        return f"{day.year}年{day.month}月"
    return plain(cell.text)


def month_numbers(sheet: Sheet, row: int) -> dict[int, str]:
    """The bare numbers of a row that are months (8, 9, 10 … below 月份), by their columns.

    They go on from month to month, and nothing else than months, a year or 到岗 stands over them; numbers
    of columns (1, 2, 3 … below 序号, 姓名) do not.
    """
    short = _short_months(sheet, row)
    if short:
        return short
    bare = ((column, plain(cell.text)) for column, cell in sheet.row(row) if is_figure(cell))
    found = {column: Decimal(text) for column, text in bare if text.isascii() and text.isdecimal()}
    told = [int(each) for each in found.values() if each in _MONTH_NUMBERS]
    if len(told) < len(found) or len(told) < _LEAST_NUMBERS:
        return {}
    goes_on = all(after in (before % 12 + 1, before) for before, after in pairwise(told))
    if not goes_on or len(set(told)) < _LEAST_NUMBERS:
        return {}
    over = [shown_text(sheet, row - 1, column) for column in found if row > 1]
    titled = any(word in text for word in _OF_MONTHS for text in (*over, *above(sheet, row)))
    others = [text for text in over if text and not _MONTH.fullmatch(text)]
    if not titled or any(not any(word in text for word in _OF_MONTHS) for text in others):
        return {}
    return {column: f"{number}月" for column, number in zip(found, told, strict=True)}


def _short_months(sheet: Sheet, row: int) -> dict[int, str]:
    """The cells of a row that are years of two digits with months, one after another: 23.07, 23.08."""
    texts = ((column, plain(cell.text)) for column, cell in sheet.row(row))
    found = [(column, match) for column, text in texts if (match := _SHORT_MONTH.fullmatch(text))]
    numbers: list[int] = []
    for _, match in found:
        month = int(match[2])
        if month == 1 and len(match[2]) == 1 and numbers and numbers[-1] % 12 + 1 == _SEPTEMBER:
            month = 10  # a number that lost its zero: 23.10 after 23.09
        numbers.append(int(match[1]) * 12 + month - 1)
    goes_on = all(after - before in (0, 1) for before, after in pairwise(numbers))
    is_spelt = all(len(match[2]) > 1 for _, match in found)
    if len(set(numbers)) < (_LEAST_SHORT if is_spelt else _LEAST_LOOSE) or not goes_on:
        return {}
    return {
        column: f"20{number // 12:02}年{number % 12 + 1}月"
        for (column, _), number in zip(found, numbers, strict=True)
    }


def is_total(text: str) -> bool:
    """Whether a row's head says that it is a sum."""
    return any(word in text for word in _TOTALS)


def is_note(text: str) -> bool:
    """Whether a row's text is a note or a line for signatures."""
    return text.startswith(_NOTES)


def is_figure(cell: Cell | None) -> bool:
    """Whether a cell holds a bare number or a share; 8月 and 30户 may stand in a head."""
    if cell is None:
        return False
    if isinstance(cell.value, Decimal):
        return True
    read = read_number(cell) if isinstance(cell.value, str) else None
    return read is not None and read.value is not None and not read.note


def blocks(sheet: Sheet, is_leaf: Callable[[Sheet, int], bool]) -> tuple[Block, ...]:
    """The blocks of a sheet, given which rows are the lowest of a head.

    A head reaches up over the rows that name groups of columns, down to the last row that is one itself;
    its data reach down to the next head.
    """
    leaves = [row for row in range(1, sheet.rows + 1) if is_leaf(sheet, row)]
    lowest = [row for row in leaves if row + 1 not in leaves]
    tops = [head_top(sheet, row, after=lowest[index - 1] if index else 0) for index, row in enumerate(lowest)]
    ends = [*(top - 1 for top in tops[1:]), sheet.rows] if lowest else []
    return tuple(
        Block(sheet, top, bottom, bottom + 1, end, paths(sheet, top, bottom))
        for top, bottom, end in zip(tops, lowest, ends, strict=True)
    )


def head_top(sheet: Sheet, leaf: int, *, after: int) -> int:
    """The uppermost row of the head whose lowest row is `leaf`, below the row `after`."""
    top = leaf
    while top - 1 > after and leaf - (top - 1) < MOST_HEAD_ROWS and _names_columns(sheet, top - 1):
        top -= 1
    return top


def _names_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row holds heads: several texts and no figure, or one over some of the columns."""
    if is_title(sheet, row):
        return False
    texts = set()
    numbers = month_numbers(sheet, row)
    for column in range(1, sheet.columns + 1):
        cell = sheet.shown(row, column)
        if cell is None:
            continue
        is_month = sheet.anchor(row, column)[1] in numbers or _MONTH.fullmatch(plain(cell.text))
        if is_figure(cell) and not is_month:
            return False
        texts.add(sheet.anchor(row, column))
    return len(texts) > 1 or any(_spans_some(sheet, *anchor) for anchor in texts)


def _spans_some(sheet: Sheet, row: int, column: int) -> bool:
    over = sheet.merged.over(row, column)
    return over is not None and 1 < over.left < over.right


def is_title(sheet: Sheet, row: int) -> bool:
    """Whether a row holds a title with what stands beside it: 附件4 …统计表, 单位：元."""
    texts = [plain(cell.text) for _, cell in sheet.row(row)]
    return 1 < len(texts) <= _MOST_TITLES and any(
        text.startswith(_TITLE_STARTS) or text.endswith(_TITLE_ENDS) or _PERIODS.match(text) for text in texts
    )


def paths(sheet: Sheet, top: int, bottom: int) -> dict[int, Path]:
    """For each column the heads over it from the top down, a merged one once."""
    found = {}
    numbers = {row: month_numbers(sheet, row) for row in range(top, bottom + 1)}
    for column in range(1, sheet.columns + 1):
        path: list[str] = []
        seen = set()
        for row in range(top, bottom + 1):
            anchor = sheet.anchor(row, column)
            text = head_text(sheet, row, column, numbers[row])
            if text and anchor not in seen:
                seen.add(anchor)
                path.append(text)
        if path:
            found[column] = tuple(path)
    return found


def above(sheet: Sheet, row: int) -> Iterator[str]:
    """The texts that have a row over a head to themselves, the nearest first; of a turned sheet as it was."""
    if sheet.upright is not None:
        sheet, row = sheet.upright
    for each in range(row - 1, 0, -1):
        cells = sheet.row(each)
        if len(cells) == 1 or is_title(sheet, each):
            yield plain(cells[0][1].text)


def _all_above(sheet: Sheet, row: int) -> Iterator[str]:
    """What `above` tells, with what stands beside a title: 填报单位：某站, 评估期：2024年7月—12月."""
    if sheet.upright is not None:
        sheet, row = sheet.upright
    for each in range(row - 1, 0, -1):
        cells = sheet.row(each)
        if len(cells) == 1 or is_title(sheet, each):
            yield from (plain(cell.text) for _, cell in cells)


def title_of(sheet: Sheet, block: Block) -> str:
    """The uppermost text over a block that has a row to itself."""
    return next(reversed([text for text in above(sheet, block.head_top) if len(text) > 4]), "")


def periods_above(sheet: Sheet, row: int) -> Iterator[tuple[str, tuple[date, date]]]:
    """Each text over a head that names a period, with it."""
    for text in _all_above(sheet, row):
        found = read_period(text)
        if found.value is not None:
            yield text, (found.value.start, found.value.end)


_ZONE = re.compile(
    r"第?(?:[0-9]+|[一二三四五六七八九十]+|[A-Za-z])片区|片区(?:[0-9]+|[一二三四五六七八九十]+|[A-Za-z])"
)


def zone_over(sheet: Sheet, row: int) -> str:
    """The one zone that the title over a block names, else the sheet's name; nothing where it is none."""
    for text in (*above(sheet, row), plain(sheet.name)):
        found = {each[0] for each in _ZONE.finditer(text)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def zone_named_in(text: str) -> str:
    """The zone that is all a text says but for its number: 一、A片区."""
    bare = re.sub(r"\A[(]?[一二三四五六七八九十]{1,3}[)、.]\s*", "", text).rstrip(":：")
    return bare if _ZONE.fullmatch(bare) else ""


def first_text(sheet: Sheet, row: int) -> str:
    """The first text of a row, merged cells counted in."""
    for column in range(1, sheet.columns + 1):
        text = shown_text(sheet, row, column)
        if text:
            return text
    return ""
