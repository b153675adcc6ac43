"""附件3 as the command line shows it: the sums of each kind with their cells."""

from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from tests.build import D

FEW = [
    (ResourceKind.MONEY, D("1200.50"), "表.xlsx!附件3!A3:F3（价值 E3）"),
    (ResourceKind.MONEY, D(300), "表.xlsx!附件3!A4:F4（价值 E4）"),
    (ResourceKind.VENUE, None, ""),
    (None, D(5), ""),
]


@pytest.fixture
def listed(empty: Program) -> UUID:
    made = empty.evaluations.create(station="和安街社工站", phase=Phase.MIDTERM)
    several = [
        {"description": f"第 {number} 项", "category": kind, "value_yuan": value, "source": source}
        for number, (kind, value, source) in enumerate(FEW)
    ]
    empty.preparing.add_several(made, "resource", several, NOBODY)
    return made


def test_each_kind_there_is_has_a_sum(empty: Program, listed: UUID) -> None:
    (shown,) = empty.tables.show(listed, annex=Annex.RESOURCES)
    kinds = [each for each in shown.figures if each.key.startswith("resources.value.")]
    assert [(each.name, each.value) for each in kinds] == [
        ("资金资源价值", D("1500.50")),
        ("场地资源价值", None),
        ("未分类资源价值", D(5)),
    ]
    assert kinds[0].formula == "2 项资金资源的价值相加"
    assert kinds[1].formula == "0 项场地资源的价值相加，另有 1 项没有填价值"
    assert kinds[0].sources == ("表.xlsx!附件3!E3:E4",)
