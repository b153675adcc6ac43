"""The workbook of an evaluation as a foreign library reads it; and 大岗镇's annex as it was entered."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.result import Stamp
from sgz_desktop.exports.workbook import WorkbookContent
from sgz_desktop.exports.xlsx import render_workbook
from sgz_desktop.scoring.proof import prove
from sgz_desktop.scoring.score import score
from sgz_desktop.services.workbooks import workbook_content
from tests import build as make
from tests.build import D, uid

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
