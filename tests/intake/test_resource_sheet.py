"""Annex 3 in the layouts stations use."""

from datetime import date

import pytest

from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.resource_sheet import read_resources, suggest_resources
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, ResourceTable
from tests.intake.sheets import Value, sheet_of, told

TITLE = "附件3 服务资源整合汇总表"


def read(sheet: Sheet) -> tuple[ResourceTable, tuple[Problem, ...]]:
    """The only block of a sheet."""
    (mapping,) = suggest_resources(sheet)
    return read_resources(sheet, mapping)


def spelt(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value}@{figure.place.cell}"


def test_every_column_with_faults_beside() -> None:
    sheet = sheet_of(
        [TITLE],
        ["序号", "时 间", "资源\n提供方", "资源类型", "资源内容", "价值（元）", "受益人数", "所属基金"],
        [1, "2023.8.3", "某企业", "物资", "大米20袋", "１，２００", "60人", "社区慈善基金"],
        [2, "2023年9月", "某医院", "人力", "义诊", "/", 80],
        [3, date(2023, 10, 1), "某居委", "场地", "合计两间活动室", None, None],
        [],
        [4, "2023-12-40", "某商户", "资金", "助学", "约500", -3],
        [5, None, "某学校", "资金", "助学", "人民币5000元整", "3次"],
        [6],
        ["合计", None, None, None, None, 6200, 140],
        ["注：物资按市场价折算。"],
        ["填表人：", None, "审核人："],
        merged=("A1:H1", "A10:E10", "A11:H11"),
    )
    table, problems = read(sheet)
    rows = [
        (
            each.place.cell,
            each.received_on and each.received_on.isoformat(),
            each.written_date,
            each.provider,
            each.category,
            each.description,
            spelt(each.value_yuan),
            spelt(each.beneficiaries),
            each.fund,
        )
        for each in table.rows
    ]
    assert rows == [
        ("B3", "2023-08-03", "", "某企业", "物资", "大米20袋", "1200@F3", "60@G3", "社区慈善基金"),
        ("B4", None, "2023年9月", "某医院", "人力", "义诊", "", "80@G4", ""),
        ("B5", "2023-10-01", "", "某居委", "场地", "合计两间活动室", "", "", ""),
        ("B7", None, "2023-12-40", "某商户", "资金", "助学", "", "", ""),
        ("C8", None, "", "某学校", "资金", "助学", "5000@F8", "", ""),
    ]
    assert (table.title, spelt(table.stated_value)) == ("附件3服务资源整合汇总表", "6200@F10")
    assert told(problems) == [
        "error F7 “约500”不是一个确定的数字，没有读入。",
        "warning B7 没有“2023-12-40”这一天，按文字保留，请核对日期。",
        "error G7 “-3”是负数，没有读入。",
        "error G8 “3次”的单位“次”不是人数的单位，没有读入。",
    ]


@pytest.mark.parametrize(
    ("rows", "merged", "expected", "stated"),
    [
        pytest.param(
            [
                ["社工站资源链接情况", None, None, "单位：万元"],
                ["日期", "捐赠单位", "物资名称", "金额"],
                ["2023-08-01", "甲", "棉被", 0.5],
                ["2023-08-02", "乙", "油", "3000元"],
                ["2023-08-02", "丙", "米", "1.2万"],
                ["总 计", None, None, 2],
            ],
            (),
            ["甲  棉被 5000@D3", "乙  油 3000@D4", "丙  米 12000@D5"],
            "20000@D6",
            id="the unit above, a cell's own unit wins",
        ),
        pytest.param(
            [
                [TITLE],
                ["序号", "捐赠方", "内容", "折合\n人民币/万元"],
                ["一、资金类"],
                [1, "甲", "现金", 1],
                ["小计", None, None, 1],
                ["二、物资类"],
                [1, "乙", "米", 0.05],
                ["小计", None, None, 0.05],
                ["合计", None, None, 1.05],
            ],
            ("A3:D3", "A6:D6"),
            ["甲 资金 现金 10000@D4", "乙 物资 米 500@D7"],
            "10500@D9",
            id="kinds as sections",
        ),
        pytest.param(
            [
                [TITLE],
                ["资源类型", "来源", "说明", "金额"],
                ["资金", "甲", "助学", 100],
                [None, "乙", "助老", 200],
                [None, "小计", None, 300],
                ["物资", "丙", "米", 50],
            ],
            ("A3:A5",),
            ["甲 资金 助学 100@D3", "乙 资金 助老 200@D4", "丙 物资 米 50@D6"],
            "300@D5",
            id="a kind merged over its rows",
        ),
        pytest.param(
            [
                [TITLE],
                ["月份", "提供单位", "资源价值（元）", None, None, "惠及人次"],
                [None, None, "资金", "物资", "场地"],
                ["8月", "甲", 100, 200, None, 30],
                ["9月", "乙", None, None, 80, 3],
                ["合计", None, 100, 200, 80, 33],
            ],
            ("A2:A3", "B2:B3", "C2:E2", "F2:F3"),
            ["甲 资金 资金 100@C4", "甲 物资 物资 200@D4", "乙 场地 场地 80@E5"],
            "380@C6、D6、E6",
            id="kinds as columns",
        ),
    ],
)
def test_layouts(rows: list[list[Value]], merged: tuple[str, ...], expected: list[str], stated: str) -> None:
    table, problems = read(sheet_of(*rows, merged=merged))
    assert [
        f"{each.provider} {each.category} {each.description} {spelt(each.value_yuan)}" for each in table.rows
    ] == expected
    assert spelt(table.stated_value) == stated
    assert problems == ()


def test_people_of_a_row_with_two_kinds_are_counted_once() -> None:
    sheet = sheet_of(
        [TITLE],
        ["提供单位", "资金（元）金额", "物资价值（元）", "受益人数"],
        ["甲", 100, 200, 30],
    )
    table, _ = read(sheet)
    assert [spelt(each.beneficiaries) for each in table.rows] == ["30@D3", ""]


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    sheet = sheet_of(
        ["提供方", "内容", "价值(元)"],
        ["甲", "x", 1],
        ["乙", "y", 2],
        hidden_rows=(3,),
        hidden_columns=("C",),
    )
    table, problems = read(sheet)
    assert [spelt(each.value_yuan) for each in table.rows] == ["1@C2", "2@C3"]
    assert told(problems) == [
        "warning 3:3 这一行在表里是隐藏的，也读入了，请核对。",
        "warning C:C 这一列在表里是隐藏的，也读入了，请核对。",
    ]


@pytest.mark.parametrize(
    ("rows", "name", "expected"),
    [
        pytest.param(
            [["时间", "提供单位", "资源描述", "价值（元）"], ["2023-08-12", "甲", "慰问", 5]],
            "资金资源",
            ["2023-08-12 甲 资金 慰问 5"],
            id="the sheet names the kind",
        ),
        pytest.param(
            [["实物类资源登记表"], ["时间", "提供单位", "名称", "折价"], ["2023-08-12", "甲", "米", 5]],
            "Sheet1",
            ["2023-08-12 甲 实物 米 5"],
            id="the title names the kind",
        ),
        pytest.param(
            [
                ["资源方", "资金", "物资", "场地", "志愿者/人力", "日期", "价值（元）"],
                ["甲", "√", None, None, None, "2023-08-12", 5],
                ["乙", None, None, 1, None, "2023-08-13", None],
                ["丙", None, None, None, "√", "2023-08-14", None],
            ],
            "Sheet1",
            ["2023-08-12 甲 资金  5", "2023-08-13 乙 场地  ", "2023-08-14 丙 志愿者/人力  "],
            id="the kind is ticked",
        ),
        pytest.param(
            [
                ["日期", "资源方", "资金", "物资", "内容"],
                ["2023-08-12", "甲", 500, None, "助学"],
                ["2023-08-13", "乙", None, 300, "米"],
            ],
            "Sheet1",
            ["2023-08-12 甲 资金 助学 500", "2023-08-13 乙 物资 米 300"],
            id="amounts below the kinds",
        ),
        pytest.param(
            [
                ["月份", "链接日期", "单位/个人", "类型", "物资/服务内容", "金额（元）"],
                ["8月", date(2023, 8, 12), "甲商会", "资金", "慰问", 5],
                [None, "小计", None, None, None, 5],
                ["9月", date(2023, 9, 5), "乙超市", "物资", "米", 3],
                [None, "小计", None, None, None, 3],
            ],
            "Sheet1",
            ["2023-08-12 甲商会 资金 慰问 5", "2023-09-05 乙超市 物资 米 3"],
            id="months beside the days, and who gave it",
        ),
    ],
)
def test_kinds_days_and_givers_wherever_they_are_told(
    rows: list[list[Value]], name: str, expected: list[str]
) -> None:
    table, problems = read(sheet_of(*rows, name=name))
    assert [
        f"{each.received_on} {each.provider} {each.category} {each.description} "
        f"{each.value_yuan.value if each.value_yuan else ''}"
        for each in table.rows
    ] == expected
    assert problems == ()


def test_two_ticked_kinds_are_told() -> None:
    rows: list[list[Value]] = [
        ["资源方", "物资", "人力", "日期", "价值（元）"],
        ["甲", "√", "√", "2023-08-12", 5],
    ]
    table, problems = read(sheet_of(*rows))
    assert [each.category for each in table.rows] == ["物资"]
    assert told(problems) == ["warning A2 这一行属于物资、人力，类别取物资，请核对。"]


def test_money_beside_what_goods_are_worth() -> None:
    table, problems = read(
        sheet_of(
            ["场地及人力资源汇总表"],
            ["日期", "合作单位", "内容", "资源类别", None, None, "受益人次"],
            [None, None, None, "资金（元）", "物资折价（元）", "人力（人次）", None],
            ["2024-09-09", "甲", "微心愿", 3000, 1200, None, "20户"],
            ["2024-10-09", "乙", "义诊", None, None, 6, 70],
            ["合计", None, None, 3000, 1200, 6, 90],
            merged=("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"),
        )
    )
    assert [(each.provider, each.category, spelt(each.value_yuan)) for each in table.rows] == [
        ("甲", "资金", "3000@D4"),
        ("甲", "物资", "1200@E4"),
        ("乙", "人力", ""),
    ]
    assert spelt(table.stated_value) == "4200@D6、E6"
    assert told(problems) == ["warning G4 “20户”按 20 人读入，请核对。"]
