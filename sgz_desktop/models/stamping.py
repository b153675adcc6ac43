"""Who last changed some few entities, for whom, and when: read for what is shown, not for everything."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, select

from sgz_desktop.models.database import reading
from sgz_desktop.models.tables import CHANGE


def read_stamps(
    engine: Engine, entity_ids: Collection[UUID]
) -> Mapping[UUID, tuple[UUID | None, UUID | None, datetime]]:
    """Author, whom it was for, and moment (UTC) of the newest change of each entity."""
    columns = [CHANGE.c[name] for name in ("entity_id", "author_id", "for_id", "at")]
    order = [CHANGE.c[name] for name in ("lamport", "device_id", "device_seq")]
    wanted = select(*columns).where(CHANGE.c["entity_id"].in_(list(entity_ids))).order_by(*order)
    with reading(engine) as connection:
        return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(wanted)}
