"""Killed while answering: whatever a service returned is on the disk, as value and as change."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Change, heads
from sgz_desktop.services.opening import Storage
from tests.kill.folders import assert_sound, opened, small_evaluation
from tests.kill.nursery import Nursery
from tests.kill.plan import OTHER_KILLS, points

_NUMBER = 60


def test_what_a_service_returned_outlives_any_kill(services: Nursery, tmp_path: Path) -> None:
    folder, numbers = tmp_path / "data", iter(range(1000))
    evaluation = small_evaluation(folder)

    def fresh() -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{next(numbers)}")

    whole = services.whole("answer", fresh, number=_NUMBER)
    said: list[dict[str, Any]] = []
    undone: list[dict[str, Any]] = []
    for number, kill in enumerate(points("answers", OTHER_KILLS["answers"], whole), 1):
        outcome = services.run("answer", folder, seed=number, kill=kill, number=_NUMBER)
        assert outcome.killed
        said += outcome.told("saved")
        undone += outcome.told("undone")
        assert_sound(folder)
        with opened(folder) as storage:
            _assert_kept(storage, evaluation, said)
            batches = {each.batch_id for each in storage.store.changes(evaluation)}
            assert {UUID(each["batch"]) for each in undone} <= batches
    assert len(said) > _NUMBER


def _assert_kept(storage: Storage, evaluation: UUID, said: Sequence[dict[str, Any]]) -> None:
    changes = storage.store.changes(evaluation)
    last = {(str(each.batch_id), str(each.entity_id)): each for each in changes}
    of_field: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        of_field.setdefault((str(change.entity_id), change.field), []).append(change)
    for each in said:
        # What was cleared and is then given the same answer again comes back by one change of `deleted`.
        own = last[each["batch"], each["id"]]
        until = [change for change in of_field[each["id"], each["field"]] if change.rank <= own.rank]
        assert own.entity == each["entity"]
        assert until[-1].value == each["value"]
    for (kind, entity_id, field), several in heads(changes).items():
        # One laptop disagrees with nobody: the newest change is the one shown, durable or told.
        assert [each.entity for each in several] == [kind]
        assert several[0] == of_field[str(entity_id), field][-1]
