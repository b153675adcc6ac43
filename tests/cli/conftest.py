"""A command line on a folder that holds 钟村, copied for every test."""

import shutil
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.wiring import build
from tests.cli.calling import Line


@pytest.fixture(scope="session")
def zhongcun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the evaluation of 钟村."""
    folder = tmp_path_factory.mktemp("zhongcun") / "data"
    with build(folder) as program:
        program.importing.sample("zhongcun")
    return folder


@pytest.fixture
def line(zhongcun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on a copy of that folder."""
    shutil.copytree(zhongcun, tmp_path / "data")
    return Line(tmp_path / "data", capsys)


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on a folder that is not there yet."""
    return Line(tmp_path / "fresh" / "data", capsys)


@pytest.fixture
def sample() -> Path:
    """The file of the other sample."""
    return resource("samples", "zhuguang.json")
