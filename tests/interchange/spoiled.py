"""A file with one of everything, ways to spoil it, and the places of the problems found in it."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sgz_desktop.domain.problems import Problem
from sgz_desktop.interchange.json_text import step
from sgz_desktop.interchange.package import BuiltIn, Package, read_package
from tests import build, generate

Spoil = Callable[[dict[str, Any]], object]
DOCUMENTS = build.documents()
RUBRIC, STYLE = build.rubric_hash(), build.style_hash()


def read_style(raw: object) -> tuple[object | None, tuple[Problem, ...]]:
    """A style that is sound if it says that it is one and has a code and a title."""
    if not isinstance(raw, dict):
        return None, (Problem("$", "不是体例文件。"),)
    problems = [Problem("$" + step(key), "不认识的键。") for key in raw if key not in build.style()]
    problems += [
        Problem(f"$.{name}", "应是文字。")
        for name in build.style()
        if not isinstance(raw.get(name), str) or not raw[name]
    ]
    return (None, tuple(problems)) if problems else (raw, ())


BUILT_IN = BuiltIn(
    rubrics={RUBRIC: DOCUMENTS[RUBRIC]},
    rubric=RUBRIC,
    styles={STYLE: DOCUMENTS[STYLE]},
    style=STYLE,
    style_codes={"small": STYLE},
    read_style=read_style,
)
NOWHERE = "00000000-0000-4000-8000-00000000dead"


def sample(*, history: bool = False) -> dict[str, Any]:
    """A complete evaluation with two experts, two groups, three zones, and one of everything else."""
    parts = [
        *list(build.judged().entities()),
        *(build.zone(number, group_id=build.uid("group", 1 + number % 2)) for number in (1, 2, 3)),
        *(build.community(number) for number in (1, 2)),
        build.quantity(),
        build.observation(1),
        build.observation(2, group_id=build.uid("group", 1)),
        build.indicator(),
        build.indicator_value(),
        build.indicator_value(zone_id=build.uid("zone", 2)),
        build.report_text(),
    ]
    dossier = build.dossier(*parts)
    return generate.plain(Package(dossier, build.creation(dossier) if history else (), DOCUMENTS))


def places(whole: object) -> list[str]:
    raw = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
    package, problems = read_package(raw, built_in=BUILT_IN)
    assert (package is None) == bool(problems)
    for each in problems:
        assert each.sentence.endswith("。")
        str(each).encode()
    return [each.place for each in problems]


def index(records: Iterable[dict[str, Any]], **fields: Any) -> int:
    return next(at for at, each in enumerate(records) if all(each[key] == fields[key] for key in fields))


def put(*path: Any) -> Spoil:
    """Set the value at a path of keys to the last argument."""

    def spoil(whole: dict[str, Any]) -> None:
        *steps, last, value = path
        found: Any = whole
        for each in steps:
            found = found[each]
        found[last] = value

    return spoil


def drop(*path: Any) -> Spoil:
    """Remove the key at a path."""

    def spoil(whole: dict[str, Any]) -> None:
        found: Any = whole
        for each in path[:-1]:
            found = found[each]
        del found[path[-1]]

    return spoil


def both(*several: Spoil) -> Spoil:
    def spoil(whole: dict[str, Any]) -> None:
        for each in several:
            each(whole)

    return spoil
