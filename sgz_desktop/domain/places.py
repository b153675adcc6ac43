"""The places of a station: review groups, the zones they pool, the communities in a zone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """The zones judged and written up together (评审组): the unit of service-quality marks."""

    kind: ClassVar[str] = "group"
    id: UUID
    name: str
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A group of service points (片区); `staff` is the number of workers put in there (投入社工人数)."""

    kind: ClassVar[str] = "zone"
    id: UUID
    name: str
    group_id: UUID | None = None
    staff: Decimal | None = None
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_text("note", self.note)
        if self.staff is not None:
            refuse_figure("staff", self.staff)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A village or community (村/居/社区) with its service point."""

    kind: ClassVar[str] = "community"
    id: UUID
    zone_id: UUID
    name: str
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_position("position", self.position)
