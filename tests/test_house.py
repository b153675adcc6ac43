"""The house itself: contracts that bite, guards that fail, a lock that pins, two READMEs that agree."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT_SUFFIXES = {
    ".cfg",
    ".in",
    ".ini",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".qss",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yml",
}
TEXT_NAMES = {"Makefile", "LICENSE", "run", ".gitignore", ".gitattributes", ".editorconfig"}
NOT_OURS = {".git", ".venv", ".lock-venv", "build", "dist", "out", "htmlcov", "__pycache__"}

# What each contract must refuse: a file nobody wrote, and the line that makes it one.
PLANTED = [
    pytest.param("layers", "domain/planted.py", "import sgz_desktop.services", id="layers: upwards"),
    pytest.param("layers", "exports/planted.py", "import sgz_desktop.models", id="layers: sideways"),
    pytest.param("layers", "planted/__init__.py", "", id="layers: a package nobody placed"),
    pytest.param("pure", "scoring/planted.py", "import sqlmodel", id="pure"),
    pytest.param("qt", "services/planted.py", "def f():\n    from PySide6 import QtCore", id="qt"),
    pytest.param("ui", "ui/planted.py", "import sgz_desktop.models", id="ui"),
    pytest.param("exports", "exports/planted.py", "import sqlalchemy", id="exports"),
    pytest.param("intake", "intake/planted.py", "import sqlalchemy", id="intake"),
]


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the project's tools and keep what it says."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        text=True,
        encoding="utf-8",
        capture_output=True,
    )


def lint_imports(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Check one contract on a copy of the tree."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return run("-c", program, "--no-cache", "--contract", contract, folder=folder)


def our_files() -> Iterator[Path]:
    """Yield every text file of the tree that somebody wrote or generated into it."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            one for one in folders if one not in NOT_OURS and not one.endswith(("_cache", ".hypothesis"))
        ]
        for name in names:
            if name in TEXT_NAMES or Path(name).suffix in TEXT_SUFFIXES:
                yield Path(folder, name)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its contracts, elsewhere."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(
        ROOT / "sgz_desktop", folder / "sgz_desktop", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_violation_breaks_its_contract(copied: Path, contract: str, file: str, line: str) -> None:
    planted = copied / "sgz_desktop" / file
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")
    try:
        checked = lint_imports(copied, contract)
    finally:
        planted.unlink()
        if not any(planted.parent.iterdir()):
            planted.parent.rmdir()
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "planted" in checked.stdout
    assert "1 broken" in checked.stdout


def test_every_contract_has_a_planted_violation() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert {str(case.values[0]) for case in PLANTED} == contracts


def test_the_copied_tree_keeps_its_contracts(copied: Path) -> None:
    checked = lint_imports(copied, "layers")
    assert checked.returncode == 0, checked.stdout + checked.stderr


LEAKS = """
import logging, threading
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QLabel

KEPT = []
GO = threading.Event()

def test_thread():
    threading.Thread(target=GO.wait, args=(20,)).start()

def test_window(qapp):
    KEPT.append(QLabel("left"))

def test_log_line():
    logging.getLogger("ours").warning("nobody asked")

def test_qt_warning(qtbot):
    qWarning("nobody asked")

def test_clean(qtbot):
    label = QLabel("closed")
    qtbot.addWidget(label)
    label.show()

def test_asked_for(caplog):
    GO.set()
    logging.getLogger("ours").warning("asked for")
"""


def test_the_guards_fail_a_test_that_leaves_something(tmp_path: Path) -> None:
    (tmp_path / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests import guards\nguards.SECONDS_TO_END = 0.05\n", encoding="utf-8"
    )
    options = ["-p", "tests.guards", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-rA", "--tb=no"]
    options += [
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        "-o",
        "addopts=",
        str(tmp_path),
    ]
    said = run("-m", "pytest", *options, folder=ROOT).stdout
    outcomes = {
        match[2]: match[1] for match in re.finditer(r"^(PASSED|FAILED|ERROR) \S+::(\w+)", said, re.MULTILINE)
    }
    assert outcomes == {
        "test_thread": "ERROR",
        "test_window": "ERROR",
        "test_log_line": "ERROR",
        "test_qt_warning": "FAILED",
        "test_clean": "PASSED",
        "test_asked_for": "PASSED",
    }, said


def test_the_lock_pins_every_package_by_hash_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = lock.replace("\\\n", "").strip().splitlines()
    assert len(entries) > 40
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in lock
    assert "--index" not in lock
    names = {entry.split("==")[0] for entry in entries}
    assert {"pyside6-essentials", "pyside6-pdf", "hatchling", "editables", "zhplot"} <= names
    assert not {"matplotlib", "numpy", "pyside6", "pyside6-addons"} & names


def test_the_lock_holds_every_named_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        re.split(r"[<>=;\[ ]", one, maxsplit=1)[0].lower().replace("_", "-")
        for one in project["dependencies"] + project["optional-dependencies"]["dev"]
    }
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    assert named - locked == set()


# Assembled, so that this file does not hold what it looks for.
FOREIGN = [
    r"pypi\." + "org",
    "python" + "hosted",
    r"npm" + r"js\.",
    "/ho" + r"me/\w",
    "/ro" + "ot/",
    "/wo" + r"rk/\w",
    "/op" + "t/",
    r"[A-Z]:\\" + "Users",
]


def test_no_registry_host_and_no_path_of_a_machine_is_in_the_tree() -> None:
    pattern = re.compile("|".join(FOREIGN))
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in our_files()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def commands(readme: str) -> list[tuple[str, str]]:
    """The fenced blocks of a README, each with its language, without its remarks."""
    text = (ROOT / readme).read_text("utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(language, re.sub(r"\s+#.*$", "", body, flags=re.MULTILINE)) for language, body in blocks]


def test_both_readmes_give_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")
    assert {"sh", "powershell"} <= {language for language, _ in commands("README.md")}


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "Makefile"])
def test_every_make_target_a_text_names_exists(file: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", (ROOT / file).read_text("utf-8")))
    assert named - targets == set()


def test_every_relative_link_of_the_texts_leads_somewhere() -> None:
    for file in ROOT.glob("*.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text("utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == [], file.name


def test_ci_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text("utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)
