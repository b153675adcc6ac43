"""Service indicators (服务指标): what was agreed, what was done, by zone and for the whole station."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position
from sgz_desktop.errors import Refused

MOST_SENTENCE_GROUP = 999


class Agreed(StrEnum):
    """How the agreement states an indicator: an amount, or a rate of another indicator's agreed amount."""

    AMOUNT = "amount"
    RATE = "rate"


class Cover(StrEnum):
    """Where an indicator is counted: zone by zone, or only for the station as a whole (总体服务)."""

    ZONES = "zones"
    STATION = "station"


WITHOUT_BASE: Mapping[str, Any] = MappingProxyType({"rate_of": None, "agreed": Agreed.AMOUNT})
"""What becomes of a rate whose base is deleted: its figures are amounts either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator with its names and units; one agreed as a rate names the other one in `rate_of`."""

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
        if not 0 <= self.sentence_group <= MOST_SENTENCE_GROUP:
            raise Refused("sentence_group", f"写在第几句应是 0 至 {MOST_SENTENCE_GROUP} 的整数。")
        refuse_position("position", self.position)
        if self.rate_of == self.id:
            raise Refused("rate_of", "指标不能是它自己的比率。")
        if self.agreed is Agreed.RATE and self.rate_of is None:
            raise Refused("rate_of", "按比率约定的指标应写明是哪一个指标的比率。")
        if self.agreed is Agreed.AMOUNT and self.rate_of is not None:
            raise Refused("rate_of", "按数量约定的指标不能又是别的指标的比率：这里应为 null。")


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
