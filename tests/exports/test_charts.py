"""Bar charts as drawn: nothing outside or overlapping, true lengths, embedded fonts, the words read back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from reportlab.graphics.shapes import Drawing, Group, Rect, String
from reportlab.graphics.shapes import Line as Stroke
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.chart_drawing import ChartLook, chart_drawing, chart_parts, chart_svg, paint_chart
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind, MarkLine
from sgz_desktop.exports.fonts import FontBook, MissingGlyph, font_book
from tests.build import D
from tests.exports import readback
from tests.exports.build import FORTY, bundled, small_font

WIDTH = 442.0
LOOK = ChartLook()
SVG = "{http://www.w3.org/2000/svg}"
ELAPSED = D("45.83")


def rate(label: str, value: str | None) -> Bar:
    if value is None:
        return Bar(label=label, printed="未填", maximum=D(100))
    behind = D(value) < ELAPSED
    return Bar(label=label, printed=f"{value}%", maximum=D(100), value=D(value), behind=behind)


def completion(*bars: Bar, **over: Any) -> BarChart:
    given: dict[str, Any] = {
        "kind": ChartKind.COMPLETION,
        "title": "服务指标完成率与时间进度",
        "bars": bars or (rate("家访", "97.08"), rate("电访", "180.63"), rate("个案接案", "36.36")),
        "unit": "%",
        "mark": MarkLine(value=ELAPSED, label="时间进度45.83%"),
        "plain_legend": "达到或超过时间进度",
        "behind_legend": "落后于时间进度",
    }
    return BarChart(**(given | over))


def points(label: str, value: str | None, of: str) -> Bar:
    got = None if value is None else D(value)
    return Bar(label=label, printed=f"{value or '未定'}/{of}", maximum=D(of), value=got)


def shares() -> BarChart:
    bars = (
        points("服务质量", "16.43", "20"),
        points("第三方评估小计", "47.36", "55"),
        points("监督方", None, "10"),
    )
    return BarChart(kind=ChartKind.SHARE, title="各项得分与标准分", bars=bars, unit="分")


THIRTY = tuple(rate(f"{FORTY}{n}" if n % 3 == 0 else f"指标{n}", f"{n * 11}.50") for n in range(30))
CHARTS = {
    "completion": completion(note="未约定数量、没有完成率的指标：需求调研、社区发展计划。" * 4),
    "shares": shares(),
    "thirty": completion(*THIRTY),
    "one bar, no mark": completion(rate("家访", "1.00"), mark=None, plain_legend="", behind_legend=""),
    "nothing done": completion(rate("家访", "0.00"), rate("小组", None)),
    "the year is over": completion(mark=MarkLine(value=D("108.33"), label="时间进度108.33%")),
    "long legends": completion(plain_legend=FORTY, behind_legend=FORTY),
    "empty label": completion(rate("", "12.00")),
}


def strings(drawing: Drawing) -> Iterator[String]:
    for shape in drawing.contents:
        if isinstance(shape, Group):
            yield from (each for each in shape.contents if isinstance(each, String))


def boxes(drawing: Drawing) -> list[Rect]:
    return [each for each in drawing.contents if isinstance(each, Rect)]


def filled(drawing: Drawing) -> list[Rect]:
    return [each for each in boxes(drawing) if each.strokeColor != boxes(drawing)[0].strokeColor]


def on_paper(*charts: BarChart, fonts: FontBook | None = None, look: ChartLook = LOOK) -> bytes:
    book = fonts or bundled()
    buffer = BytesIO()
    first: dict[str, Any] = {"initialFontName": book.first_font().name}
    canvas = Canvas(buffer, pagesize=(595.3, 841.9), pageCompression=0, invariant=1, **first)
    for chart in charts:
        drawing = chart_drawing(chart, book, width=WIDTH, look=look)
        paint_chart(drawing, canvas, x=79, y=720 - drawing.height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_stands_outside_and_no_words_overlap(name: str) -> None:
    drawing = chart_drawing(CHARTS[name], bundled(), width=WIDTH)
    areas: list[Sequence[float]] = [each.getBounds() for each in strings(drawing)]
    for left, bottom, right, top in [*areas, *(each.getBounds() for each in drawing.contents)]:
        assert -0.01 <= left <= right <= WIDTH + 0.01
        assert -2.0 <= bottom <= top <= drawing.height + 0.01
    for number, one in enumerate(areas):
        for other in areas[number + 1 :]:
            apart = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
            assert apart or one[3] <= other[1] + 2.6 or other[3] <= one[1] + 2.6, (name, one, other)


def test_a_bar_is_as_long_as_its_share_of_the_maximum() -> None:
    drawing = chart_drawing(shares(), bundled(), width=WIDTH)
    frames = [each for each in boxes(drawing) if each not in filled(drawing)]
    bars = filled(drawing)
    assert [round(each.width / frames[0].width, 4) for each in bars] == [0.8215, 0.8611]
    assert len(frames) == 3
    assert len({each.width for each in frames}) == 1


def test_a_rate_above_a_hundred_is_cut_off_and_says_its_number() -> None:
    chart = completion(rate("电访", "180.63"), rate("小组", "276.67"), rate("家访", "100.00"))
    drawing = chart_drawing(chart, bundled(), width=WIDTH)
    first, second, third = filled(drawing)[:3]
    assert first.width == second.width == third.width + LOOK.overrun
    told = readback.page_texts(on_paper(chart))[0]
    assert "180.63%" in told
    assert "276.67%" in told


def test_the_mark_stands_at_its_value_and_not_beyond_the_measure() -> None:
    for value, share in (("45.83", 0.4583), ("100.00", 1.0), ("108.33", 1.0)):
        chart = completion(mark=MarkLine(value=D(value), label=f"时间进度{value}%"))
        drawing = chart_drawing(chart, bundled(), width=WIDTH)
        (line,) = [each for each in drawing.contents if isinstance(each, Stroke) and each.strokeDashArray]
        frame = boxes(drawing)[0]
        assert line.x1 == line.x2 == pytest.approx(frame.x + share * frame.width)


def test_bars_behind_are_told_without_colour() -> None:
    chart = completion(rate("个案", "36.36"), mark=None, plain_legend="", behind_legend="")
    hatched = chart_drawing(chart, bundled(), width=WIDTH)
    plain_bars = tuple(replace(each, behind=False) for each in chart.bars)
    plain = chart_drawing(replace(chart, bars=plain_bars), bundled(), width=WIDTH)
    strokes = [each for each in hatched.contents if isinstance(each, Stroke)]
    bar = filled(hatched)[0]
    inside = [each for each in strokes if each.y1 >= bar.y - 0.01 and each.x1 != each.x2]
    assert len(inside) > 10
    for each in inside:
        assert bar.x - 0.01 <= each.x1 < each.x2 <= bar.x + bar.width + 0.01
        assert bar.y - 0.01 <= each.y1 < each.y2 <= bar.y + bar.height + 0.01
    assert len(plain.contents) < len(hatched.contents)
    grey: Any = filled(plain)[0].fillColor
    assert grey.red == grey.green == grey.blue


@pytest.mark.parametrize("name", CHARTS)
def test_the_words_are_read_back_in_their_order(name: str) -> None:
    parts = chart_parts(CHARTS[name], bundled(), width=WIDTH, height=600)
    told = readback.page_texts(on_paper(*parts))
    assert [readback.squeezed(each) for each in told] == [
        readback.squeezed("".join(each.words())) for each in parts
    ]


def test_no_font_is_named_that_the_file_does_not_carry() -> None:
    raw = on_paper(*CHARTS.values(), fonts=font_book({}))
    assert b"Times" not in raw
    assert b"Helvetica" not in raw
    assert raw.count(b"/FontFile2") == raw.count(b"/Subtype /Type0")
    assert on_paper(*CHARTS.values(), fonts=font_book({})) == raw


def test_greys_are_printed_as_greys_and_colours_as_colours() -> None:
    assert re.search(rb"^[\d. ]+ (rg|RG)$", on_paper(shares()), re.MULTILINE) is None
    coloured = on_paper(shares(), look=ChartLook(fill="#14696b", frame="#b0b8b4"))
    assert b"\n.078431 .411765 .419608 rg" in coloured
    assert b"\n.690196 .721569 .705882 RG" in coloured


def test_a_rare_character_comes_from_another_font(tmp_path: Any) -> None:
    small_font(tmp_path / "simsunb.ttf", {"𠮷": "吉", "甲": "甲"})
    fonts = FontBook(bundled().first_font().file, folders=(tmp_path,))
    chart = completion(rate("𠮷祥行动", "80.00"))
    assert "𠮷祥行动" in readback.page_texts(on_paper(chart, fonts=fonts))[0]
    spans = ElementTree.fromstring(chart_svg(chart, fonts, width=500)).iter(f"{SVG}tspan")
    assert {"𠮷", "祥行动"} <= {each.text for each in spans}


def test_a_character_no_font_has_stops_with_the_chart_named() -> None:
    with pytest.raises(MissingGlyph) as caught:
        chart_drawing(completion(rate("𠮷祥", "1.00")), bundled(), width=WIDTH, block_id="chart.1")
    assert str(caught.value).startswith("图表“服务指标完成率与时间进度”的“𠮷祥”里有一个字（U+20BB7）")
    assert caught.value.block_id == "chart.1"


def test_a_chart_higher_than_a_page_is_parted_between_bars() -> None:
    parts = chart_parts(CHARTS["thirty"], bundled(), width=WIDTH, height=400)
    assert len(parts) > 1
    assert tuple(bar for part in parts for bar in part.bars) == THIRTY
    assert all(chart_drawing(part, bundled(), width=WIDTH).height <= 400 for part in parts)
    assert all(each.measured == THIRTY for each in parts)
    assert chart_parts(shares(), bundled(), width=WIDTH, height=400) == (shares(),)
    assert len(chart_parts(shares(), bundled(), width=WIDTH, height=1)) == len(shares().bars)


def test_the_parts_of_a_chart_have_one_scale_and_one_note() -> None:
    short = [rate(f"指标{n}", f"{n}.00") for n in range(20)]
    long = [rate(FORTY, "1234.00"), *(rate(f"长名的第{n}项指标", "7.00") for n in range(13))]
    whole = completion(*short, *long, note="未约定数量的指标：热线。")
    parts = chart_parts(whole, bundled(), width=WIDTH, height=400)
    assert len(parts) > 1
    frames = [boxes(chart_drawing(each, bundled(), width=WIDTH))[0] for each in parts]
    assert len({(each.x, each.width) for each in frames}) == 1
    alone = boxes(chart_drawing(completion(*short), bundled(), width=WIDTH))[0]
    assert alone.x < frames[0].x
    assert [each.note for each in parts] == [*("" for _ in parts[1:]), whole.note]


@pytest.mark.parametrize("name", CHARTS)
def test_the_svg_says_the_same(name: str) -> None:
    chart = CHARTS[name]
    svg = chart_svg(chart, bundled(), width=WIDTH)
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == chart.title
    words = "".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    assert readback.squeezed(words) == readback.squeezed("".join(chart.words()))
    drawing = chart_drawing(chart, bundled(), width=WIDTH)
    assert len(list(root.iter(f"{SVG}rect"))) == len(boxes(drawing))
    assert float(root.attrib["height"]) == pytest.approx(drawing.height, abs=0.01)
    assert {each.attrib["font-family"] for each in root.iter(f"{SVG}tspan")} <= {"Noto Sans SC"}


def test_the_svg_wears_the_colours_of_the_window() -> None:
    look = ChartLook(ink="#e6ece9", fill="#14696b", frame="#3c4a48", ground="#1b2423")
    svg = chart_svg(completion(), bundled(), width=600, look=look)
    for color in ("#e6ece9", "#14696b", "#3c4a48", "#1b2423"):
        assert color in svg
    assert "#000000" not in svg


def test_text_with_signs_of_markup_is_text() -> None:
    chart = completion(rate("<家访> & “探访”", "5.00"), title="a < b & c")
    root = ElementTree.fromstring(chart_svg(chart, bundled(), width=500))
    assert root.findtext(f"{SVG}title") == "a < b & c"
    assert "<家访> & “探访”" in {"".join(each.itertext()) for each in root.iter(f"{SVG}text")}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: Bar(label="小组", printed="", maximum=D(0)),
            "bar 小组: the maximum is not more than nothing",
        ),
        (lambda: BarChart(kind=ChartKind.SHARE, title="得分", bars=()), "chart 得分: nothing to show"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_birth(make: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()
