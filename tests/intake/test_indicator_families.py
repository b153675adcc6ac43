"""Annex 1 in the ways that stations turn it: times below 完成, zones across, comparisons, lower bounds."""

from collections.abc import Sequence

import pytest

from sgz_desktop.intake.indicator_names import is_no_zone, is_sum, names_station, names_zone
from sgz_desktop.intake.indicator_years import year_in
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import IndicatorTable
from tests.intake.sheets import Value, sheet_of
from tests.intake.test_strange_layouts import figures, read

Row = Sequence[Value]


def said(*lines: Row, merged: Sequence[str] = ()) -> list[str]:
    """The places and texts of what is told of a sheet."""
    return [f"{each.place.cell} {each.text}" for each in read(*lines, merged=merged)[1]]


@pytest.mark.parametrize(
    ("below", "cells", "done"),
    [
        (("上半年", "下半年", "全年合计"), (3, 4, 7), "7"),
        (("8月", "9月", "累计"), (3, 4, 7), "7"),
        (("数量", "比例", "完成率"), (7, "70%", "70%"), "7"),
        (("8-10月", "11-1月", "小计"), (3, 4, 7), "7"),
        (("第一季度", "第二季度", "第三季度"), (3, 4, 7), "?"),
    ],
)
def test_the_sum_of_the_times_below_what_is_done_is_read(below: Row, cells: Row, done: str) -> None:
    lines: list[Row] = [
        ["指标", "协议量", "完成情况", None, None],
        [None, None, *below],
        ["电访", 10, *cells],
        ["家访", 10, *cells],
    ]
    merged = ["A1:A2", "B1:B2", "C1:E1"]
    assert figures(*lines, merged=merged) == [f"全站 {name} - 10 {done}" for name in ("电访", "家访")]
    told = said(*lines, merged=merged)
    assert [each.split("，")[0] for each in told] == (["C1:E2 这里只有各时段的完成量"] if done == "?" else [])


@pytest.mark.parametrize("corner", ["服务产出", "服务类型", "片区/指标", "类别"])
@pytest.mark.parametrize("names", [("第一片区", "第二片区"), ("全镇合计", "东片"), ("甲村", "乙村")])
def test_zones_over_the_figures_make_the_rows_indicators(corner: str, names: Sequence[str]) -> None:
    lines: list[Row] = [
        [corner, names[0], None, names[1], None],
        [None, *("实际产出", "协议产出") * 2],
        ["电访", 1, 2, 3, 4],
        ["入户探访", 5, 6, 7, 8],
    ]
    assert figures(*lines, merged=["A1:A2", "B1:C1", "D1:E1"]) == [
        f"{zone} {name} - {agreed} {done}"
        for name, found in (("电访", (1, 2, 3, 4)), ("入户探访", (5, 6, 7, 8)))
        for zone, done, agreed in ((names[0], *found[:2]), (names[1], *found[2:]))
    ]


def test_comparisons_beside_the_zones_are_none_of_them() -> None:
    head: Row = ["片区", "电访协议量", "电访完成量"]
    rows: list[Row] = [["一片区", 5, 1], ["二片区", 6, 2], ["合计", 11, 3]]
    others = ("上年同期", "差额", "序时进度", "平均")
    lines: list[Row] = [head, *rows, *((each, 1, -1) for each in others)]
    assert figures(*lines) == ["一片区 电访 - 5 1", "二片区 电访 - 6 2", "合计 电访 - 11 3"]
    assert said(*lines) == [
        f"A{number} “{each}”不是片区，也不是指标，这里的数没有读入。"
        for number, each in enumerate(others, start=5)
    ]


@pytest.mark.parametrize(
    ("agreed", "read_as", "unit"),
    [
        ("不少于1500人次", "1500", "人次"),
        ("≥1,200", "1200", "-"),
        ("30场以上", "30", "场"),
        ("每年至少16个", "16", "个"),
        ("12场（含）以上", "12", "场"),
        ("约30", "?", "-"),
        ("20-30", "?", "-"),
    ],
)
def test_the_least_that_is_agreed_is_what_is_agreed(agreed: str, read_as: str, unit: str) -> None:
    assert figures(["指标", "协议量", "完成量"], ["电访", agreed, 4]) == [f"全站 电访 {unit} {read_as} 4"]


def test_a_sub_item_keeps_the_name_that_it_needs() -> None:
    lines: list[Row] = [
        ["服务指标", None, "协议量", "完成量"],
        ["社区活动", "大型", 8, 5],
        [None, "中小型", 30, 14],
        ["兜底服务", "电访", 5, 6],
        [None, "长者送餐", 5, 6],
    ]
    names = ("社区活动(大型)", "社区活动(中小型)", "电访", "长者送餐")
    assert [each.split()[1] for each in figures(*lines, merged=["A1:B1", "A2:A3", "A4:A5"])] == [*names]


@pytest.mark.parametrize(("people", "counted"), [((6, 7), 2), ((3500, 7), 0)])
def test_people_beside_the_zones_are_staff_unless_there_are_too_many(people: Row, counted: int) -> None:
    table, _ = read(
        ["片区", "人数", "电访协议量", "电访完成量"], *(["甲片区", each, 1, 2] for each in people)
    )
    assert isinstance(table, IndicatorTable)
    assert len(table.staff) == counted


def test_a_second_column_of_the_same_figure_is_told() -> None:
    lines: list[Row] = [["指标", "协议量", "完成量", "实际完成量"], ["电访", 5, 1, 2]]
    assert figures(*lines) == ["全站 电访 - 5 1"]
    assert said(*lines) == ["C1:D1 这里有两列都像是同一个数，读入的是“完成量”，没有读“实际完成量”，请核对。"]
    lines = [["指标", "协议量", "本期完成量", "累计完成量"], ["电访", 5, 1, 2]]
    assert figures(*lines) == ["全站 电访 - 5 2"]
    assert [each.split("，")[0] for each in said(*lines)] == ["C1 “本期”的数没有读入"]


def test_two_columns_that_nothing_tells_apart_are_not_guessed() -> None:
    sheet = sheet_of(["片区", "电访", "电访"], ["一片区", 3, 4], ["二片区", 5, 6])
    assert suggest(Workbook("表.xlsx", (sheet,))) == ()


def test_what_names_say() -> None:
    assert all(map(is_sum, ("合计", "总数", "全镇", "全街汇总", "（汇总）", "总")))
    assert not any(map(is_sum, ("社工站", "总部片区", "全民片区", "一片区")))
    assert all(map(names_station, ("社工站", "云溪街社工服务站", "桂花镇")))
    assert names_station("甲", "甲")
    assert not names_station("一片区")
    assert all(map(names_zone, ("第一片区", "A片区", "片区1及专项", "东片")))
    assert not any(map(names_zone, ("电访", "社工站")))
    assert is_no_zone("总完成率")


@pytest.mark.parametrize(
    ("head", "year", "rest"),
    [
        ("2023年度", "2023年度", ""),
        ("2022-2023年度协议量", "2022-2023年度", "协议量"),
        ("电访2023年完成量", "2023年", "电访-完成量"),
        ("上年同期完成量", "上年同期", "完成量"),
        ("2023年8月-2024年1月完成量", "2023年8月-2024年1月", "完成量"),
        ("2023年8月", "", "2023年8月"),
        ("2023年8-12月完成量", "", "2023年8-12月完成量"),
        ("年度协议量", "", "年度协议量"),
    ],
)
def test_the_year_in_a_head(head: str, year: str, rest: str) -> None:
    assert year_in(head) == (year, rest)
