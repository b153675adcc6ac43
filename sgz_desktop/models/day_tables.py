"""The tables behind the day on site: plan, needs, sign-in, spot checks, papers to come, interviews."""

from datetime import date
from uuid import UUID

from sgz_desktop.models import content as of


class PlanEntryRow(of.Content, table=True):
    """A line of the plan of the day."""

    __tablename__ = "plan_entry"
    __table_args__ = of.content("plan_entry", group_id="review_group")
    title: str = of.text()
    starts_at: str = of.text()
    ends_at: str = of.text()
    method: str | None = of.maybe_text()
    group_id: UUID | None = of.maybe_key()
    who: str = of.text()
    place: str = of.text()
    note: str = of.text()
    position: str = of.text()


class NeedRow(of.Content, table=True):
    """Something the day needs."""

    __tablename__ = "need"
    __table_args__ = of.content("need")
    title: str = of.text()
    who: str = of.text()
    ready: bool = of.flag()
    note: str = of.text()
    position: str = of.text()


class AttendeeRow(of.Content, table=True):
    """Somebody who was there."""

    __tablename__ = "attendee"
    __table_args__ = of.content("attendee")
    name: str = of.text()
    party: str | None = of.maybe_text()
    title: str = of.text()
    signed_in_at: str = of.text()
    at_feedback: bool = of.flag()
    note: str = of.text()
    position: str = of.text()


class SpotCheckRow(of.Content, table=True):
    """A record of the station that was looked at."""

    __tablename__ = "spot_check"
    __table_args__ = of.content(
        "spot_check", group_id="review_group", person_id="person", observation_id="observation"
    )
    checked: str = of.text()
    number: str = of.text()
    group_id: UUID | None = of.maybe_key()
    item: str | None = of.maybe_text()
    draw: str = of.text()
    drawn_from: int | None = of.maybe_whole()
    seed: str = of.text()
    person_id: UUID | None = of.maybe_key()
    found: str = of.text()
    observation_id: UUID | None = of.maybe_key()
    position: str = of.text()


class PaperRequestRow(of.Content, table=True):
    """A paper that is still to come."""

    __tablename__ = "paper_request"
    __table_args__ = of.content("paper_request")
    title: str = of.text()
    item: str | None = of.maybe_text()
    promised_by: str = of.text()
    due_on: date | None = of.maybe_date()
    due_at: str = of.text()
    arrived_on: date | None = of.maybe_date()
    note: str = of.text()
    position: str = of.text()


class InterviewRow(of.Content, table=True):
    """A talk."""

    __tablename__ = "interview"
    __table_args__ = of.content("interview", group_id="review_group", person_id="person")
    role: str = of.text()
    people: int | None = of.maybe_whole()
    group_id: UUID | None = of.maybe_key()
    person_id: UUID | None = of.maybe_key()
    notes: str = of.text()
    position: str = of.text()
