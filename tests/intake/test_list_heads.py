"""What the lists share: a head is taken for its own annex only, and no mapping breaks a reader."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.list_heads import says_total, scale_in
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role, as_json, from_json
from sgz_desktop.intake.money_sheet import read_money, suggest_money
from sgz_desktop.intake.resource_sheet import read_resources, suggest_resources
from sgz_desktop.intake.satisfaction_sheet import read_satisfaction, suggest_satisfaction
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.training_sheet import read_training, suggest_training
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import stations
from tests.intake.sheets import Value, sheet_of

SUGGEST: dict[Annex, Callable[[Sheet], tuple[Mapping, ...]]] = {
    Annex.RESOURCES: suggest_resources,
    Annex.TRAINING: suggest_training,
    Annex.SATISFACTION: suggest_satisfaction,
    Annex.MONEY: suggest_money,
}
READ: tuple[Callable[[Sheet, Mapping], object], ...] = (
    read_resources,
    read_training,
    read_satisfaction,
    read_money,
)


def taken_for(sheet: Sheet) -> dict[Annex, tuple[Mapping, ...]]:
    """Which annexes a sheet is taken for."""
    return {annex: found for annex, suggest in SUGGEST.items() if (found := suggest(sheet))}


@pytest.mark.parametrize(
    ("annex", "heads", "row"),
    [
        (Annex.RESOURCES, ["日期", "捐赠方", "捐赠内容", "价值(元)"], ["2023.8.1", "甲", "米", 3]),
        (Annex.TRAINING, ["姓名", "岗位", "培训学时", "督导学时"], ["张三", "社工", 3, 4]),
        (Annex.SATISFACTION, ["姓名", "电话", "联系结果", "满意度"], ["张三", 139, "成功", 95]),
        (Annex.MONEY, ["项目", "年初预算", "全年预算", "执行数"], ["社工站", 240, 240, 240]),
    ],
)
def test_a_sheet_is_taken_for_its_own_annex_only(annex: Annex, heads: list[Value], row: list[Value]) -> None:
    found = taken_for(sheet_of(heads, row))
    assert list(found) == [annex]
    (mapping,) = found[annex]
    assert (mapping.annex, mapping.head_bottom, mapping.first_row, mapping.last_row) == (annex, 1, 2, 2)
    assert from_json(as_json(mapping)) == mapping
    # Next year's sheet of the same station has the same layout.
    (again,) = SUGGEST[annex](sheet_of(heads, row, row, name="2024"))
    assert again.fingerprint == mapping.fingerprint


@pytest.mark.parametrize("data", [stations.indicators(), stations.attendance()], ids=["annex 1", "annex 2"])
def test_annexes_1_and_2_are_taken_for_none_of_them(data: bytes) -> None:
    for sheet in read_workbook("表.xlsx", data).sheets:
        assert taken_for(sheet) == {}


@pytest.mark.parametrize("transposed", [False, True])
def test_no_mapping_breaks_a_reader(*, transposed: bool) -> None:
    sheet = sheet_of(
        ["姓名", "8月", None], ["张三", "满意", "3万"], [None, "二、督导", None], merged=("B1:C1",)
    )
    roles = list(Role)
    for shift in range(len(roles)):
        columns = {column: ColumnRole(roles[(column + shift) % len(roles)]) for column in range(-1, 5)}
        mapping = Mapping(Annex.MONEY, "", -3, 10**9, -5, 10**12, columns, transposed=transposed)
        for read in READ:
            read(sheet, mapping)


def test_heads_are_sought_for_a_bounded_time() -> None:
    words = ("姓名", "满意度", "督导", "预算", "执行数", "捐赠方")
    cells = {(row, column): words[row * column % 6] for row in range(1, 201) for column in range(1, 401)}
    sheet = Sheet(
        "表.xlsx", "一", cells={at: Cell(text, text) for at, text in cells.items()}, rows=200, columns=400
    )
    assert set(taken_for(sheet)) <= set(SUGGEST)


@pytest.mark.parametrize(
    ("head", "yuan"),
    [
        ("价值（万元）", 10_000),
        ("金额/元", 1),
        ("金额（单位：千元）", 1_000),
        ("折合人民币\n（元）", 1),
        ("预算数万元", 10_000),
        ("预算数", None),
    ],
)
def test_the_unit_of_a_head(head: str, yuan: int | None) -> None:
    assert scale_in(("项目", head)) == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("合 计", True),
        ("总计：", True),
        ("一片区小计", True),
        ("平均", True),
        ("合计两间活动室", True),
        ("张合计划", False),
        ("", False),
    ],
)
def test_the_head_of_a_sum(text: str, *, is_one: bool) -> None:
    assert says_total(text.replace(" ", "")) is is_one


def test_rows_of_texts_are_no_heads_and_a_repeated_head_is_no_row() -> None:
    heads = ["日期", "提供单位", "资源类型", "内容"]
    data = ["2023年8月", "灵山爱心企业", "物资资源", "捐赠物资"]
    sheet = sheet_of(["附件3"], heads, *[data] * 6, heads, *[data] * 2, [], heads, data)
    first, second = suggest_resources(sheet)
    assert (first.first_row, first.last_row, second.first_row) == (3, 12, 14)
    table, _ = read_resources(sheet, first)
    assert len(table.rows) == 8


def test_a_roster_of_texts_only() -> None:
    sheet = sheet_of(["服务对象名册"], ["姓名", "类别", "所属片区"], *[["张三", "长者", "一片区"]] * 8)
    (mapping,) = suggest_satisfaction(sheet)
    table, problems = read_satisfaction(sheet, mapping)
    assert {(each.name, each.category, each.zone) for each in table.rows} == {("张三", "长者", "一片区")}
    assert (len(table.rows), problems) == (8, ())
