"""The first form: one table a kind of entity, the changes they come from, documents, counters."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _points(table: str, columns: list[str], targets: list[str]) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{columns[-1]}"
    return sa.ForeignKeyConstraint(columns, targets, name=name, deferrable=True, initially="DEFERRED")


def _content(table: str, *columns: sa.Column[Any], **references: str) -> None:
    pointing = [
        _points(table, ["evaluation_id", column], [f"{target}.evaluation_id", f"{target}.id"])
        for column, target in references.items()
    ]
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        *pointing,
        _points(table, ["evaluation_id"], ["evaluation.id"]),
        sa.UniqueConstraint("evaluation_id", "id", name=f"uq_{table}_evaluation_id"),
    )


def upgrade() -> None:
    """Make all tables in an empty file."""
    _base()
    _team_and_places()
    _judgements()
    _writing()
    _record()


def _base() -> None:
    _content(
        "evaluation",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("station_short", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("visit_date", sa.Date(), nullable=True),
        sa.Column("report_date", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("house_style", sa.Text(), nullable=False),
        sa.Column("agreement_start", sa.Date(), nullable=True),
        sa.Column("agreement_end", sa.Date(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("funds_yuan", sa.Text(), nullable=True),
        sa.Column("required_staff", sa.Integer(), nullable=True),
        sa.Column("supervisor", sa.Text(), nullable=False),
        sa.Column("purchaser", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("assessor", sa.Text(), nullable=False),
        sa.Column("supervision_centre", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("founded", sa.Text(), nullable=False),
        sa.Column("operator_since", sa.Text(), nullable=False),
        sa.Column("stated_grade", sa.Text(), nullable=True),
        sa.Column("stated_grade_source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )


def _team_and_places() -> None:
    _content(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
    )
    _content(
        "review_group",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
    )
    _content(
        "zone",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        group_id="review_group",
    )
    _content(
        "community",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        zone_id="zone",
    )
    _content(
        "assignment",
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        group_id="review_group",
        person_id="person",
    )


def _judgements() -> None:
    _content(
        "mark",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        group_id="review_group",
        person_id="person",
    )
    _content(
        "figure",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=False),
        group_id="review_group",
    )
    _content(
        "veto_finding",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
    )
    _content(
        "quantity",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
    )


def _writing() -> None:
    _content(
        "observation",
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("printed_lead", sa.Text(), nullable=True),
        sa.Column("printed_text", sa.Text(), nullable=True),
        sa.Column("printed_recommendation", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        group_id="review_group",
        person_id="person",
    )
    _content(
        "indicator",
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("table_label", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("cover", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("rate_of", sa.Uuid(), nullable=True),
        sa.Column("sentence_group", sa.Integer(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        rate_of="indicator",
    )
    _content(
        "indicator_value",
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        indicator_id="indicator",
        zone_id="zone",
    )
    _content(
        "report_text",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _record() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("device_seq", sa.BigInteger(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("for_id", sa.Uuid(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device_id", "device_seq", name="uq_change_device_id"),
    )
    op.create_index("ix_change_batch", "change", ["evaluation_id", "batch_id"])
    op.create_index("ix_change_entity", "change", ["entity_id"])
    op.create_table(
        "document",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "evaluation_document",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id", "hash"),
        _points("evaluation_document", ["evaluation_id"], ["evaluation.id"]),
        _points("evaluation_document", ["hash"], ["document.hash"]),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("next_seq", sa.BigInteger(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "summary",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("answerable", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Text(), nullable=True),
        sa.Column("ceiling", sa.Text(), nullable=True),
        sa.Column("total", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("rules_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id"),
        _points("summary", ["evaluation_id"], ["evaluation.id"]),
    )
