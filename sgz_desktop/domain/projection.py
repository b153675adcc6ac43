"""What an evaluation is now, as its changes tell it: the newest unreplaced value of every field."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decode, field_types
from sgz_desktop.domain.change import DELETED, Change, heads
from sgz_desktop.domain.entities import TYPES
from sgz_desktop.domain.evaluation import Evaluation


def shown_values(changes: Sequence[Change]) -> dict[tuple[str, UUID], dict[str, str]]:
    """Kind and ID of every entity, the deleted too, to its fields' canonical JSON texts.

    Of several unreplaced values the one with the highest rank is shown.
    """
    shown: dict[tuple[str, UUID], dict[str, str]] = {}
    for (entity, entity_id, field), several in heads(changes).items():
        shown.setdefault((entity, entity_id), {})[field] = several[-1].value
    return shown


def living_values(changes: Sequence[Change]) -> dict[tuple[str, UUID], dict[str, str]]:
    """Kind and ID of every living entity to its fields' canonical JSON texts.

    The evaluation is never left out: that it was deleted concerns the list it stands in, not what it is.
    """
    shown = shown_values(changes)
    return {
        which: {field: value for field, value in values.items() if field != DELETED}
        for which, values in shown.items()
        if which[0] == Evaluation.kind or values.get(DELETED) != "true"
    }


def project(changes: Sequence[Change]) -> tuple[Any, ...]:
    """The living entities that the changes make; raises Unreadable or Refused where they make none."""
    return tuple(
        _entity(TYPES[kind], entity_id, values)
        for (kind, entity_id), values in living_values(changes).items()
    )


def _entity(kind: type, entity_id: UUID, values: dict[str, str]) -> Any:
    wanted = {each.name: each.wanted for each in field_types(kind)}
    return kind(
        id=entity_id, **{field: decode(wanted[field], json.loads(text)) for field, text in values.items()}
    )
