"""What 附件3 and the money add up to, with what is open, and the line of the veto."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.sums import (
    KindSum,
    disagreements,
    fund_sums,
    line_rate,
    line_share,
    resource_sums,
    staff_cost_veto,
    survey_figures,
    yuan_above,
)
from sgz_desktop.wiring import Program
from tests.build import D


@pytest.fixture
def station(empty: Program) -> UUID:
    """An evaluation without tables."""
    return empty.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)


def add(program: Program, station: UUID, kind: str, *several: Mapping[str, Any]) -> None:
    for values in several:
        program.preparing.add(station, kind, values, NOBODY)


def test_resources_by_kind(empty: Program, station: UUID) -> None:
    assert resource_sums(empty.evaluations.dossier(station)) == ()
    goods = {"category": ResourceKind.GOODS, "value_yuan": D(5000), "beneficiaries": 50}
    add(empty, station, "resource", goods, goods | {"value_yuan": None}, {"value_yuan": D("0.5")})
    assert resource_sums(empty.evaluations.dossier(station)) == (
        KindSum("物资", 2, D(5000), 100, 1),
        KindSum("未分类", 1, D("0.5"), 0, 0),
        KindSum("合计", 3, D("5000.5"), 100, 1),
    )
    empty.preparing.set_quantity(station, "resources.value", D(6000), "", NOBODY)
    assert [("6000" in each) for each in disagreements(empty.evaluations.dossier(station), "resources.")] == [
        True
    ]


@pytest.mark.parametrize(
    ("costs", "state", "share", "above"),
    [
        (Decimal(1_940_000), VetoState.CLEAR, "80.83", Decimal(20_000)),
        (Decimal(1_900_000), VetoState.HOLDS, "79.17", Decimal(-20_000)),
        (None, VetoState.UNKNOWN, None, None),
    ],
    ids=["above", "below", "open"],
)
def test_the_money_beside_the_veto(
    empty: Program,
    station: UUID,
    costs: Decimal | None,
    state: VetoState,
    share: str | None,
    above: Decimal | None,
) -> None:
    line = {
        "name": "运营经费",
        "initial_budget": D(2_400_000),
        "budget": D(2_400_000),
        "spent": D(2_400_000),
        "staff_costs": costs,
    }
    add(empty, station, "fund_line", line)
    dossier = empty.evaluations.dossier(station)
    sums = fund_sums(dossier)
    wanted = None if share is None else D(share)
    assert (sums.initial_budget, sums.rate, sums.share) == (D(2_400_000), D(100), wanted)
    assert (line_rate(dossier.fund_lines[0]), line_share(dossier.fund_lines[0])) == (D(100), wanted)
    veto = staff_cost_veto(empty.evaluations.rubric(station), empty.results.score(station).vetoes)
    assert veto is not None
    assert (veto.state, veto.limit) == (state, D(80))
    assert yuan_above(sums, D(80)) == above


def test_a_column_with_an_open_cell_has_no_sum(empty: Program, station: UUID) -> None:
    add(empty, station, "fund_line", {"name": "甲", "spent": D(3)}, {"name": "乙", "budget": D(4)})
    dossier = empty.evaluations.dossier(station)
    sums = fund_sums(dossier)
    assert (sums.spent, sums.budget, sums.rate, sums.share) == (None, None, None, None)
    assert [line_rate(each) for each in dossier.fund_lines] == [None, None]


def test_the_survey_gives_nothing_before_an_answer(empty: Program, station: UUID) -> None:
    assert survey_figures(empty.tables, station) == {}
    add(empty, station, "respondent", {"name": "陈某", "answer": D(85)}, {"name": "李某"})
    found = survey_figures(empty.tables, station)
    assert (found["satisfaction.mean"].value, found["satisfaction.85_to_95"].value) == (D(85), D(1))
