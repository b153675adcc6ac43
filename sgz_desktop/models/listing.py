"""What the home lists: evaluations with their stored summaries, none of them scored; plain sqlite3, light."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.models.connections import BUSY_MILLISECONDS, connect
from sgz_desktop.models.errors import DamagedDatabase, plain_reading
from sgz_desktop.models.version import Version, version_of

_PHASES = {each.value: each for each in Phase}
_ALL = -1
"""What SQLite takes for no limit."""


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


_LISTING = """
SELECT evaluation.id, station, station_short, district, phase, visit_date, rubric, deleted, changed_at,
       answered, answerable, floor, ceiling, total, grade, provisional, rules_hash
FROM evaluation JOIN summary ON summary.evaluation_id = evaluation.id
WHERE deleted = :deleted
"""
_ONE = "AND evaluation.id = :only"
_IN_ORDER = "ORDER BY changed_at DESC, evaluation.id LIMIT :limit OFFSET :offset"


def read_listing(
    path: Path, *, deleted: bool, only: UUID | None = None, busy_milliseconds: int = BUSY_MILLISECONDS
) -> tuple[tuple[Listed, ...], Version]:
    """What list_evaluations finds in a file, and the version it was read at. Raises ReadFailed.

    It needs nothing that takes long to import: it is what a start waits for.
    """
    with plain_reading(), closing(connect(path, busy_milliseconds=busy_milliseconds)) as connection:
        connection.execute("BEGIN")
        listed = list_evaluations(connection, deleted=deleted, only=only)
        counters = connection.execute("SELECT id, next_seq, lamport FROM device").fetchall()
        connection.execute("ROLLBACK")
    return listed, version_of([(UUID(each[0]), each[1], each[2]) for each in counters])


def list_evaluations(
    connection: sqlite3.Connection,
    *,
    deleted: bool,
    limit: int | None = None,
    offset: int = 0,
    only: UUID | None = None,
) -> tuple[Listed, ...]:
    """The living, or the deleted, evaluations, the last changed first; one query however many there are.

    With `only` that one alone, where it is among them. Raises sqlite3.Error, DamagedDatabase.
    """
    wanted = {
        "deleted": deleted,
        "only": only.hex if only else None,
        "limit": _ALL if limit is None else limit,
        "offset": offset,
    }
    query = " ".join((_LISTING, _ONE if only else "", _IN_ORDER))
    try:
        return tuple(_listed(row) for row in connection.execute(query, wanted))
    except (KeyError, ValueError, TypeError, ArithmeticError) as fault:
        # Every row was written from a value: one that no value has was changed by something else.
        raise DamagedDatabase from fault


def _listed(row: Sequence[Any]) -> Listed:
    return Listed(
        id=UUID(row[0]),
        station=row[1],
        station_short=row[2],
        district=row[3],
        phase=_PHASES[row[4]],
        visit_date=date.fromisoformat(row[5]) if row[5] is not None else None,
        rubric=row[6],
        deleted=bool(row[7]),
        changed_at=datetime.fromisoformat(row[8]),
        summary=_summary(row[9:]) if row[-1] else None,
    )


def _summary(figures: Sequence[Any]) -> Summary:
    return Summary(
        answered=figures[0],
        answerable=figures[1],
        floor=_decimal(figures[2]),
        ceiling=_decimal(figures[3]),
        total=_decimal(figures[4]),
        grade=figures[5],
        provisional=bool(figures[6]),
        rules_hash=figures[7],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
