"""The people of one evaluation: experts and staff of the assessor, and what each expert judges."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position


class Role(StrEnum):
    """What somebody is on the visit: 评估专家, or 工作人员 who helps and enters on others' behalf."""

    EXPERT = "expert"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the assessor's team. `leads` marks the head of the group (组长)."""

    kind: ClassVar[str] = "person"
    id: UUID
    name: str
    role: Role = Role.EXPERT
    leads: bool = False
    title: str = ""
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_text("title", self.title, limit=120)
        refuse_text("note", self.note)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An expert judges one component, in one review group or (None) in all there are."""

    kind: ClassVar[str] = "assignment"
    key: ClassVar[tuple[str, ...]] = ("component", "group_id", "person_id")
    id: UUID
    component: str
    group_id: UUID | None = None
    person_id: UUID

    def __post_init__(self) -> None:
        refuse_code("component", self.component)
