"""Who last changed entities, for whom, and when: of some few for what is shown, of all for a proof."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, case, func, select

from sgz_desktop.models.database import reading
from sgz_desktop.models.tables import CHANGE

Touch = tuple[UUID | None, UUID | None, datetime]
"""Author, whom it was for, and moment (UTC)."""
_COLUMNS = [CHANGE.c[name] for name in ("entity_id", "author_id", "for_id", "at")]


def read_stamps(engine: Engine, entity_ids: Collection[UUID]) -> Mapping[UUID, Touch]:
    """The newest change of each of these entities."""
    order = [CHANGE.c[name] for name in ("lamport", "device_id", "device_seq")]
    wanted = select(*_COLUMNS).where(CHANGE.c["entity_id"].in_(list(entity_ids))).order_by(*order)
    with reading(engine) as connection:
        return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(wanted)}


def read_all_stamps(engine: Engine, evaluation_id: UUID) -> Mapping[UUID, Touch]:
    """The newest change of each entity of an evaluation.

    SQLite takes the bare columns beside one max() from the row that has it: in one pass, where numbering the
    changes of each entity would sort them all. What one device wrote at one count is one batch, of one author
    and moment, so that count and device are rank enough.
    """
    with reading(engine) as connection:
        newest = func.max(_rank(connection))
        wanted = select(*_COLUMNS, newest).where(CHANGE.c["evaluation_id"] == evaluation_id)
        found = connection.execute(wanted.group_by(CHANGE.c["entity_id"]))
        return {row[0]: (row[1], row[2], row[3]) for row in found}


def read_last_change(engine: Engine, evaluation_id: UUID) -> datetime:
    """When an evaluation that is there last changed (UTC)."""
    last = select(func.max(CHANGE.c["at"])).where(CHANGE.c["evaluation_id"] == evaluation_id)
    with reading(engine) as connection:
        found: datetime = connection.execute(last).scalar_one()
        return found


def _rank(connection: Connection) -> ColumnElement[int]:
    """The rank of a change as one number: its count, then the place of its device among all that wrote."""
    places = {each: place for place, each in enumerate(_devices(connection))}
    if len(places) < 2:
        return CHANGE.c["lamport"]
    return CHANGE.c["lamport"] * len(places) + case(places, value=CHANGE.c["device_id"])


def _devices(connection: Connection) -> list[UUID]:
    """The devices that any change was made on, in order; by the index, one step for each."""
    device, found = CHANGE.c["device_id"], []
    each: UUID | None = connection.scalar(select(func.min(device)))
    while each is not None:
        found.append(each)
        each = connection.scalar(select(func.min(device)).where(device > each))
    return found
