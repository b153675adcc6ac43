"""Workbooks as a station sends them: 大岗镇's annexes 1 and 2 with the figures it printed."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

INDICATORS = "附件1.xlsx"
ATTENDANCE = "附件2.xlsx"
TITLE = "大岗镇“双百工程”社工站指标完成情况统计及投入人员对照表"

_UPPER = (
    (9, (1550, 1463), (12, 12), (30, 30), (60, 60), (35, 34), (105, 136), 28),
    (8, (1550, 1562), (12, 12), (30, 30), (60, 60), (35, 36), (105, 167), 29),
    (7, (1550, 1535), (12, 13), (30, 30), (60, 60), (35, 36), (105, 160), 28),
    (7, (1550, 1415), (10, 11), (27, 28), (54, 56), (32, 32), (96, 156), 27),
    (9, (1550, 1566), (12, 13), (28, 31), (56, 62), (32, 33), (96, 167), 30),
    (9, (1550, 2023), (14, 14), (35, 36), (70, 72), (35, 42), (105, 191), 28),
    (49, (9300, 9564), (68, 75), (170, 185), (340, 370), (204, 213), (612, 977), 170),
)
_LOWER = (
    ((12, 12), (36, 59), (180, 407), (68, 39), (3400, 3661), (16, 15), (16, 15)),
    ((12, 13), (36, 63), (180, 411), (68, 88), (3400, 4784), (16, 16), (16, 13)),
    ((12, 12), (36, 58), (180, 400), (68, 80), (3400, 4015), (16, 18), (16, 18)),
    ((12, 13), (36, 65), (180, 530), (68, 92), (3100, 4212), (16, 15), (16, 16)),
    ((12, 13), (36, 65), (180, 480), (68, 77), (3400, 10116), (16, 16), (16, 16)),
    ((12, 14), (36, 70), (180, 594), (68, 78), (5363, 5263), (16, 20), (16, 18)),
    ((68, 77), (204, 380), (1020, 2822), (408, 454), (22363, 32051), (93, 100), (93, 96)),
)
_STATION = (
    ("新增志愿者", 310, 348),
    ("新增志愿者骨干", 35, 40),
    ("需求调研", 2, 2),
    ("协助相关政府部门和城乡社区介入应急性公共服务", 2, 2),
    ("社区发展计划", 6, 6),
    ("培育社区组织", 31, 29),
)
_MONTHS = ("8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月", "4月", "5月")
_TERM = "2023年8月1日至\n2025年7月31日"


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def rows(*lines: Sequence[Any], merged: Iterable[str] = (), name: str = "表") -> bytes:
    """A workbook of one sheet with these lines."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for line in lines:
        sheet.append(list(line))
    for each in merged:
        sheet.merge_cells(each)
    return saved(book)


def _rate(agreed: int, done: int) -> str:
    return f"{done / agreed * 100:.2f}%"


def _triples(pairs: Sequence[tuple[int, int]]) -> list[Any]:
    return [each for agreed, done in pairs for each in (agreed, done, _rate(agreed, done))]


def indicators() -> bytes:
    """Annex 1 in four blocks on two sheets, the second sheet under another period."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "指标完成情况"
    sheet.append([f"{TITLE}（2023年8月1日至2024年5月31日）"])
    heads = [" 居家探访 ", "", "", " 转介个案 ", "", "", " 咨询个案 ", *[""] * 5, " 专业个案 ", *[""] * 8]
    sheet.append(["服务片区", "投入社\n工人数", *heads])
    measures = ("协议个数", "协议量", "协议次数", "协议辅导节数")
    leaves = [each for measure in measures for each in (measure, "完成量", "百分比")]
    leaves += [
        "协议接案数",
        "接案完成数",
        "百分比",
        "协议节数",
        "完成量",
        "百分比",
        "协议结案率",
        "结案数",
        "百分比",
    ]
    sheet.append(["", "", *leaves])
    for number, (staff, *pairs, closed) in enumerate(_UPPER, 1):
        zone = "合计" if number == len(_UPPER) else f"片区{number}"
        cases = pairs[4][0]
        sheet.append([zone, staff, *_triples(pairs), "80%", closed, _rate(cases, closed)])
    lower = [" 专业小组 ", *[""] * 8, " 社区活动 ", *[""] * 5, " 座谈会 ", "", "", " 议事会 ", "", ""]
    sheet.append(["服务片区", "投入社\n工人数", *lower])
    counted = ("协议个数", "协议节数", "协议人次", "协议次数", "协议人次", "协议次数", "协议次数")
    sheet.append(["", "", *[each for measure in counted for each in (measure, "完成量", "百分比")]])
    for number, below in enumerate(_LOWER, 1):
        zone = "合计" if number == len(_LOWER) else f"片区{number}及专项"
        sheet.append([zone, _UPPER[number - 1][0], *_triples(below)])
    sheet.append(["总体服务", "协议内容", "指标要求", "完成情况", "完成百分比"])
    for name, agreed, done in _STATION:
        sheet.append(["", name, agreed, done, _rate(agreed, done)])
    sheet.append([])
    sheet.append(["注：评估末月建档1884户、2100人。"])
    upper = ("A1:W1", "A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:N2", "O2:W2")
    for each in (*upper, "A11:A12", "B11:B12", "C11:K11", "L11:Q11", "R11:T11", "U11:W11", "A20:A26"):
        sheet.merge_cells(each)
    more = book.create_sheet("总体服务（续）")
    more.append([f"{TITLE}（2023年8月1日至2023年12月31日）"])
    more.append(["协议内容", "指标要求", "完成情况", "完成百分比"])
    more.append(["协助相关政府部门和城乡社区介入其他公共服务问题", 2, 2, "100.00%"])
    more.append(["特色项目/品牌项目", 6, 6, "100.00%"])
    return saved(book)


def attendance() -> bytes:
    """Annex 2: 44 certified workers and 12 others, of whom some came and left within the ten months."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "到岗情况"
    sheet.append(["大岗镇“双百工程”社工站购买服务项目社工到岗情况统计表"])
    sheet.append(["社工站名称（机构公章）：大岗镇社工服务站"])
    sheet.append(["项目服务采购周期：2023年8月1日至2025年7月31日"])
    sheet.append(["年度服务协议时间：2023年8月1日至2024年7月31日"])
    months = [each for month in _MONTHS for each in (month, None, None)]
    heads = ["类型", "序号", "姓名", "职位", "岗位资格证/资质", "合同期限"]
    sheet.append([*heads, *months, "到岗小计", "符合从业2年以上\n的社工到岗小计", "备注"])
    sheet.append([*[None] * 6, *["人员\n到位", "社保\n购买", "工资\n发放"] * 10])
    for number in range(1, 57):
        if number == 45:
            sheet.append(["持证社工有效人次小计", *[None] * 35, 404.5, 374.5])
        sheet.append(_worker(number))
    sheet.append(["非持证社工有效人次小计", *[None] * 35, 109.5, 73])
    sheet.append(["社工有效人次总计（即持证社工及非持证社工有效人次总数）", *[None] * 35, 514, 447.5])
    sheet.append(["社工站稳岗率（持证在岗社工数/协议要求在岗社工数*100%）", *[None] * 5, "91.13%"])
    sheet.append(["负责人：                联系方式：                填表日期：2024年5月31日"])
    for first in range(7, 37, 3):
        sheet.merge_cells(start_row=5, end_row=5, start_column=first, end_column=first + 2)
    for column in (*range(1, 7), 37, 38, 39):
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    for each in ("A7:A50", "A52:A63", "A51:F51", "A64:F64", "A65:F65", "A66:F66"):
        sheet.merge_cells(each)
    return saved(book)


_CAME = {9: "8月7日", 13: "8月7日", 14: "10月23日", 43: "", 44: "", 51: "11月17日", 53: "12月14日"}
_STARTS = {43: "2024年1月16日", 44: "2024年3月1日"}
_ON_DUTY = {
    14: (2, 10),
    40: (0, 2),
    41: (0, 3),
    42: (0, 5),
    43: (5, 10),
    44: (7, 10),
    45: (0, 7),
    51: (3, 10),
    53: (4, 10),
}
_MONTHS_ON_DUTY = {14: 7.5, 40: 2, 41: 2.5, 42: 5, 43: 4.5, 44: 3, 45: 7, 51: 6.5, 53: 6}
_NEW = frozenset({30, 31, 32, 47, 51, 52, 55})
_REMARKS = {
    2: "2024年5月6日至2024年10月30日产假",
    14: "2023年10月社保为上一机构购买",
    40: "2023年9月30日解除劳动合同",
    41: "2023年10月12日解除劳动合同",
    42: "2023年12月31日解除劳动合同",
    45: "2024年2月29日解除劳动合同（行业外）",
}
_INTERMEDIATE = frozenset({1, 2, 3, 5, 9, 16, 20})


def _worker(number: int) -> list[Any]:
    first, last = _ON_DUTY.get(number, (0, 10))
    ticks = ["√" if first <= month < last else "—" for month in range(10) for _ in range(3)]
    start = _STARTS.get(number) or f"2023年{_CAME.get(number) or '8月1日'}"
    section = {1: "持证社工", 45: "非持证社工"}.get(number)
    credential = "中级社工师" if number in _INTERMEDIATE else "助理社工师"
    if number > 44:
        credential = "已接受社会工作行业组织管理、培训且获得相关证书"
    months = _MONTHS_ON_DUTY.get(number, 10)
    post = "项目主任" if number == 1 else f"{'一二三四五六'[number % 6]}片区社工"
    return [
        *(section, number, f"社工{number:02}", post, credential),
        *(f"{start}至\n2025年7月31日", *ticks),
        *(months, 0 if number in _NEW else months, _REMARKS.get(number)),
    ]
