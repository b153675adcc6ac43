"""合议: what an expert hands in, and the final word on an item that the experts settle together."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text
from sgz_desktop.domain.mark import Answer, Pending
from sgz_desktop.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """Whether an expert has handed in their marks (提交); taken back, they may be changed again."""

    kind: ClassVar[str] = "hand_in"
    key: ClassVar[tuple[str, ...]] = ("person_id",)
    id: UUID
    person_id: UUID
    handed_in: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalWord:
    """The answer on an item that counts for every assigned expert; their own marks are kept beside it."""

    kind: ClassVar[str] = "final_word"
    key: ClassVar[tuple[str, ...]] = ("item", "group_id")
    id: UUID
    item: str
    group_id: UUID | None = None
    answer: Answer
    reason: str
    decided_by: str = ""

    def __post_init__(self) -> None:
        refuse_code("item", self.item)
        refuse_text("reason", self.reason)
        refuse_text("decided_by", self.decided_by, limit=120)
        if isinstance(self.answer, Pending):
            raise Refused("answer", "合议结论要给出结果，不能是待议。")
        if not self.reason.strip():
            raise Refused("reason", "请写明合议的理由。")
