"""`make fuzz`: thousands of spoilt workbooks through the program, and the files it cannot stand."""

import argparse
import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.intake.fuzz.mutations import LEVELS
from tests.intake.fuzz.sources import annexes, sources

_FOLDER = Path(__file__).parents[3] / "build" / "fuzz"


def main() -> int:
    """Try so many from a seed on; 1 if something is wrong with any, whose file is then kept."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for old in _FOLDER.glob("*.xlsx"):
        old.unlink()
    print(f"{asked.count} mutations from seed {asked.seed} on")
    print(f"  of {', '.join(sources())} (annexes {', '.join(sorted(annexes()))})")
    print(f"  in {', '.join(LEVELS)}", flush=True)
    begun = monotonic()
    command = [
        sys.executable,
        "-m",
        "tests.intake.fuzz.trying",
        str(_FOLDER),
        str(asked.seed),
        str(asked.count),
    ]
    ended = subprocess.run(command, cwd=_FOLDER.parents[1], check=False).returncode
    left = sorted(_FOLDER.glob("*.xlsx"), key=lambda path: int(path.name.partition("-")[0]))
    for path in left:
        print(f"wrong: seed {path.name.partition('-')[0]}, saved as {path}")
    if ended and not left:
        print(f"the run itself ended with {ended}")
    print(f"{len(left)} findings in {monotonic() - begun:.0f} s")
    return 1 if ended or left else 0


if __name__ == "__main__":
    raise SystemExit(main())
