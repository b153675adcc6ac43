"""What goes on over a page's end: the number of an annex, closer tables, a list and what sums it up."""

from dataclasses import replace
from itertools import pairwise

import pytest

from sgz_desktop.exports.font_use import fonts_used
from sgz_desktop.exports.fonts import Role
from sgz_desktop.exports.pdf import render, render_pdf
from sgz_desktop.exports.report import (
    Block,
    Column,
    KeepTogether,
    PageBreak,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Report,
    Section,
    Table,
)
from sgz_desktop.exports.typography import BODY_PITCH, BODY_SIZE, CHARACTERS_A_LINE, LINES_A_PAGE, TableStyle
from tests.exports import readback
from tests.exports.build import (
    SENTENCE,
    bundled,
    cover,
    heading,
    indicator_table,
    paragraph,
    report,
    row,
    runs,
)
from tests.exports.printed import PrintedLine, printed_lines

TITLE = replace(heading("title", "统计表"), style=ParagraphStyle.TITLE, again=runs("附件1（续）"))
LABEL = paragraph("label", "附件1", ParagraphStyle.ANNEX_TITLE)
FULL = "社" * CHARACTERS_A_LINE


def filling(lines: int) -> Paragraph:
    """A paragraph of that many lines."""
    return paragraph("filling", (FULL * lines)[2:])


def annex(*blocks: Block) -> Report:
    """An annex of these between a chapter before it and another section after it."""
    other = Section((paragraph("z", SENTENCE), PageBreak("zz"), paragraph("zzz", SENTENCE)))
    return report(sections=(Section((filling(30),)), Section((LABEL, TITLE, *blocks)), other))


def heads(raw: bytes) -> list[PrintedLine]:
    """The first line of every page."""
    lines = printed_lines(raw)
    return [next(line for line in lines if line.page == page) for page in range(lines[-1].page + 1)]


@pytest.mark.parametrize(
    "blocks",
    [
        (replace(indicator_table("t", rows=90), caption=()),),
        tuple(
            KeepTogether(f"k{n}", (Table(f"t{n}", (Column(),), tuple(row(f"{r}") for r in range(12))),))
            for n in range(6)
        ),
        (Table("t", (Column(),), (row(SENTENCE * 60),)),),
        tuple(paragraph(f"p{n}", SENTENCE * 5) for n in range(9)),
        (paragraph("p", "社"), PageBreak("b"), paragraph("q", "社"), PageBreak("c"), paragraph("r", "社")),
    ],
)
def test_every_further_page_of_an_annex_begins_with_its_number(blocks: tuple[Block, ...]) -> None:
    tree = annex(*blocks)
    made = render(tree, bundled())
    lines = heads(made.data)
    pages = [number for number, line in enumerate(lines) if line.text.startswith("附件1")]
    assert len(pages) > 2
    assert pages == list(range(2, len(lines) - 2))
    assert [lines[number].text for number in pages] == ["附件1", *["附件1（续）"] * (len(pages) - 1)]
    assert len({(line.x, line.y, line.size) for line in lines[2:-2]}) == 1
    assert [each.page for each in made.places if each.block_id == "title"] == pages
    assert readback.body_text(made.data, tree) == readback.report_text(tree)
    assert readback.outline(made.data) == [(0, "统计表", 2)]
    assert readback.misplaced(made.data) == []


def test_a_number_that_stands_below_other_text_is_repeated_from_the_next_page_on() -> None:
    tables = tuple(paragraph(f"p{n}", SENTENCE * 5) for n in range(9))
    raw = render_pdf(report(filling(LINES_A_PAGE - 2), LABEL, TITLE, *tables), bundled())
    assert [line.text for line in heads(raw)][:3] == [FULL[2:], "附件1", "附件1（续）"]


def test_the_repeated_number_is_told_among_the_fonts() -> None:
    (use,) = [each for each in fonts_used(report(TITLE), bundled()) if each.role is Role.HEI]
    assert not use.missing
    lacking = replace(TITLE, again=runs("附件𠮷"))
    (use,) = [each for each in fonts_used(report(lacking), bundled()) if each.role is Role.HEI]
    assert use.missing == "𠮷"


def whole_tables(count: int, rows: int) -> tuple[KeepTogether, ...]:
    body = tuple(row(f"第{n}片区", "12", "5") for n in range(rows))
    columns = tuple(Column() for _ in range(3))
    return tuple(
        KeepTogether(f"k{n}", (Table(f"t{n}", columns, body, (row("片区", "协议量", "完成量"),)),))
        for n in range(count)
    )


def test_rows_are_no_closer_than_a_page_is_saved_with_and_never_closer_than_the_least() -> None:
    style, apart = TableStyle(), dict[int, float]()
    size = style.largest_close
    for rows in range(3, 9):
        raw = render_pdf(report(TITLE, *whole_tables(3, rows), form=PageForm.LANDSCAPE), bundled())
        lines = [line for line in printed_lines(raw) if line.page == 0 and line.text.endswith("片区")]
        if len(readback.sizes(raw)) == 1 and lines[0].size == size:
            apart[rows] = (lines[0].y - lines[1].y - size * style.pitch) / 2 / size
    paddings = list(apart.values())
    assert len(set(paddings)) > 1
    assert paddings == sorted(paddings, reverse=True)
    assert all(min(abs(each - one) for one in style.paddings_down_close) < 0.001 for each in paddings)


@pytest.mark.parametrize(
    ("items", "summed", "first"),
    [
        (4, "总得分：95分。", "首、4分。"),
        (7, "总得分：95分。", "首、7分。"),
        (8, "总得分：95分。", "末、8分。"),
        (4, "总" * 60, "总" * 26),
    ],
)
def test_a_line_that_sums_up_a_list_does_not_begin_a_page(items: int, summed: str, first: str) -> None:
    numbers = ("首", *("二三四五六七"[: items - 2]), "末")
    listed = [paragraph(f"i{n}", f"{n}、{items}分。", ParagraphStyle.LIST) for n in numbers]
    raw = render_pdf(report(filling(LINES_A_PAGE - items), *listed, paragraph("s", summed)), bundled())
    assert heads(raw)[1].text == first


def test_the_rest_of_a_line_is_the_first_annex_s_to_click_on() -> None:
    lead = paragraph("lead", "附件：", ParagraphStyle.ANNEX_LIST)
    item = paragraph("i", "1.甲表", ParagraphStyle.ANNEX_LIST)
    areas = {each.block_id: each for each in render(report(lead, item), bundled()).places}
    assert areas["lead"].top == areas["i"].top
    # Two characters in from the margin, three long, and the last of these half empty.
    assert areas["lead"].right < areas["lead"].left + 5 * BODY_SIZE < areas["i"].right - 20 * BODY_SIZE


def annex_list(*texts: str) -> list[PrintedLine]:
    """The lines that a list of annexes is printed in."""
    items = tuple(
        Paragraph(f"i{n}", (*runs(f"{n}."), *runs(text)), ParagraphStyle.ANNEX_LIST)
        for n, text in enumerate(texts, 1)
    )
    lead = paragraph("lead", "附件：", ParagraphStyle.ANNEX_LIST)
    tree = report(paragraph("a", "社"), lead, *items)
    raw = render_pdf(tree, bundled())
    assert readback.body_text(raw, tree) == readback.report_text(tree)
    assert readback.misplaced(raw) == []
    places = render(tree, bundled()).places
    assert {"lead", "i1"} <= {each.block_id for each in places if each.bottom - each.top > BODY_PITCH - 1}
    return [line for line in printed_lines(raw) if line.size == BODY_SIZE][1:]


def test_the_first_annex_stands_in_the_line_of_the_lead_the_others_below_it() -> None:
    lead, *lines = annex_list("甲表", "乙" * 40, "丙表")
    assert [line.text[:3] for line in (lead, *lines)] == ["附件：", "1.甲", "2.乙", "乙乙乙", "3.丙"]
    assert lead.y == lines[0].y
    steps = [(one.y - other.y) / BODY_PITCH for one, other in pairwise(lines)]
    assert steps == pytest.approx([1, 1, 1], abs=0.01)
    assert lines[0].x == pytest.approx(lead.x + 3 * BODY_SIZE, abs=1)
    numbered = [line.x for line in lines if line.text[0].isdigit()]
    assert max(numbered) - min(numbered) < 0.01
    assert 0.5 * BODY_SIZE < lines[2].x - numbered[0] < BODY_SIZE


def test_a_long_lead_keeps_its_own_line() -> None:
    lead = paragraph("lead", "本报告另有下列各件附在后面：", ParagraphStyle.ANNEX_LIST)
    item = paragraph("i", "1.甲表", ParagraphStyle.ANNEX_LIST)
    first, second = (
        line for line in printed_lines(render_pdf(report(lead, item), bundled())) if line.size == BODY_SIZE
    )
    assert first.y - second.y == pytest.approx(BODY_PITCH, abs=0.01)


def test_a_label_that_is_spaced_is_found_as_one_word() -> None:
    raw = render_pdf(report(sections=(cover(),)), bundled())
    (text,) = readback.copied_texts(raw)
    assert "评估日期：" in text
    assert raw == render_pdf(report(sections=(cover(),)), bundled())
    only = Paragraph("f", (*runs("电话："), *runs("1")), ParagraphStyle.COVER_FIELD)
    broken = replace(only, runs=(*runs("电\n话："), *runs("1")))
    for each in (only, broken):
        assert readback.misplaced(render_pdf(report(each), bundled())) == []
