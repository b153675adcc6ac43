"""What is said of a workbook in which no table was recognised: what was seen, what is missing, what to do."""

from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.nearest import has_figures, nearest
from sgz_desktop.intake.problems import Place, Problem, error
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.services.tables.matching import short
from sgz_desktop.services.tables.showing import ANNEX_NAMES

_MOST_SHEETS = 6


def unrecognised(workbook: Workbook, annex: Annex | None) -> Problem:
    """The one problem of a workbook without a table, or without one of the annex that was asked."""
    found = nearest(workbook, annex)
    said = ["没有认出表格" if annex is None else f"没有认出{ANNEX_NAMES[annex]}"]
    seen = [
        f"“{short(each.name)}”{'（隐藏）' if each.hidden else ''}" for each in workbook.sheets if each.rows
    ]
    if seen:
        more = f"等 {len(seen)} 张" if len(seen) > _MOST_SHEETS else ""
        said.append(f"看到的工作表有{'、'.join(seen[:_MOST_SHEETS])}{more}")
    else:
        said.append("各工作表都没有内容")
    if seen and not has_figures(workbook):
        said.append("表里没有数字，也没有打勾；图片里的内容读不出来")
    elif found is not None:
        has, lacks = "、".join(found.has), "、".join(found.lacks)
        like = f"“{short(found.sheet)}”最像{ANNEX_NAMES[found.annex]}，有{has}"
        said.append(f"{like}，但没有找到{lacks}" if lacks else f"{like}，但看不出哪些行是表头、哪些列是什么")
    elif seen:
        said.append("其中没有附件1至附件4、满意度或经费表格的列名")
    others = list(dict.fromkeys(each.annex for each in suggest(workbook))) if annex is not None else []
    if others:
        names = "、".join(ANNEX_NAMES[each] for each in others)
        said.append(f"不限定附件时认出的是{names}，请去掉 --annex 或改为 --annex {others[0].value}")
    elif seen:
        said.append("请在窗口里打开这个文件，指明工作表、表头在第几行和每一列是什么，或者补上列名后再读")
    sheet = found.sheet if found is not None else ""
    return error(Place(workbook.name, sheet), "；".join(said) + "。")
