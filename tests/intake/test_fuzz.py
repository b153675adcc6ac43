"""Spoilt workbooks are read or refused in a sentence; what is planned of them is taken in whole or not."""

from collections.abc import Iterator

import pytest

from sgz_desktop.wiring import build
from tests.intake.fuzz.checks import Ground, check
from tests.intake.fuzz.mutations import LEVELS, spoilt

pytestmark = pytest.mark.uncounted

_COUNT = 300
_RUNS = 6
_APPLIED = 15


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A program with a bare evaluation and one that has the station's tables."""
    folder = tmp_path_factory.mktemp("fuzz")
    with build(folder / "data") as program:
        yield Ground.made(program, folder)


@pytest.mark.parametrize("run", range(_RUNS))
def test_spoilt_workbooks_do_no_harm(ground: Ground, run: int) -> None:
    for seed in range(run, _COUNT, _RUNS):
        found = spoilt(seed)
        try:
            check(ground, found, applied=seed % _APPLIED == 0)
        except Exception as fault:
            fault.add_note(f"seed {seed}: {found.name}")
            raise


def test_a_seed_makes_the_same_workbook_again_and_every_kind_comes() -> None:
    found = [spoilt(seed) for seed in range(60)]
    assert [spoilt(seed) for seed in range(5)] == found[:5]
    assert {each.level for each in found} == set(LEVELS)
    assert {each.source for each in found} >= {"附件1", "附件2", "到岗", "指标", "总体", "到岗数"}
