"""Where each field stands: kept as one text that people read, and told field by field."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.models.names import field_name
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables import sources
from sgz_desktop.services.tables.assistant import data_of, head_of, lines_of, shown
from sgz_desktop.services.tables.showing import as_plain
from sgz_desktop.services.tables.source_ranges import joined
from sgz_desktop.services.tables.sources import BY_HAND, cell_of, cells_of, places_of, source_text
from sgz_desktop.wiring import Program
from tests.build import D
from tests.intake import stations

ROW = "甲（一）.xlsx!附件2!A7:C7"
TOLD = f"{ROW}（姓名 A7，职位 B7）"


@pytest.mark.parametrize(
    ("place", "cells", "before", "wanted"),
    [
        (ROW, {"name": "A7", "post": "B7"}, "", TOLD),
        ("甲.xlsx!表!C7", {"name": "C7"}, "", "甲.xlsx!表!C7"),
        (ROW, {}, "", ROW),
        (ROW, {"remark": "C7"}, TOLD, f"{ROW}（姓名 A7，职位 B7，备注 C7）"),
        (ROW, {"post": "C7"}, TOLD, f"{ROW}（姓名 A7，职位 C7）"),
        ("乙.xlsx!表!D2:E2", {"post": "E2"}, TOLD, f"{ROW}（姓名 A7）；另见 乙.xlsx!表!D2:E2（职位 E2）"),
        ("乙.xlsx!表!D2:E2", {"name": "D2", "post": "E2"}, TOLD, "乙.xlsx!表!D2:E2（姓名 D2，职位 E2）"),
        (ROW, {"remark": "C7"}, f"{TOLD}{BY_HAND}", f"{ROW}（姓名 A7，职位 B7，备注 C7）{BY_HAND}"),
        (ROW, {"name": "A7", "post": "B7"}, f"{TOLD}{BY_HAND}", TOLD),
        (ROW, {"name": "A7"}, "站里交来的表", f"{ROW}（姓名 A7）"),
    ],
)
def test_the_text_of_a_source(place: str, cells: Mapping[str, str], before: str, wanted: str) -> None:
    assert source_text("worker", place, cells, before) == wanted


@pytest.mark.parametrize(
    ("source", "name", "wanted"),
    [
        (TOLD, "post", "甲（一）.xlsx!附件2!B7"),
        (f"{TOLD}{BY_HAND}", "post", f"甲（一）.xlsx!附件2!B7{BY_HAND}"),
        (TOLD, "remark", ROW),
        (ROW, "post", ROW),
        ("站里交来的表", "post", "站里交来的表"),
        ("", "post", ""),
        (f"{ROW}（姓名 A7）；另见 乙.xlsx!表!D2:E2（职位 E2）", "post", "乙.xlsx!表!E2"),
    ],
)
def test_the_cell_of_a_field(source: str, name: str, wanted: str) -> None:
    assert cell_of("worker", source, name) == wanted


def test_places_leave_out_what_stands_where() -> None:
    assert places_of(f"{TOLD}；另见 乙.xlsx!表!D2（职位 D2）") == (ROW, "乙.xlsx!表!D2")
    assert joined([TOLD, TOLD.replace("7", "8")]) == (ROW.replace("C7", "C8"),)
    assert cells_of("worker", TOLD) == {"name": "甲（一）.xlsx!附件2!A7", "post": "甲（一）.xlsx!附件2!B7"}
    assert cells_of("quantity", TOLD) == {}


def test_every_word_is_of_one_field_that_there_is() -> None:
    for kind, words in vars(sources)["_WORDS"].items():
        assert len(set(words.values())) == len(words)
        assert all(field_name(kind, name) for name in words)


def test_a_sheet_on_its_side_is_shown_by_its_own_rows(empty: Program, tmp_path: Path) -> None:
    path = tmp_path / "到岗.xlsx"
    lines = [
        ["考核期：2024年8月1日至2024年9月30日"],
        ["姓名", "陈一", "陈二"],
        ["岗位", "项目主任", "社工"],
        ["8月", "√", "√"],
        ["9月", "√", "半"],
    ]
    path.write_bytes(stations.rows(*lines))
    opened = empty.tables_in.open(path)
    (mapping,) = opened.mappings
    assert (head_of(mapping), data_of(mapping)) == ("A 列", "B–C 列")
    block = shown(opened, mapping)
    assert [(each.name, each.head, each.meaning) for each in block.columns][1:4] == [
        ("第 2 行", "姓名", "姓名"),
        ("第 3 行", "岗位", "职位"),
        ("第 4 行", "8月", "人员到位 · 2024年8月"),
    ]
    assert block.rows[1] == ("C", ("", "陈二", "社工", "√", "半"))
    made = empty.evaluations.create(station="某街社工服务站", phase=Phase.FINAL)
    (plan,) = empty.tables_in.plan(made, opened).plans
    told = {(each.title, each.field): each.cell for each in lines_of(plan)}
    assert (told["社工“陈二”", "职位"], told["陈二 2024-09", "人员到位"]) == ("C3", "C5")


def test_what_two_sheets_tell_of_one_thing_keeps_both_places(empty: Program, tmp_path: Path) -> None:
    made = empty.evaluations.create(station="某街社工服务站", phase=Phase.FINAL)
    first, second = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    first.write_bytes(stations.rows(["名称", "年初预算", "全年预算", "执行数"], ["项目经费", 100, 100, 40]))
    second.write_bytes(stations.rows(["名称", "全年预算", "执行数", "人员费用"], ["项目经费", 100, 60, 30]))
    for path in (first, second):
        empty.tables_in.apply(made, empty.tables_in.plan(made, empty.tables_in.open(path)))
    (line,) = empty.evaluations.dossier(made).fund_lines
    assert line.source == (
        "甲.xlsx!表!A2（名称 A2，年初预算 B2，全年预算 C2）；另见 乙.xlsx!表!A2（执行数 C2，人员费用 D2）"
    )
    (table,) = empty.tables.show(made)
    figures = {each.key: each.sources for each in table.figures}
    assert figures["funds.spent"] == ("乙.xlsx!表!C2",)
    assert figures["funds.initial_budget"] == ("甲.xlsx!表!B2",)
    (row,) = as_plain(table)["rows"]["fund_line"]
    assert row["cells"]["staff_costs"] == "乙.xlsx!表!D2"


def test_a_printed_sum_that_is_typed_over_is_no_longer_the_sheets(empty: Program) -> None:
    made = empty.evaluations.create(station="某街社工服务站", phase=Phase.FINAL)
    preparing, cell = empty.preparing, "附件2.xlsx!到岗!AK65"
    preparing.set_quantity(made, "attendance.actual", D(514), cell, NOBODY)
    preparing.set_quantity(made, "attendance.actual", D(500), cell, NOBODY)
    known = empty.evaluations.dossier(made).quantity_by_code["attendance.actual"]
    assert (known.source, known.printed_at) == (cell + BY_HAND, "")
    assert replace(known, source=cell).printed_at == cell
