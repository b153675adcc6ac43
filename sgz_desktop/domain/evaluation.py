"""The head of one evaluation: which station, which phase, which day, by which rules."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_name, refuse_text
from sgz_desktop.errors import Refused

_HASH = re.compile(r"[0-9a-f]{64}")


class Phase(StrEnum):
    """中期 or 末期."""

    MIDTERM = "midterm"
    FINAL = "final"


class Basis(StrEnum):
    """What the result rests on: 逐项评分, 分项得分, 四方得分, 只有总分, 只有等级."""

    ITEMS = "items"
    COMPONENTS = "components"
    PARTIES = "parties"
    TOTAL = "total"
    GRADE_ONLY = "grade_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One evaluation. Dates are None and texts empty while not known.

    `rubric` and `house_style` are hashes of documents that the evaluation keeps.
    """

    kind: ClassVar[str] = "evaluation"
    id: UUID
    station: str
    station_short: str = ""
    district: str = ""
    phase: Phase
    visit_date: date | None = None
    report_date: date | None = None
    basis: Basis = Basis.ITEMS
    rubric: str
    house_style: str
    agreement_start: date | None = None
    agreement_end: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    funds_yuan: Decimal | None = None
    required_staff: int | None = None
    supervisor: str = ""
    purchaser: str = ""
    operator: str = ""
    assessor: str = ""
    supervision_centre: str = ""
    address: str = ""
    founded: str = ""
    operator_since: str = ""
    stated_grade: str | None = None
    stated_grade_source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        refuse_name("station", self.station)
        for field in _SHORT_TEXTS:
            refuse_text(field, getattr(self, field), limit=200)
        for field in ("note", "stated_grade_source"):
            refuse_text(field, getattr(self, field))
        for field, name in (("rubric", "评分标准"), ("house_style", "报告体例")):
            if not _HASH.fullmatch(getattr(self, field)):
                raise Refused(field, f"{name}应以其内容的校验码（SHA-256）标明。")
        if self.stated_grade is not None:
            refuse_code("stated_grade", self.stated_grade)
        if self.funds_yuan is not None:
            refuse_figure("funds_yuan", self.funds_yuan)
        if self.required_staff is not None and not 0 < self.required_staff <= 10_000:
            raise Refused("required_staff", "应配备社工人数应在 1 至 10000 之间。")
        self._refuse_backward("agreement_start", "agreement_end", "服务协议期")
        self._refuse_backward("period_start", "period_end", "考核期")

    def _refuse_backward(self, first: str, last: str, name: str) -> None:
        start, end = getattr(self, first), getattr(self, last)
        if start is not None and end is not None and end < start:
            raise Refused(last, f"{name}的结束日期早于开始日期。")

    @property
    def short_name(self) -> str:
        """The station's short name, or its full one where none was given."""
        return self.station_short or self.station


_SHORT_TEXTS = (
    "station_short",
    "district",
    "supervisor",
    "purchaser",
    "operator",
    "assessor",
    "supervision_centre",
    "address",
    "founded",
    "operator_since",
)
