"""The charts for the window: what they show, what is told of them, what stands in their place."""

from uuid import UUID
from xml.etree import ElementTree

import pytest

from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.charting import Colours, Undrawable
from sgz_desktop.wiring import Program
from tests.services.test_previews import RARE, ZHUGUANG

COLOURS = Colours(ink="#203040", fill="#14696b", frame="#b0b8b4", ground="#eef0ec")
SAMPLE = UUID(ZHUGUANG)


def test_what_is_drawn_is_told_in_words_too(samples_program: Program) -> None:
    charting = samples_program.charting
    shares = charting.shares(SAMPLE)
    assert shares.sentence == (
        "各项得分与标准分：第三方评估51.98分，满分55分；督导中心13分，满分15分；"
        "购买方20分，满分20分；监督方10分，满分10分。"
    )
    completion = charting.completion(SAMPLE)
    assert completion.sentence.startswith(
        "服务指标完成率与时间进度：时间进度41.67%；建档108.03%；电访52.50%；"
    )
    assert "专业个案结案36.36%，落后于时间进度；" in completion.sentence
    assert not charting.is_quick
    drawn = ElementTree.fromstring(charting.svg(shares, width=600, colours=COLOURS))
    assert charting.is_quick
    assert drawn.get("width") == "600.00"
    assert float(str(drawn.get("height"))) >= shares.least_height
    fills = {each.get("fill") for each in drawn.iter("{http://www.w3.org/2000/svg}rect")}
    assert fills == {COLOURS.fill, COLOURS.ground}
    assert charting.shares(SAMPLE) == shares


def test_an_empty_chart_is_a_sentence(empty: Program) -> None:
    made = empty.evaluations.create(station="白云区云边街社工服务站", phase=Phase.MIDTERM)
    charting = empty.charting
    shown = (charting.shares(made), charting.completion(made))
    assert [each.sentence for each in shown] == [
        "还没有一项得分，有了得分就画在这里。",
        "还没有完成率。填了协议量和完成量，各项指标就画在这里。",
    ]
    assert [charting.svg(each, width=600, colours=COLOURS) for each in shown] == [b"", b""]
    empty.judging.set_basis(made, Basis.GRADE_ONLY, NOBODY)
    assert charting.shares(made).sentence == "这次评估只有等级，没有各项得分可画。"


def test_a_character_that_no_font_has_is_named(samples_program: Program) -> None:
    indicator = samples_program.evaluations.dossier(SAMPLE).indicators[0]
    values = {"label": f"建{RARE}档", "table_label": f"建{RARE}档"}
    samples_program.preparing.edit(SAMPLE, indicator.kind, indicator.id, values, NOBODY)
    charting = samples_program.charting
    with pytest.raises(Undrawable, match=r"U\+2B5A3.*图表画不出来"):
        charting.svg(charting.completion(SAMPLE), width=600, colours=COLOURS)
