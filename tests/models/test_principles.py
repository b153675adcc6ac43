"""The nine storage principles, each by its number and name."""

import hashlib
import random
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from sgz_desktop.domain.canonical import canonical_json
from sgz_desktop.domain.change import Change, Edit
from sgz_desktop.domain.entities import TYPES, natural_key
from sgz_desktop.domain.mark import Degree, Pending
from sgz_desktop.domain.ordering import between
from sgz_desktop.errors import Refused
from sgz_desktop.models.connections import connect
from sgz_desktop.models.database import open_database, reading, writing
from sgz_desktop.models.errors import ChangedSince, NoSuchEvaluation
from sgz_desktop.models.ledger import MOST_TAKEN_OVER, read_changes
from sgz_desktop.models.listing import Summary
from sgz_desktop.models.local import Desk
from sgz_desktop.models.mapping import layout
from sgz_desktop.models.stamping import read_stamps
from sgz_desktop.models.store import Store
from sgz_desktop.models.version import Seen
from tests.models.conftest import DEVICE
from tests.models.samples import (
    BEGIN,
    CHEN,
    DOCUMENTS,
    E1,
    E2,
    LI,
    OTHER_ZONE,
    RUBRIC,
    STYLE,
    WANG,
    ZONE,
    Clock,
    dossier,
    mark_id,
    new_file,
    uid,
)
from tests.models.test_failures import all_rows

Q3 = mark_id("q.3", WANG)


def content_rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every content table, as they lie in the file."""
    with reading(engine) as connection:
        return {
            kind: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {layout(kind).table.name}"))))
            for kind in TYPES
        }


def laptop(folder: Path, number: int, changes: tuple[Change, ...] = ()) -> Store:
    """A store of another laptop, with an evaluation that came as changes."""
    engine = open_database(new_file(folder, f"laptop-{number}.sqlite3"))
    store = Store(engine, device_id=uid(0x2000 + number), clock=Clock(BEGIN - timedelta(hours=number)))
    if changes:
        store.add(dossier(), DOCUMENTS, changes=changes)
    return store


def edits_of(number: int) -> list[Edit]:
    """What each laptop does: some fields of their own, some that others set too."""
    return [
        Edit("zone", ZONE, {"note": f"第{number}台"}),
        Edit("zone", OTHER_ZONE, {"staff": Decimal(number)}),
        Edit("mark", mark_id(f"own.{number}", LI), first(f"own.{number}", LI)),
        Edit("mark", mark_id("same", WANG), first("same", WANG)),
        Edit("evaluation", E1, {"note": "都写同一句"}),
    ]


def first(item: str, person_id: UUID) -> Mapping[str, object]:
    """The fields of a first answer."""
    return {"item": item, "group_id": None, "person_id": person_id, "answer": Pending()}


def test_1_what_two_laptops_make_alike_has_one_id_and_every_row_its_evaluation(
    store: Store, tmp_path: Path
) -> None:
    other = laptop(tmp_path, 1, store.changes(E1))
    for each in (store, other):
        each.write(E1, [Edit("mark", mark_id("same", WANG), first("same", WANG))], author_id=WANG)
    assert store.load(E1).mark_by_key == other.load(E1).mark_by_key
    for kind, made in TYPES.items():
        rows = content_rows(store.engine)[kind]
        assert {row[1] for row in rows} == {E1.hex}
        if natural_key(made):
            assert {UUID(str(row[0])).version for row in rows} == {5}
    other.engine.dispose()


def test_2_every_row_comes_from_changes_written_with_it(store: Store) -> None:
    store.write(E1, [Edit("mark", Q3, {"answer": Degree(Decimal(2))})], author_id=LI, for_id=WANG)
    store.write(E1, [Edit("person", CHEN, {"deleted": True})], author_id=LI)
    before = content_rows(store.engine)
    assert all(before.values())
    store.rebuild(E1)
    assert content_rows(store.engine) == before


def test_2_changes_are_numbered_dated_and_never_altered(store: Store) -> None:
    before = store.changes(E1)
    store.write(E1, [Edit("zone", ZONE, {"name": "甲", "note": "乙"})], author_id=LI, reason="核对")
    store.write(E1, [Edit("zone", ZONE, {"name": "丙"})], author_id=LI)
    changes = store.changes(E1)
    assert changes[: len(before)] == before
    assert [each.device_seq for each in changes] == list(range(1, len(changes) + 1))
    assert [each.lamport for each in changes[len(before) :]] == [2, 2, 3]
    assert {each.device_id for each in changes} == {DEVICE}
    assert len({each.batch_id for each in changes}) == 3
    assert changes[-2].at.utcoffset() == timedelta()
    (replaced,) = [each for each in changes if each.id in changes[-1].replaces]
    assert (replaced.field, replaced.value) == ("name", '"甲"')


def test_2_moments_are_kept_in_utc(engine: Engine) -> None:
    beijing = timezone(timedelta(hours=8))
    store = Store(engine, device_id=DEVICE, clock=lambda: BEGIN.astimezone(beijing))
    store.add(dossier(), DOCUMENTS)
    assert {each.at for each in store.changes(E1)} == {BEGIN}
    with reading(engine) as connection:
        found = connection.execute(text("SELECT DISTINCT at FROM change")).scalars().all()
    assert found == ["2024-01-16T01:30:00.000000Z"]


def test_2_a_device_numbers_on_after_another_program_wrote(store: Store, path: Path) -> None:
    engine = open_database(path)
    other = Store(engine, device_id=DEVICE, clock=Clock())
    for each in (store, other, store):
        each.write(E1, [Edit("zone", ZONE, {"note": str(each is other)})], author_id=LI)
    engine.dispose()
    sequence = [each.device_seq for each in store.changes(E1)]
    assert sequence == list(range(1, len(sequence) + 1))


def test_2_a_file_has_a_device_of_its_own(engine: Engine) -> None:
    store = Store(engine)
    store.add(dossier(), DOCUMENTS)
    Store(engine).write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=None)
    (device,) = {each.device_id for each in store.changes(E1)}
    assert device.version == 4


def test_2_a_store_that_is_reopened_asks_the_file_again_who_it_is(engine: Engine) -> None:
    store = Store(engine)
    store.add(dossier(), DOCUMENTS)
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM device"))
    store.reopen()
    (change,) = store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=None)
    assert change.device_id not in {each.device_id for each in store.changes(E1)[:-1]}
    assert change.lamport == 2


def test_3_two_unreplaced_changes_are_a_disagreement_shown_and_settled_by_a_person(
    store: Store, tmp_path: Path
) -> None:
    other = laptop(tmp_path, 1, store.changes(E1))
    store.write(E1, [Edit("zone", ZONE, {"name": "甲"})], author_id=LI)
    other.write(E1, [Edit("zone", ZONE, {"name": "乙", "note": "只有一处"})], author_id=WANG)
    assert store.absorb(E1, other.changes(E1), {}) == 2
    assert store.absorb(E1, other.changes(E1), {}) == 0
    (found,) = store.disagreements(E1)
    assert (found.entity, found.entity_id, found.field) == ("zone", ZONE, "name")
    assert [each.value for each in found.changes] == ['"甲"', '"乙"']
    # The clock of the other laptop is an hour behind: the one shown is of the higher rank, not the later.
    assert store.load(E1).zones[0].name == "乙"
    store.write(E1, [Edit("zone", ZONE, {"name": "乙"})], author_id=CHEN)
    assert store.disagreements(E1) == ()
    other.engine.dispose()


def test_3_equal_values_are_no_disagreement(store: Store, tmp_path: Path) -> None:
    other = laptop(tmp_path, 1, store.changes(E1))
    for each in (store, other):
        each.write(E1, [Edit("zone", ZONE, {"name": "同名"})], author_id=LI)
    store.absorb(E1, other.changes(E1), {})
    assert store.disagreements(E1) == ()
    assert store.write(E1, [Edit("zone", ZONE, {"name": "同名"})], author_id=LI) == ()
    other.engine.dispose()


def test_3_merging_gives_the_same_rows_in_any_order(store: Store, tmp_path: Path) -> None:
    start = store.changes(E1)
    parts = []
    for number in (1, 2, 3):
        other = laptop(tmp_path, number, start)
        for edit in edits_of(number):
            other.write(E1, [edit], author_id=LI)
        parts.append(other.changes(E1))
        other.engine.dispose()
    told = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 0, 2)], 4):
        merged = laptop(tmp_path, number, parts[order[0]][: len(start)])
        for index in order:
            shuffled = list(parts[index])
            random.Random(number).shuffle(shuffled)
            merged.absorb(E1, shuffled, DOCUMENTS)
        told.append((content_rows(merged.engine), merged.changes(E1), merged.disagreements(E1)))
        merged.engine.dispose()
    assert told[0] == told[1] == told[2]
    assert {each.field for each in told[0][2]} == {"note", "staff"}


def test_3_changes_of_another_evaluation_are_not_taken(store: Store, tmp_path: Path) -> None:
    store.add(dossier(E2), {})
    before = all_rows(store.engine)
    with pytest.raises(Refused, match="另一个评估"):
        store.absorb(E1, store.changes(E2), {})
    with pytest.raises(NoSuchEvaluation):
        store.absorb(uid(1), store.changes(E1), {})
    foreign = laptop(tmp_path, 1)
    foreign.add(dossier(E2), DOCUMENTS)
    with pytest.raises(Refused, match="另一个评估"):
        foreign.add(dossier(), DOCUMENTS, changes=foreign.changes(E2))
    foreign.engine.dispose()
    assert all_rows(store.engine) == before


def test_3_changes_must_tell_the_dossier_they_come_with(store: Store, tmp_path: Path) -> None:
    other = laptop(tmp_path, 1)
    with pytest.raises(Refused, match="不一致"):
        other.add(replace(dossier(), marks=()), DOCUMENTS, changes=store.changes(E1))
    with pytest.raises(Refused, match="不一致"):
        other.add(dossier(), DOCUMENTS, changes=store.changes(E1)[:-1])
    other.engine.dispose()


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"entity": "planet"}, "planet"),
        ({"field": "colour"}, "zone.colour"),
        ({"value": "no json"}, "无法读出"),
        ({"value": "7"}, "应是文字"),
    ],
)
def test_3_changes_of_another_version_are_refused(
    store: Store, spoiled: Mapping[str, str], said: str
) -> None:
    change = next(each for each in store.changes(E1) if each.entity_id == ZONE and each.field == "name")
    new: dict[str, Any] = {"id": uid(1), "device_id": uid(2), "lamport": 99}
    before = all_rows(store.engine)
    with pytest.raises(Refused, match=said):
        store.absorb(E1, [replace(change, **{**new, **spoiled})], {})
    assert all_rows(store.engine) == before


@pytest.mark.parametrize("field", ["lamport", "device_seq"])
def test_3_changes_so_high_that_nobody_could_number_on_are_refused(
    store: Store, tmp_path: Path, field: str
) -> None:
    before = all_rows(store.engine)
    change = next(each for each in store.changes(E1) if each.entity_id == ZONE and each.field == "name")
    last = replace(change, id=uid(1), device_id=uid(2), lamport=99, replaces=(change.id,))
    most: dict[str, Any] = {field: MOST_TAKEN_OVER}
    beyond: dict[str, Any] = {field: MOST_TAKEN_OVER + 1}
    high = replace(last, **beyond)
    with pytest.raises(Refused, match="大得不合情理"):
        store.absorb(E1, [high], {})
    assert all_rows(store.engine) == before
    other = laptop(tmp_path, 1)
    with pytest.raises(Refused, match="大得不合情理"):
        other.add(dossier(), DOCUMENTS, changes=[*store.changes(E1), high])
    assert other.evaluation_ids() == ()
    other.engine.dispose()
    store.absorb(E1, [replace(last, **most)], {})
    (after,) = store.write(E1, [Edit("zone", ZONE, {"name": "乙"})], author_id=LI)
    assert after.lamport > last.lamport


def test_3_what_the_writer_has_not_seen_is_not_replaced(store: Store) -> None:
    (first_seen,) = store.write(E1, [Edit("zone", ZONE, {"note": "甲"})], author_id=LI)
    version = store.version()
    assert version is not None
    store.write(E1, [Edit("zone", ZONE, {"note": "乙"})], author_id=WANG)
    (unaware,) = store.write(
        E1, [Edit("zone", ZONE, {"note": "丙"})], author_id=CHEN, seen=Seen(version.lamport)
    )
    assert unaware.replaces == ()
    (found,) = store.disagreements(E1)
    assert [each.value for each in found.changes] == ['"乙"', '"丙"']
    assert first_seen.id not in {each.id for each in found.changes}
    assert store.load(E1).zones[0].note == "丙"
    rows = content_rows(store.engine)
    store.rebuild(E1)
    assert content_rows(store.engine) == rows


def test_every_write_moves_the_version(store: Store, path: Path) -> None:
    versions = [store.version()]
    store.write(E1, [Edit("zone", ZONE, {"note": "甲"})], author_id=LI)
    versions.append(store.version())
    (change,) = [each for each in store.changes(E1) if each.value == '"甲"']
    # Of an earlier lamport than the file has seen already.
    foreign = replace(change, id=uid(1), device_id=uid(2), device_seq=1, lamport=1, value='"乙"')
    store.absorb(E1, [foreign], {})
    versions.append(store.version())
    with closing(connect(path)) as other:
        other.execute("UPDATE device SET next_seq = next_seq + 1")
    versions.append(store.version())
    store.save_summary(E1, SUMMARY)
    assert store.version() == versions[-1] == store.load_dated(E1)[1]
    assert len(set(versions)) == 4
    assert None not in versions


def test_4_deleting_is_a_change_and_the_row_stays(store: Store) -> None:
    before = {kind: len(rows) for kind, rows in content_rows(store.engine).items()}
    everything = [Edit(each.kind, each.id, {"deleted": True}) for each in store.load(E1).entities()]
    store.write(E1, everything, author_id=LI)
    after = store.load(E1)
    assert list(after.entities()) == [dossier().evaluation]
    assert {kind: len(rows) for kind, rows in content_rows(store.engine).items()} == before


def test_4_moving_one_of_siblings_touches_no_other(store: Store) -> None:
    people = store.load(E1).people
    key = between(people[0].position, people[1].position)
    assert len(store.write(E1, [Edit("person", CHEN, {"position": key})], author_id=LI)) == 1
    assert [each.id for each in store.load(E1).people] == [LI, CHEN, WANG]


def test_5_undo_is_a_change_that_replaces_and_only_of_the_newest(store: Store) -> None:
    # All the rest about it is in test_undo.py.
    (done,) = store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI)
    (undone,) = store.undo(E1, done.batch_id, author_id=LI)
    assert undone.replaces == (done.id,)
    with pytest.raises(ChangedSince, match="李甲"):
        store.undo(E1, done.batch_id, author_id=LI)


def test_6_values_lie_in_the_file_as_portable_text(store: Store) -> None:
    with reading(store.engine) as connection:
        kinds = connection.execute(
            text(
                "SELECT typeof(funds_yuan), funds_yuan, typeof(visit_date), visit_date, phase FROM evaluation"
            )
        ).one()
        assert tuple(kinds) == ("text", "2400000.5", "text", "2024-01-16", "midterm")
        answers = connection.execute(text("SELECT answer FROM mark ORDER BY item")).scalars().all()
        assert answers[0] == '{"kind":"degree","points":"3"}'
        ids = connection.execute(text("SELECT DISTINCT typeof(id), length(id) FROM mark")).all()
        assert [tuple(each) for each in ids] == [("text", 32)]


def test_6_no_float_takes_part(store: Store) -> None:
    figure = Decimal("0.123456")
    store.write(E1, [Edit("zone", ZONE, {"staff": figure})], author_id=LI)
    assert store.load(E1).zones[0].staff == figure
    with reading(store.engine) as connection:
        for kind in TYPES:
            for column in layout(kind).table.c:
                wanted = text(f'SELECT DISTINCT typeof("{column.name}") FROM {layout(kind).table.name}')
                assert "real" not in connection.execute(wanted).scalars().all()


def test_7_documents_lie_under_their_hash_and_an_evaluation_keeps_its_own(store: Store) -> None:
    newer, head = canonical_json({"name": "新标准"}), dossier(E2).evaluation
    address = hashlib.sha256(newer.encode()).hexdigest()
    with pytest.raises(Refused, match="找不到评分标准"):
        store.write(E1, [Edit("evaluation", E1, {"rubric": address})], author_id=LI)
    store.add(dossier(E2), {address: newer} | DOCUMENTS)
    store.write(E1, [Edit("evaluation", E1, {"rubric": address})], author_id=LI)
    assert store.documents(E1) == DOCUMENTS | {address: newer}
    assert store.document(address) == newer
    assert store.document("0" * 64) is None
    with pytest.raises(Refused, match="校验值"):
        store.add(replace(dossier(E2), evaluation=replace(head, id=uid(1))), {address: newer + " "})
    assert store.documents(E2) == store.documents(E1)


def test_a_house_style_and_the_change_to_it_are_kept_together_or_not_at_all(store: Store) -> None:
    style = canonical_json({"kind": "house_style", "title": "改过的体例"})
    address = hashlib.sha256(style.encode()).hexdigest()
    wanted = [Edit("evaluation", E1, {"house_style": address})]
    with pytest.raises(Refused, match="找不到报告体例") as refused:
        store.write(E1, wanted, author_id=LI)
    assert refused.value.field == "house_style"
    with pytest.raises(Refused, match="校验值"):
        store.write(E1, wanted, author_id=LI, documents={address: style + " "})
    impossible = [Edit("evaluation", E1, {"house_style": address, "station": ""})]
    with pytest.raises(Refused):
        store.write(E1, impossible, author_id=LI, documents={address: style})
    assert (store.documents(E1), store.document(address)) == (DOCUMENTS, None)
    made = store.write(E1, wanted, author_id=LI, documents={address: style})
    assert store.documents(E1) == DOCUMENTS | {address: style}
    store.undo(E1, made[0].batch_id, author_id=LI)
    assert store.load(E1).evaluation.house_style == STYLE
    assert store.documents(E1) == DOCUMENTS | {address: style}
    assert store.write(E1, [Edit("evaluation", E1, {"house_style": STYLE})], author_id=LI) == ()


def test_8_what_concerns_this_laptop_lies_in_another_file(store: Store, path: Path) -> None:
    before = all_rows(store.engine)
    Desk(path.with_name("desk.json")).put("worker", str(LI))
    assert all_rows(store.engine) == before


SUMMARY = Summary(
    answered=3,
    answerable=4,
    floor=Decimal("12.5"),
    ceiling=Decimal(20),
    total=None,
    grade="good",
    provisional=True,
    rules_hash="abc",
)


def test_9_the_summary_is_kept_in_the_answers_transaction(store: Store) -> None:
    (listed,) = store.listing()
    assert listed.summary is None
    assert (listed.id, listed.station, listed.station_short) == (E1, "虚构镇社工站", "虚构站")
    assert (listed.phase, listed.visit_date, listed.rubric) == (
        "midterm",
        dossier().evaluation.visit_date,
        RUBRIC,
    )
    (change,) = store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI, summary=SUMMARY)
    (listed,) = store.listing()
    assert (listed.summary, listed.changed_at) == (SUMMARY, change.at)


def test_9_a_summary_of_an_earlier_state_is_not_shown(store: Store) -> None:
    store.save_summary(E1, SUMMARY)
    assert store.listing()[0].summary == SUMMARY
    assert store.write(E1, [Edit("zone", ZONE, {"note": ""})], author_id=LI) == ()
    assert store.listing()[0].summary == SUMMARY
    store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI)
    assert store.listing()[0].summary is None


def test_9_the_home_lists_the_last_changed_first_and_by_pages(store: Store) -> None:
    store.add(dossier(E2), {}, summary=SUMMARY)
    assert [each.id for each in store.listing()] == [E2, E1]
    store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI)
    assert [each.id for each in store.listing()] == [E1, E2]
    assert [each.id for each in store.listing(limit=1, offset=1)] == [E2]
    assert [each.id for each in store.listing(only=E2)] == [E2]
    assert store.listing(only=E2, deleted=True) == ()
    assert store.listing()[1].summary == SUMMARY


def test_the_newest_change_of_each_entity_is_its_stamp(store: Store) -> None:
    store.write(E1, [Edit("zone", ZONE, {"note": "x"})], author_id=LI, for_id=WANG)
    store.write(E1, [Edit("zone", ZONE, {"name": "y"})], author_id=WANG)
    changes = store.changes(E1)
    stamps = store.stamps(E1)
    assert stamps.keys() == {each.id for each in dossier().entities()}
    assert stamps[ZONE] == (WANG, None, changes[-1].at)
    assert stamps[LI] == (None, None, changes[0].at)
    assert store.last_change(E1) == changes[-1].at


def test_at_one_count_the_later_device_s_change_is_the_newest(store: Store, tmp_path: Path) -> None:
    others = [laptop(tmp_path, number, store.changes(E1)) for number in (1, 2)]
    authors = zip((store, *others), ((LI, None), (WANG, None), (WANG, LI)), strict=True)
    for each, (author, behalf) in authors:
        each.write(E1, [Edit("zone", ZONE, {"note": str(behalf)})], author_id=author, for_id=behalf)
    for each in others:
        store.absorb(E1, each.changes(E1), {})
        each.engine.dispose()
    newest = max((each for each in store.changes(E1) if each.entity_id == ZONE), key=lambda each: each.rank)
    assert store.stamps(E1)[ZONE] == (newest.author_id, newest.for_id, newest.at)
    assert read_stamps(store.engine, [ZONE])[ZONE] == store.stamps(E1)[ZONE]


def test_the_rank_of_changes_is_the_order_they_are_read_in(store: Store, tmp_path: Path) -> None:
    other = laptop(tmp_path, 1, store.changes(E1))
    for number in range(3):
        for each in (store, other):
            each.write(E1, [Edit("zone", ZONE, {"note": str(number)})], author_id=LI)
    store.absorb(E1, other.changes(E1), {})
    changes = store.changes(E1)
    assert list(changes) == sorted(changes, key=lambda each: each.rank)
    other.engine.dispose()


def test_plain_reading_of_the_file_needs_no_program(store: Store, path: Path) -> None:
    store.engine.dispose()
    connection = connect(path, mode="ro")
    assert connection.execute("SELECT count(*) FROM change").fetchone()[0] > 100
    connection.close()


def test_thousands_of_changes_of_many_things_are_one_write(store: Store) -> None:
    edits = [Edit("mark", mark_id(f"m.{each}", LI), first(f"m.{each}", LI)) for each in range(1200)]
    assert len(store.write(E1, edits, author_id=LI)) == 6000
    batch = store.write(E1, [Edit("person", LI, {"deleted": True})], author_id=WANG)
    assert len(batch) > 1200
    store.undo(E1, batch[0].batch_id, author_id=WANG)
    assert len(store.load(E1).marks) == 1203
    with writing(store.engine) as connection:
        assert len(read_changes(connection, E1)) > 8000
