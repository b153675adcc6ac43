"""Service indicators (服务指标): what was agreed, what was done, by zone and for the whole station."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position


class Agreed(StrEnum):
    """How the agreement states an indicator: an amount, or a rate of another indicator's agreed amount."""

    AMOUNT = "amount"
    RATE = "rate"


class Cover(StrEnum):
    """Where an indicator is counted: zone by zone, or only for the station as a whole (总体服务)."""

    ZONES = "zones"
    STATION = "station"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator with the names and units it goes by in a sentence and in the table."""

    kind: ClassVar[str] = "indicator"
    id: UUID
    label: str
    table_label: str = ""
    unit: str
    column: str = ""
    cover: Cover = Cover.STATION
    agreed: Agreed = Agreed.AMOUNT
    rate_of: UUID | None = None
    sentence_group: int = 0
    position: str

    def __post_init__(self) -> None:
        refuse_name("label", self.label)
        refuse_text("table_label", self.table_label, limit=120)
        refuse_name("unit", self.unit)
        refuse_text("column", self.column, limit=120)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """The agreed and the done amount of one indicator in one zone, or (None) of the whole station.

    A station value beside zone values is the printed 合计; it is kept as printed, never derived.
    """

    kind: ClassVar[str] = "indicator_value"
    key: ClassVar[tuple[str, ...]] = ("indicator_id", "zone_id")
    id: UUID
    indicator_id: UUID
    zone_id: UUID | None = None
    agreed: Decimal | None = None
    done: Decimal | None = None
    source: str = ""

    def __post_init__(self) -> None:
        for field in ("agreed", "done"):
            figure = getattr(self, field)
            if figure is not None:
                refuse_figure(field, figure)
        refuse_text("source", self.source)
