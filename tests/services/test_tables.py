"""A station's workbooks in: planned with every change, taken in after a backup, undone whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.report_text import PURCHASE_TERM
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.unreadable import PlainText
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.assistant import lines_of, read_column_month
from sgz_desktop.services.tables.importing import NothingToTakeIn, TablesPlan
from sgz_desktop.services.tables.indicator_lines import denominator_note
from sgz_desktop.services.tables.plan import Fate
from sgz_desktop.services.tables.showing import as_plain
from sgz_desktop.services.tables.source_ranges import joined
from sgz_desktop.services.tables.sources import cell_of
from sgz_desktop.wiring import Program
from tests.build import D
from tests.intake import stations

RETENTION = (
    "附件2.xlsx!到岗情况!G66：表里印的稳岗率是 91.13%，应配备社工人数没有填，还不能核对；"
    "补上以后再读一次这张表，就会核对。"
)


@pytest.fixture
def dagang(empty: Program) -> UUID:
    """大岗镇's final evaluation, begun."""
    return empty.evaluations.create(station="大岗镇社工服务站", phase=Phase.FINAL)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The station's two workbooks."""
    paths = tmp_path / stations.INDICATORS, tmp_path / stations.ATTENDANCE
    for path, data in zip(paths, (stations.indicators(), stations.attendance()), strict=True):
        path.write_bytes(data)
    return paths


def plan(program: Program, evaluation_id: UUID, path: Path) -> TablesPlan:
    return program.tables_in.plan(evaluation_id, program.tables_in.open(path))


def counts(found: TablesPlan) -> list[tuple[int, ...]]:
    return [tuple(each.count(fate) for fate in Fate) for each in found.plans]


def test_both_annexes_come_in_untouched_by_hand(
    empty: Program, dagang: UUID, files: tuple[Path, Path]
) -> None:
    other_period = (
        "附件1.xlsx!总体服务（续）：这一部分的标题写的是 2023-08-01 至 2023-12-31，"
        "与前面的 2023-08-01 至 2024-05-31 不同，请核对。"
    )
    units = (
        "附件1.xlsx!指标完成情况!C4、D4、E4：表里没有写单位，按常用的单位读入，请核对：居家探访（次）、转介个案（次）、专业个案（个）、"
        "专业小组（个）、新增志愿者（人）、新增志愿者骨干（人）、需求调研（次）、协助相关政府部门和城乡社区介入应急性公共服务（次）、"
        "社区发展计划（次）、培育社区组织（个）、协助相关政府部门和城乡社区介入其他公共服务问题（次）、特色项目/品牌项目（个）。"
    )
    expected: tuple[tuple[list[tuple[int, ...]], list[str]], ...] = (
        ([(134, 7, 0)], [other_period, units]),
        ([(620, 1, 0)], [RETENTION]),
    )
    for path, (wanted, said) in zip(files, expected, strict=True):
        found = plan(empty, dagang, path)
        assert found.errors == ()
        assert counts(found) == wanted
        assert [str(each) for each in found.problems] == said
        empty.tables_in.apply(dagang, found)
        again = plan(empty, dagang, path)
        assert [(new, changed) for new, changed, _ in counts(again)] == [(0, 0)]
        with pytest.raises(NothingToTakeIn):
            empty.tables_in.apply(dagang, again)
    dossier = empty.evaluations.dossier(dagang)
    assert (dossier.evaluation.period_start, dossier.evaluation.period_end) == (
        date(2023, 8, 1),
        date(2024, 5, 31),
    )
    assert [(each.name, each.staff) for each in dossier.zones][:2] == [("片区1", D(9)), ("片区2", D(8))]
    figures = {each.key: each for table in empty.tables.show(dagang) for each in table.figures}
    assert [figures[key].value for key in ("attendance.actual", "attendance.certified_actual")] == [
        D(514),
        D("404.5"),
    ]
    assert figures["attendance.experienced_actual"].value == D("447.5")
    assert (figures["staff.total"].value, figures["staff.certified"].value) == (D(52), D(41))
    assert figures["attendance.actual"].disagrees == ""  # the sheet's own sum is kept beside it, and agrees
    assert dossier.text_by_code == {PURCHASE_TERM: "2023年8月1日至2025年7月31日"}
    assert dossier.quantity_by_code["attendance.actual"].source == "附件2.xlsx!到岗情况!AK65"


def test_another_purchase_term_is_told_and_not_taken(
    empty: Program, dagang: UUID, files: tuple[Path, Path]
) -> None:
    empty.preparing.set_text(dagang, PURCHASE_TERM, "三年", NOBODY)
    found = plan(empty, dagang, files[1])
    assert [str(each) for each in found.problems] == [
        "附件2.xlsx!到岗情况!A3：表上印的项目服务采购周期是 2023年8月1日至2025年7月31日，"
        "评估里写的是“三年”，没有改动，请核对。",
        RETENTION,
    ]
    assert all(each.kind != "report_text" for one in found.plans for each in one.proposals)


def test_every_figure_keeps_its_cells(empty: Program, dagang: UUID, files: tuple[Path, Path]) -> None:
    for path in files:
        empty.tables_in.apply(dagang, plan(empty, dagang, path))
    dossier = empty.evaluations.dossier(dagang)
    cases = next(each for each in dossier.indicators if each.column == "协议接案数")
    closed = next(each for each in dossier.indicators if each.column == "协议结案率")
    assert closed.rate_of == cases.id
    first = dossier.value_by_key[closed.id, dossier.zones[0].id]
    assert (first.agreed, first.done) == (D(80), D(28))
    assert first.source == "附件1.xlsx!指标完成情况!U4、V4（协议 U4，完成 V4）"
    whole = dossier.value_by_key[cases.id, None]
    assert (whole.agreed, whole.done) == (D(204), D(213))
    worker = dossier.workers[40]
    assert (worker.certificate, worker.left_on) == (Certificate.ASSISTANT, date(2023, 10, 12))
    assert worker.source == (
        "附件2.xlsx!到岗情况!A47:AM47（姓名 C47，职位 D47，片区 D47，证书 E47，资质 E47，合同开始 F47，"
        "合同结束 F47，离岗 AM47，从业满两年 AL47，到岗小计 AK47，两年以上小计 AL47，备注 AM47）"
    )
    assert cell_of("worker", worker.source, "left_on") == "附件2.xlsx!到岗情况!AM47"
    month = dossier.duty_by_key[worker.id, "2023-10"]
    assert month.present is Tick.YES
    assert month.source == "附件2.xlsx!到岗情况!M47:O47（到位 M47，社保 N47，工资 O47）"


def test_an_import_is_undone_whole_after_a_backup(
    empty: Program, dagang: UUID, files: tuple[Path, Path]
) -> None:
    before = empty.evaluations.dossier(dagang)
    changes = empty.tables_in.apply(dagang, plan(empty, dagang, files[1]))
    assert [each.reason for each in empty.keeping.list()] == ["导入之前"]
    assert changes.batch_id is not None
    empty.undoing.undo(dagang, changes.batch_id, worker=NOBODY)
    assert empty.evaluations.dossier(dagang) == before


def test_the_vetoes_follow_from_the_roster(empty: Program, dagang: UUID, files: tuple[Path, Path]) -> None:
    empty.tables_in.apply(dagang, plan(empty, dagang, files[1]))
    for staff, state in ((52, VetoState.CLEAR), (53, VetoState.HOLDS)):
        empty.preparing.set_head(dagang, {"required_staff": staff}, NOBODY)
        vetoes = {each.rule: each for each in empty.results.score(dagang).vetoes}
        assert vetoes["staffing_short"].state is state
        assert vetoes["staffing_short"].headroom == D(514) - staff * 10 + 10


def test_a_zone_that_nobody_knows_is_a_problem(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    path = tmp_path / "附件1.xlsx"
    head = ["片区", "电访-协议量", "电访-完成量"]
    path.write_bytes(stations.rows(head, ["一片区", 10, 9], ["第二片区", 20, 21]))
    empty.tables_in.apply(dagang, plan(empty, dagang, path))
    path.write_bytes(stations.rows(head, ["第一片区", 10, 10], ["三片区", 5, 5]))
    found = plan(empty, dagang, path)
    assert counts(found) == [(0, 1, 0)]
    assert [str(each) for each in found.errors] == [
        "附件1.xlsx!表!B3、C3：评估里没有叫“三片区”的片区，这一行没有读入；请先在评前准备里添加，或者改好名称。"
    ]
    (change,) = found.plans[0].writes
    done = change.fields[0]
    assert (done.name, done.before, done.after) == ("done", D(9), D(10))


def test_a_mapping_made_by_hand_is_remembered_for_the_layout(
    empty: Program, dagang: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "附件1.xlsx"
    path.write_bytes(stations.rows(["片区", "电访-协议量", "电访-完成量", "核实数"], ["一片区", 10, 9, 8]))
    opened = empty.tables_in.open(path)
    (found,) = opened.mappings
    corrected = replace(
        found,
        columns={**found.columns, 3: ColumnRole(Role.IGNORED), 4: ColumnRole(Role.DONE, indicator="电访")},
    )
    assert empty.tables_in.remember(corrected)
    path.write_bytes(
        stations.rows(
            ["片区", "电访-协议量", "电访-完成量", "核实数"], ["一片区", 10, 9, 7], ["二片区", 1, 1, 1]
        )
    )
    again = empty.tables_in.open(path)
    assert again.mappings[0].columns == corrected.columns
    assert again.mappings[0].last_row == 3
    empty.tables_in.apply(dagang, empty.tables_in.plan(dagang, again))
    dossier = empty.evaluations.dossier(dagang)
    assert {each.done for each in dossier.indicator_values} == {D(1), D(7)}


def test_only_one_annex_may_be_wanted(empty: Program, files: tuple[Path, Path]) -> None:
    assert empty.tables_in.open(files[0], annex=Annex.ATTENDANCE).mappings == ()
    assert len(empty.tables_in.open(files[0], annex=Annex.INDICATORS).mappings) == 4


def test_a_file_that_is_no_workbook_changes_nothing(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    path = tmp_path / "附件2.csv"
    path.write_text("姓名,8月\n社工甲,√\n", "utf-8")
    with pytest.raises(PlainText):
        empty.tables_in.open(path)
    assert empty.tables.show(dagang) == ()


@pytest.mark.parametrize(
    ("credential", "section", "certificate", "warned"),
    [
        ("中级社工师", "持证社工", Certificate.INTERMEDIATE, False),
        ("社会工作师（中级）", "", Certificate.INTERMEDIATE, False),
        ("助理社会工作师", "", Certificate.ASSISTANT, False),
        ("社会工作专业本科", "非持证社工", Certificate.NONE, False),
        ("助理社工师", "非持证社工", Certificate.NONE, True),
        ("详见附件", "持证社工", None, True),
        ("", "", None, True),
    ],
)
def test_certificates_are_told_from_credential_and_section(
    empty: Program,
    dagang: UUID,
    tmp_path: Path,
    credential: str,
    section: str,
    certificate: object,
    warned: bool,
) -> None:
    path = tmp_path / "附件2.xlsx"
    lines = [
        ["2023年8月1日至2023年9月30日"],
        ["类型", "姓名", "资格证书", "8月到岗", "9月到岗"],
        [section, "社工甲", credential, "√", "√"],
    ]
    path.write_bytes(stations.rows(*lines))
    found = plan(empty, dagang, path)
    assert bool(found.problems) is warned
    empty.tables_in.apply(dagang, found)
    (worker,) = empty.evaluations.dossier(dagang).workers
    assert worker.certificate is certificate


def test_a_file_is_planned_in_the_order_of_its_annexes(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    """What annex 1 makes has a zone for annex 2, whose workers are the roster of annex 4."""
    book = Workbook()
    training, roster, indicators = (book.create_sheet(each) for each in ("附件4", "附件2", "附件1"))
    book.remove(book.worksheets[0])
    for line in (["姓名", "培训学时", "督导学时"], ["社工甲", 12, 3], ["社工乙", 6, 3]):
        training.append(line)
    for line in (
        ["姓名", "职位", "资格证", "合同期限", "2023年8月", "2023年9月"],
        ["社工甲", "一片区社工", "助理社会工作师", "2023.8.1-2025.7.31", 1, 1],
        ["社工乙", "二片区社工", "", "2023.8.1-2025.7.31", 1, 0.5],
    ):
        roster.append(line)
    for line in (["片区", "电访-协议量", "电访-完成量"], ["一片区", 10, 9], ["二片区", 12, 12]):
        indicators.append(line)
    path = tmp_path / "报表.xlsx"
    path.write_bytes(stations.saved(book))
    found = plan(empty, dagang, path)
    assert [each.annex for each in found.plans] == [Annex.INDICATORS, Annex.ATTENDANCE, Annex.TRAINING]
    assert found.errors == ()
    empty.tables_in.apply(dagang, found)
    dossier = empty.evaluations.dossier(dagang)
    zones = {each.id: each.name for each in dossier.zones}
    assert [zones[each.zone_id] for each in dossier.workers if each.zone_id] == ["一片区", "二片区"]
    assert [each.training for each in dossier.training_hours] in ([D(12), D(6)], [D(6), D(12)])
    again = plan(empty, dagang, path)
    assert not any(each.writes for each in again.plans)
    cells = {(each.title, each.field): each.cell for one in found.plans for each in lines_of(one)}
    assert cells["社工“社工甲”", "合同开始日期"] == "D2"
    assert cells["片区“一片区”", "名称"] == "A2"


def test_a_wrong_printed_rate_is_told_with_its_cell(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    path = tmp_path / "附件1.xlsx"
    head = [
        "片区",
        *(f"{name}（次）-{each}" for name in ("电访", "家访") for each in ("协议量", "完成量", "百分比")),
    ]
    lines = (["一片区", 180, 407, "225.11%", 3, 2, "66.66%"], ["二片区", 180, 407, "226%", 0, 2, "50%"])
    path.write_bytes(stations.rows(head, *lines))
    assert [str(each) for each in plan(empty, dagang, path).problems] == [
        "附件1.xlsx!表!D2：“电访”印的百分比是 225.11%，按完成量和协议量算得 226.11%，请核对。"
    ]


def test_money_in_two_units_is_told(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    path = tmp_path / "经费.xlsx"
    head = ["项目", "全年预算（万元）", "执行数（元）", "人员费用"]
    path.write_bytes(stations.rows(head, ["人员经费", 120, 1100000, 96.5]))
    told = [str(each) for each in plan(empty, dagang, path).problems if "B 列以万元计" in each.text]
    assert [each.split("：")[0] for each in told] == ["经费.xlsx!表!D1"]


@pytest.mark.parametrize(
    ("typed", "column", "wanted"),
    [
        ("2024年3月", 3, "2024-03"),
        ("2024-03", 3, "2024-03"),
        ("9月", 3, "2023-09"),
        ("1月", 5, "2024-01"),
        ("", 3, ""),
    ],
)
def test_a_month_typed_for_a_column(typed: str, column: int, wanted: str) -> None:
    columns = {4: ColumnRole(Role.PRESENT, month="2023-10")}
    mapping = Mapping(Annex.ATTENDANCE, "表", 1, 1, 2, 9, columns)
    assert read_column_month(typed, mapping, column) == wanted
    bare = replace(mapping, columns={})
    for wrong, said in (("13月", "不是月份"), ("3月", "没有写年份"), ("甲", "不是月份")):
        with pytest.raises(Refused, match=said):
            read_column_month(wrong, bare, column)


def test_annex_1_is_shown_with_rates_readings_and_time(empty: Program, dagang: UUID, tmp_path: Path) -> None:
    period = {"period_start": date(2023, 8, 1), "period_end": date(2024, 6, 30)}
    empty.preparing.set_head(dagang, period, NOBODY)
    path = tmp_path / "附件1.xlsx"
    head = ["片区", "个案-协议接案数", "个案-实际接案数", "个案-协议结案率", "个案-实际结案数"]
    lines = (["一片区", 100, 110, "80%", 90], ["二片区", 104, 103, "80%", 80], ["合计", 200, 213, "80%", 170])
    path.write_bytes(stations.rows(head, *lines))
    empty.tables_in.apply(dagang, plan(empty, dagang, path))
    (shown,) = empty.tables.show(dagang)
    told = {(each.indicator, each.zone): each for each in shown.lines}
    assert [each.zone for each in shown.lines] == ["一片区", "二片区", "全站"] * 2
    assert "91.67%" in shown.elapsed
    cases, closed = (told[name, "全站"] for name in dict.fromkeys(each.indicator for each in shown.lines))
    assert (cases.rate, cases.formula) == (D("106.50"), "完成 213 ÷ 协议 200")
    assert "各片区之和是 204" in cases.notes[0]
    assert (closed.rate, closed.is_lagging) == (D("85.00"), False), "80 % are agreed"
    behind = told[closed.indicator, "二片区"]
    assert (behind.rate, behind.is_lagging) == (D("76.92"), True)
    assert "落后于时间进度" in behind.sentence
    assert "170 ÷ 200 = 85.00%" in closed.notes[-1]
    assert "170 ÷ 213 = 79.81%" in closed.notes[-1]
    record = as_plain(shown)
    assert record["lines"][2]["rate"] == "106.50"
    assert denominator_note(empty.evaluations.dossier(dagang), empty.evaluations.dossier(dagang).id) == ""


def test_annex_2_and_4_are_shown_with_what_the_style_makes_of_them(
    empty: Program, dagang: UUID, files: tuple[Path, Path], tmp_path: Path
) -> None:
    empty.preparing.set_head(dagang, {"required_staff": 52}, NOBODY)
    empty.tables_in.apply(dagang, plan(empty, dagang, files[1]))
    hours = tmp_path / "附件4.xlsx"
    hours.write_bytes(stations.rows(["姓名", "培训学时", "督导学时"], ["社工01", 1040, 3]))
    empty.tables_in.apply(dagang, plan(empty, dagang, hours))
    tables = empty.tables.show(dagang)
    figures = {each.key: each for table in tables for each in table.figures}
    assert figures["attendance.required"].value == D(520)
    assert figures["attendance.shortfall"].value == D(6)
    assert figures["staff.certified_share"].value == D("78.85")
    assert figures["staff.mean"].value == D(51)
    for key in ("attendance.retention", "staff.experienced_share", "training.due", "training.rate"):
        assert figures[key].formula, key
    assert figures["attendance.certified_actual"].sources == ("附件2.xlsx!到岗情况!A7:AM50",)
    assert figures["training.rate"].sources == ("附件4.xlsx!表!B2",)


def test_cells_are_joined_to_ranges() -> None:
    places = ("甲.xlsx!表!A7:C7", "甲.xlsx!表!A8:C8", "甲.xlsx!表!A10:C10", "甲.xlsx!表!B2", "合同", "合同")
    assert joined(places) == (
        *("甲.xlsx!表!A7:C8", "甲.xlsx!表!A10:C10", "甲.xlsx!表!B2"),
        "合同",
    )
