"""附件2 from the roster, on paper and as values: cells, sums, what is open, notes, terms of any length."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.report_text import PURCHASE_TERM
from sgz_desktop.exports.report import Field, Heading, PageForm, Paragraph, Table, leaves, leaves_of, plain
from sgz_desktop.house_styles.style import HouseStyle, Retention
from sgz_desktop.services.reporting.roster import month_heads, spelt_months
from tests import build as make
from tests.build import D
from tests.services.reporting.reports import sourceless, table
from tests.services.reporting.rosters import (
    MONTHS,
    TERM,
    overridden,
    report_of,
    roster,
    stated,
    ticked,
    worker,
    worker_id,
)

ROWS = "annex.attendance.rows"
SUMS = "持证社工有效人次小计"


def rows_of(dossier: Dossier, style: HouseStyle, key: str = ROWS) -> list[list[str]]:
    return table(report_of(dossier, style), key)


def row(dossier: Dossier, style: HouseStyle, first: str) -> list[str]:
    """The first row that begins so."""
    found, *_ = [each for each in rows_of(dossier, style) if each[0].startswith(first)]
    return found


def notes(dossier: Dossier, style: HouseStyle) -> list[str]:
    report = report_of(dossier, style)
    return [
        plain(each.runs) for each in leaves(report) if isinstance(each, Paragraph) and ".note." in each.id
    ]


def changed(dossier: Dossier, number: int, month: str, figure: str, reason: str) -> Dossier:
    record = dossier.duty_by_key[worker_id(number), month]
    others = tuple(each for each in dossier.duty_months if each is not record)
    return replace(dossier, duty_months=(*others, overridden(record, figure, reason)))


def test_heads_and_cells_stand_as_the_printed_annex_has_them(style: HouseStyle) -> None:
    upper, lower, first, second, third, fourth, *_ = rows_of(roster(), style)
    assert upper == [
        *("类型", "序号", "姓名", "职位", "片区", "岗位资格证/资质", "合同期限"),
        *("2023年8月", "9月", "10月", "11月", "到岗小计", "符合从业2年\n以上的社工\n到岗小计", "备注"),
    ]
    assert lower == ["人员\n到位", "社保\n购买", "工资\n发放"] * 4
    term = "2023年8月1日至\n2025年7月31日"
    assert first == ["持证社工", "1", "社工01", "项目主任", "", "中级社工师", term, *"√" * 12, "4", "4", ""]
    remark = "2023年10月社保为上一机构购买"
    assert second[5:] == [
        *("2023年10月23日至\n2025年7月31日", *"——————", *"√", "", *"√√√√", "1.5", "1.5", remark)
    ]
    assert third[3] == "东片区"
    assert third[-3:] == ["2", "2", "2023年9月30日离岗"]
    assert fourth[-3:-1] == ["待核", "待核"]
    assert fourth[6 + 6 : 6 + 9] == ["", "", ""]


def test_sums_keep_open_what_is_open(style: HouseStyle) -> None:
    dossier = roster()
    assert row(dossier, style, SUMS) == [
        SUMS,
        "3",
        "3",
        "待核（已核 1.5）",
        "3",
        "待核（已核 10.5）",
        "待核（已核 10.5）",
        "",
    ]
    other = "非持证社工有效人次小计"
    assert row(dossier, style, other) == [other, "1.5", "2", "2", "2", "7.5", "待核（已核 0）", ""]
    ticks = row(dossier, style, "每月人员到位")
    assert ticks[1:13] == ["4.5", "5", "5", "5", "5", "5", "4", "3", "4", "5", "5", "5"]
    whole = row(dossier, style, "社工有效人次总计")
    assert whole[1:] == ["4.5", "5", "待核（已核 3.5）", "5", "待核（已核 18）", "待核（已核 10.5）", ""]


def test_of_ticks_that_nobody_recorded_no_sum_is_printed(style: HouseStyle) -> None:
    dossier = roster()
    bare = tuple(replace(each, insured=None) for each in dossier.duty_months)
    ticks = row(replace(dossier, duty_months=bare), style, "每月人员到位")
    assert ticks[1:13] == ["4.5", "", "5", "5", "", "5", "4", "", "4", "5", "", "5"]


@pytest.mark.parametrize(
    ("how", "told", "shown"),
    [
        (
            Retention.STAYED,
            "持续在岗社工数÷协议要求在岗社工数×100%，超过100%的按100%计",
            ["待核", "持续在岗 待核，协议要求 5 人"],
        ),
        (
            Retention.CERTIFIED_ON_DUTY,
            "持证在岗社工数÷协议要求在岗社工数×100%",
            ["60%", "持证在岗 3 人，协议要求 5 人"],
        ),
    ],
)
def test_the_retention_line_has_the_style_s_formula_and_figure(
    style: HouseStyle, how: Retention, told: str, shown: list[str]
) -> None:
    chosen = replace(style, figures=replace(style.figures, retention=how))
    assert row(roster(), chosen, "社工站稳岗率") == [f"社工站稳岗率（{told}）", *shown]
    bare = row(roster(required_staff=None), chosen, "社工站稳岗率")
    assert bare[1] == "待核"
    assert bare[2].endswith("协议要求 待核")


def test_notes_tell_what_was_settled_what_is_open_and_the_station_s_own_sums(style: HouseStyle) -> None:
    dossier = changed(roster(), 1, "2023-09", "0.5", "考勤表只有半月。")
    dossier = changed(dossier, 5, "2023-08", "0", "未到岗")
    own = replace(dossier.workers[2], stated_months=D(3), stated_experienced=D(2))
    dossier = replace(dossier, workers=(*dossier.workers[:2], own, *dossier.workers[3:]))
    assert row(dossier, style, "持证社工")[10] == "√*"
    assert notes(dossier, style)[1:] == [
        "* 社工01（2023年9月）：原记录到位√、社保√、工资√ → 改定 0.5 人次，理由：考勤表只有半月。",
        "* 社工05（2023年8月）：原记录到位半、社保√、工资√ → 改定 0 人次，理由：未到岗。",
        "待核：社工04（2023年10月）没有到岗记录。",
        "待核：社工06从业是否满两年没有核实。",
        "站点原表的到岗数与本表不同的：社工03（到岗 3、本表 2）。",
    ]


def test_what_is_open_is_explained_where_anything_is(style: HouseStyle) -> None:
    whole = ticked(1, "√√√", "√√√", "√√√", "√√√")
    settled = make.dossier(worker(1), *whole, required_staff=1, **TERM)
    assert "“待核”" in notes(roster(), style)[0]
    assert notes(settled, style) == [
        "注：“√”为有，“半”为半个月，“—”为无，空白为没有记录；到岗人次以半个月为单位，按勾选和在岗日期计算。"
    ]


def test_ticks_outside_the_contract_and_unclear_papers_are_told(style: HouseStyle) -> None:
    late = [worker(n, certificate=None, contract_start=date(2023, 10, 1)) for n in (7, 8)]
    dossier = roster(*late, *ticked(7, "√√√", "√√√", "√√√", "√√√"), *ticked(8, "", "", "√√√", "√√√"))
    rows = rows_of(dossier, style)
    assert [each[0] for each in rows if each[0].endswith("社工")] == [
        "资质待核社工",
        "持证社工",
        "非持证社工",
    ]
    assert not [each for each in rows if each[0] == "资质待核社工有效人次小计"]
    assert row(dossier, style, SUMS)[-3] == "待核（已核 10.5）"
    told = notes(dossier, style)
    assert "待核：社工07（2023年8月至9月）勾选了到位，但不在合同期或在岗日期内。" in told
    assert "待核：社工07、社工08的资质没有核实，未计入持证或非持证社工。" in told


def test_a_long_list_of_people_is_cut(style: HouseStyle) -> None:
    many = [worker(n) for n in range(10, 30)]
    (told,) = [each for each in notes(roster(*many), style) if "没有到岗记录" in each]
    assert told.endswith("等 21 人没有到岗记录。")


def test_figures_a_month_stand_in_the_place_of_ticks(style: HouseStyle) -> None:
    bare = roster()
    dossier = replace(
        bare,
        workers=(worker(1), worker(2)),
        duty_months=(*stated(1, "1", "0.5", "", "0"), *stated(2, *"1111")),
    )
    dossier = changed(dossier, 1, "2023-08", "0.5", "半月")
    heads, first, *_ = rows_of(dossier, style)
    assert heads[6:11] == ["2023年8月", "9月", "10月", "11月", "到岗小计"]
    assert first[6:12] == ["1*", "0.5", "", "0", "待核", "待核"]
    assert not [each for each in rows_of(dossier, style) if each[0].startswith("每月")]
    assert "* 社工01（2023年8月）：原记录到岗数 1 → 改定 0.5 人次，理由：半月。" in notes(dossier, style)


def test_a_settled_month_without_any_record_says_so(style: HouseStyle) -> None:
    dossier = roster()
    bare = replace(dossier.duty_by_key[worker_id(1), "2023-09"], present=None, insured=None, paid=None)
    others = [each for each in dossier.duty_months if each.id != bare.id]
    dossier = replace(dossier, duty_months=(*others, overridden(bare, "1", "已核对考勤")))
    assert row(dossier, style, "持证社工")[10] == "*"
    assert "* 社工01（2023年9月）：原无记录 → 改定 1 人次，理由：已核对考勤。" in notes(dossier, style)


@pytest.mark.parametrize(
    ("end", "form", "tables"),
    [
        (date(2023, 11, 30), PageForm.LANDSCAPE, [4]),
        (date(2024, 2, 29), PageForm.WIDE, [7]),
        (date(2024, 7, 31), PageForm.WIDE, [12]),
        (date(2024, 9, 30), PageForm.WIDE, [7, 7]),
        (date(2025, 9, 30), PageForm.WIDE, [9, 9, 8]),
    ],
)
def test_a_term_of_any_length_is_shared_out_over_sheets(
    style: HouseStyle, end: date, form: PageForm, tables: list[int]
) -> None:
    report = report_of(roster(period_end=end), style)
    (section,) = [each for each in report.sections if ROWS in [leaf.id for leaf in leaves_of(each)]]
    assert section.form is form
    found = [each for each in leaves_of(section) if isinstance(each, Table)]
    months = [[plain(cell.runs) for cell in each.head[0].cells if cell.columns == 3] for each in found]
    assert [len(each) for each in months] == tables
    assert months[-1][0].startswith("20")
    # The sums stand once, in the last table.
    assert [plain(each.head[0].cells[-1].runs) == "备注" for each in found] == [
        *[False] * (len(tables) - 1),
        True,
    ]


def test_titles_above_and_the_line_to_sign_below(style: HouseStyle, other_style: HouseStyle) -> None:
    report = report_of(roster(), style)
    lines = [
        plain(each.runs)
        for each in leaves(report)
        if isinstance(each, Paragraph) and each.id.startswith("annex.")
    ]
    assert lines[1:5] == [
        "（2023年8月1日至2023年11月30日）",
        "社工站名称（机构公章）：广州市番禺区和安街社工服务站",
        "项目服务采购周期：＿＿＿＿年＿＿月＿＿日至＿＿＿＿年＿＿月＿＿日",
        "年度服务协议时间：2023年8月1日至2024年7月31日",
    ]
    assert lines[-1].startswith("负责人：")
    bought = make.report_text(code=PURCHASE_TERM, text="2023年8月1日至2025年7月31日")
    line = next(
        each
        for each in leaves(report_of(roster(bought), style))
        if isinstance(each, Paragraph) and plain(each.runs).startswith("项目服务采购周期")
    )
    assert plain(line.runs) == "项目服务采购周期：2023年8月1日至2025年7月31日"
    assert {each.source for each in line.runs} == {Field("report_text", bought.id, "text")}
    assert "年度服务协议时间：＿" in "".join(
        plain(each.runs)
        for each in leaves(report_of(roster(agreement_end=None), style))
        if isinstance(each, Paragraph)
    )
    titles = [
        plain(each.runs) for each in leaves(report_of(roster(), other_style)) if isinstance(each, Heading)
    ]
    assert titles[-1].endswith("社工到岗情况统计表")


def test_every_word_of_the_annexes_has_a_source(style: HouseStyle) -> None:
    dossier = changed(roster(), 1, "2023-09", "0.5", "半月")
    assert list(sourceless(report_of(dossier, style), dossier, style)) == []


@pytest.mark.parametrize(
    ("months", "told"),
    [
        (["2023-08"], "2023年8月"),
        (["2023-11", "2023-12", "2024-01"], "2023年11月至2024年1月"),
        (["2023-08", "2023-10", "2023-11"], "2023年8月、10月至11月"),
    ],
)
def test_months_are_spelt_in_stretches(months: list[str], told: str) -> None:
    assert spelt_months(months) == told


def test_heads_name_the_year_where_it_begins() -> None:
    assert list(month_heads(["2023-12", "2024-01", "2024-02"]).values()) == ["2023年12月", "2024年1月", "2月"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"contract_end": None}, "2023年8月1日起"),
        ({"contract_start": None}, "2025年7月31日止"),
        ({"contract_start": None, "contract_end": None}, ""),
    ],
)
def test_one_end_of_a_contract_is_told_as_such(style: HouseStyle, given: dict[str, Any], shown: str) -> None:
    dossier = roster(worker(7, name="另一人", **given))
    (found,) = [each for each in rows_of(dossier, style) if "另一人" in each]
    assert found[5] == shown


def test_remarks_keep_their_words_and_gain_the_dates_they_lack(style: HouseStyle) -> None:
    given: dict[str, Any] = {
        "remark": "行业外。",
        "joined_on": date(2023, 8, 3),
        "left_on": date(2023, 11, 2),
    }
    dossier = roster(
        worker(7, name="另一人", **given),
        worker(8, name="又一人", remark="2023年8月3日入职", joined_on=date(2023, 8, 3)),
    )
    told = {each[1]: each[-1] for each in rows_of(dossier, style) if "一人" in each[1]}
    assert told == {"另一人": "行业外；2023年8月3日到岗；2023年11月2日离岗", "又一人": "2023年8月3日入职"}


def test_the_roster_wants_the_period_s_dates(style: HouseStyle, other_style: HouseStyle) -> None:
    dossier = roster(period_start=None)
    ids = [each.id for each in leaves(report_of(dossier, style))]
    assert ROWS not in ids
    assert "annex.attendance" not in ids
    assert len(MONTHS) == len({each.month for each in dossier.duty_months})
    assert "annex.attendance" not in [each.id for each in leaves(report_of(dossier, other_style))]
