"""The stored summaries of evaluations: begun, replaced and thrown away with what they are of."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Update, Uuid, bindparam, insert, update

from sgz_desktop.models.listing import Summary
from sgz_desktop.models.tables import SUMMARY

_NOTHING: dict[str, Any] = {
    "answered": 0,
    "answerable": 0,
    "floor": None,
    "ceiling": None,
    "total": None,
    "grade": None,
    "provisional": True,
    "rules_hash": "",
}


def begin_summary(connection: Connection, evaluation_id: UUID, at: datetime) -> None:
    """The row of an evaluation nobody has scored yet."""
    connection.execute(insert(SUMMARY).values(evaluation_id=evaluation_id, changed_at=at, **_NOTHING))


def store_summary(
    connection: Connection, evaluation_id: UUID, summary: Summary | None, *, at: datetime | None = None
) -> None:
    """Keep what the last state scores; None says that it is not known. `at` is when the state changed."""
    values = dict(_NOTHING)
    if summary is not None:
        values = {name: getattr(summary, name) for name in _NOTHING}
    if at is not None:
        values["changed_at"] = at
    connection.execute(_update(dated=at is not None), values | {"of": evaluation_id})


@cache
def _update(*, dated: bool) -> Update:
    names = [*_NOTHING, "changed_at"] if dated else [*_NOTHING]
    changed = update(SUMMARY).where(SUMMARY.c["evaluation_id"] == bindparam("of", type_=Uuid()))
    return changed.values({name: bindparam(name, type_=SUMMARY.c[name].type) for name in names})
