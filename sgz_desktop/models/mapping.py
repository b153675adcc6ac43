"""Domain values to rows and back, side by side; and single fields to the text of a change and back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Column, Table

from sgz_desktop.domain.canonical import Unreadable, canonical_json, decode, encode, field_types
from sgz_desktop.domain.change import DELETED, Change
from sgz_desktop.domain.entities import REFERENCES, TYPES, field_names, natural_key
from sgz_desktop.domain.mark import Answer
from sgz_desktop.errors import Refused
from sgz_desktop.models.tables import CHANGE, TABLES

_TABLE_NAMES: Mapping[str, str] = {"group": "review_group"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of entity lies in its table: the columns behind `id`, and which of them need a decoder."""

    kind: str
    made: type[Any]
    table: Table
    fields: tuple[str, ...]
    wanted: Mapping[str, Any]
    """The type of every field a change can set: the entity's own, and whether it is deleted."""
    required: frozenset[str]
    unset: Mapping[str, Any]
    """What the fields that need not be given hold while nobody gave them; those of a natural key left out."""
    references: Mapping[str, str]
    owned_by: frozenset[str]
    """The references without which the entity is nothing: its key, or a field it must have."""
    _decoders: tuple[tuple[int, Callable[[Any], Any]], ...]

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """The columns from_row wants, in its order."""
        return [self.table.c["id"], *(self.table.c[name] for name in self.fields)]

    def to_row(self, entity: Any, evaluation_id: UUID, *, deleted: bool) -> dict[str, Any]:
        """The row of an entity: codes and answers as text, the rest as the column types take it."""
        row: dict[str, Any] = {"id": entity.id, "evaluation_id": evaluation_id, DELETED: deleted}
        for name in self.fields:
            row[name] = getattr(entity, name)
        for index, _ in self._decoders:
            name = self.fields[index - 1]
            value = row[name]
            row[name] = canonical_json(encode(value)) if self.wanted[name] == Answer else _code_text(value)
        return row

    def from_row(self, values: Sequence[Any]) -> Any:
        """The entity whose columns hold `values`. Raises Refused, Unreadable, KeyError for a damaged row."""
        if self._decoders:
            values = list(values)
            for index, decoder in self._decoders:
                values[index] = decoder(values[index])
        return self.made(**dict(zip(("id", *self.fields), values, strict=True)))


def _code_text(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


@cache
def layout(kind: str) -> Layout:
    """The layout of a kind of entity. Raises KeyError for a kind there is none of."""
    made: type = TYPES[kind]
    names = field_names(made)
    types = {each.name: each for each in field_types(made)}
    wanted = {name: types[name].wanted for name in names}
    required = frozenset(name for name in names if types[name].required)
    references = {name: REFERENCES[name] for name in names if name in REFERENCES}
    return Layout(
        kind=kind,
        made=made,
        table=TABLES[_TABLE_NAMES.get(kind, kind)],
        fields=names,
        wanted=wanted | {DELETED: bool},
        required=required,
        unset=_unset(made, required),
        references=references,
        owned_by=frozenset(name for name in references if name in required or name in natural_key(made)),
        _decoders=tuple(
            (index, decoder)
            for index, name in enumerate(names, 1)
            if (decoder := _row_decoder(wanted[name])) is not None
        ),
    )


def _unset(made: type[Any], required: frozenset[str]) -> Mapping[str, Any]:
    given = {*required, *natural_key(made), "id"}
    return {each.name: each.default for each in fields(made) if each.name not in given}


def _row_decoder(wanted: Any) -> Callable[[Any], Any] | None:
    if wanted == Answer:
        return _answer
    for member in get_args(wanted) or (wanted,):
        if isinstance(member, type) and issubclass(member, StrEnum):
            codes: Mapping[Any, Any] = {each.value: each for each in member}
            if NoneType in get_args(wanted):
                codes = {None: None, **codes}
            return codes.__getitem__
    return None


@lru_cache(maxsize=4096)
def _answer(text: str) -> Any:
    # Thousands of marks hold a few dozen different answers, and an answer never changes.
    return decode(Answer, json.loads(text))


def value_text(value: Any) -> str:
    """A field's value as a change keeps it."""
    return canonical_json(encode(value))


def value_of(kind: str, field: str, text: str) -> Any:
    """The value a change keeps. Raises Refused where kind, field or value is none this version knows."""
    try:
        raw = json.loads(text)
    except ValueError:
        raise Refused(field, f"改动记录中“{kind}.{field}”的内容无法读出。") from None
    return _decoded(kind, field, raw)


def settled(kind: str, field: str, value: Any) -> Any:
    """`value` as it will come back from storage. Raises Refused for one of a wrong type."""
    try:
        raw = encode(value)
    except TypeError:
        raise Refused(field, f"“{kind}.{field}”不能是这样的内容。") from None
    return _decoded(kind, field, raw)


def _decoded(kind: str, field: str, raw: Any) -> Any:
    wanted = layout(kind).wanted.get(field) if kind in TYPES else None
    if wanted is None:
        raise Refused(field, f"本版本不认识“{kind}.{field}”。")
    try:
        return decode(wanted, raw)
    except Unreadable as fault:
        raise Refused(field, fault.sentence) from None


def made_of(kind: str, entity_id: UUID, values: Mapping[str, Any]) -> Any:
    """The entity of these field values. Raises Refused where the domain refuses it."""
    return TYPES[kind](id=entity_id, **values)


_CHANGE_NAMES = tuple(column.name for column in CHANGE.c)


def change_to_row(change: Change) -> dict[str, Any]:
    """The row of a change."""
    return {name: getattr(change, name) for name in _CHANGE_NAMES}


def change_from_row(values: Iterable[Any]) -> Change:
    """The change whose row holds `values`, all columns in their order."""
    return Change(**dict(zip(_CHANGE_NAMES, values, strict=True)))
