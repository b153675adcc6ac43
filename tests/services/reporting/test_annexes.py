"""How the tables of 附件1 and 附件2 go from sheet to sheet, each with the number of the annex at its head."""

from dataclasses import replace
from typing import Any

import pytest

from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.fonts import font_book
from sgz_desktop.exports.pdf import render
from sgz_desktop.exports.report import PageForm, Report, Table, leaves, leaves_of, plain
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.exports.printed import printed_lines
from tests.services.case import take_in
from tests.services.reporting.reports import composed
from tests.services.reporting.rosters import report_of, roster, ticked, worker
from tests.services.reporting.states import TOTAL, complete
from tests.services.workbook_pages import dagang


def written(program: Program, style: HouseStyle, *, zones: int, indicators: int) -> Report:
    """A report whose 附件1 has a table for every three indicators, as long as there are zones."""
    parts: list[Any] = [make.zone(number) for number in range(1, zones + 1)]
    for number in range(1, indicators + 1):
        parts.append(make.indicator(number, cover=Cover.ZONES, sentence_group=number))
        value = make.indicator_value(
            indicator_id=uid("indicator", number), zone_id=uid("zone", 1), agreed=D("9"), done=D("8")
        )
        parts.append(value)
    take_in(program, complete(TOTAL, *parts), program.folder)
    return composed(program, style)


def sheets(report: Report) -> tuple[list[str], list[str]]:
    """The numbers of the tables of 附件1, sheet by sheet, and the lines that the sheets begin with."""
    made = render(report, font_book())
    first = min(each.page for each in made.places if each.block_id == "annex.indicators.label")
    tables = [""] * (made.pages - first)
    for place in made.places:
        if place.block_id.startswith("annex.zones."):
            tables[place.page - first] += place.block_id.removeprefix("annex.zones.") + " "
    lines = printed_lines(made.data)
    heads = [next(line for line in lines if line.page == page) for page in range(first, made.pages)]
    assert {line.size for line in heads} == {16.0}
    return [each.strip() for each in tables], [line.text for line in heads]


@pytest.mark.parametrize(
    ("zones", "indicators", "form", "tables"),
    [
        (4, 3, PageForm.LANDSCAPE, ["1"]),
        (4, 6, PageForm.LANDSCAPE, ["1 2"]),
        (4, 7, PageForm.LANDSCAPE, ["1", "2 3"]),
        (12, 6, PageForm.LANDSCAPE, ["1", "2"]),
        (20, 3, PageForm.LANDSCAPE, ["1", "1"]),
        (4, 18, PageForm.WIDE, ["1 2 3"]),
        (30, 9, PageForm.WIDE, ["1", "2"]),
        (60, 9, PageForm.WIDE, ["1", "1 2", "2", "2"]),
    ],
)
def test_tables_that_one_sheet_cannot_hold_go_on_under_the_number(
    empty: Program, style: HouseStyle, zones: int, indicators: int, form: PageForm, tables: list[str]
) -> None:
    report = written(empty, style, zones=zones, indicators=indicators)
    found, heads = sheets(report)
    assert (report.sections[-1].form, found) == (form, tables)
    assert heads == ["附件1", *["附件1（续）"] * (len(tables) - 1)]


def test_the_indicators_of_a_whole_station_stand_in_two_columns_on_a_wide_sheet(style: HouseStyle) -> None:
    dossier = dagang()
    (section,) = [each for each in report_of(dossier, style).sections if each.form is PageForm.WIDE]
    tables = {each.id: each for each in leaves_of(section) if isinstance(each, Table)}
    assert list(tables) == ["annex.zones.1", "annex.zones.2", "annex.station"]
    assert [len(each.columns) for each in tables.values()] == [23, 23, 8]
    station = [[plain(cell.runs) for cell in row.cells] for row in tables["annex.station"].body]
    assert [row[0] for row in station] == ["新增志愿者（个）", "新增志愿者骨干（个）", "需求调研（个）"]
    assert [row[4:] for row in station][1:] == [["社区发展计划（个）", "6", "6", "100.00%"], [""] * 4]
    heads = [plain(cell.runs) for cell in tables["annex.zones.1"].head[1].cells]
    assert heads[9] == "协议\n辅导节数", "a long head has two lines of its own"


def test_a_figure_is_never_broken_over_two_lines(style: HouseStyle) -> None:
    dossier = dagang()
    big = [replace(each, done=each.done and each.done * 1000) for each in dossier.indicator_values]
    report = report_of(replace(dossier, indicator_values=tuple(big)), style)
    wanted = {
        plain(cell.runs)
        for block in leaves(report)
        if isinstance(block, Table) and block.id.startswith("annex.zones")
        for row in block.body
        for cell in row.cells
    }
    printed = {line.text for line in printed_lines(render(report, font_book()).data)}
    assert "32051000" in wanted
    assert wanted - printed == set()


def test_a_roster_goes_on_between_any_rows_under_heads_and_number(style: HouseStyle) -> None:
    signs = ("√√√",) * 4
    more = [each for number in range(10, 40) for each in (worker(number), *ticked(number, *signs))]
    made = render(report_of(roster(*more), style), font_book())
    first = min(each.page for each in made.places if each.block_id == "annex.attendance.label")
    lines = [line for line in printed_lines(made.data) if line.page >= first]
    pages = sorted({line.page for line in lines})
    assert len(pages) > 2
    for page in pages[:-1]:
        texts = [line.text for line in lines if line.page == page]
        assert texts[0] == ("附件1" if page == first else "附件1（续）")
        assert {"类型", "姓名", "合同期限", "2023年8月", "11月", "持证社工"} <= set(texts)
    names = [line.text for line in lines if line.text.startswith("社工") and line.text[2:].isdecimal()]
    assert sorted(names) == sorted(f"社工{number:02}" for number in (*range(1, 7), *range(10, 40)))
