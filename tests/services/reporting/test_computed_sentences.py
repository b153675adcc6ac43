"""Sentences that figures speak for: staff, attendance, satisfaction, indicators and their progress."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.house_styles.style import HouseStyle, Retention
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.services.case import take_in
from tests.services.reporting.reports import below, composed, with_passage
from tests.services.reporting.states import STATES, TOTAL, complete

PERIOD = {"period_start": date(2023, 7, 16), "period_end": date(2023, 12, 31)}
SPAN = "考核期自2023年7月16日至2023年12月31日"


def figures(**entered: str) -> list[Any]:
    return [make.quantity(code=key.replace("__", "."), value=D(value)) for key, value in entered.items()]


def test_the_figures_of_zhongcun_are_told_once_and_rightly(
    samples_program: Program, style: HouseStyle
) -> None:
    report = composed(samples_program, style, of=samples_program.evaluations.find("d147"))
    assert below(report, "profile")[2] == (
        "考核期末（2023年12月31日），社工站共有工作人员21名：社工专业人员15名，其中持中级社工师证的7名、"
        "持助理社工师证的8名；社会工作相关专业的1名；其他人员5名。另配督导4名，从事社会服务均在7年以上。"
    )
    assert below(report, "operations")[1] == (
        f"{SPAN}，按协议配备20名社工计，社工应到岗110人次，实到岗111.5人次，超出1.5人次。"
        "持证社工应到岗55人次，实到岗82.5人次，超出27.5人次，占全部社工实到岗人次的73.99%。"
        "从业2年以上的社工14名，相当于协议配备人数的70%。"
        "持续在岗的社工18名，与协议配备人数相比，稳岗率为90%。"
    )
    assert below(report, "outcomes") == [
        "满意度以问卷、电话和走访的方式调查，共101人受访：满意度在95%及以上的79人，"
        "85%（含）至95%的15人，75%（含）至85%的7人。"
    ]
    sentence, elapsed, verdict = below(report, "progress")
    assert sentence == (
        "评估期内，社工站共完成家访1165人次，电访1445人次，分别完成协议指标量的97.08%、180.63%；"
        "个案接案42个，完成协议指标量的52.50%；小组15个，完成协议指标量的50.00%；"
        "大型社区活动7次，中小型社区活动23次，分别完成协议指标量的70.00%、76.67%；"
        "培育志愿者97名，志愿者骨干14名，志愿者队伍/社会组织2支，"
        "分别完成协议指标量的97.00%、50.00%、50.00%。"
        "（数据来源：社工站；各项指标的完成情况见附件1。）"
    )
    assert elapsed == "考核期共5.5个月，时间进度为45.83%。上述指标的完成率均不低于时间进度。"
    assert verdict.startswith("从以上数据看")


@pytest.mark.parametrize(
    ("entered", "over", "told"),
    [
        ({}, {}, f"{SPAN}。"),
        ({"attendance__required": "110"}, {}, f"{SPAN}。"),
        (
            {"attendance__required": "110", "attendance__actual": "100.5"},
            {},
            f"{SPAN}，社工应到岗110人次，实到岗100.5人次，缺少9.5人次。",
        ),
        (
            {"attendance__required": "110", "attendance__actual": "110"},
            {"required_staff": 20},
            f"{SPAN}，按协议配备20名社工计，社工应到岗110人次，实到岗110人次。",
        ),
        (
            {"staff__experienced": "15", "staff__stayed": "13"},
            {"required_staff": 20},
            f"{SPAN}。从业2年以上的社工15名，相当于协议配备人数的75%。"
            "持续在岗的社工13名，与协议配备人数相比，稳岗率为65%。",
        ),
        ({"staff__experienced": "15", "staff__stayed": "13"}, {}, f"{SPAN}。"),
        ({"attendance__certified_actual": "40"}, {}, f"{SPAN}。"),
        (
            {"attendance__certified_required": "55", "attendance__certified_actual": "55"},
            {},
            f"{SPAN}。持证社工应到岗55人次，实到岗55人次。",
        ),
        (
            {
                "attendance__actual": "111.5",
                "attendance__certified_required": "55",
                "attendance__certified_actual": "80.5",
            },
            {},
            f"{SPAN}。持证社工应到岗55人次，实到岗80.5人次，超出25.5人次，占全部社工实到岗人次的72.20%。",
        ),
        (
            {"attendance__certified_required": "55", "attendance__certified_actual": "52"},
            {},
            f"{SPAN}。持证社工应到岗55人次，实到岗52人次，缺少3人次。",
        ),
    ],
)
def test_attendance_is_told_as_far_as_it_is_known(
    empty: Program, style: HouseStyle, entered: dict[str, str], over: dict[str, Any], told: str
) -> None:
    take_in(empty, complete(*figures(**entered), **(PERIOD | over)), empty.folder)
    assert below(composed(empty, style), "operations")[1:] == [told]


def test_a_house_may_measure_retention_by_certified_staff(empty: Program, style: HouseStyle) -> None:
    mine = replace(
        with_passage(style, "lead_operations", "稳岗率{{ 稳岗率 }}。"),
        figures=replace(style.figures, retention=Retention.CERTIFIED_ON_DUTY),
    )
    take_in(empty, complete(*figures(staff__certified="41"), required_staff=45), empty.folder)
    assert below(composed(empty, mine), "operations")[0] == "稳岗率91.11%。"


def test_without_a_period_nothing_is_told_of_attendance(empty: Program, style: HouseStyle) -> None:
    entered = figures(attendance__required="110", attendance__actual="100.5")
    take_in(empty, complete(*entered), empty.folder)
    assert len(below(composed(empty, style), "operations")) == 1


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        ({}, []),
        ({"asked": "100"}, ["满意度以问卷、电话和走访的方式调查，共100人受访。"]),
        (
            {"asked": "100", "mean": "95.04"},
            ["满意度以问卷、电话和走访的方式调查，共100人受访，平均满意度为95.04%。"],
        ),
        (
            {"asked": "100", "below_75": "1", "75_to_85": "0", "85_to_95": "10", "from_95": "89"},
            [
                "满意度以问卷、电话和走访的方式调查，共100人受访：满意度在95%及以上的89人，"
                "85%（含）至95%的10人，75%（含）至85%的0人，低于75%的1人。"
            ],
        ),
    ],
)
def test_satisfaction_is_told_by_bands_or_by_the_mean(
    empty: Program, style: HouseStyle, entered: dict[str, str], told: list[str]
) -> None:
    given = figures(**{f"satisfaction__{key}": value for key, value in entered.items()})
    take_in(empty, complete(*given), empty.folder)
    assert below(composed(empty, style), "outcomes") == told


def test_what_lags_behind_the_time_is_named(empty: Program, style: HouseStyle) -> None:
    parts = [
        part
        for number, done in enumerate(("1", "45.83", "5", "45.82"), 1)
        for part in (
            make.indicator(number, label=f"甲{number}"),
            make.indicator_value(indicator_id=uid("indicator", number), agreed=D("100"), done=D(done)),
        )
    ]
    take_in(empty, complete(*parts, **PERIOD), empty.folder)
    told = below(composed(empty, style, final=True), "progress")[1:]
    assert told == ["考核期共5.5个月，时间进度为45.83%。甲1、甲3、甲4的完成率落后于时间进度。"]


def test_indicators_without_an_agreed_amount_have_no_rate(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["indicators done, nothing agreed"][0](), empty.folder)
    told = below(composed(empty, style), "progress")
    assert "“指标1”1445个，“指标2”7个，其中“指标2”完成协议指标量的70.00%。" in told[0]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("家访", "家访1165人次"),
        ("指标8", "“指标8”1165人次"),
        ("指标８", "“指标８”1165人次"),
        ("热线A", "“热线A”1165人次"),
        ("满意率99.", "“满意率99.”1165人次"),
        ("3社联动（2）", "3社联动（2）1165人次"),
    ],
)
def test_a_label_does_not_run_into_its_amount(
    empty: Program, style: HouseStyle, label: str, told: str
) -> None:
    parts = [make.indicator(1, label=label, unit="人次"), make.indicator_value(done=D("1165"))]
    take_in(empty, complete(*parts), empty.folder)
    assert f"完成{told}" in below(composed(empty, style), "progress")[0]


def test_without_a_rate_nothing_is_said_of_the_time(empty: Program, style: HouseStyle) -> None:
    dossier = complete(
        TOTAL, make.indicator(1), make.indicator_value(agreed=None), basis=Basis.TOTAL, **PERIOD
    )
    take_in(empty, dossier, empty.folder)
    assert len(below(composed(empty, style, final=True), "progress")) == 1


def test_without_indicators_that_is_said(empty: Program, style: HouseStyle) -> None:
    take_in(empty, complete(TOTAL, basis=Basis.TOTAL), empty.folder)
    told = below(composed(empty, style), "progress")
    assert told == ["本次评估没有录入服务指标的完成情况。"]
