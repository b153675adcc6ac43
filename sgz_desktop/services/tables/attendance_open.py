"""What of a roster is open, and why: each month, certificate and length of service, with its cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Worker
from sgz_desktop.scoring.duty import MonthCount, Why, WorkerCount, attendance_of
from sgz_desktop.services.tables.matching import short
from sgz_desktop.services.tables.sources import cell_of

_THROUGHOUT = "staff.stayed"
"""The one head count of the whole period; the others are of its end."""
_CERTIFICATES = ("certified", "intermediate", "assistant", "related", "other")
_LEVELS = {"staff.intermediate": Certificate.INTERMEDIATE, "staff.assistant": Certificate.ASSISTANT}
_DEGREES = ("staff.related", "staff.other")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that keeps a figure open: whose, which month (none for a field of the worker), why."""

    worker: Worker
    month: str
    field: str
    why: str
    place: str

    def __str__(self) -> str:
        month = f" {self.month}" if self.month else ""
        place = f"（{self.place}）" if self.place else ""
        return f"{short(self.worker.name)}{month} {self.why}{place}"


def open_points(dossier: Dossier, key: str) -> tuple[OpenPoint, ...]:
    """What keeps a figure of the roster open, in the order of the workers; nothing for other figures."""
    counted = attendance_of(dossier)
    if counted is None or not key.startswith(("attendance.", "staff.")):
        return ()
    return tuple(point for each in counted.workers for point in _of_worker(dossier, each, key))


def month_point(dossier: Dossier, worker: Worker, count: MonthCount) -> OpenPoint:
    """Why a month is open."""
    record = dossier.duty_by_key.get((worker.id, count.month))
    place = cell_of(DutyMonth.kind, record.source, "present") if record and record.source else ""
    return OpenPoint(worker, count.month, "present", _why(worker, count), place or _row(worker, ""))


def _why(worker: Worker, count: MonthCount) -> str:
    if count.why is Why.UNSEEN:
        return "在合同期内，但没有到岗记录"
    return f"勾选了到岗，但 {outside(worker, count.month) or '不在合同期内'}"


def outside(worker: Worker, month: str) -> str:
    """Which of a worker's days a month lies beyond, or ends in; nothing where it lies within them."""
    first, last = worker.first_day, worker.last_day
    if last is not None and month >= f"{last:%Y-%m}":
        return f"{last} 已{'离岗' if worker.left_on else '合同到期'}"
    if first is not None and month <= f"{first:%Y-%m}":
        return f"{first} 才{'到岗' if worker.joined_on else '起签合同'}"
    return ""


def stated_outside(worker: Worker, count: MonthCount) -> str:
    """What speaks against the figure that a sheet states for a month in which the worker was not employed."""
    first, last = worker.first_day, worker.last_day
    is_outside = (last is not None and count.month > f"{last:%Y-%m}") or (
        first is not None and count.month < f"{first:%Y-%m}"
    )
    if count.why is not Why.STATED or not count.months or not is_outside:
        return ""
    return f"表里写 {decimal_text(count.months)}，但 {outside(worker, count.month)}"


def _of_worker(dossier: Dossier, count: WorkerCount, key: str) -> Iterator[OpenPoint]:
    worker = count.worker
    asks_certificate = key.endswith(_CERTIFICATES) or "certified" in key
    if asks_certificate and worker.certified is (key in _DEGREES):
        return
    level = _LEVELS.get(key, worker.certificate)
    if worker.certificate is not None and worker.certificate is not level:
        return
    if "experienced" in key and worker.experienced is False:
        return
    if not count.total.known and not count.total.open:
        return
    is_at_end = key.startswith("staff.") and key != _THROUGHOUT
    if is_at_end and count.at_end is False:
        return
    months = count.months[-1:] if is_at_end else count.months
    yield from (month_point(dossier, worker, each) for each in months if each.months is None)
    if asks_certificate and worker.certificate is None:
        text = f"“{short(worker.credential)}”看不出" if worker.credential else "没有写"
        place = _row(worker, "credential")
        yield OpenPoint(worker, "", "certificate", f"{text}是不是社工证书、哪一级", place)
    if key in _DEGREES and worker.certified is False and worker.related_degree is None:
        why = "有没有相关专业学历没有写"
        yield OpenPoint(worker, "", "related_degree", why, _row(worker, "credential"))
    is_known = worker.experienced is not None or worker.experienced_from is not None
    if "experienced" in key and not is_known:
        why = "从业是否满两年没有写"
        yield OpenPoint(worker, "", "experienced", why, _row(worker, "experienced"))


def _row(worker: Worker, field: str) -> str:
    return cell_of(Worker.kind, worker.source, field) if worker.source else ""
