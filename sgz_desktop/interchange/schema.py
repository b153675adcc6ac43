"""JSON Schemas (draft 2020-12) of our files, drawn from the definitions that read and write them."""

import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from sgz_desktop.domain.canonical import DECIMAL_LENGTH, DECIMAL_PATTERN, FieldType, field_types
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.checks import CODE_PATTERN
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.quantities import ENTERED_KEYS, Quantity
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.interchange.definitions import (
    CHANGES,
    DOCUMENTS,
    FORMAT,
    HOUSE_STYLE,
    OPTIONAL_TOP_KEYS,
    TOP_KEYS,
    VERSION,
    collection_kinds,
    keys_of,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_HASH = "[0-9a-f]{64}"
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"$ref": "#/$defs/decimal"},
    date: {"$ref": "#/$defs/date"},
    datetime: {"$ref": "#/$defs/moment"},
    UUID: {"$ref": "#/$defs/uuid"},
}
SCALARS: Mapping[str, Schema] = {
    "decimal": {"type": "string", "pattern": f"^{DECIMAL_PATTERN}$", "maxLength": DECIMAL_LENGTH},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "moment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*(Z|[+-][0-9]{2}:[0-9]{2})$"},
    "uuid": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
}


def evaluation_schema() -> Schema:
    """The schema of a file with one evaluation."""
    definitions: dict[str, Schema] = dict(SCALARS)
    top: dict[str, Schema] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        Evaluation.kind: _record_by(keys_of(Evaluation), definitions),
        CHANGES: {"type": "array", "items": _record_by(keys_of(Change), definitions)},
        DOCUMENTS: {
            "type": "object",
            "patternProperties": {f"^{_HASH}$": _document(definitions)},
            "additionalProperties": False,
        },
    }
    top[Evaluation.kind]["properties"] |= {
        "rubric": {"type": "string", "pattern": f"^{_HASH}$"},
        # The hash of a document, or the code of a built-in style.
        HOUSE_STYLE: {"type": "string", "pattern": f"^{CODE_PATTERN}$"},
    }
    for name, kind in collection_kinds():
        definitions[kind.kind] = _record_by(keys_of(kind), definitions)
        top[name] = {"type": "array", "items": {"$ref": f"#/$defs/{kind.kind}"}}
    definitions[Quantity.kind]["properties"]["code"] = {"enum": list(ENTERED_KEYS)}
    return {
        "$schema": DIALECT,
        "title": "SGZ Desktop: one evaluation",
        **closed(
            {key: top[key] for key in TOP_KEYS}, [key for key in TOP_KEYS if key not in OPTIONAL_TOP_KEYS]
        ),
        "$defs": dict(sorted(definitions.items())),
    }


def _document(definitions: dict[str, Schema]) -> Schema:
    # What is in a house style is the business of those who print.
    style: Schema = {
        "type": "object",
        "properties": {"kind": {"const": HOUSE_STYLE}},
        "required": ["kind"],
    }
    return {"anyOf": [schema_of(Rubric, definitions), style]}


def closed(properties: Mapping[str, Schema], required: Iterable[str] | None = None) -> Schema:
    """An object with these keys and no others, all of them required unless told."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def schema_of(wanted: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a domain type's JSON; records are added to `definitions` and referred to."""
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    origin = get_origin(wanted)
    if origin in (types.UnionType, Union):
        return _any_of(get_args(wanted), definitions)
    if origin in (tuple, frozenset):
        items: Schema = {"type": "array", "items": schema_of(get_args(wanted)[0], definitions)}
        return items | ({"uniqueItems": True} if origin is frozenset else {})
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return {"enum": [str(each) for each in wanted]}
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _nested(wanted, definitions)
    raise TypeError(f"no schema for {wanted!r}")


def _any_of(members: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    # Members of a union tell themselves apart by `kind`, a name that is also theirs among the definitions.
    choices = [
        {"type": "null"} if each is types.NoneType else schema_of(each, definitions) for each in members
    ]
    return {"anyOf": choices}


def _nested(kind: type, definitions: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _record_by(field_types(kind), definitions, tag=getattr(kind, "kind", None))
    return {"$ref": f"#/$defs/{name}"}


def _record_by(
    keys: Sequence[FieldType], definitions: dict[str, Schema], *, tag: str | None = None
) -> Schema:
    tagged: dict[str, Schema] = {} if tag is None else {"kind": {"const": tag}}
    properties = {each.name: schema_of(each.wanted, definitions) for each in keys}
    return closed(tagged | properties, [*tagged, *(each.name for each in keys if each.required)])
