"""The satisfaction survey (满意度调查): how the sample was drawn, who was asked, what they answered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position
from sgz_desktop.errors import Refused

MOST_PEOPLE = 1_000_000
HIGHEST = Decimal(100)


class Outcome(StrEnum):
    """已受访, 联系不上, 不愿受访, 号码有误, 其他."""

    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"
    OTHER = "other"


class Way(StrEnum):
    """电话, 上门, 问卷."""

    PHONE = "phone"
    VISIT = "visit"
    QUESTIONNAIRE = "questionnaire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How the sample was drawn: from how many, how many were wanted, with which seed."""

    kind: ClassVar[str] = "survey"
    key: ClassVar[tuple[str, ...]] = ("code",)
    id: UUID
    code: str = "satisfaction"
    target_people: int | None = None
    wanted: int | None = None
    seed: str = ""
    drawn_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        for field, name in (("target_people", "服务对象总数"), ("wanted", "应抽人数")):
            figure = getattr(self, field)
            if figure is not None and not 0 <= figure <= MOST_PEOPLE:
                raise Refused(field, f"{name}应在 0 至 {MOST_PEOPLE} 之间。")
        refuse_text("seed", self.seed, limit=120)
        refuse_text("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One person of the roster: `drawn` is the place in the draw (None: not drawn), `answer` in per cent.

    Why somebody who was drawn was not asked is in `reason`; who was asked instead `stands_in_for` them.
    """

    kind: ClassVar[str] = "respondent"
    id: UUID
    name: str
    phone: str = ""
    zone_id: UUID | None = None
    category: str = ""
    drawn: int | None = None
    stands_in_for: UUID | None = None
    outcome: Outcome | None = None
    reason: str = ""
    way: Way | None = None
    answer: Decimal | None = None
    person_id: UUID | None = None
    asked_on: date | None = None
    remark: str = ""
    source: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        refuse_text("phone", self.phone, limit=60)
        refuse_text("category", self.category, limit=120)
        if self.drawn is not None and not 0 < self.drawn <= MOST_PEOPLE:
            raise Refused("drawn", f"抽取顺序应在 1 至 {MOST_PEOPLE} 之间。")
        if self.stands_in_for == self.id:
            raise Refused("stands_in_for", "不能由本人替换本人。")
        if self.answer is not None:
            refuse_figure("answer", self.answer, most=HIGHEST)
        for field in ("reason", "remark", "source"):
            refuse_text(field, getattr(self, field))
        refuse_position("position", self.position)
