"""Domain values from plain JSON, reading on after a fault so that every fault of a file is found at once."""

import itertools
import types
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, is_dataclass
from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin
from uuid import UUID

from sgz_desktop.domain.canonical import FieldType, Unreadable, decode, field_types
from sgz_desktop.domain.figure import Figure
from sgz_desktop.domain.indicator import Indicator
from sgz_desktop.domain.mark import Pending
from sgz_desktop.domain.quantities import ENTERED_KEYS, Quantity
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.json_text import Findings, Misspelt, step

Reader = Callable[[object, str, Findings], Any]


class Unread:
    """Stands for a value with a fault: a record's sound fields are its attributes, any other one is None.

    `of` is the type it should be, and `partial` has those of its fields that were read in part.
    """

    __slots__ = ("_found", "of", "partial")

    def __init__(
        self, found: Mapping[str, Any], *, of: type = object, partial: Mapping[str, Any] | None = None
    ) -> None:
        self._found = found
        self.of = of
        self.partial: Mapping[str, Any] = partial or {}

    def __getattr__(self, name: str) -> Any:
        return self._found.get(name)


FAILED: Final = Unread({})


def failed(value: object) -> bool:
    """Whether a value, or one in a list, could not be read; what is wrong with it has been noted."""
    if isinstance(value, tuple):
        return any(map(failed, value))
    return isinstance(value, Unread)


def as_record(raw: object, place: str, findings: Findings) -> dict[str, Any] | None:
    """A JSON object as it is, None with its fault noted for anything else."""
    if isinstance(raw, dict):
        return raw
    findings.note(place, "应是一个对象 {…}。")
    return None


def as_list(raw: object, place: str, findings: Findings) -> list[Any] | None:
    """A JSON array as it is, None with its fault noted for anything else."""
    if isinstance(raw, list):
        return raw
    findings.note(place, "应是一个列表 […]。")
    return None


def note_strangers(record: Mapping[str, Any], known: Collection[str], place: str, findings: Findings) -> None:
    """Note the keys of a record that nobody knows."""
    for key in record:
        if key not in known:
            findings.note(place + step(key), f"不认识的键“{key[:64]}”。")


def note_missing(name: str, place: str, findings: Findings) -> None:
    """Note that the record at a place lacks a key."""
    findings.note(f"{place}.{name}", f"缺少“{name}”。")


def read_value(wanted: Any, raw: object, place: str, findings: Findings) -> Any:
    """The value of a domain type that `raw` spells, or a failed one, its faults noted.

    A failed record still has its sound fields, and a failed tuple its other members.
    """
    return _reader_of(wanted)(raw, place, findings)


def read_fields(
    fields: Sequence[FieldType], raw: object, place: str, findings: Findings
) -> dict[str, Any] | None:
    """Name to value, failed for those that cannot be read or are missing; None if `raw` is no object."""
    record = as_record(raw, place, findings)
    if record is None:
        return None
    note_strangers(record, {each.name for each in fields}, place, findings)
    found: dict[str, Any] = {}
    for each in fields:
        if each.name in record:
            reader = _reader_of(each.wanted)
            found[each.name] = reader(record[each.name], f"{place}.{each.name}", findings)
        elif each.required:
            note_missing(each.name, place, findings)
            found[each.name] = FAILED
    return found


def build(kind: type, given: Mapping[str, Any], place: str, findings: Findings) -> Any:
    """The domain value with these fields, or a failed one that has the sound ones among them.

    A domain value refuses itself at its first wrong field. To hear of the others too, wrong fields are
    replaced by harmless ones, and it is tried again until nothing new comes up.
    """
    bad = {name for name, value in given.items() if failed(value)}
    while True:
        outcomes = [_attempt(kind, values) for values in _candidates(kind, given, bad)]
        refusals = [each for each in outcomes if isinstance(each, Refused)]
        if not refusals and not bad:
            return outcomes[0]
        if len(refusals) < len(outcomes) or refusals[0].field in bad:
            return _unread(kind, given, bad)
        first = refusals[0]
        findings.note(place + step(first.field), first.sentence)
        bad.add(first.field)


def _unread(kind: type, given: Mapping[str, Any], bad: set[str]) -> Unread:
    sound = {name: value for name, value in given.items() if name not in bad}
    partial = {name: value for name, value in given.items() if failed(value)}
    return Unread({**_defaults(kind), **dict.fromkeys(bad), **sound}, of=kind, partial=partial)


@cache
def _defaults(kind: type) -> Mapping[str, Any]:
    return {each.name: each.default for each in dataclass_fields(kind) if each.default is not MISSING}


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


# Fields whose other values depend on one another.
_FITTING: Mapping[tuple[type, str], tuple[object, ...]] = {
    (Quantity, "code"): ENTERED_KEYS[:1],
    (Figure, "code"): ("total",),
    (Indicator, "rate_of"): (None, UUID(int=1)),
}


def _harmless(kind: type, name: str, wanted: Any) -> tuple[object, ...]:
    if (kind, name) in _FITTING:
        return _FITTING[kind, name]
    if wanted in _HARMLESS:
        return (_HARMLESS[wanted],)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return tuple(wanted)
    if get_origin(wanted) in (tuple, frozenset):
        return ((),)
    return (None,) if types.NoneType in get_args(wanted) else (Pending(),)


@cache
def _reader_of(wanted: Any) -> Reader:
    origin = get_origin(wanted)
    if origin in (types.UnionType, Union):
        return _union_reader(get_args(wanted))
    if origin in (tuple, frozenset):
        return _list_reader(get_args(wanted)[0], distinct=origin is frozenset)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _record_reader(wanted)
    return _plain_reader(wanted)


def _plain_reader(wanted: Any) -> Reader:
    def read_plain(raw: object, place: str, findings: Findings) -> Any:
        if isinstance(raw, Misspelt):
            findings.note(place, _instead_of(wanted, raw))
            return FAILED
        try:
            return decode(wanted, _one_line_end(raw) if wanted is str else raw)
        except Unreadable as fault:
            findings.note(place, fault.sentence)
            return FAILED

    return read_plain


def _instead_of(wanted: Any, raw: Misspelt) -> str:
    """What should stand where there is a number that no field takes."""
    if not raw.is_number or wanted is Decimal or (wanted is int and raw.is_whole):
        return raw.sentence
    if wanted is int:
        return f"{raw.text[:40]} 应写成整数，不带引号、小数点和指数。"
    try:
        decode(wanted, raw)
    except Unreadable as fault:
        return fault.sentence
    return raw.sentence


def _one_line_end(raw: object) -> object:
    """Text with the line breaks of Windows turned into ours."""
    return raw.replace("\r\n", "\n") if isinstance(raw, str) and "\r" in raw else raw


def _record_reader(kind: type) -> Reader:
    def read_record(raw: object, place: str, findings: Findings) -> Any:
        given = read_fields(field_types(kind), raw, place, findings)
        return FAILED if given is None else build(kind, given, place, findings)

    return read_record


def _union_reader(members: tuple[Any, ...]) -> Reader:
    named = [each for each in members if each is not types.NoneType]
    optional = len(named) < len(members)
    read_named = _reader_of(named[0]) if len(named) == 1 else _kind_reader(named)

    def read_member(raw: object, place: str, findings: Findings) -> Any:
        return None if raw is None and optional else read_named(raw, place, findings)

    return read_member


def _kind_reader(members: Sequence[Any]) -> Reader:
    readers: Mapping[str, Reader] = {each.kind: _reader_of(each) for each in members}

    def read_kind(raw: object, place: str, findings: Findings) -> Any:
        record = as_record(raw, place, findings)
        if record is None:
            return FAILED
        kind = record.get("kind")
        if not isinstance(kind, str) or kind not in readers:
            findings.note(f"{place}.kind", f"种类应是 {'、'.join(readers)} 之一。")
            return FAILED
        return readers[kind]({key: record[key] for key in record if key != "kind"}, place, findings)

    return read_kind


def _list_reader(inner: Any, *, distinct: bool) -> Reader:
    read_one = _reader_of(inner)

    def read_list(raw: object, place: str, findings: Findings) -> Any:
        several = as_list(raw, place, findings)
        if several is None:
            return FAILED
        found = tuple(read_one(each, f"{place}[{index}]", findings) for index, each in enumerate(several))
        if not distinct or failed(found):
            return found
        if len(set(found)) < len(found):
            findings.note(place, "列表中有重复的内容。")
            return FAILED
        return frozenset(found)

    return read_list
