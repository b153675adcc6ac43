"""Killed while importing: the evaluation is there with everything, or nothing of it is."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sgz_desktop.assets import resource
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.wiring import build
from tests.kill.folders import assert_sound, opened, rows, small_evaluation
from tests.kill.nursery import Nursery, Outcome
from tests.kill.plan import OTHER_KILLS, points

_KILLS = OTHER_KILLS["import"] // 2


def test_a_file_without_history_is_taken_in_whole_or_not_at_all(services: Nursery, tmp_path: Path) -> None:
    _kill_imports(services, tmp_path, resource("samples", "zhongcun.json"))


def test_a_file_with_its_history_is_taken_in_whole_or_not_at_all(services: Nursery, tmp_path: Path) -> None:
    file = tmp_path / "exported.json"
    with build(tmp_path / "elsewhere") as program:
        made = program.importing.sample("zhongcun")
        program.exporting.save(file, program.exporting.package(made))
    _kill_imports(services, tmp_path, file)


def _kill_imports(services: Nursery, tmp_path: Path, file: Path) -> None:
    template = tmp_path / "template"
    small_evaluation(template)
    before = rows(template)
    fresh = _copies(template, tmp_path)
    whole = services.whole("take_in", fresh, file=str(file))
    evaluation, dossier, changes = _imported(services, fresh(), file)
    for kill in points(f"import {file.name}", _KILLS, whole):
        folder = fresh()
        outcome = services.run("take_in", folder, kill=kill, file=str(file))
        assert outcome.killed
        assert_sound(folder)
        with opened(folder) as storage:
            there = evaluation in storage.store.evaluation_ids()
            assert there or not outcome.told("imported")
            if there:
                assert storage.store.load(evaluation) == dossier
                assert _content(storage.store.changes(evaluation)) == _content(changes)
                named = {dossier.evaluation.rubric, dossier.evaluation.house_style}
                assert storage.store.documents(evaluation).keys() == named
            else:
                assert rows(folder) == before
        if there:
            _assert_home_shows_it(folder, evaluation)


def _imported(services: Nursery, folder: Path, file: Path) -> tuple[UUID, Dossier, tuple[Change, ...]]:
    outcome: Outcome = services.run("take_in", folder, file=str(file))
    (told,) = outcome.told("imported")
    evaluation = UUID(told["id"])
    with opened(folder) as storage:
        return evaluation, storage.store.load(evaluation), storage.store.changes(evaluation)


def _content(changes: tuple[Change, ...]) -> set[tuple[object, ...]]:
    # A file without changes gets them when it is taken in, under new numbers each time.
    return {(each.entity, each.entity_id, each.field, each.value) for each in changes}


def _assert_home_shows_it(folder: Path, evaluation: UUID) -> None:
    with build(folder) as program:
        listed = {each.id: each.summary for each in program.evaluations.listing()}
        summary = listed[evaluation]
        assert summary is not None
        assert summary.total == Decimal("87.11")


def _copies(template: Path, beside: Path) -> Callable[[], Path]:
    numbers = iter(range(1000))
    return lambda: shutil.copytree(template, beside / f"copy-{next(numbers)}")
