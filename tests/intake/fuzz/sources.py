"""The sound workbooks that the fuzz spoils: the station's own, and small ones of every layout."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import stations
from tests.intake.build import KINDS, MAIN, Parts, packed

_MOMENT = b"2024-05-31T08:00:00Z"
_ROSTER = (
    ("2023年8月1日至2023年10月31日",),
    ("类型", "序号", "姓名", "职位", "资格证书", "合同期限", "8月", None, None, "9月", None, None),
    (*[None] * 6, *("人员到位", "社保购买", "工资发放") * 2, "到岗小计", "2年以上的到岗小计", "备注"),
    ("持证社工", 1, "甲", "一片区社工", "中级社工师", "2023.8.1-2025.7.31", *"√√√√√√", 2, 2, ""),
    (None, 2, "乙", "二片区社工", "助理社工师", "2023年8月1日至2025年7月31日", *"√√√—√√", 1.5, 0, "产假"),
    (
        "非持证社工",
        3,
        "丙",
        "主任",
        "相关专业",
        "2023-08-01至2024-07-31",
        *"√√√———",
        1,
        1,
        "2023年8月31日离职",
    ),
    ("合计", *[None] * 11, 4.5, 3, None),
)
_FLAT = (
    ("某站指标完成情况（2023年8月1日至2024年5月31日）",),
    (
        "片区",
        "投入社工人数",
        "电访-协议量（户）",
        "电访-完成量",
        "完成率",
        "活动（场）-协议量",
        "活动-完成量",
    ),
    ("一片区", 8, "1,550户", 1463, "94.39%", 12, 12),
    ("二片区", 7, 1550, "１５６２", 1.0077, 12, "约13"),
    ("合计", 15, 3100, 3025, "97.58%", 24, 25),
)
_TRANSPOSED = (
    ("服务内容", "单位", "指标要求", "完成情况", "完成百分比"),
    ("新增志愿者", "人", 310, 348, "112.26%"),
    ("需求调研（份）", "", 2, 2, 1),
)
_STATED = (
    ("社工到岗情况 年度协议时间：2023年8月1日至2024年7月31日",),
    ("序号", "姓名", "岗位", "持证情况", "合同开始", "合同结束", "8月", "9月", "10月", "合计"),
    (1, "丁", "社工", "助理社会工作师", "2023.8.1", "2024-07-31", 1, 0.5, 1, 2.5),
    (2, "戊", "社工", "社会工作师", 45139, "20240731", 1, "1", 0, 2),
)
_RESOURCES = (
    ("附件3 服务资源整合情况统计表",),
    ("序号", "时间", "资源提供方", "资源类型", "资源内容", "价值（元）", "受益人数"),
    (1, "2023年9月5日", "某企业", "物资", "大米 50 袋", 5000, 50),
    (2, "2023.10.20", "某基金会", "资金", "助学金", "1.2万元", "30人"),
    ("合计", "", "", "", "", 17000, 80),
)
_TRAINING = (
    ("附件4 培训与督导学时统计表",),
    ("序号", "姓名", "8月培训学时", "8月督导学时", "9月培训学时", "9月督导学时", "合计"),
    (1, "社工01", 4, 2, 4.5, 2, 12.5),
    (2, "社工02", 4, "—", "4学时", 2, 10),
)
_SATISFACTION = (
    ("满意度调查名单",),
    ("序号", "姓名", "联系电话", "片区", "服务对象类别", "联系结果", "满意度"),
    (1, "服务对象甲", "02000000001", "一片区", "困境长者", "已接通", "95%"),
    (2, "服务对象乙", "02000000002", "二片区", "低保", "拒访", ""),
)
_MONEY = (
    ("经费使用情况（单位：元）",),
    ("项目", "年初预算", "全年预算", "执行数", "执行率"),
    ("人员费用", 2000000, 2000000, 1900000, "95%"),
    ("活动费", 200000, 200000, 150000.5, "75%"),
    ("合计", 2200000, 2200000, 2050000.5, "93.18%"),
)

_LYING = (
    ("社工到岗情况 考核期：2023年8月1日至2023年10月31日",),
    ("月份", "社工甲", None, "社工乙", None),
    (None, "到位", "社保", "到位", "社保"),
    ("8月", "√", "√", "√", "×"),
    ("9月", "半", "√", 1, "√"),
    ("合计", 1.5, 2, 2, 1),
)
_KINDS = (
    ("考核期：2023年8月1日至2023年10月31日",),
    ("姓名", "资格证", "项目", "月份", None, "小计"),
    (None, None, None, 8, 9, None),
    ("社工甲", "助理社工师", "人员到位", "√", "半", 1.5),
    (None, None, "社保购买", "√", "√", None),
    ("社工乙", "无", "应到", 1, 1, 2),
    (None, None, "实到", 1, 0.5, 1.5),
)
_PAIRS = (
    ("各片区指标（完成/协议）",),
    ("片区", "小组", "电访"),
    ("一片区", "9/16", "100次/200次"),
    ("合计", "9/16(56.25%)", "-"),
)
_AMOUNTS_DOWN = (
    ("片区", "项目", "建档", "电访"),
    ("一片区", "协议量", 629, "5,840"),
    (None, "完成量", 685, 3000),
    ("合计", "协议量", 629, 5840),
    (None, "完成量", 685, 3000),
)


def _rows(*lines: tuple[Any, ...], merged: tuple[str, ...] = ()) -> Callable[[], bytes]:
    return lambda: stations.rows(*lines, merged=merged)


_MAKERS: Mapping[str, Callable[[], bytes]] = {
    "附件1": stations.indicators,
    "附件2": stations.attendance,
    "到岗": _rows(*_ROSTER, merged=("G2:I2", "J2:L2", "A4:A5", "A7:L7")),
    "指标": _rows(*_FLAT, merged=("A1:G1",)),
    "总体": _rows(*_TRANSPOSED),
    "到岗数": _rows(*_STATED),
    "附件3": _rows(*_RESOURCES, merged=("A1:G1",)),
    "附件4": _rows(*_TRAINING),
    "满意度": _rows(*_SATISFACTION),
    "经费": _rows(*_MONEY),
    "横排": _rows(*_LYING, merged=("A2:A3", "B2:C2", "D2:E2")),
    "分行": _rows(*_KINDS, merged=("A2:A3", "B2:B3", "C2:C3", "D2:E2", "A4:A5")),
    "同格": _rows(*_PAIRS),
    "指标横排": _rows(*_AMOUNTS_DOWN),
}


@cache
def sources() -> Mapping[str, bytes]:
    """The workbooks by name, those that the program recognises."""
    return dict(_recognised())


def _recognised() -> Iterator[tuple[str, bytes]]:
    for name, make in _MAKERS.items():
        data = _with_shared_texts(make())
        if suggest(read_workbook(f"{name}.xlsx", data)):
            yield name, data


def annexes() -> frozenset[Annex]:
    """What the workbooks are recognised as."""
    books = [read_workbook(f"{name}.xlsx", data) for name, data in sources().items()]
    return frozenset(mapping.annex for book in books for mapping in suggest(book))


def parts_of(data: bytes) -> Parts:
    """What is in a workbook's zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def written(root: Element) -> bytes:
    """A part's bytes."""
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _with_shared_texts(data: bytes) -> bytes:
    """The workbook as Excel and WPS write it: openpyxl puts texts into their cells, they do not.

    What openpyxl says of the time it was written is always the same, so that a seed makes the same bytes.
    """
    parts = parts_of(data)
    parts["docProps/core.xml"] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", _MOMENT, parts["docProps/core.xml"])
    texts: dict[str, int] = {}
    for path in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
        sheet = fromstring(parts[path])
        for cell in sheet.iter(f"{{{MAIN}}}c"):
            if cell.get("t") == "inlineStr":
                text = "".join(cell.itertext())
                cell[:] = []
                cell.set("t", "s")
                SubElement(cell, f"{{{MAIN}}}v").text = str(texts.setdefault(text, len(texts)))
        parts[path] = written(sheet)
    shared = Element(f"{{{MAIN}}}sst")
    for text in texts:
        SubElement(SubElement(shared, f"{{{MAIN}}}si"), f"{{{MAIN}}}t").text = text
    parts["xl/sharedStrings.xml"] = written(shared)
    link = f'<Relationship Id="rIdTexts" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
    links, end = "xl/_rels/workbook.xml.rels", b"</Relationships>"
    parts[links] = parts[links].replace(end, link.encode() + end)
    return packed(parts)
