"""The workbook of an evaluation read back with a foreign library: cells, merged heads, figures, authors."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.result import Missing, ProofLine, Stamp
from sgz_desktop.exports.workbook import WorkbookContent
from sgz_desktop.exports.xlsx import render_workbook
from sgz_desktop.scoring.proof import prove
from sgz_desktop.scoring.score import score
from sgz_desktop.services.workbooks import workbook_content
from tests import build as make
from tests.build import D, uid
from tests.services.case import everything

PERIOD = {"period_start": date(2023, 8, 1), "period_end": date(2024, 5, 31)}
AT = datetime(2024, 1, 16, 4, 5, 6, tzinfo=UTC)
STAFF = (9, 8, 7, 7, 9, 9)
# 大岗镇's annex 1: name, unit, head of the agreed column, then agreed and done of six zones and of 合计.
DAGANG = """
居家探访|人次|协议个数|1550 1463|1550 1562|1550 1535|1550 1415|1550 1566|1550 2023|9300 9564
转介个案|个||12 12|12 12|12 13|10 11|12 13|14 14|68 75
咨询个案|个|协议次数|30 30|30 30|30 30|27 28|28 31|35 36|170 185
咨询个案（辅导）|节|协议辅导节数|60 60|60 60|60 60|54 56|56 62|70 72|340 370
专业个案（接案）|个|协议接案数|35 34|35 36|35 36|32 32|32 33|35 42|204 213
专业个案（辅导）|节|协议节数|105 136|105 167|105 160|96 156|96 167|105 191|612 977
专业个案（结案）|个|协议结案率|- 28|- 29|- 28|- 27|- 30|- 28|- 170
专业小组|个|协议个数|12 12|12 13|12 12|12 13|12 13|12 14|68 77
专业小组（节数）|节|协议节数|36 59|36 63|36 58|36 65|36 65|36 70|204 380
专业小组（人次）|人次|协议人次|180 407|180 411|180 400|180 530|180 480|180 594|1020 2822
社区活动|场次|协议次数|68 39|68 88|68 80|68 92|68 77|68 78|408 454
社区活动（人次）|人次|协议人次|3400 3661|3400 4784|3400 4015|3100 4212|3400 10116|5363 5263|22363 32051
座谈会|场|协议次数|16 15|16 16|16 18|16 15|16 16|16 20|93 100
议事会|场|协议次数|16 15|16 13|16 18|16 16|16 16|16 18|93 96
"""
STATION = (
    *(("新增志愿者", "310", "348"), ("新增志愿者骨干", "35", "40"), ("需求调研", "2", "2")),
    *(("培育社区组织", "31", "29"), ("社区发展计划", "6", "6")),
)


def figure(text: str) -> Decimal | None:
    return None if text == "-" else D(text)


def dagang(**over: Any) -> Dossier:
    """The whole of 大岗镇's annex, as it was entered."""
    parts: list[Any] = [make.zone(n, name=f"片区{n}", staff=D(staff)) for n, staff in enumerate(STAFF, 1)]
    places = [*(each.id for each in parts), None]
    base = uid("indicator", 5)
    for number, line in enumerate(DAGANG.strip().splitlines(), 1):
        name, unit, column, *pairs = line.split("|")
        given: dict[str, Any] = {"label": name, "table_label": name, "unit": unit, "column": column}
        if column == "协议结案率":
            given |= {"agreed": Agreed.RATE, "rate_of": base}
        parts.append(make.indicator(number, cover=Cover.ZONES, **given))
        for zone_id, both in zip(places, pairs, strict=True):
            agreed, done = both.split()
            parts.append(value(number, zone_id, figure(agreed), figure(done)))
    for number, (name, *pair) in enumerate(STATION, 15):
        parts += [make.indicator(number, label=name, unit="个"), value(number, None, *map(D, pair))]
    return make.dossier(*parts, **(PERIOD | over))


def value(number: int, zone_id: UUID | None, agreed: Decimal | None, done: Decimal | None) -> Any:
    return make.indicator_value(
        id=uid("value", number, zone_id),
        indicator_id=uid("indicator", number),
        zone_id=zone_id,
        agreed=agreed,
        done=done,
    )


def content_of(dossier: Dossier, **more: Any) -> WorkbookContent:
    rubric = make.rubric()
    result = score(dossier, rubric)
    stamps: Mapping[UUID, Stamp] = more.get("stamps", {})
    given: dict[str, Any] = {
        "proof": prove(result, dossier, rubric, stamps),
        "missing": (),
        "order": (),
        "created": AT,
        "final": True,
    }
    return workbook_content(dossier, rubric, result, **(given | more))


def pages(content: WorkbookContent) -> dict[str, Worksheet]:
    return {each.title: each for each in openpyxl.load_workbook(BytesIO(render_workbook(content))).worksheets}


def rows_of(page: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]


def areas_of(page: Worksheet) -> set[str]:
    return {str(each) for each in page.merged_cells.ranges}


def exact(shown: Any) -> Decimal | None:
    return None if shown is None else Decimal(str(shown))


Figures = tuple[Decimal | None, ...]
Triples = dict[tuple[str, str], dict[str, Figures]]


def read_zones(page: Worksheet) -> Triples:
    """Agreed, done and rate by name over the columns and head of the agreed one, and by zone."""
    merged = {
        (row, column): page.cell(area.min_row, area.min_col).value
        for area in page.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    found: Triples = {}
    heads = 0
    for row in range(1, page.max_row + 1):
        first = merged.get((row, 1), page.cell(row, 1).value)
        if first == "服务片区":
            heads = row
        elif first == "总体服务":
            break
        elif heads and first is not None:
            for column in range(3, page.max_column + 1, 3):
                over = merged.get((heads - 1, column))
                if over is None:
                    continue
                key = (str(over), str(page.cell(heads, column).value))
                found.setdefault(key, {})[str(first)] = figures_from(page, row, column)
    return found


def figures_from(page: Worksheet, row: int, column: int) -> Figures:
    return tuple(exact(page.cell(row, column + each).value) for each in range(3))


def said(*figures: str) -> Figures:
    return tuple(figure(each) for each in figures)


def read_station(page: Worksheet) -> dict[str, Figures]:
    """The indicators of the whole station by their name."""
    head = next(row for row in page.iter_rows() if row[0].value == "总体服务")
    starts = [cell.column for cell in head if cell.value == "协议内容"]
    agreed = [cell.column for cell in head if cell.value == "指标要求"]
    found = {}
    for row in range((head[0].row or 0) + 1, page.max_row + 1):
        for start, column in zip(starts, agreed, strict=True):
            name = page.cell(row, start).value
            if name is not None:
                found[str(name)] = figures_from(page, row, column)
    return found


def test_annex_one_of_dagang_gives_back_every_figure_entered() -> None:
    dossier = dagang()
    page = pages(content_of(dossier))["附件1"]
    found = read_zones(page)
    zoned = [each for each in dossier.indicators if each.cover is Cover.ZONES]
    assert len(found) == len(zoned) == 14
    places = [(each.id, each.name) for each in dossier.zones] + [(None, "合计")]
    for indicator, ((over, head), shown) in zip(zoned, found.items(), strict=True):
        assert over.partition("（")[0] == indicator.label.partition("（")[0]
        assert head == (indicator.column or "协议量")
        for zone_id, name in places:
            known = dossier.value_by_key[indicator.id, zone_id]
            assert shown[name][:2] == (known.agreed, known.done)
    assert found["居家探访（人次）", "协议个数"]["合计"][2] == D("1.0284")
    assert found["专业小组", "协议人次"]["片区1"][2] == D("2.2611")
    assert {name: each[:2] for name, each in read_station(page).items()} == {
        f"{name}（个）": (D(agreed), D(done)) for name, agreed, done in STATION
    }
    assert rows_of(page)[0][0] == "和安街社工站购买服务项目指标完成情况统计表（2023年8月1日至2024年5月31日）"


def test_a_rate_is_measured_against_the_other_ones_agreed_amount() -> None:
    shown = read_zones(pages(content_of(dagang()))["附件1"])["专业个案", "协议结案率"]
    assert [shown[name][2] for name in ("片区1", "片区4", "合计")] == [D("0.8"), D("0.8438"), D("0.8333")]


def test_heads_of_two_levels_are_merged_over_what_they_name() -> None:
    page = pages(content_of(dagang()))["附件1"]
    rows = rows_of(page)
    assert [each for each in rows[1] if each] == [
        *("服务片区", "投入社\n工人数", "居家探访（人次）", "转介个案（个）", "咨询个案", "专业个案")
    ]
    assert rows[2][8:14] == (
        "协议次数",
        "完成量\n（个）",
        "百分比",
        "协议辅导节数",
        "辅导完成\n（节）",
        "百分比",
    )
    assert {"A1:W1", "A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:N2", "O2:W2"} <= areas_of(page)
    assert {"A11:A12", "C11:K11", "L11:Q11", "R11:T11", "U11:W11", "A20:A22"} <= areas_of(page)
    assert rows[9][:4] == ("合计", 49, 9300, 9564)
    assert rows[18][:4] == ("合计", 49, 68, 77)
    assert rows[19][:2] == ("总体服务", "协议内容")


def test_how_the_annex_is_printed_and_kept_in_view() -> None:
    page = pages(content_of(dagang()))["附件1"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$1", "B2")
    grid = [cell for row in page.iter_rows(min_row=2) for cell in row if isinstance(cell, Cell)]
    assert {cell.border.left.style for cell in grid} == {"thin"}
    assert page["E4"].number_format == "0.00%"


def test_with_one_block_both_heads_stay_in_view() -> None:
    dossier = make.dossier(make.zone(1), make.indicator(1, cover=Cover.ZONES), **PERIOD)
    page = pages(content_of(dossier))["附件1"]
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$3", "B4")
    assert rows_of(page)[3][:5] == ("第1片区", None, None, None, None)


def test_what_one_page_cannot_hold_has_a_sheet_a_block_with_heads_of_its_own() -> None:
    zones = [make.zone(n, name=f"片区{n}") for n in range(1, 31)]
    many = [make.indicator(n, label=f"指标{n}", cover=Cover.ZONES) for n in range(1, 16)]
    figures = [value(one, zone.id, D(one), D(7)) for one in (1, 15) for zone in zones]
    station = [make.indicator(16, label="全站"), value(16, None, D(2), D(1))]
    found = pages(content_of(make.dossier(*zones, *many, *figures, *station, **PERIOD)))
    annexes = [name for name in found if name.startswith("附件1")]
    assert annexes == ["附件1", "附件1（2）", "附件1（3）", "附件1（4）"]
    assert [found[each].print_title_rows for each in annexes] == ["$1:$3", "$1:$3", "$1:$3", "$1:$2"]
    assert [found[each].freeze_panes for each in annexes] == ["B4", "B4", "B4", "B3"]
    names = [over for each in annexes[:3] for over, _ in read_zones(found[each])]
    assert names == [f"指标{n}（{each.unit}）" for n, each in enumerate(many, 1)]
    assert read_zones(found["附件1"])["指标1（个）", "协议量"]["片区30"] == said("1", "7", "7")
    assert read_station(found["附件1（4）"]) == {"全站（个）": said("2", "1", "0.5")}


def test_indicators_of_the_station_alone_stand_side_by_side() -> None:
    dossier = make.dossier(
        *(make.indicator(n, label=f"指标{n}") for n in range(1, 4)),
        value(1, None, D("2.5"), D("1")),
        value(2, None, None, D("63")),
        value(3, None, D(0), D(5)),
        **PERIOD,
    )
    page = pages(content_of(dossier))["附件1"]
    assert read_station(page) == {
        "指标1（个）": said("2.5", "1", "0.4"),
        "指标2（个）": said("-", "63", "-"),
        "指标3（个）": said("0", "5", "-"),
    }
    assert page.max_row == 4


def test_a_group_wider_than_a_block_is_not_torn() -> None:
    zone = make.zone(1)
    many = [make.indicator(n, label=f"小组（{n}）", cover=Cover.ZONES) for n in range(1, 10)]
    page = pages(content_of(make.dossier(zone, *many, make.indicator(10, label="别的", cover=Cover.ZONES))))
    assert areas_of(page["附件1"]) >= {"C2:AC2", "C6:E6"}


def test_without_indicators_there_is_no_annex_and_without_a_period_it_says_so() -> None:
    assert "附件1" not in pages(content_of(make.dossier()))
    page = pages(content_of(make.dossier(make.indicator(1))))["附件1"]
    assert page["A1"].value == "和安街社工站购买服务项目指标完成情况统计表（时段未填）"


def test_zone_indicators_without_zones_stand_with_those_of_the_station() -> None:
    page = pages(content_of(make.dossier(make.indicator(1, cover=Cover.ZONES), value(1, None, D(4), D(3)))))
    assert list(read_station(page["附件1"]).values()) == [said("4", "3", "0.75")]


def test_observations_bear_who_wrote_them_for_whom_and_when() -> None:
    dossier = everything()
    first, second = dossier.observations
    stamps = {first.id: Stamp("记录员", "专家1", AT), second.id: Stamp("专家2", "", AT)}
    page = pages(content_of(dossier, stamps=stamps))["观察记录"]
    heads, *rows = rows_of(page)[1:]
    assert heads == (
        *("序号", "章节", "评审组", "类别", "指标", "首句", "内容", "建议", "佐证", "记录人"),
        *("录入人", "时间（北京）"),
    )
    assert [row[9:] for row in rows] == [
        ("专家1", "记录员代专家1", "2024-01-16 12:05:06"),
        ("专家2", "专家2", "2024-01-16 12:05:06"),
    ]
    assert rows[0][:7] == (1, "运营管理", None, "值得肯定", "degree 条目 degree", None, "第1条观察。")
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$2", "A3")


@pytest.mark.parametrize(
    ("changed", "wording"),
    [
        ({"printed_text": "改后的话。"}, "首句。改后的话。建议。"),
        ({"printed_lead": ""}, "原来的话。建议。"),
        ({"printed_recommendation": "另一建议。"}, "首句。原来的话。另一建议。"),
    ],
)
def test_another_wording_in_the_report_stands_beside_the_record(
    changed: dict[str, Any], wording: str
) -> None:
    given = {"lead": "首句。", "text": "原来的话。", "recommendation": "建议。"}
    dossier = make.dossier(make.observation(1, **given, **changed), make.observation(2))
    heads, first, second = rows_of(pages(content_of(dossier))["观察记录"])[1:]
    assert heads[-1] == "报告中的措辞"
    assert (first[5:8], first[-1]) == (("首句。", "原来的话。", "建议。"), wording)
    assert second[-1] is None


def test_a_text_of_two_pages_is_whole_and_the_next_observation_follows() -> None:
    text = "社工站建立了服务对象档案并按月走访，记录基本完整，能反映需要的变化。" * 60
    dossier = make.dossier(make.observation(1, text=text), make.observation(2))
    page = pages(content_of(dossier))["观察记录"]
    rows = rows_of(page)[2:]
    numbered = [place for place, row in enumerate(rows) if row[0] is not None]
    assert [rows[place][0] for place in numbered] == [1, 2]
    assert "".join(row[6] for row in rows[: numbered[1]]) == text
    assert f"A3:A{2 + numbered[1]}" in areas_of(page)


@pytest.mark.parametrize("text", ["=1+1", "+86 20", "-减", "@谁", '=HYPERLINK("x")', "'引", "\t制表"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    page = pages(content_of(make.dossier(make.observation(1, text=text, lead=text))))["观察记录"]
    assert [(cell.value, cell.data_type) for cell in page[3][5:7]] == [(text, "s"), (text, "s")]


def proof_rows(*lines: ProofLine) -> Sequence[tuple[Any, ...]]:
    return tuple(pages(content_of(make.dossier(), proof=lines))["评分依据"].iter_rows(min_row=3))


def test_the_proof_shows_depth_figures_and_authors() -> None:
    child = ProofLine("O-01 到岗", "程度分：7.5/10", "7.5/10", Stamp("记录员", "专家1", AT))
    top, below = proof_rows(ProofLine("总分", "相加", "87.10", None, None, (child,)))[:2]
    assert [cell.value for cell in top] == [1, "总分", "相加", 87.1, None, None]
    assert (top[3].number_format, top[3].data_type) == ("0.00", "n")
    assert [cell.value for cell in below] == [
        *(2, "O-01 到岗", "程度分：7.5/10", "7.5/10", "记录员代专家1", "2024-01-16 12:05:06")
    ]
    assert (top[1].alignment.indent, below[1].alignment.indent) == (0, 1)


@pytest.mark.parametrize(
    ("shown", "read", "number_format"),
    [
        ("8.925", 8.925, "0.000"),
        ("20", 20, "0"),
        ("-3.5", -3.5, "0.0"),
        ("未定", "未定", "General"),
        ("1.23456", "1.23456", "General"),
        ("", None, "General"),
    ],
)
def test_a_result_is_a_figure_where_a_spreadsheet_holds_it(shown: str, read: Any, number_format: str) -> None:
    (row,) = proof_rows(ProofLine("某项", "", shown))[:1]
    assert (row[3].value, row[3].number_format) == (read, number_format)


def test_the_score_table_leaves_room_to_sign() -> None:
    page = pages(content_of(everything()))["评分表"]
    lines = [value for row in rows_of(page)[-2:] for value in row if value]
    assert lines == [
        "评估专家（签名）：",
        "评估机构（盖章）：",
        "复核人（签名）：",
        "日期：　　　　年　　月　　日",
    ]
    assert all(page.row_dimensions[page.max_row - each].height >= 36 for each in (0, 1))


def test_a_draft_lists_what_is_missing_or_says_that_nothing_is() -> None:
    one = Missing("mark", "专家1还有 1 项未作答。", "visit")
    found = pages(content_of(make.dossier(), final=False, missing=(one,)))
    assert rows_of(found["尚缺内容"])[2] == (1, "专家1还有 1 项未作答。")
    page = pages(content_of(make.dossier(), final=False))["尚缺内容"]
    assert rows_of(page)[2:] == [("没有尚缺的内容。", None)]


@pytest.mark.parametrize(
    "make_one", [everything, dagang, make.dossier], ids=["everything", "dagang", "nothing"]
)
def test_every_cell_stands_where_the_content_says(make_one: Any) -> None:
    content = content_of(make_one(), final=False)
    found = pages(content)
    for sheet in content.sheets:
        page = found[sheet.name]
        taken: set[tuple[int, int]] = set()
        expected: dict[tuple[int, int], Any] = {}
        areas = set()
        for number, row in enumerate(sheet.rows, 1):
            column = 1
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                last = page.cell(number + cell.rows - 1, column + cell.columns - 1).coordinate
                if cell.rows > 1 or cell.columns > 1:
                    areas.add(f"{page.cell(number, column).coordinate}:{last}")
                spot = [(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)]
                taken.update(spot)
                expected[number, column] = cell
                column += cell.columns
        assert areas_of(page) == areas
        for line in page.iter_rows():
            for shown in line:
                meant = expected.get((shown.row or 0, shown.column or 0))
                if meant is None or meant.value in (None, ""):
                    assert shown.value is None
                elif isinstance(meant.value, Decimal):
                    assert exact(shown.value) == meant.value
                    assert (shown.data_type, shown.number_format) == ("n", meant.format)
                else:
                    assert (shown.value, shown.data_type) == (meant.value, "s")
