"""Annex 2 by people: one person in several rows, people who do not count, what an import tells of sums."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.attendance_cells import Tone
from sgz_desktop.services.tables.attendance_certificates import certificate_in
from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid
from sgz_desktop.services.tables.importing import TablesPlan
from sgz_desktop.wiring import Program
from tests.intake import stations

Lines = Sequence[Sequence[Any]]
TITLE = ["考核期：2023年8月1日至2023年11月30日"]
MONTHS = ["8月", "9月", "10月", "11月"]
HEAD = ["姓名", "岗位", "证书", "合同期限", *MONTHS, "小计", "备注"]
TERM = "2023年8月1日至2024年7月31日"
THERE = ["√", "√", "√", "√"]


@pytest.fixture
def begun(empty: Program) -> UUID:
    made = empty.evaluations.create(station="和安街社工站", phase=Phase.MIDTERM)
    head = {"period_start": date(2023, 8, 1), "period_end": date(2023, 11, 30), "required_staff": 2}
    empty.preparing.set_head(made, head, NOBODY)
    return made


def worker(
    name: str,
    ticks: Sequence[Any],
    stated: Any = 4,
    *,
    certificate: str = "无",
    remark: str = "",
    post: str = "社工",
) -> list[Any]:
    return [name, post, certificate, TERM, *ticks, stated, remark]


def take_in(program: Program, made: UUID, folder: Path, **sheets: Lines) -> TablesPlan:
    """Write these sheets, take them in, and find nothing new in them afterwards."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    path = folder / "附件2.xlsx"
    path.write_bytes(stations.saved(book))
    plan = program.tables_in.plan(made, program.tables_in.open(path))
    program.tables_in.apply(made, plan)
    again = program.tables_in.plan(made, program.tables_in.open(path))
    assert not any(each.writes for each in again.plans)
    assert again.problems == plan.problems
    return plan


def told(plan: TablesPlan) -> dict[str, str]:
    return {each.place.cell: each.text for each in plan.problems}


def actual(program: Program, made: UUID) -> Decimal | None:
    (shown,) = program.tables.show(made, annex=Annex.ATTENDANCE)
    return next(each.value for each in shown.figures if each.key == "attendance.actual")


def test_kinds_on_sheets_of_their_own_are_one_roster(empty: Program, begun: UUID, tmp_path: Path) -> None:
    bare = ["姓名", *MONTHS]
    plan = take_in(
        empty,
        begun,
        tmp_path,
        人员到位=[TITLE, HEAD, worker("社工甲", THERE)],
        社保购买=[TITLE, bare, ["社工甲", "√", "√", "×", "√"]],
        工资发放=[TITLE, bare, ["社工甲", *THERE]],
    )
    assert not plan.problems
    dossier = empty.evaluations.dossier(begun)
    (one,) = dossier.workers
    october = dossier.duty_by_key[one.id, "2023-10"]
    assert (october.present, october.insured, october.paid) == (Tick.YES, Tick.NO, Tick.YES)
    assert "附件2.xlsx!社保购买!A3:E3（社保 D3）" in october.source
    assert actual(empty, begun) == 4


def test_a_table_that_goes_on_below_is_the_same_workers(empty: Program, begun: UUID, tmp_path: Path) -> None:
    head = ["姓名", "岗位", "证书", "合同期限"]
    lines: list[list[Any]] = [
        TITLE,
        [*head, "8月", "9月", "小计"],
        ["社工甲", "社工", "无", TERM, "√", "√", 2],
        [],
        ["（续表）"],
        [*head, "10月", "11月", "小计"],
        ["社工甲", "社工", "无", TERM, "√", "√", 2],
    ]
    plan = take_in(empty, begun, tmp_path, 表=lines)
    assert not plan.problems
    assert empty.evaluations.dossier(begun).workers[0].stated_months == 4
    assert actual(empty, begun) == 4


def test_who_goes_to_another_zone_is_one_worker(empty: Program, begun: UUID, tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        TITLE,
        ["片区", *HEAD],
        ["第一片区", *worker("社工甲", ["√", "0.5", "", ""], 1.5, remark="2023年9月15日调离第一片区")],
        ["", "小计", *[""] * 7, 1.5],
        ["第二片区", *worker("社工甲", ["—", "0.5", "√", "√"], 2.5)],
        ["", "小计", *[""] * 7, 2.5],
    ]
    plan = take_in(empty, begun, tmp_path, 表=lines)
    (only,) = plan.problems
    assert "片区不同（第一片区、第二片区）" in only.text
    dossier = empty.evaluations.dossier(begun)
    (one,) = dossier.workers
    assert [each.name for each in dossier.zones] == ["第一片区", "第二片区"]
    assert (one.zone_id, one.left_on) == (dossier.zones[1].id, None)
    assert one.stated_months == 4
    assert actual(empty, begun) == 4


@pytest.mark.parametrize(
    ("second", "workers", "months", "said"),
    [
        (worker("社工甲", THERE, certificate="助理社工师"), 2, 8, "证书不同，按两个人读入"),
        (worker("社工甲", THERE), 1, 4, "合同也相同，只读入前一行"),
        (worker("社工甲", ["√", "", "√", "√"], 3), 1, 4, "合同也相同，只读入前一行"),
    ],
)
def test_two_rows_of_one_name_in_the_same_months(
    empty: Program, begun: UUID, tmp_path: Path, second: list[Any], workers: int, months: int, said: str
) -> None:
    plan = take_in(empty, begun, tmp_path, 表=[TITLE, HEAD, worker("社工甲", THERE), second])
    assert said in told(plan)["A4:J4"]
    assert len(empty.evaluations.dossier(begun).workers) == workers
    assert actual(empty, begun) == months


def test_a_month_in_both_rows_counts_once(empty: Program, begun: UUID, tmp_path: Path) -> None:
    first, second = worker("社工甲", ["√", "√", "", ""], 2), worker("社工甲", ["", "√", "√", "√"], 3)
    plan = take_in(empty, begun, tmp_path, 表=[TITLE, HEAD, first, second])
    assert "2023-09在两行里都到岗，每月只计一次" in told(plan)["A4:J4"]
    assert actual(empty, begun) == 4


def test_who_does_not_count_is_left_out_and_told(empty: Program, begun: UUID, tmp_path: Path) -> None:
    plan = take_in(
        empty,
        begun,
        tmp_path,
        表=[
            TITLE,
            HEAD,
            worker("社工甲", THERE),
            worker("保洁乙", THERE, post="保洁员", remark="不计入社工人数"),
            worker("保安丙", THERE, post="保安"),
            worker("社工丁", THERE, remark="10月起不计入到岗"),
            worker("社工戊/社工己", THERE),
            ["后勤人员（不计入到岗）"],
            worker("司机庚", THERE),
        ],
    )
    assert [each.name for each in empty.evaluations.dossier(begun).workers] == ["社工甲", "保安丙", "社工丁"]
    problems = told(plan)
    assert "不计入社工人数" in problems["A4"]
    assert "请核对应不应当计入" in problems["B5"]
    assert "没有据以扣减" in problems["J6"]
    assert "2 个人（社工戊、社工己）" in problems["A7"]
    assert "后勤人员(不计入到岗)" in problems["A9"]


def test_each_open_month_is_told_with_its_cell(empty: Program, begun: UUID, tmp_path: Path) -> None:
    plan = take_in(
        empty,
        begun,
        tmp_path,
        表=[
            TITLE,
            HEAD,
            worker("社工甲", ["√", "", "√", "√"], 4),
            worker("社工乙", THERE, 4, remark="2023年9月30日离职"),
            worker("社工丙", THERE, 5, certificate="详见附件"),
            worker("社工丁", ["√", "√", "", ""], 1, remark="9月10日离职"),
            ["总计", "", "", "", "", "", "", "", 15],
        ],
    )
    problems = told(plan)
    assert problems["F3"] == "“社工甲”2023-09（F3）在合同期内，但没有到岗记录，到岗待核。"
    assert "表里印的到岗小计是 4，能确定的只有 3，2023-09 待核" in problems["I3"]
    assert "2023-10（G4）、2023-11（H4）勾选了到岗，但 2023-09-30 已离岗" in problems["G4"]
    assert "能确定的只有 2" in problems["I4"]
    assert "按各月勾选和在岗日期算是 4" in problems["I5"]
    assert "是不是持证社工没有读出" in problems["C5"]
    assert "按 2023-09-10 读入" in problems["J6"]
    assert "按各月勾选和在岗日期算是 1.5" in problems["I6"]
    (shown,) = empty.tables.show(begun, annex=Annex.ATTENDANCE)
    lines = {each for figure in shown.figures for each in figure.open_places}
    assert "社工甲 2023-09 在合同期内，但没有到岗记录（附件2.xlsx!表!A3:J3）" in lines
    assert "社工乙 2023-10 勾选了到岗，但 2023-09-30 已离岗（附件2.xlsx!表!G4）" in lines
    assert "社工丙 “详见附件”看不出是不是社工证书、哪一级（附件2.xlsx!表!C5）" in lines
    assert "社工丁 从业是否满两年没有写（附件2.xlsx!表!A6:J6）" in lines


def test_a_stated_month_after_the_last_day_is_told(empty: Program, begun: UUID, tmp_path: Path) -> None:
    lines = [TITLE, HEAD, worker("社工甲", [1, 0.5, 1, 0], 2.5, remark="2023年9月10日离职")]
    problems = told(take_in(empty, begun, tmp_path, 表=lines))
    assert problems == {"G3": "“社工甲”2023-10 表里写 1，但 2023-09-10 已离岗，按表里的数计，请核对。"}
    grid = RosterGrid(empty.evaluations.dossier(begun), Part.MONTHS)
    ((row, column),) = grid.marked(Tone.CONTRADICTED)
    assert grid.cell(row, column).hint == "计 1：表里写 1，但 2023-09-10 已离岗，请核对。"


def test_printed_sums_and_months_that_the_sheet_lacks(empty: Program, begun: UUID, tmp_path: Path) -> None:
    head: list[Any] = ["姓名", "证书", "8月", "9月", "10月", "小计"]
    lines: list[list[Any]] = [TITLE, head, ["社工甲", "无", "√", "√", "√", 3], ["合计", "", "", "", "", 4]]
    problems = told(take_in(empty, begun, tmp_path, 表=lines))
    assert problems == {
        "A1": "考核期内的 2023-11 不在表里，这些月份的到岗待核。",
        "F4": "表里印的总计是 4，按各人各月算是 3，请核对。",
    }


@pytest.mark.parametrize(("zone", "made"), [("第一片区", ["第一片区"]), ("东门服务点", [])])
def test_zones_are_made_where_there_is_none(
    empty: Program, begun: UUID, tmp_path: Path, zone: str, made: list[str]
) -> None:
    lines: list[list[Any]] = [TITLE, ["片区", *HEAD], [zone, *worker("社工甲", THERE)]]
    plan = take_in(empty, begun, tmp_path, 表=lines)
    assert [each.name for each in empty.evaluations.dossier(begun).zones] == made
    assert [each.text for each in plan.problems] == (
        [] if made else ["评估里没有片区“东门服务点”，社工的片区没有读入。"]
    )


@pytest.mark.parametrize(
    ("text", "certificate", "is_doubtful"),
    [
        ("中级", Certificate.INTERMEDIATE, False),
        ("社工证（初级）", Certificate.ASSISTANT, False),
        ("高级社会工作师", Certificate.SENIOR, False),
        ("助理社工师（中级备考）", Certificate.ASSISTANT, False),
        ("助理社工师、中级会计师", Certificate.ASSISTANT, False),
        ("助工", Certificate.ASSISTANT, True),
        ("助理社工师，待领证", Certificate.ASSISTANT, True),
        ("社会工作专业本科，未持证", Certificate.NONE, False),
        ("备考", Certificate.NONE, False),
        ("无（备考中）", Certificate.NONE, False),
        ("二级心理咨询师", Certificate.NONE, True),
        ("中级教师", Certificate.NONE, True),
        ("社工证", None, False),
        ("详见附件", None, False),
    ],
)
def test_which_certificate_a_text_names(
    text: str, certificate: Certificate | None, is_doubtful: bool
) -> None:
    found, doubt = certificate_in(text)
    assert found is certificate
    assert bool(doubt) is is_doubtful


@pytest.mark.parametrize(("second", "said"), [(4, []), (3, ["表里印的总计是 7，按各人各月算是 8，请核对。"])])
def test_sums_of_several_sheets_are_one(
    empty: Program, begun: UUID, tmp_path: Path, second: int, said: list[str]
) -> None:
    plan = take_in(
        empty,
        begun,
        tmp_path,
        甲组=[TITLE, HEAD, worker("社工甲", THERE), ["合计", *[""] * 7, 4]],
        乙组=[TITLE, HEAD, worker("社工乙", THERE), ["合计", *[""] * 7, second]],
    )
    assert [each.text for each in plan.problems] == said
