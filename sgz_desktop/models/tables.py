"""The tables: one per kind of entity as a projection, the changes they come from, documents, counters."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlmodel import Field, SQLModel

from sgz_desktop.models.columns import DecimalText, IdsText, MomentText


def _text(*, primary_key: bool = False) -> Any:
    return Field(sa_type=Text, primary_key=primary_key)


def _maybe_text() -> Any:
    return Field(sa_type=Text, nullable=True)


def _id(*, primary_key: bool = False) -> Any:
    return Field(sa_type=Uuid, primary_key=primary_key)


def _maybe_id() -> Any:
    return Field(sa_type=Uuid, nullable=True)


def _flag() -> Any:
    return Field(sa_type=Boolean)


def _whole() -> Any:
    return Field(sa_type=Integer)


def _counter() -> Any:
    return Field(sa_type=BigInteger)


def _maybe_whole() -> Any:
    return Field(sa_type=Integer, nullable=True)


def _maybe_decimal() -> Any:
    return Field(sa_type=DecimalText, nullable=True)


def _maybe_date() -> Any:
    return Field(sa_type=Date, nullable=True)


def _moment() -> Any:
    return Field(sa_type=MomentText)


def _reference(table: str, columns: list[str], targets: list[str]) -> ForeignKeyConstraint:
    # Deferred: an import and a rebuild set many rows in one transaction, and only its end must be whole.
    name = f"fk_{table}_{columns[-1]}"
    return ForeignKeyConstraint(columns, targets, name=name, deferrable=True, initially="DEFERRED")


def _content(table: str, **references: str) -> tuple[Any, ...]:
    """Constraints of a content table: of one evaluation, and pointing only at rows of the same one."""
    pointing = [
        _reference(table, ["evaluation_id", column], [f"{target}.evaluation_id", f"{target}.id"])
        for column, target in references.items()
    ]
    return (
        _reference(table, ["evaluation_id"], ["evaluation.id"]),
        *pointing,
        # What others point at; it also finds the rows of one evaluation.
        UniqueConstraint("evaluation_id", "id", name=f"uq_{table}_evaluation_id"),
    )


class Content(SQLModel):
    """What every row of content has; `deleted` rows stay."""

    id: UUID = _id(primary_key=True)
    evaluation_id: UUID = _id()
    deleted: bool = _flag()


class EvaluationRow(Content, table=True):
    """An evaluation's head; evaluation_id is its own ID."""

    __tablename__ = "evaluation"
    __table_args__ = _content("evaluation")
    station: str = _text()
    station_short: str = _text()
    district: str = _text()
    phase: str = _text()
    visit_date: date | None = _maybe_date()
    report_date: date | None = _maybe_date()
    basis: str = _text()
    rubric: str = _text()
    house_style: str = _text()
    agreement_start: date | None = _maybe_date()
    agreement_end: date | None = _maybe_date()
    period_start: date | None = _maybe_date()
    period_end: date | None = _maybe_date()
    funds_yuan: Decimal | None = _maybe_decimal()
    required_staff: int | None = _maybe_whole()
    supervisor: str = _text()
    purchaser: str = _text()
    operator: str = _text()
    assessor: str = _text()
    supervision_centre: str = _text()
    address: str = _text()
    founded: str = _text()
    operator_since: str = _text()
    stated_grade: str | None = _maybe_text()
    stated_grade_source: str = _text()
    note: str = _text()


class PersonRow(Content, table=True):
    """A person of the assessor's team."""

    __tablename__ = "person"
    __table_args__ = _content("person")
    name: str = _text()
    role: str = _text()
    leads: bool = _flag()
    title: str = _text()
    note: str = _text()
    position: str = _text()


class ReviewGroupRow(Content, table=True):
    """A review group; the kind is called group, which is a word of SQL."""

    __tablename__ = "review_group"
    __table_args__ = _content("review_group")
    name: str = _text()
    position: str = _text()


class ZoneRow(Content, table=True):
    """A zone."""

    __tablename__ = "zone"
    __table_args__ = _content("zone", group_id="review_group")
    name: str = _text()
    group_id: UUID | None = _maybe_id()
    staff: Decimal | None = _maybe_decimal()
    note: str = _text()
    position: str = _text()


class CommunityRow(Content, table=True):
    """A community."""

    __tablename__ = "community"
    __table_args__ = _content("community", zone_id="zone")
    zone_id: UUID = _id()
    name: str = _text()
    position: str = _text()


class AssignmentRow(Content, table=True):
    """Who judges what."""

    __tablename__ = "assignment"
    __table_args__ = _content("assignment", group_id="review_group", person_id="person")
    component: str = _text()
    group_id: UUID | None = _maybe_id()
    person_id: UUID = _id()


class MarkRow(Content, table=True):
    """A mark; the answer is canonical JSON."""

    __tablename__ = "mark"
    __table_args__ = _content("mark", group_id="review_group", person_id="person")
    item: str = _text()
    group_id: UUID | None = _maybe_id()
    person_id: UUID = _id()
    answer: str = _text()
    note: str = _text()


class DeclarationRow(Content, table=True):
    """A declaration of conflict and integrity."""

    __tablename__ = "declaration"
    __table_args__ = _content("declaration", person_id="person")
    person_id: UUID = _id()
    conflict: str | None = _maybe_text()
    relation: str = _text()
    pledged_on: date | None = _maybe_date()


class HandInRow(Content, table=True):
    """Whether an expert has handed in."""

    __tablename__ = "hand_in"
    __table_args__ = _content("hand_in", person_id="person")
    person_id: UUID = _id()
    handed_in: bool = _flag()


class FinalWordRow(Content, table=True):
    """A final word on an item; the answer is canonical JSON."""

    __tablename__ = "final_word"
    __table_args__ = _content("final_word", group_id="review_group")
    item: str = _text()
    group_id: UUID | None = _maybe_id()
    answer: str = _text()
    reason: str = _text()
    decided_by: str = _text()


class FigureRow(Content, table=True):
    """A bare figure."""

    __tablename__ = "figure"
    __table_args__ = _content("figure", group_id="review_group")
    scope: str = _text()
    code: str = _text()
    group_id: UUID | None = _maybe_id()
    points: Decimal | None = _maybe_decimal()
    counts: bool = _flag()
    source: str = _text()
    received_on: date | None = _maybe_date()
    received_by: str = _text()
    file_number: str = _text()


class VetoFindingRow(Content, table=True):
    """A finding on a veto rule."""

    __tablename__ = "veto_finding"
    __table_args__ = _content("veto_finding")
    rule: str = _text()
    state: str = _text()
    reason: str = _text()
    decided_by: str = _text()


class QuantityRow(Content, table=True):
    """A figure under a registered key."""

    __tablename__ = "quantity"
    __table_args__ = _content("quantity")
    code: str = _text()
    value: Decimal | None = _maybe_decimal()
    source: str = _text()


class ObservationRow(Content, table=True):
    """An observation."""

    __tablename__ = "observation"
    __table_args__ = _content("observation", group_id="review_group", person_id="person")
    subject: str | None = _maybe_text()
    item: str | None = _maybe_text()
    group_id: UUID | None = _maybe_id()
    person_id: UUID | None = _maybe_id()
    tone: str = _text()
    lead: str = _text()
    text: str = _text()
    recommendation: str = _text()
    evidence: str = _text()
    printed_lead: str | None = _maybe_text()
    printed_text: str | None = _maybe_text()
    printed_recommendation: str | None = _maybe_text()
    position: str = _text()


class IndicatorRow(Content, table=True):
    """An indicator."""

    __tablename__ = "indicator"
    __table_args__ = _content("indicator", rate_of="indicator")
    label: str = _text()
    table_label: str = _text()
    unit: str = _text()
    column: str = _text()
    cover: str = _text()
    agreed: str = _text()
    rate_of: UUID | None = _maybe_id()
    sentence_group: int = _whole()
    position: str = _text()


class IndicatorValueRow(Content, table=True):
    """What was agreed and done."""

    __tablename__ = "indicator_value"
    __table_args__ = _content("indicator_value", indicator_id="indicator", zone_id="zone")
    indicator_id: UUID = _id()
    zone_id: UUID | None = _maybe_id()
    agreed: Decimal | None = _maybe_decimal()
    done: Decimal | None = _maybe_decimal()
    source: str = _text()


class ReportTextRow(Content, table=True):
    """A text of the report."""

    __tablename__ = "report_text"
    __table_args__ = _content("report_text")
    code: str = _text()
    text: str = _text()


class PlanEntryRow(Content, table=True):
    """A line of the plan of the day."""

    __tablename__ = "plan_entry"
    __table_args__ = _content("plan_entry", group_id="review_group")
    title: str = _text()
    starts_at: str = _text()
    ends_at: str = _text()
    method: str | None = _maybe_text()
    group_id: UUID | None = _maybe_id()
    who: str = _text()
    place: str = _text()
    note: str = _text()
    position: str = _text()


class NeedRow(Content, table=True):
    """Something the day needs."""

    __tablename__ = "need"
    __table_args__ = _content("need")
    title: str = _text()
    who: str = _text()
    ready: bool = _flag()
    note: str = _text()
    position: str = _text()


class AttendeeRow(Content, table=True):
    """Somebody who was there."""

    __tablename__ = "attendee"
    __table_args__ = _content("attendee")
    name: str = _text()
    party: str | None = _maybe_text()
    title: str = _text()
    signed_in_at: str = _text()
    at_feedback: bool = _flag()
    note: str = _text()
    position: str = _text()


class SpotCheckRow(Content, table=True):
    """A record of the station that was looked at."""

    __tablename__ = "spot_check"
    __table_args__ = _content(
        "spot_check", group_id="review_group", person_id="person", observation_id="observation"
    )
    checked: str = _text()
    number: str = _text()
    group_id: UUID | None = _maybe_id()
    item: str | None = _maybe_text()
    draw: str = _text()
    drawn_from: int | None = _maybe_whole()
    seed: str = _text()
    person_id: UUID | None = _maybe_id()
    found: str = _text()
    observation_id: UUID | None = _maybe_id()
    position: str = _text()


class PaperRequestRow(Content, table=True):
    """A paper that is still to come."""

    __tablename__ = "paper_request"
    __table_args__ = _content("paper_request")
    title: str = _text()
    item: str | None = _maybe_text()
    promised_by: str = _text()
    due_on: date | None = _maybe_date()
    due_at: str = _text()
    arrived_on: date | None = _maybe_date()
    note: str = _text()
    position: str = _text()


class InterviewRow(Content, table=True):
    """A talk."""

    __tablename__ = "interview"
    __table_args__ = _content("interview", group_id="review_group", person_id="person")
    role: str = _text()
    people: int | None = _maybe_whole()
    group_id: UUID | None = _maybe_id()
    person_id: UUID | None = _maybe_id()
    notes: str = _text()
    position: str = _text()


class ChangeRow(SQLModel, table=True):
    """One change; written once, never altered. It points at no row: rows come from changes."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("device_id", "device_seq", name="uq_change_device_id"),
        Index("ix_change_batch", "evaluation_id", "batch_id"),
        Index("ix_change_entity", "entity_id"),
    )
    id: UUID = _id(primary_key=True)
    evaluation_id: UUID = _id()
    device_id: UUID = _id()
    device_seq: int = _counter()
    lamport: int = _counter()
    at: datetime = _moment()
    author_id: UUID | None = _maybe_id()
    for_id: UUID | None = _maybe_id()
    entity: str = _text()
    entity_id: UUID = _id()
    field: str = _text()
    value: str = _text()
    replaces: tuple[UUID, ...] = Field(sa_type=IdsText)
    reason: str = _text()
    batch_id: UUID = _id()


class DocumentRow(SQLModel, table=True):
    """A rule set or a house style under the SHA-256 of its canonical JSON."""

    __tablename__ = "document"
    hash: str = _text(primary_key=True)
    text: str = _text()


class EvaluationDocumentRow(SQLModel, table=True):
    """Which documents an evaluation keeps."""

    __tablename__ = "evaluation_document"
    __table_args__ = (
        _reference("evaluation_document", ["evaluation_id"], ["evaluation.id"]),
        _reference("evaluation_document", ["hash"], ["document.hash"]),
    )
    evaluation_id: UUID = _id(primary_key=True)
    hash: str = _text(primary_key=True)


class DeviceRow(SQLModel, table=True):
    """The device this file writes as: its next number, and the highest lamport the file has seen."""

    __tablename__ = "device"
    id: UUID = _id(primary_key=True)
    next_seq: int = _counter()
    lamport: int = _counter()


class SummaryRow(SQLModel, table=True):
    """What the home shows of an evaluation without scoring it; `rules_hash` empty where nothing is known."""

    __tablename__ = "summary"
    __table_args__ = (_reference("summary", ["evaluation_id"], ["evaluation.id"]),)
    evaluation_id: UUID = _id(primary_key=True)
    changed_at: datetime = _moment()
    answered: int = _whole()
    answerable: int = _whole()
    floor: Decimal | None = _maybe_decimal()
    ceiling: Decimal | None = _maybe_decimal()
    total: Decimal | None = _maybe_decimal()
    grade: str | None = _maybe_text()
    provisional: bool = _flag()
    rules_hash: str = _text()


TABLES = SQLModel.metadata.tables
CHANGE = TABLES["change"]
DOCUMENT = TABLES["document"]
EVALUATION_DOCUMENT = TABLES["evaluation_document"]
DEVICE = TABLES["device"]
SUMMARY = TABLES["summary"]
