"""The checklist as the window says it, told from the data instead."""

from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.result import LineState
from sgz_desktop.services.walking import Stop
from sgz_desktop.wiring import Program

_STATES = {
    LineState.ANSWERED: "已答",
    LineState.NOT_APPLICABLE: "不适用",
    LineState.PENDING: "待议",
    LineState.OPEN: "未答",
}


def stops_by_place(program: Program, evaluation: UUID) -> dict[str, Stop]:
    """The stops of who works at this laptop, by code, subject and group."""
    worker = program.desk.worker(evaluation)
    assert worker is not None
    assert worker.author_id is not None
    return {place_of(row_text(each)): each for each in program.visiting.stops(evaluation, worker.author_id)}


def row_text(stop: Stop) -> str:
    """A stop's line in the checklist."""
    place = f" {stop.group_name}" if stop.group_name else ""
    points = "–" if stop.points is None else decimal_text(stop.points)
    return f"{stop.item.code} {stop.item.subject}{place} {_STATES[stop.state]} {points}/{stop.item.points}"


def place_of(row: str) -> str:
    """The part of a checklist's line that says which stop it is."""
    return row.rsplit(" ", 2)[0]
