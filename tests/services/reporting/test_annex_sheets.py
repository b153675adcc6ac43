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
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$6", "D7")


def test_heads_and_kinds_are_merged_and_figures_are_figures(style: HouseStyle) -> None:
    page = sheets(roster(), style)["附件1"]
    assert areas_of(page) >= {"A1:V1", "A5:A6", "H5:J5", "Q5:S5", "T5:T6", "A7:A10", "A11:G11", "A12:A13"}
    assert page["A7"].value == "持证社工"
    assert (page["H7"].value, page["T7"].value, page["U7"].value) == ("√", 4, 4)
    assert (page["T8"].value, page["T10"].value) == (1.5, "待核")
    assert page["A1"].value.endswith("社工到岗情况统计表")


def test_what_was_settled_is_starred_without_changing_the_value(style: HouseStyle) -> None:
    dossier = roster()
    record = dossier.duty_by_key[worker_id(1), "2023-08"]
    others = [each for each in dossier.duty_months if each is not record]
    page = sheets(replace(dossier, duty_months=(*others, overridden(record, "0.5", "半月"))), style)["附件1"]
    assert (page["H7"].value, page["H7"].number_format) == ("√", '@"*"')
    assert page["T7"].value == 3.5


def test_resources_and_hours_hold_dates_yuan_and_rates(style: HouseStyle) -> None:
    found = sheets(roster(*resources(), hours(1, "2023-08", "6", "1.5")), style)
    goods, training = found["附件2"], found["附件3"]
    assert list(rows_of(goods)[2][:1] + rows_of(goods)[2][2:6]) == [
        *(1, "街道商会", "物资", "中秋慰问品", 1280.5)
    ]
    assert f"{goods['B3'].value:%Y-%m-%d}" == "2023-09-28"
    sums: list[Any] = [each[5] for each in rows_of(goods) if str(each[0]).startswith(("小计", "合计"))]
    assert sums == [5000, 1281, None, 6281]
    assert (goods.print_title_rows, goods.freeze_panes) == ("$1:$2", "B3")
    due, rate = [each for each in rows_of(training) if "学时" in str(each[0])][:2]
    assert (due[3], rate[3]) == (120, 0.05)
    assert (training.print_title_rows, training.freeze_panes) == ("$1:$3", "D4")
