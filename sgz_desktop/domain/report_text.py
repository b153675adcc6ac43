"""Wording of one evaluation that is no observation: 站情, 结论, 结语, each by its key."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """One text of the report; a line break makes a new paragraph."""

    kind: ClassVar[str] = "report_text"
    key: ClassVar[tuple[str, ...]] = ("code",)
    id: UUID
    code: str
    text: str = ""

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_text("text", self.text)
