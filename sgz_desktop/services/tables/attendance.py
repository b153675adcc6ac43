"""附件2 against the evaluation: which worker each row is, what their months say, what would change."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import natural_id
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.places import Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import PURCHASE_TERM, ReportText
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, Worker
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.tables import AttendanceTable, Figure, Term, Ticks, WorkerReading
from sgz_desktop.services.tables.attendance_certificates import certificate_in
from sgz_desktop.services.tables.attendance_known import as_known
from sgz_desktop.services.tables.attendance_rows import Person, months_of, people_of, since
from sgz_desktop.services.tables.attendance_told import told_of
from sgz_desktop.services.tables.attendance_zones import new_zones
from sgz_desktop.services.tables.matching import only, short, squeezed, zone_in, zone_named
from sgz_desktop.services.tables.plan import Proposed, TablePlan, proposed, provisional

_RELATED = ("相关专业", "社会工作专业", "社工专业")
_TICKS = {Decimal(1): Tick.YES, Decimal("0.5"): Tick.HALF, Decimal(0): Tick.NO}
_HALVES = frozenset(_TICKS)


def plan_attendance(dossier: Dossier, table: AttendanceTable, place: Place) -> TablePlan:
    """What taking 附件2 in would do: workers, their months, the sums that the sheet prints."""
    problems: list[Problem] = [*_of_months(dossier, table, place)]
    proposals: list[Proposed] = [*_terms(dossier, table, place)]
    zones = new_zones(dossier, table, problems)
    proposals += [each for each, _ in zones]
    known = (*dossier.zones, *(zone for _, zone in zones))
    position = after_last([each.position for each in dossier.workers])
    read: list[tuple[Person, UUID]] = []
    readings = tuple(as_known(dossier.workers, table.workers))
    for person, worker in _matched(dossier, people_of(readings, problems), problems):
        proposals += _of_worker(dossier, person, worker, problems, position=position, zones=known)
        read.append((person, worker.id if worker else _made(dossier, person)))
        position = after_last([position]) if worker is None else position
    proposals += [*_stated(dossier, table), *_purchase(dossier, table.purchase, problems)]
    plan = TablePlan(Annex.ATTENDANCE, table.title, place, tuple(proposals))
    problems += [*plan.problems, *told_of(provisional(dossier, plan), table, read, place)]
    return TablePlan(Annex.ATTENDANCE, table.title, place, plan.proposals, tuple(dict.fromkeys(problems)))


def _terms(dossier: Dossier, table: AttendanceTable, place: Place) -> Iterator[Proposed]:
    """The dates of agreement and period that the evaluation lacks; the period is the months of the table."""
    head = dossier.evaluation
    wanted: dict[str, date] = {}
    if table.agreement is not None and head.agreement_start is None and head.agreement_end is None:
        wanted["agreement_start"], wanted["agreement_end"] = table.agreement
    if table.months and head.period_start is None and head.period_end is None:
        start, end = _first_day(table.months[0]), _last_day(table.months[-1])
        term = table.agreement or table.term
        wanted["period_start"] = (
            max(start, term[0]) if term and f"{term[0]:%Y-%m}" == table.months[0] else start
        )
        wanted["period_end"] = min(end, term[1]) if term and f"{term[1]:%Y-%m}" == table.months[-1] else end
    if wanted:
        yield proposed(Evaluation.kind, dossier.id, "服务协议期和考核期", head, wanted, place, source=False)


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _last_day(month: str) -> date:
    first = _first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _of_months(dossier: Dossier, table: AttendanceTable, place: Place) -> Iterator[Problem]:
    head = dossier.evaluation
    if head.period_start is None or head.period_end is None or not table.months:
        return
    first, last = f"{head.period_start:%Y-%m}", f"{head.period_end:%Y-%m}"
    outside = [each for each in table.months if not first <= each <= last]
    if outside:
        period = f"考核期（{head.period_start} 至 {head.period_end}）"
        sentence = f"表中的 {'、'.join(outside)} 不在{period}内，不计。"
        if table.yearless:
            first, last = table.months[0], table.months[-1]
            sentence = (
                f"表头的月份没有写年份，按这里写的时间算是 {first} 至 {last}，与{period}不符："
                f"{'、'.join(outside)} 不计，请核对年份。"
            )
        yield warning(place, sentence)


def _matched(
    dossier: Dossier, people: Sequence[Person], problems: list[Problem]
) -> Iterator[tuple[Person, Worker | None]]:
    """Each row with the worker it tells of: by name, and namesakes by the beginning of their contract.

    Else the one that was made of such a row and has got another name or contract since.
    """
    by_id = {each.id: each for each in dossier.workers}
    by_name: dict[str, list[Worker]] = {}
    for each in dossier.workers:
        by_name.setdefault(squeezed(each.name), []).append(each)
    named = Counter(squeezed(each.reading.name) for each in people)
    taken: dict[UUID, WorkerReading] = {}
    for person in people:
        reading = person.reading
        here = by_name.get(squeezed(reading.name), [])
        same = only(each for each in here if (each.contract_start or each.joined_on) == since(reading))
        same = same or only(each for each in here if each.contract_start == reading.contract[0])
        alone = only(here) if named[squeezed(reading.name)] == 1 else None
        made = by_id.get(_made(dossier, person))
        worker = made if person.is_second else same or made or alone
        if worker is None or taken.setdefault(worker.id, reading) is reading:
            yield person, worker
        else:
            there = taken[worker.id].place.cell
            sentence = f"“{short(reading.name)}”与 {there} 是评估里的同一个社工，只读入前一行。"
            problems.append(error(reading.place, sentence))


def _made(dossier: Dossier, person: Person) -> UUID:
    """The ID of the worker that a row makes: the same on every laptop that reads the same sheet."""
    reading = person.reading
    key = ["table", Worker.kind, squeezed(reading.name), encode(since(reading))]
    second = [squeezed(reading.credential), squeezed(reading.post)] if person.is_second else []
    return uuid5(dossier.id, canonical_json([*key, *second]))


def _of_worker(
    dossier: Dossier,
    person: Person,
    worker: Worker | None,
    problems: list[Problem],
    *,
    position: str,
    zones: Sequence[Zone],
) -> Iterator[Proposed]:
    reading = person.reading
    name = squeezed(reading.name)
    worker_id = worker.id if worker else _made(dossier, person)
    values = _values(zones, reading, problems)
    if worker is None:
        values |= {"name": name, "position": position}
    elif not reading.zone:
        del values["zone_id"]  # a post that names a zone is a guess, and made once
    yield proposed(
        Worker.kind, worker_id, f"社工“{short(name)}”", worker, values, reading.place, cells=reading.cells
    )
    for month, ticks in months_of(person):
        before = dossier.duty_by_key.get((worker_id, month))
        told = _duty(ticks, problems)
        if any(each is not None for each in told.values()):
            month_id = natural_id(dossier.id, DutyMonth, worker_id, month)
            told |= {"worker_id": worker_id, "month": month}
            title = f"{short(name)} {month}"
            yield proposed(DutyMonth.kind, month_id, title, before, told, ticks.place, cells=ticks.cells)


def _values(zones: Sequence[Zone], reading: WorkerReading, problems: list[Problem]) -> dict[str, Any]:
    zone = zone_named(reading.zone, zones) if reading.zone else zone_in(reading.post, zones)
    return {
        "post": reading.post,
        "zone_id": None if zone is None else zone.id,
        "certificate": _certificate(reading, problems),
        "credential": reading.credential,
        "related_degree": True if any(each in reading.credential for each in _RELATED) else None,
        "contract_start": reading.contract[0],
        "contract_end": reading.contract[1],
        "joined_on": reading.joined_on,
        "left_on": reading.left_on,
        "experienced": _experienced(reading, problems),
        "experienced_from": reading.experienced_from,
        "stated_months": _value(reading.stated_months),
        "stated_experienced": _value(reading.stated_experienced),
        "remark": reading.remark,
    }


def _certificate(reading: WorkerReading, problems: list[Problem]) -> Certificate | None:
    found, doubt = certificate_in(reading.credential) if reading.credential else (None, "")
    at = reading.cells.get("credential", reading.place)
    none = found is Certificate.NONE
    if doubt and not (none and reading.certified is not None):
        problems.append(warning(at, f"“{short(reading.name)}”的资质{doubt}"))
    if none and reading.certified is None:
        return Certificate.NONE
    found = None if none else found
    if reading.certified is False:
        if found is not None:
            sentence = (
                f"“{short(reading.name)}”列在非持证社工里，资质却写“{short(reading.credential)}”，"
                "按非持证读入，请核对。"
            )
            problems.append(warning(at, sentence))
        return Certificate.NONE
    if found is None and reading.certified:
        sentence = (
            f"“{short(reading.name)}”列在持证社工里，但读不出证书的级别（“{short(reading.credential)}”），"
            "请在表里补上。"
        )
        problems.append(warning(at, sentence))
    return found


def _experienced(reading: WorkerReading, problems: list[Problem]) -> bool | None:
    if reading.experienced is not None or reading.experienced_from is not None:
        return reading.experienced
    stated, whole = _value(reading.stated_experienced), _value(reading.stated_months)
    if stated is None or whole is None or not whole:
        return None
    if stated in (whole, Decimal(0)):
        return bool(stated)
    sentence = (
        f"“{short(reading.name)}”从业两年以上的到岗小计 {stated} 只是 {whole} 的一部分，请填写满两年的日期。"
    )
    problems.append(warning(reading.place, sentence))
    return None


def _duty(ticks: Ticks, problems: list[Problem]) -> dict[str, Any]:
    if ticks.stated is not None and ticks.stated not in _HALVES:
        problems.append(error(ticks.place, f"到岗数“{ticks.stated}”不是 0、0.5 或 1，没有读入。"))
        return {"stated": None}
    told = {name: _tick(getattr(ticks, name)) for name in ("present", "insured", "paid")}
    return {**told, "stated": ticks.stated}


def _tick(figure: Decimal | None) -> Tick | None:
    return None if figure is None else _TICKS.get(figure)


def _stated(dossier: Dossier, table: AttendanceTable) -> Iterator[Proposed]:
    """The sums that the sheet prints: bare figures beside what its rows give, where nobody gave any."""
    printed: Mapping[str, Figure | None] = {
        "attendance.actual": table.whole.months,
        "attendance.certified_actual": table.certified.months,
        "attendance.experienced_actual": table.whole.experienced,
    }
    for code, figure in printed.items():
        known = dossier.quantity_by_code.get(code)
        if figure is None or (known is not None and known.value is not None):
            continue
        title = f"表中印的{_NAMES[code]}"
        values = {"code": code, "value": figure.value}
        yield proposed(Quantity.kind, _quantity_id(dossier, code), title, known, values, figure.place)


def _purchase(dossier: Dossier, term: Term | None, problems: list[Problem]) -> Iterator[Proposed]:
    """项目服务采购周期 as the sheet prints it, where nobody wrote another one."""
    if term is None:
        return
    text, before = f"{_long(term.start)}至{_long(term.end)}", dossier.text_by_code.get(PURCHASE_TERM, "")
    if before not in ("", text):
        told = f"表上印的项目服务采购周期是 {text}，评估里写的是“{short(before)}”，没有改动，请核对。"
        problems.append(warning(term.place, told))
        return
    known = next((each for each in dossier.report_texts if each.code == PURCHASE_TERM), None)
    text_id = natural_id(dossier.id, ReportText, PURCHASE_TERM)
    values = {"code": PURCHASE_TERM, "text": text}
    yield proposed(ReportText.kind, text_id, "项目服务采购周期", known, values, term.place, source=False)


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_NAMES = {
    "attendance.actual": "到岗人次总计",
    "attendance.certified_actual": "持证社工到岗人次小计",
    "attendance.experienced_actual": "从业两年以上到岗人次总计",
}


def _quantity_id(dossier: Dossier, code: str) -> UUID:
    return natural_id(dossier.id, Quantity, code)


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.value
