"""The PDF and the workbook read back and held against what the Report and the evaluation say."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.report import PageForm, text_in_reading_order
from sgz_desktop.exports.workbook import SheetCell, WorkbookContent, sheet_names
from sgz_desktop.services.exporting import Form
from sgz_desktop.services.workbooks import workbook_content
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, D
from tests.exports import readback
from tests.exports.build import CHINA
from tests.services.case import EXPERT, HELPER, LI, degree, take_in
from tests.services.reporting.reports import table
from tests.services.reporting.states import STATES, TOTAL, complete

E = EVALUATION


def sheets(raw: bytes) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(raw))
    return {each.title: each for each in book.worksheets}


def head_of(sheet: Worksheet) -> str | None:
    header = sheet.oddHeader
    return header.right.text if header is not None and header.right is not None else None


def values(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def content_of(program: Program, *, final: bool, of: Any = E) -> WorkbookContent:
    dossier = program.evaluations.dossier(of)
    style = program.reports.style(dossier.evaluation.house_style)
    return workbook_content(
        dossier,
        program.evaluations.rubric(of),
        program.results.score(of),
        proof=program.results.proof(of),
        missing=program.results.blocking(of),
        order=style.orders.score_table,
        style=style,
        created=make.NOON,
        final=final,
        stamps=program.results.stamps(of),
    )


def printed(cell: SheetCell) -> Any:
    """What a spreadsheet shows of a cell's value."""
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value


def refuse_other_cells(content: WorkbookContent, raw: bytes) -> None:
    """Every cell of the content stands in its place, and no other cell says anything."""
    found = sheets(raw)
    assert tuple(found) == sheet_names(tuple(each.name for each in content.sheets))
    for sheet, page in zip(content.sheets, found.values(), strict=True):
        taken = set[tuple[int, int]]()
        expected: dict[tuple[int, int], Any] = {}
        for number, row in enumerate(sheet.rows, 1):
            column = 1
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                spot = {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
                assert not spot & taken
                taken |= spot
                expected[number, column] = printed(cell)
                column += cell.columns
        told = {
            (cell.row, cell.column): cell.value.date() if isinstance(cell.value, datetime) else cell.value
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert told == {place: value for place, value in expected.items() if value not in (None, "")}
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "state",
    ["texts", "nothing at all", "six groups", "pooled zones", "zones partly without values", "vetoed"],
)
def test_the_papers_of_a_state_say_what_its_report_says(empty: Program, state: str) -> None:
    made: Callable[[], Dossier] = STATES[state][0]
    take_in(empty, made(), empty.folder)
    report = empty.reports.report(E)
    raw = empty.exporting.pdf(E)
    told = readback.body_text(raw, report)
    assert told == readback.report_text(report)
    refuse_other_cells(content_of(empty, final=STATES[state][1]), empty.exporting.workbook(E))


@pytest.mark.parametrize("prefix", ["d147", None])
def test_the_papers_of_a_sample_say_what_its_report_says(
    samples_program: Program, prefix: str | None
) -> None:
    found = next(
        each.id
        for each in samples_program.evaluations.listing()
        if (str(each.id).startswith("d147")) is (prefix is not None)
    )
    report = samples_program.reports.report(found, final=True)
    pages: list[int] = []
    raw = samples_program.exporting.pdf(found, form=Form.FINAL, on_page=pages.append)
    told = readback.body_text(raw, report)
    place = 0
    for sentence in text_in_reading_order(report):
        clean = readback.squeezed(sentence)
        at = told.find(clean, place)
        assert at == place, sentence
        place = at + len(clean)
    assert told[place:] == ""
    assert len(pages) >= len(readback.sizes(raw)) > 5
    assert "讨论稿" not in told
    assert readback.properties(raw)["Title"] == report.title
    assert {size[0] > size[1] for size in readback.sizes(raw)} == {False, True}
    assert PageForm.LANDSCAPE in [each.form for each in report.sections]
    content = content_of(samples_program, final=True, of=found)
    refuse_other_cells(content, samples_program.exporting.workbook(found, form=Form.FINAL))


def test_a_provisional_result_is_a_draft_with_the_list_of_what_is_missing(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    for form in (Form.AS_IT_IS, Form.DRAFT):
        raw = program.exporting.pdf(E, form=form)
        report = program.reports.report(E)
        told = readback.body_text(raw, report)
        assert "讨论稿：尚缺内容" in told
        assert "1.运营管理：专家1还有1项未作答（degree）。" in told
        book = sheets(program.exporting.workbook(E, form=form))
        assert values(book["尚缺内容"]) == [
            ("和安街社工站中期评估 讨论稿：尚缺内容", None),
            ("序号", "还缺什么"),
            (1, "运营管理：专家1还有 1 项未作答（degree）。"),
        ]
        assert {head_of(each) for each in book.values()} == {"讨论稿"}
        total = [row for row in values(book["评分表"]) if row[0] == "总分"]
        assert total == [("总分", 100, "等级待定", "未定")]
        assert ("尚有未定：已得 89.75，最高可达 94.75。", None, None, None) in values(book["评分表"])


def test_a_complete_one_can_be_a_draft_too(program: Program) -> None:
    report = program.reports.report(E, final=False)
    assert report.provisional
    assert "尚缺内容" not in readback.body_text(program.exporting.pdf(E, form=Form.DRAFT), report)
    assert "尚缺内容" in sheets(program.exporting.workbook(E, form=Form.DRAFT))
    assert "尚缺内容" not in sheets(program.exporting.workbook(E, form=Form.FINAL))


def test_the_score_table_of_zhongcun_with_its_merged_cell(samples_program: Program) -> None:
    found = samples_program.evaluations.find("d147")
    page = sheets(samples_program.exporting.workbook(found))["评分表"]
    rows = [row for row in values(page) if row[1] is not None]
    assert rows == [
        ("评估内容", "标准分", "评分", "折算分"),
        ("服务监测", 10, 8.925, 8.93),
        ("服务成效", 15, 12.4, 12.4),
        ("运营管理", 10, 9.6, 9.6),
        ("服务质量（第一片区）", 20, 16.8, 16.43),
        ("服务质量（第二片区）", 20, 16, None),
        ("服务质量（第三片区）", 20, 16.5, None),
        ("第三方评估小计", 55, rows[7][2], 47.36),
        ("购买方", 20, 18.5, 18.5),
        ("督导中心", 15, 12.75, 12.75),
        ("监督方", 10, 8.5, 8.5),
        ("总分", 100, "良好", 87.11),
    ]
    merged = {str(each) for each in page.merged_cells.ranges}
    assert "D6:D8" in merged
    assert page["D6"].number_format == "General"  # 12.4 as in the report, and no 12.40


def score_rows(program: Program) -> list[tuple[Any, ...]]:
    rows = [row for row in values(sheets(program.exporting.workbook(E))["评分表"]) if row[1] is not None]
    return rows[1:]


def test_the_score_table_has_the_rows_of_the_printed_one(samples_program: Program) -> None:
    found = samples_program.evaluations.find("d147")
    printed_names = [row[0] for row in table(samples_program.reports.report(found), "grade.table")[1:]]
    page = sheets(samples_program.exporting.workbook(found))["评分表"]
    names = [row[0] for row in values(page) if row[1] is not None][1:]
    assert [each for each in names if not each.endswith("小计")] == printed_names


@pytest.mark.parametrize(
    ("state", "quality"),
    [
        ("components, one figure for the whole", [("服务质量", 30, 25.5, 25.5)]),
        ("a figure for the whole is awaited", [("服务质量", 30, "未定", "未定")]),
        ("components, one missing", [("服务质量（评审组1）", 30, "未定", "未定")]),
    ],
)
def test_a_figure_for_the_whole_is_one_row(
    empty: Program, state: str, quality: list[tuple[Any, ...]]
) -> None:
    take_in(empty, STATES[state][0](), empty.folder)
    assert [row for row in score_rows(empty) if row[0].startswith("服务质量")] == quality


def test_what_a_result_does_not_need_has_no_row(empty: Program) -> None:
    take_in(empty, complete(TOTAL, make.figure(code="purchaser"), basis=Basis.TOTAL), empty.folder)
    assert [row[0] for row in score_rows(empty)] == ["购买方", "总分"]


def test_the_proof_sheet_names_author_behalf_and_moment(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, degree("7.5"), HELPER)
    rows = values(sheets(program.exporting.workbook(E))["评分依据"])
    (row,) = [each for each in rows if each[3] == "7.5/10"]
    assert row[4] == "记录员代专家1"
    stamp = program.results.stamps(E)[program.evaluations.dossier(E).mark_by_key["degree", None, EXPERT].id]
    assert row[5] == f"{stamp.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-减", "@谁", '=HYPERLINK("x")', "'引"])
def test_text_that_looks_like_a_formula_stays_text(program: Program, text: str) -> None:
    program.visiting.edit_observation(
        E, program.evaluations.dossier(E).observations[0].id, {"text": text}, LI
    )
    page = sheets(program.exporting.workbook(E))["观察记录"]
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert cell.data_type == "s"


def test_the_observations_stand_in_their_columns(program: Program) -> None:
    second = program.evaluations.dossier(E).observations[1]
    program.visiting.edit_observation(
        E, second.id, {"evidence": "会议记录3份", "recommendation": "继续保持"}, LI
    )
    rows = values(sheets(program.exporting.workbook(E))["观察记录"])
    assert [row[:10] for row in rows[1:]] == [
        ("序号", "章节", "评审组", "类别", "指标", "首句", "内容", "建议", "佐证", "记录人"),
        (1, "运营管理", None, "值得肯定", "degree 条目 degree", None, "第1条观察。", None, None, "专家1"),
        (2, "服务质量", "评审组1", "值得肯定", None, None, "第2条观察。", "继续保持", "会议记录3份", "专家2"),
    ]


def test_annex_one_of_zhongcun_has_the_entered_indicators(samples_program: Program) -> None:
    found = samples_program.evaluations.find("d147")
    dossier = samples_program.evaluations.dossier(found)
    page = sheets(samples_program.exporting.workbook(found))["附件1"]
    rows = values(page)
    assert rows[0][0] == "钟村街社工站购买服务项目指标完成情况统计表（2023年7月16日至2023年12月31日）"
    zoned = [each for each in dossier.indicators if each.cover is Cover.ZONES]
    for line, zone in enumerate(dossier.zones, 3):
        expected: list[float | str | None] = [zone.name, float(zone.staff or 0)]
        for each in zoned:
            value = dossier.value_by_key[each.id, zone.id]
            assert value.done is not None
            assert value.agreed is not None
            expected += [float(value.agreed), float(value.done), rows[line][len(expected) + 2]]
        assert list(rows[line]) == expected
    assert rows[6][:5] == ("合计", 18, 1200, 1165, 0.9708)
    assert page["E7"].number_format == "0.00%"
    assert rows[7][:2] == ("总体服务", "协议内容")
    labels = [each for each in rows[8] if isinstance(each, str)]
    assert labels == ["新登记志愿者（名）", "志愿者骨干（名）", "志愿者队伍/社会组织（支）"]


def test_annex_one_of_zhuguang_is_titled_as_in_its_report(samples_program: Program) -> None:
    (found,) = [
        each.id for each in samples_program.evaluations.listing() if each.station.endswith("珠光街社工服务站")
    ]
    page = sheets(samples_program.exporting.workbook(found))["附件1"]
    assert str(values(page)[0][0]).startswith("广州市珠光街社工站购买服务项目指标完成情况统计表（2024年")


def test_without_indicators_there_is_no_annex(empty: Program) -> None:
    take_in(empty, STATES["total only"][0](), empty.folder)
    assert "附件1" not in sheets(empty.exporting.workbook(E))
    assert D("84.02") == empty.results.score(E).total
