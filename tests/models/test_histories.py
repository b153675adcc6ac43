"""Generated histories: rows are always what the changes say, whoever made them and in whatever order."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgz_desktop.domain import projection as domain_projection
from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.entities import assemble
from sgz_desktop.errors import SgzError
from sgz_desktop.interchange.package import Package
from sgz_desktop.models.database import open_database
from sgz_desktop.models.projection import project
from sgz_desktop.models.store import Store
from tests import build
from tests.generate import packages
from tests.models.conftest import DEVICE
from tests.models.samples import (
    DOCUMENTS,
    E1,
    GROUP,
    LI,
    OTHER_GROUP,
    OTHER_ZONE,
    SEEN,
    WANG,
    ZONE,
    Clock,
    dossier,
    mark_id,
    new_file,
)
from tests.models.test_principles import content_rows, first


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data file to be copied."""
    return new_file(tmp_path_factory.mktemp("blank"))


def is_deleted(store: Store) -> bool:
    """Whether the small evaluation is among the deleted ones."""
    return bool(store.listing(deleted=True, only=E1))


@contextmanager
def fresh(blank: Path) -> Iterator[Store]:
    """A store on a copy of the empty file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sqlite3")
        shutil.copyfile(blank, path)
        engine = open_database(path)
        try:
            yield Store(engine, device_id=DEVICE, clock=Clock())
        finally:
            engine.dispose()


@settings(max_examples=40)
@given(packages())
def test_an_import_keeps_every_change_and_its_rows_are_their_projection(
    blank: Path, package: Package
) -> None:
    with fresh(blank) as store:
        store.add(package.dossier, package.documents, changes=package.changes)
        assert store.load(package.dossier.id) == package.dossier
        assert set(store.changes(package.dossier.id)) == set(package.changes)
        assert store.documents(package.dossier.id) == package.documents
        before = content_rows(store.engine)
        store.rebuild(package.dossier.id)
        assert content_rows(store.engine) == before


@settings(max_examples=40)
@given(packages(), st.randoms(use_true_random=False))
def test_changes_tell_the_same_in_any_order(package: Package, dice: random.Random) -> None:
    shuffled = list(package.changes)
    dice.shuffle(shuffled)
    assert project(shuffled) == project(package.changes)
    living = [
        each.entity for each in project(shuffled) if not each.deleted or each.entity.kind == "evaluation"
    ]
    assert assemble(living) == assemble(domain_projection.project(package.changes)) == package.dossier


@settings(max_examples=40)
@given(packages(), st.randoms(use_true_random=False))
def test_any_part_of_the_changes_tells_something(package: Package, dice: random.Random) -> None:
    part = [each for each in package.changes if dice.random() < 0.9]
    try:
        found = project(part)
    except SgzError:
        return
    assert {each.entity.id for each in found} <= {each.entity_id for each in part}


def test_what_is_not_told_enough_of_is_not_there() -> None:
    changes = build.creation(build.dossier(build.zone()))
    (name,) = [each for each in changes if (each.entity, each.field) == ("zone", "name")]
    assert project([name]) == ()


@settings(max_examples=30)
@given(packages(), st.randoms(use_true_random=False))
def test_changes_that_come_in_two_lots_make_the_same_rows(
    blank: Path, package: Package, dice: random.Random
) -> None:
    begun = [
        each for each in package.changes if each.lamport <= len(list(package.changes)) and not each.replaces
    ]
    later = [each for each in package.changes if each not in begun]
    dice.shuffle(later)
    with fresh(blank) as whole, fresh(blank) as parts:
        whole.add(package.dossier, package.documents, changes=package.changes)
        start = [
            each.entity for each in project(begun) if not each.deleted or each.entity.kind == "evaluation"
        ]
        parts.add(assemble(start), package.documents, changes=begun)
        half = len(later) // 2
        for lot in (later[half:], later[:half], later):
            try:
                parts.absorb(package.dossier.id, lot, package.documents)
            except SgzError:
                continue
        assert content_rows(parts.engine) == content_rows(whole.engine)


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, Edit | int]:
    """Something somebody does: an edit of a few fields, a deletion, an undo of an earlier step."""
    if draw(st.integers(0, 3)) == 0:
        return "undo", draw(st.integers(0, 20))
    edits: list[Edit] = [
        Edit("zone", draw(st.sampled_from([ZONE, OTHER_ZONE])), {"note": draw(st.sampled_from("甲乙丙"))}),
        Edit("zone", ZONE, {"group_id": draw(st.sampled_from([None, GROUP, OTHER_GROUP]))}),
        Edit("observation", SEEN, {"text": draw(st.sampled_from("一二三"))}),
        Edit("mark", mark_id("new", WANG), first("new", WANG)),
        Edit("person", draw(st.sampled_from([LI, WANG])), {"name": draw(st.sampled_from("李王陈"))}),
    ]
    targets: list[tuple[str, UUID]] = [
        ("zone", ZONE),
        ("group", GROUP),
        ("group", OTHER_GROUP),
        ("person", WANG),
        ("mark", mark_id("q.1", LI, GROUP)),
        ("observation", SEEN),
        ("evaluation", E1),
    ]
    kind, target = draw(st.sampled_from(targets))
    edits.append(Edit(kind, target, {"deleted": draw(st.booleans())}))
    return "write", draw(st.sampled_from(edits))


@settings(max_examples=40)
@given(st.lists(steps(), max_size=12))
def test_whatever_is_done_and_undone_the_rows_are_what_the_changes_say(
    blank: Path, done: list[tuple[str, Edit | int]]
) -> None:
    with fresh(blank) as store:
        store.add(dossier(), DOCUMENTS)
        batches: list[UUID] = []
        for _, step in done:
            before = store.load(E1)
            count = len(store.changes(E1))
            try:
                if isinstance(step, Edit):
                    changes = store.write(E1, [step], author_id=LI)
                elif batches:
                    changes = store.undo(E1, batches[step % len(batches)], author_id=WANG)
                else:
                    continue
            except SgzError:
                assert (store.load(E1), len(store.changes(E1))) == (before, count)
                continue
            batches += [each.batch_id for each in changes[:1]]
        rows = content_rows(store.engine)
        store.rebuild(E1)
        assert content_rows(store.engine) == rows
        assert store.disagreements(E1) == ()


@settings(max_examples=40)
@given(st.lists(steps(), min_size=1, max_size=8))
def test_what_was_done_in_a_row_can_be_undone_in_a_row(
    blank: Path, done: list[tuple[str, Edit | int]]
) -> None:
    with fresh(blank) as store:
        store.add(dossier(), DOCUMENTS)
        states, batches = [], []
        for _, step in done:
            if isinstance(step, Edit):
                state = store.load(E1), is_deleted(store)
                try:
                    changes = store.write(E1, [step], author_id=LI)
                except SgzError:
                    continue
                if changes:
                    states.append(state)
                    batches.append(changes[0].batch_id)
        for state, batch in zip(reversed(states), reversed(batches), strict=True):
            store.undo(E1, batch, author_id=LI)
            assert (store.load(E1), is_deleted(store)) == state
