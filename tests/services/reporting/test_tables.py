"""The score table with its merged cell, and the tables of 附件1."""

from dataclasses import replace
from typing import Any

import pytest

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.mark import Bare
from sgz_desktop.exports.report import KeepTogether, Table, leaves
from sgz_desktop.house_styles.parts import AnnexPart
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import D, uid
from tests.services.case import HEAD, take_in
from tests.services.reporting.reports import composed, table
from tests.services.reporting.states import STATES, TOTAL, complete, of_groups


def test_the_score_table_of_zhongcun_is_the_printed_one(samples_program: Program, style: HouseStyle) -> None:
    report = composed(samples_program, style, of=samples_program.evaluations.find("d147"))
    assert table(report, "grade.table") == [
        ["评估内容", "标准分", "评分", "折算分"],
        ["服务监测", "10", "8.925", "8.93"],
        ["服务成效", "15", "12.4", "12.4"],
        ["运营管理", "10", "9.6", "9.6"],
        ["服务质量（第一片区）", "20", "16.8", "16.43"],
        ["服务质量（第二片区）", "20", "16"],
        ["服务质量（第三片区）", "20", "16.5"],
        ["购买方", "20", "18.5", "18.5"],
        ["督导中心", "15", "12.75", "12.75"],
        ["监督方", "10", "8.5", "8.5"],
        ["总分", "87.11"],
    ]
    (found,) = [each for each in leaves(report) if isinstance(each, Table) and each.id == "grade.table"]
    assert [cell.rows for row in found.body for cell in row.cells if cell.rows > 1] == [3]
    assert found.body[3].cells[3].rows == 3


def test_the_score_table_of_zhuguang_has_four_bare_totals(
    samples_program: Program, style: HouseStyle
) -> None:
    (found,) = [each.id for each in samples_program.evaluations.listing() if "珠光" in each.station]
    rows = table(composed(samples_program, style, of=found), "grade.table")
    names = ["评估内容", "第三方评估", "购买方", "督导中心", "监督方", "总分"]
    assert [row[0] for row in rows] == names


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (
            "components",
            [["服务质量（评审组1）", "30", "25.1234", "25.56"], ["服务质量（评审组2）", "30", "26"]],
        ),
        ("components, one missing", [["服务质量（评审组1）", "30", "未定", "未定"]]),
        (
            "endless means",
            [
                ["服务质量（评审组1）", "30", "30", "29.88"],
                ["服务质量（评审组2）", "30", "29.639"],
                ["服务质量（评审组3）", "30", "30"],
            ],
        ),
        ("components, one figure for the whole", [["服务质量", "30", "25.5", "25.5"]]),
    ],
)
def test_groups_share_one_converted_cell(
    empty: Program, style: HouseStyle, state: str, shown: list[list[str]]
) -> None:
    take_in(empty, STATES[state][0](), empty.folder)
    rows = table(composed(empty, style), "grade.table")
    assert [row for row in rows if row[0].startswith("服务质量")] == shown


def test_a_mean_that_ends_nowhere_has_three_decimals(empty: Program, style: HouseStyle) -> None:
    dossier = of_groups(1, experts=3)
    worse = make.mark("bare", answer=Bare(D("8.9")))
    parts = [
        worse if each.id == worse.id else each for each in dossier.entities() if each.kind != "evaluation"
    ]
    take_in(empty, make.dossier(*parts, **HEAD), empty.folder)
    rows = table(composed(empty, style), "grade.table")
    assert ["服务质量（评审组1）", "30", "29.633", "29.63"] in rows


def test_an_annex_may_go_without_its_period(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    outline = tuple(
        replace(each, period="") if isinstance(each, AnnexPart) else each for each in style.outline
    )
    ids = [each.id for each in leaves(composed(empty, replace(style, outline=outline)))]
    assert "annex.indicators" in ids
    assert "annex.indicators.period" not in ids


def test_a_pooled_group_has_its_zones_in_the_annex(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    assert table(composed(empty, style), "annex.zones.1")[2:] == [
        ["第1片区", "3.5", "10", "0", "0.00%"],
        ["第2片区", "—", "0", "3", "—"],
        ["评审组1", "—", "—", "—", "—"],
        ["合计", "—", "—", "—", "—"],
    ]


@pytest.mark.parametrize(
    ("entered", "shown"),
    [
        (None, ["合计", "—", "30", "40", "133.33%"]),
        ((None, None), ["合计", "—", "30", "40", "133.33%"]),
        ((D("50"), D("45")), ["合计", "—", "50", "45", "90.00%"]),
        ((None, D("45")), ["合计", "—", "30", "45", "150.00%"]),
        ((D("50"), None), ["合计", "—", "50", "40", "80.00%"]),
    ],
    ids=["nothing", "an empty row", "both", "done alone", "agreed alone"],
)
def test_the_station_s_row_is_printed_as_entered_and_else_summed_figure_by_figure(
    empty: Program, style: HouseStyle, entered: tuple[Any, Any] | None, shown: list[str]
) -> None:
    row = [] if entered is None else [make.indicator_value(agreed=entered[0], done=entered[1])]
    take_in(
        empty,
        complete(
            TOTAL,
            make.zone(1),
            make.zone(2),
            make.indicator(1, cover=Cover.ZONES, column="参考数"),
            make.indicator_value(zone_id=uid("zone", 1), agreed=D("10"), done=D("20")),
            make.indicator_value(zone_id=uid("zone", 2), agreed=D("20"), done=D("20")),
            *row,
            basis=Basis.TOTAL,
        ),
        empty.folder,
    )
    report = composed(empty, style)
    assert table(report, "annex.zones.1")[-1] == shown
    assert table(report, "annex.zones.1")[1] == ["参考数", "完成量", "百分比"]
    (whole,) = [each for each in report.sections[-1].blocks if isinstance(each, KeepTogether)]
    assert [each.id for each in whole.blocks] == ["annex.zones.1"]


def test_without_indicators_there_is_no_annex_and_no_list_of_annexes(
    empty: Program, style: HouseStyle
) -> None:
    take_in(empty, STATES["total only"][0](), empty.folder)
    report = composed(empty, style)
    assert len(report.sections) == 1
    assert not [each for each in leaves(report) if "annex" in each.id]
