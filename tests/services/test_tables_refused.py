"""What the domain would refuse is a problem of the plan, with its place, and the rest is taken in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.importing import TablesPlan
from sgz_desktop.wiring import Program, build
from tests.build import D
from tests.intake import stations

FLAT = ("片区", "投入社工人数", "电访-协议量", "电访-完成量")
ROSTER = ("姓名", "职位", "资格证书", "合同期限", "8月到岗", "9月到岗", "到岗小计", "备注")
DATES = "2023.8.1-2024.7.31"
LONG = "很长" * 70


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One program for all; every test has its own evaluation."""
    with build(tmp_path_factory.mktemp("refused")) as opened:
        yield opened


@pytest.fixture
def station(program: Program) -> UUID:
    """An evaluation without anything."""
    return program.evaluations.create(station="某镇社工服务站", phase=Phase.FINAL)


def plan(program: Program, station: UUID, path: Path, *lines: tuple[Any, ...]) -> TablesPlan:
    path.write_bytes(stations.rows(*lines))
    return program.tables_in.plan(station, program.tables_in.open(path))


def worker(name: str = "社工甲", **other: Any) -> tuple[Any, ...]:
    values = {
        "post": "社工",
        "credential": "助理社工师",
        "contract": DATES,
        "months": 2,
        "remark": "",
    } | other
    return (
        *(name, values["post"], values["credential"], values["contract"], "√", "√"),
        *(values["months"], values["remark"]),
    )


TERM = ("2023年8月1日至2023年9月30日",)
PLACE = "表.xlsx!表!A3:H3"
BACKWARD = "2023年8月31日离职，2023年9月5日入职"


@pytest.mark.parametrize(
    ("line", "kept", "said"),
    [
        (worker(post=LONG), True, "有一项没有读入：社工的职位：文字过长：最多 120 个字，现有 140 个字。"),
        (worker(months=-2), True, "有一项没有读入：社工的表中的到岗小计：不能小于 0。"),
        (worker(months="0.12345678"), True, "有一项没有读入：社工的表中的到岗小计：小数不能多于 6 位。"),
        (worker(months=10**13), True, "有一项没有读入：社工的表中的到岗小计：不能大于 1000000000000。"),
        (worker(remark=BACKWARD), True, "有一项没有读入：社工的离岗日期：离岗日期早于到岗日期。"),
        (
            worker(remark="备" * 20_001),
            True,
            "有一项没有读入：社工的备注：文字过长：最多 20000 个字，现有 20001 个字。",
        ),
        (
            worker("社" * 130),
            False,
            "没有读入，属于它的内容也没有读入：社工的名称：文字过长：最多 120 个字，现有 130 个字。",
        ),
    ],
    ids=["long", "negative", "precise", "huge", "backward", "remark", "name"],
)
def test_of_a_worker(
    program: Program, station: UUID, tmp_path: Path, line: tuple[Any, ...], kept: bool, said: str
) -> None:
    found = plan(program, station, tmp_path / "表.xlsx", TERM, ROSTER, line, worker("社工乙"))
    (problem,) = found.errors
    assert (str(problem.place), problem.text.partition("”")[2]) == (PLACE, said)
    program.tables_in.apply(station, found)
    dossier = program.evaluations.dossier(station)
    assert len(dossier.workers) == 1 + kept
    assert len(dossier.duty_months) == 2 + 2 * kept


@pytest.mark.parametrize(
    ("head", "line", "zones", "values", "said"),
    [
        (
            FLAT,
            ("一片区", "3.1234567", 10, 9),
            2,
            2,
            "”的投入社工人数有一项没有读入：片区的投入社工人数：小数不能多于 6 位。",
        ),
        (
            FLAT,
            ("一片区", 3, 10**13, 9),
            2,
            2,
            "：电访有一项没有读入：指标数值的协议量：不能大于 1000000000000。",
        ),
        (
            FLAT,
            ("一片区" * 50, 3, 10, 9),
            1,
            1,
            "没有读入，属于它的内容也没有读入：片区的名称：文字过长：最多 120 个字，现有 150 个字。",
        ),
        (
            (*FLAT[:2], f"{LONG}-协议量", f"{LONG}-完成量"),
            ("一片区", 3, 10, 9),
            2,
            0,
            "没有读入，属于它的内容也没有读入：服务指标的指标名称：文字过长：最多 120 个字，现有 140 个字。",
        ),
    ],
    ids=["staff", "figure", "zone", "indicator"],
)
def test_of_an_indicator(
    program: Program,
    station: UUID,
    tmp_path: Path,
    head: tuple[str, ...],
    line: tuple[Any, ...],
    zones: int,
    values: int,
    said: str,
) -> None:
    found = plan(program, station, tmp_path / "表.xlsx", head, line, ("二片区", 4, 20, 21))
    assert any(each.text.endswith(said) and each.place.cell for each in found.errors)
    program.tables_in.apply(station, found)
    dossier = program.evaluations.dossier(station)
    assert (len(dossier.zones), len(dossier.indicator_values)) == (zones, values)


def test_a_change_that_does_not_fit_what_is_there_leaves_it_as_it_is(
    program: Program, station: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    program.tables_in.apply(station, plan(program, station, path, TERM, ROSTER, worker(months=-1)))
    found = plan(program, station, path, TERM, ROSTER, worker(months=-1))
    assert len(found.errors) == 1
    assert [each.writes for each in found.plans] == [()]


def test_a_figure_that_stands_twice_is_read_once(program: Program, station: UUID, tmp_path: Path) -> None:
    lines = (("一片区", 3, 10, 9), ("合计", 3, 10, 9), ("合计", 3, 10, 9), ("总计", 3, 11, 9))
    found = plan(program, station, tmp_path / "表.xlsx", FLAT, *lines)
    assert [str(each) for each in found.errors] == [
        "表.xlsx!表!C5、D5：合计：电访在 C3、D3 已有不同的内容，只读入那一处。"
    ]
    program.tables_in.apply(station, found)
    assert {each.agreed for each in program.evaluations.dossier(station).indicator_values} == {D(10)}


def test_what_was_undone_comes_in_again(program: Program, station: UUID, tmp_path: Path) -> None:
    lines = (TERM, ROSTER, worker(), worker("社工乙"))
    changes = program.tables_in.apply(station, plan(program, station, tmp_path / "表.xlsx", *lines))
    after = program.evaluations.dossier(station)
    assert changes.batch_id is not None
    program.undoing.undo(station, changes.batch_id, worker=NOBODY)
    program.tables_in.apply(station, plan(program, station, tmp_path / "表.xlsx", *lines))
    assert program.evaluations.dossier(station).workers == after.workers
    assert program.evaluations.dossier(station).duty_months == after.duty_months


def test_namesakes_of_the_sheet_are_not_taken_for_one(
    program: Program, station: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    program.tables_in.apply(station, plan(program, station, path, TERM, ROSTER, worker()))
    other = worker(contract="2023.9.1-2024.7.31")
    program.tables_in.apply(station, plan(program, station, path, TERM, ROSTER, worker(), other))
    starts = [f"{each.contract_start}" for each in program.evaluations.dossier(station).workers]
    assert starts == ["2023-08-01", "2023-09-01"]


def test_a_worker_whose_contract_was_mended_since_is_known_again(
    program: Program, station: UUID, tmp_path: Path
) -> None:
    path, later = tmp_path / "表.xlsx", worker(contract="2023.9.1-2024.7.31")
    for lines in ((worker(),), (later,)):
        program.tables_in.apply(station, plan(program, station, path, TERM, ROSTER, *lines))
    (known,) = program.evaluations.dossier(station).workers
    assert f"{known.contract_start}" == "2023-09-01"
    found = plan(program, station, path, TERM, ROSTER, later, worker())
    assert [str(each) for each in found.errors] == [
        "表.xlsx!表!A4:H4：“社工甲”与 A3:H3 是评估里的同一个社工，只读入前一行。"
    ]
    assert [each.writes for each in found.plans] == [()]
