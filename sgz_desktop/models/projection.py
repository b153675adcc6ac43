"""Rows from changes: what the entities are, told by the changes alone, whatever order they came in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Insert, Update, Uuid, bindparam, delete, insert, update

from sgz_desktop.domain.change import DELETED, Change
from sgz_desktop.domain.entities import TYPES, natural_key, own_id
from sgz_desktop.domain.projection import shown_values
from sgz_desktop.errors import Refused
from sgz_desktop.models.mapping import layout, made_of, value_of


@dataclass(frozen=True, slots=True)
class Projected:
    """One entity as its changes have it, living or deleted."""

    entity: Any
    deleted: bool


def project(changes: Sequence[Change]) -> tuple[Projected, ...]:
    """The entities of one evaluation, parents before children; the same for any order of `changes`.

    An entity whose making is not among the
    changes is left out until it comes. Raises Refused for a change this version cannot read, and for a
    natural key that does not make the ID.
    """
    values: dict[str, dict[UUID, dict[str, Any]]] = {kind: {} for kind in TYPES}
    for (kind, entity_id), texts in shown_values(changes).items():
        found = {field: value_of(kind, field, text) for field, text in texts.items()}
        values[kind][entity_id] = found
    projected: list[Projected] = []
    for kind, by_id in values.items():
        required = layout(kind).required
        # In order of ID, so that rows are laid down the same way on every laptop.
        for entity_id in sorted(by_id):
            fields = by_id[entity_id]
            deleted = fields.pop(DELETED, False)
            if required <= fields.keys():
                projected.append(Projected(made_of(kind, entity_id, fields), deleted))
    if changes:
        _refuse_false_ids(changes[0].evaluation_id, projected)
    return tuple(projected)


def _refuse_false_ids(evaluation_id: UUID, projected: Iterable[Projected]) -> None:
    for each in projected:
        refuse_false_id(evaluation_id, each.entity)


def refuse_false_id(evaluation_id: UUID, entity: Any) -> None:
    """Refuse an entity whose ID is not the one its natural key makes, or an evaluation under another ID."""
    key = natural_key(type(entity))
    expected = evaluation_id if entity.kind == "evaluation" else own_id(evaluation_id, entity)
    if entity.id != expected:
        raise Refused(key[0] if key else "id", "内容与它的编号不符，不能保存。")


@cache
def _insert(kind: str) -> Insert:
    return insert(layout(kind).table)


@cache
def _update(kind: str) -> Update:
    table = layout(kind).table
    names = [DELETED, *layout(kind).fields]
    changed = update(table).where(table.c["id"] == bindparam("row_id", type_=Uuid()))
    return changed.values({name: bindparam(name, type_=table.c[name].type) for name in names})


def insert_rows(connection: Connection, evaluation_id: UUID, projected: Iterable[Projected]) -> None:
    """Lay down the rows of entities that have none yet."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in projected:
        kind = each.entity.kind
        rows.setdefault(kind, []).append(
            layout(kind).to_row(each.entity, evaluation_id, deleted=each.deleted)
        )
    for kind, several in rows.items():
        connection.execute(_insert(kind), several)


def update_rows(connection: Connection, evaluation_id: UUID, projected: Iterable[Projected]) -> None:
    """Bring the rows of entities up to what they now are."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in projected:
        kind = each.entity.kind
        row = layout(kind).to_row(each.entity, evaluation_id, deleted=each.deleted)
        row["row_id"] = row.pop("id")
        del row["evaluation_id"]
        rows.setdefault(kind, []).append(row)
    for kind, several in rows.items():
        connection.execute(_update(kind), several)


def remove_rows(connection: Connection, evaluation_id: UUID) -> None:
    """Take the rows of one evaluation away, to be laid down again in the same transaction."""
    for kind in reversed(tuple(TYPES)):
        table = layout(kind).table
        connection.execute(delete(table).where(table.c["evaluation_id"] == evaluation_id))
