"""Columns of parts beside their sum: of zones, kinds, months, halves; the sum is told from its parts."""

from collections.abc import Sequence

import pytest

from sgz_desktop.intake.attendance_credentials import certified_by, credential_beside
from sgz_desktop.intake.tables import (
    AttendanceTable,
    Figure,
    IndicatorTable,
    MoneyTable,
    ResourceTable,
    TrainingTable,
)
from tests.intake.sheets import Value, told
from tests.intake.test_strange_layouts import figures, read, workers

Row = Sequence[Value]
ZONES = ("一片区", "二片区", "三片区")


def spelt(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value}@{figure.place.cell}"


@pytest.mark.parametrize(
    ("heads", "merged"),
    [
        (
            [["指标", "协议量", "完成量", None, None, "合计完成"], [None, None, *ZONES]],
            "A1:A2 B1:B2 C1:E1 F1:F2",
        ),
        ([["指标", "协议量", "完成量", None, None, None], [None, None, *ZONES, "合计"]], "A1:A2 B1:B2 C1:F1"),
        ([["指标", "协议量", *ZONES, "合计完成"]], ""),
    ],
)
def test_the_figures_of_zones_are_never_the_stations(heads: list[Row], merged: str) -> None:
    found = figures(
        *heads, ["探访", 900, 150, 160, 140, 450], ["电访", 30, 5, 5, 4, 14], merged=merged.split()
    )
    assert found[:4] == [
        "全站 探访 - 900 450",
        *(f"{zone} 探访 - ? {done}" for zone, done in zip(ZONES, (150, 160, 140), strict=True)),
    ]


def test_zones_that_do_not_add_up_are_not_guessed() -> None:
    found = figures(
        ["指标", "协议量", *ZONES, "合计完成"], ["探访", 900, 150, 160, 140, 451], ["电访", 30, 5, 5, 4, 14]
    )
    assert found == ["全站 探访 - 900 451", "全站 电访 - 30 14"]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["协议量（全年）", "本期完成", "累计完成", "累计完成率"], [900, 150, 450, "50%"]),
        (["协议量", "完成量", "实际完成", "完成率"], [900, 150, 450, "50%"]),
        (["协议量", "本次完成", "累计完成"], [900, 150, 450]),
        (
            ["全年协议量", "中期应完成量（50%）", "中期实际完成量", "占中期比例", "占全年比例"],
            [900, 450, 450, "100%", "50%"],
        ),
    ],
)
def test_of_two_columns_that_which_the_rates_are_of_is_read(heads: Row, cells: Row) -> None:
    table, _ = read(["指标", *heads], ["探访", *cells], ["电访", *cells])
    assert isinstance(table, IndicatorTable)
    assert [
        (str(each.agreed and each.agreed.value), str(each.done and each.done.value))
        for each in table.readings
    ] == [("900", "450")] * 2
    assert {each.printed_rate.value for each in table.readings if each.printed_rate} <= {50}


def test_lists_side_by_side_have_a_column_each() -> None:
    heads = ["服务内容", "协议量", "完成量", "完成率"] * 2
    found = figures(
        heads, ["电访", 4, 2, "50%", "家访", 4, 1, "25%"], ["建档", 4, 2, "50%", "小组", 4, 3, "75%"]
    )
    assert sorted(each[-3:] for each in found) == ["4 1", "4 2", "4 2", "4 3"]


def test_staff_with_a_note_are_read_and_told() -> None:
    table, problems = read(
        ["片区", "投入社工", "电访协议量", "电访完成量"], ["甲片区", "5（含督导1名）", 1, 2]
    )
    assert isinstance(table, IndicatorTable)
    assert [spelt(each.staff) for each in table.staff] == ["5@B2"]
    assert told(problems) == ["warning B2 “5(含督导1名)”按 5 人读入，请核对。"]


@pytest.mark.parametrize(
    ("heads", "cells", "wanted"),
    [
        (
            ["总培训时数", "总督导时数", "7月培训", "7月督导", "8月培训", "8月督导"],
            [12, 2, 6, 1, 6, 1],
            ["07 6 1", "08 6 1"],
        ),
        (
            ["应完成学时", "实际完成学时", "7月", "8月", "督导时数"],
            [18, 12, 6, 6, 3],
            ["07 6 -", "08 6 -", " - 3"],
        ),
        (["7月", "8月", "培训合计", "督导合计"], [6, 6, 12, 3], ["07 6 -", "08 6 -", " - 3"]),
    ],
)
def test_sums_beside_the_months_of_training_are_not_added(heads: Row, cells: Row, wanted: list[str]) -> None:
    table, problems = read(
        ["员工培训情况（2024年7月-8月）"], ["姓名", *heads], ["甲某", *cells], ["乙某", *cells]
    )
    assert isinstance(table, TrainingTable)
    for each in table.rows:
        found = [
            f"{month[5:]} {a.value if a else '-'} {b.value if b else '-'}"
            for month, (a, b) in each.months.items()
        ]
        assert sorted(found) == sorted(wanted)
    assert problems == ()


def test_kinds_of_resources_in_columns_of_their_own() -> None:
    table, problems = read(
        ["社会资源整合汇总表"],
        ["日期", "合作单位", "活动名称", "资金（元）", "物资折价（元）", "人力（人次）", "受益人次"],
        ["2024-07-15", "甲", "义诊", None, None, 6, 70],
        ["2024-08-20", "乙", "早餐", None, 2400, 2, 40],
        ["2024-09-09", "丙", "心愿", 3000, 1200, None, 12],
        ["合计", None, None, 3000, 3600, 8, 122],
    )
    assert isinstance(table, ResourceTable)
    assert [f"{each.provider} {each.category} {spelt(each.value_yuan)}" for each in table.rows] == [
        "甲 人力 ",
        "乙 物资 2400@E4",
        "丙 资金 3000@D5",
        "丙 物资 1200@E5",
    ]
    assert spelt(table.stated_value) == "6600@D6、E6"
    assert told(problems) == ["warning A4 这一行的类别还有“人力”，没有另记一项，请核对。"]


def test_a_day_that_there_is_not_is_told() -> None:
    table, problems = read(
        ["资源整合汇总表"], ["日期", "提供方", "内容"], ["2024-09-31", "甲", "米"], ["2024年9月", "乙", "油"]
    )
    assert isinstance(table, ResourceTable)
    assert [each.written_date for each in table.rows] == ["2024-09-31", "2024年9月"]
    assert told(problems) == ["warning A3 没有“2024-09-31”这一天，按文字保留，请核对日期。"]


def test_a_period_beside_a_title_is_read() -> None:
    for beside in (
        ["填报单位：某站", "评估期：2024年7月—8月"],
        ["评估周期：2024.7.1-2024.8.31", "协议人数：4人"],
    ):
        table, _ = read(beside, ["姓名", "职位", "7月", "8月"], ["甲某", "社工", "√", "√"])
        assert isinstance(table, AttendanceTable)
        assert table.months == ("2024-07", "2024-08")


def test_a_title_of_two_kinds_decides_none() -> None:
    table, problems = read(
        ["场地及人力资源"],
        ["日期", "提供方", "内容"],
        ["2024-08-15", "甲", "活动室"],
        ["2024-08-16", "乙", "导师"],
    )
    assert isinstance(table, ResourceTable)
    assert [each.category for each in table.rows] == ["", ""]
    assert [each.text for each in problems] == ["标题里有场地、人力，没有写各行是哪一类，请逐项选定类别。"]


@pytest.mark.parametrize(
    "heads", [("上半年支出", "下半年支出", "全年支出"), ("1-6月支出", "7-12月支出", "支出合计")]
)
def test_what_was_spent_in_the_whole_year_is_read(heads: Row) -> None:
    table, _ = read(["科目", "预算（元）", *heads], ["人员经费", 20, 9, 10, 19], ["活动经费", 4, 1, 2, 3])
    assert isinstance(table, MoneyTable)
    assert [spelt(each.spent) for each in table.rows] == ["19@E2", "3@E3"]


HEAD: Row = ["姓名", "职位", "离职时间", "2024年7月", "2024年8月", "备注"]


def test_a_day_of_its_own_column_goes_before_a_remark_that_differs() -> None:
    lines: list[Row] = [
        HEAD,
        ["甲某", "社工", "2024-08-31", "√", "√", "2024年9月30日离职"],
        ["乙某", "社工", None, "√", "√", "2024年8月30日离职"],
    ]
    assert [str(each.left_on) for each in workers(*lines)] == ["2024-08-31", "2024-08-30"]
    assert told(read(*lines)[1]) == [
        "warning C2 这里写的是 2024-08-31，备注里写的是 2024-09-30，按这里的读入，请核对。"
    ]


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("人员到岗情况表（2024年7月16日—2024年8月31日）", "2024-07-16"),
        ("人员到岗情况表（2024年6月16日—2024年8月31日）", None),
    ],
)
def test_the_title_tells_the_days_where_its_months_are_those_of_the_table(
    title: str, term: str | None
) -> None:
    table, _ = read([title], HEAD, ["甲某", "社工", None, "√", "√", None])
    assert isinstance(table, AttendanceTable)
    assert (table.term and str(table.term[0])) == term


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("非持证社工到岗情况", False),
        ("持证社工到岗情况", True),
        ("持证社工和非持证社工到岗情况", None),
        ("持证社工人数统计", None),
        ("社工到岗情况", None),
    ],
)
def test_a_title_says_of_whom_it_is(title: str, wanted: bool | None) -> None:
    assert certified_by("Sheet1", title) is wanted


def test_a_level_may_stand_in_brackets() -> None:
    cells = ("有（中级）", "有", "中级社工师", "未持证（初级在考）")
    assert [credential_beside(each) for each in cells] == ["中级", "", "中级社工师", ""]
