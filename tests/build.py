"""Valid domain values to start a test from: every field has a default, every default can be overridden."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid5

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.canonical import canonical_json, content_hash, encode
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.day import Attendee, Interview, Need, PaperRequest, PlanEntry, SpotCheck
from sgz_desktop.domain.declaration import Conflict, Declaration
from sgz_desktop.domain.deliberation import FinalWord, HandIn
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble, field_names, id_of
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.indicator import Agreed, Indicator, IndicatorValue
from sgz_desktop.domain.mark import Answer, Mark
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Assignment, Person
from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.rubric import (
    BareRule,
    CompletenessRule,
    Component,
    Condition,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    FaultKind,
    FindingTest,
    GradeBand,
    Item,
    Judged,
    JudgingRule,
    Method,
    Party,
    Rounding,
    Rubric,
    ShareTest,
    ShortfallTest,
    Tier,
    TiersRule,
    VetoRule,
)
from sgz_desktop.domain.veto import VetoFinding, VetoState

D = Decimal
_Entity = TypeVar("_Entity")
EVALUATION = UUID("5a1f3f62-7d0c-4c1e-9a57-0d1c5f0e9b11")
DEVICE = UUID("c0ffee00-0000-4000-8000-000000000001")
NOON = datetime(2024, 1, 16, 4, 0, tzinfo=UTC)

RULES: dict[str, JudgingRule] = {
    "degree": DegreeRule(step=D("0.5")),
    "conditions": ConditionsRule(
        (
            Condition("plan", "有年度计划", D("3")),
            Condition("record", "有执行记录", D("3")),
            Condition("review", "有总结", D("4")),
        )
    ),
    "tiers": TiersRule("指标完成率", (Tier(D("1"), D("5")), Tier(D("0.8"), D("3")), Tier(D("0.6"), D("1")))),
    "completeness": CompletenessRule(part_points=D("6")),
    "deduction": DeductionRule(
        (FaultKind("missing", "缺少文书", D("1")), FaultKind("unsigned", "缺少签名", D("0.5")))
    ),
    "bare": BareRule(),
}
"""One judging rule of each kind, by the code of the small rubric's item that is judged by it."""

FULL_ANSWERS: dict[str, Answer] = {
    "degree": answers.Degree(D("10")),
    "conditions": answers.Conditions(frozenset({"plan", "record", "review"})),
    "tiers": answers.Ratio(D("1.2")),
    "completeness": answers.Completeness(answers.Extent.ALL),
    "deduction": answers.Faults(()),
    "bare": answers.Bare(D("10")),
}
"""For each item of the small rubric an answer that earns its full points."""

_HOME = {
    "degree": ("operations", "10"),
    "conditions": ("operations", "10"),
    "tiers": ("operations", "5"),
    "completeness": ("quality", "10"),
    "deduction": ("quality", "10"),
    "bare": ("quality", "10"),
}


def uid(*name: object) -> UUID:
    """The same UUID for the same name in every run."""
    return uuid5(EVALUATION, "/".join(str(each) for each in name))


def position(number: int) -> str:
    """The order key of the sibling with that number, counted from 1."""
    key = ""
    for _ in range(number):
        key = after_last([key] if key else [])
    return key


def item(code: str = "degree", **over: Any) -> Item:
    """An item of the small rubric."""
    component, points = _HOME.get(code, ("operations", "10"))
    given: dict[str, Any] = {
        "code": code,
        "component": component,
        "subject": "社工配备与到岗",
        "wording": f"条目 {code}",
        "look_for": ("看第一处。", "看第二处。"),
        "methods": (Method.DOCUMENTS,),
        "papers": ("花名册",),
        "judged": Judged.PER_GROUP if component == "quality" else Judged.ONCE,
        "points": D(points),
        "rule": RULES.get(code, DegreeRule()),
    }
    return Item(**(given | over))


def rubric(**over: Any) -> Rubric:
    """Two components (operations 25 judged once, quality 30 per group), one item of each judging rule."""
    given: dict[str, Any] = {
        "code": "small",
        "title": "测试用评分标准",
        "dated": date(2023, 1, 1),
        "source": "测试",
        "item_points_are_suggestions": True,
        "rounding": Rounding(),
        "parties": (
            Party(code="assessor", name="评估方", points=D("55"), is_assessor=True),
            Party(code="supervision_centre", name="督导中心", points=D("15")),
            Party(code="purchaser", name="购买方", points=D("20")),
            Party(code="supervisor", name="监督方", points=D("10")),
        ),
        "components": (
            Component(code="operations", name="运营管理", points=D("25"), judged=Judged.ONCE),
            Component(code="quality", name="服务质量", points=D("30"), judged=Judged.PER_GROUP),
        ),
        "grades": (
            GradeBand(code="excellent", name="优秀", at_least=D("90")),
            GradeBand(code="good", name="良好", at_least=D("80")),
            GradeBand(code="pass", name="合格", at_least=D("60")),
            GradeBand(code="fail", name="不合格", at_least=D("0")),
        ),
        "vetoes": (
            VetoRule(code="posts", name="岗位", wording="安排保安、保洁等占用社工岗位", test=FindingTest()),
            VetoRule(
                code="staffing",
                name="到岗",
                wording="社工到岗缺口过大",
                test=ShortfallTest(
                    required="attendance.required",
                    actual="attendance.actual",
                    midterm=D("5"),
                    final=D("10"),
                ),
            ),
            VetoRule(
                code="staff_costs",
                name="人员费用",
                wording="人员费用低于支出的 80%",
                test=ShareTest(share="funds.staff_cost_share", least=D("80")),
            ),
        ),
        "items": tuple(item(code) for code in _HOME),
    }
    return Rubric(**(given | over))


def rubric_text(given: Rubric | None = None) -> str:
    """The canonical JSON of a rubric, the small one unless another is given."""
    return canonical_json(encode(given or rubric()))


def rubric_hash(given: Rubric | None = None) -> str:
    """The address of a rubric document, the small one's unless another is given."""
    return content_hash(encode(given or rubric()))


def style(**over: Any) -> dict[str, Any]:
    """A house style as a document: what makes it one, and a title. It prints nothing."""
    return {"kind": "house_style", "code": "small", "title": "测试用体例"} | over


def style_text(given: dict[str, Any] | None = None) -> str:
    """The canonical JSON of a house style, the small one unless another is given."""
    return canonical_json(given or style())


def style_hash(given: dict[str, Any] | None = None) -> str:
    """The address of a house style document, the small one's unless another is given."""
    return content_hash(given or style())


def documents() -> dict[str, str]:
    """The small rubric and the small house style by their hashes."""
    return {rubric_hash(): rubric_text(), style_hash(): style_text()}


def evaluation(**over: Any) -> Evaluation:
    """A midterm evaluation by the small rubric, to be written in the small house style."""
    given: dict[str, Any] = {
        "id": EVALUATION,
        "station": "广州市番禺区和安街社工服务站",
        "station_short": "和安街社工站",
        "phase": Phase.MIDTERM,
        "visit_date": date(2024, 1, 16),
        "rubric": rubric_hash(),
        "house_style": style_hash(),
    }
    return Evaluation(**(given | over))


def person(number: int = 1, **over: Any) -> Person:
    """The expert with that number."""
    given: dict[str, Any] = {
        "id": uid("person", number),
        "name": f"专家{number}",
        "position": position(number),
    }
    return Person(**(given | over))


def group(number: int = 1, **over: Any) -> ReviewGroup:
    """The review group with that number."""
    given: dict[str, Any] = {
        "id": uid("group", number),
        "name": f"评审组{number}",
        "position": position(number),
    }
    return ReviewGroup(**(given | over))


def zone(number: int = 1, **over: Any) -> Zone:
    """The zone with that number, in no review group unless told."""
    given: dict[str, Any] = {
        "id": uid("zone", number),
        "name": f"第{number}片区",
        "position": position(number),
    }
    return Zone(**(given | over))


def community(number: int = 1, **over: Any) -> Community:
    """The community with that number, in the first zone unless told."""
    given: dict[str, Any] = {
        "id": uid("community", number),
        "zone_id": uid("zone", 1),
        "name": f"和安{number}社区",
        "position": position(number),
    }
    return Community(**(given | over))


def _natural(kind: type[_Entity], given: dict[str, Any], over: dict[str, Any]) -> _Entity:
    evaluation_id = over.pop("evaluation_id", EVALUATION)
    values = given | over
    return kind(**({"id": id_of(evaluation_id, kind, values)} | values))


def assignment(**over: Any) -> Assignment:
    """The first expert judges operations."""
    return _natural(
        Assignment, {"component": "operations", "group_id": None, "person_id": uid("person", 1)}, over
    )


def mark(item_code: str = "degree", **over: Any) -> Mark:
    """The first expert's full answer on an item, in the first review group if it is judged per group."""
    per_group = _HOME.get(item_code, ("operations",))[0] == "quality"
    given: dict[str, Any] = {
        "item": item_code,
        "group_id": uid("group", 1) if per_group else None,
        "person_id": uid("person", 1),
        "answer": FULL_ANSWERS.get(item_code, answers.Pending()),
    }
    return _natural(Mark, given, over)


def declaration(**over: Any) -> Declaration:
    """The first expert declares no conflict and has signed the pledge."""
    given = {"person_id": uid("person", 1), "conflict": Conflict.NONE, "pledged_on": date(2024, 1, 15)}
    return _natural(Declaration, given, over)


def hand_in(**over: Any) -> HandIn:
    """The first expert has handed in."""
    return _natural(HandIn, {"person_id": uid("person", 1)}, over)


def final_word(item_code: str = "degree", **over: Any) -> FinalWord:
    """The experts settle on the full answer, in the first review group if the item is judged per group."""
    per_group = _HOME.get(item_code, ("operations",))[0] == "quality"
    given: dict[str, Any] = {
        "item": item_code,
        "group_id": uid("group", 1) if per_group else None,
        "answer": FULL_ANSWERS.get(item_code, answers.NotApplicable()),
        "reason": "合议后一致同意。",
    }
    return _natural(FinalWord, given, over)


_Day = TypeVar("_Day", PlanEntry, Need, Attendee, SpotCheck, PaperRequest, Interview)


def _of_the_day(kind: type[_Day], number: int, given: dict[str, Any], over: dict[str, Any]) -> _Day:
    base: dict[str, Any] = {"id": uid(kind.kind, number), "position": position(number)}
    return kind(**(base | given | over))


def plan_entry(number: int = 1, **over: Any) -> PlanEntry:
    """A line of the plan, from nine to half past."""
    given = {"title": f"环节{number}", "starts_at": "09:00", "ends_at": "09:30"}
    return _of_the_day(PlanEntry, number, given, over)


def need(number: int = 1, **over: Any) -> Need:
    """Something to bring, not ready yet."""
    return _of_the_day(Need, number, {"title": f"要带的{number}"}, over)


def attendee(number: int = 1, **over: Any) -> Attendee:
    """Somebody of the purchaser's."""
    return _of_the_day(Attendee, number, {"name": f"来宾{number}", "party": "purchaser"}, over)


def spot_check(place: int = 1, **over: Any) -> SpotCheck:
    """A case that was chosen."""
    return _of_the_day(SpotCheck, place, {"number": f"GA-{place:03}"}, over)


def paper_request(number: int = 1, **over: Any) -> PaperRequest:
    """A paper promised until the day of the visit."""
    given = {"title": f"台账{number}", "promised_by": "项目负责人", "due_on": date(2024, 1, 16)}
    return _of_the_day(PaperRequest, number, given, over)


def interview(number: int = 1, **over: Any) -> Interview:
    """A talk with two front-line workers."""
    return _of_the_day(Interview, number, {"role": "一线社工", "people": 2}, over)


def figure(**over: Any) -> Figure:
    """The purchaser's 18.5 points."""
    given = {"scope": Scope.PARTY, "code": "purchaser", "group_id": None, "points": D("18.5")}
    return _natural(Figure, given, over)


def party_figures(**points: str) -> tuple[Figure, ...]:
    """Figures of the other parties, 12.75 + 18.5 + 8.5 unless told otherwise by party code."""
    given = {"supervision_centre": "12.75", "purchaser": "18.5", "supervisor": "8.5"} | points
    return tuple(figure(code=code, points=D(value)) for code, value in given.items())


def veto_finding(**over: Any) -> VetoFinding:
    """The rule about posts does not hold."""
    return _natural(
        VetoFinding, {"rule": "posts", "state": VetoState.CLEAR, "reason": "核对花名册，未见占岗。"}, over
    )


def clear_vetoes(given: Rubric | None = None) -> tuple[VetoFinding, ...]:
    """No veto is open: what a person finds does not hold, what follows from tables is put off."""
    return tuple(
        veto_finding(rule=each.code)
        if isinstance(each.test, FindingTest)
        else veto_finding(rule=each.code, state=VetoState.DEFERRED, reason="本期无表。", decided_by="组长")
        for each in (given or rubric()).vetoes
    )


def quantity(**over: Any) -> Quantity:
    """Required attendance of 110 person-months."""
    return _natural(Quantity, {"code": "attendance.required", "value": D("110"), "source": "协议"}, over)


def observation(number: int = 1, **over: Any) -> Observation:
    """A strength in operations."""
    given: dict[str, Any] = {
        "id": uid("observation", number),
        "subject": "operations",
        "tone": Tone.STRENGTH,
        "text": f"第{number}条观察。",
        "position": position(number),
    }
    return Observation(**(given | over))


def indicator(number: int = 1, **over: Any) -> Indicator:
    """An indicator counted in cases; one that is told whose rate it is, is agreed as a rate."""
    given: dict[str, Any] = {
        "id": uid("indicator", number),
        "label": f"指标{number}",
        "unit": "个",
        "agreed": Agreed.AMOUNT if over.get("rate_of") is None else Agreed.RATE,
        "position": position(number),
    }
    return Indicator(**(given | over))


def indicator_value(**over: Any) -> IndicatorValue:
    """The first indicator of the whole station: 1445 of 800."""
    given = {"indicator_id": uid("indicator", 1), "zone_id": None, "agreed": D("800"), "done": D("1445")}
    return _natural(IndicatorValue, given, over)


def report_text(**over: Any) -> ReportText:
    """The conclusion."""
    return _natural(ReportText, {"code": "conclusion", "text": "总体运行平稳。"}, over)


def dossier(*parts: Any, **over: Any) -> Dossier:
    """A dossier of the given entities; the evaluation is made with the overrides if it is not among them."""
    heads = [each for each in parts if isinstance(each, Evaluation)] or [evaluation(**over)]
    return assemble([*heads[:1], *(each for each in parts if not isinstance(each, Evaluation))])


def judged(
    *, experts: int = 2, groups: int = 2, without: Iterable[Any] = (), handed_in: bool = True, **over: Any
) -> Dossier:
    """A complete evaluation: every expert gives full marks everywhere; figures in, no veto holds.

    `without` names entities by ID that are to be left out. Marks not `handed_in` were taken back.
    """
    people = [person(number) for number in range(1, experts + 1)]
    places = [group(number) for number in range(1, groups + 1)]
    parts: list[Any] = [*people, *places]
    for each in people:
        parts += [declaration(person_id=each.id), hand_in(person_id=each.id, handed_in=handed_in)]
        parts += [assignment(component=code, person_id=each.id) for code in ("operations", "quality")]
        for code, (component, _) in _HOME.items():
            where = [None] if component == "operations" else [place.id for place in places]
            parts += [mark(code, person_id=each.id, group_id=group_id) for group_id in where]
    parts += [*party_figures(), *clear_vetoes()]
    left_out = set(without)
    return dossier(*(each for each in parts if each.id not in left_out), **over)


def change(number: int = 1, **over: Any) -> Change:
    """The change with that number on the test's device: the station's name is set."""
    given: dict[str, Any] = {
        "id": uid("change", number),
        "evaluation_id": EVALUATION,
        "device_id": DEVICE,
        "device_seq": number,
        "lamport": number,
        "at": NOON + timedelta(seconds=number),
        "entity": "evaluation",
        "entity_id": EVALUATION,
        "field": "station",
        "value": '"广州市番禺区和安街社工服务站"',
        "batch_id": uid("batch", number),
    }
    return Change(**(given | over))


def creation(given: Dossier, *, first: int = 1, **over: Any) -> tuple[Change, ...]:
    """The changes that make every entity of a dossier: one a field, all in one batch."""
    made: list[Change] = []
    batch = uid("batch", "creation", first)
    for entity in given.entities():
        for name in field_names(type(entity)):
            values = {
                "evaluation_id": given.id,
                "entity": entity.kind,
                "entity_id": entity.id,
                "field": name,
                "value": canonical_json(encode(getattr(entity, name))),
                "batch_id": batch,
            }
            made.append(change(first + len(made), **(values | over)))
    return tuple(made)
