"""附件3 and 附件4: rows, sums by kind and by month, what was due; and which annexes a report has."""

from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.report import Heading, PageForm, Paragraph, Table, leaves, plain
from sgz_desktop.house_styles.style import HouseStyle
from tests import build
from tests.build import D
from tests.services.reporting.reports import sourceless, table
from tests.services.reporting.rosters import TERM, hours, report_of, resources, roster


def labels(dossier: Dossier, style: HouseStyle) -> list[str]:
    """Number and title of every annex."""
    found = [each for each in leaves(report_of(dossier, style)) if isinstance(each, Heading) and each.lead]
    return [f"{plain(each.lead)} {plain(each.runs)}" for each in found]


def test_resources_have_a_row_each_and_a_sum_of_each_kind(style: HouseStyle) -> None:
    report = report_of(build.dossier(*resources(), **TERM), style)
    heads, *rows = table(report, "annex.resources.rows")
    assert heads == [
        "序号",
        "日期",
        "资源提供方",
        "资源类型",
        "资源内容",
        "价值（元）",
        "受益人数",
        "所属基金",
    ]
    assert rows == [
        ["1", "2023年9月28日", "街道商会", "物资", "中秋慰问品", "1280.5", "30", ""],
        ["2", "2023年9月28日", "街道商会", "资金", "中秋慰问品", "5000", "30", "社区慈善基金"],
        ["3", "2023年下半年", "街道商会", "", "中秋慰问品", "", "30", ""],
        ["4", "2023年9月28日", "某中学", "物资", "中秋慰问品", "0.5", "", ""],
        ["小计（资金，1 项）", "5000", "30", ""],
        ["小计（物资，2 项）", "1281", "30", ""],
        ["小计（未分类，1 项）", "", "30", ""],
        ["合计（4 项）", "6281", "90", ""],
    ]
    told = [
        plain(each.runs)
        for each in leaves(report)
        if isinstance(each, Paragraph) and each.id.startswith("annex.resources.note")
    ]
    assert told == ["注：1 项没有填写价值，1 项没有填写受益人数，没有计入。"]


def test_hours_stand_by_month_with_their_sums_and_what_was_due(style: HouseStyle) -> None:
    entered = [
        hours(1, "2023-08", "6", "1.5"),
        hours(1, "2023-10", "7", None),
        hours(2, "2023-10", None, "2"),
    ]
    upper, lower, first, second, *_, whole, due, rate = table(
        report_of(roster(*entered), style), "annex.training.rows"
    )
    assert upper == ["序号", "姓名", "职位", "2023年8月", "9月", "10月", "11月", "合计"]
    assert lower == ["培训\n学时", "督导\n学时"] * 5
    assert first == ["1", "社工01", "项目主任", "6", "1.5", "", "", "7", "", "", "", "13", "1.5"]
    assert second[3:] == ["", "", "", "", "", "2", "", "", "", "2"]
    assert whole == ["合计", "6", "1.5", "", "", "7", "2", "", "", "13", "3.5"]
    assert due == ["应完成培训学时（应到岗 20 人次×每人次 6 学时）", "120"]
    assert rate == ["培训学时完成率（13÷120×100%）", "10.83%"]


@pytest.mark.parametrize(
    ("entered", "heads"),
    [
        ([hours(1, "", "33", "2")], ["序号", "姓名", "职位", "培训学时", "督导学时"]),
        (
            [hours(1, "", "33", "2"), hours(1, "2023-09", "1", None)],
            ["序号", "姓名", "职位", "2023年8月", "9月", "10月", "11月", "未分月", "合计"],
        ),
    ],
    ids=["the whole period", "both"],
)
def test_hours_of_the_whole_period_have_columns_of_their_own(
    style: HouseStyle, entered: list[Any], heads: list[str]
) -> None:
    rows = table(report_of(roster(*entered), style), "annex.training.rows")
    assert rows[0] == heads
    assert rows[-3][-2:] == ["33", "2"] if len(entered) == 1 else ["34", "2"]


@pytest.mark.parametrize(
    ("end", "form"), [(date(2023, 11, 30), PageForm.LANDSCAPE), (date(2024, 2, 29), PageForm.WIDE)]
)
def test_hours_of_many_months_stand_on_a_wide_sheet(style: HouseStyle, end: date, form: PageForm) -> None:
    dossier = roster(hours(1, "2023-08", "6", "1.5"), period_end=end)
    last = report_of(dossier, style).sections[-1]
    assert [each.id for each in last.blocks if isinstance(each, Table)] == ["annex.training.rows"]
    assert last.form is form


def test_what_was_due_stays_open_without_the_required_staff(style: HouseStyle) -> None:
    dossier = roster(
        hours(1, "2023-08", None, "2"),
        build.quantity(code="training.hours_each", value=D(5)),
        required_staff=None,
    )
    *_, due, rate = table(report_of(dossier, style), "annex.training.rows")
    assert due == ["应完成培训学时（应到岗 待核 人次×每人次 5 学时）", "待核"]
    assert rate == ["培训学时完成率（待核÷待核×100%）", "待核"]


def test_hours_outside_the_period_or_without_one_have_their_months(style: HouseStyle) -> None:
    entered = [hours(1, "2023-12", "6", None), hours(1, "2024-02", "6", None)]
    for dates, months in (
        ({}, ["2023年8月", "9月", "10月", "11月", "12月", "2024年2月"]),
        ({"period_end": None}, ["2023年12月", "2024年2月"]),
    ):
        rows = table(report_of(roster(*entered, **dates), style), "annex.training.rows")
        assert rows[0][3:-1] == months


def test_annexes_are_numbered_by_what_there_is(style: HouseStyle, other_style: HouseStyle) -> None:
    whole = roster(build.indicator(1), *resources(), hours(1, "", "33", None))
    assert [each.partition(" ")[0] for each in labels(whole, style)] == ["附件1", "附件2", "附件3", "附件4"]
    assert [each.rpartition("站")[2] for each in labels(whole, style)] == [
        "购买服务项目指标完成情况统计表",
        "购买服务项目社工到岗情况统计表",
        "服务资源整合汇总表",
        "员工参加培训及督导情况统计汇总表",
    ]
    assert [each.partition(" ")[0] for each in labels(roster(*resources()), style)] == ["附件1", "附件2"]
    bare = build.dossier(build.quantity(code="attendance.actual", value=D(115)), **TERM)
    assert labels(bare, style) == []
    (only,) = labels(bare, other_style)
    assert only.endswith("社工到岗情况汇总表")


def test_every_word_has_a_source(style: HouseStyle) -> None:
    dossier = roster(*resources(), hours(1, "2023-08", "6", "1.5"), hours(2, "", "33", None))
    assert list(sourceless(report_of(dossier, style), dossier, style)) == []
