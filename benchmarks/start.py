"""Starting: the first window painted, home with its list usable, an evaluation opened at once."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.generated import make_many
from benchmarks.table import Found, Row
from benchmarks.timing import empty_folder, until_said

_TIMES = 7
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
{more}
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
window.repaint()
print("painted", flush=True)
"""
_PROGRAM = ("-m", "benchmarks.started")


def measure() -> Iterator[Found]:
    """Processes started by turns; medians."""
    with empty_folder() as few, empty_folder() as many:
        make_many(few, 10)
        make_many(many, 3600)
        runs = [_one_round(few, many) for _ in range(_TIMES + 1)][1:]
    bare, bare_sql, painted, usable, opened, usable_many = (median(each) for each in zip(*runs, strict=True))
    yield Row(
        name="first window painted",
        measured=painted,
        baseline=bare,
        limit=1.5 * bare,
        budget="≤ 1.5 × bare window",
    )
    yield Row(
        name="home usable (10 evaluations)",
        measured=usable,
        baseline=bare_sql,
        limit=1.25 * bare_sql,
        budget="≤ 1.25 × (bare window + import sqlmodel)",
    )
    yield Row(
        name="the first evaluation opened by a key pressed at once",
        measured=opened,
        baseline=bare_sql,
        limit=3 * bare_sql,
        budget="≤ 3 × (bare window + import sqlmodel)",
    )
    yield Row(
        name="home usable, 3,600 evaluations",
        measured=usable_many,
        baseline=usable,
        limit=1.5 * usable,
        budget="≤ 1.5 × home with 10",
    )


def _one_round(few: Path, many: Path) -> tuple[float, ...]:
    (bare,) = until_said(["-c", _BARE.format(more="")], "painted")
    (bare_sql,) = until_said(["-c", _BARE.format(more="import sqlmodel")], "painted")
    painted, usable, opened = until_said([*_PROGRAM, str(few)], "painted", "usable", "opened")
    _, usable_many, _ = until_said([*_PROGRAM, str(many)], "painted", "usable", "opened")
    return bare, bare_sql, painted, usable, opened, usable_many
