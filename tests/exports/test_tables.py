"""Tables set for a measure: the fitting of columns and what one page takes."""

from io import BytesIO
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.column_widths import with_room_for_words
from sgz_desktop.exports.pdf import render_pdf
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Align, Column, PageForm, Row, Table
from sgz_desktop.exports.strips import base_line
from sgz_desktop.exports.tables import TableLayout
from sgz_desktop.exports.typography import TableStyle, Typography
from tests.exports import readback
from tests.exports.build import SENTENCE, bundled, cell, paragraph, report, row, score_table
from tests.exports.printed import printed_lines


def layout(table: Table, *, measure: float = 400, depth: float = 600) -> TableLayout:
    return TableLayout(table, TableStyle(), bundled(), measure=measure, depth=depth)


@pytest.fixture
def pen() -> Pen:
    return Pen(Canvas(BytesIO(), invariant=1))


def test_a_table_waits_for_room(pen: Pen) -> None:
    table = layout(score_table())
    assert table.paint_next(pen, x=0, top=600, room=table.first_height() - 1, page_is_fresh=False) == 0
    assert not table.is_done
    assert table.paint_next(pen, x=0, top=600, room=600, page_is_fresh=True) == pytest.approx(table.height)
    assert table.is_done


def test_a_merged_group_waits_for_a_page_that_holds_it(pen: Pen) -> None:
    body = (row("a", "b"), *(row(f"{n}", cell("合", rows=3)) if n == 0 else row(f"{n}") for n in range(3)))
    table = layout(Table("t", (Column(), Column()), body))
    line = table.height / 4
    assert table.paint_next(pen, x=0, top=600, room=line * 2.5, page_is_fresh=True) == pytest.approx(line)
    assert table.paint_next(pen, x=0, top=600, room=line * 2.5, page_is_fresh=False) == 0
    assert table.paint_next(pen, x=0, top=600, room=600, page_is_fresh=True) == pytest.approx(line * 3)


@pytest.mark.parametrize("shares", [(0.5, 0.5, 0.5), (0.2, None, None), (1.0, None, None), (0.1, 0.1, 0.8)])
def test_columns_of_any_shares_fill_the_measure(shares: tuple[float | None, ...]) -> None:
    columns = tuple(Column(Align.LEFT, share) for share in shares)
    tree = report(Table("t", columns, (row("甲" * 20, "乙" * 5, "丙"),)))
    raw = render_pdf(tree, bundled())
    assert readback.letters(readback.body_text(raw, tree)) == readback.letters(readback.report_text(tree))
    assert readback.overlaps(readback.boxes(raw)[0]) == []


@pytest.mark.parametrize("shares", [(0.1, 0.3, 0.3, 0.3), (0.5, 0.25, 0.25), (0.25,) * 4])
@pytest.mark.parametrize("long", [0, 1, 2])
def test_a_word_that_no_column_holds_leaves_the_table_as_wide_as_the_measure(
    shares: tuple[float, ...], long: int
) -> None:
    texts = ["甲乙", "3400300001", "社工" * 6, ""][: len(shares)]
    texts[long] = "x" * 68
    table = Table("t", tuple(Column(Align.LEFT, share) for share in shares), (row(*texts),))
    assert sum(layout(table, measure=442).widths) == pytest.approx(442)


@pytest.mark.parametrize("count", [1, 12, 40, 80])
def test_many_columns_are_set_smaller_and_lose_nothing(count: int) -> None:
    body: tuple[Row, ...] = tuple(row(*(f"{n * 37 + r}" for n in range(count))) for r in range(3))
    tree = report(Table("t", tuple(Column() for _ in range(count)), body), form=PageForm.LANDSCAPE)
    raw = render_pdf(tree, bundled())
    assert readback.letters(readback.body_text(raw, tree)) == readback.letters(readback.report_text(tree))


def test_figures_stand_at_the_right_when_asked() -> None:
    tree = report(
        Table("t", (Column(Align.RIGHT, 0.5), Column(Align.LEFT, 0.5)), (row("1", "2"), row("100", "200")))
    )
    boxes = readback.boxes(render_pdf(tree, bundled()))[0]
    ones = [box for box in boxes if box.character in "10"]
    assert ones[0].right > min(box.right for box in ones[1:])


def test_both_parts_of_a_row_that_is_cut_are_padded_and_of_two_lines_at_least() -> None:
    style, page = TableStyle(), Typography().pages[PageForm.PORTRAIT]
    size = style.sizes[0]
    pitch, padding = size * style.pitch, size * style.padding_down
    head = (row("项目", "情况"),)
    columns = (Column(share=0.2), Column(Align.LEFT))
    for lines in range(1, 12):
        table = Table("t", columns, (row("走访", SENTENCE * 16),), head)
        raw = render_pdf(report(paragraph("a", "社" * 28 * lines), table), bundled())
        parts = [
            [line for line in printed_lines(raw) if line.page == number and line.size == size]
            for number in range(2)
        ]
        assert all(part[0].text == "项目" for part in parts)
        for part in parts:
            texts = sorted({line.y for line in part[2:] if line.text != "走访"}, reverse=True)
            assert len(texts) >= 2
            assert part[0].y - texts[0] == pytest.approx(pitch + 2 * padding, abs=0.01)
        last = min(line.y for line in parts[0])
        rest = last + base_line(size, pitch) - pitch - padding - page.bottom
        assert -0.01 <= rest < pitch


def test_a_label_stands_in_the_middle_of_the_part_it_is_printed_in() -> None:
    body = (row("走访", SENTENCE * 30),)
    raw = render_pdf(report(Table("t", (Column(share=0.2), Column(Align.LEFT)), body)), bundled())
    lines = [line for line in printed_lines(raw) if line.page == 0 and line.size == TableStyle().sizes[0]]
    (label,) = [line for line in lines if line.text == "走访"]
    others = [line.y for line in lines if line.text != "走访"]
    assert label.y == pytest.approx((max(others) + min(others)) / 2, abs=0.01)


def test_a_table_set_anew_is_printed_from_its_beginning(pen: Pen) -> None:
    table = layout(score_table())
    height = table.height
    table.paint_next(pen, x=0, top=600, room=600, page_is_fresh=True)
    for style in TableStyle().closer():
        table.set_in(style)
        assert table.height < height
        height = table.height
    assert not table.is_done
    assert {each.sizes for each in TableStyle(sizes=(12.0,)).closer()} == {(12.0,)}


def test_the_last_row_does_not_stand_alone_on_a_page(pen: Pen) -> None:
    body = tuple(row(f"{number}") for number in range(5))
    table = layout(Table("t", (Column(),), body))
    line = table.height / 5
    assert table.paint_next(pen, x=0, top=600, room=line * 4.5, page_is_fresh=True) == pytest.approx(line * 3)
    assert table.paint_next(pen, x=0, top=600, room=600, page_is_fresh=True) == pytest.approx(line * 2)
    two = layout(Table("t", (Column(),), body[:2]))
    assert two.paint_next(pen, x=0, top=600, room=line * 1.5, page_is_fresh=True) == pytest.approx(line)


def test_the_first_row_does_not_stand_alone_on_a_page_if_the_second_is_low(pen: Pen) -> None:
    line = layout(Table("t", (Column(),), (row("一"),))).height
    for second, rows in (("二", 2), ("长" * 300, 1)):
        table = layout(Table("t", (Column(),), (row("一"), row(second))), measure=200)
        assert table.first_height() == pytest.approx(line * rows)
        assert table.paint_next(pen, x=0, top=600, room=line * (rows - 0.5), page_is_fresh=False) == 0


def test_a_row_that_a_page_can_hold_is_not_cut(pen: Pen) -> None:
    body = (row("一"), row("长" * 300), row("二"))
    table = layout(Table("t", (Column(),), body), measure=200)
    whole = table.height
    assert whole < 600
    first = table.paint_next(pen, x=0, top=600, room=whole * 0.6, page_is_fresh=False)
    assert first == pytest.approx(table.first_height())
    assert table.paint_next(pen, x=0, top=600, room=600, page_is_fresh=True) == pytest.approx(whole - first)


def test_a_roll_ends_a_page_between_any_rows_and_names_them_again() -> None:
    kind = cell("持证社工", rows=60)
    body = tuple(row(*((kind,) if number == 0 else ()), f"社工{number}") for number in range(60))
    columns = (Column(share=0.3), Column())
    table = Table("t", columns, (*body, row(cell("合计", columns=2))), (row("类型", "姓名"),), roll=True)
    raw = render_pdf(report(paragraph("a", "社" * 28 * 6), table), bundled())
    lines = printed_lines(raw)
    pages = sorted({line.page for line in lines})
    assert len(pages) > 1
    for page in pages:
        here = [line for line in lines if line.page == page]
        assert [line.text for line in here].count("持证社工") == 1
        own = [line.y for line in here if line.text.startswith("社工")]
        (label,) = [line.y for line in here if line.text == "持证社工"]
        assert label == pytest.approx((max(own) + min(own)) / 2, abs=0.01)
    assert sorted(int(line.text[2:]) for line in lines if line.text.startswith("社工")) == list(range(60))


def test_a_sum_of_a_roll_begins_no_page(pen: Pen) -> None:
    rows = (row("甲", "一"), row("乙", "二"), row("丙", "三"), row(cell("小计", columns=2)), row("丁", "四"))
    table = layout(Table("t", (Column(), Column()), rows, roll=True))
    line = table.height / 5
    taken = table.paint_next(pen, x=0, top=600, room=line * 3.5, page_is_fresh=True)
    assert taken == pytest.approx(line * 2), "the row above stands with it"


def test_shared_columns_are_as_wide_as_their_longest_figure_and_alike() -> None:
    columns = (Column(share=0.4), *(Column(share=0.1) for _ in range(4)), Column(share=0.2))
    body = (row("片区", "1", "1234567", "2", "3", "四"), row("合计", "1", "2", "3", "4", "五"))
    head = (row("服务片区", "协议\n个数", "完成量", "协议\n个数", "完成量", "完\n成"),)
    table = layout(Table("t", columns, body, head), measure=300)
    lines = printed_lines(render_pdf(report(Table("t", columns, body, head)), bundled()))
    assert {"1234567", "完成量", "协议"} <= {line.text for line in lines}
    widths = table.widths
    assert list(widths[1:5]) == pytest.approx([widths[1]] * 4)
    assert sum(widths) == pytest.approx(300)


def test_room_for_words_is_taken_from_what_can_be_broken() -> None:
    assert with_room_for_words([10, 10], [5, 5], [5, 5]) == [10, 10]
    assert with_room_for_words([10, 20], [15, 5], [15, 10]) == [15, 15]
    assert with_room_for_words([10, 20], [15, 5], [15, 20]) == [15, 15], "where all need what they have"
    assert with_room_for_words([10, 10], [15, 10], [15, 10]) == [10, 10], "where nobody has any to give"
    assert with_room_for_words([10, 10], [30, 5], [30, 5]) == [15, 5], "no more than the others have"


@pytest.mark.parametrize("roll", [False, True])
def test_a_row_nearly_as_tall_as_a_page_is_whole_in_a_roll(pen: Pen, *, roll: bool) -> None:
    line = layout(Table("t", (Column(),), (row("一"),))).height
    table = layout(Table("t", (Column(),), (row("一"), row("长" * 480)), roll=roll), measure=200)
    assert 0.75 * 600 < table.height - line < 600
    first = table.paint_next(pen, x=0, top=600, room=400, page_is_fresh=True)
    assert (first == pytest.approx(line)) is roll


def test_type_is_no_larger_than_the_columns_are_made_for() -> None:
    table = Table("t", (Column(),), (row("一"),), largest=7.0)
    assert printed_lines(render_pdf(report(table), bundled()))[0].size == 7.0
    assert TableStyle().up_to(1.0).sizes == TableStyle().sizes[-1:]


def test_a_wide_sheet_is_a3_on_its_side() -> None:
    raw = render_pdf(report(paragraph("a", "社"), form=PageForm.WIDE), bundled())
    assert readback.sizes(raw) == [(1191, 842)]


@pytest.mark.parametrize(("name", "widens"), [("第一片区", False), ("名" * 40, True)])
def test_long_names_of_rows_take_what_figures_leave(name: str, widens: bool) -> None:
    shares = (0.1, *(0.15 for _ in range(6)))
    columns = tuple(Column(Align.CENTER, share) for share in shares)
    heads = ("片区", *("协议次数", "量", "比") * 2)
    tree = report(Table("t", columns, (row(name, *["5"] * 6),), (row(*heads),)), form=PageForm.LANDSCAPE)
    raw = render_pdf(tree, bundled())
    lines = printed_lines(raw)
    figures = sorted(line.x for line in lines if line.text == "5")
    steps = [after - before for before, after in pairwise(figures)]
    assert max(steps) - min(steps) < 0.01
    measure = Typography().pages[PageForm.LANDSCAPE].measure
    assert (steps[0] < 0.15 * measure - 1) is widens
    assert "协议次数" in [line.text for line in lines]
    assert len([line for line in lines if line.text.startswith("名")]) == (2 if widens else 0)
    assert readback.misplaced(raw) == []
