"""Charts on the page: whole where a page holds them, in parts where none does, in our fonts alone."""

from decimal import Decimal

import pytest

from sgz_desktop.exports.charts import Bar, BarChart, ChartKind
from sgz_desktop.exports.pdf import render, render_pdf
from sgz_desktop.exports.report import Chart, KeepTogether, PageForm
from sgz_desktop.exports.typography import LINES_A_PAGE, Typography
from tests.exports import readback
from tests.exports.build import SENTENCE, bundled, heading, paragraph, report, runs


def chart(id: str, *, bars: int, caption: str = "图1 各项得分") -> Chart:
    drawn = tuple(
        Bar(label=f"第{n}项", printed=f"{n}.5/10", maximum=Decimal(100), value=Decimal(n))
        for n in range(1, bars + 1)
    )
    return Chart(id, BarChart(kind=ChartKind.SHARE, title="得分情况", bars=drawn), runs(caption))


def test_a_chart_stands_between_the_blocks_with_its_caption_below() -> None:
    tree = report(heading("h", "一、得分"), chart("c", bars=4), paragraph("a", SENTENCE))
    made = render(tree, bundled())
    assert readback.squeezed("".join(readback.page_texts(made.data))) == readback.report_text(tree)
    head, figure, text = made.places
    assert (head.block_id, figure.block_id, text.block_id) == ("h", "c", "a")
    assert head.bottom <= figure.top < figure.bottom <= text.top
    assert readback.misplaced(made.data) == []


def test_a_chart_that_the_page_cannot_hold_moves_with_its_heading_and_caption() -> None:
    filling = paragraph("f", "社" * (28 * (LINES_A_PAGE - 6)))
    raw = render_pdf(report(filling, heading("h", "一、得分"), chart("c", bars=8)), bundled())
    pages = [readback.squeezed(text) for text in readback.page_texts(raw)]
    assert "得分" not in pages[0]
    assert "第1项" not in pages[0]
    assert pages[1].startswith("一、得分")
    assert pages[1].endswith("图1各项得分")


def test_a_caption_does_not_leave_its_chart() -> None:
    for lines in range(6, LINES_A_PAGE):
        filling = paragraph("f", "社" * (28 * lines))
        pages = readback.page_texts(render_pdf(report(filling, chart("c", bars=8)), bundled()))
        told = [readback.squeezed(page) for page in pages]
        assert sum("第8项" in page for page in told) == 1
        assert all(("第1项" in page) == ("图1" in page) for page in told)


def test_a_chart_longer_than_a_page_goes_on_overleaf() -> None:
    tree = report(paragraph("a", "社"), chart("c", bars=90), paragraph("b", "完"))
    made = render(tree, bundled())
    parts = [place for place in made.places if place.block_id == "c"]
    assert len(parts) > 2
    assert readback.misplaced(made.data) == []
    told = "".join(readback.page_texts(made.data))
    assert all(f"第{n}项" in readback.squeezed(told) for n in range(1, 91))


def test_each_part_of_a_chart_has_its_caption_below() -> None:
    for caption in ("图1 各项得分", "图1 各项得分" * 9):
        tree = report(paragraph("a", "社"), chart("c", bars=90, caption=caption), paragraph("b", "完"))
        raw = render_pdf(tree, bundled())
        told = [readback.squeezed(page) for page in readback.page_texts(raw)]
        with_bars = [page.removesuffix("完") for page in told if "/10" in page]
        squeezed = readback.squeezed(caption)
        assert len(with_bars) > 2
        assert with_bars[0].endswith(squeezed)
        assert all(page.endswith(f"{squeezed}（续）") for page in with_bars[1:])
        assert readback.misplaced(raw) == []


def test_a_chart_kept_with_a_paragraph_moves_with_it() -> None:
    kept = KeepTogether("k", (paragraph("p", "下图列出各项得分。"), chart("c", bars=8)))
    raw = render_pdf(report(paragraph("f", "社" * (28 * (LINES_A_PAGE - 6))), kept), bundled())
    assert readback.squeezed(readback.page_texts(raw)[1]).startswith("下图列出各项得分。第1项")


def test_no_font_is_added_by_a_chart() -> None:
    text = render_pdf(report(chart("c", bars=3)), bundled()).decode("latin-1")
    assert "Helvetica" not in text
    assert "Times" not in text
    assert text.count("/CIDFontType2") == text.count("/FontFile2") == 1


def test_a_chart_stands_clear_of_the_lines_above_and_below() -> None:
    look = Typography()
    for bars in range(2, 12):
        made = render(report(paragraph("a", "社"), chart("c", bars=bars), paragraph("b", "完")), bundled())
        above, figure, below = made.places
        assert figure.top - above.bottom >= look.chart_before - 0.01
        assert below.top - figure.bottom >= look.chart_before - 0.01
        assert abs((below.top - figure.bottom) - (figure.top - above.bottom)) < 0.01


def test_a_chart_at_the_top_of_a_page_begins_there() -> None:
    made = render(report(chart("c", bars=4)), bundled())
    assert made.places[0].top == pytest.approx(Typography().pages[PageForm.PORTRAIT].top)


@pytest.mark.parametrize(("lines", "begins"), [(6, True), (15, True), (16, False), (21, False)])
def test_a_chart_in_parts_begins_where_some_bars_have_room(lines: int, begins: bool) -> None:
    filling = paragraph("f", "社" * (28 * lines))
    raw = render_pdf(report(filling, heading("h", "一、得分"), chart("c", bars=50)), bundled())
    pages = [readback.squeezed(page) for page in readback.page_texts(raw)]
    assert ("第5项" in pages[0] and "得分" in pages[0]) is begins
    assert ("第1项" in pages[0]) is begins
    assert sum(page.count("/10") for page in pages) == 50
    assert readback.misplaced(raw) == []


def test_a_chart_that_a_page_holds_is_not_parted() -> None:
    filling = paragraph("f", "社" * (28 * 10))
    made = render(report(filling, chart("c", bars=25)), bundled())
    assert [place.page for place in made.places if place.block_id == "c"] == [1]


def test_a_chart_kept_with_more_than_its_page_holds_goes_on_overleaf() -> None:
    kept = KeepTogether("k", (paragraph("p", "社" * (28 * 15)), chart("c", bars=30)))
    raw = render_pdf(report(kept), bundled())
    assert [readback.squeezed(page).count("/10") for page in readback.page_texts(raw)] == [0, 30]
    assert readback.misplaced(raw) == []
