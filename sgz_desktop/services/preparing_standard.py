"""What a day on site needs by the standard, and what a review group of several zones is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.domain.checks import NAME_LIMIT
from sgz_desktop.domain.rubric import Rubric

ASSESSOR, STATION = "评估方", "社工站"
_NUMBERED = re.compile(r"第(.+)片区")


@dataclass(frozen=True, slots=True)
class StandardNeed:
    """One line of the list: what, who has to see to it, what it is for."""

    title: str
    who: str
    note: str


_CONFIRMATIONS = (
    ("与社工站确认评估时间、会议室和到场人员", ASSESSOR, "确认"),
    ("与购买方确认参加总结反馈的人员", ASSESSOR, "确认"),
    ("收到社工站的自评材料和各统计表", ASSESSOR, "确认"),
    ("收到服务对象名册，供满意度调查抽样", ASSESSOR, "确认"),
    ("确认专家均无需回避，承诺书已签", ASSESSOR, "确认"),
    ("确认往返车辆和集合时间、地点", ASSESSOR, "确认"),
)
_PAPERS = (
    ("签到表（空白）", ASSESSOR, "现场用表"),
    ("回避与廉洁责任声明（空白）", ASSESSOR, "现场用表"),
    ("打分表（每位专家一份）", ASSESSOR, "现场用表"),
    ("抽查表（空白）", ASSESSOR, "现场用表"),
    ("访谈提纲", ASSESSOR, "现场用表"),
    ("现场反馈记录（空白）", ASSESSOR, "现场用表"),
)
_EQUIPMENT = (
    ("笔记本电脑和电源", ASSESSOR, "设备"),
    ("存放数据备份的优盘", ASSESSOR, "设备"),
    ("打印机和纸", ASSESSOR, "设备"),
    ("相机或可拍照的手机", ASSESSOR, "设备"),
    ("签字笔和文件夹", ASSESSOR, "设备"),
)


def standard_needs(rubric: Rubric) -> tuple[StandardNeed, ...]:
    """Confirmations, blank papers and equipment, then the papers of the checklist, each once."""
    items_of: dict[str, list[str]] = {}
    for item in rubric.items:
        for paper in item.papers:
            items_of.setdefault(paper[:NAME_LIMIT], []).append(item.code)
    fixed = [StandardNeed(*each) for each in (*_CONFIRMATIONS, *_PAPERS, *_EQUIPMENT)]
    asked = [
        StandardNeed(paper, STATION, f"查阅资料：{'、'.join(codes)}") for paper, codes in items_of.items()
    ]
    return (*fixed, *asked)


def pooled_name(zones: Sequence[str]) -> str:
    """What a group of these zones is called: 三片区、四片区; 第一、五片区 where all are numbered so."""
    numbers = [_NUMBERED.fullmatch(each) for each in zones]
    found = [each[1] for each in numbers if each]
    if len(zones) > 1 and len(found) == len(zones):
        return f"第{'、'.join(found)}片区"[:NAME_LIMIT]
    return "、".join(zones)[:NAME_LIMIT]
