"""Killed while writing at the real window: what the status line called saved is there, once."""

import json
import shutil
from pathlib import Path

from sgz_desktop.domain.canonical import encode
from sgz_desktop.wiring import build
from tests.kill.folders import assert_sound, opened, small_evaluation
from tests.kill.nursery import Nursery
from tests.kill.plan import SHELL_KILLS, points
from tests.kill.shown import place_of, stops_by_place

_NUMBER = 5


def test_words_the_status_line_called_saved_outlive_any_kill(windows: Nursery, tmp_path: Path) -> None:
    folder, numbers = tmp_path / "data", iter(range(1000))
    evaluation = small_evaluation(folder)
    given = {"evaluation": str(evaluation), "number": _NUMBER}

    def fresh() -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{next(numbers)}")

    whole = windows.whole("write", fresh, seed=0, **given)
    notes: dict[str, str] = {}
    ever: set[tuple[str, str]] = set()
    for number, kill in enumerate(points("shell.words", SHELL_KILLS["shell.words"], whole), 1):
        outcome = windows.run("write", folder, seed=number, kill=kill, **given)
        assert outcome.killed
        notes |= {place_of(each["row"]): each["text"] for each in outcome.told("note")}
        ever |= {("note", each["text"]) for each in outcome.told("note")}
        ever |= {("text", each["text"]) for each in outcome.told("observation")}
        assert_sound(folder)
        with build(folder) as program:
            stops = stops_by_place(program, evaluation)
            # What was being written may have become durable without the status line having said so.
            for each in outcome.told("doing")[-1:]:
                mark = stops[place_of(each["row"])].mark
                if mark is not None:
                    notes[place_of(each["row"])] = mark.note
            found = {place: mark.note for place, stop in stops.items() if (mark := stop.mark)}
            assert {place: found[place] for place in notes} == notes
            texts = [each.text for each in program.evaluations.dossier(evaluation).observations]
            assert len(texts) == len(set(texts))
            assert {text for field, text in ever if field == "text"} <= set(texts)
        with opened(folder) as storage:
            kept = {(each.field, each.value) for each in storage.store.changes(evaluation)}
            assert {(field, json.dumps(encode(text), ensure_ascii=False)) for field, text in ever} <= kept
    assert len(ever) > 10 * _NUMBER
