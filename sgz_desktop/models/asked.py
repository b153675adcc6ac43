"""What the changes still tell of a survey once its rows do not: who had a result, which numbers drew."""

import json
from collections.abc import Collection, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import Engine

from sgz_desktop.domain.change import Change
from sgz_desktop.models.database import reading
from sgz_desktop.models.ledger import read_history

_NULL = "null"
_RESULTS = ("outcome", "answer")


def read_asked(engine: Engine, people: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people had a result at any time while they were drawn. Raises ReadFailed."""
    with reading(engine) as connection:
        history = read_history(connection, people)
    by_person: dict[UUID, list[Change]] = {}
    for change in history:
        by_person.setdefault(change.entity_id, []).append(change)
    return frozenset(each for each, several in by_person.items() if had_result(several))


def read_seeds(engine: Engine, survey_id: UUID) -> tuple[str, ...]:
    """The numbers by which a sample was ever drawn, the last at the end. Raises ReadFailed."""
    with reading(engine) as connection:
        history = read_history(connection, [survey_id])
    found = (json.loads(each.value) for each in history if each.field == "seed")
    return tuple(each for each in found if each)


def had_result(history: Sequence[Change]) -> bool:
    """Whether one person had a result while they were drawn; changes in their order.

    Changes of one batch came all at once: what lies between them nobody ever saw.
    """
    now: dict[str, str] = {}
    for _, together in groupby(history, key=lambda each: each.batch_id):
        now |= {each.field: each.value for each in together}
        if now.get("drawn", _NULL) != _NULL and any(now.get(each, _NULL) != _NULL for each in _RESULTS):
            return True
    return False
