"""The tables: one per kind of entity as a projection, the changes they come from, documents, counters."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from sgz_desktop.models import content as of
from sgz_desktop.models.annex_tables import WorkerRow
from sgz_desktop.models.columns import IdsText
from sgz_desktop.models.day_tables import PlanEntryRow


class EvaluationRow(of.Content, table=True):
    """An evaluation's head; evaluation_id is its own ID."""

    __tablename__ = "evaluation"
    __table_args__ = of.content("evaluation")
    station: str = of.text()
    station_short: str = of.text()
    district: str = of.text()
    phase: str = of.text()
    visit_date: date | None = of.maybe_date()
    report_date: date | None = of.maybe_date()
    basis: str = of.text()
    rubric: str = of.text()
    house_style: str = of.text()
    agreement_start: date | None = of.maybe_date()
    agreement_end: date | None = of.maybe_date()
    period_start: date | None = of.maybe_date()
    period_end: date | None = of.maybe_date()
    funds_yuan: Decimal | None = of.maybe_decimal()
    required_staff: int | None = of.maybe_whole()
    supervisor: str = of.text()
    purchaser: str = of.text()
    operator: str = of.text()
    assessor: str = of.text()
    supervision_centre: str = of.text()
    address: str = of.text()
    founded: str = of.text()
    operator_since: str = of.text()
    stated_grade: str | None = of.maybe_text()
    stated_grade_source: str = of.text()
    note: str = of.text()


class PersonRow(of.Content, table=True):
    """A person of the assessor's team."""

    __tablename__ = "person"
    __table_args__ = of.content("person")
    name: str = of.text()
    role: str = of.text()
    leads: bool = of.flag()
    title: str = of.text()
    note: str = of.text()
    position: str = of.text()


class ReviewGroupRow(of.Content, table=True):
    """A review group; the kind is called group, which is a word of SQL."""

    __tablename__ = "review_group"
    __table_args__ = of.content("review_group")
    name: str = of.text()
    position: str = of.text()


class ZoneRow(of.Content, table=True):
    """A zone."""

    __tablename__ = "zone"
    __table_args__ = of.content("zone", group_id="review_group")
    name: str = of.text()
    group_id: UUID | None = of.maybe_key()
    staff: Decimal | None = of.maybe_decimal()
    note: str = of.text()
    position: str = of.text()


class CommunityRow(of.Content, table=True):
    """A community."""

    __tablename__ = "community"
    __table_args__ = of.content("community", zone_id="zone")
    zone_id: UUID = of.key()
    name: str = of.text()
    position: str = of.text()


class AssignmentRow(of.Content, table=True):
    """Who judges what."""

    __tablename__ = "assignment"
    __table_args__ = of.content("assignment", group_id="review_group", person_id="person")
    component: str = of.text()
    group_id: UUID | None = of.maybe_key()
    person_id: UUID = of.key()


class MarkRow(of.Content, table=True):
    """A mark; the answer is canonical JSON."""

    __tablename__ = "mark"
    __table_args__ = of.content("mark", group_id="review_group", person_id="person")
    item: str = of.text()
    group_id: UUID | None = of.maybe_key()
    person_id: UUID = of.key()
    answer: str = of.text()
    note: str = of.text()


class DeclarationRow(of.Content, table=True):
    """A declaration of conflict and integrity."""

    __tablename__ = "declaration"
    __table_args__ = of.content("declaration", person_id="person")
    person_id: UUID = of.key()
    conflict: str | None = of.maybe_text()
    relation: str = of.text()
    pledged_on: date | None = of.maybe_date()


class HandInRow(of.Content, table=True):
    """Whether an expert has handed in."""

    __tablename__ = "hand_in"
    __table_args__ = of.content("hand_in", person_id="person")
    person_id: UUID = of.key()
    handed_in: bool = of.flag()


class FinalWordRow(of.Content, table=True):
    """A final word on an item; the answer is canonical JSON."""

    __tablename__ = "final_word"
    __table_args__ = of.content("final_word", group_id="review_group")
    item: str = of.text()
    group_id: UUID | None = of.maybe_key()
    answer: str = of.text()
    reason: str = of.text()
    decided_by: str = of.text()


class FigureRow(of.Content, table=True):
    """A bare figure."""

    __tablename__ = "figure"
    __table_args__ = of.content("figure", group_id="review_group")
    scope: str = of.text()
    code: str = of.text()
    group_id: UUID | None = of.maybe_key()
    points: Decimal | None = of.maybe_decimal()
    counts: bool = of.flag()
    source: str = of.text()
    received_on: date | None = of.maybe_date()
    received_by: str = of.text()
    file_number: str = of.text()


class VetoFindingRow(of.Content, table=True):
    """A finding on a veto rule."""

    __tablename__ = "veto_finding"
    __table_args__ = of.content("veto_finding")
    rule: str = of.text()
    state: str = of.text()
    reason: str = of.text()
    decided_by: str = of.text()


class QuantityRow(of.Content, table=True):
    """A figure under a registered key."""

    __tablename__ = "quantity"
    __table_args__ = of.content("quantity")
    code: str = of.text()
    value: Decimal | None = of.maybe_decimal()
    source: str = of.text()


class ObservationRow(of.Content, table=True):
    """An observation."""

    __tablename__ = "observation"
    __table_args__ = of.content("observation", group_id="review_group", person_id="person")
    subject: str | None = of.maybe_text()
    item: str | None = of.maybe_text()
    group_id: UUID | None = of.maybe_key()
    person_id: UUID | None = of.maybe_key()
    tone: str = of.text()
    lead: str = of.text()
    text: str = of.text()
    recommendation: str = of.text()
    evidence: str = of.text()
    printed_lead: str | None = of.maybe_text()
    printed_text: str | None = of.maybe_text()
    printed_recommendation: str | None = of.maybe_text()
    position: str = of.text()


class IndicatorRow(of.Content, table=True):
    """An indicator."""

    __tablename__ = "indicator"
    __table_args__ = of.content("indicator", rate_of="indicator")
    label: str = of.text()
    table_label: str = of.text()
    unit: str = of.text()
    column: str = of.text()
    cover: str = of.text()
    agreed: str = of.text()
    rate_of: UUID | None = of.maybe_key()
    sentence_group: int = of.whole()
    position: str = of.text()


class IndicatorValueRow(of.Content, table=True):
    """What was agreed and done."""

    __tablename__ = "indicator_value"
    __table_args__ = of.content("indicator_value", indicator_id="indicator", zone_id="zone")
    indicator_id: UUID = of.key()
    zone_id: UUID | None = of.maybe_key()
    agreed: Decimal | None = of.maybe_decimal()
    done: Decimal | None = of.maybe_decimal()
    source: str = of.text()


class ReportTextRow(of.Content, table=True):
    """A text of the report."""

    __tablename__ = "report_text"
    __table_args__ = of.content("report_text")
    code: str = of.text()
    text: str = of.text()


class ChangeRow(SQLModel, table=True):
    """One change; written once, never altered. It points at no row: rows come from changes."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("device_id", "device_seq", name="uq_change_device_id"),
        Index("ix_change_batch", "evaluation_id", "batch_id"),
        Index("ix_change_entity", "entity_id"),
    )
    id: UUID = of.key(primary_key=True)
    evaluation_id: UUID = of.key()
    device_id: UUID = of.key()
    device_seq: int = of.counter()
    lamport: int = of.counter()
    at: datetime = of.moment()
    author_id: UUID | None = of.maybe_key()
    for_id: UUID | None = of.maybe_key()
    entity: str = of.text()
    entity_id: UUID = of.key()
    field: str = of.text()
    value: str = of.text()
    replaces: tuple[UUID, ...] = Field(sa_type=IdsText)
    reason: str = of.text()
    batch_id: UUID = of.key()


class DocumentRow(SQLModel, table=True):
    """A rule set or a house style under the SHA-256 of its canonical JSON."""

    __tablename__ = "document"
    hash: str = of.text(primary_key=True)
    text: str = of.text()


class EvaluationDocumentRow(SQLModel, table=True):
    """Which documents an evaluation keeps."""

    __tablename__ = "evaluation_document"
    __table_args__ = (
        of.reference("evaluation_document", ["evaluation_id"], ["evaluation.id"]),
        of.reference("evaluation_document", ["hash"], ["document.hash"]),
    )
    evaluation_id: UUID = of.key(primary_key=True)
    hash: str = of.text(primary_key=True)


class DeviceRow(SQLModel, table=True):
    """The device this file writes as: its next number, and the highest lamport the file has seen."""

    __tablename__ = "device"
    id: UUID = of.key(primary_key=True)
    next_seq: int = of.counter()
    lamport: int = of.counter()


class SummaryRow(SQLModel, table=True):
    """What the home shows of an evaluation without scoring it; `rules_hash` empty where nothing is known."""

    __tablename__ = "summary"
    __table_args__ = (of.reference("summary", ["evaluation_id"], ["evaluation.id"]),)
    evaluation_id: UUID = of.key(primary_key=True)
    changed_at: datetime = of.moment()
    answered: int = of.whole()
    answerable: int = of.whole()
    floor: Decimal | None = of.maybe_decimal()
    ceiling: Decimal | None = of.maybe_decimal()
    total: Decimal | None = of.maybe_decimal()
    grade: str | None = of.maybe_text()
    provisional: bool = of.flag()
    rules_hash: str = of.text()


# Through a row of the annexes and of the day, so that theirs are declared wherever the tables are looked up.
_DECLARED = (WorkerRow, PlanEntryRow)
TABLES = _DECLARED[0].metadata.tables
CHANGE = TABLES["change"]
DOCUMENT = TABLES["document"]
EVALUATION_DOCUMENT = TABLES["evaluation_document"]
DEVICE = TABLES["device"]
SUMMARY = TABLES["summary"]
