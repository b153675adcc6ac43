"""A workbook that claims 1,048,576 rows: how long reading it takes, and the most memory its process needs."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Found, NotMeasured, Row
from benchmarks.timing import ROOT, empty_folder, once

_ROWS = 1_048_576
_LIMIT_MS = 2_000
_LIMIT_MB = 200
_FORMS = (
    ("empty rows", '<row r="{}" ht="15" customHeight="1"/>'),
    ("rows of styled cells", '<row r="{0}"><c r="A{0}" s="1"/></row>'),
)
_STATUS = Path("/proc/self/status")


def measure() -> Iterator[Found]:
    """Each file is read by a process that does nothing else."""
    with empty_folder() as folder:
        for form, row in _FORMS:
            name = f"read a workbook that claims 1,048,576 rows ({form})"
            path = folder / "phantom.xlsx"
            _write(path, row)
            taken, peak = _read_apart(path)
            yield Row(name=name, measured=taken, limit=_LIMIT_MS, budget="≤ 2 s")
            if peak is None:
                yield NotMeasured(f"{name}: peak memory", "this system does not tell a process its peak")
                continue
            yield Row(
                name=f"{name}: peak memory", measured=peak, limit=_LIMIT_MB, budget="≤ 200 MB", unit="MB"
            )


def _write(path: Path, row: str) -> None:
    """A small roster by openpyxl, whose sheet gets the rows and claims the whole sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for line in (("姓名", "8月到岗", "9月到岗"), ("社工甲", "√", "√")):
        book.worksheets[0].append(line)
    sound = path.with_suffix(".sound.xlsx")
    book.save(sound)
    phantoms = "".join(row.format(number) for number in range(3, _ROWS + 1)).encode()
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = source.read(part)
            if part.startswith("xl/worksheets/"):
                data = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data)
                data = data.replace(b"</sheetData>", phantoms + b"</sheetData>")
            target.writestr(part, data)


def _read_apart(path: Path) -> tuple[float, float | None]:
    """Milliseconds and megabytes, by a process of its own."""
    command = [sys.executable, "-m", "benchmarks.phantom_rows", str(path)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    taken, _, peak = said.strip().partition(" ")
    return float(taken), float(peak) if peak else None


def _read(path: Path) -> None:
    """Open, recognise and read; print the milliseconds and, where it is known, the peak in megabytes."""
    from sgz_desktop.intake.reading import read_table
    from sgz_desktop.intake.suggesting import suggest
    from sgz_desktop.intake.workbooks import read_workbook

    def work() -> None:
        book = read_workbook(path.name, path.read_bytes())
        (mapping,) = suggest(book)
        table, problems = read_table(book.sheets[0], mapping)
        assert table
        assert not problems

    taken = once(work)
    peak = re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text("ascii")) if _STATUS.exists() else None
    print(f"{taken:.1f}", f"{int(peak[1]) / 1024:.1f}" if peak else "")


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
