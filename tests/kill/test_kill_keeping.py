"""Killed while backing up and restoring: no bad file bears a backup's name; the data are old or new."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sgz_desktop.models.backups import Reason
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.wiring import build
from tests.kill.folders import assert_sound, opened, rows, rows_of, small_evaluation
from tests.kill.nursery import Nursery
from tests.kill.plan import OTHER_KILLS, points

_NUMBER = 4
_OWN = ("device",)
"""A restored file writes as a device of its own."""


def test_a_backup_is_good_or_bears_no_backups_name(services: Nursery, tmp_path: Path) -> None:
    folder, numbers = tmp_path / "data", iter(range(1000))
    small_evaluation(folder)

    def fresh() -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{next(numbers)}")

    whole = services.whole("back_up", fresh, number=_NUMBER)
    said: list[dict[str, Any]] = []
    for number, kill in enumerate(points("backup", OTHER_KILLS["backup"], whole), 1):
        outcome = services.run("back_up", folder, seed=number, kill=kill, number=_NUMBER)
        assert outcome.killed
        said += outcome.told("backup")
        assert_sound(folder)
        for each in said:
            with closing(sqlite3.connect(each["path"])) as connection:
                assert connection.execute("SELECT text FROM report_text").fetchall() == [(each["text"],)]
    assert said


def test_after_a_killed_restore_the_data_are_the_old_or_the_new_ones(
    services: Nursery, tmp_path: Path
) -> None:
    template, numbers = tmp_path / "template", iter(range(1000))
    small_evaluation(template)
    with build(template) as program:
        (listed,) = program.evaluations.listing()
        program.importing.sample("zhongcun")
        backup = program.keeping.make().path
        program.preparing.set_text(listed.id, "profile", "备份之后写的。", NOBODY)
        program.importing.sample("zhuguang")
    old = rows(template, leaving_out=_OWN)
    new = rows_of(backup, leaving_out=_OWN)
    assert old != new

    def fresh() -> Path:
        return shutil.copytree(template, tmp_path / f"copy-{next(numbers)}")

    whole = services.whole("restore", fresh, file=str(backup))
    for kill in points("restore", OTHER_KILLS["restore"], whole):
        folder = fresh()
        outcome = services.run("restore", folder, kill=kill, file=str(backup))
        assert outcome.killed
        assert_sound(folder)
        after = rows(folder, leaving_out=_OWN)
        assert after in (old, new)
        assert after == new or not outcome.told("restored")
        if after == new:
            _assert_backed_up_first(folder, old)


def _assert_backed_up_first(folder: Path, old: dict[str, list[tuple[Any, ...]]]) -> None:
    with opened(folder) as storage:
        kept = [each.file for each in storage.backups.list() if each.reason is Reason.RESTORE]
    assert len(kept) == 1
    assert rows_of(kept[0], leaving_out=_OWN) == old
    assert (folder / DATA_FILE).exists()
