"""How the tables of 附件1 go from sheet to sheet, each with its number and title above it."""

from typing import Any

import pytest

from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.fonts import font_book
from sgz_desktop.exports.pdf import render
from sgz_desktop.exports.report import KeepTogether, PageBreak, Paragraph, Report, Table, leaves, plain
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.services.case import take_in
from tests.services.reporting.reports import composed
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


def sheets(report: Report) -> list[list[str]]:
    """The ids of the tables of 附件1, sheet by sheet, and the lines above those of further sheets."""
    found: list[list[str]] = [[]]
    for block in report.sections[-1].blocks:
        if isinstance(block, PageBreak):
            found.append([])
        for each in block.blocks if isinstance(block, KeepTogether) else (block,):
            if isinstance(each, Table):
                found[-1].append(each.id)
            elif isinstance(each, Paragraph) and len(found) > 1:
                found[-1].append(plain(each.runs))
    return found


@pytest.mark.parametrize(
    ("zones", "indicators", "tables"),
    [
        (4, 3, ["1"]),
        (4, 6, ["1 2"]),
        (4, 7, ["1 2", "3"]),
        (4, 18, ["1 2", "3 4 5", "6"]),
        (12, 6, ["1", "2"]),
        (30, 9, ["1", "2", "3"]),
    ],
)
def test_tables_that_one_sheet_cannot_hold_go_on_under_the_title(
    empty: Program, style: HouseStyle, zones: int, indicators: int, tables: list[str]
) -> None:
    first, *others = sheets(written(empty, style, zones=zones, indicators=indicators))
    assert all(each[0].startswith("附件1 ") and each[0].endswith("统计表（续）") for each in others)
    found = [first, *(each[1:] for each in others)]
    assert [" ".join(each.removeprefix("annex.zones.") for each in sheet) for sheet in found] == tables


@pytest.mark.parametrize(("zones", "indicators"), [(4, 18), (12, 6), (30, 9)])
def test_no_line_of_a_further_sheet_is_parted_from_its_table(
    empty: Program, style: HouseStyle, zones: int, indicators: int
) -> None:
    report = written(empty, style, zones=zones, indicators=indicators)
    places = render(report, font_book()).places
    first = {each.block_id: each.page for each in reversed(places)}
    lines = [
        each.id for each in leaves(report) if isinstance(each, Paragraph) and each.id.endswith(".label")
    ][1:]
    assert lines
    ids = [each.id for each in leaves(report) if not isinstance(each, PageBreak)]
    assert all(first[line] == first[ids[ids.index(line) + 1]] for line in lines)
