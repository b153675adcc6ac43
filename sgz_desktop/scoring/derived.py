"""Figures that follow from the tables, each with its formula and where its parts are from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import Certificate
from sgz_desktop.domain.survey import Outcome
from sgz_desktop.scoring.attendance import certified_required, required_person_months
from sgz_desktop.scoring.duty import Attendance, Tally, WorkerCount, attendance_of
from sgz_desktop.scoring.money import staff_cost_share
from sgz_desktop.scoring.satisfaction import bands, mean_satisfaction


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure by its registered key; `value` is None while `open_parts` of what it needs are not known."""

    key: str
    value: Decimal | None
    formula: str
    open_parts: int = 0
    sources: tuple[str, ...] = ()


def derived_figures(dossier: Dossier) -> Mapping[str, Derived]:
    """What the tables give (domain: sections 4.2 to 4.6) by key; a table that is empty gives nothing."""
    counted = attendance_of(dossier)
    found = [
        *(() if counted is None else _attendance(counted, dossier)),
        *_training(dossier),
        *_resources(dossier),
        *_money(dossier),
        *_satisfaction(dossier),
    ]
    return {each.key: each for each in found}


def _attendance(counted: Attendance, dossier: Dossier) -> Iterator[Derived]:
    sources = _sources(dossier.workers)
    required = dossier.evaluation.required_staff
    if required is not None:
        due = required_person_months(required, counted.months)
        working = f"应配 {required} 人 × {decimal_text(counted.months)} 个月"
        yield Derived("attendance.required", due, working)
        yield Derived("attendance.certified_required", certified_required(due), f"（{working}）÷ 2")
    certified = _sources(each for each in dossier.workers if each.certified is not False)
    for key, tally, formula, cells in (
        ("attendance.actual", counted.total(), "花名册各人各月到岗数相加", sources),
        ("attendance.certified_actual", counted.total(certified=True), "持证社工各月到岗数相加", certified),
        (
            "attendance.experienced_actual",
            counted.experienced(),
            "从业两年以上社工各月到岗数相加",
            sources,
        ),
    ):
        yield _tallied(key, tally, formula, cells)
    for key, counts, formula in _HEADS:
        told = [counts(each) for each in counted.workers]
        yield _heads(key, told, formula, _counted(counted, told))
    stayed = [_stayed(each, counted.months) for each in counted.workers]
    cells = _counted(counted, stayed)
    yield _heads("staff.stayed", stayed, "考核期内各月均全月到岗的社工人数", cells)


def _counted(counted: Attendance, told: Sequence[bool | None]) -> tuple[str, ...]:
    """Where those are from who may count; who surely does not is no part of the figure."""
    several = zip(counted.workers, told, strict=True)
    return _sources(each.worker for each, is_one in several if is_one is not False)


def _at_end(count: WorkerCount, *, told: bool | None) -> bool | None:
    """Whether somebody of a kind is there when the period ends; what is not known stays unknown."""
    if count.at_end is False or told is False:
        return False
    return None if count.at_end is None else told


def _holds(*certificates: Certificate) -> Callable[[WorkerCount], bool | None]:
    def of(count: WorkerCount) -> bool | None:
        held = count.worker.certificate
        return _at_end(count, told=None if held is None else held in certificates)

    return of


def _graduate(*, related: bool) -> Callable[[WorkerCount], bool | None]:
    def of(count: WorkerCount) -> bool | None:
        if count.worker.certified is not False:
            return _at_end(count, told=None if count.worker.certified is None else False)
        degree = count.worker.related_degree
        return _at_end(count, told=None if degree is None else degree is related)

    return of


_HEADS: tuple[tuple[str, Callable[[WorkerCount], bool | None], str], ...] = (
    ("staff.total", lambda count: count.at_end, "期末在岗的社工人数"),
    (
        "staff.certified",
        _holds(Certificate.SENIOR, Certificate.INTERMEDIATE, Certificate.ASSISTANT),
        "期末在岗的持证社工人数",
    ),
    ("staff.intermediate", _holds(Certificate.INTERMEDIATE), "期末在岗的中级社工师人数"),
    ("staff.assistant", _holds(Certificate.ASSISTANT), "期末在岗的助理社工师人数"),
    ("staff.related", _graduate(related=True), "期末在岗、非持证、有相关专业学历的人数"),
    ("staff.other", _graduate(related=False), "期末在岗、非持证、没有相关专业学历的人数"),
    (
        "staff.experienced",
        lambda count: _at_end(count, told=count.worker.experienced),
        "期末在岗、从业两年以上的人数",
    ),
)


def _stayed(count: WorkerCount, months: Decimal) -> bool | None:
    if count.total.open:
        absent = sum(each.months == 0 for each in count.months)
        return False if absent else None
    return count.total.known == months


def _heads(key: str, told: Sequence[bool | None], formula: str, sources: tuple[str, ...]) -> Derived:
    tally = Tally(Decimal(sum(each is True for each in told)), sum(each is None for each in told))
    return _tallied(key, tally, formula, sources)


def _tallied(key: str, tally: Tally, formula: str, sources: tuple[str, ...]) -> Derived:
    return Derived(key, tally.value, formula, tally.open, sources)


def _training(dossier: Dossier) -> Iterator[Derived]:
    for key, field, formula in (
        ("training.hours", "training", "各人培训学时相加"),
        ("training.supervision", "supervision", "各人督导学时相加"),
    ):
        yield from _filled(key, dossier.training_hours, field, formula)


def _resources(dossier: Dossier) -> Iterator[Derived]:
    rows = dossier.resources
    if rows:
        yield Derived("resources.count", Decimal(len(rows)), "附件3的条数", sources=_sources(rows))
    yield from _filled("resources.value", rows, "value_yuan", "各条价值相加")
    yield from _filled("resources.beneficiaries", rows, "beneficiaries", "各条受益人数相加")


def _money(dossier: Dossier) -> Iterator[Derived]:
    lines = dossier.fund_lines
    sums = {name: _column(lines, name) for name in ("initial_budget", "budget", "spent", "staff_costs")}
    sources = _sources(lines)
    for key, field, name in (
        ("funds.initial_budget", "initial_budget", "年初预算"),
        ("funds.budget", "budget", "全年预算"),
        ("funds.spent", "spent", "执行数"),
    ):
        if sums[field].open < len(lines):
            yield _tallied(key, sums[field], f"各行{name}相加", sources)
    costs, spent = sums["staff_costs"], sums["spent"]
    if costs.open < len(lines):
        known = costs.value is not None and spent.value is not None
        share = staff_cost_share(costs.known, spent.known) if known else None
        formula = "人员费用 ÷ 执行数"
        if known:
            formula = f"人员费用 {decimal_text(costs.known)} 元 ÷ 执行数 {decimal_text(spent.known)} 元"
        yield Derived("funds.staff_cost_share", share, formula, costs.open + spent.open, sources)


_BANDS = (
    "satisfaction.below_75",
    "satisfaction.75_to_85",
    "satisfaction.85_to_95",
    "satisfaction.from_95",
)


def _satisfaction(dossier: Dossier) -> Iterator[Derived]:
    asked = [each for each in dossier.respondents if _was_asked(each.outcome, each.answer)]
    if not asked:
        return
    answers = [each.answer for each in asked if each.answer is not None]
    open_parts = len(asked) - len(answers)
    sources = _sources(asked)
    yield Derived("satisfaction.asked", Decimal(len(asked)), "已受访的人数", sources=sources)
    mean = None if open_parts else mean_satisfaction(answers)
    yield Derived("satisfaction.mean", mean, f"{len(answers)} 份回答的平均值", open_parts, sources)
    for key, band in zip(_BANDS, bands(answers), strict=True):
        upto = "100%（含）" if band.below is None else f"{band.below}%（不含）"
        formula = f"回答在 {band.at_least}%（含）至 {upto}之间的人数"
        yield Derived(key, None if open_parts else Decimal(band.count), formula, open_parts, sources)


def _was_asked(outcome: Outcome | None, answer: Decimal | None) -> bool:
    return outcome is Outcome.ANSWERED or (outcome is None and answer is not None)


def _filled(key: str, rows: Sequence[object], field: str, formula: str) -> Iterator[Derived]:
    """The sum of a column whose cells may rightly be empty, which the formula then says."""
    tally = _column(rows, field)
    if tally.open < len(rows):
        left_out = f"（{tally.open} 行没有填写，未计入）" if tally.open else ""
        yield Derived(key, tally.known, formula + left_out, sources=_sources(rows))


def _column(rows: Sequence[object], field: str) -> Tally:
    given = [getattr(each, field) for each in rows]
    return Tally(sum((Decimal(each) for each in given if each is not None), Decimal(0)), given.count(None))


def _sources(rows: Iterable[object]) -> tuple[str, ...]:
    """Where rows are from, each place once."""
    return tuple(dict.fromkeys(filter(None, (getattr(each, "source", "") for each in rows))))
