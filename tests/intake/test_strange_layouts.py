"""Annexes 1 and 2 as strangers made them: dates for heads, units in flat heads, 小计 among the rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, IndicatorTable, Table, WorkerReading
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import build
from tests.intake.sheets import Value, sheet_of, told

D = Decimal
Row = Sequence[Value]


def read(
    *lines: Row, merged: Sequence[str] = (), hidden: Sequence[str] = (), name: str = "Sheet1"
) -> tuple[Table, tuple[Problem, ...]]:
    """The one block of a sheet."""
    sheet = sheet_of(*lines, merged=merged, hidden_columns=hidden, name=name)
    (mapping,) = suggest(Workbook("表.xlsx", (sheet,)))
    return read_table(sheet, mapping)


def workers(*lines: Row, merged: Sequence[str] = ()) -> tuple[WorkerReading, ...]:
    """The workers of a roster."""
    table, _ = read(*lines, merged=merged)
    assert isinstance(table, AttendanceTable)
    return table.workers


def figures(*lines: Row, merged: Sequence[str] = (), name: str = "Sheet1") -> list[str]:
    """Zone, indicator and measure, unit, agreed and done of every reading."""
    table, _ = read(*lines, merged=merged, name=name)
    assert isinstance(table, IndicatorTable)
    return [
        " ".join(
            (
                each.zone or "全站",
                each.indicator + each.measure,
                each.unit or "-",
                str(each.agreed.value if each.agreed else "?"),
                str(each.done.value if each.done else "?"),
            )
        )
        for each in table.readings
    ]


FIRST, SECOND, THIRD = date(2023, 7, 1), date(2023, 8, 1), date(2023, 9, 1)
THREE = ["到位", "社保", "工资"]


@pytest.mark.parametrize(
    ("lines", "merged"),
    [
        ([["姓名", FIRST, SECOND, THIRD], ["甲", "√", "√", "×"]], []),
        (
            [["姓名", FIRST, "", "", SECOND, "", "", THIRD], ["", *THREE * 3], ["甲", *"√√√√√√×√√"]],
            ["A1:A2", "B1:D1", "E1:G1", "H1:J1"],
        ),
        (
            [["姓名", "7月", "", "", "2023.8", "", "", "2023-09"], ["", *THREE * 3], ["甲", *"√√√√√√×√√"]],
            ["A1:A2", "B1:D1", "E1:G1", "H1:J1"],
        ),
        (
            [
                ["2023年7月至9月到岗情况"],
                ["名字", "2023年", "", ""],
                ["", "7月", "8月", "9月"],
                ["甲", *"√√×"],
            ],
            ["A2:A3", "B2:D2"],
        ),
        (
            [
                ["姓名", "到位", "", "", "社保", ""],
                ["", FIRST, SECOND, THIRD, FIRST, SECOND],
                ["甲", *"√√×√√"],
            ],
            ["A1:A2", "B1:D1", "E1:F1"],
        ),
    ],
)
def test_a_day_in_a_head_is_its_month(lines: list[Row], merged: list[str]) -> None:
    (worker,) = workers(*lines, merged=merged)
    assert {month: ticks.present for month, ticks in worker.months.items()} == {
        "2023-07": D(1),
        "2023-08": D(1),
        "2023-09": D(0),
    }


def test_dates_of_contracts_are_no_months() -> None:
    head: Row = ["姓名", "岗位", "合同起始日期", "合同终止日期", "2024年8月", "2024年9月"]
    found = workers(head, ["甲", "社工", date(2024, 8, 1), date(2025, 7, 31), 1, 1], ["乙", "社工"])
    assert found[0].contract == (date(2024, 8, 1), date(2025, 7, 31))
    assert sorted(found[0].months) == ["2024-08", "2024-09"]


def test_what_columns_say_of_a_worker() -> None:
    head: Row = ["姓名", "是否持证", "从业年限", "入职日期", "离职日期", "2024年8月", "2024年9月"]
    lines: list[Row] = [
        ["甲", "是", "3年", "2021-01-01", None, "√", "√"],
        ["乙", "未持证", 1, None, "2024.9.12", "√", "产假"],
        ["丙", "助理社工师", "是", None, None, "√", "√"],
        ["丁", "暂无", "否", None, None, "√", "√"],
        ["戊", "不详", None, None, None, "√", "√"],
        ["己", "持证", None, None, None, "产假", "√"],
    ]
    table, problems = read(head, *lines)
    assert isinstance(table, AttendanceTable)
    assert [(each.certified, each.credential, each.experienced) for each in table.workers] == [
        (True, "", True),
        (False, "", False),
        (True, "助理社工师", True),
        (False, "", False),
        (None, "", None),
        (True, "", None),
    ]
    assert (table.workers[0].joined_on, table.workers[1].left_on) == (date(2021, 1, 1), date(2024, 9, 12))
    assert table.workers[0].contract == (None, None)
    assert table.workers[1].months["2024-09"].present == D(1)
    assert told(problems) == [
        "warning G3 写的是产假，按到岗读入，请核对产假的起止日期。",
        "error B6 “不详”看不出是否持证，没有读入。",
        "warning F7 写的是产假，按到岗读入，请核对产假的起止日期。",
    ]


@pytest.mark.parametrize(
    ("text", "certified"),
    [("无", False), ("无证", False), ("非持证", False), ("暂无", False), ("没有", False)],
)
def test_a_credential_that_is_none(text: str, certified: bool) -> None:
    (worker,) = workers(["姓名", "资格证", "2024年8月", "2024年9月"], ["甲", text, "√", "√"])
    assert worker.certified is certified


HEADS: dict[str, tuple[list[Row], list[str]]] = {
    "brackets": ([["片区", "电访-协议量（人次）", "电访-完成量（人次）"]], []),
    "run on": ([["片区", "电访协议量(人次)", "电访完成量(人次)"]], []),
    "in the middle": ([["片区", "电访（人次）-协议量", "电访（人次）-完成量"]], []),
    "two levels": ([["片区", "电访（人次）", ""], ["", "协议量", "完成量"]], ["A1:A2", "B1:C1"]),
    "three levels": (
        [["片区", "电访服务", ""], ["", "电访", ""], ["", "协议量（人次）", "完成量"]],
        ["A1:A3", "B1:C1", "B2:C2"],
    ),
    "done first": ([["片区", "电访完成量(人次)", "电访协议量(人次)"]], []),
    "names nothing": ([["", "电访协议量(人次)", "电访完成量(人次)"]], []),
}


@pytest.mark.parametrize("case", HEADS)
def test_units_of_heads_are_kept(case: str) -> None:
    heads, merged = HEADS[case]
    done, agreed = ("9", "10") if case != "done first" else ("10", "9")
    first: Row = ["甲片区", int(agreed), int(done)]
    assert figures(*heads, first, merged=merged) == ["甲片区 电访 人次 10 9"]


@pytest.mark.parametrize(
    ("upper", "middle", "name"),
    [
        ("小组服务", "小组", "小组"),
        ("个案服务", "专业个案", "专业个案"),
        ("社区活动", "大型", "社区活动大型"),
        ("个案服务", "接案", "个案服务接案"),
        ("小组服务", "人次", "小组服务人次"),
    ],
)
def test_the_nearest_head_that_means_something_names(upper: str, middle: str, name: str) -> None:
    heads: list[Row] = [["片区", upper, ""], ["", middle, ""], ["", "协议量", "完成量"]]
    assert figures(*heads, ["甲片区", 1, 2], merged=["A1:A3", "B1:C1", "B2:C2"]) == [f"甲片区 {name} - 1 2"]


def test_what_counts_for_a_time_in_a_head_of_several_levels() -> None:
    heads: list[Row] = [
        ["片区", "电访", "", "", ""],
        ["", "年度指标", "上半年完成", "下半年完成", "合计完成"],
    ]
    assert figures(*heads, ["甲片区", 9, 1, 2, 3], merged=["A1:A2", "B1:E1"]) == ["甲片区 电访 - 9 3"]


def test_a_subtotal_of_zones_is_no_zone() -> None:
    head: Row = ["片区", "电访协议量", "电访完成量"]
    lines: list[Row] = [["甲片区", 1, 2], ["乙片区", 3, 4], ["小计", 4, 6], ["合计", 4, 6]]
    assert figures(head, *lines) == ["甲片区 电访 - 1 2", "乙片区 电访 - 3 4", "合计 电访 - 4 6"]


def test_a_subtotal_of_communities_is_their_zone() -> None:
    head: Row = ["片区", "社区", "电访协议量", "电访完成量"]
    lines: list[Row] = [
        ["甲片区", "一", 1, 2],
        ["", "二", 3, 4],
        ["", "小计", 4, 6],
        ["乙片区", "三", 5, 6],
        ["小计", "", 5, 6],
        ["合计", "", 9, 12],
    ]
    assert figures(head, *lines) == ["甲片区 电访 - 4 6", "乙片区 电访 - 5 6", "合计 电访 - 9 12"]


def test_sums_of_unlike_indicators_are_none() -> None:
    head: Row = ["序号", "服务指标", "单位", "协议量", "完成量"]
    lines: list[Row] = [
        [1, "电访", "人次", 1, 2],
        ["小计", "", "", 1, 2],
        [2, "小组", "个", 3, 4],
        ["合计", "", "", 4, 6],
    ]
    assert figures(head, *lines) == ["全站 电访 人次 1 2", "全站 小组 个 3 4"]
    assert figures(head, *lines, name="A片区")[0] == "A片区 电访 人次 1 2"


def test_a_row_whose_zone_cannot_be_read_is_of_no_zone() -> None:
    contents = build.parts(
        "<worksheet><sheetData>"
        + "".join(
            f"<row>{''.join(cells)}</row>"
            for cells in (
                [
                    f'<c t="inlineStr"><is><t>{each}</t></is></c>'
                    for each in ("片区", "电访协议量", "电访完成量")
                ],
                ['<c t="inlineStr"><is><t>甲片区</t></is></c>', "<c><v>1</v></c>", "<c><v>2</v></c>"],
                ['<c t="e"><v>#REF!</v></c>', "<c><v>3</v></c>", "<c><v>4</v></c>"],
            )
        )
        + "</sheetData></worksheet>"
    )
    book = read_workbook(build.NAME, build.packed(contents))
    (mapping,) = suggest(book)
    table, problems = read_table(book.sheets[0], mapping)
    assert isinstance(table, IndicatorTable)
    assert [each.zone for each in table.readings] == ["甲片区"]
    assert told(problems) == ["error A3 单元格是错误值 #REF!，没有读入。"]


def test_rows_below_the_name_of_a_zone_are_of_it() -> None:
    head: Row = ["服务指标", "协议量", "完成量"]
    lines: list[Row] = [["一、A片区", None, None], ["电访", 1, 2], ["二、B片区", None, None], ["电访", 3, 4]]
    assert figures(head, *lines) == ["A片区 电访 - 1 2", "B片区 电访 - 3 4"]


def test_what_an_indicator_counts_may_have_a_column() -> None:
    head: Row = ["服务项目", "服务指标", "单位", "协议量", "完成量"]
    lines: list[Row] = [
        ["小组", "节数", "", 1, 2],
        ["", "参与人次", "", 3, 4],
        ["社区活动", "大型活动", "场", 5, 6],
    ]
    assert figures(head, *lines) == ["全站 小组节数 - 1 2", "全站 小组参与人次 - 3 4", "全站 大型活动 场 5 6"]


def test_the_whole_of_the_time_is_taken() -> None:
    head: Row = ["片区", "电访全年协议量", "电访本月完成", "电访累计完成", "电访未完成量"]
    assert figures(head, ["甲片区", 10, 1, 5, 5]) == ["甲片区 电访 - 10 5"]


def test_a_block_without_rows_and_hidden_columns_are_told() -> None:
    table, problems = read(["片区", "电访协议量", "电访完成量"], ["注：以上为空", None, None])
    assert isinstance(table, IndicatorTable)
    assert [each.text for each in problems] == ["表头认出来了，但下面一行数据也没有读出，请核对各列的含义。"]
    _, problems = read(["片区", "电访协议量", "电访完成量"], ["甲片区", 1, 2], hidden=["C"])
    assert told(problems) == ["warning C:C 这一列在表里是隐藏的，也读入了，请核对。"]
    _, problems = read(["姓名", "8月", "9月"], ["甲", "√", "√"])
    assert "看不出 8月、9月 是哪一年的，没有读入；请在标题里写上考核期。" in [each.text for each in problems]
