"""Months whose heads leave the year out: the sheet's own period tells it, else the evaluation's term."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.importing import TablesPlan
from sgz_desktop.services.tables.sources import cell_of
from sgz_desktop.wiring import Program
from tests.intake import stations

YEAR = [f"{month}月" for month in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)]
TERM = date(2024, 8, 1), date(2025, 7, 31)
EARLIER = [*(f"2023-{month:02}" for month in range(8, 13)), *(f"2024-{month:02}" for month in range(1, 8))]
LATER = [*(f"2024-{month:02}" for month in range(8, 13)), *(f"2025-{month:02}" for month in range(1, 8))]


def begun(program: Program, term: tuple[date, date] | None) -> UUID:
    made = program.evaluations.create(station="某街社工服务站", phase=Phase.FINAL)
    if term is not None:
        program.preparing.set_head(made, {"period_start": term[0], "period_end": term[1]}, NOBODY)
    return made


def planned(
    program: Program, made: UUID, tmp_path: Path, titles: Sequence[str], heads: Sequence[str]
) -> TablesPlan:
    path = tmp_path / "附件2.xlsx"
    lines = [[each] for each in titles]
    path.write_bytes(stations.rows(*lines, ["姓名", "岗位", *heads], ["社工甲", "社工", *["√"] * len(heads)]))
    return program.tables_in.plan(made, program.tables_in.open(path))


def months(plan: TablesPlan) -> list[str]:
    return [each.values["month"] for one in plan.plans for each in one.proposals if each.kind == "duty_month"]


@pytest.mark.parametrize(
    ("titles", "heads", "term", "wanted"),
    [
        ([], YEAR, TERM, LATER),
        (["某站社工到岗情况统计表"], YEAR, TERM, LATER),
        (["考核期：2023年8月1日至2024年7月31日"], YEAR, None, EARLIER),
        (["2024年社工到岗情况统计表"], YEAR, (date(2023, 8, 1), date(2024, 7, 31)), EARLIER),
        (["2024年社工到岗情况统计表"], ["8月", "9月"], None, LATER[:2]),
        (["项目服务采购周期：2022年8月1日至2025年7月31日"], YEAR, TERM, LATER),
        (["项目服务采购周期：2022年8月1日至2025年7月31日"], YEAR, None, []),
        ([], ["12月", "1月"], (date(2024, 8, 1), date(2024, 12, 31)), ["2024-12", "2025-01"]),
        ([], ["2023年8月", "9月"], TERM, ["2023-08", "2023-09"]),
        ([], YEAR, None, []),
    ],
)
def test_the_years_of_months(
    empty: Program,
    tmp_path: Path,
    titles: list[str],
    heads: list[str],
    term: tuple[date, date] | None,
    wanted: list[str],
) -> None:
    plan = planned(empty, begun(empty, term), tmp_path, titles, heads)
    assert months(plan) == wanted
    assert any("是哪一年的" in each.text for each in plan.errors) is not bool(wanted)


HALF = [f"{month}月" for month in range(7, 13)]


@pytest.mark.parametrize(
    ("title", "heads", "visit", "contract", "year"),
    [
        ("社工到岗情况", HALF, date(2025, 1, 10), "2024.7.1-2025.6.30", "2024"),
        ("社工到岗情况", HALF, date(2025, 1, 10), "", "2024"),
        ("社工到岗情况", HALF, date(2024, 12, 20), "2023.7.1-2026.6.30", "2024"),
        ("社工到岗情况", HALF, date(2024, 11, 20), "2023.7.1-2026.6.30", "2023"),
        ("社工到岗情况", HALF, date(2026, 1, 10), "2024.7.1-2025.6.30", "2024"),
        ("社工到岗情况", HALF, None, "2024.7.1-2025.6.30", "2024"),
        ("社工到岗情况", HALF, None, "2024.7.1-2026.6.30", ""),
        ("社工到岗情况", HALF, None, "", ""),
        ("社工到岗情况（2024年1月16日中期评估）", HALF, date(2024, 1, 16), "", "2023"),
        ("2024年末期评估社工到岗情况", YEAR[-1:] + YEAR[:-1], date(2024, 7, 16), "", "2023"),
        ("2023-2024年度社工到岗情况", YEAR, None, "", "2023"),
        ("2023-2024年度社工到岗情况", ["1月", "2月"], None, "", "2024"),
    ],
)
def test_the_years_of_months_by_contracts_and_the_visit(
    empty: Program,
    tmp_path: Path,
    title: str,
    heads: list[str],
    visit: date | None,
    contract: str,
    year: str,
) -> None:
    made = begun(empty, None)
    empty.preparing.set_head(made, {"visit_date": visit}, NOBODY)
    path = tmp_path / "附件2.xlsx"
    ticks = ["√"] * len(heads)
    path.write_bytes(
        stations.rows([title], ["姓名", "岗位", "合同期限", *heads], ["社工甲", "社工", contract, *ticks])
    )
    plan = empty.tables_in.plan(made, empty.tables_in.open(path))
    assert (months(plan) or [""])[0][:4] == year
    assert len(months(plan)) == (len(heads) if year else 0)
    guessed = bool(year) and "年度" not in title
    assert any("没有写年份，按" in each.text for each in plan.problems) is guessed


def test_a_sheet_of_another_year_is_told_where_it_says_so(empty: Program, tmp_path: Path) -> None:
    titles = ["某站社工到岗情况统计表", "考核期：2023年8月1日至2024年7月31日"]
    plan = planned(empty, begun(empty, TERM), tmp_path, titles, YEAR)
    assert months(plan) == EARLIER
    told, certificates = plan.problems
    assert "是不是持证社工" in certificates.text
    assert str(told).startswith(
        "附件2.xlsx!表!A2：表头的月份没有写年份，按这里写的时间算是 2023-08 至 2024-07"
    )
    assert "与考核期（2024-08-01 至 2025-07-31）不符" in told.text


def test_a_remembered_layout_takes_the_years_of_the_sheet_at_hand(empty: Program, tmp_path: Path) -> None:
    made = begun(empty, None)
    planned(empty, made, tmp_path, ["考核期：2023年8月1日至2024年7月31日"], YEAR)
    (mapping,) = empty.tables_in.open(tmp_path / "附件2.xlsx").mappings
    columns = {**mapping.columns, 2: ColumnRole(Role.CREDENTIAL)}
    empty.tables_in.remember(replace(mapping, columns=columns))
    plan = planned(empty, made, tmp_path, ["考核期：2024年8月1日至2025年7月31日"], YEAR)
    assert months(plan) == LATER
    worker = next(each for each in plan.plans[0].proposals if each.kind == "worker")
    assert worker.values["credential"] == "社工"


def test_hours_of_a_title_with_a_year_alone_go_by_the_term(empty: Program, tmp_path: Path) -> None:
    made = begun(empty, TERM)
    planned(empty, made, tmp_path, [], YEAR)
    empty.tables_in.apply(made, empty.tables_in.plan(made, empty.tables_in.open(tmp_path / "附件2.xlsx")))
    for title in ("2025年培训学时统计表", "培训学时统计表"):
        path = tmp_path / "附件4.xlsx"
        path.write_bytes(stations.rows([title], ["姓名", "8月", "9月", "1月"], ["社工甲", 4, 5, 6]))
        plan = empty.tables_in.plan(made, empty.tables_in.open(path))
        hours = [each.values["month"] for one in plan.plans for each in one.proposals]
        assert hours == ["2024-08", "2024-09", "2025-01"]


def test_a_sheet_a_month_is_one_roster(empty: Program, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    for name, ticks, day in (("8月", "√", ""), ("9月", "半", "2024年9月12日离职")):
        sheet = book.create_sheet(name)
        for line in (
            ["社工到岗情况统计表"],
            ["姓名", "岗位", "人员到位", "社保购买", "备注"],
            ["社工甲", "社工", ticks, "√", day],
            ["合计", "", 1, 1, ""],
        ):
            sheet.append(line)
    path = tmp_path / "附件2.xlsx"
    book.save(path)
    plan = empty.tables_in.plan(begun(empty, TERM), empty.tables_in.open(path))
    assert (months(plan), plan.errors) == (LATER[:2], ())
    (worker,) = [each for one in plan.plans for each in one.proposals if each.kind == "worker"]
    assert worker.values["left_on"] == date(2024, 9, 12)
    assert {each.name: each.cell for each in worker.fields}["left_on"] == "9月!E3"
    assert cell_of("worker", worker.values["source"], "left_on") == "附件2.xlsx!9月!E3"
    assert cell_of("worker", worker.values["source"], "post") == "附件2.xlsx!8月!B3"


def test_a_list_of_the_staff_and_their_months_are_one_roster(empty: Program, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    staff = [
        ["社工花名册"],
        ["姓名", "岗位", "资格证", "合同起止时间"],
        ["社工甲", "项目主任", "中级社工师", "2024.8.1-2025.7.31"],
        ["社工乙", "社工", "无", "2024.8.1-2025.7.31"],
    ]
    duty = [
        ["考核期：2024年8月1日至2024年9月30日"],
        ["姓名", "8月", "9月", "小计"],
        ["社工甲", "√", "√", 2],
        ["合计", "", "", 2],
    ]
    for name, lines in (("花名册", staff), ("到岗", duty)):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    path = tmp_path / "附件2.xlsx"
    book.save(path)
    plan = empty.tables_in.plan(begun(empty, TERM), empty.tables_in.open(path))
    workers = [each.values for one in plan.plans for each in one.proposals if each.kind == "worker"]
    assert [each["name"] for each in workers] == ["社工甲", "社工乙"]
    assert (workers[0]["contract_start"], workers[0]["stated_months"]) == (date(2024, 8, 1), 2)
    assert cell_of("worker", workers[0]["source"], "stated_months") == "附件2.xlsx!到岗!D3"
    assert (months(plan), plan.errors) == (LATER[:2], ())
