"""The one definition of every record in the file: its keys, drawn from the domain's types."""

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from sgz_desktop.domain.canonical import FieldType, field_types
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.entities import COLLECTIONS, TYPES, natural_key
from sgz_desktop.domain.evaluation import Evaluation

FORMAT = "sgz-evaluation"
VERSION = 1
CHANGES = "changes"
DOCUMENTS = "documents"
HOUSE_STYLE = "house_style"
"""The `kind` of a document that is a house style; a rule set has none."""
TOP_KEYS = ("format", "version", Evaluation.kind, *COLLECTIONS.values(), CHANGES, DOCUMENTS)
OPTIONAL_TOP_KEYS = frozenset({*COLLECTIONS.values(), CHANGES, DOCUMENTS})

# What a writer by hand may leave out beyond the fields that have a default.
_MAY_BE_LEFT_OUT = MappingProxyType({"position": "made from the order of the array"})


def keys_of(kind: type) -> tuple[FieldType, ...]:
    """The keys of a record of that kind, in the order they are written.

    A kind with a natural key carries no ID, for it follows from the key; a change carries no evaluation,
    for there is one in the file.
    """
    return _keys_of(kind)


@cache
def _keys_of(kind: type) -> tuple[FieldType, ...]:
    left_out = {"id"} if natural_key(kind) else set()
    if kind is Change:
        left_out = {"evaluation_id"}
    return tuple(
        replace(each, required=each.required and not _may_be_left_out(kind, each.name))
        for each in field_types(kind)
        if each.name not in left_out
    )


def _may_be_left_out(kind: type, name: str) -> bool:
    return name in _MAY_BE_LEFT_OUT or (kind is Evaluation and name in ("rubric", HOUSE_STYLE))


def collection_kinds() -> tuple[tuple[str, type[Any]], ...]:
    """The arrays of the file with the kind of their records, parents before children."""
    return tuple((name, TYPES[kind]) for kind, name in COLLECTIONS.items())
