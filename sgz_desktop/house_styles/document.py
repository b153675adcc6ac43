"""A house style as a document: its canonical JSON, addressed by its SHA-256, and back with every fault."""

from collections.abc import Iterator, Mapping
from typing import Any

from sgz_desktop.domain.canonical import Unreadable, canonical_json, content_hash, decode, encode, field_types
from sgz_desktop.domain.problems import Problem
from sgz_desktop.errors import Refused
from sgz_desktop.house_styles.checks import faults_of
from sgz_desktop.house_styles.parts import Part
from sgz_desktop.house_styles.style import HouseStyle

KIND = HouseStyle.kind


def style_document(style: HouseStyle) -> tuple[str, str]:
    """The address (SHA-256) of a house style and its canonical JSON text."""
    raw = encode(style)
    return content_hash(raw), canonical_json(raw)


def read_style_document(raw: object) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    """The house style that parsed JSON holds, or None with every fault and its JSON path."""
    if not isinstance(raw, Mapping) or raw.get("kind") != KIND:
        return None, (Problem("$", "不是体例文件。"),)
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    known = {each.name: each for each in field_types(HouseStyle)}
    for key in raw:
        if key not in known and key != "kind":
            problems.append(Problem(f"$.{key}", f"不认识的键“{key}”。"))
    for name, each in known.items():
        if name in raw:
            found[name] = _field(name, each.wanted, raw[name], problems)
        elif each.required:
            problems.append(Problem(f"$.{name}", f"缺少“{name}”。"))
    if problems:
        return None, tuple(problems)
    try:
        style = HouseStyle(**found)
    except Refused as fault:
        return None, (Problem(f"$.{fault.field}" if fault.field else "$", fault.sentence),)
    # A passage that is printed in two places has its fault once.
    faults = tuple(dict.fromkeys(faults_of(style)))
    return (None, faults) if faults else (style, ())


def _field(name: str, wanted: Any, raw: object, problems: list[Problem]) -> Any:
    """One field; of lists of parts every fault, of the rest the first."""
    place = f"$.{name}"
    if name == "outline" and isinstance(raw, list):
        return tuple(_parts(place, raw, problems))
    if name == "fragments" and isinstance(raw, Mapping):
        return {key: tuple(_parts(f"{place}.{key}", each, problems)) for key, each in raw.items()}
    return _decoded(wanted, raw, place, problems)


def _parts(place: str, raw: object, problems: list[Problem]) -> Iterator[Any]:
    if not isinstance(raw, list):
        problems.append(Problem(place, "应是一个列表 […]。"))
        return
    for number, each in enumerate(raw):
        yield _decoded(Part, each, f"{place}[{number}]", problems)


def _decoded(wanted: Any, raw: object, place: str, problems: list[Problem]) -> Any:
    try:
        return decode(wanted, raw)
    except Unreadable as fault:
        problems.append(Problem(place + fault.below, fault.sentence))
    except Refused as fault:
        problems.append(Problem(f"{place}.{fault.field}" if fault.field else place, fault.sentence))
    return None
