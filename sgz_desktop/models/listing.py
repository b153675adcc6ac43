"""What the home lists: evaluations with their stored summaries, none of them scored; plain sqlite3, light."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.models.connections import BUSY_MILLISECONDS, connect
from sgz_desktop.models.errors import DamagedDatabase, plain_reading
from sgz_desktop.models.version import Version, version_of

_PHASES = {each.value: each for each in Phase}
_BASES = {each.value: each for each in Basis}
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
    report_date: date | None
    basis: Basis
    rubric: str
    deleted: bool
    changed_at: datetime
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many of the experts that are assigned anything have handed in."""

    done: int
    judges: int


_LISTING = """
SELECT evaluation.id, station, station_short, district, phase, visit_date, report_date, basis, rubric,
       deleted, changed_at, answered, answerable, floor, ceiling, total, grade, provisional, rules_hash
FROM evaluation JOIN summary ON summary.evaluation_id = evaluation.id
WHERE (:deleted IS NULL OR deleted = :deleted)
"""
_ONE = "AND evaluation.id = :only"
_JUDGES = """
SELECT assignment.evaluation_id, count(DISTINCT assignment.person_id), count(DISTINCT hand_in.person_id)
FROM assignment
LEFT JOIN hand_in ON hand_in.evaluation_id = assignment.evaluation_id
    AND hand_in.person_id = assignment.person_id AND hand_in.handed_in AND NOT hand_in.deleted
WHERE NOT assignment.deleted AND assignment.evaluation_id IN ({several})
GROUP BY assignment.evaluation_id
"""
_NAMES = "SELECT id, name FROM person WHERE NOT deleted AND id IN ({several})"
_JUDGING = """
SELECT person.id FROM person
WHERE NOT person.deleted AND person.role = 'expert' AND person.id IN ({several})
    AND NOT EXISTS (
        SELECT 1 FROM hand_in WHERE hand_in.evaluation_id = person.evaluation_id
            AND hand_in.person_id = person.id AND hand_in.handed_in AND NOT hand_in.deleted
    )
    AND EXISTS (
        SELECT 1 FROM assignment AS other WHERE other.evaluation_id = person.evaluation_id
            AND other.person_id <> person.id AND NOT other.deleted
            AND NOT EXISTS (
                SELECT 1 FROM figure WHERE figure.evaluation_id = other.evaluation_id
                    AND figure.scope = 'component' AND figure.code = other.component
                    AND (figure.group_id IS NULL OR figure.group_id = other.group_id)
                    AND figure.points IS NOT NULL AND NOT figure.deleted
                    AND (figure.counts OR NOT EXISTS (
                        SELECT 1 FROM mark WHERE mark.evaluation_id = other.evaluation_id
                            AND mark.person_id = other.person_id AND NOT mark.deleted
                    ))
            )
    )
"""
_IN_ORDER = "ORDER BY changed_at DESC, evaluation.id LIMIT :limit OFFSET :offset"


def read_listing(
    path: Path, *, deleted: bool | None, only: UUID | None = None, busy_milliseconds: int = BUSY_MILLISECONDS
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
    deleted: bool | None,
    limit: int | None = None,
    offset: int = 0,
    only: UUID | None = None,
) -> tuple[Listed, ...]:
    """The living, the deleted, or (None) all evaluations, the last changed first; one query for however many.

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


def read_hand_ins(path: Path, evaluation_ids: Collection[UUID]) -> dict[UUID, HandedIn]:
    """How many judges of these few evaluations have handed in. Raises ReadFailed."""
    found = {UUID(row[0]): HandedIn(row[2], row[1]) for row in _of_several(path, _JUDGES, evaluation_ids)}
    return {each: found.get(each, HandedIn(0, 0)) for each in evaluation_ids}


def read_judging(path: Path, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these people are experts who have not handed in while colleagues' marks count.

    A colleague's marks count where no bare figure takes their place. Raises ReadFailed.
    """
    return frozenset(UUID(row[0]) for row in _of_several(path, _JUDGING, person_ids))


def read_names(path: Path, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these people as far as they are there. Raises ReadFailed."""
    return {UUID(row[0]): row[1] for row in _of_several(path, _NAMES, person_ids)}


def _of_several(path: Path, query: str, ids: Collection[UUID]) -> list[Sequence[Any]]:
    if not ids:
        return []
    asked = query.format(several=", ".join("?" * len(ids)))
    with plain_reading(), closing(connect(path)) as connection:
        return connection.execute(asked, [each.hex for each in ids]).fetchall()


def _listed(row: Sequence[Any]) -> Listed:
    return Listed(
        id=UUID(row[0]),
        station=row[1],
        station_short=row[2],
        district=row[3],
        phase=_PHASES[row[4]],
        visit_date=date.fromisoformat(row[5]) if row[5] is not None else None,
        report_date=date.fromisoformat(row[6]) if row[6] is not None else None,
        basis=_BASES[row[7]],
        rubric=row[8],
        deleted=bool(row[9]),
        changed_at=datetime.fromisoformat(row[10]),
        summary=_summary(row[11:]) if row[-1] else None,
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
