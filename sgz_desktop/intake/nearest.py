"""A workbook in which nothing was recognised: what was seen, what it is most like, and what that lacks."""

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.intake.calendar_readings import read_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.readings import plain
from sgz_desktop.intake.sheets import Sheet, Workbook

_MOST_ROWS, _MOST_COLUMNS = 30, 60
_LONGEST_HEAD = 40
_NUMBER_OF_TABLE = re.compile(r"附[件表] ?\d+|\A表 ?\d+|\d{4}年度?")
_LONGEST_FIGURE = 12
_FEWEST_MONTHS = 2
_TICKS = frozenset("√✓✔☑vV")


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sheet that comes nearest to an annex: what of the annex it has, and what it lacks.

    `is_named` says that a title or the sheet's name is of that annex.
    """

    sheet: str
    annex: Annex
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    is_named: bool


def nearest(workbook: Workbook, annex: Annex | None = None) -> Nearest | None:
    """The sheet most like an annex, or like the one that is asked; None where it is like none."""
    found = [
        each
        for sheet in workbook.sheets
        for kind in ((annex,) if annex else _SIGNS)
        if (each := _likeness(sheet, kind)).has
    ]
    return max(found, key=_nearness, default=None)


def has_figures(workbook: Workbook) -> bool:
    """Whether any sheet holds a number or a tick."""
    return any(
        _tells_figure(cell) or plain(cell.text) in _TICKS
        for sheet in workbook.sheets
        for cell in sheet.cells.values()
    )


def _nearness(found: Nearest) -> tuple[bool, Fraction, int]:
    return found.is_named, Fraction(len(found.has), len(found.has) + len(found.lacks)), len(found.has)


def _likeness(sheet: Sheet, annex: Annex) -> Nearest:
    texts = list(_texts(sheet))
    told = {name: sign(sheet, texts) for name, sign in _SIGNS[annex].items()}
    return Nearest(
        sheet.name,
        annex,
        tuple(name for name, is_there in told.items() if is_there),
        tuple(name for name, is_there in told.items() if not is_there),
        is_named=any(word in text for text in (*texts, plain(sheet.name)) for word in _TITLES[annex]),
    )


def _texts(sheet: Sheet) -> Iterator[str]:
    """What stands in the upper left of a sheet, where its heads are, whichever way it lies."""
    for (row, column), cell in sheet.cells.items():
        if row <= _MOST_ROWS and column <= _MOST_COLUMNS and isinstance(cell.value, str):
            text = plain(cell.text)
            if len(text) <= _LONGEST_HEAD:
                yield text


def _tells_figure(cell: Cell) -> bool:
    text = _NUMBER_OF_TABLE.sub("", plain(cell.text))
    return len(text) <= _LONGEST_FIGURE and any(map(str.isdigit, text))


Sign = Callable[[Sheet, list[str]], bool]


def _says(*words: str) -> Sign:
    return lambda _, texts: any(word in text for text in texts for word in words)


def _has_months(sheet: Sheet, texts: list[str]) -> bool:
    heads = [cell for cell in sheet.cells.values() if not isinstance(cell.value, Decimal)]
    return sum(read_month(cell).value is not None for cell in heads) >= _FEWEST_MONTHS


def _has_ticks(sheet: Sheet, texts: list[str]) -> bool:
    return any(text in _TICKS for text in texts)


def _either(*signs: Sign) -> Sign:
    return lambda sheet, texts: any(sign(sheet, texts) for sign in signs)


_TITLES: Map[Annex, tuple[str, ...]] = {
    Annex.INDICATORS: ("附件1", "附件一", "指标"),
    Annex.ATTENDANCE: ("附件2", "附件二", "到岗", "到位", "考勤", "社保"),
    Annex.RESOURCES: ("附件3", "附件三", "资源", "捐赠"),
    Annex.TRAINING: ("附件4", "附件四", "培训", "督导"),
    Annex.SATISFACTION: ("满意",),
    Annex.MONEY: ("经费", "资金使用", "预算", "决算", "支出"),
}


def _has_names(_: Sheet, texts: list[str]) -> bool:
    return any(
        len(text) <= _LONGEST_NAME_HEAD and any(word in text for word in _NAME_WORDS) for text in texts
    )


_NAME_WORDS = ("姓名", "名字", "社工", "员工", "人员")
_LONGEST_NAME_HEAD = 6
_SIGNS: Map[Annex, Map[str, Sign]] = {
    Annex.INDICATORS: {
        "指标（如电访、探访、个案、小组、活动）": _says(
            "电访", "探访", "个案", "小组", "活动", "指标", "建档"
        ),
        "“协议量”": _says("协议", "目标", "计划", "任务", "指标值", "合同"),
        "“完成量”": _says("完成", "实际", "产出", "达成"),
    },
    Annex.ATTENDANCE: {
        "“姓名”": _has_names,
        "两个以上的月份（如“2023年8月”）": _has_months,
        "到岗的√或“人员到位”“社保购买”“工资发放”": _either(
            _has_ticks, _says("到岗", "到位", "在岗", "社保", "出勤", "考勤")
        ),
    },
    Annex.RESOURCES: {
        "“资源提供方”": _says("提供", "捐赠", "捐助", "资源方", "来源", "爱心"),
        "“资源内容”": _says("资源", "物资", "内容"),
        "“价值”": _says("价值", "金额", "折合", "折价"),
    },
    Annex.TRAINING: {
        "“姓名”": _has_names,
        "“培训”或“督导”": _says("培训", "督导"),
        "学时": _says("学时", "时数", "小时", "时长", "课时"),
    },
    Annex.SATISFACTION: {
        "受访者的“姓名”": _says("姓名", "受访", "服务对象", "称呼"),
        "每位受访者的“满意度”": _says("满意度", "满意率", "评分", "总体评价"),
    },
    Annex.MONEY: {
        "“支出项目”": _says("科目", "项目", "费用", "支出项"),
        "“预算”": _says("预算"),
        "“执行数”": _says("执行", "支出", "决算", "实际使用"),
    },
}
