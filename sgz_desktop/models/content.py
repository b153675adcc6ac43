"""What every table of content shares: its columns, its references, its first three fields."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, ForeignKeyConstraint, Integer, Text, UniqueConstraint, Uuid
from sqlmodel import Field, SQLModel

from sgz_desktop.models.columns import DecimalText, MomentText


def text(*, primary_key: bool = False) -> Any:
    """A text column."""
    return Field(sa_type=Text, primary_key=primary_key)


def maybe_text() -> Any:
    """A text column that may hold nothing."""
    return Field(sa_type=Text, nullable=True)


def key(*, primary_key: bool = False) -> Any:
    """A column of IDs."""
    return Field(sa_type=Uuid, primary_key=primary_key)


def maybe_key() -> Any:
    """A column of IDs that may point at nothing."""
    return Field(sa_type=Uuid, nullable=True)


def flag() -> Any:
    """A column of yes and no."""
    return Field(sa_type=Boolean)


def maybe_flag() -> Any:
    """A column of yes, no and not known."""
    return Field(sa_type=Boolean, nullable=True)


def whole() -> Any:
    """A column of whole numbers."""
    return Field(sa_type=Integer)


def counter() -> Any:
    """A column of numbers that grow with every change."""
    return Field(sa_type=BigInteger)


def maybe_whole() -> Any:
    """A column of whole numbers that may hold nothing."""
    return Field(sa_type=Integer, nullable=True)


def maybe_decimal() -> Any:
    """A column of decimals that may hold nothing."""
    return Field(sa_type=DecimalText, nullable=True)


def maybe_date() -> Any:
    """A column of days that may hold nothing."""
    return Field(sa_type=Date, nullable=True)


def moment() -> Any:
    """A column of moments."""
    return Field(sa_type=MomentText)


def reference(table: str, columns: list[str], targets: list[str]) -> ForeignKeyConstraint:
    """A foreign key, checked when the transaction ends."""
    # Deferred: an import and a rebuild set many rows in one transaction, and only its end must be whole.
    name = f"fk_{table}_{columns[-1]}"
    return ForeignKeyConstraint(columns, targets, name=name, deferrable=True, initially="DEFERRED")


def content(table: str, **references: str) -> tuple[Any, ...]:
    """Constraints of a content table: of one evaluation, and pointing only at rows of the same one."""
    pointing = [
        reference(table, ["evaluation_id", column], [f"{target}.evaluation_id", f"{target}.id"])
        for column, target in references.items()
    ]
    return (
        reference(table, ["evaluation_id"], ["evaluation.id"]),
        *pointing,
        # What others point at; it also finds the rows of one evaluation.
        UniqueConstraint("evaluation_id", "id", name=f"uq_{table}_evaluation_id"),
    )


class Content(SQLModel):
    """What every row of content has; `deleted` rows stay."""

    id: UUID = key(primary_key=True)
    evaluation_id: UUID = key()
    deleted: bool = flag()
