"""Two programs on one folder: nothing is scored on what is old, and nobody replaces what they never saw."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from sgz_desktop.domain.figure import Scope
from sgz_desktop.models.errors import ChangedSince
from sgz_desktop.services.opening import Storage, open_storage
from sgz_desktop.wiring import Program, now, open_program
from tests.build import EVALUATION, D
from tests.services.case import EXPERT, HELPER, LI, OTHER, data_file, degree, refuse_unsettled

E = EVALUATION


@pytest.fixture
def second(program: Program) -> Iterator[Program]:
    """Another program on the folder of `program`, both with the evaluation open."""
    other = open_program(program.folder)
    for each in (program, other):
        each.evaluations.dossier(E)
        each.results.score(E)
    yield other
    other.close()


def disagreements(program: Program) -> list[tuple[str, str, list[str]]]:
    """What people set differently without seeing one another, as the changes on disk tell it."""
    storage = open_storage(program.folder, now)
    try:
        found = storage.store.disagreements(E)
    finally:
        storage.close()
    return [(each.entity, each.field, [change.value for change in each.changes]) for each in found]


def test_a_write_is_scored_on_what_the_other_program_wrote(program: Program, second: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    second.visiting.answer(E, "degree", None, OTHER, degree("2"), LI)
    for each in (second, program):
        refuse_unsettled(each, E)
    assert disagreements(program) == []


def test_a_read_notices_what_the_other_program_wrote(program: Program, second: Program) -> None:
    before = program.results.score(E)
    second.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    assert program.results.score(E) == second.results.score(E) != before
    second.preparing.set_text(E, "profile", "新写的。", LI)
    assert program.evaluations.dossier(E) == second.evaluations.dossier(E)
    assert program.exporting.package(E) == second.exporting.package(E)


def test_what_nobody_else_wrote_is_not_read_again(program: Program, second: Program) -> None:
    held = program.evaluations.dossier(E)
    second.evaluations.dossier(E)
    second.evaluations.listing()
    assert program.evaluations.dossier(E) is held
    program.preparing.set_text(E, "profile", "新写的。", LI)
    held = program.evaluations.dossier(E)
    assert program.evaluations.dossier(E) is held


def test_two_that_set_one_figure_without_seeing_one_another_disagree(
    program: Program, second: Program
) -> None:
    for each, points in ((program, "12"), (second, "13"), (second, "14")):
        each.judging.set_figure(E, Scope.PARTY, "purchaser", D(points), LI)
    # The second replaces its own value, and not the first's, which it never saw.
    assert disagreements(program) == [("figure", "points", ['"12"', '"14"'])]
    for each in (program, second):
        refuse_unsettled(each, E)
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D("12"), HELPER)
    assert disagreements(program) == []


def test_who_has_seen_the_other_value_replaces_it(program: Program, second: Program) -> None:
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D("12"), LI)
    second.evaluations.dossier(E)
    second.judging.set_figure(E, Scope.PARTY, "purchaser", D("13"), LI)
    assert disagreements(program) == []


def test_the_same_value_is_no_disagreement(program: Program, second: Program) -> None:
    for each in (program, second):
        each.judging.set_figure(E, Scope.PARTY, "purchaser", D("12"), LI)
    assert disagreements(program) == []


def test_what_the_other_changed_since_cannot_be_undone(program: Program, second: Program) -> None:
    done = program.preparing.set_text(E, "profile", "甲", LI)
    assert done.batch_id is not None
    second.preparing.set_text(E, "profile", "乙", LI)
    with pytest.raises(ChangedSince):
        program.undoing.undo(E, done.batch_id, worker=LI)
    refuse_unsettled(program, E)


@pytest.fixture
def storage(begun: Path, tmp_path: Path) -> Iterator[Storage]:
    """The storage of a program of which a test needs to know when it writes."""
    shutil.copytree(begun, tmp_path / "data")
    opened = open_storage(tmp_path / "data", now)
    yield opened
    opened.close()


def before_the_next_write(storage: Storage, act: Callable[[], object]) -> None:
    """Do something once, when a program has made up its mind and is about to take the file."""

    waiting = [act]

    def about_to_write(_connection: Connection, options: Mapping[str, object]) -> None:
        if options.get("sgz_writes") and waiting:
            waiting.pop()()

    event.listen(storage.store.engine, "set_connection_execution_options", about_to_write)


def test_what_the_other_writes_at_the_last_moment_is_scored_too(storage: Storage) -> None:
    first = Program(storage.path.parent, storage)
    second = open_program(storage.path.parent)
    first.evaluations.dossier(E)
    before_the_next_write(storage, lambda: second.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI))
    first.visiting.answer(E, "degree", None, OTHER, degree("2"), LI)
    refuse_unsettled(first, E)
    before_the_next_write(storage, lambda: second.preparing.set_text(E, "profile", "乙", LI))
    first.preparing.set_text(E, "profile", "甲", LI)
    refuse_unsettled(first, E)
    (found,) = disagreements(first)
    assert found[:2] == ("report_text", "text")
    second.close()


def test_what_is_read_is_of_the_moment_it_is_read(storage: Storage) -> None:
    first = Program(storage.path.parent, storage)
    second = open_program(storage.path.parent)
    first.evaluations.dossier(E)
    first.undoing.forget(E)
    waiting: list[Callable[[], object]] = [lambda: second.preparing.set_text(E, "profile", "乙", LI)]

    def about_to_read(_connection: Connection) -> None:
        if waiting:
            waiting.pop()()

    event.listen(storage.store.engine, "engine_connect", about_to_read)
    assert first.evaluations.dossier(E).text_by_code["profile"] == "乙"
    first.preparing.set_text(E, "profile", "甲", LI)
    refuse_unsettled(first, E)
    assert disagreements(first) == []
    second.close()


def test_a_summary_computed_anew_is_not_stored_over_that_of_a_later_state(storage: Storage) -> None:
    first = Program(storage.path.parent, storage)
    second = open_program(storage.path.parent)
    first.evaluations.dossier(E)
    before_the_next_write(storage, lambda: second.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI))
    first.undoing.refresh_summary(E)
    refuse_unsettled(first, E)
    second.close()


def test_a_restore_by_one_is_refused_while_the_other_has_the_data(program: Program, second: Program) -> None:
    made = program.keeping.make()
    second.preparing.set_text(E, "profile", "乙", LI)
    plan = program.keeping.plan(made.path)
    with pytest.raises(Exception, match="另一个程序占用"):
        program.keeping.restore(plan)
    second.close()
    program.keeping.restore(plan)
    refuse_unsettled(program, E)


def test_a_file_that_cannot_be_looked_at_is_as_it_was_last_seen(program: Program) -> None:
    held = program.evaluations.dossier(E)
    program.close()
    moved = data_file(program).rename(program.folder / "away")
    assert program.evaluations.dossier(E) is held
    moved.rename(data_file(program))
    refuse_unsettled(program, E)
