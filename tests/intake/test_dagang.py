"""大岗镇's two annexes: read whole, every figure with its cell."""

from datetime import date
from decimal import Decimal

from sgz_desktop.intake.mapping import Annex, Role, as_json, from_json
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, IndicatorTable
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import stations

D = Decimal


def test_annex_1_is_found_in_four_blocks_on_two_sheets() -> None:
    found = suggest(read_workbook(stations.INDICATORS, stations.indicators()))
    assert [(each.annex, each.sheet, each.head_top, each.first_row, each.last_row) for each in found] == [
        (Annex.INDICATORS, "指标完成情况", 2, 4, 10),
        (Annex.INDICATORS, "指标完成情况", 11, 13, 19),
        (Annex.INDICATORS, "指标完成情况", 20, 21, 28),
        (Annex.INDICATORS, "总体服务（续）", 2, 3, 4),
    ]
    assert [each.transposed for each in found] == [False, False, True, True]
    assert len({each.fingerprint for each in found}) == 4
    assert all(from_json(as_json(each)) == each for each in found)


def tables(book: Workbook) -> list[IndicatorTable]:
    """Every block read, with nothing wrong in it."""
    read = []
    for mapping in suggest(book):
        sheet = book.sheet(mapping.sheet)
        assert sheet is not None
        table, problems = read_table(sheet, mapping)
        assert isinstance(table, IndicatorTable)
        assert problems == ()
        read.append(table)
    return read


def test_annex_1_is_read_with_its_cells() -> None:
    upper, lower, station, more = tables(read_workbook(stations.INDICATORS, stations.indicators()))
    assert upper.period == (date(2023, 8, 1), date(2024, 5, 31))
    assert more.period == (date(2023, 8, 1), date(2023, 12, 31))
    assert [(each.zone, each.staff.value) for each in upper.staff][-2:] == [("片区6", D(9)), ("合计", D(49))]
    assert len(upper.readings) == 7 * 7
    closed = upper.readings[6]
    assert (closed.indicator, closed.measure, closed.unit, closed.agreed_is_rate) == (
        "专业个案",
        "结案率",
        "%",
        True,
    )
    assert closed.agreed is not None
    assert closed.done is not None
    assert (closed.agreed.value, closed.done.value) == (D(80), D(28))
    assert str(closed.agreed.place) == "附件1.xlsx!指标完成情况!U4"
    assert [each.is_total for each in lower.readings[-7:]] == [True] * 7
    assert [(each.indicator, each.zone, each.agreed and each.agreed.value) for each in station.readings][
        :2
    ] == [
        ("新增志愿者", "", D(310)),
        ("新增志愿者骨干", "", D(35)),
    ]


def test_annex_2_is_read_worker_by_worker() -> None:
    book = read_workbook(stations.ATTENDANCE, stations.attendance())
    (mapping,) = suggest(book)
    assert (mapping.annex, mapping.head_top, mapping.head_bottom, mapping.first_row) == (
        Annex.ATTENDANCE,
        5,
        6,
        7,
    )
    assert mapping.columns[7].role is Role.PRESENT
    assert (mapping.columns[36].role, mapping.columns[36].month) == (Role.PAID, "2024-05")
    table, problems = read_table(book.sheets[0], mapping)
    assert problems == ()
    assert isinstance(table, AttendanceTable)
    assert (table.term, table.agreement) == (
        (date(2023, 8, 1), date(2025, 7, 31)),
        (date(2023, 8, 1), date(2024, 7, 31)),
    )
    assert table.months[0] == "2023-08"
    assert table.months[-1] == "2024-05"
    assert len(table.workers) == 56
    assert [each.certified for each in table.workers] == [True] * 44 + [False] * 12
    left = table.workers[40]
    assert (left.name, left.left_on, left.stated_months and left.stated_months.value) == (
        "社工41",
        date(2023, 10, 12),
        D("2.5"),
    )
    assert left.months["2023-10"].present == 1
    assert left.months["2023-11"].present == 0
    assert str(left.months["2023-10"].place) == "附件2.xlsx!到岗情况!M47:O47"
    assert table.workers[1].maternity == (date(2024, 5, 6), date(2024, 10, 30))
    printed = [table.certified, table.uncertified, table.whole]
    assert [
        (each.months and each.months.value, each.experienced and each.experienced.value) for each in printed
    ] == [
        (D("404.5"), D("374.5")),
        (D("109.5"), D(73)),
        (D(514), D("447.5")),
    ]
    assert table.retention is not None
    assert table.retention.value == D("91.13")
