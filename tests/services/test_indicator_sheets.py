"""附件1 of the workbook read back with a foreign library: heads of two levels, figures, sheets."""

from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.workbook import WorkbookContent
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D
from tests.services.workbook_pages import (
    PERIOD,
    STATION,
    areas_of,
    content_of,
    dagang,
    exact,
    figure,
    pages,
    rows_of,
    value,
)

Figures = tuple[Decimal | None, ...]
Triples = dict[tuple[str, str], dict[str, Figures]]


def annex_of(content: WorkbookContent) -> list[Worksheet]:
    """The sheets of 附件1."""
    return [page for name, page in pages(content).items() if name.startswith("附件1")]


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
                key = (str(over), str(page.cell(heads, column).value).replace("\n", ""))
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
    (page,) = annex_of(content_of(dossier))
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
    title = "和安街社工站购买服务项目指标完成情况统计表（2023年8月1日至2024年5月31日）"
    assert rows_of(page)[0][0] == title


def test_a_rate_is_measured_against_the_other_ones_agreed_amount() -> None:
    shown = read_zones(annex_of(content_of(dagang()))[0])["专业个案", "协议结案率"]
    assert [shown[name][2] for name in ("片区1", "片区4", "合计")] == [D("0.8"), D("0.8438"), D("0.8333")]


def test_heads_of_two_levels_are_merged_over_what_they_name() -> None:
    (page,) = annex_of(content_of(dagang()))
    rows = rows_of(page)
    assert [each for each in rows[1] if each] == [
        *("服务片区", "投入社\n工人数", "居家探访（人次）", "转介个案（个）", "咨询个案", "专业个案")
    ]
    assert rows[2][8:14] == (
        "协议次数",
        "完成量\n（个）",
        "百分比",
        "协议\n辅导节数",
        "辅导\n完成量",
        "百分比",
    )
    assert {"A1:W1", "A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:N2", "O2:W2"} <= areas_of(page)
    assert {"A11:A12", "C11:K11", "L11:Q11", "R11:T11", "U11:W11"} <= areas_of(page)
    assert rows[9][:4] == ("合计", 49, 9300, 9564)
    assert rows[18][:4] == ("合计", 49, 68, 77)
    assert rows[19][:2] == ("总体服务", "协议内容")
    assert "A20:A22" in areas_of(page)


def test_how_the_annex_is_printed_and_kept_in_view() -> None:
    (page,) = annex_of(content_of(dagang()))
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$1", "B2"), "it has heads of several blocks"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    grid = [cell for row in page.iter_rows(min_row=2) for cell in row if isinstance(cell, Cell)]
    assert {cell.border.left.style for cell in grid} == {"thin"}
    assert page["E4"].number_format == "0.00%"


def test_the_counts_of_one_service_stand_under_one_head_in_one_block(samples_program: Program) -> None:
    (found,) = [each.id for each in samples_program.evaluations.listing() if "珠光" in each.station]
    (page,) = annex_of(content_of(samples_program.evaluations.dossier(found)))
    rows = rows_of(page)
    upper = [number for number, row in enumerate(rows) if row[0] == "服务片区"]
    assert [[each for each in rows[number] if each][2:] for number in upper] == [
        ["建档（份）", "电访（次）", "探访（次）", "专业个案"],
        ["专业小组", "大型社区活动", "中小型社区活动"],
    ]
    first, second = (rows[number + 1] for number in upper)
    assert tuple(filter(None, first[11::3])) == ("协议\n接案个数", "协议\n结案个数", "协议节数")
    assert tuple(filter(None, second[2::3])) == (
        *("协议个数", "协议节数", "协议人次"),
        *("协议个数", "协议人次", "协议个数", "协议人次"),
    )


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


def test_one_block_that_fills_its_page_leaves_the_station_a_sheet_of_its_own() -> None:
    zones = [make.zone(n) for n in range(1, 41)]
    dossier = make.dossier(*zones, make.indicator(1, cover=Cover.ZONES), make.indicator(2, label="全站"))
    assert [page.print_title_rows for page in annex_of(content_of(dossier))] == ["$1:$3", "$1:$2"]


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


def test_long_names_of_the_station_s_indicators_have_room_for_two_lines() -> None:
    label = "协助相关政府部门和城乡社区介入其他公共服务问题"
    zoned = [make.indicator(n, label=f"指标{n}", cover=Cover.ZONES) for n in range(1, 8)]
    parts = [make.zone(1), *zoned, *(make.indicator(n, label=f"{label}{n}") for n in range(8, 12))]
    page = pages(content_of(make.dossier(*parts)))["附件1"]
    head = next(row for row in rows_of(page) if row[0] == "总体服务")
    assert head.count("协议内容") == 2, "of the four that fit with short names"


def test_without_indicators_there_is_no_annex_and_without_a_period_it_says_so() -> None:
    assert "附件1" not in pages(content_of(make.dossier()))
    page = pages(content_of(make.dossier(make.indicator(1))))["附件1"]
    assert page["A1"].value == "和安街社工站购买服务项目指标完成情况统计表（时段未填）"


def test_zone_indicators_without_zones_stand_with_those_of_the_station() -> None:
    page = pages(content_of(make.dossier(make.indicator(1, cover=Cover.ZONES), value(1, None, D(4), D(3)))))
    assert list(read_station(page["附件1"]).values()) == [said("4", "3", "0.75")]
