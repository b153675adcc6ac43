"""Wording of one evaluation that is no observation: 站情, 结论, 结语, each by its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_text

PASSAGE_PREFIX = "passage."
"""A text whose code begins so words that passage of the house style anew for its evaluation."""

OMIT_PREFIX = "omit."
"""A text whose code begins so keeps that passage out of the report; it has no words of its own."""


PURCHASE_TERM = "annex.purchase_term"
"""The text above annex 2 that says for which years the station's services were purchased."""


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


TEXT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "foreword": "前言",
        "profile": "社工站基本情况",
        "progress_verdict": "服务进度评语",
        "main_problem": "重点存在问题",
        "conclusion": "结语",
        PURCHASE_TERM: "项目服务采购周期",
        "feedback.attendees": "现场反馈在场人员",
        "feedback.on_site": "现场反馈",
        "feedback.objections": "现场异议",
        "feedback.draft.supervisor": "监督方对初稿的答复",
        "feedback.draft.purchaser": "购买方对初稿的答复",
        "feedback.draft.supervision_centre": "督导中心对初稿的答复",
        "feedback.draft.operator": "承办方对初稿的答复",
        "feedback.draft.station": "社工站对初稿的答复",
    }
)
"""The texts that a report may hold, by code, with the names that people know them by."""
