"""The two charts of an evaluation, from the figures of the seeds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.exports.charts import BarChart, ChartKind
from sgz_desktop.exports.pdf import render
from sgz_desktop.exports.report import Chart, Section, leaves
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.parts import ChartKind as PrintedChart
from sgz_desktop.house_styles.parts import ChartPart, HeadingPart, Part
from sgz_desktop.scoring.score import score
from sgz_desktop.services.reporting.charts import completion_chart, share_chart
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.exports import readback
from tests.exports.build import bundled
from tests.services.reporting.reports import composed

PERIOD = {"period_start": date(2023, 7, 16), "period_end": date(2023, 12, 31)}


def dossier(*figures: tuple[str, str | None, str | None], **over: Any) -> Dossier:
    """Indicators of the whole station as label, agreed and done."""
    parts: list[Any] = []
    for number, (label, agreed, done) in enumerate(figures, 1):
        one = make.indicator(number, label=label)
        parts.append(one)
        parts.append(
            make.indicator_value(
                id=uid("value", number),
                indicator_id=one.id,
                agreed=None if agreed is None else D(agreed),
                done=None if done is None else D(done),
            )
        )
    return make.dossier(*parts, **(PERIOD | over))


def lines(chart: BarChart | None) -> list[tuple[str, str, bool]]:
    assert chart is not None
    return [(each.label, each.printed, each.behind) for each in chart.bars]


def test_rates_stand_beside_the_elapsed_time() -> None:
    chart = completion_chart(
        dossier(("家访", "1200", "1165"), ("电访", "800", "1445"), ("个案", "33", "12"), ("小组", "10", None))
    )
    assert lines(chart) == [
        ("家访", "97.08%", False),
        ("电访", "180.63%", False),
        ("个案", "36.36%", True),
        ("小组", "未填", False),
    ]
    assert chart is not None
    assert chart.kind is ChartKind.COMPLETION
    assert chart.mark is not None
    assert (chart.mark.value, chart.mark.label) == (D("45.83"), "时间进度45.83%")
    assert chart.title == "服务指标完成率与时间进度"
    assert (chart.plain_legend, chart.behind_legend) == ("达到或超过时间进度", "落后于时间进度")
    assert [each.value for each in chart.bars] == [D("97.08"), D("180.63"), D("36.36"), None]


def test_what_has_no_agreed_amount_has_no_bar_and_is_named() -> None:
    chart = completion_chart(
        dossier(("家访", "10", "5"), ("微心愿", None, "63"), ("热线", "0", "7"), ("空", None, None))
    )
    assert lines(chart) == [("家访", "50.00%", False)]
    assert chart is not None
    assert chart.note == "未约定数量、没有完成率的指标：微心愿、热线。"
    assert (chart.plain_legend, chart.behind_legend) == ("", ""), "one kind of bar needs no words"


def test_measures_of_one_indicator_are_told_apart() -> None:
    told = dossier(("专业个案", "204", "213"), ("专业个案节数", "612", "977"), ("小组", None, "3"))
    columns = ("协议接案数", "协议节数", "")
    named = [
        replace(each, table_label="专业个案", column=column)
        for each, column in zip(told.indicators, columns, strict=True)
    ]
    chart = completion_chart(replace(told, indicators=tuple(named)))
    assert [each[0] for each in lines(chart)] == ["专业个案（接案数）", "专业个案（节数）"]
    assert chart is not None
    assert chart.note == "未约定数量、没有完成率的指标：专业个案（个）。"


def test_nothing_done_is_behind_and_has_no_plain_legend() -> None:
    chart = completion_chart(dossier(("小组", "10", "0")))
    assert lines(chart) == [("小组", "0.00%", True)]
    assert chart is not None
    assert chart.plain_legend == ""


def test_without_a_period_there_is_no_mark_and_nothing_behind() -> None:
    chart = completion_chart(dossier(("小组", "10", "1"), period_start=None))
    assert lines(chart) == [("小组", "10.00%", False)]
    assert chart is not None
    assert chart.mark is None
    assert (chart.title, chart.plain_legend, chart.behind_legend) == ("服务指标完成率", "", "")


def test_the_house_style_writes_the_rates() -> None:
    chart = completion_chart(dossier(("小组", "10", "5")), percent=lambda rate: f"{rate.normalize():f}％")
    assert lines(chart) == [("小组", "50％", False)]
    assert chart is not None
    assert chart.mark is not None
    assert chart.mark.label == "时间进度45.83％"


def test_zones_are_summed_where_no_total_was_entered() -> None:
    one = make.indicator(1, label="家访", cover=Cover.ZONES)
    rows = [
        make.indicator_value(
            id=uid("v", n), indicator_id=one.id, zone_id=uid("zone", n), agreed=D(20), done=D(n)
        )
        for n in (1, 2)
    ]
    chart = completion_chart(make.dossier(one, make.zone(1), make.zone(2), *rows, **PERIOD))
    assert lines(chart) == [("家访", "7.50%", True)]


@pytest.mark.parametrize(
    "figures", [(), (("小组", None, "5"),), (("小组", "0", "5"),), (("小组", "5", None),)]
)
def test_without_a_rate_there_is_no_chart(figures: Sequence[tuple[str, str | None, str | None]]) -> None:
    assert completion_chart(dossier(*figures)) is None


@pytest.mark.parametrize("house", ["panyu", "guangzhou_swa"])
@pytest.mark.parametrize("kind", PrintedChart)
def test_either_chart_is_printed_in_either_style(
    samples_program: Program, house: str, kind: PrintedChart
) -> None:
    style = read_style_folder(resource("house_styles", house))
    place = next(n for n, part in enumerate(style.outline) if isinstance(part, HeadingPart)) + 1
    others: list[tuple[int, Part]] = [
        (n, part) for n, part in enumerate(style.outline) if not isinstance(part, ChartPart)
    ]
    outline: list[Part] = [part for n, part in others if n < place]
    outline += [ChartPart(chart=kind, caption="一目了然"), *(part for n, part in others if n >= place)]
    changed = replace(style, outline=tuple(outline))
    report = composed(samples_program, changed, of=samples_program.evaluations.find("d147"))
    (drawn,) = [each for each in leaves(report) if isinstance(each, Chart)]
    assert drawn.id.endswith(f"chart.{kind}")
    made = render(replace(report, sections=(Section((drawn,)),)), bundled())
    told = readback.squeezed("".join(readback.page_texts(made.data)))
    assert told.removeprefix("讨论稿") == readback.squeezed("".join((*drawn.chart.words(), "一目了然")))
    if kind is PrintedChart.COMPONENTS:
        first = next(code for code in style.orders.score_table if code in ("operations", "monitoring"))
        assert drawn.chart.bars[0].label == {"operations": "运营管理", "monitoring": "服务监测"}[first]
        assert ("服务质量", "16.43/20") in {(each.label, each.printed) for each in drawn.chart.bars}


def components(*, without: Sequence[str] = (), **over: Any) -> Dossier:
    given = [
        make.figure(scope=Scope.COMPONENT, code="operations", points=D("21.125")),
        make.figure(scope=Scope.COMPONENT, code="quality", points=D("25.1234")),
        *make.party_figures(),
    ]
    return make.dossier(*(each for each in given if each.code not in without), **over)


ORDER = ("quality", "operations", "assessor", "purchaser", "supervisor", "supervision_centre")


def test_components_and_parties_stand_against_their_maximum() -> None:
    chart = share_chart(score(components(basis=Basis.COMPONENTS), make.rubric()), order=ORDER)
    assert chart is not None
    assert (chart.kind, chart.mark, chart.title) == (ChartKind.SHARE, None, "各项得分与标准分")
    assert [(each.label, each.printed, each.maximum) for each in chart.bars] == [
        ("服务质量", "25.12/30", D(30)),
        ("运营管理", "21.13/25", D(25)),
        ("评估方小计", "46.25/55", D(55)),
        ("购买方", "18.5/20", D(20)),
        ("监督方", "8.5/10", D(10)),
        ("督导中心", "12.75/15", D(15)),
    ]


def test_what_is_open_has_an_empty_bar() -> None:
    dossier = components(without=("quality",), basis=Basis.COMPONENTS)
    chart = share_chart(score(dossier, make.rubric()), order=())
    assert chart is not None
    open_ones = {each.label: each.printed for each in chart.bars if each.value is None}
    assert open_ones == {"服务质量": "未定/30", "评估方小计": "未定/55"}


def test_without_points_there_is_no_chart() -> None:
    assert share_chart(score(make.dossier(basis=Basis.COMPONENTS), make.rubric()), order=ORDER) is None
    total = make.figure(scope=Scope.TOTAL, code="total", points=D("84.02"))
    assert share_chart(score(make.dossier(total, basis=Basis.TOTAL), make.rubric()), order=ORDER) is None
    assert share_chart(score(make.dossier(basis=Basis.GRADE_ONLY), make.rubric()), order=ORDER) is None
