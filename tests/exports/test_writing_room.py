"""Rows to write in, and the foot that counts the pages of one section."""

import pytest

from sgz_desktop.exports.pdf import render, render_pdf
from sgz_desktop.exports.report import Column, PageForm, Report, Row, Section, Table
from sgz_desktop.exports.typography import MM
from tests.build import NOON
from tests.exports import readback
from tests.exports.build import bundled, cell, paragraph, report, row

TWO = (Column(), Column())


@pytest.mark.parametrize(("rows", "high"), [(1, 40 * MM), (3, 9 * MM)])
def test_an_empty_row_is_as_high_as_it_must_be(rows: int, high: float) -> None:
    head = (row("甲", "乙"),)
    body = tuple(Row((cell(""), cell("")), high) for _ in range(rows))
    printed = render(report(Table("t", TWO, body, head)), bundled())
    bare = render(report(Table("t", TWO, (row("", ""),) * rows, head)), bundled())
    tall, low = (next(each for each in one.places if each.block_id == "t") for one in (printed, bare))
    one_line = (low.bottom - low.top) / (rows + 1)
    assert tall.bottom - tall.top == pytest.approx(one_line + rows * high)


def test_rows_to_write_in_go_on_under_the_same_head_and_a_tall_head_is_printed_once() -> None:
    body = tuple(Row((cell(str(n)), cell("")), 20 * MM) for n in range(30))
    texts = readback.page_texts(render_pdf(report(Table("t", TWO, body, (row("序号", "记录"),))), bundled()))
    assert len(texts) > 2
    assert all("序号" in text for text in texts)
    tall = (Row((cell("序号"), cell("")), 150 * MM),)
    texts = readback.page_texts(render_pdf(report(Table("t", TWO, body, tall)), bundled()))
    assert ["序号" in text for text in texts] == [True, *[False] * (len(texts) - 1)]


def test_a_foot_counts_the_pages_of_its_section_and_no_braces_harm_it() -> None:
    many = tuple(paragraph(f"p{n}", "这一段写了一些话。" * 12) for n in range(20))
    sections = (
        Section(many, numbered=False, foot="甲 {站}"),
        Section((paragraph("q", "第二份"),), PageForm.LANDSCAPE, numbered=False, foot="乙站"),
        Section((paragraph("r", "第三份"),)),
    )
    tree = Report(title="表", author="", created=NOON, sections=sections)
    texts = [readback.squeezed(each) for each in readback.copied_texts(render_pdf(tree, bundled()))]
    first = len(texts) - 2
    assert all(f"甲{{站}}第{n}页，共{first}页" in text for n, text in enumerate(texts[:first], 1))
    assert "乙站第1页，共1页" in texts[-2]
    assert "页，共" not in texts[-1]
