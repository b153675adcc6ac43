"""Annexes 1 and 2 in the layouts that other stations use."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.intake.mapping import Annex, Mapping
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, IndicatorTable, Table
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import stations

D = Decimal


def read(*lines: Sequence[Any], merged: Sequence[str] = ()) -> tuple[Mapping, Table, tuple[Problem, ...]]:
    """The one block of a sheet."""
    book = read_workbook("表.xlsx", stations.rows(*lines, merged=merged))
    (mapping,) = suggest(book)
    table, problems = read_table(book.sheets[0], mapping)
    return mapping, table, problems


def figures(table: Table) -> list[tuple[str, str, str, Decimal | None, Decimal | None]]:
    """Zone, indicator, measure, agreed, done."""
    assert isinstance(table, IndicatorTable)
    return [
        (
            each.zone,
            each.indicator,
            each.measure,
            each.agreed.value if each.agreed else None,
            each.done.value if each.done else None,
        )
        for each in table.readings
    ]


TWO = [("第一片区", "电访", "", D(800), D(1445)), ("合计", "电访", "", D(800), D(1445))]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        ([["片区", "电访", "", ""], ["", "协议量", "完成量", "百分比"]], ["A1:A2", "B1:D1"]),
        ([["片区", "电访-协议量", "电访-完成量", "电访-百分比"]], []),
        ([["服务片区", "电访（协议量）", "电访（完成量）", "电访（完成率）"]], []),
        ([["片　区", "电访协议量", "电访完成量", "电访百分比"]], []),
        ([["片区", "电访协议量", "电访完成量", "完成率"]], []),
        (
            [["片区", "服务指标", "", ""], ["", "电访", "", ""], ["", "协议\n量", "完成 量", "%"]],
            ["B1:D1", "B2:D2"],
        ),
    ],
    ids=["merged", "flat", "brackets", "run on", "bare rate", "three levels"],
)
def test_heads_are_found_however_they_are_written(head: list[list[str]], merged: list[str]) -> None:
    data: list[list[Any]] = [
        ["第一片区", "８００", "1,445次", "180.63%"],
        ["合计", 800, 1445, 1.8063],
        ["注：截至12月底"],
    ]
    mapping, table, problems = read(["钟村街社工站指标完成情况"], *head, *data, merged=_down(merged))
    assert mapping.annex is Annex.INDICATORS
    found = [(zone, name.removeprefix("服务指标"), *rest) for zone, name, *rest in figures(table)]
    assert found == TWO
    assert problems == ()


def _down(merged: Sequence[str]) -> list[str]:
    """Ranges a row further down, beneath the title."""
    return ["".join(str(int(each) + 1) if each.isdigit() else each for each in area) for area in merged]


def test_indicators_may_be_the_rows() -> None:
    mapping, table, problems = read(
        ["指标", "单位", "第一片区", "", "第二片区", "", "合计", ""],
        ["", "", "协议量", "完成量", "协议量", "完成量", "协议量", "完成量"],
        ["建档（户）", "", 100, 90, 50, 50, 150, 140],
        ["小组", "个", 4, 4, "约3", 3, 7, 7],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"],
    )
    assert mapping.transposed
    assert figures(table) == [
        ("第一片区", "建档", "", D(100), D(90)),
        ("第二片区", "建档", "", D(50), D(50)),
        ("合计", "建档", "", D(150), D(140)),
        ("第一片区", "小组", "", D(4), D(4)),
        ("第二片区", "小组", "", None, D(3)),
        ("合计", "小组", "", D(7), D(7)),
    ]
    assert isinstance(table, IndicatorTable)
    assert [each.unit for each in table.readings] == ["户"] * 3 + ["个"] * 3
    assert [str(each) for each in problems] == ["表.xlsx!表!E4：“约3”不是一个确定的数字，没有读入。"]


def test_a_broken_figure_is_told_and_the_rest_is_read() -> None:
    _, table, problems = read(
        ["片区", "电访-协议量", "电访-完成量"],
        ["第一片区", "#REF!", 10],
        ["第二片区", 20, "十来次"],
        ["第三片区", 20, "95%"],
        ["第四片区", -3, 4],
    )
    assert figures(table) == [
        ("第一片区", "电访", "", None, D(10)),
        ("第二片区", "电访", "", D(20), None),
        ("第三片区", "电访", "", D(20), None),
        ("第四片区", "电访", "", None, D(4)),
    ]
    assert [each.place.cell for each in problems] == ["B2", "C3", "C4", "B5"]


HEADS = ["序号", "姓名", "职位", "资格证", "合同起止时间"]


def workers(table: Table) -> list[tuple[str, bool | None, list[Decimal | None]]]:
    """Name, certified, what each month says of presence or states."""
    assert isinstance(table, AttendanceTable)
    return [
        (
            each.name,
            each.certified,
            [
                ticks.present if ticks.stated is None else ticks.stated
                for _, ticks in sorted(each.months.items())
            ],
        )
        for each in table.workers
    ]


@pytest.mark.parametrize("yes", ["√", "✓", "✔", "是", 1, "1", "Y", "到岗"])
def test_ticks_of_every_kind(yes: object) -> None:
    _, table, problems = read(
        ["考核期：2023年7月16日至2023年9月30日"],
        [*HEADS, "7月", "8月", "9月", "备注"],
        [*[""] * 5, "人员到位", "人员到位", "人员到位", ""],
        [1, "社工甲", "社工", "助理社工师", "2023.7.16-2024.7.15", yes, "半", "×", ""],
    )
    assert workers(table) == [("社工甲", None, [D(1), D("0.5"), D(0)])]
    assert isinstance(table, AttendanceTable)
    assert table.months == ("2023-07", "2023-08", "2023-09")
    assert problems == ()


@pytest.mark.parametrize(
    ("months", "names"),
    [
        (["7月", "8月"], ("2023-07", "2023-08")),
        (["2023年7月", "2023年8月"], ("2023-07", "2023-08")),
        (["2023-11", "2023-12"], ("2023-11", "2023-12")),
        (["12月", "1月"], ("2023-12", "2024-01")),
    ],
)
def test_one_figure_a_month_stands_for_ticks(months: list[str], names: tuple[str, str]) -> None:
    _, table, problems = read(
        ["年度服务协议：2023年7月1日至2024年6月30日"],
        ["姓名", "岗位", "持证情况", *months, "合计人次"],
        ["一、持证社工"],
        ["社工甲", "社工", "中级社工师", 1, 0.5, 1.5],
        ["小计", "", "", "", "", 1.5],
        ["二、非持证社工"],
        ["社工乙", "社工", "", 1, "", 1],
        ["合计", "", "", "", "", 2.5],
    )
    assert isinstance(table, AttendanceTable)
    assert table.months == names
    assert workers(table) == [("社工甲", True, [D(1), D("0.5")]), ("社工乙", False, [D(1), None])]
    assert table.certified.months is not None
    assert table.certified.months.value == D("1.5")
    assert table.whole.months is not None
    assert table.whole.months.value == D("2.5")
    assert problems == ()


def test_a_cell_that_is_no_tick_is_told() -> None:
    _, table, problems = read(
        ["2023年8月1日至2023年9月30日"],
        ["姓名", "合同期限", "8月到位", "9月到位"],
        ["社工甲", "长期", "√", "待定"],
    )
    assert workers(table) == [("社工甲", None, [D(1), None])]
    assert [each.place.cell for each in problems] == ["B3", "D3"]


def test_nothing_is_taken_for_a_table_that_is_none() -> None:
    book = read_workbook("表.xlsx", stations.rows(["会议纪要"], ["时间", "地点"], ["1月", "会议室"]))
    assert suggest(book) == ()
