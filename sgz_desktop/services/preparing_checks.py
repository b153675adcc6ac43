"""What is wrong, looks wrong or is still open in what was entered before the visit, field by field."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Evaluation
from sgz_desktop.domain.people import Person, Role
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.rubric import Component, Judged, Rubric
from sgz_desktop.scoring.attendance import certified_required, months_between, required_person_months
from sgz_desktop.scoring.components import judges_of
from sgz_desktop.scoring.deadlines import WorkCalendar, deadlines
from sgz_desktop.scoring.indicators import MONTHS_OF_AGREEMENT
from sgz_desktop.services.preparing_terms import months_of

ROUND_YUAN = Decimal(1000)
LEAST_YUAN = Decimal(10_000)


class Level(StrEnum):
    """错误: does not hold so; 警告: kept, and looks wrong; 提示: still open."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Part(StrEnum):
    """The parts of 评前准备, in order."""

    HEAD = "head"
    PEOPLE = "people"
    PLACES = "places"
    QUANTITIES = "quantities"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one field: `head.period_end`, `person.<id>`, `judges.<component>`, `zone.<id>` …"""

    part: Part
    field: str
    level: Level
    sentence: str


_Found = tuple[str, Level, str]
_ERROR, _WARNING, _HINT = Level.ERROR, Level.WARNING, Level.HINT


def findings(dossier: Dossier, rubric: Rubric, *, calendar: WorkCalendar) -> Iterator[Finding]:
    """Everything about every part, in the order of the fields; a pure function of the evaluation."""
    parts = (
        (Part.HEAD, _head(dossier, calendar)),
        (Part.PEOPLE, _people(dossier, rubric)),
        (Part.PLACES, _places(dossier)),
        (Part.QUANTITIES, _quantities(dossier)),
        (Part.NEEDS, _needs(dossier)),
    )
    for part, found in parts:
        for field, level, sentence in found:
            yield Finding(part, field, level, sentence)


_WANTED = (
    ("visit_date", "评估日期"),
    ("report_date", "报告日期"),
    ("period_start", "考核期的开始日期"),
    ("period_end", "考核期的结束日期"),
    ("purchaser", "购买方"),
    ("operator", "承办方"),
    ("supervisor", "监督方"),
    ("assessor", "评估方"),
    ("agreement_start", "服务协议期的开始日期"),
    ("agreement_end", "服务协议期的结束日期"),
    ("funds_yuan", "服务经费"),
    ("required_staff", "应配备社工人数"),
)


def _head(dossier: Dossier, calendar: WorkCalendar) -> Iterator[_Found]:
    head = dossier.evaluation
    for field, name in _WANTED:
        if getattr(head, field) in (None, ""):
            yield f"head.{field}", _HINT, f"还没有填写{name}。"
    for field, sentence in (*_dates(head, calendar), *_terms(head), *_parties(head), *_funds(head)):
        yield f"head.{field}", _WARNING, sentence


def _dates(head: Evaluation, calendar: WorkCalendar) -> Iterator[tuple[str, str]]:
    visit, report, end = head.visit_date, head.report_date, head.period_end
    if visit and end and visit <= end:
        yield "visit_date", f"评估日期不晚于考核期结束（{end.isoformat()}），考核期还没有过完。"
    if not visit or not report:
        return
    due = deadlines(visit, calendar).report
    if report < visit:
        yield "report_date", "报告日期早于评估日期。"
    elif report == visit:
        yield "report_date", "报告日期与评估日期是同一天，而报告要写各方对初稿的意见。"
    elif due is not None and report > due:
        yield "report_date", f"报告日期晚于评估后 10 个工作日（{due.isoformat()}）。"


def _terms(head: Evaluation) -> Iterator[tuple[str, str]]:
    first, last, start, end = (
        head.agreement_start,
        head.agreement_end,
        head.period_start,
        head.period_end,
    )
    if start and first and start < first:
        yield "period_start", f"考核期开始早于服务协议期（自 {first.isoformat()} 起）。"
    if end and last and end > last:
        yield "period_end", f"考核期结束晚于服务协议期（至 {last.isoformat()} 止）。"
    months = months_of(head)
    if months is not None and months > MONTHS_OF_AGREEMENT:
        yield "period_end", f"考核期有 {decimal_text(months)} 个月，超过一年。"
    if first and last and (whole := months_between(first, last)) != MONTHS_OF_AGREEMENT:
        yield "agreement_end", f"服务协议期有 {decimal_text(whole)} 个月，年度协议一般是 12 个月。"


_PARTIES = ("purchaser", "operator", "supervisor", "assessor")


def _parties(head: Evaluation) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    names = dict(_WANTED)
    for field in _PARTIES:
        name = getattr(head, field).strip()
        if name in seen:
            yield field, f"{names[field]}与{names[seen[name]]}是同一个名称。"
        elif name:
            seen[name] = field


def _funds(head: Evaluation) -> Iterator[tuple[str, str]]:
    funds = head.funds_yuan
    if funds is None:
        return
    if funds < LEAST_YUAN:
        yield "funds_yuan", f"服务经费只有 {decimal_text(funds)} 元，是不是按万元填了？"
    elif funds % ROUND_YUAN:
        yield "funds_yuan", f"服务经费 {decimal_text(funds)} 元不是整千元，请核对。"


def _people(dossier: Dossier, rubric: Rubric) -> Iterator[_Found]:
    experts = [each for each in dossier.people if each.role is Role.EXPERT]
    leaders = [each for each in dossier.people if each.leads]
    if not experts:
        yield "people", _HINT, "还没有评估专家。"
    elif not leaders:
        yield "people", _WARNING, "还没有指定组长。"
    elif len(leaders) > 1:
        yield "people", _WARNING, f"有 {len(leaders)} 位组长：{'、'.join(each.name for each in leaders)}。"
    repeated = _repeated(each.name for each in dossier.people)
    judging = {each.person_id for each in dossier.assignments}
    for person in dossier.people:
        field = f"person.{person.id}"
        if person.name in repeated:
            yield field, _WARNING, f"不止一位人员叫{person.name}。"
        yield from ((field, *each) for each in _declared(person, dossier, is_judge=person.id in judging))
    yield from _judges(dossier, rubric)


def _declared(person: Person, dossier: Dossier, *, is_judge: bool) -> Iterator[tuple[Level, str]]:
    declared = dossier.declaration_by_person.get(person.id)
    conflict = declared.conflict if declared else None
    pledged = declared.pledged_on if declared else None
    visit = dossier.evaluation.visit_date
    if conflict is Conflict.EXISTS and is_judge:
        yield _ERROR, "声明有需要回避的情形，却安排了评分。"
    if declared is not None and conflict is Conflict.EXISTS and not declared.relation.strip():
        yield _WARNING, "有需要回避的情形，还没有写明是什么关系。"
    if pledged and visit and pledged > visit:
        yield _WARNING, f"廉洁责任承诺书的日期晚于评估日期（{visit.isoformat()}）。"
    if conflict is None and not pledged:
        yield _HINT, "还没有作回避声明，也没有签廉洁责任承诺书。"
    elif conflict is None:
        yield _HINT, "还没有作回避声明。"
    elif not pledged:
        yield _HINT, "还没有签廉洁责任承诺书。"


def _judges(dossier: Dossier, rubric: Rubric) -> Iterator[_Found]:
    if dossier.evaluation.basis is not Basis.ITEMS:
        return
    level = _WARNING if dossier.assignments else _HINT
    for component in rubric.components:
        for field, group_id, name in _judged(component, dossier):
            if not judges_of(component.code, group_id, dossier):
                yield field, level, f"{name}还没有安排评委。"


def _judged(component: Component, dossier: Dossier) -> Iterator[tuple[str, UUID | None, str]]:
    if component.judged is Judged.PER_GROUP and dossier.groups:
        for each in dossier.groups:
            yield f"judges.{component.code}.{each.id}", each.id, f"{component.name}（{each.name}）"
    else:
        yield f"judges.{component.code}", None, component.name


def _places(dossier: Dossier) -> Iterator[_Found]:
    if not dossier.zones:
        yield "places", _HINT, "还没有片区。"
    yield from _zone_staff(dossier)
    groups = _repeated(each.name for each in dossier.groups)
    for group in dossier.groups:
        if group.name in groups:
            yield f"group.{group.id}", _WARNING, f"不止一个评审组叫{group.name}。"
        if dossier.zones and not dossier.zones_of(group.id):
            yield f"group.{group.id}", _WARNING, "这个评审组里还没有片区。"
    zones = _repeated(each.name for each in dossier.zones)
    communities = _repeated(each.name for each in dossier.communities)
    for zone in dossier.zones:
        field, inside = f"zone.{zone.id}", dossier.communities_of(zone.id)
        twice = [name for name in dict.fromkeys(each.name for each in inside) if name in communities]
        if zone.name in zones:
            yield field, _WARNING, f"不止一个片区叫{zone.name}。"
        if dossier.groups and zone.group_id is None:
            yield field, _WARNING, "这个片区还不属于哪个评审组，服务质量不会评到它。"
        if twice:
            yield field, _WARNING, f"社区{'、'.join(twice)}不止出现一次。"
        if not inside or zone.staff is None:
            open_ones = (*_IF_NO_COMMUNITY[bool(inside) :], *_IF_NO_STAFF[zone.staff is not None :])
            yield field, _HINT, f"还没有填写{'和'.join(open_ones)}。"


_IF_NO_COMMUNITY, _IF_NO_STAFF = ("社区",), ("投入社工人数",)


def _zone_staff(dossier: Dossier) -> Iterator[_Found]:
    required = dossier.evaluation.required_staff
    given = [each.staff for each in dossier.zones if each.staff is not None]
    if required is not None and sum(given) > required:
        total = decimal_text(sum(given, Decimal(0)))
        yield "places", _WARNING, f"各片区投入社工合计 {total} 人，多于协议应配备的 {required} 人，请核对。"


def _quantities(dossier: Dossier) -> Iterator[_Found]:
    months, staff = months_of(dossier.evaluation), dossier.evaluation.required_staff
    if months is not None and staff is not None:
        required = required_person_months(staff, months)
        by_half = certified_required(required)
        how = f"{staff} × {decimal_text(months)}"
        yield from _differs(dossier, "attendance.required", required, how)
        yield from _differs(dossier, "attendance.certified_required", by_half, f"{how} ÷ 2")
    for smaller, larger in _AT_MOST:
        part, whole = _value(dossier, smaller), _value(dossier, larger)
        if part is not None and whole is not None and part > whole:
            yield f"quantity.{smaller}", _WARNING, f"多于{REGISTRY[larger].name}，请核对。"
    for each in dossier.quantities:
        if each.value is not None and not each.source.strip():
            yield f"quantity.{each.code}", _HINT, "还没有写明来源。"


_AT_MOST = (
    ("attendance.certified_actual", "attendance.actual"),
    ("attendance.experienced_actual", "attendance.actual"),
    ("staff.certified", "staff.total"),
    ("staff.experienced", "staff.total"),
)


def _differs(dossier: Dossier, code: str, wanted: Decimal, how: str) -> Iterator[_Found]:
    value = _value(dossier, code)
    if value is not None and value != wanted:
        yield f"quantity.{code}", _WARNING, f"按基本信息应是 {how} ＝ {decimal_text(wanted)}，请核对。"


def _value(dossier: Dossier, code: str) -> Decimal | None:
    known = dossier.quantity_by_code.get(code)
    return known.value if known else None


def _needs(dossier: Dossier) -> Iterator[_Found]:
    waiting = sum(not each.ready for each in dossier.needs)
    if not dossier.needs:
        yield "needs", _HINT, "还没有列出当天需要的东西。"
    elif waiting:
        yield "needs", _HINT, f"还有 {waiting} 项没有备好。"


def _repeated(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1)
