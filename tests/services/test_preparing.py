"""What is entered before the visit: order, parts, assignments, tables."""

from uuid import UUID

import pytest

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.indicator import Agreed
from sgz_desktop.domain.people import Role
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.preparing_standard import pooled_name
from sgz_desktop.wiring import Program
from tests.build import EVALUATION, NOON, D, uid
from tests.services.case import CASES, EXPERT, GROUP, LI, OTHER, OTHER_GROUP, OTHER_ZONE, RATE, STAFF, ZONE

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


def test_several_are_added_in_one_batch(program: Program) -> None:
    changes = program.preparing.add_several(E, "community", [{"name": "甲", "zone_id": ZONE}] * 2, LI)
    assert [each.name for each in program.evaluations.dossier(E).communities_of(ZONE)][-2:] == ["甲", "甲"]
    assert changes.batch_id is not None
    program.undoing.undo(E, changes.batch_id, worker=LI)
    assert len(program.evaluations.dossier(E).communities_of(ZONE)) == 1


def assigned(program: Program, person_id: UUID) -> set[tuple[str, UUID | None]]:
    several = program.evaluations.dossier(E).assignments
    return {(each.component, each.group_id) for each in several if each.person_id == person_id}


def test_one_group_is_taken_out_of_an_assignment_to_all_in_one_batch(program: Program) -> None:
    judge = program.preparing.judge
    assert ("quality", None) in assigned(program, OTHER)
    assert not judge(E, OTHER, "quality", GROUP, on=True, worker=LI)
    changes = judge(E, OTHER, "quality", GROUP, on=False, worker=LI)
    assert assigned(program, OTHER) == {("operations", None), ("quality", OTHER_GROUP)}
    assert changes.batch_id is not None
    program.undoing.undo(E, changes.batch_id, worker=LI)
    assert ("quality", None) in assigned(program, OTHER)
    judge(E, OTHER, "operations", None, on=False, worker=LI)
    assert ("operations", None) not in assigned(program, OTHER)


def test_all_judge_all_but_who_stands_back_and_staff(program: Program) -> None:
    everything = {("operations", None), ("quality", None)}
    program.preparing.declare(E, OTHER, {"conflict": Conflict.EXISTS}, LI, withdraw=True)
    assert assigned(program, OTHER) == set()
    program.preparing.judge_all(E, LI)
    assert (assigned(program, EXPERT), assigned(program, OTHER), assigned(program, STAFF)) == (
        everything,
        set(),
        set(),
    )
    program.preparing.declare(E, OTHER, {"conflict": Conflict.NONE}, LI)
    program.preparing.judge_all(E, LI, only={OTHER})
    assert assigned(program, OTHER) == everything


def test_a_conflict_is_declared_once_nothing_is_judged_any_more(program: Program) -> None:
    before = program.evaluations.dossier(E)
    with pytest.raises(Refused, match="请先取消安排") as refused:
        program.preparing.declare(E, EXPERT, {"conflict": Conflict.EXISTS}, LI)
    assert refused.value.field == "conflict"
    values = {"conflict": Conflict.EXISTS, "relation": "曾任职"}
    changes = program.preparing.declare(E, EXPERT, values, LI, withdraw=True)
    assert program.evaluations.dossier(E).declaration_by_person[EXPERT].relation == "曾任职"
    with pytest.raises(Refused, match="不能安排评分") as refused:
        program.preparing.judge(E, EXPERT, "operations", None, on=True, worker=LI)
    assert refused.value.field == "person_id"
    assert changes.batch_id is not None
    program.undoing.undo(E, changes.batch_id, worker=LI)
    assert program.evaluations.dossier(E) == before


def test_a_declaration_that_was_taken_back_begins_anew(program: Program) -> None:
    _, made = program.preparing.add(E, "person", {"name": "新来的"}, LI)
    values = {"conflict": Conflict.EXISTS, "relation": "曾任职"}
    batch = program.preparing.declare(E, made, values, LI).batch_id
    assert batch is not None
    program.undoing.undo(E, batch, worker=LI)
    program.preparing.declare(E, made, {"pledged_on": NOON.date()}, LI)
    declared = program.evaluations.dossier(E).declaration_by_person[made]
    assert (declared.conflict, declared.relation, declared.pledged_on) == (None, "", NOON.date())


def groups(program: Program) -> list[str]:
    return [each.name for each in program.evaluations.dossier(E).groups]


def test_a_group_bears_the_name_of_its_zones_until_somebody_names_it(program: Program) -> None:
    for kind, several in (("group", (GROUP, OTHER_GROUP)), ("zone", (ZONE, OTHER_ZONE))):
        for each, name in zip(several, ("三片区", "四片区"), strict=True):
            program.preparing.edit(E, kind, each, {"name": name}, LI)
    program.preparing.pool(E, OTHER_ZONE, GROUP, LI)
    assert groups(program) == ["三片区、四片区", "四片区"]
    program.preparing.pool(E, OTHER_ZONE, None, LI)
    assert groups(program) == ["三片区", "四片区"]
    program.preparing.pool(E, OTHER_ZONE, GROUP, LI, before=ZONE)
    assert groups(program)[0] == "四片区、三片区"
    program.preparing.pool(E, OTHER_ZONE, GROUP, LI, before=ZONE)
    program.preparing.edit(E, "group", GROUP, {"name": "联合组"}, LI)
    program.preparing.pool(E, ZONE, OTHER_GROUP, LI)
    assert groups(program) == ["联合组", "四片区"]
    program.preparing.edit(E, "group", OTHER_GROUP, {"name": "三片区"}, LI)
    program.preparing.found_groups(E, [ZONE], LI)
    zones = {each.name: each.group_id for each in program.evaluations.dossier(E).zones}
    assert zones["三片区"] == program.evaluations.dossier(E).groups[-1].id
    assert groups(program) == ["联合组", "三片区", "三片区"]


def test_what_the_day_needs_is_listed_once(program: Program) -> None:
    program.preparing.fill_needs(E, LI)
    first = [each.title for each in program.evaluations.dossier(E).needs]
    assert first[1] == "与社工站确认评估时间、会议室和到场人员"
    assert "花名册" in first
    assert not program.preparing.fill_needs(E, LI)
    assert len(set(first)) == len(first)
    told = program.evaluations.dossier(E).needs[-1]
    assert told.note.startswith("查阅资料：degree、")


def test_findings_and_deadlines_come_with_the_calendar(program: Program) -> None:
    assert {each.part for each in program.preparing.findings(E)} >= {"head", "people"}
    assert [each.figure[:4] for each in program.preparing.deadlines(E)] == [
        "初评意见",
        "评估报告",
        "确认 2",
        "公示期满",
    ]


@pytest.mark.parametrize(
    ("zones", "name"),
    [
        (("三片区",), "三片区"),
        (("三片区", "四片区"), "三片区、四片区"),
        (("第一片区",), "第一片区"),
        (("第一片区", "第五片区"), "第一、五片区"),
        (("第一片区", "东片区"), "第一片区、东片区"),
    ],
)
def test_what_pooled_zones_are_called(zones: tuple[str, ...], name: str) -> None:
    assert pooled_name(zones) == name
