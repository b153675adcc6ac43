"""The workbook read back: values, merged heads, print set-up, and equal bytes for equal content."""

import pickle
import re
from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from sgz_desktop.exports.sheet_rows import MOST_TEXT, BadCell
from sgz_desktop.exports.workbook import (
    GENERAL,
    PERCENT,
    POINTS,
    CellLook,
    Sheet,
    SheetCell,
    SheetRow,
    Value,
    WorkbookContent,
    shown_figure,
)
from sgz_desktop.exports.xlsx import render_workbook
from tests.exports.build import CREATED


def content(*rows: tuple[SheetCell, ...], **more: Any) -> WorkbookContent:
    given: dict[str, Any] = {"name": "评分表", "widths": (20, 12, 12, 12), **more}
    sheet = Sheet(rows=tuple(SheetRow(cells) for cells in rows), **given)
    return WorkbookContent(title="评分表", author="某某评估机构", created=CREATED, sheets=(sheet,))


def score() -> WorkbookContent:
    return content(
        (SheetCell("钟村街社工服务站中期评估评分表", CellLook.TITLE, columns=4),),
        tuple(SheetCell(text, CellLook.HEAD) for text in ("评估内容", "标准分", "评分", "折算分")),
        (
            SheetCell("服务质量（第一片区）"),
            SheetCell(20, CellLook.NUMBER),
            SheetCell(Decimal("16.8"), CellLook.NUMBER),
            SheetCell(Decimal("16.43"), CellLook.NUMBER, POINTS, rows=2),
        ),
        (
            SheetCell("服务质量（第二片区）"),
            SheetCell(20, CellLook.NUMBER),
            SheetCell(Decimal("16.06"), CellLook.NUMBER),
        ),
        (SheetCell("完成率"), SheetCell(Decimal("0.9708"), CellLook.NUMBER, PERCENT, columns=3)),
        head_rows=2,
        frozen_columns=1,
        landscape=True,
    )


def opened(content: WorkbookContent) -> Any:
    return load_workbook(BytesIO(render_workbook(content)))


def first_cell(value: Value) -> Any:
    return opened(content((SheetCell(value),))).active["A1"]


def test_values_and_merged_cells_are_read_back() -> None:
    sheet = opened(score()).active
    assert sheet["A1"].value == "钟村街社工服务站中期评估评分表"
    assert [cell.value for cell in sheet[2]] == ["评估内容", "标准分", "评分", "折算分"]
    assert [cell.value for cell in sheet[3]] == ["服务质量（第一片区）", 20, 16.8, 16.43]
    assert [cell.value for cell in sheet[4]] == ["服务质量（第二片区）", 20, 16.06, None]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1", "D3:D4", "B5:D5"}
    assert (sheet["B5"].value, sheet["B5"].number_format) == (0.9708, "0.00%")
    assert sheet["D4"].border.right.style == "thin"


def test_print_set_up() -> None:
    sheet = opened(replace(score(), mark="讨论稿")).active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "B3"
    assert sheet.oddHeader.right.text == "讨论稿"
    assert sheet.column_dimensions["A"].width == 20
    plain = opened(content((SheetCell("甲"),))).active
    assert plain.freeze_panes is None
    assert plain.page_setup.orientation == "portrait"


@pytest.mark.parametrize(
    "figure",
    ["87.11", "8.925", "0.1", "513418.87", "999999999999.99", "0.000001", "-3.5", "12.40", "100", "1E+3"],
)
def test_decimals_are_written_exactly(figure: str) -> None:
    raw = render_workbook(content((SheetCell(Decimal(figure)),)))
    xml = ZipFile(BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    (written,) = re.findall(r"<v>([^<]*)</v>", xml)
    assert Decimal(written) == Decimal(figure)


def test_a_decimal_finer_than_a_spreadsheet_is_kept_as_text() -> None:
    assert first_cell(Decimal("999999999999.123456")).value == "999999999999.123456"
    assert first_cell(Decimal("100000000000.000000")).value == 100000000000


def test_a_merged_cell_may_stand_first_in_its_row() -> None:
    sheet = opened(content((SheetCell("片区", rows=2), SheetCell("协议量")), (SheetCell("次"),))).active
    assert (sheet["A1"].value, sheet["B1"].value, sheet["B2"].value) == ("片区", "协议量", "次")


@pytest.mark.parametrize("text", ["=1+1", "+86 20", "-无", "@all", "=cmd|' /C calc'!A0", "==", "+"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = first_cell(text)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(
    "text",
    [
        "社工站",
        " 前后有空格 ",
        "第一行\n第二行",
        "𠮷",
        "_x0041_",
        "a_x000D_b",
        "1165",
        "TRUE",
        "#N/A",
        "2024-01-16",
        "<&>\"'",
    ],
)
def test_other_text_is_read_back_as_it_is(text: str) -> None:
    cell = first_cell(text)
    # The library that reads does not undo the escape a spreadsheet undoes.
    assert (cell.value.replace("_x005F_", "_"), cell.data_type) == (text, "s")
    assert not cell.quotePrefix


def test_dates_are_dates() -> None:
    cell = first_cell(date(2024, 1, 16))
    assert cell.is_date
    assert cell.number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x00b", "工作表“评分表”的 A1 单元格含有不能保存的控制字符（U+0000），工作簿没有生成。"),
        ("\x1b", "工作表“评分表”的 A1 单元格含有不能保存的控制字符（U+001B），工作簿没有生成。"),
        (
            "长" * (MOST_TEXT + 1),
            "工作表“评分表”的 A1 单元格有 32768 个字，超过 Excel 的上限 32767，工作簿没有生成。",
        ),
    ],
)
def test_what_no_workbook_can_hold_is_said(text: str, sentence: str) -> None:
    with pytest.raises(BadCell) as caught:
        render_workbook(content((SheetCell(text, rows=2),), (SheetCell("乙"),)))
    assert str(caught.value) == sentence
    assert str(pickle.loads(pickle.dumps(caught.value))) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "长" * MOST_TEXT,
        "社工站建立了服务对象档案。记录基本完整，个别文书缺少签名与日期！" * 60,
        "一\n" * 300,
        "\n" * 60,
        "=" + "a" * 5000,
        "“引。”" * 400,
    ],
)
def test_a_text_no_row_can_hold_stands_in_several(text: str) -> None:
    sheet = opened(content((SheetCell("1"), SheetCell(text), SheetCell("丙")), (SheetCell("下一行"),))).active
    areas = {str(each) for each in sheet.merged_cells.ranges}
    last = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "下一行") - 1
    assert areas == {f"A1:A{last}", f"C1:C{last}"}
    pieces = [sheet.cell(row, 2) for row in range(1, last + 1)]
    joined = "".join(str(each.value) for each in pieces)
    assert joined.replace("_x005F_", "_") == text
    assert all(sheet.row_dimensions[row].height <= 409 for row in range(1, last + 1))
    assert {each.alignment.vertical for each in pieces} == {"top"}
    assert [each.border.top.style for each in pieces] == ["thin", *(None for _ in pieces[1:])]
    assert [each.border.bottom.style for each in pieces] == [*(None for _ in pieces[1:]), "thin"]
    assert all(each.data_type == "s" for each in pieces)


def test_pieces_end_with_a_full_stop_where_one_is_near() -> None:
    sentence = "社工站建立了服务对象档案，记录基本完整，个别文书缺少签名与日期。"
    sheet = opened(content((SheetCell("1"), SheetCell(sentence * 60)), widths=(8, 44))).active
    pieces = [str(row[1].value) for row in sheet.iter_rows() if row[1].value]
    assert len(pieces) > 3
    assert all(each.endswith("。") for each in pieces)


def test_two_long_texts_stand_side_by_side() -> None:
    one, other = "长文。" * 500, "短些。" * 250
    sheet = opened(content((SheetCell(one), SheetCell(other), SheetCell("丙", columns=2)))).active
    for column, text in ((1, one), (2, other)):
        assert "".join(str(row[column - 1].value or "") for row in sheet.iter_rows()) == text
    assert [str(each) for each in sheet.merged_cells.ranges] == [f"C1:D{sheet.max_row}"]


def test_rows_grow_with_their_text() -> None:
    sheet = opened(content((SheetCell("评" * 30),), (SheetCell("短"),), (SheetCell("一\n二\n三"),))).active
    one = sheet.row_dimensions[2].height
    assert sheet.row_dimensions[1].height > 3 * 11
    assert one < sheet.row_dimensions[3].height < 3 * one
    fixed = score().sheets[0]
    rows = (replace(fixed.rows[0], height=30), *fixed.rows[1:])
    tall = opened(replace(score(), sheets=(replace(fixed, rows=rows),))).active
    assert tall.row_dimensions[1].height == 30


@pytest.mark.parametrize(
    ("figure", "number_format"),
    [
        ("123456789.125", GENERAL),
        ("87654321.5", POINTS),
        ("12345.6789", PERCENT),
        ("-99999999", GENERAL),
        ("999999999999.123456", GENERAL),
    ],
)
def test_a_column_is_wide_enough_for_its_figures(figure: str, number_format: str) -> None:
    narrow = content((SheetCell(Decimal(figure), CellLook.NUMBER, number_format),), widths=(4, 4))
    width = opened(narrow).active.column_dimensions["A"].width
    assert width >= len(shown_figure(Decimal(figure), number_format)) + 2


def test_a_figure_over_several_columns_widens_the_first() -> None:
    cells = (SheetCell("片区", rows=2), SheetCell(Decimal("123456789012"), columns=2))
    sheet = opened(content(cells, (SheetCell("甲"), SheetCell("乙")), widths=(8, 4, 4))).active
    widths = [sheet.column_dimensions[each].width for each in "ABC"]
    assert widths[0] == 8
    assert widths[1] + widths[2] >= 14
    assert widths[2] == 4


def test_nothing_is_nothing_and_nought_is_nought() -> None:
    sheet = opened(content((SheetCell(""), SheetCell(None), SheetCell(0), SheetCell(Decimal(0))))).active
    assert [cell.value for cell in sheet[1]] == [None, None, 0, 0]


def test_an_indented_text_wraps_under_itself_and_keeps_its_words() -> None:
    label = "甲" * 12
    sheet = opened(content((SheetCell(label, indent=4),), (SheetCell(label),))).active
    assert (sheet["A1"].value, sheet["A1"].alignment.indent, sheet["A2"].alignment.indent) == (label, 4, 0)
    assert sheet["A1"].alignment.wrap_text
    assert sheet.row_dimensions[1].height > sheet.row_dimensions[2].height


def test_head_and_foot_of_the_page() -> None:
    sheet = opened(replace(score(), title="甲&乙\n评估", mark="讨论稿")).active
    assert sheet.oddFooter.left.text == "甲&&乙 评估"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.oddFooter.right.text == "&A"
    assert sheet.oddHeader.right.text == "讨论稿"
    assert sheet.page_margins.left == sheet.page_margins.right == 0.5
    assert not sheet.sheet_view.showGridLines


def test_equal_content_gives_equal_bytes_at_any_time() -> None:
    first = render_workbook(score())
    assert render_workbook(score()) == first
    archive = ZipFile(BytesIO(first))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(first)).properties
    assert properties.creator == "某某评估机构"
    assert properties.created == properties.modified == CREATED.astimezone(UTC).replace(tzinfo=None)


def test_sheets_of_one_name_are_told_apart() -> None:
    sheet = score().sheets[0]
    assert opened(replace(score(), sheets=(sheet, sheet))).sheetnames == ["评分表", "评分表（2）"]


def test_a_long_title_leaves_room_for_the_page_number() -> None:
    sheet = opened(replace(score(), title="长" * 60)).active
    assert sheet.oddFooter.left.text == "长" * 23 + "…"
