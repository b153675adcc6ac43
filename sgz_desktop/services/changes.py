"""What a call touched, and who made it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sgz_desktop.domain.change import Change


@dataclass(frozen=True, slots=True)
class Worker:
    """Who sits at the keyboard, and on whose behalf; None while nobody said who they are."""

    author_id: UUID | None = None
    for_id: UUID | None = None


NOBODY = Worker()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a call changed: kinds and IDs of entities, the batch that undoes it, when it was durable."""

    evaluation_id: UUID
    batch_id: UUID | None = None
    kinds: frozenset[str] = frozenset()
    entity_ids: frozenset[UUID] = frozenset()
    saved_at: datetime | None = None

    def __or__(self, other: "Changes") -> "Changes":
        """Both together; the batch and the moment are the later one's."""
        later = other if other.batch_id else self
        return Changes(
            other.evaluation_id,
            later.batch_id,
            self.kinds | other.kinds,
            self.entity_ids | other.entity_ids,
            later.saved_at,
        )

    def __bool__(self) -> bool:
        return bool(self.kinds)


def changes_of(evaluation_id: UUID, written: tuple[Change, ...]) -> Changes:
    """What a batch of written changes touched; empty where nothing had to change."""
    if not written:
        return Changes(evaluation_id)
    return Changes(
        evaluation_id,
        written[0].batch_id,
        frozenset(each.entity for each in written),
        frozenset(each.entity_id for each in written),
        max(each.at for each in written),
    )
