"""What of a block was not read is told in one sentence; of a right block nothing is."""

from dataclasses import replace

import pytest

from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.unread import Read, unread_of, unread_sheets
from tests.intake.sheets import Value, sheet_of, told

Rows = list[list[Value]]


def unread(rows: Rows, merged: tuple[str, ...] = ()) -> list[str]:
    """What is told of the only sheet of a workbook."""
    sheet = sheet_of(*rows, merged=merged)
    book = Workbook("表.xlsx", (sheet,))
    read: list[Read] = []
    problems: list[Problem] = []
    for mapping in suggest(book):
        table, wrong = read_table(sheet, mapping)
        read.append((mapping, table))
        problems += wrong
    assert read
    return told(unread_of(book, read, problems))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                ["附件3 服务资源整合汇总表"],
                ["序号", "日期", "善长", "资源内容", "价值（元）", "联系电话"],
                [1, "2023-08-01", "甲公司", "米", 500, "138"],
            ],
            ["warning C3 没有读入的列：C（善长）。请核对是否需要。"],
            id="who gave it under another word",
        ),
        pytest.param(
            [
                ["片区", "驻点", "电访-协议量", "电访-完成量", "电访-完成率", "备注"],
                ["一片区", 6, 10, 8, "80%", "年底"],
                ["二片区", 6, 10, 8, "80%", None],
            ],
            ["warning B2:B3 没有读入的列：B（驻点）。请核对是否需要。"],
            id="a figure that is no indicator's",
        ),
        pytest.param(
            [
                ["序号", "受访者", "满意度"],
                [1, "陈某", 0.95],
                [2, "李某", 0.85],
                [],
                ["区间", "人数"],
                ["95以上", 1],
            ],
            ["warning A6:C6 没有读入的行：6。请核对是否需要。"],
            id="a table of bands below the answers",
        ),
        pytest.param(
            [["科目", "预算（元）", "支出（元）", "结余", "上年支出"], ["活动费", 50000, 48000, 2000, 3]],
            ["warning E2 没有读入的列：E（上年支出）。请核对是否需要。"],
            id="what is left over is not missed, another year is told",
        ),
        pytest.param(
            [
                ["培训学时统计"],
                ["姓名", "岗位", "培训学时", "督导学时", "应完成学时", "达标"],
                ["甲", "社工", 3, 4, 24, "否"],
                ["乙", "社工", 3, 4, 24, "否"],
                ["平均", None, 3, 4, 24, None],
                ["制表：丙", None, None, "2024年2月1日"],
            ],
            [],
            id="all that matters was read",
        ),
        pytest.param(
            [
                ["片区", "服务点", "电访-协议量", "电访-8月", "电访-9月", "电访-累计完成"],
                ["一片区", "甲村", 10, 4, 5, 9],
                ["二片区", "乙村", 10, 4, 5, 9],
                ["合计", None, 20, 8, 10, 18],
            ],
            [],
            id="months beside what was done in all",
        ),
    ],
)
def test_columns_and_rows_without_a_reader_are_told(rows: Rows, expected: list[str]) -> None:
    assert unread(rows) == expected


def test_a_row_of_data_taken_for_a_head_is_told() -> None:
    rows: Rows = [
        ["姓名", "岗位", "合同开始", "2023年8月到岗", "2023年9月到岗"],
        ["张三", "主任", "2023-08-01", "√", "√"],
        ["李四", "社工", "2023-08-01", "√", "√"],
    ]
    sheet = sheet_of(*rows)
    book = Workbook("表.xlsx", (sheet,))
    (mapping,) = suggest(book)
    wrong = replace(mapping, head_bottom=2, first_row=3)
    table, problems = read_table(sheet, wrong)
    assert told(unread_of(book, [(wrong, table)], problems)) == [
        "warning A2:E2 没有读入的行：2。请核对是否需要。"
    ]


def test_a_block_on_its_side_names_rows_as_rows() -> None:
    rows: Rows = [
        ["项目", "一片区", "二片区"],
        ["驻点", 3, 4],
        ["电访协议量", 10, 20],
        ["电访完成量", 8, 9],
    ]
    assert unread(rows) == ["warning B2:C2 没有读入的行：2（驻点）。请核对是否需要。"]


def test_sheets_with_figures_that_are_no_table_are_told() -> None:
    money = sheet_of(["科目", "预算（元）", "支出（元）"], ["活动费", 50000, 48000], name="经费")
    other = sheet_of(["行标签", "求和"], ["甲", 1], ["乙", 2], name="透视")
    words = sheet_of(["填表说明"], ["如 100 人次"], name="说明")
    book = Workbook("表.xlsx", (money, other, words))
    assert told(unread_sheets(book, suggest(book))) == [
        "warning  没有认出是哪张表、没有读入的工作表：“透视”，请核对。"
    ]


def test_what_our_own_annex_four_adds_below_its_sum_is_missed_by_nobody() -> None:
    rows: Rows = [
        ["姓名", "2023年8月培训学时", "2023年9月培训学时"],
        ["张三", 6, 3],
        ["合计", 6, 3],
        ["应完成培训学时（应到岗 520 人次×每人次 6 学时，按协议）", 12, None],
        ["培训学时完成率（9÷12×100%，四舍五入）", "75.00%", None],
    ]
    assert unread(rows) == []
