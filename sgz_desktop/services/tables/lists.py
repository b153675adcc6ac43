"""附件3, 附件4, the survey and the money against the evaluation: what each row would make or change."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import natural_id
from sgz_desktop.domain.funding import FundLine, Resource, ResourceKind
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.staffing import TrainingHours
from sgz_desktop.domain.survey import Outcome, Respondent
from sgz_desktop.intake.addresses import parse_cell
from sgz_desktop.intake.calendar_readings import day_within, month_within
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.tables import (
    Figure,
    FundReading,
    HoursReading,
    MoneyTable,
    ResourceReading,
    ResourceTable,
    RespondentReading,
    SatisfactionTable,
    TrainingTable,
)
from sgz_desktop.services.tables.attendance_known import named
from sgz_desktop.services.tables.matching import short, squeezed, zone_named
from sgz_desktop.services.tables.people import People
from sgz_desktop.services.tables.plan import Proposed, TablePlan, proposed
from sgz_desktop.services.tables.years import term_of

_KINDS = (
    (ResourceKind.MONEY, ("资金", "现金", "款", "经费", "慈善基金")),
    (ResourceKind.GOODS, ("物资", "物品", "实物", "物料")),
    (ResourceKind.VENUE, ("场地", "场所")),
    (ResourceKind.PEOPLE, ("人力", "人员", "志愿", "专家", "师资")),
    (ResourceKind.OTHER, ("其他", "其它")),
)
# 人、财、物 as they are said in one breath.
_SHORT_KINDS = {"人": ResourceKind.PEOPLE, "财": ResourceKind.MONEY, "物": ResourceKind.GOODS}
_OUTCOMES = (
    (Outcome.WRONG_NUMBER, ("空号", "错误", "有误", "停机")),
    (Outcome.REFUSED, ("拒绝", "不愿", "拒访")),
    (Outcome.NOT_REACHED, ("无人", "未接", "联系不上", "不在", "关机", "打不通", "未接通")),
    (Outcome.ANSWERED, ("已", "完成", "成功", "接通", "受访", "有效")),
)


def plan_resources(dossier: Dossier, table: ResourceTable, place: Place) -> TablePlan:
    """What taking 附件3 in would do; a row is known by its date, provider and description."""
    known = _Known((_resource_key(_told(each)), each) for each in dossier.resources)
    positions, term = _Positions(dossier.resources), term_of(dossier)
    told: dict[str, tuple[Place, int]] = {}
    problems: list[Problem] = []
    proposals = []
    for reading in table.rows:
        values = _resource(reading, problems)
        written = _resource_key(values)
        if values["received_on"] is None and term is not None:
            values["received_on"] = day_within(values["written_date"], *term)
        key = _resource_key(values)
        same = [key, encode(values["value_yuan"])]
        alike = known.turn(canonical_json(same), reading.place.sheet)
        which = canonical_json([same, alike])
        if which in told:
            where, turn = told[which]
            there = f"{short(where.sheet)}!{where.cell}"
            said = f"与 {there} 的日期、提供方、内容、价值相同，是同一项，只算一次，请核对。"
            problems.append(warning(reading.place, said))
        else:
            told[which] = where, turn = reading.place, known.turn(key)
        if alike and where == reading.place:
            first, _ = told[canonical_json([same, 0])]
            said = f"与 {first.cell} 的日期、提供方、内容、价值相同，也读入了，请核对是否重复。"
            problems.append(warning(reading.place, said))
        before = known.get(key, turn) or known.get(written, turn)
        entity_id = before.id if before else _made(dossier.id, Resource.kind, _of_turn(same, alike))
        if before is None:
            values["position"] = positions.next()
        name = squeezed(reading.description or reading.provider)[:20]
        cells = _cells({"value_yuan": reading.value_yuan, "beneficiaries": reading.beneficiaries})
        title = f"资源“{name}”"
        proposals.append(
            proposed(Resource.kind, entity_id, title, before, values, reading.place, cells=cells)
        )
    printed = table.stated_value
    _compare(sum_of(each.value_yuan for each in _summed(table.rows, printed)), printed, problems)
    return TablePlan(Annex.RESOURCES, table.title, place, tuple(proposals), tuple(problems))


def _told(resource: Resource) -> dict[str, Any]:
    return {
        name: getattr(resource, name) for name in ("received_on", "written_date", "provider", "description")
    }


def _resource_key(values: dict[str, Any]) -> str:
    day = encode(values["received_on"]) or squeezed(values["written_date"])
    return canonical_json([day, squeezed(values["provider"]), squeezed(values["description"])])


def _resource(reading: ResourceReading, problems: list[Problem]) -> dict[str, Any]:
    category = _SHORT_KINDS.get(reading.category) or _worded(reading.category, _KINDS)
    if reading.category and category is None:
        problems.append(
            warning(
                reading.place, f"资源类别“{reading.category}”不在资金、物资、场地、人力、其他之中，请选一种。"
            )
        )
    return {
        "received_on": reading.received_on,
        "written_date": reading.written_date,
        "provider": reading.provider,
        "category": category,
        "description": reading.description,
        "value_yuan": _value(reading.value_yuan),
        "beneficiaries": _whole(reading.beneficiaries, problems),
        "fund": reading.fund,
    }


def plan_training(dossier: Dossier, table: TrainingTable, place: Place) -> TablePlan:
    """What taking 附件4 in would do; hours belong to the workers of the roster, who are not made here."""
    problems: list[Problem] = []
    proposals: list[Proposed] = []
    rows = [_dated(dossier, each) for each in table.rows]
    if any(month.endswith("月") for reading in table.rows for month in reading.months) and any(
        "" in each.months for each in rows
    ):
        problems.append(warning(place, "表里没有写月份的年份，各月学时合为整个期间的学时，请核对。"))
    if rows and not dossier.workers:
        said = f"还没有花名册，{len(rows)} 人的学时没有读入，请先读入附件2。"
        problems.append(error(place, said))
    for reading in rows if dossier.workers else ():
        proposals += _hours(dossier, reading, problems)
    for turn, printed in enumerate((table.stated_training, table.stated_supervision)):
        pairs = (pair for each in _summed(table.rows, printed) for pair in each.months.values())
        _compare(sum_of(pair[turn] for pair in pairs), printed, problems)
    return TablePlan(Annex.TRAINING, table.title, place, tuple(proposals), tuple(problems))


def _dated(dossier: Dossier, reading: HoursReading) -> HoursReading:
    """A worker's hours with the months whose year the sheet leaves out in those of the evaluation's term.

    Where the term does not tell the year of one, they are hours of the whole period.
    """
    term = term_of(dossier)
    named: dict[str, str] = {}
    for name in reading.months:
        found = month_within(int(name[:-1]), *term) if name.endswith("月") and term else None
        named[name] = f"{found.year:04}-{found.month:02}" if found and found.year else name.rstrip("月")
    if any(name.endswith("月") and "-" not in named[name] for name in named):
        named = {name: "" if name.endswith("月") else name for name in named}
    months: dict[str, tuple[Figure | None, Figure | None]] = {}
    for name, (training, supervision) in reading.months.items():
        first, second = months.get(named[name], (None, None))
        months[named[name]] = _added(first, training), _added(second, supervision)
    return replace(reading, months=months)


def _added(first: Figure | None, second: Figure | None) -> Figure | None:
    if first is None or second is None:
        return first or second
    cells = "、".join(dict.fromkeys((first.place.cell, second.place.cell)))
    return Figure(first.value + second.value, replace(first.place, cell=cells))


def _hours(dossier: Dossier, reading: HoursReading, problems: list[Problem]) -> Iterator[Proposed]:
    worker = named(dossier.workers, reading.name)
    if worker is None:
        said = f"“{squeezed(reading.name)}”的学时没有读入：花名册里没有这个人，或者有同名的人。"
        problems.append(error(reading.place, said))
        return
    known = {(each.worker_id, each.month): each for each in dossier.training_hours}
    for month, (training, supervision) in sorted(reading.months.items()):
        values = {
            "worker_id": worker.id,
            "month": month,
            "training": _value(training),
            "supervision": _value(supervision),
        }
        if values["training"] is None and values["supervision"] is None:
            continue
        hours_id = natural_id(dossier.id, TrainingHours, worker.id, month)
        title = f"{worker.name} {month or '考核期'}的学时"
        both = {"training": training, "supervision": supervision}
        cells = _cells(both)
        place, before = _both(list(cells.values())), known.get((worker.id, month))
        yield proposed(TrainingHours.kind, hours_id, title, before, values, place, cells=cells)


def _both(places: Sequence[Place]) -> Place:
    """The cells of training and supervision as one place: a range where they stand side by side."""
    names = tuple(dict.fromkeys(each.cell for each in places))
    (top, left), *others = ((0, 0) if (at := parse_cell(each)) is None else at for each in names)
    beside = bool(top) and others == [(top, left + 1)]
    return replace(places[0], cell=(":" if beside else "、").join(names))


def plan_satisfaction(dossier: Dossier, table: SatisfactionTable, place: Place) -> TablePlan:
    """What taking a roster or its answers in would do; a person is known by name and telephone number.

    Names are often masked (陈某): of several rows of one name each is a respondent (`People`), and the second
    of them is the second there is already.
    """
    known = _Known((_person_key(each.name, each.phone), each) for each in dossier.respondents)
    by_id = {each.id: each for each in dossier.respondents}
    positions, people = _Positions(dossier.respondents), People()
    proposals: list[Proposed] = []
    for reading in table.rows:
        key = _person_key(reading.name, reading.phone)
        values = _respondent(dossier, reading)
        turn = people.turn(key, reading, dict(values))
        made = _made(dossier.id, Respondent.kind, _of_turn(key, turn))
        # Who was read in before may have another name or number by now, put right by hand.
        before = by_id.get(made) or known.get(key, turn)
        if before is None:
            values |= {"name": squeezed(reading.name), "position": positions.next()}
        elif _person_key(before.name, before.phone) != key:
            del values["phone"]  # put right by hand
        entity_id = before.id if before else made
        title = f"受访对象第 {len(proposals) + 1} 行"
        cells = _cells({"answer": reading.answer})
        proposals.append(
            proposed(Respondent.kind, entity_id, title, before, values, reading.place, cells=cells)
        )
    return TablePlan(Annex.SATISFACTION, table.title, place, tuple(proposals), tuple(people.problems))


def _respondent(dossier: Dossier, reading: RespondentReading) -> dict[str, Any]:
    zone = zone_named(reading.zone, dossier.zones) if reading.zone else None
    answer = _value(reading.answer)
    outcome = _worded(reading.outcome, _OUTCOMES)
    return {
        "phone": reading.phone,
        "zone_id": None if zone is None else zone.id,
        "category": reading.category,
        "outcome": Outcome.ANSWERED if outcome is None and answer is not None else outcome,
        "answer": answer,
        "asked_on": reading.asked_on,
        "remark": reading.remark,
    }


def _person_key(name: str, phone: str) -> str:
    return canonical_json([squeezed(name), squeezed(phone)])


def plan_money(dossier: Dossier, table: MoneyTable, place: Place) -> TablePlan:
    """What taking the money in would do; a line is known by its name, a second of it as the second."""
    known = _Known((squeezed(each.name), each) for each in dossier.fund_lines)
    by_id = {each.id: each for each in dossier.fund_lines}
    positions = _Positions(dossier.fund_lines)
    problems: list[Problem] = []
    proposals = []
    for reading in table.rows:
        name = squeezed(reading.name)
        turn = known.turn(name, reading.place.sheet)
        if turn:
            problems.append(
                warning(reading.place, f"“{short(name)}”不止一行，各行都读入了，请核对是否重复。")
            )
        made = _made(dossier.id, FundLine.kind, _of_turn(name, turn))
        before = by_id.get(made) or known.get(name, turn)
        values: dict[str, Any] = {field: _value(getattr(reading, field)) for field in _FUND_FIELDS}
        if before is None:
            values |= {"name": name, "position": positions.next()}
        entity_id = before.id if before else made
        cells = _cells({field: getattr(reading, field) for field in _FUND_FIELDS})
        title = f"经费“{short(name)}”"
        proposals.append(
            proposed(FundLine.kind, entity_id, title, before, values, reading.place, cells=cells)
        )
    for field in _FUND_FIELDS if table.total else ():
        printed = _of(table.total, field)
        _compare(sum_of(getattr(each, field) for each in _summed(table.rows, printed)), printed, problems)
    return TablePlan(Annex.MONEY, table.title, place, tuple(proposals), tuple(problems))


_FUND_FIELDS = ("initial_budget", "budget", "spent", "staff_costs")


def _of(reading: FundReading | None, field: str) -> Figure | None:
    found: Figure | None = getattr(reading, field, None)
    return found


def sum_of(figures: Iterator[Figure | None]) -> Decimal:
    """The sum of the figures there are."""
    return sum((each.value for each in figures if each is not None), Decimal(0))


_Row = TypeVar("_Row", ResourceReading, HoursReading, FundReading)


def _summed(rows: Sequence[_Row], stated: Figure | None) -> Sequence[_Row]:
    """The rows that a printed sum is of: those above it on its own sheet, else all of its sheet."""
    if stated is None:
        return ()
    same = [each for each in rows if each.place.sheet == stated.place.sheet]
    bottom = _row_of(stated.place)
    return [each for each in same if _row_of(each.place) < bottom] or same


def _row_of(place: Place) -> int:
    found = parse_cell(place.cell.partition(":")[0].partition("、")[0])
    return 0 if found is None else found[0]


def _compare(found: Decimal, stated: Figure | None, problems: list[Problem]) -> None:
    """A printed sum that its rows do not make is told; neither is decided."""
    if stated is not None and stated.value != found:
        problems.append(warning(stated.place, f"表中的合计是 {stated.value}，各行相加是 {found}，请核对。"))


def _cells(figures: Map[str, Figure | None]) -> dict[str, Place]:
    """Where the figures that there are stand."""
    return {name: each.place for name, each in figures.items() if each is not None}


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.value


def _whole(figure: Figure | None, problems: list[Problem]) -> int | None:
    if figure is None:
        return None
    if figure.value != figure.value.to_integral_value() or figure.value < 0:
        problems.append(error(figure.place, f"“{figure.value}”不是人数，没有读入。"))
        return None
    return int(figure.value)


def _worded(text: str, words: Sequence[tuple[Any, Sequence[str]]]) -> Any:
    return (
        next((kind for kind, several in words if any(word in text for word in several)), None)
        if text
        else None
    )


def _made(evaluation_id: UUID, kind: str, key: Any) -> UUID:
    return uuid5(evaluation_id, canonical_json(["table", kind, key]))


def _of_turn(key: Any, turn: int) -> Any:
    """What an entity's id is made of: the key alone for the first of that key."""
    return [key, turn] if turn else key


class _Known:
    """What there is already, in its order, and how often each key was told so far."""

    def __init__(self, found: Iterable[tuple[str, Any]]) -> None:
        self._found: dict[str, list[Any]] = {}
        for key, each in found:
            self._found.setdefault(key, []).append(each)
        self._turns: dict[tuple[str, str], int] = {}

    def turn(self, key: str, sheet: str = "") -> int:
        """How often a sheet, or the whole workbook, has told the key before; counts this time."""
        turn = self._turns.get((sheet, key), 0)
        self._turns[sheet, key] = turn + 1
        return turn

    def get(self, key: str, turn: int) -> Any:
        """The one of that turn there is already, or None."""
        found = self._found.get(key, [])
        return found[turn] if turn < len(found) else None


class _Positions:
    """Order keys behind all siblings."""

    def __init__(self, siblings: Sequence[Any]) -> None:
        self._last: list[str] = [each.position for each in siblings]

    def next(self) -> str:
        """The next one."""
        self._last = [after_last(self._last)]
        return self._last[0]
