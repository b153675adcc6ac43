"""What is due about now: visits, opinions, reports, publications, in working days; and the backups kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.models.listing import Listed
from sgz_desktop.scoring.deadlines import DayLimits, WorkCalendar, deadlines, is_working_day
from sgz_desktop.services.working_days import work_calendar

if TYPE_CHECKING:
    from sgz_desktop.services.opening import Storage

AHEAD = timedelta(days=14)
"""How long before its day a visit is announced."""
RECENT = timedelta(days=60)
"""How long after its day a visit can still have something due: 27 working days and a long holiday."""
_DAY = timedelta(days=1)


class Step(StrEnum):
    """What is due: the visit itself, 初评意见, 评估报告, 确认, 公示."""

    VISIT = "visit"
    FIRST_OPINION = "first_opinion"
    REPORT = "report"
    CONFIRMATION = "confirmation"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One step of one evaluation. `due` is its last day, `left` the working days until then.

    `left` counts that day itself and is negative once it has passed; of a visit it counts calendar days.
    `due` and `left` are None where no list of holidays tells (未知); `whole` is the limit in working days.
    """

    evaluation_id: UUID
    station: str
    step: Step
    due: date | None
    left: int | None
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """The backups: when the last was made, and of how many days, weeks and months there is one."""

    last: datetime | None
    count: int
    days: int
    weeks: int
    months: int


class Today:
    """Tells what is due and what is backed up; it reads neither dossiers nor scores."""

    def __init__(self, storage: "Storage") -> None:
        self._storage = storage

    def due(self, listed: Iterable[Listed], today: date) -> tuple[Due, ...]:
        """What is due of these evaluations, the most urgent first."""
        calendar = work_calendar()
        found = [due for each in listed if (due := due_of(each, today, calendar)) is not None]
        return tuple(sorted(found, key=lambda each: (each.left is None, each.left or 0, each.station)))

    def backups(self) -> BackupState:
        """The state of the backups; every one of them was read through when it was made."""
        made = [each.made_at.astimezone() for each in self._storage.backups.list()]
        return BackupState(
            last=made[0] if made else None,
            count=len(made),
            days=len({f"{each:%Y-%m-%d}" for each in made}),
            weeks=len({f"{each:%G-%V}" for each in made}),
            months=len({f"{each:%Y-%m}" for each in made}),
        )


def due_of(listed: Listed, today: date, calendar: WorkCalendar) -> Due | None:
    """The one step of an evaluation that is next due; None where nothing is, or where it is long ago."""
    visit = listed.visit_date
    if visit is None or listed.deleted or not -AHEAD <= today - visit <= RECENT:
        return None
    name = listed.station_short or listed.station
    if today < visit or (today == visit and listed.report_date is None):
        days = (visit - today).days
        return Due(evaluation_id=listed.id, station=name, step=Step.VISIT, due=visit, left=days, whole=days)
    found = _step(listed, visit, today, calendar)
    if found is None:
        return None
    step, due, whole = found
    left = None if due is None else working_days_left(today, due, calendar)
    return Due(evaluation_id=listed.id, station=name, step=step, due=due, left=left, whole=whole)


def _step(
    listed: Listed, visit: date, today: date, calendar: WorkCalendar
) -> tuple[Step, date | None, int] | None:
    limits, reported = DayLimits(), listed.report_date
    # The day a bureau received or confirmed a report is not recorded: the report's own day stands for it.
    known = deadlines(visit, calendar, limits=limits, received_on=reported)
    steps = {
        Step.FIRST_OPINION: (known.first_opinion, limits.first_opinion or 0),
        Step.REPORT: (known.report, limits.report or 0),
        Step.CONFIRMATION: (known.confirmation, limits.confirmation or 0),
        Step.PUBLICATION: (known.publication, limits.publication or 0),
    }
    waiting = (Step.FIRST_OPINION, Step.REPORT) if reported is None else (Step.CONFIRMATION, Step.PUBLICATION)
    for step in waiting:
        due, limit = steps[step]
        if due is None or today <= due:
            return step, due, limit
    # A report that is not there stays due; what others do after it is theirs.
    return (Step.REPORT, *steps[Step.REPORT]) if reported is None else None


def working_days_left(today: date, due: date, calendar: WorkCalendar) -> int | None:
    """Working days after `today` up to `due`, negative once it has passed; None in an unknown year."""
    sign, first, last = (1, today, due) if today <= due else (-1, due, today)
    count = 0
    while first < last:
        first += _DAY
        works = is_working_day(first, calendar)
        if works is None:
            return None
        count += works
    return sign * count
