"""Domain values from plain JSON, reading on after a fault so that every fault of a file is found at once."""

import types
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin

from sgz_desktop.domain import canonical
from sgz_desktop.domain.problems import Problem
from sgz_desktop.errors import Refused

Reader = Callable[[object, str, list[Problem]], Any]

# A refused value gives way to one of these, so that the next refusal of the same record is found as well.
_STAND_INS: Mapping[type, Any] = {str: "x", Decimal: Decimal(1), int: 0}


class Unread:
    """What could be read of a record with a fault: its fields as attributes, None for an unreadable one."""

    __slots__ = ("_found",)

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Any:
        return self._found.get(name)


def read_fields(wanted: type, raw: object, place: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The fields of a record by name, None for one that is unreadable; None for all if `raw` is no object."""
    if not isinstance(raw, dict):
        problems.append(Problem(place, "应是一个对象 {…}。"))
        return None
    known = canonical.field_types(wanted)
    names = {each.name for each in known}
    for key in raw:
        if key not in names:
            problems.append(Problem(f"{place}.{printable(key)}", f"不认识的键“{printable(key)}”。"))
    found: dict[str, Any] = {}
    for each in known:
        if each.name in raw:
            found[each.name] = reader_of(each.wanted)(raw[each.name], f"{place}.{each.name}", problems)
        elif each.required:
            problems.append(Problem(f"{place}.{each.name}", f"缺少“{each.name}”。"))
            found[each.name] = None
    return found


def build(wanted: type, found: Mapping[str, Any], place: str, problems: list[Problem]) -> Any:
    """The record made of these fields, or an Unread one if one is unreadable or refused; notes refusals."""
    types_of = {each.name: each.wanted for each in canonical.field_types(wanted)}
    readable = {name: value if is_whole(value) else None for name, value in found.items()}
    trial = {
        name: _STAND_INS.get(types_of[name]) if value is None else value for name, value in readable.items()
    }
    while True:
        try:
            built = wanted(**trial)
        except Refused as fault:
            problems.append(Problem(f"{place}.{fault.field}", fault.sentence))
            trial[fault.field] = _STAND_INS[types_of[fault.field]]
            readable[fault.field] = None
        else:
            return Unread(readable) if None in readable.values() else built


def is_whole(value: object) -> bool:
    """Whether a value was read, and if it is a list, all of it."""
    if isinstance(value, tuple):
        return all(is_whole(each) for each in value)
    return value is not None and not isinstance(value, Unread)


def printable(text: str) -> str:
    """A key of a foreign file, short and free of what cannot be printed."""
    return "".join(each if each.isprintable() else "?" for each in text[:40])


@cache
def reader_of(wanted: Any) -> Reader:
    """What reads a value of that type: None or an Unread record, maybe in a list, is what has a fault."""
    origin = get_origin(wanted)
    if origin is tuple:
        return _list_reader(get_args(wanted)[0])
    if origin in (types.UnionType, Union):
        return _kind_reader({each.kind: each for each in get_args(wanted)})
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _record_reader(wanted)
    return lambda raw, place, problems: canonical.read(wanted, raw, place, problems)


def _record_reader(wanted: type) -> Reader:
    def read_record(raw: object, place: str, problems: list[Problem]) -> Any:
        found = read_fields(wanted, raw, place, problems)
        return None if found is None else build(wanted, found, place, problems)

    return read_record


def _list_reader(inner: Any) -> Reader:
    read_one = reader_of(inner)

    def read_list(raw: object, place: str, problems: list[Problem]) -> Any:
        if not isinstance(raw, list):
            problems.append(Problem(place, "应是一个列表 […]。"))
            return None
        return tuple(read_one(each, f"{place}[{index}]", problems) for index, each in enumerate(raw))

    return read_list


def _kind_reader(kinds: Mapping[str, type]) -> Reader:
    def read_kind(raw: object, place: str, problems: list[Problem]) -> Any:
        if not isinstance(raw, dict):
            problems.append(Problem(place, "应是一个对象 {…}。"))
            return None
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in kinds:
            problems.append(Problem(f"{place}.kind", f"种类应是 {'、'.join(kinds)} 之一。"))
            return None
        return reader_of(kinds[kind])({key: raw[key] for key in raw if key != "kind"}, place, problems)

    return read_kind
