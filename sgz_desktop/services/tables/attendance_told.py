"""What an import of a roster tells of it once it is counted: what stays open, and sums that do not agree."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import Worker
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.tables import AttendanceTable, Figure, WorkerReading
from sgz_desktop.scoring.attendance import MonthOnDuty
from sgz_desktop.scoring.duty import MonthCount, Why, attendance_of, count_month, days_of, month_name
from sgz_desktop.services.tables.attendance_open import month_point, stated_outside
from sgz_desktop.services.tables.attendance_rows import Person
from sgz_desktop.services.tables.matching import short
from sgz_desktop.services.tables.printed_retention import printed_retention

_NOTHING = Decimal(0)


def told_of(
    after: Dossier, table: AttendanceTable, people: Sequence[tuple[Person, UUID]], place: Place
) -> Iterator[Problem]:
    """The problems, each with its cell; `after` is the evaluation as it would be with the roster taken in."""
    by_id = {each.id: each for each in after.workers}
    read = [(person, by_id[worker_id]) for person, worker_id in people if worker_id in by_id]
    yield from _open_months(after, read)
    yield from _unseen_months(after, table, read, place)
    yield from _of_people(read, place)
    counted = [(worker, _counts(after, person, worker)) for person, worker in read]
    for (person, worker), (_, counts) in zip(read, counted, strict=True):
        yield from _own_sum(person.reading, worker, counts)
        for each in counts:
            against, at = stated_outside(worker, each), _cell(person, each.month)
            if against and at is not None:
                yield warning(at, f"“{short(worker.name)}”{each.month} {against}，按表里的数计，请核对。")
    yield from printed_retention(after, table)
    for figure, name, certified in (
        (table.whole.months, "总计", None),
        (table.certified.months, "持证社工小计", True),
        (table.uncertified.months, "非持证社工小计", False),
    ):
        several = [
            each
            for worker, counts in counted
            if certified is None or worker.certified is certified
            for each in counts
        ]
        if figure is not None and not any(each.months is None for each in several):
            yield from _differs(figure, name, several)


def _counts(after: Dossier, person: Person, worker: Worker) -> tuple[MonthCount, ...]:
    """The months of the sheet, those outside the period as well, counted by the rules."""
    months = sorted({month for row in person.rows for month in row.months})
    found = []
    for each in months:
        whole = MonthOnDuty(int(each[:4]), int(each[5:]), _NOTHING)
        first, last = days_of(whole, after.evaluation.period_start, after.evaluation.period_end)
        record = after.duty_by_key.get((worker.id, each))
        found.append(count_month(worker, record, each, first=first, last=last))
    return tuple(found)


def _own_sum(reading: WorkerReading, worker: Worker, counts: Sequence[MonthCount]) -> Iterator[Problem]:
    figure = reading.stated_months
    if figure is None or not counts:
        return
    known = sum((each.months for each in counts if each.months is not None), _NOTHING)
    open_months = [each.month for each in counts if each.months is None]
    printed, name = decimal_text(figure.value), short(worker.name)
    if open_months and figure.value != known:
        told = f"能确定的只有 {decimal_text(known)}，{'、'.join(open_months)} 待核"
    elif figure.value != known:
        told = f"按各月勾选和在岗日期算是 {decimal_text(known)}"
    else:
        return
    yield warning(figure.place, f"“{name}”表里印的到岗小计是 {printed}，{told}，请核对。")


def _differs(figure: Figure, name: str, counts: Sequence[MonthCount]) -> Iterator[Problem]:
    known = sum((each.months for each in counts if each.months is not None), _NOTHING)
    if figure.value != known:
        printed, found = decimal_text(figure.value), decimal_text(known)
        yield warning(figure.place, f"表里印的{name}是 {printed}，按各人各月算是 {found}，请核对。")


def _open_months(after: Dossier, read: Sequence[tuple[Person, Worker]]) -> Iterator[Problem]:
    """Months that nobody can count: of each worker those of one reason together, each with its cell."""
    counted = attendance_of(after)
    by_worker = {each.worker.id: each for each in counted.workers} if counted else {}
    for person, worker in read:
        months = by_worker[worker.id].months if worker.id in by_worker else ()
        for why in (Why.UNSEEN, Why.CONTRADICTED):
            places = {
                each.month: (each, place)
                for each in months
                if each.why is why and (place := _cell(person, each.month)) is not None
            }
            if places:
                count, place = next(iter(places.values()))
                listed = "、".join(f"{month}（{at.cell}）" for month, (_, at) in places.items())
                said = month_point(after, worker, count).why
                yield warning(place, f"“{short(worker.name)}”{listed}{said}，到岗待核。")


def _cell(person: Person, month: str) -> Place | None:
    """The cell of a month in the sheet, that with a tick first."""
    ticks = [row.months[month] for row in person.rows if month in row.months]
    ticks.sort(key=lambda each: not (each.present or each.stated))
    return (
        None if not ticks else ticks[0].cells.get("present") or ticks[0].cells.get("stated") or ticks[0].place
    )


def _unseen_months(
    after: Dossier, table: AttendanceTable, read: Sequence[tuple[Person, Worker]], place: Place
) -> Iterator[Problem]:
    """Months of the period that the sheet does not have, and nothing is known of."""
    counted = attendance_of(after)
    ids = {worker.id for _, worker in read}
    missing = {
        month.month
        for each in (counted.workers if counted else ())
        if each.worker.id in ids
        for month in each.months
        if month.why is Why.UNSEEN and month.month not in table.months
    }
    if missing and any(month not in missing for month in _months(after)):
        yield warning(place, f"考核期内的 {'、'.join(sorted(missing))} 不在表里，这些月份的到岗待核。")


def _months(after: Dossier) -> Iterator[str]:
    """The months of the period."""
    counted = attendance_of(after)
    for each in counted.period if counted else ():
        yield month_name(each.year, each.month)


def _of_people(read: Sequence[tuple[Person, Worker]], place: Place) -> Iterator[Problem]:
    """Workers of whom it stays open whether they are certified, or have two years in the trade."""
    for field, name, column in (
        ("certificate", "是不是持证社工", "credential"),
        ("experienced", "从业是否满两年", "experienced"),
    ):
        lacking = [(person, worker) for person, worker in read if _lacks(worker, field)]
        is_told = any(field in person.reading.cells for person, _ in read)
        if lacking and not is_told and field == "certificate":
            names = "、".join(short(worker.name) for _, worker in lacking)
            yield warning(place, f"表里没有写{name}，{names}待核。")
        for person, worker in lacking if is_told else ():
            if field == "certificate" and person.reading.certified:
                continue  # told already: among the certified without a certificate that can be read
            cells = person.reading.cells
            at = cells.get(field) or cells.get(column) or person.reading.place
            yield warning(at, f"“{short(worker.name)}”{name}没有读出，待核。")


def _lacks(worker: Worker, field: str) -> bool:
    if field == "experienced" and worker.experienced_from is not None:
        return False
    return getattr(worker, field) is None
