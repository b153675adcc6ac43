"""Annexes 3 and 4, roster and money: planned, taken in, planned anew without a change."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.staffing import Certificate
from sgz_desktop.domain.survey import Outcome
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.importing import TablesPlan
from sgz_desktop.wiring import Program
from tests.build import D
from tests.intake import stations


@pytest.fixture
def begun(empty: Program) -> UUID:
    return empty.evaluations.create(station="和安街社工站", phase=Phase.MIDTERM)


def take_in(program: Program, evaluation_id: UUID, folder: Path, *lines: Sequence[Any]) -> TablesPlan:
    """Write a sheet, take it in, and find nothing new in it afterwards."""
    path = folder / "表.xlsx"
    path.write_bytes(stations.rows(*lines))
    plan = program.tables_in.plan(evaluation_id, program.tables_in.open(path))
    program.tables_in.apply(evaluation_id, plan)
    again = program.tables_in.plan(evaluation_id, program.tables_in.open(path))
    assert not any(each.writes for each in again.plans)
    return plan


def test_resources_come_in_with_kind_value_and_people(empty: Program, begun: UUID, tmp_path: Path) -> None:
    plan = take_in(
        empty,
        begun,
        tmp_path,
        ["附件3 服务资源整合汇总表"],
        ["日期", "资源提供方", "资源类别", "资源内容", "价值（元）", "受益人数"],
        ["2023.9.28", "街道商会", "物资", "中秋慰问品", 1280.5, 30],
        ["2023-10-08", "某公司", "捐赠", "助学款", 5000, 2.5],
        ["合计", "", "", "", 6000, ""],
    )
    (table,) = plan.plans
    assert table.annex is Annex.RESOURCES
    rows = empty.evaluations.dossier(begun).resources
    assert [(each.provider, each.category, each.value_yuan, each.beneficiaries) for each in rows] == [
        ("街道商会", ResourceKind.GOODS, D("1280.5"), 30),
        ("某公司", None, D(5000), None),
    ]
    told = " ".join(each.text for each in plan.problems)
    assert "资源类别“捐赠”" in told
    assert "不是人数" in told
    assert "表中的合计是 6000，各行相加是 6280.5" in told


def test_hours_belong_to_the_roster(empty: Program, begun: UUID, tmp_path: Path) -> None:
    hours: list[list[Any]] = [["姓名", "培训学时", "督导学时"], ["社工甲", 33, 4.5], ["社工乙", 20, ""]]
    path = tmp_path / "附件4.xlsx"
    path.write_bytes(stations.rows(["员工参加培训及督导情况统计汇总表"], *hours))
    plan = empty.tables_in.plan(begun, empty.tables_in.open(path))
    assert not any(each.writes for each in plan.plans)
    assert "还没有花名册" in plan.errors[0].text
    take_in(
        empty,
        begun,
        tmp_path,
        ["2023年8月1日至2023年9月30日"],
        ["姓名", "8月到岗", "9月到岗"],
        ["社工甲", "√", "√"],
    )
    plan = take_in(empty, begun, tmp_path, ["员工参加培训及督导情况统计汇总表"], *hours)
    assert "花名册里没有这个人" in plan.errors[0].text
    (found,) = empty.evaluations.dossier(begun).training_hours
    assert (found.training, found.supervision) == (D(33), D("4.5"))
    assert found.source == "表.xlsx!表!B3:C3（培训 B3，督导 C3）"


def test_what_has_no_year_is_of_the_term(empty: Program, begun: UUID, tmp_path: Path) -> None:
    roster: list[list[Any]] = [["姓名", "2023年8月到岗", "2023年9月到岗"], ["社工甲", "√", "√"]]
    hours: list[list[Any]] = [["员工参加培训情况"], ["姓名", "8月", "9月", "10月"], ["社工甲", 3, 4, 5]]
    resources: list[list[Any]] = [
        ["附件3 服务资源整合汇总表"],
        ["日期", "资源提供方", "资源内容", "价值（元）"],
        ["9月28日", "街道商会", "中秋慰问品", 100],
        ["秋天", "某公司", "助学款", 100],
    ]
    take_in(empty, begun, tmp_path, *resources)
    take_in(empty, begun, tmp_path, *roster)
    plan = take_in(empty, begun, tmp_path, *hours)
    assert "各月学时合为整个期间的学时" in " ".join(each.text for each in plan.problems)
    take_in(empty, begun, tmp_path, hours[0], hours[1][:3], hours[2][:3])
    take_in(empty, begun, tmp_path, *resources)
    dossier = empty.evaluations.dossier(begun)
    assert {each.month: each.training for each in dossier.training_hours} == {
        "": D(12),
        "2023-08": D(3),
        "2023-09": D(4),
    }
    assert [(each.received_on, each.written_date) for each in dossier.resources] == [
        (date(2023, 9, 28), "9月28日"),
        (None, "秋天"),
    ]


def test_what_columns_say_of_a_worker_is_taken_in(empty: Program, begun: UUID, tmp_path: Path) -> None:
    take_in(
        empty,
        begun,
        tmp_path,
        ["姓名", "证书", "是否持证", "是否从业两年以上", "到岗日期", "离岗日期", "2023年8月", "2023年9月"],
        ["甲", "助理社工师", "是", "是", "2022-03-01", "", "√", "√"],
        ["乙", "暂无", "", "否", "2023-08-01", "2023-09-12", "√", "√"],
        ["乙", "无证", "否", "是", "2023-09-13", "", "×", "√"],
    )
    assert [
        (each.name, each.certificate, each.experienced, each.joined_on, each.left_on, each.contract_start)
        for each in empty.evaluations.dossier(begun).workers
    ] == [
        ("甲", Certificate.ASSISTANT, True, date(2022, 3, 1), None, None),
        ("乙", Certificate.NONE, False, date(2023, 8, 1), date(2023, 9, 12), None),
        ("乙", Certificate.NONE, True, date(2023, 9, 13), None, None),
    ]


def test_the_survey_comes_in_with_outcomes_and_answers(empty: Program, begun: UUID, tmp_path: Path) -> None:
    take_in(
        empty,
        begun,
        tmp_path,
        ["服务对象满意度调查名单"],
        ["姓名", "联系电话", "对象类别", "联系结果", "满意度"],
        ["甲某", "13800000001", "低保对象", "", "95%"],
        ["乙某", "13800000002", "孤寡老人", "无人接听", ""],
        ["丙某", "13800000003", "残疾人", "不愿受访", ""],
    )
    rows = empty.evaluations.dossier(begun).respondents
    assert [(each.name, each.outcome, each.answer) for each in rows] == [
        ("甲某", Outcome.ANSWERED, D(95)),
        ("乙某", Outcome.NOT_REACHED, None),
        ("丙某", Outcome.REFUSED, None),
    ]


@pytest.mark.parametrize(
    ("kind", "mended", "lines"),
    [
        (
            "respondent",
            {"name": "改过的名", "phone": "13900000009"},
            (["服务对象满意度调查名单"], ["姓名", "联系电话", "满意度"], ["甲某", "13800000001", "95%"]),
        ),
        (
            "fund_line",
            {"name": "改过的名"},
            (["经费使用情况表"], ["项目", "全年预算", "执行数"], ["社工站项目", 240, 120]),
        ),
    ],
)
def test_what_was_renamed_by_hand_is_known_when_it_is_read_again(
    empty: Program,
    begun: UUID,
    tmp_path: Path,
    kind: str,
    mended: dict[str, str],
    lines: Sequence[Sequence[Any]],
) -> None:
    take_in(empty, begun, tmp_path, *lines)
    (known,) = getattr(empty.evaluations.dossier(begun), f"{kind}s")
    empty.preparing.edit(begun, kind, known.id, mended, NOBODY)
    plan = empty.tables_in.plan(begun, empty.tables_in.open(tmp_path / "表.xlsx"))
    assert not any(each.writes for each in plan.plans)


def test_money_comes_in_in_yuan_and_its_veto_follows(empty: Program, begun: UUID, tmp_path: Path) -> None:
    take_in(
        empty,
        begun,
        tmp_path,
        ["经费使用情况表（单位：万元）"],
        ["项目", "年初预算", "全年预算", "执行数", "人员费用"],
        ["社工站项目", 240, 240, 120, 94.8],
    )
    (line,) = empty.evaluations.dossier(begun).fund_lines
    assert (line.budget, line.spent, line.staff_costs) == (D(2400000), D(1200000), D(948000))
    vetoes = {each.rule: each for each in empty.results.score(begun).vetoes}
    assert vetoes["staff_cost_share"].found == D("79.00")
    assert vetoes["staff_cost_share"].state.value == "holds"


def test_masked_names_are_a_respondent_a_row(empty: Program, begun: UUID, tmp_path: Path) -> None:
    rows = [[f"S{number}", f"{'陈李'[number % 2]}某", 90 + number] for number in range(6)]
    take_in(empty, begun, tmp_path, ["编号", "受访者", "满意度（%）"], *rows)
    found = empty.evaluations.dossier(begun).respondents
    assert [each.answer for each in found] == [D(90 + number) for number in range(6)]


def test_one_telephone_is_one_person_unless_each_row_has_its_number(
    empty: Program, begun: UUID, tmp_path: Path
) -> None:
    head = ["姓名", "联系电话", "满意度"]
    person = ["甲某", "13800000001", "95%"]
    plan = take_in(empty, begun, tmp_path, head, person, person)
    assert [each.text for each in plan.problems] == [
        "与 A2 的内容相同，是同一个人，只算一位受访对象，请核对。"
    ]
    assert len(empty.evaluations.dossier(begun).respondents) == 1
    plan = take_in(empty, begun, tmp_path, ["序号", *head], [1, *person], [2, *person])
    assert "与 B2 同名同电话，序号不同，按另一位受访对象读入" in plan.problems[0].text
    assert len(empty.evaluations.dossier(begun).respondents) == 2


def test_equal_resources_are_both_taken_in_and_told(empty: Program, begun: UUID, tmp_path: Path) -> None:
    row = ["2023-09-28", "街道商会", "慰问品", 100]
    plan = take_in(empty, begun, tmp_path, ["日期", "资源提供方", "资源内容", "价值（元）"], row, row)
    assert [each.value_yuan for each in empty.evaluations.dossier(begun).resources] == [D(100), D(100)]
    assert "与 A2 的日期、提供方、内容、价值相同" in plan.problems[0].text


def test_a_resource_on_two_sheets_is_one(empty: Program, begun: UUID, tmp_path: Path) -> None:
    head = ["日期", "资源提供方", "资源内容", "价值（元）"]
    book = Workbook()
    for name, value in (("物资", 100), ("汇总", 100), ("补充", 200)):
        sheet = book.create_sheet(name)
        sheet.append(head)
        sheet.append(["2023-09-28", "街道商会", "慰问品", value])
    path = tmp_path / "附件3.xlsx"
    book.save(path)
    plan = empty.tables_in.plan(begun, empty.tables_in.open(path))
    assert "与 物资!A2 的日期、提供方、内容、价值相同，是同一项" in " ".join(e.text for e in plan.problems)
    empty.tables_in.apply(begun, plan)
    assert [each.value_yuan for each in empty.evaluations.dossier(begun).resources] == [D(100), D(200)]
    again = empty.tables_in.plan(begun, empty.tables_in.open(path))
    assert not any(each.writes for each in again.plans)


def test_two_lines_of_one_name_are_both_taken_in(empty: Program, begun: UUID, tmp_path: Path) -> None:
    head = ["支出科目", "预算（元）", "支出（元）"]
    plan = take_in(empty, begun, tmp_path, head, ["活动费", 9, 8], ["其他", 5, 5], ["其他", 5, 5])
    assert [each.spent for each in empty.evaluations.dossier(begun).fund_lines] == [D(8), D(5), D(5)]
    assert "“其他”不止一行" in " ".join(each.text for each in plan.problems)


def test_a_sum_is_that_of_its_own_sheet(empty: Program, begun: UUID, tmp_path: Path) -> None:
    book = Workbook()
    for name, value in (("资金", 6000), ("物资", 800)):
        sheet = book.create_sheet(name)
        sheet.append([f"{name}资源"])
        sheet.append(["日期", "捐赠方", "内容", "金额（元）"])
        sheet.append(["2024-07-05", "甲", name, value])
        sheet.append(["合计", None, None, 6000])
    path = tmp_path / "附件3.xlsx"
    book.save(path)
    plan = empty.tables_in.plan(begun, empty.tables_in.open(path))
    assert not [each for each in plan.problems if "合计" in each.text]


def test_without_a_roster_there_is_one_message(empty: Program, begun: UUID, tmp_path: Path) -> None:
    path = tmp_path / "附件4.xlsx"
    rows: list[list[Any]] = [["姓名", "培训学时", "督导学时"], ["社工甲", 33, 4.5], ["社工乙", 20, 1]]
    path.write_bytes(stations.rows(["员工参加培训及督导情况统计汇总表"], *rows))
    plan = empty.tables_in.plan(begun, empty.tables_in.open(path))
    assert [each.text for each in plan.errors] == ["还没有花名册，2 人的学时没有读入，请先读入附件2。"]
