"""Our own workbook in again: nothing new, nothing changed; and the same figures where nothing was before."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.intake.tables import IndicatorReading
from sgz_desktop.services.tables.importing import TablesPlan
from sgz_desktop.services.tables.own_heads import OwnHeads
from sgz_desktop.services.tables.plan import Fate
from sgz_desktop.wiring import Program
from tests import build
from tests.build import D
from tests.intake import stations

Values = list[tuple[str, Decimal | None, Decimal | None]]


def read_back(program: Program, exported: UUID, path: Path, *, into: UUID) -> TablesPlan:
    """What taking the workbook of one evaluation in to another, or itself, would do."""
    path.write_bytes(program.exporting.workbook(exported))
    return program.tables_in.plan(into, program.tables_in.open(path))


def counts(found: TablesPlan) -> list[tuple[int, int]]:
    return [(each.count(Fate.NEW), each.count(Fate.CHANGED)) for each in found.plans]


def figures(dossier: Dossier) -> Values:
    """Each figure of annex 1 with its unit and zone, in the order of the annex."""
    units = {each.id: each.unit for each in dossier.indicators}
    zones = {each.id: each.name for each in dossier.zones}
    order = [each.id for each in dossier.indicators]
    return sorted(
        (f"{order.index(each.indicator_id):02} {units[each.indicator_id]} {zone}", each.agreed, each.done)
        for each in dossier.indicator_values
        for zone in [zones[each.zone_id] if each.zone_id else ""]
    )


def labels(dossier: Dossier) -> list[str]:
    return [each.table_label for each in dossier.indicators]


def sample(program: Program, station: str) -> UUID:
    return next(each.id for each in program.evaluations.listing() if station in each.station)


@pytest.mark.parametrize("station", ["钟村", "珠光"])
def test_a_sample_comes_back_as_it_is(samples_program: Program, tmp_path: Path, station: str) -> None:
    program = samples_program
    own = sample(program, station)
    found = read_back(program, own, tmp_path / "导出.xlsx", into=own)
    assert counts(found) == [(0, 0)]  # annex 1 alone: the sheet of bare totals and the results are no tables
    assert found.problems == ()
    other = program.evaluations.create(station="某站", phase=Phase.MIDTERM)
    program.tables_in.apply(other, read_back(program, own, tmp_path / "再.xlsx", into=other))
    before, after = (program.evaluations.dossier(each) for each in (own, other))
    assert figures(after) == figures(before)
    assert [each.staff for each in after.zones] == [each.staff for each in before.zones]


def dagang(program: Program, folder: Path, names: Sequence[str]) -> UUID:
    """An evaluation that took in both of the station's workbooks, in that order."""
    made = program.evaluations.create(station="大岗镇社工服务站", phase=Phase.FINAL)
    data = {stations.INDICATORS: stations.indicators, stations.ATTENDANCE: stations.attendance}
    for name in names:
        (folder / name).write_bytes(data[name]())
        program.tables_in.apply(made, program.tables_in.plan(made, program.tables_in.open(folder / name)))
    return made


def test_what_came_in_before_its_zones_comes_back_as_it_is(empty: Program, tmp_path: Path) -> None:
    own = dagang(empty, tmp_path, (stations.ATTENDANCE, stations.INDICATORS))
    assert counts(read_back(empty, own, tmp_path / "导出.xlsx", into=own)) == [(0, 0), (0, 0)]


def test_dagang_comes_back_as_it_is(empty: Program, tmp_path: Path) -> None:
    own = dagang(empty, tmp_path, (stations.INDICATORS, stations.ATTENDANCE))
    found = read_back(empty, own, tmp_path / "导出.xlsx", into=own)
    assert counts(found) == [(0, 0), (0, 0)]
    assert found.problems == ()
    other = empty.evaluations.create(station="大岗镇社工服务站", phase=Phase.FINAL)
    again = read_back(empty, own, tmp_path / "再.xlsx", into=other)
    assert again.errors == ()
    empty.tables_in.apply(other, again)
    before, after = (empty.evaluations.dossier(each) for each in (own, other))
    assert figures(after) == figures(before)
    assert labels(after) == labels(before)
    shown = [
        {figure.key: figure.value for table in empty.tables.show(each) for figure in table.figures}
        for each in (own, other)
    ]
    assert shown[0] == shown[1]


def reading(indicator: str, measure: str, unit: str = "", *, is_rate: bool = False) -> IndicatorReading:
    return IndicatorReading("一片区", False, indicator, measure, unit, None, is_rate, None, None)


def test_what_our_own_sheet_prints_is_known_again() -> None:
    """By the head over several of a service, by their unit alone, and a rate without a column of its own."""
    given = (
        ("培训", "场", "", Agreed.AMOUNT),
        ("培训", "人次", "", Agreed.AMOUNT),
        ("专业个案面谈", "节", "协议节数", Agreed.AMOUNT),
        ("专业个案接案", "个", "协议个数", Agreed.AMOUNT),
        ("电访", "次", "", Agreed.AMOUNT),
        ("电访", "次", "", Agreed.AMOUNT),
        ("建档", "份", "", Agreed.RATE),
    )
    parts = [
        build.indicator(
            number,
            label="服务",
            table_label=name,
            unit=unit,
            column=column,
            cover=Cover.ZONES,
            agreed=kind,
            rate_of=build.uid("indicator", 1) if kind is Agreed.RATE else None,
        )
        for number, (name, unit, column, kind) in enumerate(given, 1)
    ]
    own = OwnHeads(build.dossier(build.zone(1, name="一片区", staff=D(5)), *parts))
    told = {
        1: reading("培训", "场数"),
        2: reading("培训", "人次"),
        3: reading("专业个案", "节数"),
        4: reading("专业个案", "个数"),
        7: reading("建档", "率", is_rate=True),
    }
    assert {number: own.indicator(each) for number, each in told.items()} == {
        number: parts[number - 1] for number in told
    }
    assert own.indicator(reading("电访", "")) is None  # two that are printed alike: neither
    assert own.indicator(reading("建档", "")) is None
