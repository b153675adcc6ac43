"""The station's workers (附件2, 附件4): who they are, what each month's ticks say, which hours they had."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position
from sgz_desktop.errors import Refused

_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
_HALVES = frozenset({Decimal(0), Decimal("0.5"), Decimal(1)})
MOST_HOURS = Decimal(10_000)


def refuse_month(field: str, text: str) -> None:
    """Refuse what is no month such as 2023-08."""
    if not _MONTH.fullmatch(text):
        raise Refused(field, "月份应写成 2023-08 的样子。")


class Certificate(StrEnum):
    """高级社工师, 中级社工师, 助理社工师, 没有证书. The first three make a 持证社工."""

    SENIOR = "senior"
    INTERMEDIATE = "intermediate"
    ASSISTANT = "assistant"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One worker of the station (附件2). Unknown is None; `certificate` None leaves the certified open.

    On duty from `joined_on`, else from the contract's start, to `left_on`, else to the contract's end.
    `experienced` is ≥ 2 years in the trade; `experienced_from` the day two years were full within the term.
    """

    kind: ClassVar[str] = "worker"
    id: UUID
    name: str
    post: str = ""
    zone_id: UUID | None = None
    certificate: Certificate | None = None
    credential: str = ""
    related_degree: bool | None = None
    trained_on: date | None = None
    contract_start: date | None = None
    contract_end: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    experienced: bool | None = None
    experienced_from: date | None = None
    stated_months: Decimal | None = None
    stated_experienced: Decimal | None = None
    remark: str = ""
    source: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_text("post", self.post, limit=120)
        for field in ("credential", "remark", "source"):
            refuse_text(field, getattr(self, field))
        if self.contract_start and self.contract_end and self.contract_end < self.contract_start:
            raise Refused("contract_end", "合同期限的结束日期早于开始日期。")
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            raise Refused("left_on", "离岗日期早于到岗日期。")
        for field in ("stated_months", "stated_experienced"):
            if (figure := getattr(self, field)) is not None:
                refuse_figure(field, figure)
        refuse_position("position", self.position)

    @property
    def certified(self) -> bool | None:
        """Whether this is a 持证社工; None while the certificate is not known."""
        return None if self.certificate is None else self.certificate is not Certificate.NONE

    @property
    def first_day(self) -> date | None:
        """The first day on duty."""
        return self.joined_on or self.contract_start

    @property
    def last_day(self) -> date | None:
        """The last day on duty."""
        return self.left_on or self.contract_end


class Tick(StrEnum):
    """√, half, and — as the sheet has them; a cell that says nothing is None."""

    YES = "yes"
    HALF = "half"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyMonth:
    """One worker's month: 人员到位, 社保购买, 工资发放, or the figure the sheet states instead.

    `override` is what the evaluator counts whatever these say, with a reason.
    """

    kind: ClassVar[str] = "duty_month"
    key: ClassVar[tuple[str, ...]] = ("worker_id", "month")
    id: UUID
    worker_id: UUID
    month: str
    present: Tick | None = None
    insured: Tick | None = None
    paid: Tick | None = None
    stated: Decimal | None = None
    override: Decimal | None = None
    reason: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        refuse_month("month", self.month)
        for field, name in (("stated", "表中的到岗数"), ("override", "改定的到岗数")):
            figure = getattr(self, field)
            if figure is not None and figure not in _HALVES:
                raise Refused(field, f"{name}只能是 0、0.5 或 1。")
        refuse_text("reason", self.reason)
        if self.override is not None and not self.reason.strip():
            raise Refused("reason", "改定到岗数应写明理由。")
        refuse_text("source", self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingHours:
    """One worker's hours of training and of supervision in a month, or ("") in the whole period (附件4)."""

    kind: ClassVar[str] = "training_hours"
    key: ClassVar[tuple[str, ...]] = ("worker_id", "month")
    id: UUID
    worker_id: UUID
    month: str = ""
    training: Decimal | None = None
    supervision: Decimal | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.month:
            refuse_month("month", self.month)
        for field in ("training", "supervision"):
            if (hours := getattr(self, field)) is not None:
                refuse_figure(field, hours, most=MOST_HOURS)
        refuse_text("source", self.source)
