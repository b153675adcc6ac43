"""The sheets of our own workbook that are no table of a station: the score, its proof, the observations."""

from sgz_desktop.intake.readings import plain
from sgz_desktop.intake.sheets import Sheet

_HEADS = frozenset(
    (
        ("评估内容", "标准分", "评分", "折算分"),
        ("条件", "状态", "依据", "离红线", "认定人"),
        (
            "序号",
            "章节",
            "评审组",
            "类别",
            "指标",
            "首句",
            "内容",
            "建议",
            "佐证",
            "记录人",
            "录入人",
            "时间(北京)",
        ),
        ("层级", "名称", "算法", "结果", "录入人", "时间(北京)"),
        ("序号", "还缺什么"),
        ("项目", "数据", "单位", "来源"),
    )
)
"""What stands below their titles, from the first column on; the observations' may go on."""
_LONGEST = max(map(len, _HEADS))
_TITLE, _HEAD = 1, 2


def is_own_paper(sheet: Sheet) -> bool:
    """Whether a sheet is one that our own workbook has beside the annexes, by its title and its heads."""
    if [column for column, _ in sheet.row(_TITLE)] != [1]:
        return False
    heads = tuple(plain(cell.text) for _, cell in sheet.row(_HEAD))
    return heads in _HEADS or heads[:_LONGEST] in _HEADS
