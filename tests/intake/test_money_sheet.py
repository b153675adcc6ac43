"""Budgets and spending in the layouts stations use, always in yuan."""

import pytest

from sgz_desktop.intake.money_sheet import read_money, suggest_money
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import FundReading, MoneyTable
from tests.intake.sheets import Value, sheet_of, told


def read(sheet: Sheet) -> tuple[MoneyTable, tuple[Problem, ...]]:
    """The only block of a sheet."""
    (mapping,) = suggest_money(sheet)
    return read_money(sheet, mapping)


def spelt(line: FundReading | None) -> str:
    """A line in short: place, name, 年初预算, 全年预算, 执行数, 人员费用."""
    if line is None:
        return ""
    figures = (line.initial_budget, line.budget, line.spent, line.staff_costs)
    return " ".join(
        [line.place.cell, line.name, *("-" if each is None else str(each.value) for each in figures)]
    )


@pytest.mark.parametrize(
    ("rows", "merged", "expected", "total"),
    [
        pytest.param(
            [
                ["资金使用情况表", None, None, "单位：万元"],
                ["项目", "年初\n预算", "全年预算", "执行数", "完成率"],
                ["社工站项目", 240, "２４０", "240万元", "100%"],
                ["其中：人员费用", None, None, 180.5],
                ["合 计", 240, 240, 240, "100%"],
                ["注：含税。"],
            ],
            (),
            ["A3 社工站项目 2400000 2400000 2400000 1805000"],
            "A5 合计 2400000 2400000 2400000 -",
            id="the unit above, staff as a part",
        ),
        pytest.param(
            [
                ["项目支出绩效自评表"],
                [
                    "项目资金\n（万元）",
                    None,
                    "年初预算数",
                    "全年预算数（A）",
                    "全年执行数（B）",
                    "分值",
                    "执行率（B/A）",
                    "得分",
                ],
                [None, "年度资金总额", 240, 240, 230, 10, "95.83%", 9.5],
                [None, "其中：当年财政拨款", 240, 240, 230, "—", "95.83%", "—"],
                [None, "其他资金", 0, 0, 0, "—", None, "—"],
            ],
            ("A2:A5",),
            ["B4 其中:当年财政拨款 2400000 2400000 2300000 -", "B5 其他资金 0 0 0 -"],
            "B3 年度资金总额 2400000 2400000 2300000 -",
            id="the form of a performance report",
        ),
        pytest.param(
            [
                ["2023年度经费支出明细表（元）"],
                ["序号", "支出项目", "预算金额", "实际支出", "备注"],
                [1, "人员费用", 1800000, 1750000.55],
                [2, "活动经费", 400000, "40万"],
                [],
                [3, "办公费", 200000, "20万元"],
                ["合计", None, 2400000, 2350000.55],
                ["制表：", None, "审核："],
            ],
            ("A7:B7",),
            [
                "B3 人员费用 - 1800000 1750000.55 1750000.55",
                "B4 活动经费 - 400000 400000 0",
                "B6 办公费 - 200000 200000 0",
            ],
            "A7 合计 - 2400000 2350000.55 -",
            id="a list of spending with staff as a row",
        ),
        pytest.param(
            [
                ["支出情况"],
                ["支出项目", None, "预算（万元）", "支出（万元）"],
                ["人员费用", "工资", 100, 90],
                [None, "社保", 50, 45],
                [None, "小计", 150, 135],
                ["业务费", "活动", 20, 20],
                ["合计", None, 170, 155],
            ],
            ("A2:B2", "A3:A5", "A7:B7"),
            [
                "A3 人员费用／工资 - 1000000 900000 900000",
                "B4 人员费用／社保 - 500000 450000 450000",
                "A6 业务费／活动 - 200000 200000 0",
            ],
            "A7 合计 - 1700000 1550000 -",
            id="names of two levels",
        ),
        pytest.param(
            [
                ["资金"],
                ["项目", "全年预算(元)", "执行数(元)", "人力成本(元)"],
                ["人员费用", 10000, 9000, 6000],
                ["合计", 10000, 9000, 6000],
            ],
            (),
            ["A3 人员费用 - 10000 9000 6000"],
            "A4 合计 - 10000 9000 6000",
            id="staff as a column",
        ),
        pytest.param(
            [
                ["资金执行情况（万元）"],
                ["年初预算", 240],
                ["全年预算", 240],
                ["执行数", "240"],
                ["完成率", "100%"],
                ["人员费用", 180],
            ],
            (),
            ["A2 资金执行情况(万元) 2400000 2400000 2400000 1800000"],
            "",
            id="a figure a row",
        ),
        pytest.param(
            [["经费支出明细"], ["序号", "费用名称", "金额（元）"], [1, "人工费", 175000], [2, "其他", 0]],
            (),
            ["B3 人工费 - - 175000 175000", "B4 其他 - - 0 0"],
            "",
            id="spending only",
        ),
        pytest.param(
            [
                ["经费支出表（元）"],
                ["序号", "支出项目", "预算数", "决算数"],
                ["一", "人员费用", None, None],
                ["1", "工资", 100, 90],
                ["小计", None, 100, 90],
                ["二", "业务经费", 20, 10],
                ["总计", None, 120, 100],
            ],
            (),
            ["B4 工资 - 100 90 90", "B6 业务经费 - 20 10 0"],
            "A7 总计 - 120 100 -",
            id="sections",
        ),
        pytest.param(
            [["资金（元）"], ["年初预算", "全年预算", "执行数", "人员费用"], [24000, 24000, 23000, 18000]],
            (),
            ["A3 资金(元) 24000 24000 23000 18000"],
            "",
            id="one line without a name",
        ),
    ],
)
def test_layouts(rows: list[list[Value]], merged: tuple[str, ...], expected: list[str], total: str) -> None:
    table, problems = read(sheet_of(*rows, merged=merged))
    assert [spelt(each) for each in table.rows] == expected
    assert spelt(table.total) == total
    # Beside a row of staff costs the other rows have none: said once.
    is_row = any(each.endswith(" 0") for each in expected[1:]) and "其他资金" not in expected[-1]
    assert [each.text[:5] for each in problems] == ["人员费用取"] * is_row


def test_what_is_wrong_is_said_and_the_rest_read() -> None:
    sheet = sheet_of(
        ["资金"],
        ["项目", "全年预算", "执行数", "人员费用"],
        ["甲", 240, "10%", -5],
        ["其中：财政拨款", 200, 200, None],
        ["乙", "约3", "1e3美元", "9" * 20],
        ["一、其他说明"],
        ["丙", 0.1 + 0.2, None, None],
    )
    table, problems = read(sheet)
    assert [spelt(each) for each in table.rows] == ["A3 甲 - 240 - -", "A7 丙 - 0.3 - -"]
    assert told(problems) == [
        "error C3 这里应是金额，实际是百分比“10%”，没有读入。",
        "error D3 “-5”是负数，没有读入。",
        "warning A4 这一行是上一行的明细，没有另计。",
        "error B5 “约3”不是一个确定的数字，没有读入。",
        "error C5 “1e3美元”不是一个确定的数字，没有读入。",
        "error D5 “99999999999999999999”太大，没有读入。",
        "warning 2:2 表里没有写金额的单位，按元读入；如果是万元，请核对。",
    ]


def test_details_are_not_counted_twice() -> None:
    sheet = sheet_of(
        ["经费（元）"],
        ["序号", "项目", "预算数", "支出数"],
        ["1", "社工站", 30000, 20000],
        ["1.1", "人员费用", 20000, 15000],
        ["1.2", "活动", 10000, 5000],
        ["2", "特色项目", 10000, 10000],
    )
    table, problems = read(sheet)
    assert [spelt(each) for each in table.rows] == [
        "B3 社工站 - 30000 20000 15000",
        "B6 特色项目 - 10000 10000 -",
    ]
    assert told(problems) == [
        "warning B5 这一行是上一行的明细，没有另计。",
        "warning B6 看不出“特色项目”里有多少人员费用（已有 D4），请核对。",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["指标完成情况"], ["项目", "协议量", "完成量", "完成率"], ["建档", 100, 90, "90%"]],
        [["服务指标完成情况"], ["项目", "年度计划", "实际完成", "完成率"], ["建档", 100, 90, "90%"]],
        [["附件3"], ["序号", "项目", "资源提供方", "捐赠金额（元）"], [1, "助学", "某企业", 3]],
        [["培训费用"], ["姓名", "培训学时"], ["张三", 3]],
    ],
    ids=["annex 1", "annex 1 by plan", "annex 3", "annex 4"],
)
def test_other_sheets_are_no_money(rows: list[list[Value]]) -> None:
    assert suggest_money(sheet_of(*rows)) == ()


@pytest.mark.parametrize(
    "signs", [("其中：工资", "      社保"), ("其中：工资", "社保"), ("　　工资", "　　社保")]
)
def test_parts_of_a_line_are_not_added_to_it(signs: tuple[str, str]) -> None:
    rows: list[list[Value]] = [
        ["支出项目", "全年预算（元）", "执行数（元）"],
        ["一、人员费用", 200000, 196000],
        [signs[0], 150000, 148000],
        [signs[1], 50000, 48000],
        ["二、业务费用", 34000, 33000],
        ["合计", 234000, 229000],
    ]
    table, problems = read(sheet_of(*rows))
    assert [spelt(each) for each in table.rows] == [
        "A2 一、人员费用 - 200000 196000 196000",
        "A5 二、业务费用 - 34000 33000 0",
    ]
    assert told(problems) == [
        "warning A3 这一行是上一行的明细，没有另计。",
        "warning A4 这一行是上一行的明细，没有另计。",
        "warning 1:1 人员费用取 C2，其余各行的人员费用按 0 计，请核对。",
    ]


def test_what_only_looks_like_a_part_and_what_has_no_name_is_told() -> None:
    rows: list[list[Value]] = [
        ["支出项目", "全年预算（元）", "执行数（元）"],
        ["人员费用", 200000, 196000],
        ["　　办公", 150000, 148000],
        ["社会保险费", 50000, 48000],
        [None, 12, 13],
    ]
    table, problems = read(sheet_of(*rows))
    assert [spelt(each) for each in table.rows] == [
        "A2 人员费用 - 200000 196000 196000",
        "A3 办公 - 150000 148000 0",
        "A4 社会保险费 - 50000 48000 -",
    ]
    assert told(problems) == [
        "warning A3 这一行缩进，像是上面一行的明细，但相加不等于那一行，按单独的一行读入，请核对。",
        "error B5 这一行没有支出项目的名称，没有读入。",
        "warning A4 看不出“社会保险费”里有多少人员费用（已有 C2），请核对。",
        "warning 1:1 人员费用取 C2，其余各行的人员费用按 0 计，请核对。",
    ]


def test_months_beside_what_was_spent_in_all() -> None:
    rows: list[list[Value]] = [
        ["2023年8月-2023年9月经费支出明细（元）"],
        ["科目", "年度预算", "8月", "9月", "累计支出", "执行进度"],
        ["办公费", 100000, 7000, 8000, 15000, "15%"],
    ]
    table, problems = read(sheet_of(*rows))
    assert [spelt(each) for each in table.rows] == ["A3 办公费 - 100000 15000 -"]
    assert problems == ()


@pytest.mark.parametrize(
    ("heads", "rows", "expected", "said"),
    [
        (
            ["科目", "预算（元）", "1-6月支出", "7-12月支出", "支出合计", "占比", "执行率"],
            [["办公费", 200000, 90000, 100000, 190000, "50%", "95%"]],
            ["A3 办公费 - 200000 190000 -"],
            [],
        ),
        (
            ["科目", "预算（元）", "上半年支出", "下半年支出", "全年支出", "执行率"],
            [["办公费", 200000, 90000, 100000, 190000, 0.95], ["邮费", 20000, 9000, 10000, 19000, "45%"]],
            ["A3 办公费 - 200000 190000 -", "A4 邮费 - 20000 19000 -"],
            ["warning F4 印的执行率是 45%，按支出和预算算得 95.00%，请核对。"],
        ),
        (
            ["科目", "预算（元）", "一季度支出", "二季度支出"],
            [["办公费", 200000, 40000, 50000], ["邮费", 20000, None, 1000]],
            ["A3 办公费 - 200000 90000 -", "A4 邮费 - 20000 1000 -"],
            ["warning 2:2 没有全年的支出，由“一季度支出”、“二季度支出”相加，请核对。"],
        ),
        (
            ["科目", "预算（元）", "上半年支出"],
            [["办公费", 200000, 90000]],
            ["A3 办公费 - 200000 90000 -"],
            ["warning 2:2 “上半年支出”只是一部分时间的支出，按它读入，不一定是全年的数，请核对。"],
        ),
    ],
)
def test_parts_of_the_year(
    heads: list[Value], rows: list[list[Value]], expected: list[str], said: list[str]
) -> None:
    table, problems = read(sheet_of(["项目资金使用情况表"], heads, *rows))
    assert [spelt(each) for each in table.rows] == expected
    assert told(problems) == said


def test_figures_one_below_another_without_the_word_budget() -> None:
    table, problems = read(
        sheet_of(
            ["指标", "金额"],
            ["年度项目总经费", "2,400,000.00元"],
            ["已拨付资金", "120万元"],
            ["项目总支出", "1,150,000元"],
            ["其中：人员经费支出", "960,000元"],
            ["人员经费占比", "83.48%"],
        )
    )
    assert [spelt(each) for each in table.rows] == ["A2 Sheet1 - 2400000 1150000 960000"]
    assert problems == ()


def test_one_row_of_what_was_agreed_came_and_was_spent() -> None:
    table, problems = read(
        sheet_of(
            ["资金到位及支出情况"],
            [
                "协议金额（万元）",
                "已到位金额（万元）",
                "已支出金额（万元）",
                "其中人员费用（万元）",
                "人员费用占比",
            ],
            [240, 120, 110, 92, "83.64%"],
        )
    )
    assert [spelt(each) for each in table.rows] == ["A3 资金到位及支出情况 - 2400000 1100000 920000"]
    assert problems == ()
