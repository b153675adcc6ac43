"""The second form: tables for declarations, deliberation and the working papers of the day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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
    """Add the tables; none of those there are is touched."""
    _deliberation()
    _plan()
    _found()


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _maybe(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _deliberation() -> None:
    _content(
        "declaration",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        _maybe("conflict", sa.Text()),
        _text("relation"),
        _maybe("pledged_on", sa.Date()),
        person_id="person",
    )
    _content(
        "hand_in",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        person_id="person",
    )
    _content(
        "final_word",
        _text("item"),
        _maybe("group_id", sa.Uuid()),
        _text("answer"),
        _text("reason"),
        _text("decided_by"),
        group_id="review_group",
    )


def _plan() -> None:
    _content(
        "plan_entry",
        _text("title"),
        _text("starts_at"),
        _text("ends_at"),
        _maybe("method", sa.Text()),
        _maybe("group_id", sa.Uuid()),
        _text("who"),
        _text("place"),
        _text("note"),
        _text("position"),
        group_id="review_group",
    )
    _content(
        "need",
        _text("title"),
        _text("who"),
        sa.Column("ready", sa.Boolean(), nullable=False),
        _text("note"),
        _text("position"),
    )
    _content(
        "attendee",
        _text("name"),
        _maybe("party", sa.Text()),
        _text("title"),
        _text("signed_in_at"),
        sa.Column("at_feedback", sa.Boolean(), nullable=False),
        _text("note"),
        _text("position"),
    )


def _found() -> None:
    _content(
        "spot_check",
        _text("checked"),
        _text("number"),
        _maybe("group_id", sa.Uuid()),
        _maybe("item", sa.Text()),
        _text("draw"),
        _maybe("drawn_from", sa.Integer()),
        _text("seed"),
        _maybe("person_id", sa.Uuid()),
        _text("found"),
        _maybe("observation_id", sa.Uuid()),
        _text("position"),
        group_id="review_group",
        person_id="person",
        observation_id="observation",
    )
    _content(
        "paper_request",
        _text("title"),
        _maybe("item", sa.Text()),
        _text("promised_by"),
        _maybe("due_on", sa.Date()),
        _text("due_at"),
        _maybe("arrived_on", sa.Date()),
        _text("note"),
        _text("position"),
    )
    _content(
        "interview",
        _text("role"),
        _maybe("people", sa.Integer()),
        _maybe("group_id", sa.Uuid()),
        _maybe("person_id", sa.Uuid()),
        _text("notes"),
        _text("position"),
        group_id="review_group",
        person_id="person",
    )
