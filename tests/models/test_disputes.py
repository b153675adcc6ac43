"""What people set differently without seeing one another: all of it is found, and little is read for it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.interchange.package import Package
from sgz_desktop.models.disputes import Dispute, read_disputes
from sgz_desktop.models.store import Store
from sgz_desktop.models.version import Seen
from tests.generate import packages
from tests.models.samples import CHEN, E1, LI, WANG, ZONE, new_file, uid
from tests.models.test_histories import fresh

NOTE = ("zone", ZONE, "note")


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data file to be copied."""
    return new_file(tmp_path_factory.mktemp("blank"))


def told(found: Sequence[Dispute]) -> set[tuple[str, UUID, str, tuple[str, ...]]]:
    """The disputes as the values that stand against one another."""
    return {
        (each.entity, each.entity_id, each.field, tuple(claim.change.value for claim in each.claims))
        for each in found
    }


def write(store: Store, note: str, author: UUID, *, seen: Seen | None = None) -> UUID:
    """Set the note of a zone; the batch that did."""
    (change,) = store.write(E1, [Edit("zone", ZONE, {"note": note})], author_id=author, seen=seen)
    return change.batch_id


def contested(store: Store) -> Dispute:
    """A note that two people set without seeing one another; 乙 is shown."""
    version = store.version()
    assert version is not None
    write(store, "甲", LI)
    write(store, "乙", WANG, seen=Seen(version.lamport))
    (found,), _ = read_disputes(store.engine, E1)
    return found


@settings(max_examples=60)
@given(packages())
def test_no_dispute_is_overlooked_in_any_history(blank: Path, package: Package) -> None:
    with fresh(blank) as store:
        store.add(package.dossier, package.documents, changes=package.changes)
        evaluation_id = package.dossier.id
        living = {each.id for each in package.dossier.entities()}
        found, version = read_disputes(store.engine, evaluation_id)
        assert version == store.version()
        assert told(found) == {
            (each.entity, each.entity_id, each.field, tuple(change.value for change in each.changes))
            for each in store.disagreements(evaluation_id)
            if each.field == DELETED or each.entity_id in living
        }


def test_both_values_are_told_with_who_gave_them_and_which_is_shown(store: Store) -> None:
    found = contested(store)
    assert (found.entity, found.entity_id, found.field) == NOTE
    assert [(each.change.value, each.origin.author_id) for each in found.claims] == [
        ('"甲"', LI),
        ('"乙"', WANG),
    ]
    assert found.shown == found.values["note"] == '"乙"'
    assert list(found.hidden) == [found.claims[0].change.id]
    assert found.values["name"] == '"第一片区"'


def test_a_history_without_forks_is_not_read(store: Store) -> None:
    for note in ("甲", "乙", "甲"):
        write(store, note, LI)
    found, _ = read_disputes(store.engine, E1)
    assert found == ()


def test_what_replaces_several_and_misses_another_is_found(store: Store) -> None:
    """No two of these changes replace the same, as only a file written by hand can have it."""
    write(store, "甲", LI)
    write(store, "乙", LI)
    first, second = [each for each in store.changes(E1) if (each.entity_id, each.field) == NOTE[1:]][-2:]
    odd = replace(
        second,
        id=uid(1),
        device_id=uid(2),
        device_seq=1,
        lamport=99,
        value='"丙"',
        replaces=tuple(sorted((*first.replaces, first.id))),
    )
    store.absorb(E1, [odd], {})
    (found,), _ = read_disputes(store.engine, E1)
    assert [each.change.value for each in found.claims] == ['"乙"', '"丙"']


def test_what_is_hidden_is_not_replaced_by_who_goes_on(store: Store) -> None:
    found = contested(store)
    known = Seen(found.lamport, hidden=frozenset(found.hidden))
    write(store, "丙", CHEN, seen=known)
    (after,), _ = read_disputes(store.engine, E1)
    assert [each.change.value for each in after.claims] == ['"甲"', '"丙"']
    write(store, "丁", CHEN)
    assert read_disputes(store.engine, E1)[0] == ()


def test_a_choice_that_is_undone_brings_back_whose_values_they_were(store: Store) -> None:
    contested(store)
    chosen = write(store, "甲", CHEN)
    assert read_disputes(store.engine, E1)[0] == ()
    back = store.undo(E1, chosen, author_id=CHEN)
    (found,), _ = read_disputes(store.engine, E1)
    assert {each.change.author_id for each in found.claims} == {CHEN}
    assert {(each.change.value, each.origin.author_id) for each in found.claims} == {
        ('"甲"', LI),
        ('"乙"', WANG),
    }
    again = store.undo(E1, back[0].batch_id, author_id=CHEN)
    assert read_disputes(store.engine, E1)[0] == ()
    store.undo(E1, again[0].batch_id, author_id=CHEN)
    (found,), _ = read_disputes(store.engine, E1)
    assert {each.origin.author_id for each in found.claims} == {LI, WANG}


def test_what_is_within_a_deleted_thing_waits_until_it_is_back(store: Store) -> None:
    contested(store)
    (gone,) = store.write(E1, [Edit("zone", ZONE, {DELETED: True})], author_id=LI)[:1]
    assert read_disputes(store.engine, E1)[0] == ()
    store.undo(E1, gone.batch_id, author_id=LI)
    assert [each.field for each in read_disputes(store.engine, E1)[0]] == ["note"]


def test_whether_a_thing_is_there_at_all_can_be_in_dispute(store: Store) -> None:
    version = store.version()
    assert version is not None
    store.write(E1, [Edit("zone", ZONE, {DELETED: True})], author_id=LI)
    store.write(E1, [Edit("zone", ZONE, {DELETED: False})], author_id=WANG, seen=Seen(version.lamport))
    store.write(E1, [Edit("zone", ZONE, {DELETED: True})], author_id=CHEN, seen=Seen(version.lamport))
    (found,), _ = read_disputes(store.engine, E1)
    assert (found.field, found.shown) == (DELETED, "true")
