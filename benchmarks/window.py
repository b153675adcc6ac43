"""The window at work: opening, switching pages, jumping to an item, home with thousands."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generated import make_large, make_many, make_sample
from benchmarks.table import Found, Row
from benchmarks.timing import ROOT, empty_folder, offscreen


def measure() -> Iterator[Found]:
    """A process a folder; medians."""
    with empty_folder() as folder:
        evaluation = make_large(folder)
        large = _in_window(folder, str(evaluation))
    with empty_folder() as folder:
        evaluation = make_sample(folder)
        sample = _in_window(folder, str(evaluation))
    yield Row(
        name="open 1,000 items, 2,000 observations, 5 experts (window, painted)",
        measured=large["open"],
        limit=300,
        budget="≤ 300 ms",
    )
    for name, found in (("钟村", sample), ("1,000 items", large)):
        pages = {key: value for key, value in found.items() if key.startswith("page ")}
        for page, taken in pages.items():
            yield Row(name=f"switch to {page} ({name})", measured=taken, limit=50, budget="≤ 50 ms")
        for part, said in (("open", "opened, everything read anew"), ("letter", "one more letter")):
            yield Row(
                name=f"palette: {said} ({name})",
                measured=found[f"palette {part}"],
                limit=50,
                budget="≤ 50 ms",
            )
        yield Row(name=f"jump to an item ({name})", measured=found["jump"], limit=50, budget="≤ 50 ms")
    with empty_folder() as few, empty_folder() as many:
        make_many(few, 10)
        make_many(many, 3600)
        ten, thousands = _in_window(few)["home"], _in_window(many)["home"]
    yield Row(
        name="home listed and painted anew, 3,600 evaluations",
        measured=thousands,
        baseline=ten,
        limit=1.5 * ten,
        budget="≤ 1.5 × home with 10",
    )


def _in_window(folder: Path, evaluation: str = "") -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.in_window", str(folder), *filter(None, [evaluation])],
        cwd=ROOT,
        env=offscreen(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
