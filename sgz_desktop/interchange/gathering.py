"""One record of the file into a domain value, with every fault in it and not only the first."""

import itertools
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin
from uuid import UUID

from sgz_desktop.domain.canonical import Unreadable, decode, field_types
from sgz_desktop.domain.mark import Pending
from sgz_desktop.domain.quantities import ENTERED_KEYS, Quantity
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.definitions import Key
from sgz_desktop.interchange.json_text import Findings, Misspelt, step


class _Failed:
    """What stands where a value could not be read."""


FAILED: Final = _Failed()


def failed(value: object) -> bool:
    """Whether a value could not be read; what is wrong with it has been noted."""
    return value is FAILED


def read_value(wanted: Any, raw: object, place: str, findings: Findings) -> Any:
    """The value of a domain type that `raw` spells, or FAILED, its faults noted."""
    origin = get_origin(wanted)
    if origin in (types.UnionType, Union):
        return _read_union(get_args(wanted), raw, place, findings)
    if origin in (tuple, frozenset):
        return _read_list(wanted, raw, place, findings)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return read_nested(wanted, raw, place, findings)
    if isinstance(raw, Misspelt):
        findings.note(place, raw.sentence)
        return FAILED
    try:
        return decode(wanted, raw)
    except (Unreadable, Refused) as fault:
        findings.note(place, fault.sentence)
    except OverflowError:
        findings.note(place, "时间超出了可以表示的范围。")
    return FAILED


def read_nested(kind: type, raw: object, place: str, findings: Findings) -> Any:
    """A record inside another one: all its fields are its keys."""
    keys = [Key(each.name, each.wanted, each.required) for each in field_types(kind)]
    given = read_fields(keys, raw, place, findings)
    return FAILED if given is None else build(kind, given, place, findings)


def read_fields(keys: Sequence[Key], raw: object, place: str, findings: Findings) -> dict[str, Any] | None:
    """Key to value, FAILED for those that cannot be read or are missing; None if `raw` is no object."""
    if not isinstance(raw, dict):
        findings.note(place, "应是一个对象 {…}。")
        return None
    known = {each.name for each in keys}
    for key in raw:
        if key not in known:
            findings.note(place + step(key), f"不认识的键“{key[:64]}”。")
    found = {}
    for each in keys:
        if each.name in raw:
            found[each.name] = read_value(each.wanted, raw[each.name], place + step(each.name), findings)
        elif each.required:
            findings.note(place + step(each.name), f"缺少“{each.name}”。")
            found[each.name] = FAILED
    return found


def build(kind: type, given: Mapping[str, Any], place: str, findings: Findings) -> Any:
    """The domain value with these fields, or FAILED.

    A domain value refuses itself at its first wrong field. To hear of the others too, wrong fields are
    replaced by harmless ones, and it is tried again until nothing new comes up.
    """
    bad = {name for name, value in given.items() if failed(value)}
    while True:
        outcomes = [_attempt(kind, values) for values in _candidates(kind, given, bad)]
        refusals = [each for each in outcomes if isinstance(each, Refused)]
        if len(refusals) < len(outcomes):
            return FAILED if bad else outcomes[0]
        first = refusals[0]
        if first.field in bad:
            return FAILED
        findings.note(place + step(first.field), first.sentence)
        bad.add(first.field)


def _attempt(kind: type, values: Mapping[str, Any]) -> Any:
    try:
        return kind(**values)
    except Refused as fault:
        return fault


def _candidates(kind: type, given: Mapping[str, Any], bad: set[str]) -> Iterator[dict[str, Any]]:
    """The record with harmless values for bad fields; of a code every one, for rules may hang on it."""
    wanted = {each.name: each.wanted for each in field_types(kind) if each.name in bad}
    names = sorted(wanted)
    choices = [_harmless(kind, name, wanted[name]) for name in names]
    for several in itertools.islice(itertools.product(*choices), 32):
        yield {**given, **dict(zip(names, several, strict=True))}


_HARMLESS: Mapping[Any, object] = {
    # A name, a code, an order key and a document's address at once.
    str: "1" * 64,
    bool: False,
    int: 1,
    Decimal: Decimal(1),
    date: date(2024, 1, 1),
    datetime: datetime(2024, 1, 1, tzinfo=UTC),
    UUID: UUID(int=0),
}


def _harmless(kind: type, name: str, wanted: Any) -> tuple[object, ...]:
    if kind is Quantity and name == "code":
        return ENTERED_KEYS[:1]
    if wanted in _HARMLESS:
        return (_HARMLESS[wanted],)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return tuple(wanted)
    if get_origin(wanted) in (tuple, frozenset):
        return ((),)
    return (None,) if types.NoneType in get_args(wanted) else (Pending(),)


def _read_union(members: tuple[Any, ...], raw: object, place: str, findings: Findings) -> Any:
    named = [each for each in members if each is not types.NoneType]
    if raw is None and len(named) < len(members):
        return None
    if len(named) == 1:
        return read_value(named[0], raw, place, findings)
    kinds: Mapping[str, type] = {each.kind: each for each in named}
    if not isinstance(raw, dict):
        findings.note(place, "应是一个对象 {…}。")
        return FAILED
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        findings.note(f"{place}.kind", f"种类应是 {'、'.join(kinds)} 之一。")
        return FAILED
    return read_nested(
        kinds[kind], {key: each for key, each in raw.items() if key != "kind"}, place, findings
    )


def _read_list(wanted: Any, raw: object, place: str, findings: Findings) -> Any:
    if not isinstance(raw, list):
        findings.note(place, "应是一个列表 […]。")
        return FAILED
    inner = get_args(wanted)[0]
    found = [read_value(inner, each, place + step(index), findings) for index, each in enumerate(raw)]
    if any(failed(each) for each in found):
        return FAILED
    gather: Callable[[list[Any]], Any] = get_origin(wanted) or tuple
    if gather is frozenset and len(set(found)) < len(found):
        findings.note(place, "列表中有重复的内容。")
        return FAILED
    return gather(found)
