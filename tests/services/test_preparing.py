"""What is entered before the visit: order, parts, assignments, tables."""

from uuid import UUID

import pytest

from sgz_desktop.domain.indicator import Agreed
from sgz_desktop.domain.people import Role
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.wiring import Program
from tests.build import EVALUATION, D, uid
from tests.services.case import CASES, EXPERT, GROUP, LI, OTHER, OTHER_GROUP, RATE, STAFF, ZONE

E = EVALUATION


def people(program: Program) -> list[str]:
    return [each.name for each in program.evaluations.dossier(E).people]


def test_what_is_added_stands_behind_its_siblings(program: Program) -> None:
    for number in range(40):
        changes, made = program.preparing.add(E, "person", {"name": f"新{number}"}, LI)
        assert changes.entity_ids == {made}
    assert people(program) == ["专家1", "专家2", "记录员", *(f"新{number}" for number in range(40))]


def test_a_position_that_is_given_is_taken(program: Program) -> None:
    program.preparing.add(E, "person", {"name": "先到", "position": "1", "role": Role.STAFF}, LI)
    assert people(program)[0] == "先到"


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [
        (STAFF, EXPERT, ["记录员", "专家1", "专家2"]),
        (STAFF, OTHER, ["专家1", "记录员", "专家2"]),
        (EXPERT, None, ["专家2", "记录员", "专家1"]),
        (EXPERT, STAFF, ["专家2", "专家1", "记录员"]),
    ],
)
def test_one_is_moved_in_front_of_another(
    program: Program, moved: UUID, before: UUID | None, order: list[str]
) -> None:
    program.preparing.move(E, "person", moved, before, LI)
    assert people(program) == order


def test_moving_to_and_fro_a_hundred_times_keeps_the_order(program: Program) -> None:
    for _ in range(50):
        program.preparing.move(E, "person", STAFF, OTHER, LI)
        program.preparing.move(E, "person", OTHER, STAFF, LI)
    assert people(program) == ["专家1", "专家2", "记录员"]


def test_nothing_is_moved_in_front_of_what_is_not_there(program: Program) -> None:
    with pytest.raises((ValueError, SgzError)):
        program.preparing.move(E, "person", STAFF, uid("person", 9), LI)


def test_who_is_removed_takes_marks_and_assignments_along_and_is_forgotten_elsewhere(
    program: Program,
) -> None:
    program.preparing.remove(E, "person", EXPERT, LI)
    dossier = program.evaluations.dossier(E)
    assert {each.person_id for each in dossier.marks} == {OTHER}
    assert {each.person_id for each in dossier.assignments} == {OTHER}
    assert dossier.observations[0].person_id is None
    assert len(dossier.observations) == 2


def test_a_group_that_is_removed_takes_its_marks_along_and_leaves_its_zone(program: Program) -> None:
    program.preparing.remove(E, "group", GROUP, LI)
    dossier = program.evaluations.dossier(E)
    assert {each.group_id for each in dossier.marks} == {None, OTHER_GROUP}
    assert [each.group_id for each in dossier.zones] == [None, OTHER_GROUP]


def test_a_zone_that_is_removed_takes_communities_and_values_along(program: Program) -> None:
    program.preparing.remove(E, "zone", ZONE, LI)
    dossier = program.evaluations.dossier(E)
    assert [each.name for each in dossier.communities] == ["和安2社区"]
    assert {each.zone_id for each in dossier.indicator_values} == {None}


def test_an_assignment_is_given_taken_back_and_given_again(program: Program) -> None:
    def judges() -> int:
        return len(program.evaluations.dossier(E).assignments)

    before = judges()
    for on, count in ((True, before + 1), (False, before), (True, before + 1)):
        program.preparing.assign(E, "quality", GROUP, OTHER, on=on, worker=LI)
        assert judges() == count


def test_only_experts_are_assigned_and_who_is_assigned_stays_one(program: Program) -> None:
    before = program.evaluations.dossier(E)
    with pytest.raises(Refused, match="“记录员”是工作人员，评分只能安排评估专家。") as refused:
        program.preparing.assign(E, "quality", GROUP, STAFF, on=True, worker=LI)
    assert refused.value.field == "person_id"
    with pytest.raises(Refused, match="已安排评分，不能改为工作人员") as refused:
        program.preparing.edit(E, "person", OTHER, {"role": Role.STAFF}, LI)
    assert refused.value.field == "role"
    assert program.evaluations.dossier(E) == before
    program.preparing.edit(E, "person", STAFF, {"role": Role.EXPERT}, LI)
    program.preparing.assign(E, "quality", GROUP, STAFF, on=True, worker=LI)


def test_an_indicator_others_are_rates_of_is_removed_after_them(program: Program) -> None:
    before = program.evaluations.dossier(E)
    with pytest.raises(Refused, match="“指标2”是按这项指标的比率约定的，请先修改或删除它。"):
        program.preparing.remove(E, "indicator", CASES, LI)
    assert program.evaluations.dossier(E) == before
    program.preparing.remove(E, "indicator", RATE, LI)
    program.preparing.remove(E, "indicator", CASES, LI)
    assert program.evaluations.dossier(E).indicators == ()


def test_two_indicators_are_not_rates_of_each_other(program: Program) -> None:
    with pytest.raises(Refused, match="互为比率"):
        program.preparing.edit(E, "indicator", CASES, {"agreed": Agreed.RATE, "rate_of": RATE}, LI)


def test_taking_back_what_was_never_assigned_is_refused_or_nothing(program: Program) -> None:
    before = program.evaluations.dossier(E)
    with pytest.raises(SgzError, match="分工不存在"):
        program.preparing.assign(E, "quality", OTHER_GROUP, STAFF, on=False, worker=LI)
    assert program.evaluations.dossier(E) == before


def test_values_are_set_one_by_one(program: Program) -> None:
    program.preparing.set_indicator_value(E, CASES, ZONE, {"done": D("701")}, LI)
    value = program.evaluations.dossier(E).value_by_key[CASES, ZONE]
    assert (value.agreed, value.done) == (D("400"), D("701"))
    program.preparing.set_quantity(E, "staff.total", D("21"), "花名册", LI)
    quantity = program.evaluations.dossier(E).quantity_by_code["staff.total"]
    assert (quantity.value, quantity.source) == (D("21"), "花名册")
    program.preparing.set_text(E, "profile", "在党群服务中心。", LI)
    assert program.evaluations.dossier(E).text_by_code["profile"] == "在党群服务中心。"


def test_a_name_of_121_characters_is_refused(program: Program) -> None:
    with pytest.raises(Refused, match="最多 120 个字"):
        program.preparing.add(E, "group", {"name": "组" * 121}, LI)
    program.preparing.add(E, "group", {"name": "组" * 120}, LI)
