"""The third form: tables for workers, their months and hours, resources, money and the survey."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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
    _staff()
    _hours()
    _money()
    _survey()


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _maybe(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _staff() -> None:
    _content(
        "worker",
        _text("name"),
        _text("post"),
        _maybe("zone_id", sa.Uuid()),
        _maybe("certificate", sa.Text()),
        _text("credential"),
        _maybe("related_degree", sa.Boolean()),
        _maybe("trained_on", sa.Date()),
        _maybe("contract_start", sa.Date()),
        _maybe("contract_end", sa.Date()),
        _maybe("joined_on", sa.Date()),
        _maybe("left_on", sa.Date()),
        _maybe("experienced", sa.Boolean()),
        _maybe("experienced_from", sa.Date()),
        _maybe("stated_months", sa.Text()),
        _maybe("stated_experienced", sa.Text()),
        _text("remark"),
        _text("source"),
        _text("position"),
        zone_id="zone",
    )


def _hours() -> None:
    _content(
        "duty_month",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        _text("month"),
        _maybe("present", sa.Text()),
        _maybe("insured", sa.Text()),
        _maybe("paid", sa.Text()),
        _maybe("stated", sa.Text()),
        _maybe("override", sa.Text()),
        _text("reason"),
        _text("source"),
        worker_id="worker",
    )
    _content(
        "training_hours",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        _text("month"),
        _maybe("training", sa.Text()),
        _maybe("supervision", sa.Text()),
        _text("source"),
        worker_id="worker",
    )


def _money() -> None:
    _content(
        "resource",
        _maybe("received_on", sa.Date()),
        _text("written_date"),
        _text("provider"),
        _maybe("category", sa.Text()),
        _text("description"),
        _maybe("value_yuan", sa.Text()),
        _maybe("beneficiaries", sa.Integer()),
        _text("fund"),
        _text("source"),
        _text("position"),
    )
    _content(
        "fund_line",
        _text("name"),
        _maybe("initial_budget", sa.Text()),
        _maybe("budget", sa.Text()),
        _maybe("spent", sa.Text()),
        _maybe("staff_costs", sa.Text()),
        _text("source"),
        _text("position"),
    )


def _survey() -> None:
    _content(
        "survey",
        _text("code"),
        _maybe("target_people", sa.Integer()),
        _maybe("wanted", sa.Integer()),
        _text("seed"),
        _maybe("drawn_on", sa.Date()),
        _text("note"),
    )
    _content(
        "respondent",
        _text("name"),
        _text("phone"),
        _maybe("zone_id", sa.Uuid()),
        _text("category"),
        _maybe("drawn", sa.Integer()),
        _maybe("stands_in_for", sa.Uuid()),
        _maybe("outcome", sa.Text()),
        _text("reason"),
        _maybe("way", sa.Text()),
        _maybe("answer", sa.Text()),
        _maybe("person_id", sa.Uuid()),
        _maybe("asked_on", sa.Date()),
        _text("remark"),
        _text("source"),
        _text("position"),
        zone_id="zone",
        person_id="person",
        stands_in_for="respondent",
    )
