"""Values to and from canonical JSON: one spelling for each value, so that equal values have equal bytes."""

import hashlib
import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sgz_desktop.errors import Refused

DECIMAL_LENGTH = 40
DECIMAL_PATTERN = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"
"""The one way to write a decimal, as a regular expression for the whole text."""

_DECIMAL = re.compile(DECIMAL_PATTERN)


class Unreadable(Exception):
    """A raw value that is not of the wanted type; carries the sentence and where below the field."""

    def __init__(self, sentence: str, below: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.below = below


def decimal_text(figure: Decimal) -> str:
    """The one text of a decimal: no exponent, no trailing zeros, no negative zero."""
    # Not by normalize(), which rounds what is longer than the context's 28 digits.
    text = format(figure, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def canonical_json(raw: object) -> str:
    """JSON with sorted keys, no spaces and no escapes but the needed ones."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(raw: object) -> str:
    """SHA-256 of the canonical JSON: the address of a document."""
    return hashlib.sha256(canonical_json(raw).encode()).hexdigest()


def encode(value: Any) -> Any:
    """A domain value as plain JSON: decimals and dates are text, enumerations their codes."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, StrEnum | UUID):
        return str(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(encode(each) for each in value)
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, Mapping):
        return {key: encode(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return encode_record(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def encode_record(value: Any) -> dict[str, Any]:
    """A dataclass as a JSON object; a member of a union also tells its `kind`."""
    record = {each.name: encode(getattr(value, each.name)) for each in fields(value)}
    kind = getattr(type(value), "kind", None)
    return record if kind is None or "kind" in record else {"kind": kind, **record}


def decode(wanted: Any, raw: object) -> Any:
    """The value of type `wanted` that `raw` spells; raises Unreadable or Refused with a sentence."""
    return _decoder(wanted)(raw)


@dataclass(frozen=True, slots=True)
class FieldType:
    """A dataclass field with its resolved type and whether it may be left out."""

    name: str
    wanted: Any
    required: bool


@cache
def field_types(record: type) -> tuple[FieldType, ...]:
    """The fields of a dataclass with their types resolved, in the order they are declared."""
    hints = get_type_hints(record)
    return tuple(FieldType(each.name, hints[each.name], _is_required(each)) for each in fields(record))


def _is_required(each: Any) -> bool:
    from dataclasses import MISSING

    return each.default is MISSING and each.default_factory is MISSING


@cache
def _decoder(wanted: Any) -> Callable[[object], Any]:
    plain = _PLAIN.get(wanted)
    if plain is not None:
        return plain
    origin = get_origin(wanted)
    if origin in (types.UnionType, Union):
        return _union(get_args(wanted))
    if origin is tuple:
        return _sequence(get_args(wanted)[0])
    if origin is frozenset:
        return _set(get_args(wanted)[0])
    if origin is Mapping:
        return _named(get_args(wanted)[1])
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _code(wanted)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return lambda raw: _record(wanted, raw)
    raise TypeError(f"no canonical form for {wanted!r}")


def _union(members: tuple[Any, ...]) -> Callable[[object], Any]:
    named = [each for each in members if each is not types.NoneType]
    if len(named) == 1:
        inner = _decoder(named[0])
        return lambda raw: None if raw is None else inner(raw)
    kinds: Mapping[str, type] = {each.kind: each for each in named}
    optional = len(named) < len(members)

    def by_kind(raw: object) -> Any:
        if raw is None and optional:
            return None
        if not isinstance(raw, dict):
            raise Unreadable("应是一个对象 {…}。")
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in kinds:
            raise Unreadable(f"种类应是 {'、'.join(kinds)} 之一。", ".kind")
        return _record(kinds[kind], {key: each for key, each in raw.items() if key != "kind"})

    return by_kind


def _sequence(inner: Any) -> Callable[[object], Any]:
    decode_one = _decoder(inner)

    def all_of(raw: object) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise Unreadable("应是一个列表 […]。")
        return tuple(_at(decode_one, each, f"[{index}]") for index, each in enumerate(raw))

    return all_of


def _set(inner: Any) -> Callable[[object], Any]:
    decode_all = _sequence(inner)

    def distinct(raw: object) -> frozenset[Any]:
        found = decode_all(raw)
        if len(set(found)) != len(found):
            raise Unreadable("列表中有重复的内容。")
        return frozenset(found)

    return distinct


def _named(inner: Any) -> Callable[[object], Any]:
    decode_one = _decoder(inner)

    def by_name(raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            raise Unreadable("应是一个对象 {…}。")
        return types.MappingProxyType({key: _at(decode_one, each, f".{key}") for key, each in raw.items()})

    return by_name


def _code(wanted: type[StrEnum]) -> Callable[[object], StrEnum]:
    codes = {str(each): each for each in wanted}

    def known(raw: object) -> StrEnum:
        if not isinstance(raw, str) or raw not in codes:
            raise Unreadable(f"应是 {'、'.join(codes)} 之一。")
        return codes[raw]

    return known


def _record(wanted: type, raw: object) -> Any:
    if not isinstance(raw, dict):
        raise Unreadable("应是一个对象 {…}。")
    known = field_types(wanted)
    for key in raw:
        if all(key != each.name for each in known):
            raise Unreadable(f"不认识的键“{key}”。", f".{key}")
    found = {}
    for each in known:
        if each.name in raw:
            found[each.name] = _at(_decoder(each.wanted), raw[each.name], f".{each.name}")
        elif each.required:
            raise Unreadable(f"缺少“{each.name}”。", f".{each.name}")
    return wanted(**found)


def _at(decode_one: Callable[[object], Any], raw: object, below: str) -> Any:
    try:
        return decode_one(raw)
    except Unreadable as fault:
        raise Unreadable(fault.sentence, below + fault.below) from None
    except Refused as fault:
        raise Unreadable(fault.sentence, f"{below}.{fault.field}" if fault.field else below) from None


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Unreadable("应是文字。")
    return raw


def _truth(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Unreadable("应是 true 或 false。")
    return raw


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Unreadable("应是整数。")
    if abs(raw) >= 2**53:
        raise Unreadable("整数过大。")
    return raw


def _decimal(raw: object) -> Decimal:
    if not isinstance(raw, str):
        raise Unreadable('小数应写成文字，例如 "8.925"。')
    if not _DECIMAL.fullmatch(raw):
        raise Unreadable(_unlike_a_decimal(raw[:DECIMAL_LENGTH]))
    if len(raw) > DECIMAL_LENGTH:
        raise Unreadable(f"数写得过长：最多 {DECIMAL_LENGTH} 个字符，现有 {len(raw)} 个。")
    return Decimal(raw)


def _unlike_a_decimal(raw: str) -> str:
    try:
        Decimal(raw)
    except InvalidOperation:
        return f"“{raw}”不是一个数。"
    return f"“{raw}”不是一个写法规范的数，应写成 18.5、0.5 或 12 的样子。"


def _date(raw: object) -> date:
    try:
        found = date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != raw:
        raise Unreadable("日期应写成 2024-01-16 的样子。")
    return found


def _moment(raw: object) -> datetime:
    try:
        found = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        if found is not None and found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    raise Unreadable("时间应写成 2024-01-16T07:30:00.000000Z 的样子。")


def _uuid(raw: object) -> UUID:
    try:
        found = UUID(raw) if isinstance(raw, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != raw:
        raise Unreadable("应是一个小写的 UUID。")
    return found


_PLAIN: Mapping[Any, Callable[[object], Any]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    Decimal: _decimal,
    date: _date,
    datetime: _moment,
    UUID: _uuid,
}
