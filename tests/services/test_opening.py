"""Opening a folder for the data: what cannot be one says why and is left as it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from sgz_desktop.services.opening import DATA_FILE, BadFolder, open_storage
from sgz_desktop.wiring import Program, build, now, open_for_window
from tests.build import EVALUATION
from tests.services.case import LI


@pytest.mark.parametrize("sound", [True, False])
def test_a_file_is_no_folder_and_has_none_below_it(tmp_path: Path, *, sound: bool) -> None:
    file = tmp_path / "file"
    file.write_text("a file", encoding="utf-8")
    with pytest.raises(BadFolder, match=f"不能使用数据文件夹“{file}”：它是一个文件。"):
        open_storage(file, now, sound=sound)
    with pytest.raises(BadFolder, match="文件夹不存在，也不能新建"):
        open_storage(file / "data", now, sound=sound)
    assert file.read_text(encoding="utf-8") == "a file"


def test_a_name_no_system_takes_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(BadFolder, match="也不能新建"), build(tmp_path / ("站" * 400)):
        pass


def test_a_folder_that_is_read_only_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may be allowed everything, so the system's answer is given for it.
    with monkeypatch.context() as changed:
        changed.setattr("os.access", lambda path, mode: False)
        with pytest.raises(BadFolder, match="它是只读的，请换一个可以写入的文件夹"):
            open_storage(tmp_path, now)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with build(tmp_path / "one" / "社工站") as program:
        assert program.evaluations.listing() == ()
    assert (tmp_path / "one" / "社工站" / DATA_FILE).is_file()


SLOW = ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "jinja2", "reportlab", "openpyxl", "PySide6")
LISTING = """
import sys
from pathlib import Path
from sgz_desktop.wiring import open_for_window
program = open_for_window(Path(sys.argv[1]))
assert program.evaluations.listing()
assert program.moves() == 0
program.close()
print(*sys.modules)
"""


def test_to_list_the_evaluations_imports_nothing_that_takes_long(program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LISTING, str(program.folder)], capture_output=True, text=True, check=True
    )
    assert not {name.partition(".")[0] for name in done.stdout.split()} & set(SLOW)


def test_the_list_is_read_as_the_store_reads_it(program: Program) -> None:
    storage = open_storage(program.folder, now)
    assert storage.listing() == storage.store.listing()
    assert storage.listing(deleted=True) == storage.store.listing(deleted=True) == ()
    assert storage.listing(only=EVALUATION) == storage.listing()
    storage.close()


def test_what_another_wrote_since_the_list_was_read_is_noticed_once_all_is_read(program: Program) -> None:
    window = open_for_window(program.folder)
    window.evaluations.listing()
    program.preparing.set_head(EVALUATION, {"district": "白云区"}, LI)
    assert window.moves() == 0
    window.read_ahead()
    assert window.moves() == 1
    window.preparing.set_head(EVALUATION, {"district": "番禺区"}, LI)
    assert window.moves() == 1
    window.close()


def test_a_list_that_nobody_wrote_into_since_has_not_moved(program: Program) -> None:
    window = open_for_window(program.folder)
    window.evaluations.listing()
    window.read_ahead()
    assert window.moves() == 0
    window.close()
