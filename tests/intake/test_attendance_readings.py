"""What annex 2 says in words: contracts, years in the trade, remarks, names, legends, heads of months."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.intake.attendance_contracts import read_contract
from sgz_desktop.intake.attendance_names import bare_name, left_out, people_in
from sgz_desktop.intake.attendance_years import Experience, read_experience
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.remarks import read_remark
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, WorkerReading
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import stations

AUTUMN = date(2023, 8, 1), date(2023, 11, 30)
TITLE = ["考核期：2023年8月1日至2023年11月30日"]
MONTHS = ["8月", "9月", "10月", "11月"]


def read(*lines: Sequence[Any], name: str = "表") -> tuple[tuple[WorkerReading, ...], tuple[Problem, ...]]:
    """The workers of the one roster of a sheet, and its problems."""
    workbook = read_workbook("附件2.xlsx", stations.rows(*lines, name=name))
    (mapping,) = suggest(workbook)
    (sheet,) = workbook.sheets
    table, problems = read_table(sheet, mapping)
    assert isinstance(table, AttendanceTable)
    return table.workers, problems


def ticks(worker: WorkerReading) -> list[Any]:
    return [each.present if each.stated is None else str(each.stated) for each in worker.months.values()]


@pytest.mark.parametrize(
    ("text", "start", "end", "is_told"),
    [
        ("2023.8.1—2024.7.31（续签）", (2023, 8, 1), (2024, 7, 31), False),
        ("2022.8.1-2023.7.31\n2023.8.1-2024.7.31", (2023, 8, 1), (2024, 7, 31), True),
        ("2022.8.1-2023.9.30；2023.10.1-2024.7.31", (2022, 8, 1), (2024, 7, 31), True),
        ("2021.8.1-2022.7.31、2022.8.1-2023.7.31", (2022, 8, 1), (2023, 7, 31), True),
        ("2023.8.1-2023.9.30，续签至2024.9.30", (2023, 8, 1), (2024, 9, 30), True),
        ("自2023年8月1日起一年", (2023, 8, 1), (2024, 7, 31), False),
        ("2023年8月1日起，为期两年", (2023, 8, 1), (2025, 7, 31), False),
        ("2023年8月31日起六个月", (2023, 8, 31), (2024, 2, 28), False),
        ("三年（2022.3.1-2025.2.28）", (2022, 3, 1), (2025, 2, 28), False),
        ("无固定期限", None, None, True),
        ("2021.8.1至长期", (2021, 8, 1), None, True),
        ("2020.7.1起", (2020, 7, 1), None, True),
        ("至2024年7月31日", None, (2024, 7, 31), True),
    ],
)
def test_contracts(text: str, start: Any, end: Any, is_told: bool) -> None:
    found = read_contract(text, AUTUMN)
    assert found.value is not None
    assert (found.value.start, found.value.end) == (start and date(*start), end and date(*end))
    assert bool(found.note) is is_told


@pytest.mark.parametrize("text", ["见合同", "2024.7.31-2023.8.1", "8月1日起一年"])
def test_contracts_that_are_not_read(text: str) -> None:
    assert read_contract(text, AUTUMN).fault


@pytest.mark.parametrize(
    ("text", "head", "is_full"),
    [
        ("3年2个月", "从业年限", True),
        ("两年半", "从业年限", True),
        ("10个月", "从业年限（年）", False),
        ("一年", "从业年限", False),
        ("1.5", "从业年限", False),
        ("24", "从业月数（月）", True),
        ("半年", "从业年限", False),
        ("2年以上", "从业年限", True),
        ("1年多", "从业年限", False),
        ("不足两年", "从业年限", False),
        ("约5年", "从业年限", True),
        ("2018年7月起", "从业年限", True),
        ("2022年9月", "从业年限", False),
        ("2016", "从业年限", True),
        ("2022年起", "从业年限", False),
        ("√", "从业2年以上", True),
        ("否", "从业2年以上", False),
    ],
)
def test_years_in_the_trade(text: str, head: str, is_full: bool) -> None:
    found = read_experience(Cell(text, text), head.replace("（", "(").replace("）", ")"), AUTUMN)
    assert found.value == Experience(is_full)


@pytest.mark.parametrize("text", ["约2年", "1年以上", "多年", "2021", "3"])
def test_years_that_may_be_either(text: str) -> None:
    assert read_experience(Cell(text, text), "从业2年以上", AUTUMN).fault


def test_two_years_that_are_full_within_the_term() -> None:
    day = date(2021, 9, 15)
    assert read_experience(Cell(day, "2021-09-15"), "从业年限", AUTUMN).value == Experience(
        full_from=date(2023, 9, 15)
    )
    month = read_experience(Cell("2021年9月", "2021年9月"), "从业年限", AUTUMN)
    assert month.value == Experience(full_from=date(2023, 9, 1))
    assert "没有写日" in month.note


@pytest.mark.parametrize(
    ("text", "left", "doubts"),
    [
        ("于2023年9月30日离职", (2023, 9, 30), 0),
        ("23.9.30辞职", (2023, 9, 30), 0),
        ("离职（2023.10.31）", (2023, 10, 31), 0),
        ("2023年9月底离职", (2023, 9, 30), 0),
        ("9月30日离职", (2023, 9, 30), 1),
        ("9.30离职", (2023, 9, 30), 1),
        ("12月5日离职", None, 1),
        ("2023年10月离职", None, 1),
        ("拟于2023年9月30日离职", None, 0),
        ("原计划2024年3月离职", None, 0),
        ("接替2023年8月15日离职的王某", None, 0),
        ("前任李某2023.8.31离职", None, 0),
        ("2023年9月6日至10月30日借调街道", None, 1),
    ],
)
def test_when_a_remark_says_that_somebody_left(text: str, left: Any, doubts: int) -> None:
    found = read_remark(text, AUTUMN)
    assert found.left_on == (left and date(*left))
    assert len(found.doubts) == doubts


@pytest.mark.parametrize(
    ("text", "name", "aside", "people"),
    [
        ("卫甲（站长）", "卫甲", "站长", 0),
        ("许乙乙*", "许乙乙", "", 0),
        ("★李丙", "李丙", "", 0),
        ("（空）", "(空)", "", 0),
        ("欧阳 丁丁", "欧阳丁丁", "", 0),
        ("张 戊己", "张戊己", "", 0),
        ("金甲甲/吴乙", "金甲甲/吴乙", "", 2),
        ("金甲甲\n吴乙", "金甲甲吴乙", "", 2),
        ("金甲甲和吴乙乙", "金甲甲和吴乙乙", "", 2),
    ],
)
def test_names(text: str, name: str, aside: str, people: int) -> None:
    assert bare_name(text) == (name, aside)
    assert len(people_in(text)) == people


def test_who_is_left_out() -> None:
    assert left_out(["社工", "后勤人员(不计入社工到岗)"])
    assert left_out(["不列入考核"])
    assert not left_out(["10月起不计入到岗", "产假期间不计入", "计入"])


@pytest.mark.parametrize(
    ("note", "signs", "wanted"),
    [
        ("说明：●全月到岗  ○半月到岗  空白未到岗", "●○●○", ["1", "0.5", "1", "0.5"]),
        ("注：√在岗；▲产假（视同在岗）；×不在岗。", "√▲▲×", ["1", "1", "1", "0"]),
        ("注：√=到岗，H=半月，P=产假，L=离职", "√HPL", ["1", "0.5", "1", "0"]),
        ("注：打√表示当月人员到位；☆病假", "√☆√√", ["1", None, "1", "1"]),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_signs_mean_what_the_notes_say(
    note: str, signs: str, wanted: list[str | None], is_above: bool
) -> None:
    lines: list[list[Any]] = [TITLE, ["姓名", "岗位", *MONTHS], ["社工甲", "社工", *signs]]
    lines.insert(1 if is_above else 3, [note])
    ((worker,), problems) = read(*lines)
    assert ticks(worker) == [each and Decimal(each) for each in wanted]
    assert bool(problems) is (None in wanted or "产假" in note)


@pytest.mark.parametrize(
    ("heads", "months"),
    [
        (["23.07", "23.08"], ["2023-07", "2023-08"]),
        ([23.08, 23.09, 23.1, 23.11], ["2023-08", "2023-09", "2023-10", "2023-11"]),
        (["23-12", "24-01"], ["2023-12", "2024-01"]),
    ],
)
def test_months_with_a_year_of_two_digits(heads: list[Any], months: list[str]) -> None:
    ((worker,), _) = read(["姓名", "证书", *heads], ["社工甲", "无", *("Y" for _ in heads)])
    assert list(worker.months) == months
    assert ticks(worker) == [1] * len(heads)


@pytest.mark.parametrize("is_flat", [True, False])
def test_months_by_their_halves(is_flat: bool) -> None:
    halves = ["上半月", "下半月"]
    flat: list[list[Any]] = [["姓名", *(f"{month}{half}" for month in ("8月", "9月") for half in halves)]]
    two: list[list[Any]] = [["姓名", "8月", None, "9月", None], [None, *halves, *halves]]
    ticked = ["社工甲", "√", "√", None, "√"], ["社工乙", None, None, "√", "√"]
    ((first, second), problems) = read(TITLE, *(flat if is_flat else two), *ticked)
    assert (ticks(first), ticks(second)) == ([1, Decimal("0.5")], [None, 1])
    assert not problems


def test_a_sheet_of_one_month_has_it_in_its_name() -> None:
    head = ["姓名", "证书", "人员到位", "社保购买", "工资发放"]
    ((worker,), _) = read(["2023年社工到岗表"], head, ["社工甲", "无", "√", "√", "√"], name="2023年9月")
    assert (list(worker.months), ticks(worker)) == (["2023-09"], [1])


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([1, 1, "１", 1], [1, 1, 1, 1]),
        ([1, 0, None, 1], [1, 0, None, 1]),
        ([1, 0.5, None, 1], ["1", "0.5", None, "1"]),
    ],
)
def test_ones_are_ticks_where_nothing_else_stands(cells: list[Any], wanted: list[Any]) -> None:
    total = ["合计", None, 3, 2, 1, 1]
    ((worker,), _) = read(TITLE, ["姓名", "证书", *MONTHS], ["社工甲", "无", *cells], total)
    assert ticks(worker) == wanted


def test_words_in_the_first_row_of_a_roster_are_no_head() -> None:
    lines = [["甲某", "2023-08-01", "在岗", "在岗"], ["乙某", "2023-08-01", "产假", "离职"]]
    workers, problems = read(["姓名", "合同起", "2023年8月", "2023年9月"], *lines)
    assert [(each.name, ticks(each)) for each in workers] == [("甲某", [1, 1]), ("乙某", [1, 0])]
    assert ["产假" in problems[0].text, "请填写离岗日期" in problems[1].text] == [True, True]


def test_blanks_in_a_column_of_ticks_are_told() -> None:
    lines = [["社工甲", "√", *"√√√√"], ["社工乙", None, *"√√√√"]]
    workers, (only,) = read(TITLE, ["姓名", "从业2年以上", *MONTHS], *lines)
    assert [each.experienced for each in workers] == [True, False]
    assert (only.place.cell, "社工乙" in only.text) == ("B3:B4", True)


def test_day_and_end_that_make_no_difference() -> None:
    head = ["姓名", "入职时间", "合同开始", "合同结束", *MONTHS]
    workers, problems = read(
        TITLE,
        head,
        ["社工甲", "2017年3月", "2023-08-01", "无固定期限", *"√√√√"],
        ["社工乙", "2023年9月", "2023-09-01", "2024-07-31", *"√√√√"],
    )
    assert [each.joined_on for each in workers] == [None, None]
    assert [each.place.cell for each in problems] == ["D3", "B4"]
