"""A program on a folder of its own; evaluations are imported once and their folder copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sgz_desktop.wiring import Program, build
from tests.build import EVALUATION
from tests.services.case import everything, take_in


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the evaluation that has one of everything."""
    folder = tmp_path_factory.mktemp("begun")
    with build(folder / "data") as program:
        assert take_in(program, everything(), folder) == EVALUATION
    return folder / "data"


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both samples."""
    folder = tmp_path_factory.mktemp("sampled") / "data"
    with build(folder) as program:
        program.importing.sample("zhongcun")
        program.importing.sample("zhuguang")
    return folder


@pytest.fixture
def program(begun: Path, tmp_path: Path) -> Iterator[Program]:
    """A program whose folder holds the evaluation that has one of everything."""
    shutil.copytree(begun, tmp_path / "data")
    with build(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Program]:
    """A program on an empty folder."""
    with build(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def samples_program(sampled: Path, tmp_path: Path) -> Iterator[Program]:
    """A program whose folder holds both samples."""
    shutil.copytree(sampled, tmp_path / "data")
    with build(tmp_path / "data") as opened:
        yield opened
