"""Files that claim more than they hold, or hold more than is taken in: little time and memory, a sentence."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from sgz_desktop.intake import limits
from sgz_desktop.intake.addresses import column_name
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import build
from tests.intake.build import NAME, raw_book, raw_sheet, said, sheet_xml

LAST = 1_048_576
MERGED = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
# Several times what it takes on a slow machine without coverage; without bounds it takes minutes.
SECONDS = 10
BYTES = 100 * 1024 * 1024


def row(number: int, cells: str = "<c><v>1</v></c>", attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{cells}</row>'


def read_measured(xml: str) -> Sheet:
    """What is read of a sheet; fails where it takes long or holds much."""
    data = build.packed(build.parts(xml), level=1)
    tracemalloc.start()
    began = time.process_time()
    try:
        sheet = read_workbook(NAME, data).sheets[0]
        seconds = time.process_time() - began
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert seconds < SECONDS
    assert peak < BYTES
    return sheet


def idle(cells: str, *, rows: int = LAST) -> str:
    return "".join(row(number, cells, 'ht="15"') for number in range(2, rows + 1))


# Made when they are needed: some have 60 MB.
PHANTOMS: dict[str, Callable[[], str]] = {
    "dimension only": lambda: "",
    "empty rows": lambda: idle(""),
    "rows without numbers": lambda: "<row><c/></row>" * (LAST - 1),
    "empty cells with a style": lambda: idle('<c s="3"/><c s="3"/>', rows=200_000),
}


@pytest.mark.parametrize("case", PHANTOMS)
def test_a_million_rows_that_hold_nothing_cost_little_and_are_not_spoken_of(case: str) -> None:
    xml = sheet_xml(row(1) + PHANTOMS[case](), before='<dimension ref="A1:XFD1048576"/>', after=MERGED)
    sheet = read_measured(xml)
    assert (sheet.rows, sheet.columns, len(sheet.cells)) == (1, 1, 1)
    assert [str(each) for each in sheet.merged.ranges] == ["A1:B1"]
    assert sheet.problems == ()


def test_a_style_on_whole_columns_and_hidden_columns_to_the_end_cost_nothing() -> None:
    before = '<cols><col min="1" max="16384" style="3"/><col min="2" max="16384" hidden="1"/></cols>'
    sheet = read_measured(sheet_xml(row(1, '<c r="C1"><v>1</v></c>'), before=before))
    assert (sheet.rows, sheet.columns) == (1, 3)
    assert sheet.hidden_columns == {2, 3}


FULL = "其后的内容没有读入。"


def test_reading_stops_after_so_many_rows_that_hold_something() -> None:
    sheet = read_measured(sheet_xml("".join(map(row, range(1, 60_001))), after=MERGED))
    assert (sheet.rows, len(sheet.cells)) == (limits.ROWS, limits.ROWS)
    assert said(sheet) == [f"warning 有内容的行超过 {limits.ROWS} 行，{FULL}"]
    assert len(sheet.merged.ranges) == 1


@pytest.mark.parametrize(
    "rows",
    [
        row(limits.LAST_ROW + 1),
        row(LAST),
        f'<row><c r="A{LAST}"><v>1</v></c></row>',
        idle("", rows=limits.LAST_ROW + 9000) + row(LAST),
    ],
    ids=["next", "last", "by its cell", "after many"],
)
def test_what_lies_far_below_is_said_not_to_be_read(rows: str) -> None:
    sheet = raw_sheet(row(1) + rows, after=MERGED)
    assert (sheet.rows, len(sheet.cells)) == (1, 1)
    assert said(sheet) == [f"warning 内容超过第 {limits.LAST_ROW} 行，{FULL}"]
    assert len(sheet.merged.ranges) == 1


@pytest.mark.parametrize("after", ["", MERGED])
def test_one_long_row_where_reading_stops_does_no_harm(after: str) -> None:
    sheet = raw_sheet(row(1) + row(limits.LAST_ROW + 1, '<c s="3"/>' * 30_000) + row(LAST, ""), after=after)
    assert len(sheet.cells) == 1
    assert len(sheet.merged.ranges) == bool(after)
    assert sheet.problems == ()


def test_a_part_may_end_early_where_rows_are_passed_over() -> None:
    whole = sheet_xml(row(1) + idle("", rows=limits.LAST_ROW + 9000))
    sheet = raw_book(whole.removesuffix("</sheetData></worksheet>")).sheets[0]
    assert len(sheet.cells) == 1
    assert [problem.text for problem in sheet.problems] == ["从这里起工作表已损坏，其后的内容没有读入。"]


def test_columns_far_to_the_right_or_too_many_are_said_not_to_be_read() -> None:
    far = raw_sheet('<row r="4"><c><v>1</v></c><c r="XFD4"><v>1</v></c><c r="XFC4"><v>1</v></c></row>')
    assert (far.columns, len(far.cells)) == (1, 1)
    assert said(far) == ["warning 有内容的列太多或太靠右，第 4 行起有些列没有读入。"]
    many = raw_sheet(row(1, "<c><v>1</v></c>" * (limits.COLUMNS + 50)) + row(2))
    assert (many.columns, len(many.cells)) == (limits.COLUMNS, limits.COLUMNS + 1)
    assert len(many.problems) == 1


def test_the_bounds_of_the_workbook_hold_over_its_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sheet_xml("".join(map(row, range(1, 11))))
    monkeypatch.setattr(limits, "SHEETS", 2)
    book = raw_book(sheet, sheet, sheet)
    assert [str(problem) for problem in book.problems] == [f"{NAME}：工作表超过 2 张，只读入了前 2 张。"]
    assert [len(each.cells) for each in book.sheets] == [10, 10]


def test_cells_and_elements_are_bounded_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 12)
    monkeypatch.setattr(limits, "ELEMENTS", 1000)
    sheet = sheet_xml("".join(map(row, range(1, 9))))
    book = raw_book(sheet, sheet, sheet)
    assert [len(each.cells) for each in book.sheets] == [8, 4, 0]
    assert [said(each) for each in book.sheets] == [[], *[[f"warning 工作簿的内容过多，{FULL}"]] * 2]
    idle = sheet_xml("<row><c/><c/></row>" * 400 + row(500))
    assert said(raw_book(idle).sheets[0]) == [f"warning 工作簿的内容过多，{FULL}"]


def test_elements_after_the_rows_are_not_heard_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ELEMENTS", 1000)
    sheet = raw_sheet(row(1), after="<cfRule/>" * 3000)
    assert len(sheet.cells) == 1
    assert said(sheet) == [f"warning 工作簿的内容过多，{FULL}"]


def test_rows_of_two_bytes_a_character_end_where_the_bound_is() -> None:
    contents = build.parts("")
    xml = sheet_xml("".join(row(number, "") for number in range(1, 40_000)))
    contents["xl/worksheets/sheet1.xml"] = xml.encode("utf-16")
    sheet = read_workbook(NAME, build.packed(contents)).sheets[0]
    assert said(sheet) == [f"warning 内容超过第 {limits.LAST_ROW} 行，{FULL}"]


def test_a_long_text_is_cut_and_said() -> None:
    long = "长" * (limits.CELL_CHARACTERS + 5)
    rows = row(
        1, f'<c t="inlineStr"><is><t>{long}</t></is></c><c t="str"><v>{long}</v></c><c t="s"><v>0</v></c>'
    )
    sheet = raw_sheet(rows, shared=[long])
    assert [len(cell.text) for cell in sheet.cells.values()] == [limits.CELL_CHARACTERS] * 3
    assert [problem.place.cell for problem in sheet.problems] == ["A1", "B1", "C1"]


def test_problems_are_bounded_and_the_rest_counted() -> None:
    sheet = raw_sheet(row(1, '<c t="e"><v>#N/A</v></c>' * 300))
    assert len(sheet.broken) == 300
    assert len(sheet.problems) == limits.PROBLEMS + 1
    assert said(sheet)[-1] == "warning 还有 100 处类似的问题没有列出。"


@pytest.mark.parametrize("name", ["SHARED_STRINGS", "SHARED_CHARACTERS"])
def test_shared_texts_are_bounded(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(limits, name, 2)
    book = raw_book(
        sheet_xml(row(1, '<c t="s"><v>0</v></c><c t="s"><v>4</v></c>')), shared=list("甲乙丙丁戊")
    )
    assert [problem.text for problem in book.problems] == ["工作簿的文字太多，后面的没有读入。"]
    assert (book.sheets[0].text(1, 1), len(book.sheets[0].broken)) == ("甲", 1)


def test_styles_and_merged_ranges_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STYLES", 1)
    monkeypatch.setattr(limits, "MERGED", 1)
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    sheet = raw_sheet(row(1, '<c s="1"><v>1</v></c>') + row(2), after=merges)
    assert sheet.text(1, 1) == "1"
    assert len(sheet.merged.ranges) == 1
    assert said(sheet) == ["warning 合并单元格超过 1 处，后面的按没有合并读入。"]


def test_merged_ranges_over_many_rows_cost_little() -> None:
    names = [column_name(column) for column in range(1, 400)]
    tall = "".join(f'<mergeCell ref="{name}1:{name}20000"/>' for name in names)
    sheet = read_measured(sheet_xml(row(limits.LAST_ROW), after=f"<mergeCells>{tall}</mergeCells>"))
    assert 0 < len(sheet.merged.ranges) < 399
    assert len(sheet.problems) == limits.PROBLEMS + 1


@pytest.mark.parametrize(
    "inside",
    ["<!--{}-->", '<row a="{}"/>', "<?a {}?>", "<row {}"],
    ids=["comment", "attribute", "instruction", "tag"],
)
def test_one_endless_piece_of_xml_breaks_the_part_in_no_time(inside: str) -> None:
    sheet = read_measured(sheet_xml(row(1) + inside.format("x" * 30_000_000)))
    assert said(sheet) == ["error A1 从这里起工作表已损坏，其后的内容没有读入。"]


def test_elements_one_in_another_break_the_part() -> None:
    sheet = read_measured(sheet_xml(row(1) + "<a>" * 1_000_000))
    assert said(sheet) == ["error A1 从这里起工作表已损坏，其后的内容没有读入。"]
