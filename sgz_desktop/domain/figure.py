"""Bare figures people bring: a party's points, a component's points, the total."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_text
from sgz_desktop.errors import Refused


class Scope(StrEnum):
    """What a bare figure is the score of."""

    PARTY = "party"
    COMPONENT = "component"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A score given as a bare figure, with where it came from.

    `counts` says that a component's figure counts although items were marked; both are kept.
    """

    kind: ClassVar[str] = "figure"
    key: ClassVar[tuple[str, ...]] = ("scope", "code", "group_id")
    id: UUID
    scope: Scope
    code: str = "total"
    group_id: UUID | None = None
    points: Decimal | None = None
    counts: bool = False
    source: str = ""
    received_on: date | None = None
    received_by: str = ""
    file_number: str = ""

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        if self.scope is Scope.TOTAL and self.code != "total":
            raise Refused("code", "总分的代码只能是 total。")
        if self.group_id is not None and self.scope is not Scope.COMPONENT:
            raise Refused("group_id", "只有分项的分数可以按评审组给出。")
        if self.points is not None:
            refuse_figure("points", self.points, most=Decimal(1000))
        for field in ("source", "received_by", "file_number"):
            refuse_text(field, getattr(self, field))
