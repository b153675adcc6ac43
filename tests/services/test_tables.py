"""A station's workbooks in: planned with every change, taken in after a backup, undone whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role
from sgz_desktop.intake.unreadable import PlainText
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.importing import NothingToTakeIn, TablesPlan
from sgz_desktop.services.tables.plan import Fate
from sgz_desktop.wiring import Program
from tests.build import D
from tests.intake import stations


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
    expected: tuple[tuple[list[tuple[int, ...]], list[str]], ...] = (
        ([(134, 6, 0)], [other_period]),
        ([(619, 1, 0)], []),
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
    assert dossier.quantity_by_code["attendance.actual"].source == "附件2.xlsx!到岗情况!AK65"


def test_every_figure_keeps_its_cells(empty: Program, dagang: UUID, files: tuple[Path, Path]) -> None:
    for path in files:
        empty.tables_in.apply(dagang, plan(empty, dagang, path))
    dossier = empty.evaluations.dossier(dagang)
    cases = next(each for each in dossier.indicators if each.column == "协议接案数")
    closed = next(each for each in dossier.indicators if each.column == "协议结案率")
    assert closed.rate_of == cases.id
    first = dossier.value_by_key[closed.id, dossier.zones[0].id]
    assert (first.agreed, first.done, first.source) == (D(80), D(28), "附件1.xlsx!指标完成情况!U4、V4、W4")
    whole = dossier.value_by_key[cases.id, None]
    assert (whole.agreed, whole.done) == (D(204), D(213))
    worker = dossier.workers[40]
    assert (worker.certificate, worker.left_on, worker.source) == (
        Certificate.ASSISTANT,
        date(2023, 10, 12),
        "附件2.xlsx!到岗情况!A47:AM47",
    )
    month = dossier.duty_by_key[worker.id, "2023-10"]
    assert (month.present, month.source) == (Tick.YES, "附件2.xlsx!到岗情况!M47:O47")


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
        ("", "", None, False),
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
