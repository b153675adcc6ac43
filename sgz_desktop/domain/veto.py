"""What a person found on a rule that makes the grade 不合格 whatever the total (否决条件)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text
from sgz_desktop.errors import Refused


class VetoState(StrEnum):
    """成立, 不成立, 未核, 本期不评. Only unknown makes a result provisional."""

    HOLDS = "holds"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoFinding:
    """A person's finding on one veto rule; everything but unknown needs a reason, deferring a name too."""

    kind: ClassVar[str] = "veto_finding"
    key: ClassVar[tuple[str, ...]] = ("rule",)
    id: UUID
    rule: str
    state: VetoState = VetoState.UNKNOWN
    reason: str = ""
    decided_by: str = ""

    def __post_init__(self) -> None:
        refuse_code("rule", self.rule)
        refuse_text("reason", self.reason)
        refuse_text("decided_by", self.decided_by, limit=120)
        if self.state is not VetoState.UNKNOWN and not self.reason.strip():
            raise Refused("reason", "请写明作出这一认定的理由。")
        if self.state is VetoState.DEFERRED and not self.decided_by.strip():
            raise Refused("decided_by", "本期不评须写明由谁决定。")
