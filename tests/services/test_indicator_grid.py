"""The grids of annex 1: sums and differences of 合计, lagging, rates; what a write of them changes."""

from datetime import date
from pathlib import Path

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Cover, IndicatorValue
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_grid import Figure, Grid, Spot, Tone, progress
from sgz_desktop.services.program import Program
from sgz_desktop.wiring import build
from tests import build as make
from tests.build import D, uid

HOMES, CASES, CLOSED, TEAMS = (uid("indicator", each) for each in range(1, 5))
EAST, WEST = uid("zone", 1), uid("zone", 2)


def valued(
    indicator: int, zone: int | None, agreed: str | None, done: str | None, source: str = "报表"
) -> IndicatorValue:
    """An amount of an indicator."""
    return make.indicator_value(
        indicator_id=uid("indicator", indicator),
        zone_id=uid("zone", zone) if zone else None,
        agreed=None if agreed is None else D(agreed),
        done=None if done is None else D(done),
        source=source,
    )


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Half a year of four indicators, one of them a rate of another, one of the station alone."""
    return make.dossier(
        make.evaluation(period_start=date(2023, 7, 16), period_end=date(2023, 12, 31)),
        make.zone(1, name="东片区", staff=D("3")),
        make.zone(2, name="西片区", staff=D("2.5")),
        make.indicator(1, label="家访", unit="次", cover=Cover.ZONES, column="协议次数"),
        make.indicator(2, label="个案", cover=Cover.ZONES),
        make.indicator(3, label="结案", cover=Cover.ZONES, rate_of=CASES),
        make.indicator(4, label="队伍", unit="支", cover=Cover.STATION),
        valued(1, 1, "100", "40"),
        valued(1, 2, "100", "60", ""),
        valued(1, None, "180", None),
        valued(2, 1, "34", "20"),
        valued(2, 2, "36", "14"),
        valued(3, None, "80", "30"),
        valued(4, None, "4", "1"),
    )


def shown(grid: Grid, row: int) -> list[str]:
    """The texts of one row."""
    return [grid.cell(row, column).text for column in range(len(grid.heads))]


def test_zones_by_indicator(dossier: Dossier) -> None:
    grid = Grid(dossier, by_zone=True)
    assert grid.rows == ("东片区", "西片区", "合计")
    assert [(each.upper, each.lower) for each in grid.heads[:4]] == [
        ("", "投入社工人数"),
        ("家访（次）", "协议次数"),
        ("家访（次）", "完成量"),
        ("家访（次）", "百分比"),
    ]
    assert shown(grid, 0) == ["3", "100", "40", "40.00%", "34", "20", "58.82%", "", "", ""]
    # 80 % of the agreed cases is measured against those, which are summed.
    assert shown(grid, 2) == ["5.5", "180", "100", "55.56%", "70", "34", "48.57%", "80%", "30", "42.86%"]
    assert grid.place(0, 2) == "东片区“家访（次）”的完成量"
    assert grid.place(0, 0) == "东片区的投入社工人数"


def test_what_a_cell_wants_of_its_reader(dossier: Dossier) -> None:
    grid = Grid(dossier, by_zone=True)
    cells = {
        (2, 0): (Tone.SUMMED, "由各片区相加。"),
        (2, 1): (
            Tone.DIFFERENT,
            "合计填的是 180，各片区之和是 200，多 20：可能有一格写错，"
            "也可能分给各片区的比合同约定的多。请核对，两个数都照原样保留。",
        ),
        (2, 2): (Tone.SUMMED, "这一格没有填合计，由各片区相加。"),
        (2, 4): (Tone.SUMMED, "这一格没有填合计，由各片区相加。"),
        (2, 9): (Tone.LAGGING, "42.86%，落后于时间进度 45.83%。"),
        (0, 3): (Tone.LAGGING, "40.00%，落后于时间进度 45.83%。"),
        (0, 1): (Tone.PLAIN, ""),
    }
    assert {place: (grid.cell(*place).tone, grid.cell(*place).hint) for place in cells} == cells
    assert grid.marked(Tone.DIFFERENT) == ((2, 1),)
    assert grid.marked(Tone.LAGGING) == ((2, 9),)
    assert grid.unsourced() == ((1, 1),)
    less = grid.with_figures({Spot(Figure.AGREED, HOMES, None): D("210")}).cell(2, 1).hint
    assert "少 10：可能有一格写错。" in less
    part = grid.with_figures({Spot(Figure.DONE, CASES, WEST): None}).cell(2, 5)
    assert part.hint == "还有 1 个片区没有填，不能相加。"


def test_the_station_and_its_progress(dossier: Dossier) -> None:
    grid = Grid(dossier, by_zone=False)
    assert (grid.rows, shown(grid, 0)) == (("队伍（支）",), ["4", "1", "25.00%"])
    assert grid.place(0, 1) == "“队伍（支）”的完成情况"
    told = progress(dossier)
    assert (told.behind, told.sentence) == (("结案", "队伍"), "时间进度 45.83%（5.5/12 个月）")
    without = make.dossier(make.indicator(1, cover=Cover.ZONES))
    assert Grid(without, by_zone=False).rows == ("指标1（个）",)
    assert "考核期未填" in progress(without).sentence


def test_a_write_is_one_batch_with_its_source(tmp_path: Path) -> None:
    with build(tmp_path / "data") as program:
        written(program)


def written(program: Program) -> None:
    """Write and clear figures of a sample."""
    found = program.importing.sample("zhongcun")
    before = program.evaluations.dossier(found)
    homes, zone = before.indicators[0].id, before.zones[0]
    spots = {
        Spot(Figure.AGREED, homes, zone.id): D("500"),
        Spot(Figure.DONE, homes, zone.id): None,
        Spot(Figure.STAFF, None, zone.id): D("8"),
    }
    changes = program.indicators.write(found, spots, NOBODY, source="年度协议")
    after = program.evaluations.dossier(found)
    value = after.value_by_key[homes, zone.id]
    assert (value.agreed, value.done, value.source) == (D("500"), None, "年度协议")
    assert after.zones[0].staff == 8
    assert program.indicators.write(found, spots, NOBODY, source="别的").batch_id is None
    assert changes.batch_id is not None
    program.undoing.undo(found, changes.batch_id, worker=NOBODY)
    assert program.evaluations.dossier(found) == before
    program.indicators.set_source(found, [(homes, zone.id), (homes, None)], "合同", NOBODY)
    kept = program.evaluations.dossier(found).value_by_key
    assert [kept[homes, each].source for each in (zone.id, None)] == ["合同", "合同"]
