"""What each of the assessor's people declares before the visit: 回避 and 廉洁责任承诺书."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_text


class Conflict(StrEnum):
    """没有需要回避的情形, 有. What nobody has declared yet is None, which is neither."""

    NONE = "none"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One person's declaration: whether they must stand back (回避), when they pledged integrity."""

    kind: ClassVar[str] = "declaration"
    key: ClassVar[tuple[str, ...]] = ("person_id",)
    id: UUID
    person_id: UUID
    conflict: Conflict | None = None
    relation: str = ""
    pledged_on: date | None = None

    def __post_init__(self) -> None:
        refuse_text("relation", self.relation)
