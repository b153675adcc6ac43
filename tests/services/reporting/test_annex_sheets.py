"""附件2 to 4 of the workbook as a foreign library reads them: figures, merged heads, how they are printed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.house_styles.style import HouseStyle
from tests.services.reporting.rosters import hours, overridden, resources, roster, worker_id
from tests.services.workbook_pages import areas_of, content_of, pages, rows_of

A3, A4 = 8, 9


def sheets(dossier: Dossier, style: HouseStyle) -> dict[str, Worksheet]:
    found = pages(content_of(dossier, style=style))
    return {name: page for name, page in found.items() if name.startswith("附件")}


@pytest.mark.parametrize(("end", "paper"), [(date(2023, 11, 30), A4), (date(2024, 5, 31), A3)])
def test_the_roster_is_printed_on_its_side_with_heads_on_every_sheet(
    style: HouseStyle, end: date, paper: int
) -> None:
    page = sheets(roster(period_end=end), style)["附件1"]
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (
        "landscape",
        paper,
        1,
        0,
    )
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$7", "D8")


def test_heads_and_kinds_are_merged_and_figures_are_figures(style: HouseStyle) -> None:
    page = sheets(roster(), style)["附件1"]
    assert areas_of(page) >= {
        "A1:V1",
        "A2:V2",
        "A6:A7",
        "H6:J6",
        "Q6:S6",
        "T6:T7",
        "A8:A11",
        "A12:G12",
        "A13:A14",
    }
    assert page["A8"].value == "持证社工"
    assert (page["H8"].value, page["T8"].value, page["U8"].value) == ("√", 4, 4)
    assert (page["T9"].value, page["T11"].value) == (1.5, "待核")
    assert page["A1"].value.endswith("社工到岗情况统计表")
    assert page["A2"].value == "（2023年8月1日至2023年11月30日）"


def test_what_was_settled_is_starred_without_changing_the_value(style: HouseStyle) -> None:
    dossier = roster()
    record = dossier.duty_by_key[worker_id(1), "2023-08"]
    others = [each for each in dossier.duty_months if each is not record]
    page = sheets(replace(dossier, duty_months=(*others, overridden(record, "0.5", "半月"))), style)["附件1"]
    assert (page["H8"].value, page["H8"].number_format) == ("√", '@"*"')
    assert page["T8"].value == 3.5


def test_resources_and_hours_hold_dates_yuan_and_rates(style: HouseStyle) -> None:
    found = sheets(roster(*resources(), hours(1, "2023-08", "6", "1.5")), style)
    goods, training = found["附件2"], found["附件3"]
    assert list(rows_of(goods)[3][:1] + rows_of(goods)[3][2:6]) == [
        *(1, "街道商会", "物资", "中秋慰问品", 1280.5)
    ]
    assert f"{goods['B4'].value:%Y-%m-%d}" == "2023-09-28"
    sums: list[Any] = [each[5] for each in rows_of(goods) if str(each[0]).startswith(("小计", "合计"))]
    assert sums == [5000, 1281, None, 6281]
    assert (goods.print_title_rows, goods.freeze_panes) == ("$1:$3", "B4")
    due, rate = [each for each in rows_of(training) if "学时" in str(each[0])][:2]
    assert (due[3], rate[3]) == (120, 0.05)
    assert (training.print_title_rows, training.freeze_panes) == ("$1:$4", "D5")
