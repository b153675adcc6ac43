"""Observations whose record was corrected after the wording that the report prints instead was chosen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Uuid, bindparam, case, func, select

from sgz_desktop.domain.change import Change, heads
from sgz_desktop.domain.observation import PRINTED_FIELDS
from sgz_desktop.models.database import reading
from sgz_desktop.models.disputes import origin_of
from sgz_desktop.models.ledger import chunks, read_history
from sgz_desktop.models.tables import CHANGE

_NONE, _BLANK = "null", '""'
"""No printed wording, and a record nobody has written."""


class OutlivedReader:
    """Tells of observations which printed wordings their records have outlived.

    The history is read only of those that may be concerned, and again only where it has grown.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[UUID, tuple[tuple[Any, ...], tuple[str, ...]]] = {}

    def read(self, printed: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        """Of the observations that are printed otherwise those fields whose record says another thing since.

        Raises ReadFailed.
        """
        if not printed:
            return {}
        with reading(self._engine) as connection:
            marks = {
                row[0]: tuple(row[1:])
                for some in chunks(printed)
                for row in connection.execute(_CORRECTED_LATER, {"ids": some})
            }
            self._known = {each: known for each, known in self._known.items() if known[0] == marks.get(each)}
            history = read_history(connection, marks.keys() - self._known.keys())
        by_entity: dict[UUID, list[Change]] = {}
        for change in history:
            by_entity.setdefault(change.entity_id, []).append(change)
        for entity_id, several in by_entity.items():
            self._known[entity_id] = marks[entity_id], tuple(outlived_fields(several))
        return {entity_id: fields for entity_id, (_, fields) in self._known.items() if fields}


def outlived_fields(history: Sequence[Change]) -> Iterator[str]:
    """The fields of one observation whose printed wording knew another record; changes in their order."""
    shown = {field: several[-1] for (_, _, field), several in heads(history).items()}
    for name in PRINTED_FIELDS:
        printed, recorded = shown.get(f"printed_{name}"), shown.get(name)
        if printed is None or recorded is None or printed.value in (_NONE, recorded.value):
            continue
        # What an undo brings back was chosen when it was first written, and not when it came back.
        chosen = origin_of(printed, [each for each in history if each.field == printed.field])
        known = [each.value for each in history if each.field == name and _was_known(each, chosen)]
        if recorded.value != (known[-1] if known else _BLANK):
            yield name


def _was_known(change: Change, chosen: Change) -> bool:
    """Whether a change was there when another was made; of the same moment only what came with it was."""
    return change.lamport < chosen.lamport or change.batch_id == chosen.batch_id


_RECORDED_AT = case((CHANGE.c["field"].in_(PRINTED_FIELDS), CHANGE.c["lamport"]))
_IS_PRINTED = CHANGE.c["field"].in_([f"printed_{name}" for name in PRINTED_FIELDS])
_CHOSEN_AT = case((_IS_PRINTED & (CHANGE.c["value"] != _NONE), CHANGE.c["lamport"]))
_CORRECTED_LATER = (
    select(
        CHANGE.c["entity_id"],
        func.count(),
        func.max(CHANGE.c["lamport"]),
        func.min(CHANGE.c["id"]),
        func.max(CHANGE.c["id"]),
    )
    .where(CHANGE.c["entity_id"].in_(bindparam("ids", type_=Uuid(), expanding=True)))
    .group_by(CHANGE.c["entity_id"])
    .having(func.max(_RECORDED_AT) > func.min(_RECORDED_AT))
    .having(func.max(_RECORDED_AT) >= func.min(_CHOSEN_AT))
)
"""What was recorded anew behind its first printed wording, or by somebody else at the same time.

With each comes what tells one state of its history from another.
"""
