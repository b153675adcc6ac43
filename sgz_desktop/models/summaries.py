"""What the home lists: evaluations with their stored summaries, none of them scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Update, Uuid, bindparam, insert, select, update

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.models.tables import SUMMARY, TABLES

_EVALUATION = TABLES["evaluation"]
_PHASES = {each.value: each for each in Phase}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Progress and result of one evaluation by the rules whose hash it bears; points out of 100."""

    answered: int
    answerable: int
    floor: Decimal | None
    ceiling: Decimal | None
    total: Decimal | None
    grade: str | None
    provisional: bool
    rules_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One evaluation as the home shows it; `summary` None means that nobody has scored its last state."""

    id: UUID
    station: str
    station_short: str
    district: str
    phase: Phase
    visit_date: date | None
    rubric: str
    deleted: bool
    changed_at: datetime
    summary: Summary | None


_HEAD = ("id", "station", "station_short", "district", "phase", "visit_date", "rubric", "deleted")
_FIGURES = (
    "answered",
    "answerable",
    "floor",
    "ceiling",
    "total",
    "grade",
    "provisional",
    "rules_hash",
)
_NOTHING: dict[str, Any] = {
    "answered": 0,
    "answerable": 0,
    "floor": None,
    "ceiling": None,
    "total": None,
    "grade": None,
    "provisional": True,
    "rules_hash": "",
}
_LISTING = select(
    *(_EVALUATION.c[name] for name in _HEAD), SUMMARY.c["changed_at"], *(SUMMARY.c[name] for name in _FIGURES)
).join_from(_EVALUATION, SUMMARY, SUMMARY.c["evaluation_id"] == _EVALUATION.c["id"])


def list_evaluations(
    connection: Connection,
    *,
    deleted: bool,
    limit: int | None = None,
    offset: int = 0,
    only: UUID | None = None,
) -> tuple[Listed, ...]:
    """The living, or the deleted, evaluations, the last changed first; one query however many there are.

    With `only` that one alone, where it is among them.
    """
    wanted = _LISTING.where(_EVALUATION.c["deleted"].is_(deleted)).order_by(
        SUMMARY.c["changed_at"].desc(), _EVALUATION.c["id"]
    )
    if only is not None:
        wanted = wanted.where(_EVALUATION.c["id"] == only)
    if limit is not None:
        wanted = wanted.limit(limit).offset(offset)
    return tuple(_listed(row) for row in connection.execute(wanted))


def _listed(row: Sequence[Any]) -> Listed:
    head = dict(zip(_HEAD, row[: len(_HEAD)], strict=True))
    figures = row[len(_HEAD) + 1 :]
    return Listed(
        **head | {"phase": _PHASES[head["phase"]]},
        changed_at=row[len(_HEAD)],
        summary=Summary(**dict(zip(_FIGURES, figures, strict=True))) if figures[-1] else None,
    )


def begin_summary(connection: Connection, evaluation_id: UUID, at: datetime) -> None:
    """The row of an evaluation nobody has scored yet."""
    connection.execute(insert(SUMMARY).values(evaluation_id=evaluation_id, changed_at=at, **_NOTHING))


def store_summary(
    connection: Connection, evaluation_id: UUID, summary: Summary | None, *, at: datetime | None = None
) -> None:
    """Keep what the last state scores; None says that it is not known. `at` is when the state changed."""
    values = dict(_NOTHING)
    if summary is not None:
        values = {name: getattr(summary, name) for name in _FIGURES}
    if at is not None:
        values["changed_at"] = at
    connection.execute(_update(dated=at is not None), values | {"of": evaluation_id})


@cache
def _update(*, dated: bool) -> Update:
    names = [*_FIGURES, "changed_at"] if dated else [*_FIGURES]
    changed = update(SUMMARY).where(SUMMARY.c["evaluation_id"] == bindparam("of", type_=Uuid()))
    return changed.values({name: bindparam(name, type_=SUMMARY.c[name].type) for name in names})
