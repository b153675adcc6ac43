"""附件2 from the roster: who stands where, what each month's cells show, and the sums of a part of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import DutyMonth, Tick
from sgz_desktop.scoring.duty import Attendance, Tally, WorkerCount, attendance_of, month_name

TICKS = {Tick.YES: "√", Tick.HALF: "半", Tick.NO: "—"}
_COUNTS = {Tick.YES: Decimal(1), Tick.HALF: Decimal("0.5"), Tick.NO: Decimal(0)}
FIELDS = ("present", "insured", "paid")
UNKNOWN_KIND, CERTIFIED, UNCERTIFIED = "资质待核社工", "持证社工", "非持证社工"
# Who may be either comes first, so that a reader never takes them for the section above.
_KINDS = ((None, UNKNOWN_KIND), (True, CERTIFIED), (False, UNCERTIFIED))


@dataclass(frozen=True, slots=True)
class Section:
    """The workers of one kind, numbered on through the roster."""

    name: str
    certified: bool | None
    first: int
    workers: tuple[WorkerCount, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster counted, its workers in sections."""

    dossier: Dossier
    counted: Attendance
    sections: tuple[Section, ...]
    months: tuple[str, ...]

    @property
    def ticked(self) -> bool:
        """Whether months are three ticks; else a figure a month stands in their place."""
        known = self.dossier.duty_months
        ticks = any(getattr(each, field) is not None for each in known for field in FIELDS)
        return ticks or not any(each.stated is not None for each in known)

    def record(self, worker_id: UUID, month: str) -> DutyMonth | None:
        """What the sheet says of a worker's month."""
        return self.dossier.duty_by_key.get((worker_id, month))

    def month_tally(self, month: str, *, certified: bool | None = None) -> Tally:
        """A month's person-months of all, or of one kind; who may be of either kind leaves that open."""
        at = self.months.index(month)
        known, unknown = Decimal(0), 0
        for each in self.counted.workers:
            months = each.months[at].months
            if certified is not None and each.worker.certified is None:
                unknown += months is None or months > 0
            elif certified is None or each.worker.certified is certified:
                known += months or 0
                unknown += months is None
        return Tally(known, unknown)

    def ticks(self, month: str, field: str) -> Decimal | None:
        """How many ticks of one kind a month has; None where of that kind nothing is recorded."""
        records = (self.record(each.worker.id, month) for each in self.counted.workers)
        known = [tick for each in records if each is not None and (tick := getattr(each, field)) is not None]
        return sum((_COUNTS[each] for each in known), Decimal(0)) if known else None


def roster_of(dossier: Dossier) -> Roster | None:
    """The roster; None without workers or the period's dates."""
    counted = attendance_of(dossier)
    if counted is None:
        return None
    sections, first = [], 1
    for certified, name in _KINDS:
        workers = tuple(each for each in counted.workers if each.worker.certified is certified)
        if workers:
            sections.append(Section(name, certified, first, workers))
            first += len(workers)
    months = tuple(month_name(each.year, each.month) for each in counted.period)
    return Roster(dossier, counted, tuple(sections), months)


def month_heads(months: Sequence[str]) -> dict[str, str]:
    """2023年8月, then 9月, …: the year where it begins, so that a head is clear for any term."""
    heads, year = {}, ""
    for each in months:
        own = f"{int(each[5:])}月"
        heads[each] = own if each[:4] == year else f"{each[:4]}年{own}"
        year = each[:4]
    return heads


def spelt_months(months: Iterable[str]) -> str:
    """2023年8月、10月至2024年1月: months in order, those in a row as one stretch."""
    runs: list[list[str]] = []
    for each in months:
        if runs and _number(each) == _number(runs[-1][-1]) + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    ends = [each for run in runs for each in ((run[0], run[-1]) if len(run) > 1 else (run[0],))]
    heads = month_heads(ends)
    return "、".join(f"{heads[run[0]]}至{heads[run[-1]]}" if len(run) > 1 else heads[run[0]] for run in runs)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
