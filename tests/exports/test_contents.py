"""Contents with page numbers, leaders and links."""

from dataclasses import replace
from itertools import pairwise

from sgz_desktop.exports.pdf import render, render_pdf
from sgz_desktop.exports.report import Contents, Heading, ParagraphStyle, Report, Section, leaves, plain
from sgz_desktop.exports.typography import BODY_PITCH
from tests.exports import readback
from tests.exports.build import (
    FORTY,
    SENTENCE,
    bound_report,
    bundled,
    contents,
    heading,
    paragraph,
    report,
    runs,
    whole_report,
)
from tests.exports.printed import printed_lines


def listed(raw: bytes, page: int) -> list[tuple[str, str]]:
    """The lines of contents of a page with their numbers, those of several lines in one."""
    entries: list[tuple[str, str]] = []
    lines = [line for line in printed_lines(raw) if line.page == page]
    numbers = {line.y: line.text for line in lines if line.text.isdigit()}
    text = ""
    for line in lines:
        if line.text.isdigit() or "录" in line.text or line.text == "讨论稿":
            continue
        text += line.text
        if line.y in numbers:
            entries.append((text, numbers[line.y]))
            text = ""
    return entries


def test_contents_name_the_headings_and_the_pages_they_stand_on() -> None:
    tree = bound_report(whole_report())
    raw = render_pdf(tree, bundled())
    headings = [block for block in leaves(tree) if isinstance(block, Heading) and block.level <= 2]
    outlined = {
        title: page for level, title, page in readback.outline(raw) if level < 2 and "（" not in title
    }
    entries = listed(raw, 1)
    assert [text for text, _number in entries] == [plain(each.runs) for each in headings]
    assert len({number for _text, number in entries}) > 4
    labels = readback.labels(raw)
    for text, number in entries:
        if text in outlined:
            assert number == labels[outlined[text]]


def test_every_line_of_contents_leads_to_its_heading() -> None:
    tree = bound_report(whole_report())
    raw = render_pdf(tree, bundled())
    pages = [page for page, _top in readback.link_targets(raw, 1)]
    assert pages == [page for level, _title, page in readback.outline(raw) if level < 2]


def test_contents_of_a_depth_leave_lower_headings_out() -> None:
    blocks = (
        heading("a", "一、甲"),
        heading("b", "（一）乙", 2),
        heading("c", "1.丙", 3),
        paragraph("d", "社"),
    )
    for depth, names in ((1, ["一、甲"]), (2, ["一、甲", "（一）乙"]), (3, ["一、甲", "（一）乙", "1.丙"])):
        raw = render_pdf(report(sections=(contents(depth=depth), Section(blocks))), bundled())
        assert [text for text, _number in listed(raw, 0)] == names


def test_contents_longer_than_a_page_shift_no_number() -> None:
    def tree(*, before: bool) -> Report:
        chapters = tuple(
            block
            for n in range(60)
            for block in (heading(f"h{n}", f"{n}、{FORTY}"), paragraph(f"p{n}", SENTENCE))
        )
        first = (contents(),) if before else ()
        return report(sections=(*first, Section(chapters)))

    raw = render_pdf(tree(before=True), bundled())
    alone = render_pdf(tree(before=False), bundled())
    ahead = len(readback.sizes(raw)) - len(readback.sizes(alone))
    assert ahead > 2
    pages = {title: page for _level, title, page in readback.outline(alone)}
    entries = [entry for page in range(ahead) for entry in listed(raw, page)]
    assert [(text, int(number) - 1) for text, number in entries] == list(pages.items())
    assert readback.misplaced(raw) == []


def test_contents_among_numbered_pages_name_what_is_printed() -> None:
    tree = report(
        sections=(
            Section((Contents("toc", 2, runs("目录")), paragraph("x", "社"))),
            Section((heading("a", "一、甲"), paragraph("b", "社"))),
        )
    )
    assert listed(render_pdf(tree, bundled()), 0) == [("一、甲", "2")]


def test_headings_of_unnumbered_pages_are_not_listed() -> None:
    front = Section((heading("a", "说明"), paragraph("b", "社")), numbered=False)
    tree = report(sections=(contents(), front, Section((heading("c", "一、甲"), paragraph("d", "社")))))
    assert listed(render_pdf(tree, bundled()), 0) == [("一、甲", "1")]


def test_a_heading_may_look_like_an_annex_s_title() -> None:
    annex = Heading("x", 1, runs("附件1"), ParagraphStyle.ANNEX_TITLE)
    tree = report(sections=(contents(), Section((annex, paragraph("d", "社")))))
    raw = render_pdf(tree, bundled())
    assert [title for _level, title, _page in readback.outline(raw)] == ["附件1"]
    title = next(line for line in printed_lines(raw) if line.page == 1)
    assert (title.text, round(title.x)) == ("附件1", 79)


def test_a_heading_without_a_word_is_not_listed_and_one_of_two_lines_is_one_line() -> None:
    chapters = (heading("a", ""), heading("b", "一、某某站\n中期评估"), paragraph("c", "社"))
    tree = report(sections=(contents(), Section(chapters)))
    assert listed(render_pdf(tree, bundled()), 0) == [("一、某某站中期评估", "1")]


def test_the_lines_of_contents_are_one_block_with_its_place() -> None:
    made = render(bound_report(whole_report()), bundled())
    (place,) = [place for place in made.places if place.block_id == "toc"]
    assert place.page == 1
    assert place.bottom - place.top > 300


def test_an_annex_is_listed_with_its_number_before_its_title() -> None:
    annex = Heading("x", 1, runs("指标完成\n情况统计表"), ParagraphStyle.TITLE, lead=runs("附件1"))
    tree = report(sections=(contents(), Section((annex, paragraph("d", "社")))))
    raw = render_pdf(tree, bundled())
    assert [text for text, _number in listed(raw, 0)] == ["附件1 指标完成情况统计表"]
    assert [title for _level, title, _page in readback.outline(raw)] == ["附件1 指标完成 情况统计表"]
    assert "附件1" not in readback.page_texts(raw)[1]


def pitches(raw: bytes, page: int) -> set[float]:
    """The distances between the lines of contents of a page."""
    lines = sorted({line.y for line in printed_lines(raw) if line.page == page and line.size == 16})
    return {round(b - a, 1) for a, b in pairwise(lines)}


def test_contents_a_little_longer_than_a_page_are_drawn_together_to_be_one() -> None:
    for count, pages, closer in (
        (20, 1, False),
        (21, 1, True),
        (28, 1, True),
        (29, 2, False),
        (60, 3, False),
    ):
        chapters = tuple(heading(f"h{n}", f"{n}、甲") for n in range(count))
        tree = report(sections=(contents(), Section((*chapters, paragraph("a", "社")))))
        raw = render_pdf(tree, bundled())
        numbers = [page for page in range(pages + 1) if listed(raw, page)]
        assert [number for number in numbers if "0、甲" not in readback.page_texts(raw)[number]] == list(
            range(pages)
        )
        assert (max(pitches(raw, 0)) < round(BODY_PITCH, 1)) is closer, count
        assert min(pitches(raw, 0)) >= 20


def test_a_number_follows_its_title_in_the_file_too() -> None:
    tree = report(
        *(paragraph(f"p{n}", SENTENCE) if n % 2 else heading(f"h{n}", f"第{n}章") for n in range(8))
    )
    raw = render_pdf(replace(tree, sections=(contents(), *tree.sections)), bundled())
    document = readback.pypdfium2.PdfDocument(raw)
    try:
        written = readback.squeezed(document[0].get_textpage().get_text_range())
    finally:
        document.close()
    assert written == "目录第0章1第2章1第4章1第6章1"
