"""A workbook without a table: the sheets seen, the nearest annex, what it lacks and what to do."""

import pytest

from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.services.tables.unrecognised import unrecognised
from tests.intake.sheets import Value, sheet_of

TO_DO = "请在窗口里打开这个文件，指明工作表、表头在第几行和每一列是什么，或者补上列名后再读。"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["到岗情况"], ["姓名", "甲", "乙"], ["张三", "√", "√"]],
            "“一”最像附件2 社工到岗情况，有“姓名”、到岗的√或“人员到位”“社保购买”“工资发放”，"
            "但没有找到两个以上的月份（如“2023年8月”）；",
        ),
        (
            [["指标", "数"], ["电访", 5]],
            "“一”最像附件1 指标完成情况，有指标（如电访、探访、个案、小组、活动），",
        ),
        (
            [["满意度区间", "人数"], ["95以上", 5]],
            "“一”最像满意度调查，有每位受访者的“满意度”，但没有找到受访者的“姓名”；",
        ),
        ([["一", "二"], [1, 2]], "其中没有附件1至附件4、满意度或经费表格的列名；"),
        ([["附件1 指标完成情况"]], "表里没有数字，也没有打勾；图片里的内容读不出来；"),
    ],
)
def test_what_is_nearest_and_what_it_lacks(rows: list[list[Value]], expected: str) -> None:
    book = Workbook("表.xlsx", (sheet_of(*rows, name="一"), Sheet("表.xlsx", "空", hidden=False)))
    assert suggest(book) == ()
    said = unrecognised(book, None).text
    assert said.startswith(f"没有认出表格；看到的工作表有“一”；{expected}")
    assert said.endswith(TO_DO)


def test_an_empty_workbook_and_many_sheets() -> None:
    empty = Workbook("表.xlsx", (Sheet("表.xlsx", "空", hidden=True),))
    assert unrecognised(empty, None).text == "没有认出表格；各工作表都没有内容。"
    many = Workbook("表.xlsx", tuple(sheet_of(["x", 1], name=f"表{number}") for number in range(8)))
    assert "“表5”等 8 张；" in unrecognised(many, None).text


def test_what_has_all_the_heads_of_the_annex_that_is_asked_but_no_order() -> None:
    book = Workbook("表.xlsx", (sheet_of(["提供方：甲"], ["资源：米"], ["价值：5元"], name="一"),))
    said = unrecognised(book, Annex.RESOURCES).text
    assert said.startswith(
        "没有认出附件3 服务资源整合；看到的工作表有“一”；“一”最像附件3 服务资源整合，有“资源提供方”"
    )
    assert "但看不出哪些行是表头、哪些列是什么；" in said
