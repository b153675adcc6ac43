"""The page of GB/T 9704: lines on the grid, numbers on the outside, what may not stand alone."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.fonts import MissingGlyph, Role
from sgz_desktop.exports.ink import ink_of, longest_line
from sgz_desktop.exports.pdf import render, render_pdf
from sgz_desktop.exports.report import (
    Column,
    Heading,
    KeepTogether,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Report,
    Section,
    Table,
)
from sgz_desktop.exports.strips import base_line
from sgz_desktop.exports.typography import (
    BODY_MEASURE,
    BODY_PITCH,
    BODY_SIZE,
    CHARACTERS_A_LINE,
    LINES_A_PAGE,
    MM,
    Typography,
)
from tests.exports import readback
from tests.exports.build import (
    FORTY,
    SENTENCE,
    bound_report,
    bundled,
    heading,
    paragraph,
    report,
    row,
    runs,
    score_table,
    stress_report,
    whole_report,
)
from tests.exports.printed import PrintedLine, line_faults, printed_lines

LOOK = Typography()
PORTRAIT = LOOK.pages[PageForm.PORTRAIT]
UPPER = PORTRAIT.height - PORTRAIT.top
FULL = "社" * CHARACTERS_A_LINE


def boxes_right(text: str) -> float:
    """Width of a text set in one line, in parts of the size."""
    return longest_line(ink_of(runs(text), bundled(), role=Role.FANGSONG))


def lines_of(tree: Report) -> list[PrintedLine]:
    return printed_lines(render_pdf(tree, bundled()))


def filling(lines: int) -> Paragraph:
    """A paragraph of that many lines."""
    return paragraph("filling", "社" * (CHARACTERS_A_LINE * lines - 2))


@pytest.mark.parametrize("tree", [whole_report(), stress_report()])
def test_every_line_of_both_reports_keeps_the_rules(tree: Report) -> None:
    raw = render_pdf(bound_report(tree), bundled())
    assert len(printed_lines(raw)) > 400
    assert line_faults(raw, tree) == []
    assert readback.misplaced(raw) == []
    assert readback.invisible(raw) == []


def test_the_check_of_ink_sees_a_fault() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, "seen")
    canvas.setFillGray(1)
    canvas.drawString(100, 600, "white")
    canvas.setFillGray(0)
    canvas.drawString(100, 500, "covered")
    canvas.setFillGray(1)
    canvas.rect(90, 490, 100, 30, stroke=0, fill=1)
    canvas.save()
    assert len(readback.invisible(buffer.getvalue())) == len("white" + "covered")


def test_the_check_of_lines_sees_a_fault() -> None:
    raw = render_pdf(report(paragraph("a", "社工，"), paragraph("b", "，站（")), bundled())
    assert line_faults(raw, report(paragraph("a", "社工，，站（张"))) == [
        "page 1 begins '，站（'",
        "page 1 ends '，站（'",
    ]
    raw = render_pdf(
        report(paragraph("a", "社工站共有12"), paragraph("b", "名社工"), paragraph("c", "三")), bundled()
    )
    assert line_faults(raw, report(paragraph("a", "社工站共有12名社工"))) == [
        "page 1 parts '社工站共有12' and '名社工'"
    ]


def test_the_check_of_places_sees_a_fault() -> None:
    narrow = replace(PORTRAIT, left=PORTRAIT.left - 20)
    look = replace(LOOK, pages={**LOOK.pages, PageForm.PORTRAIT: narrow})
    raw = render_pdf(report(paragraph("a", SENTENCE)), bundled(), typography=look)
    assert any("outside" in fault for fault in readback.misplaced(raw))
    tight = replace(LOOK.paragraphs[ParagraphStyle.BODY], pitch=9.0)
    look = replace(LOOK, paragraphs={**LOOK.paragraphs, ParagraphStyle.BODY: tight})
    raw = render_pdf(report(paragraph("a", SENTENCE)), bundled(), typography=look)
    assert any(" over " in fault for fault in readback.misplaced(raw))


def test_lines_stand_on_the_grid_whatever_stands_between_them() -> None:
    for line in lines_of(whole_report()):
        if line.size in (BODY_SIZE, 22.0) and not line.turned:
            place = (UPPER - line.y - base_line(line.size, BODY_PITCH)) / BODY_PITCH
            landscape = (210 * MM - 28 * MM - line.y - base_line(line.size, BODY_PITCH)) / BODY_PITCH
            assert min(abs(place - round(place)), abs(landscape - round(landscape))) < 0.001, line


def test_a_full_line_holds_28_characters_and_a_page_22_lines() -> None:
    (first,) = readback.boxes(render_pdf(report(paragraph("a", "社" * 100)), bundled()))
    rows: dict[int, list[readback.Box]] = {}
    for box in first:
        if box.character == "社":
            rows.setdefault(round(box.bottom), []).append(box)
    assert [len(row) for row in rows.values()] == [26, 28, 28, 18]
    full = list(rows.values())[1]
    assert full[-1].right - full[0].left == pytest.approx(BODY_MEASURE, abs=2)
    pages = [line.page for line in lines_of(report(filling(LINES_A_PAGE + 4))) if line.size == BODY_SIZE]
    assert [pages.count(page) for page in (0, 1)] == [LINES_A_PAGE, 4]


@pytest.mark.parametrize("number", [1, 2, 12])
def test_the_page_number_stands_outside_seven_millimetres_below_the_text(number: int) -> None:
    sections = tuple(Section((paragraph(f"p{n}", "社"),)) for n in range(number))
    line = next(each for each in lines_of(report(sections=sections))[::-1] if "—" in each.text)
    assert line.text == f"—{number}—"
    assert (PORTRAIT.bottom - line.y) / MM == pytest.approx(7 + 14 * 0.36 / MM, abs=0.01)
    if number % 2 == 0:
        assert line.x == pytest.approx(PORTRAIT.left + 14, abs=0.01)
    else:
        boxes = readback.boxes(render_pdf(report(sections=sections), bundled()))[-1]
        dash = max(boxes, key=lambda box: box.right)
        assert dash.right == pytest.approx(PORTRAIT.left + BODY_MEASURE - 14, abs=1)


def test_a_turned_sheet_has_its_number_where_the_upright_ones_have_it() -> None:
    sides = tuple(Section((paragraph(f"p{n}", "社"),), PageForm.LANDSCAPE) for n in range(2))
    uprights = tuple(Section((paragraph(f"p{n}", "社"),)) for n in range(2))
    turned = [line for line in lines_of(report(sections=sides)) if "—" in line.text]
    upright = [line for line in lines_of(report(sections=uprights)) if "—" in line.text]
    for one, other in zip(turned, upright, strict=True):
        assert one.turned
        assert (one.x, PORTRAIT.width - one.y) == pytest.approx((other.y, other.x), abs=0.01)


def test_cover_and_contents_bear_no_number_and_are_not_counted() -> None:
    raw = render_pdf(bound_report(whole_report()), bundled())
    folios = {line.page: line.text for line in printed_lines(raw) if line.text.startswith("—")}
    assert folios == {page: f"—{page - 1}—" for page in range(2, len(readback.sizes(raw)))}
    assert readback.labels(raw)[:4] == ["i", "ii", "1", "2"]


def test_the_labels_of_unnumbered_pages_go_on_between_numbered_ones() -> None:
    def part(name: str, *, numbered: bool) -> Section:
        return Section((paragraph(name, "社"),), numbered=numbered)

    tree = report(
        sections=(
            part("a", numbered=True),
            part("b", numbered=False),
            part("c", numbered=True),
            part("d", numbered=False),
        )
    )
    raw = render_pdf(tree, bundled())
    assert readback.labels(raw) == ["1", "i", "2", "ii"]


def test_a_signature_takes_the_end_of_the_text_with_it() -> None:
    sign = (
        paragraph("s1", "某某社会组织联合会", ParagraphStyle.SIGNATURE),
        paragraph("s2", "2024年1月16日", ParagraphStyle.SIGNATURE),
    )
    for blocks in (sign, (KeepTogether("k", sign),)):
        pages = readback.page_texts(render_pdf(report(filling(LINES_A_PAGE - 2), *blocks), bundled()))
        assert pages[1].startswith("社" * 27)
        assert readback.squeezed(pages[1]).endswith("某某社会组织联合会2024年1月16日")


def test_name_and_date_stand_one_under_the_other() -> None:
    lines = lines_of(
        report(
            paragraph("a", "社"),
            paragraph("s1", "某某市某某区社会工作服务评估与研究中心", ParagraphStyle.SIGNATURE),
            paragraph("s2", "2024年1月16日", ParagraphStyle.SIGNATURE),
        )
    )
    name, date = lines[1:3]
    boxes = readback.boxes(
        render_pdf(
            report(
                paragraph("s1", "某某会", ParagraphStyle.SIGNATURE),
                paragraph("s2", "2024年1月16日", ParagraphStyle.SIGNATURE),
            ),
            bundled(),
        )
    )[0]
    right = max(box.right for box in boxes if box.character == "日")
    assert right == pytest.approx(PORTRAIT.left + BODY_MEASURE - 4 * BODY_SIZE, abs=3)
    for other in ("某某区社会组织联合会", "某某市某某区社会组织联合会"):
        sign = (
            paragraph("s1", other, ParagraphStyle.SIGNATURE),
            paragraph("s2", "2024年1月16日", ParagraphStyle.SIGNATURE),
        )
        above, below = lines_of(report(paragraph("a", "社"), *sign))[1:3]
        assert below.x == pytest.approx(right - (boxes_right(date.text) * BODY_SIZE), abs=3)
        assert above.x + len(other) * BODY_SIZE / 2 == pytest.approx(
            below.x + boxes_right(date.text) * BODY_SIZE / 2, abs=0.1
        )
    assert name.x < date.x
    assert name.y - date.y == pytest.approx(BODY_PITCH, abs=0.01)


@pytest.mark.parametrize("announcement", ["分别是：", "其意见如下。", "其意见如下："])
def test_a_paragraph_that_announces_what_follows_stays_with_it(announcement: str) -> None:
    for following in (paragraph("b", "一是党建。"), heading("b", "一是党建。")):
        tree = report(filling(LINES_A_PAGE - 1), paragraph("a", announcement), following)
        assert readback.page_texts(render_pdf(tree, bundled()))[1] == f"{announcement}一是党建。"


def test_a_character_without_a_font_is_placed_by_the_headings_and_labels_above_it() -> None:
    tree = report(
        heading("h", "二、评估总结"),
        heading("i", "（一）基本情况", 2),
        paragraph("l", "需要关注的地方：", ParagraphStyle.LABEL),
        heading("j", "（五）服务质量情况", 2),
        heading("k", "第一片区", 3),
        heading("m", "1.值得肯定的地方", 4),
        paragraph("n", "片区内：", ParagraphStyle.LABEL),
        paragraph("a", "社工𠮷某"),
    )
    with pytest.raises(MissingGlyph) as caught:
        render_pdf(tree, bundled())
    path = "二、评估总结 › （五）服务质量情况 › 第一片区 › 1.值得肯定的地方 › 片区内："
    assert caught.value.place == f"“{path}”之下"
    assert caught.value.block_id == "a"


def test_the_lines_of_a_cover_stand_at_its_foot_their_values_in_one_line() -> None:
    raw = render_pdf(bound_report(whole_report()), bundled())
    cover = [line for line in printed_lines(raw) if line.page == 0 and line.size == BODY_SIZE]
    boxes = readback.boxes(raw)[0]
    colons = [box.left for box in boxes if box.character == "："]
    assert max(colons) - min(colons) < 1
    assert {round(line.x) for line in cover} == {
        round(PORTRAIT.left + 3 * BODY_SIZE),
        round(PORTRAIT.left + 9 * BODY_SIZE),
    }
    last = min(line.y for line in cover)
    assert PORTRAIT.bottom + BODY_PITCH < last < PORTRAIT.bottom + 4 * BODY_PITCH


def test_a_cover_of_many_lines_flows_on() -> None:
    fields = tuple(
        Paragraph(f"f{n}", (*runs("项目方："), *runs("某某")), ParagraphStyle.COVER_FIELD) for n in range(30)
    )
    raw = render_pdf(report(*fields), bundled())
    assert len(readback.sizes(raw)) == 3
    assert readback.misplaced(raw) == []


def test_space_before_a_heading_is_whole_lines_and_none_at_the_top_of_a_page() -> None:
    style = replace(LOOK.headings[1], before=BODY_PITCH / 3, after=5.0)
    look = replace(LOOK, headings={**LOOK.headings, 1: style})
    tree = report(
        heading("h", "一、标题"), paragraph("a", "社"), heading("i", "二、标题"), paragraph("b", "社")
    )
    lines = [
        line for line in printed_lines(render_pdf(tree, bundled(), typography=look)) if line.size == BODY_SIZE
    ]
    steps = [round((UPPER - base_line(BODY_SIZE, BODY_PITCH) - line.y) / BODY_PITCH, 3) for line in lines]
    assert steps == [0, 2, 4, 6]


def test_places_name_every_block_and_page() -> None:
    tree = bound_report(report(heading("h", "一、标题"), filling(30), score_table()))
    made = render(tree, bundled())
    where: dict[str, list[int]] = {place.block_id: [] for place in made.places}
    for place in made.places:
        where[place.block_id].append(place.page)
        assert 0 < place.left < place.right < 600
        assert 0 < place.top < place.bottom < 842
    assert (where["h"], where["filling"], where["score"], where["toc"]) == ([2], [2, 3], [3], [1])
    assert made.pages == 4
    first, second = (place for place in made.places if place.block_id == "filling")
    assert first.top == pytest.approx(PORTRAIT.top + BODY_PITCH)
    assert second.top == pytest.approx(PORTRAIT.top)
    assert second.bottom == pytest.approx(PORTRAIT.top + 9 * BODY_PITCH)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("珠光街社工站购买服务项目社工到岗情况统计表", ["珠光街社工站购买服务项目", "社工到岗情况统计表"]),
        ("珠光街社工站购买服务项目社工到岗情况汇总表", ["珠光街社工站购买服务项目", "社工到岗情况汇总表"]),
        ("幸福街社工服务站中期评估报告", ["幸福街社工服务站中期评估报告"]),
        ("甲乙丙丁" * 7, ["甲乙丙丁" * 3 + "甲乙", "丙丁" + "甲乙丙丁" * 3]),
    ],
)
def test_the_lines_of_a_title_are_alike_and_tear_no_word(title: str, lines: list[str]) -> None:
    printed = lines_of(report(paragraph("t", title, ParagraphStyle.TITLE)))
    assert [line.text for line in printed if line.size == 22] == lines


def test_the_list_of_annexes_stands_a_line_below_the_text() -> None:
    tree = report(
        paragraph("a", "社"),
        paragraph("b", "附件：1.统计表", ParagraphStyle.ANNEX_LIST),
        paragraph("c", "2.统计表", ParagraphStyle.ANNEX_LIST),
    )
    ys = [line.y for line in lines_of(tree) if line.size == BODY_SIZE]
    assert [round((a - b) / BODY_PITCH, 3) for a, b in pairwise(ys)] == [2, 1]


def test_an_annex_s_title_stands_on_the_third_line_and_its_period_below_it() -> None:
    tree = report(
        paragraph("l", "附件1", ParagraphStyle.ANNEX_TITLE),
        Heading("h", 1, runs("统计表"), ParagraphStyle.TITLE, lead=runs("附件1")),
        paragraph("p", "（2023年7月16日至12月31日）", ParagraphStyle.CENTERED),
        paragraph("a", "社"),
        Heading("i", 1, runs("对照表"), ParagraphStyle.TITLE),
        paragraph("b", "社"),
    )
    ys = [line.y for line in lines_of(tree) if "—" not in line.text]
    steps = [round((a - b) / BODY_PITCH, 1) for a, b in pairwise(ys)]
    assert steps == [2.1, 0.9, 1, 1.1, 1.9]  # larger type has its base line a little lower


def whole_tables(count: int, rows: int) -> tuple[KeepTogether, ...]:
    body = tuple(row(f"第{n}片区", "12", "5") for n in range(rows))
    columns = tuple(Column() for _ in range(3))
    return tuple(
        KeepTogether(f"k{n}", (Table(f"t{n}", columns, body, (row("片区", "协议量", "完成量"),)),))
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("rows", "sheets", "size"),
    [(3, 1, 12.0), (5, 1, 10.5), (9, 2, 10.5), (14, 3, 12.0)],
)
def test_tables_in_a_row_are_set_closer_where_that_saves_a_sheet(rows: int, sheets: int, size: float) -> None:
    title = Heading("h", 1, runs("统计表"), ParagraphStyle.TITLE)
    raw = render_pdf(report(title, *whole_tables(3, rows), form=PageForm.LANDSCAPE), bundled())
    assert len(readback.sizes(raw)) == sheets
    assert {line.size for line in printed_lines(raw) if "片区" in line.text} == {size}


def test_a_table_alone_is_not_set_closer() -> None:
    raw = render_pdf(report(filling(21), *whole_tables(1, 5)), bundled())
    assert {line.size for line in printed_lines(raw) if "片区" in line.text} == {12.0}


def test_a_table_that_fills_its_page_makes_no_empty_one() -> None:
    for count in range(20, 40):
        body = tuple(row(f"第{n}片区") for n in range(count))
        raw = render_pdf(report(Table("t", (Column(),), body)), bundled())
        assert all(readback.page_texts(raw))


def long_cover(station: str, *, parties: int) -> Report:
    """A cover whose parties have names of forty characters, behind it a page of text."""
    fields = [("项目监督方：", FORTY)] * parties + [("评估日期：", "2024年1月16日")]
    titles = tuple(
        paragraph(f"t{n}", text, ParagraphStyle.COVER_TITLE)
        for n, text in enumerate((station, "中期评估报告"))
    )
    lines = tuple(
        Paragraph(f"f{n}", (*runs(label), *runs(value)), ParagraphStyle.COVER_FIELD)
        for n, (label, value) in enumerate(fields)
    )
    return report(sections=(Section((*titles, *lines), numbered=False), Section((paragraph("a", "社"),))))


@pytest.mark.parametrize(
    ("station", "parties", "size"), [("某街社工站", 4, 16.0), (FORTY, 4, 16.0), (FORTY, 6, 14.0)]
)
def test_a_cover_of_long_names_is_one_page(station: str, parties: int, size: float) -> None:
    tree = long_cover(station, parties=parties)
    made = render(tree, bundled())
    assert {each.block_id: each.page for each in made.places}["a"] == 1
    assert readback.misplaced(made.data) == []
    lines = [line for line in printed_lines(made.data) if line.page == 0 and line.size == size]
    firsts = [number for number, line in enumerate(lines) if "：" in line.text]
    steps = [(one.y - other.y) for one, other in pairwise(lines)]
    within = [step for number, step in enumerate(steps) if number + 1 not in firsts]
    apart = [step for number, step in enumerate(steps) if number + 1 in firsts]
    assert within
    assert len(apart) == parties
    assert max(within) < min(apart) - 1
