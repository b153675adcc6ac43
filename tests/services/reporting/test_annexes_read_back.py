"""Our own workbook read as any other: the same data, cell by cell."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.funding import Resource
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.staffing import Tick
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.reading import read_table
from sgz_desktop.intake.resource_sheet import read_resources, suggest_resources
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.tables import AttendanceTable, Figure, IndicatorTable, Table, Ticks
from sgz_desktop.intake.training_sheet import read_training, suggest_training
from sgz_desktop.scoring.duty import attendance_of
from sgz_desktop.services.reporting.annex_resources import KINDS
from sgz_desktop.services.tables.merging import merged
from tests.services.reporting.rosters import MONTHS, hours, read_back, resources, roster, stated, worker
from tests.services.workbook_pages import dagang

Pair = tuple[Decimal | None, Decimal | None]
COUNTS = {Tick.YES: Decimal(1), Tick.HALF: Decimal("0.5"), Tick.NO: Decimal(0), None: None}


def tables(dossier: Dossier, style: HouseStyle, annex: Annex) -> tuple[Table, list[str]]:
    """The tables of an annex in our own workbook as one, and what was wrong with its cells."""
    book = read_back(dossier, style)
    found, wrong = [], []
    for mapping in suggest(book, annex=annex):
        sheet = book.sheet(mapping.sheet)
        assert sheet is not None
        table, problems = read_table(sheet, mapping)
        found.append(table)
        wrong += [each.place.cell for each in problems]
    (whole,) = merged(found)
    return whole, wrong


def figure(read: Figure | None) -> Decimal | None:
    return None if read is None else read.value


def test_annex_one_has_every_figure(style: HouseStyle) -> None:
    dossier = dagang()
    table, wrong = tables(dossier, style, Annex.INDICATORS)
    assert isinstance(table, IndicatorTable)
    assert wrong == []
    places = {each.id: each.name for each in dossier.zones}
    entered: list[dict[str, Pair]] = []
    for indicator in dossier.indicators:
        whole = "合计" if indicator.cover is Cover.ZONES else ""
        values = [each for each in dossier.indicator_values if each.indicator_id == indicator.id]
        entered.append(
            {places[each.zone_id] if each.zone_id else whole: (each.agreed, each.done) for each in values}
        )
    read: dict[tuple[str, str, str], dict[str, Pair]] = {}
    for each in table.readings:
        spot = read.setdefault((each.indicator, each.measure, each.unit), {})
        spot[each.zone] = (figure(each.agreed), figure(each.done))
    assert list(read.values()) == entered
    staff = {each.zone: each.staff.value for each in table.staff}
    assert staff == {**{each.name: each.staff for each in dossier.zones}, "合计": Decimal(49)}


def duty_told(dossier: Dossier) -> dict[str, dict[str, Ticks]]:
    """What the roster's records say, by the worker's name and month."""
    names = {each.id: each.name for each in dossier.workers}
    told: dict[str, dict[str, Ticks]] = {}
    for each in dossier.duty_months:
        present, insured, paid = (COUNTS[tick] for tick in (each.present, each.insured, each.paid))
        ticks = Ticks(Place(""), present, insured, paid, each.stated)
        told.setdefault(names[each.worker_id], {})[each.month] = ticks
    return told


def months_read(months: Any) -> dict[str, Ticks]:
    """What was read of a worker's months, without places and without what says nothing."""
    found = {
        name: Ticks(Place(""), each.present, each.insured, each.paid, each.stated)
        for name, each in months.items()
    }
    return {name: each for name, each in found.items() if each != Ticks(Place(""))}


def figures_a_month() -> Dossier:
    known = (*stated(8, "1", "0.5", "0", "1"), *stated(9, "1", "", "1", "1"))
    return replace(roster(), zones=(), workers=(worker(8), worker(9)), duty_months=known)


@pytest.mark.parametrize("dossier", [roster(), figures_a_month()], ids=["ticks", "a figure a month"])
def test_annex_two_has_every_worker_and_every_cell(dossier: Dossier, style: HouseStyle) -> None:
    table, wrong = tables(dossier, style, Annex.ATTENDANCE)
    counted = attendance_of(dossier)
    assert isinstance(table, AttendanceTable)
    assert counted is not None
    assert table.months == MONTHS
    assert table.agreement == (dossier.evaluation.agreement_start, dossier.evaluation.agreement_end)
    assert {each.name: months_read(each.months) for each in table.workers} == duty_told(dossier)
    zones = {each.id: each.name for each in dossier.zones}
    by_name = {each.name: each for each in table.workers}
    for count in counted.workers:
        own, read = count.worker, by_name[count.worker.name]
        assert (read.post, read.contract) == (own.post, (own.contract_start, own.contract_end))
        assert (read.certified, read.left_on, read.joined_on) == (own.certified, own.left_on, own.joined_on)
        assert read.credential.startswith(own.credential)
        assert read.zone == (zones[own.zone_id] if own.zone_id else "")
        assert read.remark.startswith(own.remark)
        assert (figure(read.stated_months), figure(read.stated_experienced)) == (
            count.total.value,
            count.experienced.value,
        )
    printed = [
        (figure(each.months), figure(each.experienced))
        for each in (table.whole, table.certified, table.uncertified)
    ]
    kinds = [None, True, *([False] if dossier.zones else [])]
    assert printed[: len(kinds)] == [
        (counted.total(certified=kind).value, counted.experienced(certified=kind).value) for kind in kinds
    ]
    # What is open is printed 待核, which says as little when it is read back.
    assert any(each.total.open for each in counted.workers)
    assert wrong == []


def kind_of(resource: Resource) -> str:
    return KINDS[resource.category] if resource.category else ""


def test_annex_three_has_every_resource(style: HouseStyle) -> None:
    dossier = roster(*resources())
    sheet = read_back(dossier, style).sheet("附件2")
    assert sheet is not None
    (mapping,) = suggest_resources(sheet)
    table, wrong = read_resources(sheet, mapping)
    assert wrong == () or [each.place.cell for each in wrong] == ["B5"]
    assert [
        (each.received_on, each.provider, each.category, each.description, figure(each.value_yuan))
        for each in table.rows
    ] == [
        (
            each.received_on,
            each.provider,
            KINDS[each.category] if each.category else "",
            each.description,
            each.value_yuan,
        )
        for each in dossier.resources
    ]
    assert [(figure(each.beneficiaries), each.fund, each.written_date) for each in table.rows] == [
        (each.beneficiaries, each.fund, each.written_date) for each in dossier.resources
    ]
    assert figure(table.stated_value) == Decimal("6281")


@pytest.mark.parametrize(
    "entered",
    [
        [hours(1, "2023-08", "6", "1.5"), hours(1, "2023-10", "7", None), hours(2, "2023-10", None, "2")],
        [hours(1, "", "33", "2"), hours(4, "", "12.5", None)],
        [hours(1, "2023-08", "6", "1.5"), hours(2, "", "33", "2")],
    ],
    ids=["by month", "the whole period", "both"],
)
def test_annex_four_has_every_hour(entered: list[Any], style: HouseStyle) -> None:
    dossier = roster(*entered)
    sheet = read_back(dossier, style).sheet("附件2")
    assert sheet is not None
    (mapping,) = suggest_training(sheet)
    table, wrong = read_training(sheet, mapping)
    assert wrong == ()
    names = {each.id: each.name for each in dossier.workers}
    assert [each.name for each in table.rows] == list(names.values())
    assert {
        (each.name, month): tuple(map(figure, pair))
        for each in table.rows
        for month, pair in each.months.items()
    } == {(names[each.worker_id], each.month): (each.training, each.supervision) for each in entered}
