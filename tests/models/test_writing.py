"""Writing: whole or not at all, only what differs, and nothing that points at nothing."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.change import DELETED, Change, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import natural_id
from sgz_desktop.domain.mark import Bare, Degree, Mark, NotApplicable, Pending
from sgz_desktop.domain.people import Assignment
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.errors import EvaluationExists, NoSuchEntity, NoSuchEvaluation
from sgz_desktop.models.listing import Summary
from sgz_desktop.models.store import Reread, Store
from tests.models.samples import (
    CASES,
    DOCUMENTS,
    E1,
    E2,
    GROUP,
    LI,
    OTHER_GROUP,
    OTHER_ZONE,
    RATE,
    RUBRIC,
    SEEN,
    WANG,
    ZONE,
    dossier,
    mark_id,
    uid,
)

Q3 = mark_id("q.3", WANG)


def write(store: Store, *edits: Edit, author_id: UUID | None = LI) -> int:
    """Write and say how many changes it took."""
    return len(store.write(E1, edits, author_id=author_id))


def edit(kind: str, entity_id: UUID, **values: Any) -> Edit:
    """A wish in a few words."""
    return Edit(kind, entity_id, values)


def new_mark(item: str, person_id: UUID, group_id: UUID | None = None, **values: Any) -> Edit:
    """A first answer."""
    key = {"item": item, "group_id": group_id, "person_id": person_id}
    return Edit("mark", mark_id(item, person_id, group_id), {**key, "answer": Pending(), **values})


def test_what_is_stored_is_loaded(store: Store) -> None:
    assert store.load(E1) == dossier()


def test_an_evaluation_is_stored_once(store: Store) -> None:
    with pytest.raises(EvaluationExists, match="已经在这台电脑上"):
        store.add(dossier(), DOCUMENTS)
    assert store.evaluation_ids() == (E1,)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda store: store.load(E2), id="load"),
        pytest.param(lambda store: store.write(E2, [], author_id=None), id="write"),
        pytest.param(lambda store: store.absorb(E2, [], {}), id="absorb"),
    ],
)
def test_an_unknown_evaluation_is_said(store: Store, act: Any) -> None:
    with pytest.raises(NoSuchEvaluation):
        act(store)


def test_one_answer_is_one_change(store: Store) -> None:
    (change,) = store.write(
        E1, [edit("mark", Q3, answer=Degree(Decimal("2.50")))], author_id=LI, for_id=WANG, reason="改正"
    )
    assert (change.entity, change.entity_id, change.field) == ("mark", Q3, "answer")
    assert change.value == '{"kind":"degree","points":"2.5"}'
    assert (change.author_id, change.for_id, change.reason) == (LI, WANG, "改正")
    (made,) = change.replaces
    assert made in {each.id for each in store.changes(E1) if each.lamport < change.lamport}
    assert {each.id: each for each in store.load(E1).marks}[Q3].answer == Degree(Decimal("2.5"))


def test_values_that_are_there_already_make_no_change(store: Store) -> None:
    count = len(store.changes(E1))
    assert write(store, edit("zone", ZONE, name="第一片区", staff=Decimal("4.50"))) == 0
    assert len(store.changes(E1)) == count


def test_a_first_answer_makes_the_mark_with_all_its_fields(store: Store) -> None:
    assert write(store, new_mark("q.9", LI)) == 5
    assert store.load(E1).mark_by_key[("q.9", None, LI)] == Mark(
        id=mark_id("q.9", LI), item="q.9", person_id=LI, answer=Pending()
    )


def test_a_cleared_answer_that_is_given_again_is_there_again(store: Store) -> None:
    write(store, edit("mark", Q3, deleted=True))
    assert Q3 not in {each.id for each in store.load(E1).marks}
    assert write(store, edit("mark", Q3, answer=Bare(Decimal(1)))) == 2
    assert store.load(E1).mark_by_key[("q.3", None, WANG)].answer == Bare(Decimal(1))


def test_things_made_together_may_point_at_each_other_in_any_order(store: Store) -> None:
    group = uid(0xB9)
    write(
        store,
        new_mark("q.8", LI, group),
        edit("zone", OTHER_ZONE, group_id=group),
        edit("group", group, name="第三组", position="a3"),
    )
    assert [each.id for each in store.load(E1).zones_of(group)] == [OTHER_ZONE]


REFUSED: Mapping[str, tuple[Edit, type[SgzError], str]] = {
    "part of nothing": (edit("zone", uid(9), note="x"), NoSuchEntity, "要修改的片区不存在"),
    "part of another kind": (edit("zone", GROUP, note="x"), NoSuchEntity, "片区"),
    "two kinds under one ID": (edit("group", ZONE, name="x"), NoSuchEntity, "评审组"),
    "a mark without its key": (edit("mark", uid(9), answer=Pending()), NoSuchEntity, "评分"),
    "deleting nothing": (edit("zone", uid(9), deleted=True), NoSuchEntity, "片区"),
    "another evaluation": (
        edit("evaluation", E2, station="别处", phase="midterm", rubric=RUBRIC),
        NoSuchEntity,
        "评估",
    ),
    "no kind": (edit("planet", uid(9)), Refused, "不认识"),
    "no field": (edit("zone", ZONE, colour="red"), Refused, "zone.colour"),
    "a wrong type": (edit("zone", ZONE, staff="many"), Refused, "不是一个数"),
    "a text for a number": (edit("evaluation", E1, required_staff="20"), Refused, "整数"),
    "no value at all": (edit("zone", ZONE, note=object()), Refused, "不能是这样的内容"),
    "what the domain refuses": (edit("zone", ZONE, name=" "), Refused, "名称不能为空"),
    "an end before its start": (
        edit("evaluation", E1, period_start=dossier().evaluation.visit_date),
        Refused,
        "早于开始日期",
    ),
    "a false ID": (
        Edit("mark", uid(9), {"item": "q.1", "person_id": LI, "answer": Pending()}),
        Refused,
        "编号不符",
    ),
    "another key under the ID": (edit("mark", Q3, item="q.4"), Refused, "编号不符"),
    "a reference to nothing": (edit("zone", ZONE, group_id=uid(9)), Refused, "评审组不存在"),
    "a reference to another kind": (edit("zone", ZONE, group_id=LI), Refused, "评审组不存在"),
    "a rubric nobody has": (edit("evaluation", E1, rubric="0" * 64), Refused, "评分标准"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_changes_nothing(store: Store, case: str) -> None:
    wish, error, sentence = REFUSED[case]
    before, changes = store.load(E1), store.changes(E1)
    with pytest.raises(error, match=sentence):
        store.write(E1, [edit("zone", ZONE, note="先写这个"), wish], author_id=LI)
    assert (store.load(E1), store.changes(E1)) == (before, changes)


def test_a_deleted_thing_is_neither_edited_nor_pointed_at(store: Store) -> None:
    write(store, edit("group", OTHER_GROUP, deleted=True))
    with pytest.raises(NoSuchEntity):
        write(store, edit("group", OTHER_GROUP, name="新名"))
    with pytest.raises(Refused, match="已被删除"):
        write(store, edit("zone", ZONE, group_id=OTHER_GROUP))
    assert write(store, edit("group", OTHER_GROUP, name="新名", deleted=False)) == 2


def test_what_comes_back_must_find_what_it_points_at(store: Store) -> None:
    write(store, edit("person", WANG, deleted=True))
    with pytest.raises(Refused, match="人员不存在，或者已被删除"):
        write(store, edit("mark", Q3, deleted=False))


def ids(found: Dossier) -> set[UUID]:
    """The IDs of all that lives."""
    return {each.id for each in found.entities()}


def test_with_a_person_go_marks_and_assignments_and_observations_stay(store: Store) -> None:
    before = store.load(E1)
    store.write(E1, [edit("person", LI, deleted=True)], author_id=WANG)
    after = store.load(E1)
    judged: list[Any] = [*before.marks, *before.assignments, *before.declarations, *before.hand_ins]
    own = {each.id for each in judged if each.person_id == LI}
    assert ids(before) - ids(after) == {LI, *own}
    loose: list[Any] = [*after.spot_checks, *after.interviews]
    assert [each.person_id for each in loose] == [None, None]
    assert after.observations == (replace(before.observations[0], person_id=None),)


def test_with_a_group_go_its_marks_and_figures_and_zones_stay(store: Store) -> None:
    before = store.load(E1)
    (change, *_) = store.write(E1, [edit("group", GROUP, deleted=True)], author_id=WANG)
    after = store.load(E1)
    judged: list[Any] = [*before.marks, *before.assignments, *before.figures]
    own = {each.id for each in judged if each.group_id == GROUP}
    assert ids(before) - ids(after) == {GROUP, *own}
    assert {each.group_id for each in after.zones} == {None}
    assert {each.group_id for each in after.observations} == {None}
    assert {each.batch_id for each in store.changes(E1) if each.lamport == change.lamport} == {
        change.batch_id
    }


def test_with_a_zone_go_its_communities_and_values(store: Store) -> None:
    before = store.load(E1)
    write(store, edit("zone", ZONE, deleted=True))
    after = store.load(E1)
    assert ids(before) - ids(after) == {ZONE, before.communities[0].id, before.indicator_values[0].id}


def test_with_an_indicator_go_its_values_and_a_rate_forgets_it(store: Store) -> None:
    before = store.load(E1)
    write(store, edit("indicator", CASES, deleted=True))
    after = store.load(E1)
    assert ids(before) - ids(after) == {CASES, before.indicator_values[0].id}
    assert {each.id: each.rate_of for each in after.indicators} == {RATE: None}


def test_what_is_pointed_elsewhere_in_the_same_write_stays(store: Store) -> None:
    write(store, edit("group", GROUP, deleted=True), edit("zone", ZONE, group_id=OTHER_GROUP))
    assert {each.id: each.group_id for each in store.load(E1).zones} == {
        ZONE: OTHER_GROUP,
        OTHER_ZONE: None,
    }


def test_an_evaluation_is_deleted_and_brought_back(store: Store) -> None:
    before = store.load(E1)
    write(store, edit("evaluation", E1, deleted=True))
    assert store.load(E1) == before
    assert [each.id for each in store.listing()] == []
    assert [each.id for each in store.listing(deleted=True)] == [E1]
    write(store, edit("evaluation", E1, deleted=False))
    assert [each.id for each in store.listing()] == [E1]


def test_a_dossier_in_hand_follows_a_write(store: Store) -> None:
    held = store.load(E1)
    effects: list[Effect] = []

    def summarise(effect: Effect, _: Reread) -> Summary:
        effects.append(effect)
        return SUMMARY

    batches = [
        [edit("evaluation", E1, note="改"), new_mark("q.9", WANG)],
        [edit("mark", Q3, answer=NotApplicable())],
        [edit("group", GROUP, deleted=True)],
        [edit("person", LI, position="a9"), edit("observation", SEEN, lead="首句")],
        [edit("evaluation", E1, deleted=True)],
    ]
    changes: tuple[Change, ...] = ()
    for edits in batches:
        changes = store.write(E1, edits, author_id=LI, summary=summarise)
        held = effects[-1].on(held)
        assert held == store.load(E1)
    store.undo(E1, changes[0].batch_id, author_id=LI, summary=summarise)
    assert effects[-1].on(held) == store.load(E1)


SUMMARY = Summary(
    answered=3,
    answerable=4,
    floor=Decimal("12.50"),
    ceiling=Decimal(20),
    total=None,
    grade=None,
    provisional=True,
    rules_hash="abc",
)


def test_a_new_evaluation_brings_its_documents(empty: Store) -> None:
    with pytest.raises(Refused, match="找不到评分标准"):
        empty.add(dossier(), {})
    with pytest.raises(Refused, match="校验值不符"):
        empty.add(dossier(), {RUBRIC: "{}"})
    assert empty.evaluation_ids() == ()
    empty.add(dossier(), DOCUMENTS)
    empty.add(dossier(E2), {})
    assert empty.documents(E2) == DOCUMENTS


def test_a_false_id_is_not_stored(empty: Store) -> None:
    mark = Mark(id=uid(9), item="q.1", person_id=LI, answer=Pending())
    with pytest.raises(Refused, match="编号不符"):
        empty.add(replace(dossier(), marks=(mark,)), DOCUMENTS)


def test_what_points_at_nothing_is_not_stored(empty: Store) -> None:
    lost = Assignment(id=natural_id(E1, Assignment, "x", None, uid(9)), component="x", person_id=uid(9))
    with pytest.raises(SgzError, match="冲突"):
        empty.add(replace(dossier(), assignments=(lost,)), DOCUMENTS)
    assert empty.evaluation_ids() == ()
    empty.add(dossier(), DOCUMENTS)


def test_an_id_of_another_evaluation_is_not_stored(store: Store) -> None:
    thief = replace(dossier(E2), people=(replace(dossier().people[0], name="别人"),))
    with pytest.raises(SgzError, match="冲突"):
        store.add(thief, DOCUMENTS)
    assert store.load(E1) == dossier()


def test_deleting_at_birth_is_possible(store: Store) -> None:
    write(store, Edit("group", uid(0xB8), {"name": "误建", "position": "a8", DELETED: True}))
    assert store.load(E1) == dossier()
