"""Tries a run of seeds in a process of its own; each file lies in the folder while it is tried."""

import faulthandler
import sys
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from sgz_desktop.wiring import build
from tests.intake.fuzz.checks import Ground, check
from tests.intake.fuzz.mutations import Spoilt, spoilt

SECONDS = 20
"""What takes longer hangs."""
APPLIED = 25
"""One in so many is taken in as well."""


def main(folder: Path, first: int, count: int) -> int:
    """Try the seeds, keep the files that something is wrong with, print what came of the rest."""
    came: Counter[str] = Counter()
    wrong = 0
    with TemporaryDirectory(prefix="sgz-fuzz-") as home, build(Path(home) / "data") as program:
        ground = Ground.made(program, Path(home))
        for seed in range(first, first + count):
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            found = spoilt(seed)
            path = folder / found.name
            path.write_bytes(found.data)
            try:
                came[check(ground, found, applied=seed % APPLIED == 0)] += 1
            except Exception:
                wrong += 1
                _tell(found, path)
            else:
                path.unlink()
    faulthandler.cancel_dump_traceback_later()
    for outcome, times in came.most_common():
        print(f"  {times:6} {outcome}")
    return 1 if wrong else 0


def _tell(found: Spoilt, path: Path) -> None:
    print(f"seed {found.seed} ({found.source}, {found.level}): {path}")
    traceback.print_exc(limit=-6, file=sys.stdout)
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
