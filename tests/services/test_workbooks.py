"""The workbook of an evaluation read back with a foreign library: cells, figures, widths, authors."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.result import Missing, ProofLine, Stamp
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D
from tests.services.case import everything
from tests.services.reporting.reports import composed, table
from tests.services.workbook_pages import AT, areas_of, content_of, dagang, exact, pages, rows_of

# Points a character of a column's width takes in the widest font that stands in, and what margins leave.
_POINTS_A_CHARACTER, _ROOM = 7.07, {"landscape": 770.0, "portrait": 523.0}


def test_what_is_read_is_printed_at_three_quarters_at_least() -> None:
    plain, reworded = make.observation(1, text="长" * 300), make.observation(2, printed_text="改后的话。")
    for several in ((plain,), (plain, reworded)):
        found = pages(content_of(make.dossier(*several), final=False))
        for name in ("评分表", "观察记录", "评分依据", "否决条件", "尚缺内容"):
            page = found[name]
            widths = sum(each.width for each in page.column_dimensions.values())
            room = _ROOM[str(page.page_setup.orientation)]
            assert room / (widths * _POINTS_A_CHARACTER) >= 0.75, name


def _as_shown(value: Any) -> str:
    """A cell's value in the format General."""
    return value if isinstance(value, str) else f"{value:.10g}"


def test_points_are_written_as_in_the_report(samples_program: Program) -> None:
    found = samples_program.evaluations.find("d147")
    book = openpyxl.load_workbook(BytesIO(samples_program.exporting.workbook(found)))
    cells = [row for row in book["评分表"].iter_rows(min_row=3) if isinstance(row[1].value, int | float)]
    assert {cell.number_format for row in cells for cell in row} == {"General"}
    shown = {str(row[0].value): [_as_shown(cell.value) for cell in row[1:] if cell.value] for row in cells}
    style = read_style_folder(resource("house_styles", "panyu"))
    _, *rows, (_, total) = table(composed(samples_program, style, of=found), "grade.table")
    assert {name: shown[name] for name, *_ in rows} == {name: figures for name, *figures in rows}
    assert shown["总分"][-1] == total


def test_observations_bear_who_wrote_them_for_whom_and_when() -> None:
    dossier = everything()
    first, second = dossier.observations
    stamps = {first.id: Stamp("记录员", "专家1", AT), second.id: Stamp("专家2", "", AT)}
    page = pages(content_of(dossier, stamps=stamps))["观察记录"]
    heads, *rows = rows_of(page)[1:]
    assert heads == (
        *("序号", "章节", "评审组", "类别", "指标", "首句", "内容", "建议", "佐证", "记录人"),
        *("录入人", "时间\n（北京）"),
    )
    assert [row[9:] for row in rows] == [
        ("专家1", "记录员代专家1", "2024-01-16 12:05:06"),
        ("专家2", "专家2", "2024-01-16 12:05:06"),
    ]
    assert rows[0][:7] == (1, "运营管理", None, "值得肯定", "degree 条目 degree", None, "第1条观察。")
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$2", "A3")


@pytest.mark.parametrize(
    ("changed", "wording"),
    [
        ({"printed_text": "改后的话。"}, "首句。改后的话。建议。"),
        ({"printed_lead": ""}, "原来的话。建议。"),
        ({"printed_recommendation": "另一建议。"}, "首句。原来的话。另一建议。"),
    ],
)
def test_another_wording_in_the_report_stands_beside_the_record(
    changed: dict[str, Any], wording: str
) -> None:
    given = {"lead": "首句。", "text": "原来的话。", "recommendation": "建议。"}
    dossier = make.dossier(make.observation(1, **given, **changed), make.observation(2))
    heads, first, second = rows_of(pages(content_of(dossier))["观察记录"])[1:]
    assert heads[-1] == "报告中的措辞"
    assert (first[5:8], first[-1]) == (("首句。", "原来的话。", "建议。"), wording)
    assert second[-1] is None


def test_a_text_of_two_pages_is_whole_and_the_next_observation_follows() -> None:
    text = "社工站建立了服务对象档案并按月走访，记录基本完整，能反映需要的变化。" * 60
    dossier = make.dossier(make.observation(1, text=text), make.observation(2))
    page = pages(content_of(dossier))["观察记录"]
    rows = rows_of(page)[2:]
    numbered = [place for place, row in enumerate(rows) if row[0] is not None]
    assert [rows[place][0] for place in numbered] == [1, 2]
    assert "".join(row[6] for row in rows[: numbered[1]]) == text
    assert f"A3:A{2 + numbered[1]}" in areas_of(page)


@pytest.mark.parametrize("text", ["=1+1", "+86 20", "-减", "@谁", '=HYPERLINK("x")', "'引", "\t制表"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    page = pages(content_of(make.dossier(make.observation(1, text=text, lead=text))))["观察记录"]
    assert [(cell.value, cell.data_type) for cell in page[3][5:7]] == [(text, "s"), (text, "s")]


def proof_rows(*lines: ProofLine) -> Sequence[tuple[Any, ...]]:
    return tuple(pages(content_of(make.dossier(), proof=lines))["评分依据"].iter_rows(min_row=3))


def test_the_proof_shows_depth_figures_and_authors() -> None:
    child = ProofLine("O-01 到岗", "程度分：7.5/10", "7.5/10", Stamp("记录员", "专家1", AT))
    top, below = proof_rows(ProofLine("总分", "相加", "87.10", None, None, (child,)))[:2]
    assert [cell.value for cell in top] == [1, "总分", "相加", 87.1, None, None]
    assert (top[3].number_format, top[3].data_type) == ("0.00", "n")
    assert [cell.value for cell in below] == [
        *(2, "O-01 到岗", "程度分：7.5/10", "7.5/10", "记录员代专家1", "2024-01-16 12:05:06")
    ]
    assert (top[1].alignment.indent, below[1].alignment.indent) == (0, 1)


@pytest.mark.parametrize(
    ("shown", "read", "number_format"),
    [
        ("8.925", 8.925, "0.000"),
        ("20", 20, "0"),
        ("-3.5", -3.5, "0.0"),
        ("未定", "未定", "General"),
        ("1.23456", "1.23456", "General"),
        ("", None, "General"),
    ],
)
def test_a_result_is_a_figure_where_a_spreadsheet_holds_it(shown: str, read: Any, number_format: str) -> None:
    (row,) = proof_rows(ProofLine("某项", "", shown))[:1]
    assert (row[3].value, row[3].number_format) == (read, number_format)


def test_the_score_table_leaves_room_to_sign() -> None:
    page = pages(content_of(everything()))["评分表"]
    lines = [value for row in rows_of(page)[-2:] for value in row if value]
    assert lines == [
        "评估专家（签名）：",
        "日期：　　　　年　　月　　日",
        "复核人（签名）：",
        "日期：　　　　年　　月　　日",
    ]
    assert all(page.row_dimensions[page.max_row - each].height >= 36 for each in (0, 1))


def test_a_draft_lists_what_is_missing_or_says_that_nothing_is() -> None:
    one = Missing("mark", "专家1还有 1 项未作答。", "visit")
    found = pages(content_of(make.dossier(), final=False, missing=(one,)))
    assert rows_of(found["尚缺内容"])[2] == (1, "专家1还有 1 项未作答。")
    page = pages(content_of(make.dossier(), final=False))["尚缺内容"]
    assert rows_of(page)[2:] == [("没有尚缺的内容。", None)]


@pytest.mark.parametrize(
    "make_one", [everything, dagang, make.dossier], ids=["everything", "dagang", "nothing"]
)
def test_every_cell_stands_where_the_content_says(make_one: Any) -> None:
    content = content_of(make_one(), final=False)
    found = pages(content)
    for sheet, page in zip(content.sheets, found.values(), strict=True):
        taken: set[tuple[int, int]] = set()
        expected: dict[tuple[int, int], Any] = {}
        areas = set()
        for number, row in enumerate(sheet.rows, 1):
            column = 1
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                last = page.cell(number + cell.rows - 1, column + cell.columns - 1).coordinate
                if cell.rows > 1 or cell.columns > 1:
                    areas.add(f"{page.cell(number, column).coordinate}:{last}")
                spot = [(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)]
                taken.update(spot)
                expected[number, column] = cell
                column += cell.columns
        assert areas_of(page) == areas
        for line in page.iter_rows():
            for shown in line:
                meant = expected.get((shown.row or 0, shown.column or 0))
                if meant is None or meant.value in (None, ""):
                    assert shown.value is None
                elif isinstance(meant.value, Decimal):
                    assert exact(shown.value) == meant.value
                    assert (shown.data_type, shown.number_format) == ("n", meant.format)
                else:
                    assert (shown.value, shown.data_type) == (meant.value, "s")


@pytest.mark.parametrize(("code", "sheets"), [("panyu", []), ("guangzhou_swa", ["附件2"])])
def test_the_annex_of_attendance_tells_where_its_figures_are_from(code: str, sheets: list[str]) -> None:
    style = read_style_folder(resource("house_styles", code))
    dossier = make.dossier(
        make.indicator(1),
        make.quantity(code="attendance.required", value=D("100"), source="服务协议"),
        make.quantity(code="attendance.actual", value=D("115"), source=""),
        make.quantity(code="attendance.experienced_actual", value=D("95"), source="=到岗表"),
        station="广州市某街社工服务站",
        station_short="某街社工站",
    )
    found = pages(content_of(dossier, style=style))
    assert [name for name in found if name == "附件2"] == sheets
    for name in sheets:
        assert rows_of(found[name]) == [
            ("广州市某街社工站购买服务项目社工到岗情况汇总表", None, None, None),
            ("项目", "数据", "单位", "来源"),
            ("社工应到岗", 100, "人次", "服务协议"),
            ("社工实到岗", 115, "人次", "没有注明"),
            ("社工超配", 15, "人次", "由登记的数字算出"),
            ("从业两年以上社工实到岗", 95, "人次", "=到岗表"),
            ("从业两年以上占比", pytest.approx(0.8261), None, "由登记的数字算出"),
        ]
        share = found[name]["B7"]
        assert (share.number_format, found[name]["D6"].data_type) == ("0.00%", "s")
        assert (found[name].print_title_rows, areas_of(found[name])) == ("$1:$2", {"A1:D1"})


def test_the_sample_s_annex_has_the_report_s_totals(samples_program: Program) -> None:
    style = read_style_folder(resource("house_styles", "guangzhou_swa"))
    found = samples_program.evaluations.find("5f6b")
    dossier = samples_program.evaluations.dossier(found)
    page = pages(content_of(dossier, style=style))["附件2"]
    _, *told = table(composed(samples_program, style, of=found), "annex.attendance.table")
    shown = [
        [row[0].value, f"{row[1].value:.2%}" if row[1].number_format == "0.00%" else f"{row[1].value:g}"]
        for row in page.iter_rows(min_row=3)
    ]
    assert shown == [row[:2] for row in told]
