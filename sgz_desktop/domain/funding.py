"""Resources that the station linked (附件3) and its money by line (年初预算, 全年预算, 执行数)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position
from sgz_desktop.errors import Refused

MOST_PEOPLE = 10_000_000


class ResourceKind(StrEnum):
    """资金, 物资, 场地, 人力, 其他."""

    MONEY = "money"
    GOODS = "goods"
    VENUE = "venue"
    PEOPLE = "people"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource linked (附件3); `written_date` keeps a date that names no day."""

    kind: ClassVar[str] = "resource"
    id: UUID
    received_on: date | None = None
    written_date: str = ""
    provider: str = ""
    category: ResourceKind | None = None
    description: str = ""
    value_yuan: Decimal | None = None
    beneficiaries: int | None = None
    fund: str = ""
    source: str = ""
    position: str

    def __post_init__(self) -> None:
        for field in ("written_date", "provider", "fund"):
            refuse_text(field, getattr(self, field), limit=200)
        for field in ("description", "source"):
            refuse_text(field, getattr(self, field))
        if self.value_yuan is not None:
            refuse_figure("value_yuan", self.value_yuan)
        if self.beneficiaries is not None and not 0 <= self.beneficiaries <= MOST_PEOPLE:
            raise Refused("beneficiaries", f"受益人数应在 0 至 {MOST_PEOPLE} 之间。")
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """One line of the money, in yuan: budget at the start, for the year, what was spent, of that on staff."""

    kind: ClassVar[str] = "fund_line"
    id: UUID
    name: str
    initial_budget: Decimal | None = None
    budget: Decimal | None = None
    spent: Decimal | None = None
    staff_costs: Decimal | None = None
    source: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        for field in ("initial_budget", "budget", "spent", "staff_costs"):
            if (yuan := getattr(self, field)) is not None:
                refuse_figure(field, yuan)
        refuse_text("source", self.source)
        refuse_position("position", self.position)
