"""Person-months from the roster (附件2): each month of each worker with why it counts as it does."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import DutyMonth, Tick, Worker
from sgz_desktop.scoring.attendance import HALF, NOTHING, MonthOnDuty, by_month, months_on_duty


class Why(StrEnum):
    """What a month's count rests on; the last two leave it open."""

    OVERRIDE = "override"
    STATED = "stated"
    TICKED = "ticked"
    HALF_TICKED = "half_ticked"
    ABSENT = "absent"
    NOT_EMPLOYED = "not_employed"
    UNSEEN = "unseen"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One worker's month: 0, 0.5 or 1, or None while it is open."""

    month: str
    months: Decimal | None
    why: Why


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum of which some parts may not be known: what is known, and how many parts are open."""

    known: Decimal
    open: int = 0

    @property
    def value(self) -> Decimal | None:
        """The sum, None while a part of it is open."""
        return None if self.open else self.known


@dataclass(frozen=True, slots=True)
class WorkerCount:
    """One worker's person-months, all of them and those with two years in the trade."""

    worker: Worker
    months: tuple[MonthCount, ...]
    total: Tally
    experienced: Tally

    @property
    def at_end(self) -> bool | None:
        """Whether the worker is on duty when the period ends; None while the last month is open."""
        last = self.months[-1].months
        return None if last is None else last > 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """The roster counted over the months of the assessment period."""

    period: tuple[MonthOnDuty, ...]
    workers: tuple[WorkerCount, ...]

    @property
    def months(self) -> Decimal:
        """The months of the period, in halves."""
        return sum((each.months for each in self.period), NOTHING)

    def total(self, *, certified: bool | None = None) -> Tally:
        """Person-months of all, or of the certified or the others; who may be either leaves both open."""
        return _sum(_part(each, each.total, certified=certified) for each in self.workers)

    def experienced(self, *, certified: bool | None = None) -> Tally:
        """The same of those with two years in the trade."""
        return _sum(_part(each, each.experienced, certified=certified) for each in self.workers)


def month_name(year: int, month: int) -> str:
    """2023-08."""
    return f"{year:04}-{month:02}"


def attendance_of(dossier: Dossier) -> Attendance | None:
    """The roster's person-months (domain: section 4.2); None without a roster or the period's dates."""
    if "attendance" not in dossier.worked_out:
        dossier.worked_out["attendance"] = _attendance_of(dossier)
    found: Attendance | None = dossier.worked_out["attendance"]
    return found


def _attendance_of(dossier: Dossier) -> Attendance | None:
    start, end = dossier.evaluation.period_start, dossier.evaluation.period_end
    if not dossier.workers or start is None or end is None:
        return None
    period = by_month(start, end)
    spans = tuple((month_name(each.year, each.month), *days_of(each, start, end)) for each in period)
    workers = (_count(each, dossier, spans) for each in dossier.workers)
    return Attendance(period, tuple(workers))


def _count(worker: Worker, dossier: Dossier, spans: Sequence[tuple[str, date, date]]) -> WorkerCount:
    """A worker's months, each given with its first and last day in the period."""
    counts, experienced = [], []
    for name, first, last in spans:
        count = count_month(worker, dossier.duty_by_key.get((worker.id, name)), name, first=first, last=last)
        counts.append(count)
        experienced.append(_experienced(worker, count, first=first, last=last))
    return WorkerCount(worker, tuple(counts), _tally(each.months for each in counts), _tally(experienced))


def days_of(month: MonthOnDuty, start: date | None, end: date | None) -> tuple[date, date]:
    """The first and last day of a month that lie in the period; of one outside it its own."""
    first = date(month.year, month.month, 1)
    last = first.replace(day=monthrange(month.year, month.month)[1])
    if start is None or end is None or last < start or first > end:
        return first, last
    return max(start, first), min(end, last)


def count_month(
    worker: Worker, record: DutyMonth | None, month: str, *, first: date, last: date
) -> MonthCount:
    """What a month counts between two of its days (domain: section 4.2).

    An override goes first, then a figure that the sheet states. A tick says that the worker was there, the
    dates of the contract how much of the month; a tick outside these dates is open until a person settles it.
    """
    if record is not None and record.override is not None:
        return MonthCount(month, record.override, Why.OVERRIDE)
    if record is not None and record.stated is not None:
        return MonthCount(month, record.stated, Why.STATED)
    present = None if record is None else record.present
    by_dates = months_on_duty(worker.first_day, worker.last_day, period_start=first, period_end=last)
    if present is None:
        return (
            MonthCount(month, None, Why.UNSEEN) if by_dates else MonthCount(month, by_dates, Why.NOT_EMPLOYED)
        )
    if present is Tick.NO:
        return MonthCount(month, NOTHING, Why.ABSENT)
    if not by_dates:
        return MonthCount(month, None, Why.CONTRADICTED)
    if present is Tick.HALF:
        return MonthCount(month, HALF, Why.HALF_TICKED)
    return MonthCount(month, by_dates, Why.TICKED)


def _experienced(worker: Worker, count: MonthCount, *, first: date, last: date) -> Decimal | None:
    if worker.experienced is False:
        return NOTHING
    if not count.months:
        return count.months
    if worker.experienced_from is not None:
        after = months_on_duty(worker.experienced_from, worker.last_day, period_start=first, period_end=last)
        return min(count.months, after)
    return count.months if worker.experienced else None


def _tally(figures: Iterable[Decimal | None]) -> Tally:
    given = list(figures)
    return Tally(sum((each for each in given if each is not None), NOTHING), given.count(None))


def _part(count: WorkerCount, tally: Tally, *, certified: bool | None) -> Tally:
    """What of a worker's tally belongs to the certified, the others, or (None) all."""
    if certified is None or count.worker.certified is certified:
        return tally
    if count.worker.certified is None and (tally.known or tally.open):
        return Tally(NOTHING, 1)
    return Tally(NOTHING)


def _sum(tallies: Iterable[Tally]) -> Tally:
    given = list(tallies)
    return Tally(sum((each.known for each in given), NOTHING), sum(each.open for each in given))
