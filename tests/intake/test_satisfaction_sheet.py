"""Rosters, call sheets and answers of the satisfaction survey in the layouts stations use."""

from datetime import date

import pytest

from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.satisfaction_sheet import read_satisfaction, suggest_satisfaction
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import SatisfactionTable
from tests.intake.sheets import Value, sheet_of, told


def read(sheet: Sheet) -> tuple[SatisfactionTable, tuple[Problem, ...]]:
    """The only block of a sheet."""
    (mapping,) = suggest_satisfaction(sheet)
    return read_satisfaction(sheet, mapping)


def answers(table: SatisfactionTable) -> list[str]:
    return ["" if each.answer is None else str(each.answer.value) for each in table.rows]


def test_a_roster() -> None:
    sheet = sheet_of(
        ["大岗镇社工站服务对象花名册"],
        ["序号", "姓 名", "联系\n电话", "所属片区", "服务对象类别", "备注"],
        [1, "张 三", 13800000001, "一片区", "长者"],
        [2, "李四", "020-1234 5678", "二片区", "残疾人", "听力不好"],
        [3],
        [4, "王五"],
        ["填表人：", None, None, "日期："],
    )
    table, problems = read(sheet)
    assert [
        (each.place.cell, each.name, each.phone, each.zone, each.category, each.remark) for each in table.rows
    ] == [
        ("B3", "张三", "13800000001", "一片区", "长者", ""),
        ("B4", "李四", "020-1234 5678", "二片区", "残疾人", "听力不好"),
        ("B6", "王五", "", "", "", ""),
    ]
    assert problems == ()


def test_a_call_sheet() -> None:
    sheet = sheet_of(
        ["满意度电访记录表"],
        ["序号", "姓名", "电话", "片区", "类别", "联系结果", "满意度", "日期", "备注"],
        [1, "甲", 1, "一", "长者", "成功", 95, "2023.10.20"],
        [2, "乙", 1, None, None, "成功", "９８％", date(2023, 10, 21)],
        [3, "丙", 1, None, None, "成功", 0.95, 45220],
        [4, "丁", 1, None, None, "无人接听", None, "10月"],
        [5, "戊", 1, None, None, None, "拒访", None],
        [6, "己", 1, None, None, "成功", "非常满意", None],
        [7, "庚", 1, None, None, None, "100分", None],
        [8, "辛", 1, None, None, None, 120, None],
        [9, "壬", 1, None, None, None, 1, None],
        [10, None, 1, None, None, None, 88, None],
        ["平均", None, None, None, None, None, 96.5],
    )
    table, problems = read(sheet)
    assert answers(table) == ["95", "98", "95", "", "", "", "100", "", "", "88"]
    assert [each.outcome for each in table.rows][3:5] == ["无人接听", "拒访"]
    assert [each.asked_on for each in table.rows][:3] == [
        date(2023, 10, 20),
        date(2023, 10, 21),
        date(2023, 10, 21),
    ]
    assert told(problems) == [
        "warning G5 “0.95”按 95% 读入，请核对。",
        "error H6 “10月”不是完整的日期，没有读入。",
        "error G8 “非常满意”合多少分，表里没有写（例如“非常满意=100”），没有读入。",
        "error G10 满意度应在 0 至 100 之间，没有读入。",
        "error G11 看不出“1”是 1% 还是 100%，没有读入。",
        "warning A12 这一行没有姓名，以编号“10”代替，请核对。",
    ]


@pytest.mark.parametrize(
    ("head", "values", "percent", "expected"),
    [
        ("满意度", [95, "98%", "90分"], (), ["95", "98", "90"]),
        ("满意度", [0.95, 1], (), ["95", "100"]),
        ("满意度", [0.955, 1], ("C3", "C4"), ["95.5", "100"]),
        ("满意度评分（满分5分）", [5, "4.5分", 6], (), ["100", "90", ""]),
        ("满意度（十分制）", [9, 8.5], (), ["90", "85"]),
        ("满意度(1-5分)", [4], (), ["80"]),
        ("满意度评分", [5, 4], (), ["", ""]),
        ("满意度", ["满意", "约90", "—"], (), ["", "", ""]),
    ],
)
def test_how_an_answer_is_written(
    head: str, values: list[Value], percent: tuple[str, ...], expected: list[str]
) -> None:
    rows = [["甲", 139, value] for value in values]
    table, _ = read(sheet_of(["2021-12满意度调查"], ["姓名", "电话", head], *rows, percent=percent))
    assert answers(table) == expected


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        pytest.param(
            [
                ["满意度"],
                ["姓名", "电话", "满意度"],
                ["甲", 1, "非常满意"],
                ["乙", 1, "满意。"],
                ["丙", 1, "一般"],
                ["丁", 1, "比较满意"],
                ["注：非常满意=100分，满意＝90，一般：60，不满意为0，比较满意（80-89分）"],
            ],
            (),
            ["100", "90", "60", ""],
            id="words with a scale below",
        ),
        pytest.param(
            [
                ["满意度调查"],
                ["姓名", "电话", "满意度", None, None],
                [None, None, "非常满意(100)", "满意(85)", "不满意"],
                ["甲", 1, "√"],
                ["乙", 1, "×", "√"],
                ["丙", 1, None, None, "√"],
                ["丁", 1, "好"],
            ],
            ("A2:A3", "B2:B3", "C2:E2"),
            ["100", "85", "", ""],
            id="a column for each word",
        ),
        pytest.param(
            [["满意度调查"], ["姓名", "服务态度得分", "专业能力得分", "总体满意度"], ["甲", 90, 80, 85]],
            (),
            ["85"],
            id="several questions",
        ),
        pytest.param([["满意度调查"], ["序号", "电话", "满意度"], [1, 139, 95]], (), ["95"], id="no names"),
    ],
)
def test_layouts(rows: list[list[Value]], merged: tuple[str, ...], expected: list[str]) -> None:
    assert answers(read(sheet_of(*rows, merged=merged))[0]) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["序号", "姓名", "岗位", "8月", None],
            [None, None, None, "人员到位", "社保购买"],
            [1, "张三", "社工", "√", "√"],
        ],
        [["社工站员工名单"], ["序号", "姓名", "电话", "片区"], [1, "张三", 139, "一"]],
        [["培训满意度"], ["姓名", "培训学时", "满意度"], ["张三", 3, 90]],
    ],
    ids=["attendance", "staff", "training"],
)
def test_other_sheets_are_no_survey(rows: list[list[Value]]) -> None:
    assert suggest_satisfaction(sheet_of(*rows)) == ()


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        (["总体评价", "总分", "满意度（总分÷25）"], [5, 23, "92%"], "92"),
        (["对社工服务是否满意", "满意度评分"], ["满意", 90], "90"),
        (["服务态度满意度", "总体满意度"], [0.7, 0.9], "90"),
    ],
)
def test_of_several_answers_the_one_in_per_cent_or_of_the_whole_is_read(
    heads: list[Value], row: list[Value], expected: str
) -> None:
    percent = [f"{'CDE'[number]}2" for number, each in enumerate(row) if isinstance(each, float)]
    table, _ = read(sheet_of(["序号", "姓名", *heads], [1, "陈某", *row], percent=percent))
    assert answers(table) == [expected]


@pytest.mark.parametrize(
    "below",
    [
        [[], ["满意度区间", "人数"], ["95分及以上", 45], ["75-85分", 12]],
        [["区间", "人数", "比例"], ["95%以上", 1, 0.5]],
        [["95分以上", None, 1], ["非常满意", None, 2]],
    ],
)
def test_a_table_of_bands_below_names_nobody(below: list[list[Value]]) -> None:
    rows: list[list[Value]] = [
        ["编号", "受访者", "满意度（%）"],
        ["S1", "陈某", 95],
        ["S2", "陈某", 85],
        *below,
    ]
    table, _ = read(sheet_of(*rows))
    assert [(each.number, each.name) for each in table.rows] == [("S1", "陈某"), ("S2", "陈某")]


def test_a_directory_is_no_survey() -> None:
    directory = [["姓名", "片区", "电话"], ["甲", "一片区", "020-1"]]
    assert suggest_satisfaction(sheet_of(*directory)) == ()
    assert suggest_satisfaction(sheet_of(["通讯录"], *directory)) == ()
    assert len(suggest_satisfaction(sheet_of(["满意度抽样名单"], *directory))) == 1


def test_questionnaires_without_names_are_known_by_their_number() -> None:
    sheet = sheet_of(
        ["满意度问卷统计"],
        ["问卷编号", "服务态度", "总体满意度"],
        ["WJ001", 5, "98%"],
        ["WJ002", 4, "95%"],
        [None, 4, "90%"],
    )
    table, problems = read(sheet)
    assert [each.name for each in table.rows] == ["WJ001", "WJ002"]
    assert told(problems) == ["error B5 这一行没有姓名，也没有编号，没有读入。"]
