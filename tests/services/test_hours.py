"""附件4 as it is entered: hours by worker and month, their sums, blocks, and what was due."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.staffing import TrainingHours
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_blocks import Area, paste, read_block
from sgz_desktop.services.indicator_grid import Figure, Grid, Spot, Tone
from sgz_desktop.services.tables.hours import PERIOD, Hours, HoursGrid, Spread, hours_told, spot_of, spread_of
from sgz_desktop.services.tables.sources import BY_HAND
from sgz_desktop.ui.reading import read_amount, read_share
from sgz_desktop.wiring import Program
from tests.build import D


@pytest.fixture
def station(empty: Program) -> UUID:
    """Two workers, no period yet."""
    found = empty.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    empty.attendance.add(found, ["甲", "乙"], NOBODY)
    return found


def give_period(program: Program, station: UUID) -> None:
    head = {"period_start": date(2023, 11, 1), "period_end": date(2024, 1, 31), "required_staff": 10}
    program.preparing.set_head(station, head, NOBODY)


def records(program: Program, station: UUID) -> list[TrainingHours]:
    return list(program.evaluations.dossier(station).training_hours)


def texts(grid: Grid, rows: Iterable[int]) -> list[list[str]]:
    return [[grid.cell(row, column).text for column in range(len(grid.heads))] for row in rows]


def test_hours_are_kept_by_worker_and_month_and_undone(empty: Program, station: UUID) -> None:
    first, second = (each.id for each in empty.evaluations.dossier(station).workers)
    hours = Hours(empty.undoing)
    hours.set_hours(station, first, "2023-11", {"training": D(6), "supervision": D("1.5")}, NOBODY)
    changed = hours.set_hours(station, first, "2023-11", {"training": D(8)}, NOBODY)
    hours.set_hours(station, second, PERIOD, {"training": D(20)}, NOBODY)
    found = {(each.worker_id, each.month): each for each in records(empty, station)}
    assert len(found) == 2
    assert (found[first, "2023-11"].training, found[first, "2023-11"].supervision) == (D(8), D("1.5"))
    assert changed.batch_id is not None
    empty.undoing.undo(station, changed.batch_id, worker=NOBODY)
    assert {each.training for each in records(empty, station)} == {D(6), D(20)}
    with pytest.raises(Refused, match="不能小于"):
        hours.set_hours(station, first, PERIOD, {"training": D(-1)}, NOBODY)
    nothing = hours.set_hours(station, second, "2023-12", {"training": None}, NOBODY)
    assert not nothing
    assert not hours.write(station, {Spot(Figure.DONE, None, None): D(3)}, NOBODY)


def test_a_cell_of_a_workbook_tells_that_it_was_changed(empty: Program, station: UUID) -> None:
    worker = empty.evaluations.dossier(station).workers[0].id
    values = {"worker_id": worker, "month": PERIOD, "training": D(9), "source": "附件4.xlsx!学时!C4"}
    empty.preparing.add(station, TrainingHours.kind, values, NOBODY)
    for hours in (D(10), D(11)):
        Hours(empty.undoing).set_hours(station, worker, PERIOD, {"training": hours}, NOBODY)
    assert [each.source for each in records(empty, station)] == [f"附件4.xlsx!学时!C4{BY_HAND}"]


def test_the_grid_has_both_kinds_apart_and_their_sums(empty: Program, station: UUID) -> None:
    first, second = (each.id for each in empty.evaluations.dossier(station).workers)
    dossier = empty.evaluations.dossier(station)
    assert spread_of(dossier) is Spread.PERIOD
    assert [each.upper for each in HoursGrid(dossier, Spread.MONTHS).heads] == ["未分月"] * 2
    give_period(empty, station)
    hours = Hours(empty.undoing)
    hours.set_hours(station, first, PERIOD, {"training": D(30)}, NOBODY)
    whole = HoursGrid(empty.evaluations.dossier(station), Spread.PERIOD)
    assert [(each.upper, each.lower) for each in whole.heads] == [("全期", "培训"), ("全期", "督导")]
    assert texts(whole, range(3)) == [["30", ""], ["", ""], ["30", ""]]
    hours.set_hours(station, first, "2023-12", {"training": D(4), "supervision": D(1)}, NOBODY)
    hours.set_hours(station, second, "2024-01", {"supervision": D("2.5")}, NOBODY)
    dossier = empty.evaluations.dossier(station)
    assert spread_of(dossier) is Spread.MONTHS
    months = HoursGrid(dossier, Spread.MONTHS)
    assert [each.upper for each in months.heads[::2]] == [
        "2023年11月",
        "2023年12月",
        "2024年1月",
        "未分月",
        "合计",
    ]
    assert texts(months, range(3)) == [
        ["", "", "4", "1", "", "", "30", "", "34", "1"],
        ["", "", "", "", "", "2.5", "", "", "", "2.5"],
        ["", "", "4", "1", "", "2.5", "30", "", "34", "3.5"],
    ]
    assert months.cell(0, 8).tone is Tone.DIFFERENT
    assert "重复" in months.cell(0, 8).hint
    assert months.place(0, 2) == "甲 2023年12月 的培训学时"
    assert (months.spot(0, 2), months.spot(0, 8), months.spot(2, 0)) == (
        spot_of(first, "2023-12", "training"),
        None,
        None,
    )
    assert texts(HoursGrid(dossier, Spread.PERIOD), [0]) == [["30", "", "34", "1"]]


def test_a_block_is_pasted_whole(empty: Program, station: UUID) -> None:
    grid = HoursGrid(empty.evaluations.dossier(station), Spread.PERIOD)
    plan = paste(
        grid, Area(0, 0), read_block("６０\t2\n75.5\t—\n130\t2"), read=read_amount, read_share=read_share
    )
    assert plan.notes == ("合计的培训学时原表是 130，算出来是 135.5".replace("合计的", "合计 全期 的"),)
    Hours(empty.undoing).write(station, plan.figures, NOBODY)
    after = HoursGrid(empty.evaluations.dossier(station), Spread.PERIOD)
    assert texts(after, range(3)) == [["60", "2"], ["75.5", ""], ["135.5", "2"]]


@pytest.mark.parametrize(
    ("each", "due", "rate"), [(None, "180", "50.00"), (Decimal(5), "150", "60.00")], ids=["six", "five"]
)
def test_what_was_due(empty: Program, station: UUID, each: Decimal | None, due: str, rate: str) -> None:
    worker = empty.evaluations.dossier(station).workers[0].id
    told = hours_told(empty.evaluations.dossier(station))
    assert (told.training, told.due, told.rate) == (None, None, None)
    give_period(empty, station)
    Hours(empty.undoing).set_hours(station, worker, PERIOD, {"training": D(90), "supervision": D(18)}, NOBODY)
    if each is not None:
        empty.preparing.set_quantity(station, "training.hours_each", each, "", NOBODY)
    empty.preparing.set_quantity(station, "training.hours", D(91), "总结", NOBODY)
    told = hours_told(empty.evaluations.dossier(station))
    assert (told.required, told.due, told.rate, told.supervision) == (D(30), D(due), D(rate), D(18))
    assert [each for each in told.disagrees if "91" in each]
