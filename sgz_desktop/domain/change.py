"""The append-only record of every answer: who set which field to what, seeing what."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text
from sgz_desktop.errors import Refused

DELETED = "deleted"
MOST_NUMBER = 10**15 - 1
"""The highest number a change may bear: what a file may hold as a whole number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one entity set to `value` (canonical JSON text), replacing the changes its writer saw.

    `author_id` is who sat at the keyboard, `for_id` on whose behalf; None while nobody is known yet.
    """

    kind: ClassVar[str] = "change"
    id: UUID
    evaluation_id: UUID
    device_id: UUID
    device_seq: int
    lamport: int
    at: datetime
    author_id: UUID | None = None
    for_id: UUID | None = None
    entity: str
    entity_id: UUID
    field: str
    value: str
    replaces: tuple[UUID, ...] = ()
    reason: str = ""
    batch_id: UUID

    def __post_init__(self) -> None:
        refuse_code("entity", self.entity)
        refuse_code("field", self.field)
        refuse_text("reason", self.reason)
        for field in ("device_seq", "lamport"):
            if not 1 <= getattr(self, field) <= MOST_NUMBER:
                raise Refused(field, "应是从 1 开始、不超过 15 位的整数。")

    @property
    def rank(self) -> tuple[int, str, int]:
        """The order in which changes are listed and a disagreement's shown value is picked."""
        return self.lamport, str(self.device_id), self.device_seq


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more unreplaced changes that set one field to different values."""

    entity: str
    entity_id: UUID
    field: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish to change one entity: fields to new values; `deleted` alone deletes or brings back.

    `affirmed`: a value that is there already is meant anew, and is a change all the same.
    """

    entity: str
    entity_id: UUID
    values: Mapping[str, Any]
    _: KW_ONLY
    affirmed: bool = False


def heads(changes: Sequence[Change]) -> dict[tuple[str, UUID, str], list[Change]]:
    """For each field of each entity the changes that no other change replaces, lowest rank first."""
    replaced = {each for change in changes for each in change.replaces}
    found: dict[tuple[str, UUID, str], list[Change]] = {}
    for change in changes:
        if change.id not in replaced:
            found.setdefault((change.entity, change.entity_id, change.field), []).append(change)
    for several in found.values():
        several.sort(key=lambda each: each.rank)
    return found


def disagreements(changes: Sequence[Change]) -> tuple[Disagreement, ...]:
    """The fields that people set differently without seeing one another."""
    return tuple(
        Disagreement(entity, entity_id, field, tuple(several))
        for (entity, entity_id, field), several in heads(changes).items()
        if len({each.value for each in several}) > 1
    )
