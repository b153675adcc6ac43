"""Undo and redo: new changes, only while the undone is the newest, and otherwise who changed it since."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.change import Change, Edit
from sgz_desktop.domain.mark import Degree
from sgz_desktop.errors import Refused
from sgz_desktop.models.database import writing
from sgz_desktop.models.errors import ChangedSince, NoSuchBatch
from sgz_desktop.models.projection import remove_rows
from sgz_desktop.models.store import Store
from tests.models.samples import E1, E2, GROUP, LI, OTHER_ZONE, SEEN, WANG, ZONE, dossier, mark_id, uid

Q3 = mark_id("q.3", WANG)


def write(store: Store, kind: str, entity_id: UUID, *, author_id: UUID | None = LI, **values: Any) -> UUID:
    """Write one wish and return its batch."""
    return store.write(E1, [Edit(kind, entity_id, values)], author_id=author_id)[0].batch_id


def undo(store: Store, batch_id: UUID, *, author_id: UUID | None = LI) -> UUID:
    """Undo and return the batch that did it."""
    return store.undo(E1, batch_id, author_id=author_id)[0].batch_id


def test_undo_and_redo_are_changes_that_replace(store: Store) -> None:
    batch = write(store, "zone", ZONE, name="新名")
    count = len(store.changes(E1))
    undone = undo(store, batch)
    assert store.load(E1) == dossier()
    redone = undo(store, undone)
    assert store.load(E1).zones[0].name == "新名"
    *_, first, second, third = store.changes(E1)
    assert len(store.changes(E1)) == count + 2
    assert [each.replaces for each in (second, third)] == [(first.id,), (second.id,)]
    undo(store, redone)
    assert store.load(E1) == dossier()


def test_a_whole_stack_goes_back_and_forth(store: Store) -> None:
    states = [store.load(E1)]
    batches = []
    steps: list[tuple[str, UUID, dict[str, Any]]] = [
        ("zone", ZONE, {"name": "甲"}),
        ("zone", ZONE, {"name": "乙"}),
        ("group", uid(0xB7), {"name": "第三组", "position": "a7"}),
        ("group", uid(0xB7), {"name": "丙组"}),
        ("zone", OTHER_ZONE, {"group_id": uid(0xB7)}),
        ("zone", ZONE, {"name": "丁"}),
        ("group", uid(0xB7), {"deleted": True}),
        ("zone", ZONE, {"name": "乙"}),
    ]
    for kind, entity_id, values in steps:
        batches.append(write(store, kind, entity_id, **values))
        states.append(store.load(E1))
    for _ in range(2):
        for index in reversed(range(len(batches))):
            batches[index] = undo(store, batches[index])
            assert store.load(E1) == states[index], index
        for index in range(len(batches)):
            batches[index] = undo(store, batches[index])
            assert store.load(E1) == states[index + 1], index


def test_undoing_a_batch_twice_is_refused(store: Store) -> None:
    batch = write(store, "zone", ZONE, name="新名")
    undo(store, batch, author_id=WANG)
    with pytest.raises(ChangedSince, match="“片区的名称”此后已由王乙改动"):
        undo(store, batch)


def test_somebody_changed_it_since(store: Store) -> None:
    batch = write(store, "zone", ZONE, name="新名", note="注")
    store.write(E1, [Edit("zone", ZONE, {"note": "别的"})], author_id=LI, for_id=WANG)
    before = store.changes(E1)
    with pytest.raises(ChangedSince, match="“片区的备注”此后已由王乙改动，不能撤销") as refused:
        undo(store, batch)
    assert (refused.value.who, refused.value.what) == ("王乙", "片区的备注")
    assert store.changes(E1) == before


@pytest.mark.parametrize(("author", "name"), [(None, "未登记的人"), (uid(5), "未登记的人"), (WANG, "王乙")])
def test_who_it_was_is_named(store: Store, author: UUID | None, name: str) -> None:
    batch = write(store, "zone", ZONE, name="新名")
    write(store, "zone", ZONE, name="更新", author_id=author)
    with pytest.raises(ChangedSince) as refused:
        undo(store, batch)
    assert refused.value.who == name


def test_an_equal_value_set_again_by_hand_is_not_an_undo(store: Store) -> None:
    batch = write(store, "zone", ZONE, name="甲")
    write(store, "zone", ZONE, name="乙")
    write(store, "zone", ZONE, name="甲")
    with pytest.raises(ChangedSince):
        undo(store, batch)


def test_undoing_a_making_deletes_and_leaves_the_content(store: Store) -> None:
    made = store.write(
        E1,
        [Edit("mark", mark_id("q.9", LI), {"item": "q.9", "person_id": LI, "answer": Degree(Decimal(1))})],
        author_id=LI,
    )
    (gone,) = store.undo(E1, made[0].batch_id, author_id=LI)
    assert (gone.field, gone.value) == ("deleted", "true")
    assert store.load(E1) == dossier()
    undo(store, gone.batch_id)
    assert store.load(E1).mark_by_key[("q.9", None, LI)].answer == Degree(Decimal(1))


def test_undoing_a_making_is_refused_once_somebody_edited_it(store: Store) -> None:
    batch = write(store, "group", uid(0xB9), name="第三组", position="a3")
    write(store, "group", uid(0xB9), name="改名", author_id=WANG)
    with pytest.raises(ChangedSince, match="王乙"):
        undo(store, batch)


def test_undoing_a_making_is_refused_while_something_points_at_it(store: Store) -> None:
    batch = write(store, "group", uid(0xB9), name="第三组", position="a3")
    write(store, "zone", ZONE, group_id=uid(0xB9), author_id=WANG)
    with pytest.raises(ChangedSince, match="“片区的所属评审组”此后已由王乙改动"):
        undo(store, batch)


def test_undoing_an_edit_is_refused_once_the_thing_is_deleted(store: Store) -> None:
    batch = write(store, "observation", SEEN, text="改")
    write(store, "observation", SEEN, deleted=True, author_id=WANG)
    with pytest.raises(ChangedSince, match="“观察记录的删除”此后已由王乙改动"):
        undo(store, batch)


def test_undoing_a_deletion_brings_all_back_that_went_with_it(store: Store) -> None:
    batch = write(store, "group", GROUP, deleted=True)
    assert store.load(E1) != dossier()
    redo = undo(store, batch)
    assert store.load(E1) == dossier()
    undo(store, redo)
    assert GROUP not in store.load(E1).group_by_id


def test_undoing_a_deletion_needs_what_it_points_at(store: Store) -> None:
    batch = write(store, "mark", Q3, deleted=True)
    write(store, "person", WANG, deleted=True)
    with pytest.raises(Refused, match="已被删除"):
        undo(store, batch)


def test_undo_never_makes_what_may_not_exist(store: Store) -> None:
    head = dossier().evaluation
    batch = write(store, "evaluation", E1, period_end=head.report_date, period_start=head.report_date)
    write(store, "evaluation", E1, period_start=head.visit_date)
    with pytest.raises(ChangedSince):
        undo(store, batch)
    later = write(store, "evaluation", E1, agreement_start=head.period_start)
    write(store, "evaluation", E1, agreement_end=head.period_start)
    undo(store, later)
    assert store.load(E1).evaluation.agreement_start is None


def test_several_writes_of_one_batch_are_undone_as_one(store: Store) -> None:
    batch = uid(0x77)
    for text in ("一", "一二", "一二三"):
        store.write(E1, [Edit("zone", ZONE, {"note": text})], author_id=LI, batch_id=batch)
    redo = undo(store, batch)
    assert store.load(E1) == dossier()
    undo(store, redo)
    assert store.load(E1).zones[0].note == "一二三"


def test_there_is_nothing_to_undo(store: Store) -> None:
    batch = write(store, "zone", ZONE, note="x")
    with pytest.raises(NoSuchBatch, match="没有可以撤销"):
        undo(store, uid(1))
    with pytest.raises(NoSuchBatch):
        store.undo(E2, batch, author_id=None)


def foreign(store: Store, seen: Change, value: str, *, replaces: tuple[UUID, ...]) -> Change:
    """A change of another laptop to the field of one that was seen there."""
    return Change(
        id=uid(0xABC),
        evaluation_id=E1,
        device_id=uid(0x2002),
        device_seq=1,
        lamport=seen.lamport + 50,
        at=seen.at,
        author_id=WANG,
        entity=seen.entity,
        entity_id=seen.entity_id,
        field=seen.field,
        value=value,
        replaces=replaces,
        batch_id=uid(0xBCD),
    )


def test_undoing_the_settling_of_a_disagreement_brings_it_back(store: Store) -> None:
    (made,) = [each for each in store.changes(E1) if each.entity_id == ZONE and each.field == "name"]
    (mine,) = store.write(E1, [Edit("zone", ZONE, {"name": "我的"})], author_id=LI)
    store.absorb(E1, [foreign(store, made, '"别人的"', replaces=(made.id,))], {})
    assert store.load(E1).zones[0].name == "别人的"
    with pytest.raises(ChangedSince, match="王乙"):
        undo(store, mine.batch_id)
    (settled,) = store.write(E1, [Edit("zone", ZONE, {"name": "别人的"})], author_id=LI)
    assert set(settled.replaces) == {mine.id, uid(0xABC)}
    assert store.disagreements(E1) == ()
    redo = undo(store, settled.batch_id)
    (again,) = store.disagreements(E1)
    assert [each.value for each in again.changes] == ['"我的"', '"别人的"']
    assert store.load(E1).zones[0].name == "别人的"
    undo(store, redo)
    assert store.disagreements(E1) == ()


def test_a_field_that_is_younger_than_the_thing_goes_back_to_its_default(store: Store) -> None:
    older = [each for each in store.changes(E1) if (each.entity_id, each.field) != (ZONE, "note")]
    other = Store(store.engine, device_id=uid(0x3003))
    with writing(store.engine) as connection:
        remove_rows(connection, E1)
        for table in ("evaluation_document", "summary", "change"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    other.add(dossier(), {}, changes=older)
    batch = other.write(E1, [Edit("zone", ZONE, {"note": "新"})], author_id=LI)[0].batch_id
    other.undo(E1, batch, author_id=LI)
    assert other.load(E1) == dossier()
