"""What an expert saw and wrote down: a strength, a concern, or not filed yet."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text
from sgz_desktop.domain.ordering import refuse_position


class Tone(StrEnum):
    """值得肯定的地方, 需要关注的地方, or 未定类别."""

    STRENGTH = "strength"
    CONCERN = "concern"
    UNFILED = "unfiled"


PRINTED_FIELDS = ("lead", "text", "recommendation")
"""What is recorded and printed of an observation; a wording of its own for the report is `printed_…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One observation. `subject` is the code of a component or of a party other than the assessor.

    What the report prints in another wording is `printed_…`; None prints it as it was recorded.
    """

    kind: ClassVar[str] = "observation"
    id: UUID
    subject: str | None = None
    item: str | None = None
    group_id: UUID | None = None
    person_id: UUID | None = None
    tone: Tone = Tone.UNFILED
    lead: str = ""
    text: str = ""
    recommendation: str = ""
    evidence: str = ""
    printed_lead: str | None = None
    printed_text: str | None = None
    printed_recommendation: str | None = None
    position: str

    def __post_init__(self) -> None:
        for field in ("subject", "item"):
            code = getattr(self, field)
            if code is not None:
                refuse_code(field, code)
        for field in ("lead", "text", "recommendation", "evidence"):
            refuse_text(field, getattr(self, field))
        for field in ("printed_lead", "printed_text", "printed_recommendation"):
            refuse_text(field, getattr(self, field) or "")
        refuse_position("position", self.position)
