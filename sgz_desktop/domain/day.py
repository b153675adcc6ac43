"""The working papers of the day: plan, what to bring, sign-in, spot checks, papers to come, interviews."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_name, refuse_text
from sgz_desktop.domain.ordering import refuse_position
from sgz_desktop.domain.rubric import Method
from sgz_desktop.errors import Refused

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_MOST = 10_000


def refuse_time(field: str, text: str) -> None:
    """Refuse what is neither empty nor a time of the day such as 09:30."""
    if text and not _TIME.fullmatch(text):
        raise Refused(field, "时间应写成 09:30 的样子。")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """One line of the plan of the day (日程); times are local, "" while not set."""

    kind: ClassVar[str] = "plan_entry"
    id: UUID
    title: str
    starts_at: str = ""
    ends_at: str = ""
    method: Method | None = None
    group_id: UUID | None = None
    who: str = ""
    place: str = ""
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("title", self.title)
        refuse_time("starts_at", self.starts_at)
        refuse_time("ends_at", self.ends_at)
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise Refused("ends_at", "结束时间早于开始时间。")
        refuse_text("who", self.who, limit=200)
        refuse_text("place", self.place, limit=200)
        refuse_text("note", self.note)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something the day needs (要带、要备、要约), and whether it is ready."""

    kind: ClassVar[str] = "need"
    id: UUID
    title: str
    who: str = ""
    ready: bool = False
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("title", self.title)
        refuse_text("who", self.who, limit=200)
        refuse_text("note", self.note)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody of any party who was there (签到). `party` is a party's code, `station` or `operator`."""

    kind: ClassVar[str] = "attendee"
    id: UUID
    name: str
    party: str | None = None
    title: str = ""
    signed_in_at: str = ""
    at_feedback: bool = False
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("name", self.name)
        if self.party is not None:
            refuse_code("party", self.party)
        refuse_text("title", self.title, limit=120)
        refuse_time("signed_in_at", self.signed_in_at)
        refuse_text("note", self.note)
        refuse_position("position", self.position)


class Checked(StrEnum):
    """What a spot check takes out: 个案, 小组, 社区活动, 服务对象档案, 人事档案, 其他."""

    CASE = "case"
    GROUP = "group"
    ACTIVITY = "activity"
    FILE = "file"
    PERSONNEL = "personnel"
    OTHER = "other"


class Draw(StrEnum):
    """How it was taken: 随机抽取 by seed, or 指定."""

    DRAWN = "drawn"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck:
    """One record of the station that was looked at (抽查台账), how it was drawn, and what was found.

    `drawn_from` is how many there were, `seed` what the draw began with: both prove the draw.
    """

    kind: ClassVar[str] = "spot_check"
    id: UUID
    checked: Checked = Checked.CASE
    number: str
    group_id: UUID | None = None
    item: str | None = None
    draw: Draw = Draw.CHOSEN
    drawn_from: int | None = None
    seed: str = ""
    person_id: UUID | None = None
    found: str = ""
    observation_id: UUID | None = None
    position: str

    def __post_init__(self) -> None:
        refuse_name("number", self.number)
        if self.item is not None:
            refuse_code("item", self.item)
        if self.drawn_from is not None and not 0 < self.drawn_from <= 1_000_000:
            raise Refused("drawn_from", "总数应在 1 至 1000000 之间。")
        refuse_text("seed", self.seed, limit=120)
        refuse_text("found", self.found)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """A paper that is still to come (待补材料): who promised it until when, and when it arrived."""

    kind: ClassVar[str] = "paper_request"
    id: UUID
    title: str
    item: str | None = None
    promised_by: str = ""
    due_on: date | None = None
    due_at: str = ""
    arrived_on: date | None = None
    note: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("title", self.title)
        if self.item is not None:
            refuse_code("item", self.item)
        refuse_text("promised_by", self.promised_by, limit=200)
        refuse_time("due_at", self.due_at)
        refuse_text("note", self.note)
        refuse_position("position", self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A talk (访谈): the role of those asked, how many they were, and what was noted. No names."""

    kind: ClassVar[str] = "interview"
    id: UUID
    role: str
    people: int | None = None
    group_id: UUID | None = None
    person_id: UUID | None = None
    notes: str = ""
    position: str

    def __post_init__(self) -> None:
        refuse_name("role", self.role)
        if self.people is not None and not 0 < self.people <= _MOST:
            raise Refused("people", f"人数应在 1 至 {_MOST} 之间。")
        refuse_text("notes", self.notes)
        refuse_position("position", self.position)
