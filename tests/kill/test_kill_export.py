"""Killed while exporting: each target is the old file or the new one, whole."""

import hashlib
import shutil
from pathlib import Path

from sgz_desktop.wiring import build
from tests.kill.folders import assert_sound
from tests.kill.nursery import Nursery
from tests.kill.plan import OTHER_KILLS, points


def test_a_target_is_the_old_file_or_the_new_one(services: Nursery, tmp_path: Path) -> None:
    folder, target, numbers = tmp_path / "data", tmp_path / "导出", iter(range(1000))
    target.mkdir()
    with build(folder) as program:
        program.importing.sample("zhongcun")

    def fresh() -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{next(numbers)}")

    whole = services.whole("export", fresh, target=str(target))
    held = {each.name: _digest(each) for each in target.iterdir()}
    for number, kill in enumerate(points("export", OTHER_KILLS["export"], whole), 1):
        outcome = services.run("export", folder, seed=number, kill=kill, target=str(target))
        assert outcome.killed
        held |= {each["name"]: each["digest"] for each in outcome.told("written")}
        begun = {each["name"]: each["digest"] for each in outcome.told("writing")}
        for name, digest in held.items():
            found = _digest(target / name)
            assert found in (digest, begun.get(name))
            held[name] = found
    assert held.keys() == {"out.json", "out.xlsx", "out.pdf"}
    assert_sound(folder)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
