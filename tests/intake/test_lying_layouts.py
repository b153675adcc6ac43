"""Annexes 1 and 2 that lie on their side, take several rows a worker, or say two figures in a cell."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from sgz_desktop.intake.mapping import Mapping, Role, as_json, from_json
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.readings import read_pair
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, IndicatorTable
from tests.intake.sheets import Value, sheet_of

D = Decimal
Row = Sequence[Value]
TERM = "考核期：2024年8月1日至2024年12月31日"
THREE = ["到位", "社保", "工资"]


def found(sheet: Sheet) -> tuple[Mapping, ...]:
    return suggest(Workbook("表.xlsx", (sheet,)))


def roster(*lines: Row, merged: Sequence[str] = ()) -> tuple[AttendanceTable, Mapping, tuple[Problem, ...]]:
    sheet = sheet_of(*lines, merged=merged)
    (mapping,) = found(sheet)
    table, problems = read_table(sheet, mapping)
    assert isinstance(table, AttendanceTable)
    return table, mapping, problems


def ticked(table: AttendanceTable) -> dict[str, str]:
    """Who was there: 8月 1 0.5 for each worker from the first month on, 社保 behind a stroke where told."""
    told = {}
    for each in table.workers:
        there = [ticks.stated if ticks.present is None else ticks.present for ticks in each.months.values()]
        insured = [ticks.insured for ticks in each.months.values() if ticks.insured is not None]
        both = [" ".join(map(str, there)), *([" ".join(map(str, insured))] if insured else [])]
        told[each.name] = f"{min(each.months)}: {' | '.join(both)}"
    return told


@pytest.mark.parametrize(
    ("lines", "merged", "wanted"),
    [
        (
            [
                [TERM],
                ["月份", "陈一", "陈二", "合计", "备注"],
                ["8月", 1, 1, 2, ""],
                ["9月", 1, 0.5, 1.5, "陈二9月20日到岗"],
                ["合计", 2, 1.5, 3.5, ""],
            ],
            [],
            {"陈一": "2024-08: 1 1", "陈二": "2024-08: 1 0.5"},
        ),
        (
            [["月份", "陈一", "陈二"], ["2024年8月", "√", "√"], ["2024年9月", "√", "半"]],
            [],
            {"陈一": "2024-08: 1 1", "陈二": "2024-08: 1 0.5"},
        ),
        (
            [["社工到岗表"], ["年份", "月份", "陈一", "陈二"], [2024, 12, 1, 1], [2025, 1, 1, 0.5]],
            [],
            {"陈一": "2024-12: 1 1", "陈二": "2024-12: 1 0.5"},
        ),
        (
            [["社工到岗表（2024年8月至2024年12月）"], ["月份", "陈一", "陈二"], [8, 1, 1], [9, 1, 0.5]],
            [],
            {"陈一": "2024-08: 1 1", "陈二": "2024-08: 1 0.5"},
        ),
        (
            [
                [TERM],
                ["月份", "陈一", "", "", "陈二", "", ""],
                ["", *THREE * 2],
                ["8月", *"√√√√√√"],
                ["9月", *"√√√√×√"],
            ],
            ["A2:A3", "B2:D2", "E2:G2"],
            {"陈一": "2024-08: 1 1 | 1 1", "陈二": "2024-08: 1 1 | 1 0"},
        ),
        (
            [
                [TERM],
                ["姓名", "陈一", "陈二"],
                ["岗位", "项目主任", "社工"],
                ["资格证", "中级社工师", "无"],
                ["合同期限", "2024.8.1-2025.7.31", "2024.10.20-2025.7.31"],
                ["9月", "√", "×"],
                ["10月", "√", "半"],
                ["到岗小计", 2, 0.5],
            ],
            [],
            {"陈一": "2024-09: 1 1", "陈二": "2024-09: 0 0.5"},
        ),
    ],
)
def test_months_may_be_rows(lines: list[Row], merged: list[str], wanted: dict[str, str]) -> None:
    table, mapping, _ = roster(*lines, merged=merged)
    assert ticked(table) == wanted
    assert mapping.turned
    assert from_json(as_json(mapping)) == mapping


def test_a_sheet_on_its_side_keeps_its_own_places_and_sums() -> None:
    lines: list[Row] = [
        [TERM],
        ["姓名", "陈一", "陈二"],
        ["岗位", "项目主任", "社工"],
        ["8月", "√", "勾"],
        ["9月", "√", "×"],
        ["到岗小计", 2, 1],
    ]
    table, _, problems = roster(*lines)
    first, second = table.workers
    assert (first.post, str(first.place), str(first.cells["post"])) == (
        "项目主任",
        f"{first.place.file}!Sheet1!B2:B6",
        f"{first.place.file}!Sheet1!B3",
    )
    assert first.stated_months is not None
    assert (first.stated_months.value, first.stated_months.place.cell) == (D(2), "B6")
    assert second.months["2024-09"].place.cell == "C5"
    assert [each.place.cell for each in problems] == ["C4"]
    assert table.term == (date(2024, 8, 1), date(2024, 12, 31))


def test_two_lists_of_figures_alone_in_one_sheet() -> None:
    head: Row = ["片区", "建档", "电访"]
    sheet = sheet_of(["协议指标"], head, ["一片区", 100, 200], [], ["完成情况"], head, ["一片区", 50, 60])
    roles = [{each.role for each in mapping.columns.values()} for mapping in found(sheet)]
    assert roles == [{Role.ZONE, Role.AGREED}, {Role.ZONE, Role.DONE}]


@pytest.mark.parametrize(
    "lines",
    [
        [["月份", "家访", "电访"], ["8月", 1, 1], ["9月", 1, 0]],
        [["培训学时表"], ["月份", "主题", "地点"], ["8月", "甲", "乙"], ["9月", "丙", "丁"]],
        [["月份", "天气", "水温"], ["8月", 30.5, 21], ["9月", 28, 20]],
    ],
)
def test_not_every_sheet_with_months_as_rows_is_a_roster(lines: list[Row]) -> None:
    assert not any(each.annex.value == "2" for each in found(sheet_of(*lines)))


@pytest.mark.parametrize(
    ("lines", "merged", "wanted"),
    [
        (
            [
                [TERM],
                ["姓名", "证书", "项目", "8月", "9月"],
                ["陈一", "无", "人员到位", "√", "√"],
                ["", "", "社保购买", "√", "×"],
                ["", "", "工资发放", "√", "√"],
                ["陈二", "无", "人员到位", "√", "半"],
                ["", "", "社保购买", "√", "√"],
                ["", "", "工资发放", "√", "√"],
            ],
            ["A3:A5", "B3:B5", "A6:A8", "B6:B8"],
            {"陈一": "2024-08: 1 1 | 1 0", "陈二": "2024-08: 1 0.5 | 1 1"},
        ),
        (
            [
                [TERM],
                ["序号", "姓名", "类别", "8月", "9月"],
                [1, "陈一", "到岗", "√", "√"],
                ["", "陈一", "社保缴纳情况", "√", "×"],
                [2, "陈二", "到岗", "√", "半"],
                ["", "陈二", "社保缴纳情况", "√", "√"],
                ["合计", "", "到岗", 2, 1.5],
            ],
            [],
            {"陈一": "2024-08: 1 1 | 1 0", "陈二": "2024-08: 1 0.5 | 1 1"},
        ),
        (
            [
                [TERM],
                ["姓名", "项目", "8月", "9月"],
                ["陈一", "到岗", 1, 1],
                ["", "社保", 1, 0],
                ["", "小计", 2, 1],
                ["陈二", "到岗", 1, 0.5],
                ["", "社保", 1, 1],
                ["", "小计", 2, 1.5],
                ["合计", "到岗", 2, 1.5],
            ],
            [],
            {"陈一": "2024-08: 1 1 | 1 0", "陈二": "2024-08: 1 0.5 | 1 1"},
        ),
        (
            [
                [TERM],
                ["姓名", "应到/实到", "8月", "9月", "合计"],
                ["陈一", "应到", 1, 1, 2],
                ["", "实到", 1, 0.5, 1.5],
                ["陈二", "应到", 1, 1, 2],
                ["", "实到", 1, 1, 2],
            ],
            ["A3:A4", "A5:A6"],
            {"陈一": "2024-08: 1 0.5", "陈二": "2024-08: 1 1"},
        ),
    ],
)
def test_a_worker_may_have_several_rows(lines: list[Row], merged: list[str], wanted: dict[str, str]) -> None:
    table, mapping, problems = roster(*lines, merged=merged)
    assert ticked(table) == wanted
    assert Role.KIND in {each.role for each in mapping.columns.values()}
    assert not problems


def test_each_tick_of_several_rows_keeps_its_cell() -> None:
    lines: list[Row] = [
        [TERM],
        ["姓名", "项目", "8月", "9月"],
        ["陈一", "人员到位", "√", "√"],
        ["", "社保购买", "√", "×"],
    ]
    (worker,) = roster(*lines)[0].workers
    month = worker.months["2024-09"]
    assert (month.place.cell, worker.place.cell) == ("D3:D4", "A3:D4")
    assert {name: place.cell for name, place in month.cells.items()} == {"present": "D3", "insured": "D4"}


@pytest.mark.parametrize(
    ("lines", "merged", "wanted"),
    [
        (
            [
                ["考核期：2024年11月1日至2025年1月31日"],
                ["姓名", "证书", "月份", "", ""],
                ["", "", 11, 12, 1],
                ["陈一", "无", 1, 1, 0.5],
            ],
            ["A2:A3", "B2:B3", "C2:E2"],
            {"陈一": "2024-11: 1 1 0.5"},
        ),
        (
            [["2024年11月至2025年1月到岗情况"], ["姓名", "证书", 11, 12, 1], ["陈一", "无", 1, 1, 0.5]],
            [],
            {"陈一": "2024-11: 1 1 0.5"},
        ),
        (
            [
                [TERM],
                ["姓名", "月份", "", "", "", "", ""],
                ["", 8, "", "", 9, "", ""],
                ["", *THREE * 2],
                ["陈一", *"√√√√×√"],
            ],
            ["A2:A4", "B2:G2", "B3:D3", "E3:G3"],
            {"陈一": "2024-08: 1 1 | 1 0"},
        ),
        (
            [[TERM], ["姓名", "证书", "08", "09"], ["陈一", "无", "√", "√"]],
            [],
            {"陈一": "2024-08: 1 1"},
        ),
        (
            [["姓名", "证书", "Aug-24", "Sept. 2024"], ["陈一", "无", "√", "√"]],
            [],
            {"陈一": "2024-08: 1 1"},
        ),
        (
            [[TERM], ["序号", "姓名", "岗位", "8月", "9月"], [1, 2, 3, 4, 5], [1, "陈一", "社工", "√", "√"]],
            [],
            {"陈一": "2024-08: 1 1"},
        ),
        (
            [
                [TERM],
                ["姓名", "证书", "8月", "9月"],
                ["陈一", "无", "在岗", "在岗"],
                ["陈二", "无", "在岗", "离职"],
            ],
            [],
            {"陈一": "2024-08: 1 1", "陈二": "2024-08: 1 0"},
        ),
    ],
)
def test_bare_numbers_may_be_months(lines: list[Row], merged: list[str], wanted: dict[str, str]) -> None:
    assert ticked(roster(*lines, merged=merged)[0]) == wanted


def figures(*lines: Row, merged: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Zone, indicator, agreed and done of every reading; the problems by their cell."""
    sheet = sheet_of(*lines, merged=merged)
    (mapping,) = found(sheet)
    table, problems = read_table(sheet, mapping)
    assert isinstance(table, IndicatorTable)
    told = []
    for each in table.readings:
        both = ("?" if figure is None else str(figure.value) for figure in (each.agreed, each.done))
        told.append(" ".join((each.zone or "全站", each.indicator + each.measure, *both)))
    return told, [f"{each.place.cell} {each.text}" for each in problems]


@pytest.mark.parametrize(
    ("lines", "merged", "wanted"),
    [
        (
            [
                ["片区", "项目", "建档", "电访"],
                ["一片区", "协议量", 100, 200],
                ["", "完成量", 50, 60],
                ["", "百分比", "50%", "30%"],
                ["合计", "协议量", 100, 200],
                ["", "完成量", 50, 60],
            ],
            ["A2:A4", "A5:A6"],
            ["一片区 建档 100 50", "合计 建档 100 50", "一片区 电访 200 60", "合计 电访 200 60"],
        ),
        (
            [
                ["片区", "数据", "小组", ""],
                ["", "", "个数", "节数"],
                ["一片区", "实际（次）", 2, 12],
                ["", "目标（次）", 4, 24],
            ],
            ["A1:A2", "B1:B2", "C1:D1"],
            ["一片区 小组个数 4 2", "一片区 小组节数 24 12"],
        ),
        (
            [["全站指标完成情况"], ["", "建档", "电访"], ["协议量", 100, 200], ["完成量", 50, 60]],
            [],
            ["全站 建档 100 50", "全站 电访 200 60"],
        ),
        (
            [["片区", "小组完成/协议", "电访（完成量/协议量）"], ["一片区", "9/16", "100次/200次"]],
            [],
            ["一片区 小组 16 9", "一片区 电访 200 100"],
        ),
        (
            [
                ["片区", "小组", "", "电访", ""],
                ["", "协议/完成", "完成率", "协议/完成", "完成率"],
                ["一片区", "16/9", "56.25%", "200/100(50%)", "50%"],
            ],
            ["A1:A2", "B1:C1", "D1:E1"],
            ["一片区 小组 16 9", "一片区 电访 200 100"],
        ),
        (
            [["片区", "小组完成数（协议数）", "电访完成数（协议数）"], ["一片区", "9（16）", "100（200）"]],
            [],
            ["一片区 小组 16 9", "一片区 电访 200 100"],
        ),
        (
            [["指标", "完成情况（完成/协议）", "完成率"], ["小组（个）", "9/16", "56.25%"]],
            [],
            ["全站 小组 16 9"],
        ),
        (
            [
                ["片区", "协议量", "", "完成量", ""],
                ["", "建档", "电访", "建档", "电访"],
                ["一片区", 100, 200, 50, 60],
            ],
            ["A1:A2", "B1:C1", "D1:E1"],
            ["一片区 建档 100 50", "一片区 电访 200 60"],
        ),
        (
            [["各片区指标（完成量/协议量）"], ["片区", "小组", "电访"], ["一片区", "9/16", "100/200"]],
            [],
            ["一片区 小组 16 9", "一片区 电访 200 100"],
        ),
        (
            [
                ["片区", "建档", "", "电访", ""],
                ["", "协议", "完成", "协议", "完成"],
                ["一片区", 100, 50, 200, 60],
            ],
            [],
            ["一片区 建档 100 50", "一片区 电访 200 60"],
        ),
        (
            [["本期服务完成情况"], ["服务内容", "单位", "数量"], ["建档", "户", 100], ["电访", "次", 200]],
            [],
            ["全站 建档 ? 100", "全站 电访 ? 200"],
        ),
        (
            [["指标", "完成量"], ["建档（户）", 100], ["电访（次）", 200]],
            [],
            ["全站 建档 ? 100", "全站 电访 ? 200"],
        ),
        (
            [["各片区协议指标"], ["片区", "建档", "电访"], ["一片区", 100, 200], ["合计", 100, 200]],
            [],
            ["一片区 建档 100 ?", "一片区 电访 200 ?", "合计 建档 100 ?", "合计 电访 200 ?"],
        ),
    ],
)
def test_annex_1_in_other_ways(lines: list[Row], merged: list[str], wanted: list[str]) -> None:
    assert figures(*lines, merged=merged) == (wanted, [])


@pytest.mark.parametrize(
    ("lines", "wanted", "said"),
    [
        (
            [["片区", "建档", "电访"], ["一片区", 100, 200]],
            ["一片区 建档 ? 100", "一片区 电访 ? 200"],
            ["B1:C1 表头没有写是协议量还是完成量，按完成量读入，请核对。"],
        ),
        (
            [["片区", "小组", "电访"], ["一片区", "9/16", "100/200"]],
            [],
            ["B2 一格里写了两个数，看不出先写的是协议量还是完成量，没有读入；请指明各列的含义。"],
        ),
        (
            [["片区", "小组完成/协议", "电访完成/协议"], ["一片区", date(2024, 9, 16), "十/200"]],
            [],
            [
                "B2 这里应是“9/16”这样的两个数，实际是日期，可能是录入时被自动改成了日期，没有读入。",
                "C2 “十/200”不是“9/16”这样的两个数，没有读入。",
            ],
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_asked(lines: list[Row], wanted: list[str], said: list[str]) -> None:
    assert figures(*lines) == (wanted, said)


@pytest.mark.parametrize(
    "lines",
    [
        [["片区", "负责人", "电话"], ["一片区", "甲", "1"]],
        [["电话访问名单"], ["姓名", "电访", "探访"], ["甲", 1, 2]],
        [["内容", "数量"], ["桌子", 3], ["椅子", 4]],
        [["片区", "建档", "电访"], ["一片区", "甲", "乙"]],
    ],
)
def test_lists_of_other_things_are_no_annex_1(lines: list[Row]) -> None:
    assert found(sheet_of(*lines)) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9/16", (9, 16)),
        ("完成9个/协议16个", (9, 16)),
        ("1,200 / 2,400", (1200, 2400)),
        ("9：16", (9, 16)),
        ("-", None),
        ("9", None),
        ("2024/9/16", None),
    ],
)
def test_two_figures_in_a_cell(text: str, wanted: tuple[int, int] | None) -> None:
    assert read_pair(text).value == (wanted and tuple(map(Decimal, wanted)))


def test_hidden_lines_of_a_sheet_on_its_side_are_named_as_they_are() -> None:
    lines: list[Row] = [[TERM], ["月份", "陈一", "陈二"], ["8月", 1, 1], ["9月", 1, 1]]
    sheet = sheet_of(*lines, hidden_rows=[4], hidden_columns=["C"])
    (mapping,) = found(sheet)
    _, problems = read_table(sheet, mapping)
    assert [f"{each.place.cell} {each.text}" for each in problems] == [
        "C:C 这一列在表里是隐藏的，也读入了，请核对。",
        "4:4 这一行在表里是隐藏的，也读入了，请核对。",
    ]


@pytest.mark.parametrize(
    ("name", "title", "wanted"),
    [
        ("8月", TERM, "2024-08"),
        ("Sheet1", "2024年8月社工到岗情况表", "2024-08"),
        ("Sheet1", "2024年8月1日至2024年9月30日社工到岗情况表", ""),
        ("Sheet1", "2024年8月、9月社工到岗情况表", ""),
    ],
)
def test_a_sheet_may_be_of_one_month(name: str, title: str, wanted: str) -> None:
    head: Row = ["姓名", "岗位", "人员到位", "社保购买", "工资发放"]
    sheet = sheet_of([title], head, ["陈一", "社工", "√", "×", "√"], name=name)
    months = {each.month for mapping in found(sheet) for each in mapping.columns.values() if each.month}
    assert months == ({wanted} if wanted else set())


def test_a_list_of_wages_is_no_roster() -> None:
    head: Row = ["姓名", "出勤天数", "基本工资", "社保个人扣款", "实发工资"]
    assert found(sheet_of(["2024年8月工资表"], head, ["陈一", 22, 5000, 500, 4500])) == ()


def test_a_list_of_the_staff_needs_no_months() -> None:
    table, mapping, problems = roster(
        ["社工到岗情况表"],
        ["姓名", "岗位", "资格证", "到岗时间", "离岗时间", "到岗月数"],
        ["在职人员"],
        ["陈一", "社工", "无", "2024-08-01", "", 5],
        ["离职人员"],
        ["陈二", "社工", "无", "2024-10-20", "2024-11-30", 1.5],
        ["合计", "", "", "", "", 6.5],
        merged=["A3:F3", "A5:F5"],
    )
    assert [(each.name, each.joined_on, each.left_on) for each in table.workers] == [
        ("陈一", date(2024, 8, 1), None),
        ("陈二", date(2024, 10, 20), date(2024, 11, 30)),
    ]
    assert (table.months, table.whole.months and table.whole.months.value) == ((), D("6.5"))
    assert (mapping.turned, problems) == (False, ())
