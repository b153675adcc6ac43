"""Sheets out of a workbook's parts: every kind of cell, faults beside good ones, what is merged, hidden."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook as Written
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from sgz_desktop.intake.addresses import Range
from sgz_desktop.intake.cells import Cell, Value
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import build
from tests.intake.build import NAME, raw_book, raw_sheet, said, sheet_xml

SHARED = [
    "社工01",
    "<r><t>人员</t></r><r><rPr/><t xml:space='preserve'> 到位</t></r><rPh sb='0' eb='1'><t>ren</t></rPh>",
    "合同_x000D_\n期限\u200b",
    "   ",
]
DAY = f's="{build.DAY}"'

# Attributes and inside of a cell; its value; what a person sees.
READ: list[tuple[str, str, Value, str]] = [
    ("", "<v>1550</v>", Decimal(1550), "1550"),
    ("", "<v>1463.0</v>", Decimal(1463), "1463"),
    ("", "<v>1E+2</v>", Decimal(100), "100"),
    ("", "<v>0.30000000000000004</v>", Decimal("0.3"), "0.3"),
    ("", "<v>1e-300</v>", Decimal(0), "0"),
    ("", "<v> -2.50 </v>", Decimal("-2.5"), "-2.5"),
    (f's="{build.PERCENT}"', "<v>0.943870967741935</v>", Decimal("0.943870967741935"), "94.39%"),
    (f's="{build.TWO_DECIMALS}"', "<v>91.125</v>", Decimal("91.125"), "91.13"),
    (f's="{build.TIME}"', "<v>0.375</v>", Decimal("0.375"), "0.375"),
    ('s="99"', "<v>45139</v>", Decimal(45139), "45139"),
    ('s="x"', "<v>1</v>", Decimal(1), "1"),
    (DAY, "<v>45139</v>", date(2023, 8, 1), "2023-08-01"),
    (DAY, "<v>45139.75</v>", date(2023, 8, 1), "2023-08-01"),
    (DAY, "<v>0.5</v>", Decimal("0.5"), "0.5"),
    (f's="{build.CHINESE_MONTH}"', "<v>45139</v>", date(2023, 8, 1), "2023年8月"),
    ('t="d"', "<v>2023-08-01T00:00:00</v>", date(2023, 8, 1), "2023-08-01"),
    ('t="s"', "<v>0</v>", "社工01", "社工01"),
    ('t="s"', "<v>1</v>", "人员 到位", "人员 到位"),
    ('t="s"', "<v>2</v>", "合同\n期限", "合同\n期限"),
    ('t="inlineStr"', "<is><t> 片区1 </t></is>", " 片区1 ", "片区1"),
    ('t="inlineStr"', "<is><r><t>片</t></r><r><t>区</t></r><rPh><t>pian</t></rPh></is>", "片区", "片区"),
    ('t="str"', "<f>A1&amp;B1</f><v>甲乙</v>", "甲乙", "甲乙"),
    ('t="b"', "<v>1</v>", True, "TRUE"),
    ('t="b"', "<v>false</v>", False, "FALSE"),
]


@pytest.mark.parametrize(("attributes", "inside", "value", "text"), READ)
def test_a_cell_gives_its_value_and_what_is_seen(
    attributes: str, inside: str, value: Value, text: str
) -> None:
    sheet = raw_sheet(f'<row r="2"><c r="B2" {attributes}>{inside}</c></row>', shared=SHARED)
    cell = sheet.at(2, 2)
    assert cell is not None
    assert (cell.value, type(cell.value), cell.text) == (value, type(value), text)
    assert cell.percent == (build.PERCENT in attributes)
    assert cell.formula == ("<f>" in inside)
    assert sheet.problems == ()


# What leaves a cell empty, and what is wrong with it, if anything.
NOT_READ = [
    ("", "", ""),
    ("", "<v></v>", ""),
    ('t="s"', "<v>3</v>", ""),
    ('t="str"', "<f>IF(1,&quot;&quot;)</f><v></v>", ""),
    ('t="inlineStr"', "<is><t>\u3000</t></is>", ""),
    ("", "<f>SUM(A1:A2)</f>", "没有保存计算结果"),
    ("", "<f>SUM(A1:A2)</f><v/>", "没有保存计算结果"),
    ('t="e"', "<f>A1/0</f><v>#DIV/0!</v>", "错误值 #DIV/0!"),
    ('t="e"', "<v>#REF!</v>", "错误值 #REF!"),
    ("", "<v>12x</v>", "“12x”不是有效的数字"),
    ("", "<v>NaN</v>", "不是有效的数字"),
    ("", "<v>1e99999999</v>", "不是有效的数字"),
    ("", "<v>１２</v>", "不是有效的数字"),
    ("", "<v>1_000</v>", "不是有效的数字"),
    ("", f"<v>{'1' * 500}</v>", "不是有效的数字"),
    (DAY, "<v>2958466</v>", "不是有效的日期"),
    (DAY, "<v>-3</v>", "不是有效的日期"),
    (DAY, "<v>60</v>", "不是有效的日期"),
    ('t="d"', "<v>2023-13-01</v>", "不是有效的日期"),
    ('t="s"', "<v>9</v>", "文字不存在"),
    ('t="s"', "<v>-1</v>", "文字不存在"),
    ('t="b"', "<v>2</v>", "逻辑值"),
    ('t="zz"', "<v>2</v>", "类型“zz”"),
]


@pytest.mark.parametrize(("attributes", "inside", "words"), NOT_READ)
def test_a_broken_cell_is_a_problem_with_its_place_and_the_rest_is_read(
    attributes: str, inside: str, words: str
) -> None:
    good = '<c r="{}"><v>7</v></c>'
    rows = f'<row r="3">{good.format("A3")}<c r="B3" {attributes}>{inside}</c>{good.format("C3")}</row>'
    sheet = raw_sheet(rows, shared=SHARED)
    assert {at: cell.value for at, cell in sheet.cells.items()} == {(3, 1): 7, (3, 3): 7}
    assert sheet.broken == (frozenset({(3, 2)}) if words else frozenset())
    assert [str(problem.place) for problem in sheet.problems] == ([f"{NAME}!表1!B3"] if words else [])
    assert all(words in problem.text and problem.text.endswith("。") for problem in sheet.problems)


def test_dates_count_from_the_workbooks_epoch() -> None:
    rows = f'<row r="1"><c r="A1" {DAY}><v>43677</v></c><c r="B1" {DAY}><v>2957004</v></c></row>'
    sheet = raw_sheet(rows, properties='date1904="1"')
    assert sheet.cells[1, 1].value == date(2023, 8, 1)
    assert sheet.broken == {(1, 2)}


@pytest.mark.parametrize(("serial", "day"), [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28))])
def test_a_number_dressed_as_a_date_is_looked_at(serial: str, day: date) -> None:
    sheet = raw_sheet(f'<row r="1"><c r="A1" {DAY}><v>{serial}</v></c></row>')
    assert sheet.cells[1, 1].value == day
    assert said(sheet) == ["warning A1 显示为 1910 年以前的日期，可能是数字被设成了日期格式，请核对。"]


@pytest.mark.parametrize(
    ("letters", "shown"), [("m月", "8月"), ("m月d日", "8月1日"), ("yyyy年", "2023年"), ("d", "2023-08-01")]
)
def test_a_date_shows_what_its_format_shows(letters: str, shown: str) -> None:
    contents = build.parts(sheet_xml(f'<row r="1"><c s="{build.TWO_DECIMALS}"><v>45139</v></c></row>'))
    contents["xl/styles.xml"] = build.STYLES.replace("0.00", letters).encode()
    cell = read_workbook(NAME, build.packed(contents)).sheets[0].cells[1, 1]
    assert (cell.value, cell.text) == (date(2023, 8, 1), shown)


def test_rows_and_cells_without_numbers_count_on() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
    rows += '<row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    sheet = raw_sheet(rows)
    found = {at: cell.value for at, cell in sheet.cells.items()}
    assert found == {(1, 1): 1, (1, 3): 3, (5, 3): 4, (5, 4): 5, (6, 1): 6}
    assert (sheet.rows, sheet.columns) == (6, 4)
    assert sheet.row(5) == ((3, Cell(Decimal(4), "4")), (4, Cell(Decimal(5), "5")))
    assert sheet.row(4) == ()


def test_a_cell_with_a_wrong_name_is_taken_where_it_stands() -> None:
    sheet = raw_sheet('<row r="2"><c r="A2"><v>1</v></c><c r="??"><v>2</v></c></row>')
    assert sheet.text(2, 2) == "2"
    assert said(sheet) == ["error B2 单元格的编号“??”无效，按顺序当作此格。"]


def test_a_sheet_may_be_written_with_prefixes() -> None:
    rows = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>片区</x:t></x:is></x:c></x:row>'
    book = raw_book(f'<x:worksheet xmlns:x="{build.MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')
    assert book.sheets[0].text(1, 1) == "片区"


MERGES = "<mergeCells>{}</mergeCells>".replace(
    "{}", "".join(f'<mergeCell ref="{name}"/>' for name in ("A1:C1", "A2:A4", "C4:C1048576")) + "{}"
)
GRID = "".join(f'<row r="{row}">{"<c><v>1</v></c>" * 4}</row>' for row in range(1, 7))


def test_a_merged_range_shows_the_value_of_its_first_cell() -> None:
    rows = "".join(
        f'<row><c r="{name}"><v>{value}</v></c></row>'
        for value, name in enumerate(("A1", "A2", "C4", "D6"), 1)
    )
    sheet = raw_sheet(rows, after=MERGES.format('<mergeCell ref="A9:B9"/>'))
    assert [sheet.anchor(1, column) for column in (1, 2, 3, 4)] == [(1, 1), (1, 1), (1, 1), (1, 4)]
    shown = sheet.shown(4, 1)
    assert shown is not None
    assert shown.value == 2
    assert sheet.anchor(6, 3) == (4, 3)
    assert sheet.merged.over(5, 1) is None
    assert sheet.merged.ranges == (Range(1, 1, 1, 3), Range(2, 1, 4, 1), Range(4, 3, 1048576, 3))
    assert sheet.problems == ()


def test_what_a_merged_range_covers_is_not_seen_and_not_read() -> None:
    sheet = raw_sheet(GRID, after=MERGES.format(""))
    assert sheet.row(1) == ((1, sheet.cells[1, 1]), (4, sheet.cells[1, 4]))
    assert [problem.place.cell for problem in sheet.problems] == ["B1", "C1", "A3", "A4", "C5", "C6"]
    assert "被合并单元格遮住" in sheet.problems[0].text


def test_merged_ranges_that_are_wrong_are_left_out_and_said() -> None:
    wrong = '<mergeCell ref="B1:B2"/><mergeCell ref="??"/><mergeCell/><mergeCell ref="D2:D3"/>'
    sheet = raw_sheet('<row r="3"><c r="A3"><v>1</v></c></row>', after=MERGES.format(wrong))
    assert [str(each) for each in sheet.merged.ranges] == ["A1:C1", "A2:A4", "D2:D3"]
    assert said(sheet) == [
        "warning 合并单元格“??”无效，按没有合并读入。",
        "warning 合并单元格“”无效，按没有合并读入。",
        "warning B1:B2 合并单元格互相重叠或太多，这一处按没有合并读入。",
        "warning A3 内容被合并单元格遮住，看不见，没有读入。",
    ]


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    before = (
        '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/><col min="5" max="5"/>'
        '<col min="4" max="16384" hidden="true"/><col min="x" max="9" hidden="1"/></cols>'
    )
    rows = (
        '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c r="F2"><v>1</v></c></row>'
        '<row r="3" ht="0"><c><v>1</v></c></row><row r="4" hidden="1"/>'
    )
    sheet = raw_sheet(rows, before=before)
    assert sheet.hidden_rows == {2, 3}
    assert sheet.hidden_columns == {2, 3, 4, 5, 6}
    empty = sheet_xml("")
    book = read_workbook(
        NAME, build.packed(build.parts(empty, empty, empty, states={2: "hidden", 3: "veryHidden"}))
    )
    assert [each.hidden for each in book.sheets] == [False, True, True]
    assert book.sheet("表3") == book.sheets[2]
    assert book.sheet("表4") is None


def test_a_part_that_ends_early_gives_what_came_before() -> None:
    whole = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"/></row>'
    )
    book = raw_book(whole[: whole.index('<c r="B2"')], whole, "", "<worksheet>\x01")
    first, second, third, fourth = book.sheets
    assert [cell.value for cell in first.cells.values()] == [1, 2]
    assert said(first) == ["error A2 从这里起工作表已损坏，其后的内容没有读入。"]
    assert second.problems == ()
    assert said(third) == said(fourth) == ["error 从这里起工作表已损坏，其后的内容没有读入。"]
    assert book.all_problems() == (*first.problems, *third.problems, *fourth.problems)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "no-such-code"])
def test_other_encodings_are_read_or_refused_sheet_by_sheet(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet_xml(
        '<row r="1"><c t="inlineStr"><is><t>片区</t></is></c></row>'
    )
    contents = build.parts(sheet_xml(""))
    contents["xl/worksheets/sheet1.xml"] = xml.encode("utf-16" if encoding == "utf-16" else "gb18030")
    sheet = read_workbook(NAME, build.packed(contents)).sheets[0]
    if encoding == "utf-16":
        assert sheet.text(1, 1) == "片区"
    else:
        assert len(sheet.problems) == 1


def test_parts_that_are_missing_or_broken_are_said_once() -> None:
    contents = build.parts(
        sheet_xml('<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c s="1"><v>1</v></c></row>'),
        sheet_xml(""),
        shared=["社工", "站"],
        names=["甲", " "],
    )
    contents["xl/sharedStrings.xml"] = contents["xl/sharedStrings.xml"].replace(b"</t></si></sst>", b"")
    contents["xl/styles.xml"] = b"<styleSheet"
    del contents["xl/worksheets/sheet2.xml"]
    book = read_workbook(NAME, build.packed(contents))
    assert [str(problem) for problem in book.problems] == [
        f"{NAME}：工作簿的文字表已损坏，部分文字没有读出。",
        f"{NAME}：工作簿的格式表已损坏：日期和百分比可能读成普通数字，请核对。",
        f"{NAME}!工作表2：工作表的内容缺失，没有读入。",
    ]
    first, second = book.sheets
    assert [cell.value for cell in first.cells.values()] == ["社工", 1]
    assert said(first) == ["error B1 工作簿的文字表已损坏，部分文字没有读出。"]
    assert (second.name, said(second)) == ("工作表2", ["error 工作表的内容缺失，没有读入。"])


def test_a_part_that_does_not_unpack_breaks_only_itself() -> None:
    contents = build.parts(sheet_xml('<row r="1"><c><v>1</v></c></row>' * 9), sheet_xml("<row/>"))
    data = bytearray(build.packed(contents))
    at = data.find(b"sheet1.xml") + len("sheet1.xml") + 20
    data[at : at + 8] = bytes(8)
    book = read_workbook(NAME, bytes(data))
    assert len(book.sheets[0].problems) == 1
    assert book.sheets[1].problems == ()


def test_relations_that_are_missing_do_no_harm() -> None:
    contents = build.parts(sheet_xml('<row r="1"><c><v>1</v></c></row>'))
    del contents["_rels/.rels"]
    del contents["xl/_rels/workbook.xml.rels"]
    assert read_workbook(NAME, build.packed(contents)).sheets[0].text(1, 1) == "1"


def test_sheets_of_charts_are_passed_over() -> None:
    contents = build.parts(sheet_xml('<row r="1"><c><v>1</v></c></row>'), "<chartsheet/>")
    links = contents["xl/_rels/workbook.xml.rels"]
    contents["xl/_rels/workbook.xml.rels"] = links.replace(
        b'worksheet" Target="worksheets/sheet2', b'chartsheet" Target="chartsheets/sheet1'
    )
    assert [sheet.name for sheet in read_workbook(NAME, build.packed(contents)).sheets] == ["表1"]


def test_what_openpyxl_writes_is_read_as_it_was_meant() -> None:
    written = Written()
    sheet = written.active
    assert sheet is not None
    sheet.title = "附件1"
    sheet["A1"] = CellRichText("片区", TextBlock(InlineFont(b=True), "一"))
    sheet["B2"] = 0.8
    sheet["B2"].number_format = "0%"
    sheet["C3"] = 45139.4
    sheet["C3"].number_format = "yyyy/m/d h:mm;@"
    sheet["D4"] = date(2023, 8, 1)
    sheet["D4"].number_format = 'yyyy"年"m"月"'
    sheet["E5"] = True
    sheet["F6"] = "=SUM(B2:B2)"
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    read = read_workbook("附件1.xlsx", build.saved(written)).sheets[0]
    assert {at: (cell.value, cell.text, cell.percent) for at, cell in read.cells.items()} == {
        (1, 1): ("片区一", "片区一", False),
        (2, 2): (Decimal("0.8"), "80%", True),
        (3, 3): (date(2023, 8, 1), "2023-08-01", False),
        (4, 4): (date(2023, 8, 1), "2023年8月", False),
        (5, 5): (True, "TRUE", False),
    }
    assert read.hidden_rows == {3}
    assert read.hidden_columns == {2}
    assert read.merged.ranges == (Range(1, 1, 1, 3),)
    assert [str(problem.place) for problem in read.problems] == ["附件1.xlsx!附件1!F6"]
    assert str(read.place(6, 6)) == "附件1.xlsx!附件1!F6"
    assert str(read.place_of(4, 3, 4, 5)) == "附件1.xlsx!附件1!C4:E4"
