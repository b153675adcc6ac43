"""The PDF read back: its text, its boxes, its bookmarks, its fonts, and that it is the same every time."""

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from sgz_desktop.assets import fallback_font
from sgz_desktop.exports.fonts import FontBook, MissingGlyph
from sgz_desktop.exports.pdf import Cancelled, render_pdf
from sgz_desktop.exports.report import (
    Align,
    Column,
    Heading,
    KeepTogether,
    PageBreak,
    PageForm,
    Report,
    Section,
    Table,
    leaves,
    plain,
)
from sgz_desktop.exports.typography import A4, BODY_PITCH, LINES_A_PAGE, Typography
from tests.exports import readback
from tests.exports.build import (
    SENTENCE,
    bundled,
    cell,
    heading,
    indicator_table,
    paragraph,
    report,
    row,
    runs,
    score_table,
    small_font,
    stress_report,
    whole_report,
)

PAGE = "社" * 26 + "工" * 28 * (LINES_A_PAGE - 1)  # fills one page to the last line


@pytest.fixture(scope="module")
def whole() -> tuple[Report, bytes]:
    tree = whole_report()
    return tree, render_pdf(tree, bundled())


@pytest.fixture(scope="module")
def stress() -> tuple[Report, bytes]:
    tree = stress_report()
    return tree, render_pdf(tree, bundled())


def test_the_text_is_the_report_s_in_reading_order(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    assert readback.body_text(raw, tree) == readback.report_text(tree)


def test_the_same_report_gives_the_same_bytes(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    assert render_pdf(whole_report(), FontBook(fallback_font(), official=False)) == raw
    assert render_pdf(tree, bundled()) == raw


def test_bookmarks_are_the_headings_with_their_pages(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    headings = [block for block in leaves(tree) if isinstance(block, Heading)]
    entries = readback.outline(raw)
    assert [(level + 1, title) for level, title, _page in entries] == [
        (h.level, plain(h.runs)) for h in headings
    ]
    pages = [readback.squeezed(text) for text in readback.page_texts(raw)]
    assert all(readback.squeezed(title) in pages[page] for _level, title, page in entries)


def test_a_skipped_level_still_makes_an_outline() -> None:
    raw = render_pdf(report(heading("a", "甲", 3), heading("b", "乙", 1), heading("c", "丙", 4)), bundled())
    assert [entry[:2] for entry in readback.outline(raw)] == [(0, "甲"), (0, "乙"), (1, "丙")]


def test_properties_come_from_the_report(whole: tuple[Report, bytes]) -> None:
    found = readback.properties(whole[1])
    assert found["Title"] == "幸福街社工服务站中期评估报告"
    assert found["Author"] == "某某社会组织联合会"
    assert found["Subject"] == "中期评估"
    assert found["CreationDate"] == "D:20240116173005+08'00'"


def test_no_font_is_named_that_the_file_does_not_carry(whole: tuple[Report, bytes]) -> None:
    text = whole[1].decode("latin-1")
    assert "Helvetica" not in text
    fonts = re.findall(r"/Subtype /(\w+)", text)
    assert set(fonts) == {"Type0", "CIDFontType2", "XML"}  # XML is the metadata
    assert text.count("/Type /FontDescriptor") == text.count("/FontFile2") == fonts.count("CIDFontType2") > 0


def test_a_provisional_report_says_so_on_every_page(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    pages = readback.boxes(raw)
    for page in pages:
        assert "讨论稿" in "".join(box.character for box in page)
    final = readback.boxes(render_pdf(replace(tree, provisional=False), bundled()))
    assert not any("讨论稿" in "".join(box.character for box in page) for page in final)


def test_pages_are_numbered_on_the_outside(whole: tuple[Report, bytes]) -> None:
    for number, page in enumerate(readback.boxes(whole[1]), start=1):
        text = "".join(box.character for box in page)
        assert f"—{number}—" in text
        bottom = min(page, key=lambda box: box.bottom)
        assert (bottom.left > A4[0] / 2) == (number % 2 == 1)


@pytest.mark.parametrize("which", ["whole", "stress"])
def test_nothing_lies_outside_the_margins_or_over_another(which: str, request: pytest.FixtureRequest) -> None:
    _tree, raw = request.getfixturevalue(which)
    assert readback.misplaced(raw) == []


def test_the_stress_report_loses_no_character(stress: tuple[Report, bytes]) -> None:
    tree, raw = stress
    printed, meant = (
        readback.letters(readback.body_text(raw, tree)),
        readback.letters(readback.report_text(tree)),
    )
    assert printed == meant


def test_no_page_ends_with_a_heading(stress: tuple[Report, bytes]) -> None:
    tree, raw = stress
    titles = {readback.squeezed(plain(block.runs)) for block in leaves(tree) if isinstance(block, Heading)}
    for text in readback.page_texts(raw)[:-1]:
        assert not any(readback.squeezed(text).endswith(title) for title in titles)


def test_a_page_holds_the_lines_of_the_standard() -> None:
    pages = readback.page_texts(render_pdf(report(paragraph("a", PAGE), paragraph("b", "下一页")), bundled()))
    assert [len(page) for page in pages] == [len(PAGE), 3]


def test_no_page_begins_with_the_last_line_of_a_paragraph_or_ends_with_its_first() -> None:
    two_lines_left = "社" * (26 + 28 * (LINES_A_PAGE - 3))
    three_lines = "工" * (26 + 28 * 2)
    pages = readback.page_texts(
        render_pdf(report(paragraph("a", two_lines_left), paragraph("b", three_lines)), bundled())
    )
    assert "工" not in pages[0]
    one_line_left = "社" * (26 + 28 * (LINES_A_PAGE - 2))
    pages = readback.page_texts(
        render_pdf(report(paragraph("a", one_line_left), paragraph("b", three_lines)), bundled())
    )
    assert "工" not in pages[0]


def test_a_heading_moves_with_the_lines_that_follow() -> None:
    filling = paragraph("a", "社" * (26 + 28 * (LINES_A_PAGE - 2)))
    pages = readback.page_texts(
        render_pdf(report(filling, heading("h", "二、标题", 2), paragraph("b", SENTENCE)), bundled())
    )
    assert pages[1].startswith("二、标题")


def test_page_breaks_and_sections_begin_new_pages() -> None:
    sections = (
        Section((paragraph("a", "一"), PageBreak("p"), paragraph("b", "二"))),
        Section((paragraph("c", "三"),), PageForm.LANDSCAPE),
    )
    raw = render_pdf(report(sections=sections), bundled())
    assert [readback.squeezed(text) for text in readback.page_texts(raw)] == ["一", "二", "三"]
    assert readback.sizes(raw) == [(595, 842), (595, 842), (842, 595)]


def test_blocks_kept_together_move_together() -> None:
    filling = paragraph("a", "社" * (26 + 28 * (LINES_A_PAGE - 4)))
    kept = KeepTogether("k", tuple(paragraph(f"k{n}", "工" * 40) for n in range(3)))
    pages = readback.page_texts(render_pdf(report(filling, kept), bundled()))
    assert "工" not in pages[0]
    with_table = KeepTogether("t", (paragraph("t1", "工"), score_table()))
    tree = report(filling, with_table)
    raw = render_pdf(tree, bundled())
    assert "工" not in readback.page_texts(raw)[0]
    assert readback.body_text(raw, tree) == readback.report_text(tree)


@pytest.mark.parametrize("with_table", [True, False])
def test_blocks_that_no_page_holds_together_flow_on(with_table: bool) -> None:
    long = tuple(paragraph(f"k{n}", SENTENCE * 4) for n in range(8))
    tree = report(
        paragraph("a", "社" * 100), KeepTogether("k", (*long, score_table()) if with_table else long)
    )
    raw = render_pdf(tree, bundled())
    assert len(readback.sizes(raw)) > 2
    assert "社" in readback.page_texts(raw)[0]
    assert readback.body_text(raw, tree) == readback.report_text(tree)


def test_page_breaks_make_no_empty_pages() -> None:
    tree = report(PageBreak("p"), paragraph("a", PAGE), PageBreak("q"), PageBreak("r"), paragraph("b", "二"))
    assert [len(text) for text in readback.page_texts(render_pdf(tree, bundled()))] == [len(PAGE), 1]


def test_a_report_of_nothing_is_one_empty_page() -> None:
    assert len(readback.page_texts(render_pdf(report(sections=()), bundled()))) == 1
    assert len(readback.page_texts(render_pdf(report(paragraph("a", "")), bundled()))) == 1


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    tree = report(indicator_table("t", rows=60), form=PageForm.LANDSCAPE)
    raw = render_pdf(tree, bundled())
    pages = readback.page_texts(raw)
    assert len(pages) > 2
    assert all("指标名称8" in readback.squeezed(page) for page in pages)
    assert readback.body_text(raw, tree) == readback.report_text(tree)


def test_a_merged_cell_is_not_cut_where_a_page_can_hold_it() -> None:
    body = tuple(
        line
        for n in range(20)
        for line in (row(f"甲{n}", cell(f"合{n}", rows=3)), row(f"乙{n}"), row(f"丙{n}"))
    )
    tree = report(Table("t", (Column(Align.LEFT), Column()), body, head=(row("名称", "折算分"),)))
    raw = render_pdf(tree, bundled())
    pages = readback.page_texts(raw)
    assert len(pages) > 1
    for page in pages:
        assert len(re.findall(r"[甲乙丙]\d", page)) == 3 * len(re.findall(r"合\d", page))
    assert readback.body_text(raw, tree) == readback.report_text(tree)


@pytest.mark.parametrize("merged_rows", [1, 2, 40, 79, 80, 81])
def test_cells_taller_than_a_page_go_on_overleaf(merged_rows: int) -> None:
    lines = tuple(row(f"行{n}") for n in range(1, merged_rows))
    body = (row("行0", cell(SENTENCE * 60, rows=merged_rows)), *lines)
    tree = report(
        paragraph("a", "工" * 300),
        Table("t", (Column(share=0.2), Column(Align.LEFT)), body, head=(row("名", "文"),)),
    )
    raw = render_pdf(tree, bundled())
    assert len(readback.page_texts(raw)) > 4
    assert readback.letters(readback.body_text(raw, tree)) == readback.letters(readback.report_text(tree))
    bottom = Typography().pages[PageForm.PORTRAIT].bottom
    for page in readback.boxes(raw):
        body_boxes = [box for box in page if box.character not in "—0123456789"]
        assert min(box.bottom for box in body_boxes) > bottom - 1


def test_a_head_of_half_a_page_is_printed_once() -> None:
    head = (row("长" * 400, "值"),)
    body = tuple(row(f"行{n}", f"{n}") for n in range(60))
    tree = report(Table("t", (Column(share=0.2), Column()), body, head=head))
    raw = render_pdf(tree, bundled())
    assert readback.letters("".join(readback.page_texts(raw))) == readback.letters(readback.report_text(tree))


def test_a_table_without_head_or_rows_is_no_trouble() -> None:
    columns = (Column(), Column())
    tree = report(
        Table("a", columns, ()),
        Table("b", columns, (), head=(row("甲", "乙"),)),
        Table("c", columns, (row("丙", "丁"),)),
    )
    raw = render_pdf(tree, bundled())
    assert readback.body_text(raw, tree) == "甲乙丙丁"


def test_characters_beyond_the_basic_plane_are_printed_and_read_back(tmp_path: Path) -> None:
    small_font(tmp_path / "simsunb.ttf", {"𠮷": "吉"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    tree = report(paragraph("a", "站长𠮷㛃䶮\u00a0某"), score_table(), paragraph("b", "某\ufe00某"))
    raw = render_pdf(tree, book)
    assert readback.body_text(raw, tree) == readback.report_text(tree).replace("\ufe00", "")
    assert "/FontFile2" in raw.decode("latin-1")


def test_a_character_no_font_has_stops_the_export_with_its_place() -> None:
    tree = report(heading("h", "一、基本情况"), paragraph("h.1", "站长𠮷某"))
    with pytest.raises(MissingGlyph, match="“一、基本情况”之下的“站长𠮷某”里有一个字") as caught:
        render_pdf(tree, bundled())
    assert caught.value.block_id == "h.1"
    with pytest.raises(MissingGlyph, match="报告开头的“𠮷”"):
        render_pdf(report(Table("t", (Column(),), (row("𠮷"),))), bundled())


def test_pages_are_told_and_the_export_can_be_cancelled(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    heard: list[int] = []
    render_pdf(tree, bundled(), on_page=heard.append)
    assert heard == list(range(1, len(readback.sizes(raw)) + 1))
    heard.clear()
    with pytest.raises(Cancelled, match="已取消"):
        render_pdf(tree, bundled(), on_page=heard.append, cancelled=lambda: len(heard) >= 3)
    assert heard == [1, 2, 3]
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        render_pdf(tree, bundled(), cancelled=lambda: next(asked))
    rest = report(indicator_table("t", rows=200), form=PageForm.LANDSCAPE)
    heard.clear()
    with pytest.raises(Cancelled):
        render_pdf(rest, bundled(), on_page=heard.append, cancelled=lambda: len(heard) >= 2)


def test_two_reports_printed_in_turn_do_not_mix(whole: tuple[Report, bytes]) -> None:
    tree, raw = whole
    inner: list[bytes] = []

    def print_another(number: int) -> None:
        if number == 2:
            inner.append(render_pdf(report(paragraph("a", "另一份报告")), bundled()))

    assert render_pdf(tree, bundled(), on_page=print_another) == raw
    assert readback.page_texts(inner[0]) == ["另一份报告"]


def test_every_stream_is_sound(whole: tuple[Report, bytes]) -> None:
    streams = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", whole[1], re.DOTALL)
    assert streams
    assert all(
        zlib.decompressobj().decompress(stream[:16]) is not None for stream in streams if stream[:1] == b"x"
    )


def test_a_line_of_the_page_grid_is_a_twenty_second_of_its_depth() -> None:
    assert pytest.approx(Typography().pages[PageForm.PORTRAIT].depth) == BODY_PITCH * LINES_A_PAGE


def test_bold_runs_are_kept_in_the_text() -> None:
    tree = report(replace(paragraph("a", ""), runs=(*runs("要点。", bold=True), *runs("说明。"))))
    assert readback.page_texts(render_pdf(tree, bundled())) == ["要点。说明。"]
