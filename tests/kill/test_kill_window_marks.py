"""Killed while answering at the real window: what the status line called saved is there."""

import shutil
from pathlib import Path

from sgz_desktop.wiring import build
from tests.kill.folders import assert_sound, small_evaluation
from tests.kill.nursery import Nursery
from tests.kill.plan import SHELL_KILLS, points
from tests.kill.shown import place_of, row_text, stops_by_place

_NUMBER = 14


def test_answers_the_status_line_called_saved_outlive_any_kill(windows: Nursery, tmp_path: Path) -> None:
    folder, numbers = tmp_path / "data", iter(range(1000))
    evaluation = small_evaluation(folder)
    given = {"evaluation": str(evaluation), "number": _NUMBER}

    def fresh() -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{next(numbers)}")

    whole = windows.whole("mark", fresh, seed=0, **given)
    shown: dict[str, str] = {}
    for number, kill in enumerate(points("shell.marks", SHELL_KILLS["shell.marks"], whole), 1):
        outcome = windows.run("mark", folder, seed=number, kill=kill, **given)
        assert outcome.killed
        shown |= {place_of(each["row"]): each["row"] for each in outcome.told("mark")}
        assert_sound(folder)
        with build(folder) as program:
            stops = stops_by_place(program, evaluation)
            # The answer being given may have become durable without the status line having said so.
            for each in outcome.told("doing")[-1:]:
                shown[place_of(each["row"])] = row_text(stops[place_of(each["row"])])
            assert {place: row_text(stops[place]) for place in shown} == shown
    assert len({each for each in shown.values() if "未答" not in each}) > _NUMBER
