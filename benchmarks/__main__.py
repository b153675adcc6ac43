"""Measure every row, or those of the groups named on the command line, and print the table."""

import sys
from collections.abc import Callable, Iterator, Mapping

from benchmarks import answers, changed_chapter, paper, phantom_rows, scores, start, typing_lost, window
from benchmarks.table import Found, lines

GROUPS: Mapping[str, Callable[[], Iterator[Found]]] = {
    "start": start.measure,
    "answers": answers.measure,
    "scores": scores.measure,
    "window": window.measure,
    "paper": paper.measure,
    "preview": changed_chapter.measure,
    "typing": typing_lost.measure,
    "tables": phantom_rows.measure,
}


def main(wanted: list[str]) -> int:
    """Measure and print; the exit code says only whether everything could be run."""
    unknown = set(wanted) - GROUPS.keys()
    if unknown:
        print(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    found: list[Found] = []
    for name in wanted or GROUPS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        found += GROUPS[name]()
    for line in lines(found):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
