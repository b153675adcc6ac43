"""The rows of a roster brought together by people: kinds on several sheets, 续表, transfers, namesakes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.tables import Figure, Ticks, WorkerReading
from sgz_desktop.services.tables.matching import short, squeezed

_FIELDS = ("present", "insured", "paid", "stated")
_THERE = ("present", "stated")
_WHOLE = Decimal(1)


@dataclass(slots=True)
class Person:
    """One worker of the sheets: what they tell, and the rows whose months are the worker's.

    `is_second` says that another of the same name and the same contract stands before.
    """

    reading: WorkerReading
    rows: list[WorkerReading]
    is_second: bool = False


def people_of(readings: Sequence[WorkerReading], problems: list[Problem]) -> tuple[Person, ...]:
    """Each worker once: rows of one name and contract are one person's unless they contradict each other."""
    people: list[Person] = []
    by_name: dict[str, list[Person]] = {}
    for each in readings:
        named = by_name.setdefault(squeezed(each.name), [])
        same = [one for one in named if since(one.reading) == since(each)]
        if not same and len(named) == 1 and None in (since(named[0].reading), since(each)):
            same = named
        if len(same) > 1:
            same = [one for one in same if not _differ(one.reading, each)] or same
        found = same[0] if same else None
        if found is None:
            named.append(Person(each, [each]))
            people.append(named[-1])
        elif _meet(found.rows, each) and _differ(found.reading, each):
            named.append(Person(each, [each], is_second=True))
            people.append(named[-1])
            problems.append(warning(each.place, _said(found, each, "证书不同，按两个人读入，请核对。")))
        elif _repeats(found.rows, each):
            problems.append(error(each.place, _said(found, each, "合同也相同，只读入前一行。")))
        else:
            problems += _join(found, each)
    return tuple(people)


def since(reading: WorkerReading) -> date | None:
    """What tells namesakes apart: the beginning of the contract, else the day they came."""
    return reading.contract[0] or reading.joined_on


def months_of(person: Person) -> Iterator[tuple[str, Ticks]]:
    """The months of all the person's rows; a row that says 0 where another says √ says nothing there."""
    for row in person.rows:
        others = [each for each in person.rows if each is not row]
        for month, ticks in sorted(row.months.items()):
            beside = [each.months[month] for each in others if month in each.months]
            found = _beside(ticks, beside, is_first=row is person.rows[0])
            # The whole row as the place: the cells of one field each then stand beside those of other rows.
            yield month, replace(found, place=row.place) if others else found


def _beside(ticks: Ticks, others: Sequence[Ticks], *, is_first: bool) -> Ticks:
    changed: dict[str, Decimal | None] = {}
    for field in _FIELDS:
        own, there = getattr(ticks, field), [value for each in others if (value := getattr(each, field))]
        if own == 0 and there:
            changed[field] = None
        elif own and there and own + sum(there) == _WHOLE:
            changed[field] = _WHOLE if is_first else None  # half a month here, the other half there
    if not changed:
        return ticks
    told = {field: changed.get(field, getattr(ticks, field)) for field in _FIELDS}
    return Ticks(ticks.place, told["present"], told["insured"], told["paid"], told["stated"], ticks.cells)


def _differ(first: WorkerReading, second: WorkerReading) -> bool:
    """Whether two rows tell of two people: each has a certificate, not the same."""
    here, there = squeezed(first.credential), squeezed(second.credential)
    return bool(here and there and here != there) or (
        None not in (first.certified, second.certified) and first.certified is not second.certified
    )


def _meet(rows: Sequence[WorkerReading], new: WorkerReading) -> bool:
    """Whether a row says of any month what another row says of it too."""
    return any(_both(row, new, field) for row in rows for field in _FIELDS)


def _both(row: WorkerReading, new: WorkerReading, field: str) -> tuple[str, ...]:
    """The months of which both rows say that something was the case."""
    return tuple(
        month
        for month, ticks in new.months.items()
        if getattr(ticks, field) and month in row.months and getattr(row.months[month], field)
    )


def _twice(row: WorkerReading, new: WorkerReading, field: str) -> Iterator[str]:
    """The months that two rows tell in part twice: half here and half there makes a whole one."""
    for month in _both(row, new, field):
        if getattr(row.months[month], field) + getattr(new.months[month], field) > _WHOLE:
            yield month


def _repeats(rows: Sequence[WorkerReading], new: WorkerReading) -> bool:
    """Whether a row tells nothing of the months that the rows before do not tell."""
    return all(
        not getattr(ticks, field)
        or any(month in row.months and getattr(row.months[month], field) for row in rows)
        for month, ticks in new.months.items()
        for field in _FIELDS
    ) and any(row.months.keys() & new.months.keys() for row in rows)


def _join(person: Person, new: WorkerReading) -> Iterator[Problem]:
    """One more row of a person; what differs from the rows before is told."""
    first = person.reading
    in_two = [month for field in _THERE for row in person.rows for month in _twice(row, new, field)]
    is_moved = bool(first.zone and new.zone and squeezed(first.zone) != squeezed(new.zone))
    person.reading = _one(first, new, adds=not in_two)
    person.rows.append(new)
    if in_two:
        told = f"{'、'.join(dict.fromkeys(in_two))}在两行里都到岗，每月只计一次，请核对。"
        yield warning(new.place, _said(person, new, told))
    elif is_moved:
        told = f"片区不同（{short(first.zone)}、{short(new.zone)}），各月合为一人，片区按后一行，请核对。"
        yield warning(new.place, _said(person, new, told))


def _one(first: WorkerReading, new: WorkerReading, *, adds: bool) -> WorkerReading:
    """Two rows as one; days on which somebody left or came are kept where no month contradicts them."""
    there = [
        month
        for row in (first, new)
        for month, ticks in row.months.items()
        if any(getattr(ticks, field) for field in _THERE)
    ]
    left = new.left_on or first.left_on
    joined = first.joined_on or new.joined_on
    if left and there and f"{left:%Y-%m}" < max(there):
        left = None
    if joined and there and f"{joined:%Y-%m}" > min(there):
        joined = None
    remarks = dict.fromkeys(each for each in (first.remark, new.remark) if each)
    return replace(
        first,
        post=first.post or new.post,
        zone=new.zone or first.zone,
        credential=first.credential or new.credential,
        certified=new.certified if first.certified is None else first.certified,
        contract=(first.contract[0] or new.contract[0], first.contract[1] or new.contract[1]),
        joined_on=joined,
        left_on=left,
        maternity=first.maternity or new.maternity,
        remark="；".join(remarks),
        months={**new.months, **first.months},
        stated_months=_sum(first.stated_months, new.stated_months, adds=adds and _counts(new)),
        stated_experienced=_sum(first.stated_experienced, new.stated_experienced, adds=adds and _counts(new)),
        experienced=new.experienced if first.experienced is None else first.experienced,
        experienced_from=first.experienced_from or new.experienced_from,
        cells={**new.cells, **first.cells} | _later(new),
    )


def _later(new: WorkerReading) -> dict[str, Place]:
    """The cells of what the later of two rows settles."""
    told = {"zone_id": new.zone, "left_on": new.left_on}
    return {field: new.cells[field] for field, value in told.items() if value and field in new.cells}


def _counts(reading: WorkerReading) -> bool:
    """Whether a row tells of presence at all: one of 社保 does not."""
    return any(getattr(each, field) for each in reading.months.values() for field in _THERE)


def _sum(first: Figure | None, new: Figure | None, *, adds: bool) -> Figure | None:
    if first is None or new is None:
        return first or (new if adds else None)
    return Figure(first.value + new.value, first.place) if adds else first


def _said(person: Person, new: WorkerReading, told: str) -> str:
    there = person.rows[0].place
    where = there.cell if there.sheet == new.place.sheet else f"{short(there.sheet)}!{there.cell}"
    return f"“{short(new.name)}”与 {where} 同名、{told}"
