"""The changes in storage: reading them, and writing new ones with this device's next numbers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import ColumnElement, Connection, Select, Text, Uuid, bindparam, func, insert, select, update

from sgz_desktop.domain.change import Change, heads
from sgz_desktop.errors import Refused
from sgz_desktop.models.mapping import change_from_row, change_to_row
from sgz_desktop.models.tables import CHANGE, DEVICE
from sgz_desktop.models.version import Version, version_of

MOST_TAKEN_OVER = 10**14
"""The highest number of a change that came from elsewhere; far enough below the highest there may be."""
_CHUNK = 500
Field = tuple[str, UUID, str]
"""Kind, ID and field name of one field of one entity."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who gives a batch of changes, for whom, when and why."""

    evaluation_id: UUID
    device_id: UUID
    version: Version
    """How far the file had come when the writing began."""
    at: datetime
    author_id: UUID | None
    for_id: UUID | None
    reason: str
    batch_id: UUID | None = None
    undoes: UUID | None = None


def undo_batch(batch_id: UUID, device_id: UUID, lamport: int) -> UUID:
    """The batch by which a device at that lamport takes a batch back; its ID tells what it undoes."""
    return uuid5(batch_id, f"undo {device_id} {lamport}")


@dataclass(frozen=True, slots=True)
class Wish:
    """One change to be made: a field's new value, and the changes its writer saw."""

    field: Field
    value: str
    replaces: tuple[UUID, ...] = ()


def append(
    connection: Connection, stamp: Stamp, wishes: Sequence[Wish]
) -> tuple[tuple[Change, ...], Version]:
    """Write new changes under this device's next numbers, all of one lamport; they and the version after."""
    sequence, lamport = stamp.version.next_of(stamp.device_id), stamp.version.lamport + 1
    batch_id = stamp.batch_id or uuid4()
    if stamp.undoes is not None:
        batch_id = undo_batch(stamp.undoes, stamp.device_id, lamport)
    changes = tuple(
        Change(
            id=uuid4(),
            evaluation_id=stamp.evaluation_id,
            device_id=stamp.device_id,
            device_seq=sequence + index,
            lamport=lamport,
            at=stamp.at,
            author_id=stamp.author_id,
            for_id=stamp.for_id,
            entity=wish.field[0],
            entity_id=wish.field[1],
            field=wish.field[2],
            value=wish.value,
            replaces=wish.replaces,
            reason=stamp.reason,
            batch_id=batch_id,
        )
        for index, wish in enumerate(wishes)
    )
    connection.execute(_APPEND, [change_to_row(each) for each in changes])
    return changes, _count_on(connection, stamp.version, stamp.device_id, sequence + len(changes), lamport)


def take_over(connection: Connection, changes: Sequence[Change], device_id: UUID) -> None:
    """Store changes as they were made elsewhere, and number on behind them.

    Raises Refused for numbers so high that this file could soon not number on.
    """
    for each in changes:
        if max(each.lamport, each.device_seq) > MOST_TAKEN_OVER:
            raise Refused("changes", "修改记录的序号大得不合情理，不能收进来。")
    version = current_version(connection, device_id)
    connection.execute(_APPEND, [change_to_row(each) for each in changes])
    own = [each.device_seq + 1 for each in changes if each.device_id == device_id]
    sequence = max([version.next_of(device_id), *own])
    # One more than all that is known, as for a change of one's own: who reads the file notices both alike.
    lamport = max(version.lamport, *(each.lamport for each in changes)) + 1
    _count_on(connection, version, device_id, sequence, lamport)


def own_device(connection: Connection) -> UUID:
    """The device this file writes as; a new one where it has none, as after a restore."""
    found: UUID | None = connection.scalar(select(DEVICE.c["id"]).order_by(DEVICE.c["next_seq"].desc()))
    return found or uuid4()


def read_version(connection: Connection) -> Version:
    """How far the file has come."""
    return version_of([(row[0], row[1], row[2]) for row in connection.execute(_DEVICES)])


def current_version(connection: Connection, device_id: UUID) -> Version:
    """How far the file has come, for a device that is about to write, and is counted from now on."""
    version = read_version(connection)
    if all(each[0] != device_id for each in version.counters):
        # A device's first write into this file: number on from whatever the file already holds.
        of_device = select(func.max(CHANGE.c["device_seq"])).where(CHANGE.c["device_id"] == device_id)
        used: int = connection.scalar(of_device) or 0
        seen: int = connection.scalar(select(func.max(CHANGE.c["lamport"]))) or 0
        connection.execute(insert(DEVICE).values(id=device_id, next_seq=used + 1, lamport=seen))
        version = version_of([*version.counters, (device_id, used + 1, seen)])
    return version


def _count_on(
    connection: Connection, version: Version, device_id: UUID, sequence: int, lamport: int
) -> Version:
    connection.execute(_COUNT_ON, {"device": device_id, "sequence": sequence, "seen": lamport})
    return version.counted(device_id, sequence, lamport)


def read_changes(connection: Connection, evaluation_id: UUID) -> tuple[Change, ...]:
    """All changes of an evaluation in the order of their rank."""
    return _read(connection, _OF_EVALUATION, of=evaluation_id)


def read_batch(connection: Connection, evaluation_id: UUID, batch_id: UUID) -> tuple[Change, ...]:
    """The changes of one batch in the order of their rank."""
    return _read(connection, _OF_BATCH, of=evaluation_id, batch=batch_id)


def read_history(connection: Connection, entity_ids: Collection[UUID]) -> tuple[Change, ...]:
    """The changes of some entities, those of one entity in the order of their rank."""
    return tuple(
        change for chunk in chunks(entity_ids) for change in _read(connection, _OF_ENTITIES, ids=chunk)
    )


def read_heads(connection: Connection, fields: Collection[Field]) -> dict[Field, list[Change]]:
    """For each of `fields` the changes nobody replaced, lowest rank first; fields without any left out."""
    wanted = set(fields)
    if len(wanted) == 1:
        (_, entity_id, name) = next(iter(wanted))
        found = _read(connection, _OF_FIELD, entity=entity_id, name=name)
    else:
        found = read_history(connection, {entity_id for _, entity_id, _ in wanted})
    return {field: several for field, several in heads(found).items() if field in wanted}


def chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """IDs in lots that one statement can carry, always in the same order."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _ordered(*conditions: ColumnElement[bool]) -> Select[Any]:
    # The letters of an ID sort as its text does, so that this is the order of Change.rank.
    order = [CHANGE.c[name] for name in ("lamport", "device_id", "device_seq")]
    return select(CHANGE).where(*conditions).order_by(*order)


# Built once: building a statement costs more than running it.
_OF_EVALUATION = _ordered(CHANGE.c["evaluation_id"] == bindparam("of", type_=Uuid()))
_OF_BATCH = _ordered(
    CHANGE.c["evaluation_id"] == bindparam("of", type_=Uuid()),
    CHANGE.c["batch_id"] == bindparam("batch", type_=Uuid()),
)
_OF_ENTITIES = _ordered(CHANGE.c["entity_id"].in_(bindparam("ids", type_=Uuid(), expanding=True)))
_OF_FIELD = _ordered(
    CHANGE.c["entity_id"] == bindparam("entity", type_=Uuid()),
    CHANGE.c["field"] == bindparam("name", type_=Text()),
)
_APPEND = insert(CHANGE)
_DEVICES = select(DEVICE)
_COUNT_ON = (
    update(DEVICE)
    .where(DEVICE.c["id"] == bindparam("device", type_=Uuid()))
    .values(next_seq=bindparam("sequence"), lamport=bindparam("seen"))
)


def _read(connection: Connection, wanted: Select[Any], **values: Any) -> tuple[Change, ...]:
    return tuple(map(change_from_row, connection.execute(wanted, values)))
