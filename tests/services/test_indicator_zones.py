"""附件1 as stations make it: sums under any name, years side by side, rates of what stands elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

import pytest

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.domain.indicator import Indicator, IndicatorValue
from sgz_desktop.domain.places import Zone
from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import IndicatorTable
from sgz_desktop.services.tables.indicator_sums import zoned_by_sheet
from sgz_desktop.services.tables.indicators import plan_indicators
from sgz_desktop.services.tables.merging import merged as joined
from sgz_desktop.services.tables.plan import TablePlan, provisional
from sgz_desktop.services.tables.years import in_year
from tests.intake.sheets import Value, sheet_of

Row = Sequence[Value]
_TWO = ("片区", "电访（人次）-协议量", "电访（人次）-完成量", "家访（户）-协议量", "家访（户）-完成量")
_ZONES = (("一片区", 10, 7, 5, 4), ("二片区", 20, 12, 6, 1), ("三片区", 30, 9, 8, 3))
_SUM = (60, 28, 19, 8)


def dossier() -> Dossier:
    """An evaluation of half a year of an agreement's first year."""
    head = Evaluation(
        id=UUID(int=1),
        station="桂花镇社工服务站",
        phase=Phase.MIDTERM,
        rubric="a" * 64,
        house_style="b" * 64,
        agreement_start=date(2023, 8, 1),
        agreement_end=date(2025, 7, 31),
        period_start=date(2023, 8, 1),
        period_end=date(2024, 1, 31),
    )
    return assemble([head])


def taken(found: Dossier, *sheets: Sheet) -> TablePlan:
    """What annex 1 of some sheets would do to an evaluation."""
    book = Workbook("表.xlsx", sheets)
    tables, names = [], []
    for each in suggest(book):
        sheet = book.sheet(each.sheet)
        assert sheet is not None
        tables.append(read_table(sheet, in_year(each, sheet, found))[0])
        names.append(each.sheet)
    (table,) = joined(zoned_by_sheet(found, tables, names))
    assert isinstance(table, IndicatorTable)
    return plan_indicators(found, table, Place("表.xlsx", sheets[0].name))


def values(plan: TablePlan) -> Iterator[str]:
    """Zone, indicator, agreed and done of every value that a plan would write."""
    names = {each.entity_id: each.values.get("name") or each.values.get("label") for each in plan.proposals}
    for each in plan.proposals:
        if each.kind == IndicatorValue.kind:
            value = each.values
            zone = names[value["zone_id"]] if value.get("zone_id") else "全站"
            figures = (
                "-" if value.get(name) is None else decimal_text(value[name]) for name in ("agreed", "done")
            )
            yield " ".join((str(zone), str(names[value["indicator_id"]]), *figures))


def said(plan: TablePlan) -> list[str]:
    return [f"{each.place.cell} {each.text}" for each in plan.problems]


def zones(plan: TablePlan) -> list[str]:
    return [each.values["name"] for each in plan.proposals if each.kind == Zone.kind]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(
            (each, False)
            for each in ("合计", "全镇", "全街", "总数", "汇总", "全街汇总", "总", "全站", "总体")
        ),
        *((each, True) for each in ("社工站", "桂花镇社工服务站", "云溪街社工站", "桂花镇", "甲乙")),
    ],
)
@pytest.mark.parametrize("at", [0, 3])
def test_a_sum_is_one_whatever_it_is_called(name: str, told: bool, at: int) -> None:
    lines = [*_ZONES]
    lines.insert(at, (name, *_SUM))
    found = taken(dossier(), sheet_of(_TWO, *lines))
    assert zones(found) == ["一片区", "二片区", "三片区"]
    assert {each for each in values(found) if each.startswith("全站")} == {
        "全站 电访 60 28",
        "全站 家访 19 8",
    }
    sentence = f"B{at + 2} “{name}”的每个数都等于其余各片区之和，按合计读入，不算作一个片区，请核对。"
    assert said(found) == ([sentence] if told else [])
    again = provisional(dossier(), found)
    assert not taken(again, sheet_of(_TWO, *lines)).writes


def test_a_sum_among_the_heads_is_one() -> None:
    names = ["一片区", "二片区", "社工站"]
    head = [["指标", *(cell for each in names for cell in (each, None))], [None, *("协议量", "完成量") * 3]]
    merged = ["A1:A2", "B1:C1", "D1:E1", "F1:G1"]
    found = taken(
        dossier(), sheet_of(*head, ["电访", 1, 2, 3, 4, 4, 6], ["家访", 5, 6, 7, 8, 12, 14], merged=merged)
    )
    assert zones(found) == ["一片区", "二片区"]
    assert "全站 电访 4 6" in values(found)


def test_what_is_mostly_a_sum_is_taken_for_one_and_asked() -> None:
    found = taken(dossier(), sheet_of(_TWO, *_ZONES, ("甲乙", 60, 29, 19, 8)))
    assert len(zones(found)) == 3
    assert [each.split("，")[:3] for each in said(found)] == [
        ["B5 “甲乙”的多数数字等于其余各片区之和", "按合计读入", "C5 不符；如果它是一个片区"]
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("甲乙", 1, 2, 3, 4), []),
        (("四片区", 60, 28, 19, 9), []),
        (
            ("社工站", 1, 2, 3, 4),
            ["B5 “社工站”像是全站的名称，但数字不等于其余各片区之和，按一个片区读入，请核对。"],
        ),
    ],
)
def test_what_is_no_sum_is_a_zone(line: Row, told: list[str]) -> None:
    found = taken(dossier(), sheet_of(_TWO, *_ZONES, line))
    assert zones(found)[-1] == line[0]
    assert said(found) == told


def test_a_zone_that_the_evaluation_knows_is_no_sum() -> None:
    known = provisional(
        dossier(), taken(dossier(), sheet_of(_TWO, ("一片区", 1, 1, 1, 1), ("甲乙", 2, 2, 2, 2)))
    )
    lines = (("一片区", 10, 7, 5, 4), ("甲乙", 30, 19, 11, 5), ("二片区", 20, 12, 6, 1))
    assert "甲乙 电访 30 19" in {
        each.replace("None", "甲乙").replace("None", "电访")
        for each in _named(known, taken(known, sheet_of(_TWO, *lines)))
    }


def _named(known: Dossier, plan: TablePlan) -> Iterator[str]:
    names = {each.id: each.name for each in known.zones} | {each.id: each.label for each in known.indicators}
    for each in plan.proposals:
        told = each.told
        if each.kind == IndicatorValue.kind and told.get("zone_id"):
            yield f"{names[told['zone_id']]} {names[told['indicator_id']]} {told['agreed']} {told['done']}"


def test_sums_of_some_zones_are_left_out() -> None:
    lines = (*_ZONES[:2], ("东部", 30, 19, 11, 5), _ZONES[2], ("四片区", 1, 2, 3, 4), ("西部", 31, 11, 11, 7))
    found = taken(dossier(), sheet_of(_TWO, *lines, ("甲乙", 61, 30, 22, 12)))
    assert zones(found) == ["一片区", "二片区", "三片区", "四片区"]
    assert "全站 电访 61 30" in values(found)
    assert [each.split("的每个数")[0] for each in said(found)] == ["B4 “东部”", "B7 “西部”", "B8 “甲乙”"]


@pytest.mark.parametrize("zone", ["第{}片区", "{}东片", "塘头{}村"])
@pytest.mark.parametrize("last", [False, True])
def test_a_sheet_of_sums_may_stand_beside_the_zones(zone: str, *, last: bool) -> None:
    head: Row = ["指标", "单位", "协议量", "完成量"]
    sheets = [
        sheet_of(head, ["电访", "人次", agreed, done], ["家访", "户", agreed, done], name=name)
        for name, agreed, done in (("汇总", 30, 12), (zone.format("一"), 10, 5), (zone.format("二"), 20, 7))
    ]
    found = taken(dossier(), *(reversed(sheets) if last else sheets))
    assert [each.values["cover"] for each in found.proposals if each.kind == Indicator.kind] == [
        "zones",
        "zones",
    ]
    assert sorted(zones(found)) == sorted((zone.format("一"), zone.format("二")))
    assert {"全站 电访 30 12", f"{zone.format('一')} 电访 10 5"} <= set(values(found))


@pytest.mark.parametrize(
    ("years", "column", "other"),
    [
        (("2022-2023年度", "2023-2024年度"), 1, "2022-2023年度"),
        (("2023-2024年度", "2024-2025年度"), 0, "2024-2025年度"),
        (("第一年度", "第二年度"), 0, "第二年度"),
        (("上年同期", "本期"), 1, "上年同期"),
        (("本年度", "上年度"), 0, "上年度"),
        (("2022年8月-2023年7月", "2023年8月-2024年7月"), 1, "2022年8月-2023年7月"),
        (("2023年", "2024年"), 0, "2024年"),
    ],
)
def test_of_years_side_by_side_the_evaluations_is_read(years: Sequence[str], column: int, other: str) -> None:
    across = sheet_of(
        ["指标", years[0], None, years[1], None],
        [None, *("协议量", "完成量") * 2],
        ["电访", 10, 9, 20, 8],
        merged=["A1:A2", "B1:C1", "D1:E1"],
    )
    flat = sheet_of(
        ["片区", *(f"{each}电访{kind}" for each in years for kind in ("协议量", "完成量"))],
        ["一片区", 10, 9, 20, 8],
    )
    down = sheet_of(["年度", "电访协议量", "电访完成量"], [years[0], 10, 9], [years[1], 20, 8])
    rows = sheet_of(
        ["片区", "年度", "电访协议量", "电访完成量"], ["一片区", years[0], 10, 9], [None, years[1], 20, 8]
    )
    wanted = "电访 " + ("10 9", "20 8")[column]
    for sheet, zone in ((across, "全站"), (flat, "一片区"), (down, "全站"), (rows, "一片区")):
        found = taken(dossier(), sheet)
        assert [*values(found)] == [f"{zone} {wanted}"], sheet
    (mapping,) = suggest(Workbook("表.xlsx", (across,)))
    _, problems = read_table(across, in_year(mapping, across, dossier()))
    assert any(each.text.startswith(f"“{other}”的数没有读入") for each in problems)


def test_a_rate_is_of_what_stands_in_a_group_of_its_own() -> None:
    head = [
        ["片区", "接案", None, "结案", None, None],
        [None, "协议接案数", "完成接案数", "协议结案率", "结案数", "实际结案率"],
    ]
    line: Row = ["一片区", 20, 18, "80%", 16, "80%"]
    merged = ["A1:A2", "B1:C1", "D1:F1"]
    found = taken(dossier(), sheet_of(*head, line, merged=merged))
    cases, closed = (each for each in found.proposals if each.kind == Indicator.kind)
    assert (closed.values["label"], closed.values["agreed"], closed.values["rate_of"]) == (
        "结案",
        "rate",
        cases.entity_id,
    )
    assert "一片区 结案 80 16" in values(found)
    for agreed in ("80%", 0.8):
        rows = sheet_of(["指标", "协议量", "完成量"], ["接案（个）", 20, 18], ["结案率", agreed, 16])
        assert "全站 结案率 80 16" in values(taken(dossier(), rows))


def test_a_rate_of_nothing_is_told() -> None:
    found = taken(dossier(), sheet_of(["片区", "满意-协议率", "满意-完成量"], ["一片区", "80%", 16]))
    assert not [*values(found)]
    assert "约定的是比率，看不出是哪一项的比率，没有读入" in said(found)[0]


def test_units_are_those_of_the_cells_and_guesses_are_told() -> None:
    head: Row = ["指标", "协议量", "完成量"]
    found = taken(dossier(), sheet_of(head, ["电访", "不少于2400人次", "1310人次"], ["培育社区组织", 2, 1]))
    assert [each.values["unit"] for each in found.proposals if each.kind == Indicator.kind] == ["人次", "个"]
    assert said(found) == ["B3、C3 表里没有写单位，按常用的单位读入，请核对：培育社区组织（个）。"]


def test_a_printed_sum_of_staff_is_compared() -> None:
    head: Row = ["片区", "人数", "电访（次）-协议量", "电访（次）-完成量"]
    found = taken(dossier(), sheet_of(head, ["一片区", 5, 1, 2], ["二片区", 6, 3, 4], ["合计", 17, 4, 6]))
    assert [each.values["staff"] for each in found.proposals if "staff" in each.values] == [5, 6]
    assert said(found) == ["B4 投入社工人数合计填的是 17，各片区之和是 11，请核对。"]


def test_each_figure_tells_its_own_cell() -> None:
    found = taken(
        dossier(),
        sheet_of(["片区", "电访（次）协议量", "电访（次）完成量", "百分比"], ["一片区", 5, 1, "20%"]),
    )
    value = next(each for each in found.proposals if each.kind == IndicatorValue.kind)
    cells = {each.name: each.cell for each in value.fields}
    assert (cells["agreed"], cells["done"], value.place.cell) == ("B2", "C2", "B2、C2")


def test_a_rate_without_a_name_of_its_own_is_known_again() -> None:
    head = ("片区", "接案协议数", "接案完成数", "协议结案率", "结案数")
    sheet = sheet_of(head, ("一片区", 10, 9, "80%", None), ("二片区", 10, 9, "80%", None))
    before = dossier()
    after = provisional(before, taken(before, sheet))
    assert taken(after, sheet).writes == ()
