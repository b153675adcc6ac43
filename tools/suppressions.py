"""Counts the places where a check is switched off, and refuses the ones that do not say why on their line."""

import argparse
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_MARKERS = {
    "type: ignore": re.compile(r"#\s*(?:type|mypy)\s*:\s*ignore(?:\[[^\]]*\]|-errors)?"),
    "noqa": re.compile(
        r"#\s*(?:ruff\s*:\s*)?noqa(?:\s*:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?", re.IGNORECASE
    ),
    "pragma: no cover": re.compile(r"#\s*pragma\s*:\s*no\s*(?:cover|branch)"),
}
_LETTERS_OF_A_REASON = 10


@dataclass(frozen=True, slots=True)
class Suppression:
    """One check switched off on one line; reason is what the line says besides, empty if nothing."""

    path: Path
    line: int
    kind: str
    reason: str


def suppressions(path: Path) -> Iterator[Suppression]:
    """Yield what the comments of one Python file switch off."""
    with tokenize.open(path) as source:
        comments = [
            token for token in tokenize.generate_tokens(source.readline) if token.type == tokenize.COMMENT
        ]
    for comment in comments:
        rest = comment.string
        for marker in _MARKERS.values():
            rest = marker.sub("", rest)
        reason = rest.strip(" #:-")
        said = reason if sum(map(str.isalpha, reason)) >= _LETTERS_OF_A_REASON else ""
        for kind, marker in _MARKERS.items():
            if marker.search(comment.string):
                yield Suppression(path, comment.start[0], kind, said)


def python_files(roots: Iterable[Path]) -> Iterator[Path]:
    """Yield every Python file that is one of the roots or lies below them, in a stable order."""
    for root in roots:
        yield from [root] if root.is_file() else sorted(root.rglob("*.py"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the number of each kind; 1 when one has no reason, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("roots", nargs="+", type=Path)
    found = [one for path in python_files(parser.parse_args(arguments).roots) for one in suppressions(path)]
    counts = Counter(one.kind for one in found)
    print("Suppressions: " + ", ".join(f"{counts[kind]} {kind}" for kind in _MARKERS))
    bare = [one for one in found if not one.reason]
    for one in bare:
        print(f"{one.path}:{one.line}: {one.kind} without a reason on its line", file=sys.stderr)
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
