"""How the tables of 附件1 and 附件2 go from sheet to sheet, each with the number of the annex at its head."""

from typing import Any

import pytest

from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.fonts import font_book
from sgz_desktop.exports.pdf import render
from sgz_desktop.exports.report import Report
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.exports.printed import printed_lines
from tests.services.case import take_in
from tests.services.reporting.reports import composed
from tests.services.reporting.rosters import report_of, roster, ticked, worker
from tests.services.reporting.states import TOTAL, complete


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
    ("zones", "indicators", "tables"),
    [
        (4, 3, ["1"]),
        (4, 6, ["1 2"]),
        (4, 7, ["1", "2 3"]),
        (4, 18, ["1 2", "3 4", "5 6"]),
        (12, 6, ["1", "2"]),
        (30, 9, ["1", "1", "2", "2 3", "3", "3"]),
    ],
)
def test_tables_that_one_sheet_cannot_hold_go_on_under_the_number(
    empty: Program, style: HouseStyle, zones: int, indicators: int, tables: list[str]
) -> None:
    report = written(empty, style, zones=zones, indicators=indicators)
    found, heads = sheets(report)
    assert found == tables
    assert heads == ["附件1", *["附件1（续）"] * (len(tables) - 1)]


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
