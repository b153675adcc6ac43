"""The wheel alone, installed elsewhere, does the job: its resources travel inside it."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else of ours."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(
        [*command, "--target", str(folder), str(wheel)],
        env=environment,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


def python(installed: Path, folder: Path, *arguments: str) -> str:
    """Run Python on the installed wheel, ahead of the checkout, and return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_resource_and_the_manual_of_the_tree(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = (path for path in (ROOT / "resources").rglob("*") if path.is_file())
    expected = {f"sgz_desktop/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in files}
    manual = (path for path in (ROOT / "docs" / "manual").rglob("*") if path.is_file())
    expected |= {
        f"sgz_desktop/_manual/{path.relative_to(ROOT / 'docs/manual').as_posix()}" for path in manual
    }
    assert {Path(each).suffix for each in expected} >= {".md", ".png", ".qss", ".json"}
    assert expected - names == set()


def test_resources_come_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    program = "from sgz_desktop.assets import resource; print(resource('samples'))"
    assert (
        Path(python(installed, tmp_path, "-c", program).strip())
        == installed / "sgz_desktop/_resources/samples"
    )
    program = "from sgz_desktop.services.manual import chapters; print(chapters()[0].path)"
    assert (
        Path(python(installed, tmp_path, "-c", program).strip()) == installed / "sgz_desktop/_manual/start.md"
    )


def test_the_installed_wheel_imports_a_sample_and_exports_it(installed: Path, tmp_path: Path) -> None:
    program = ("-m", "sgz_desktop")
    data = ("--data", str(tmp_path / "data"))
    sample = min((installed / "sgz_desktop/_resources/samples").glob("*.json"))
    python(installed, tmp_path, *program, "list", *data)
    identity = python(installed, tmp_path, *program, "import", str(sample), *data).splitlines()[-1]
    assert identity in python(installed, tmp_path, *program, "list", *data)
    exported = {"--pdf": b"%PDF-", "--xlsx": b"PK\x03\x04"}
    for option, magic in exported.items():
        file = tmp_path / f"out{option.replace('--', '.')}"
        python(installed, tmp_path, *program, "export", identity, option, str(file), *data)
        assert file.read_bytes().startswith(magic)
