"""Hypothesis strategies for whole evaluations, with what people did to them since."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import strategies as st

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.change import DELETED, Change, heads
from sgz_desktop.domain.day import Checked, Draw
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble, field_names, natural_key
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.projection import project
from sgz_desktop.domain.quantities import ENTERED_KEYS, REGISTRY
from sgz_desktop.domain.rubric import Method
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.survey import Outcome, Way
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.package import Package, write_package
from tests import annexes, build

_T = TypeVar("_T")
COMPONENTS = ("operations", "quality")
_OWN = build.style(title="本次评估改过的体例")
OWN_STYLE = build.style_hash(_OWN)
"""A changed copy of the small house style."""
DOCUMENTS = build.documents() | {OWN_STYLE: build.style_text(_OWN)}
PER_GROUP = frozenset({"completeness", "deduction", "bare"})

# Rare characters of names, other planes, combining marks, both directions, and what other formats choke on.
_SAMPLES = "钟村街社工站𠮷䶮㼆龘𪚥é́א=+-@\"'\\<&> \u200b、。"

names = st.one_of(
    st.text(alphabet=_SAMPLES, min_size=1, max_size=40).filter(lambda text: bool(text.strip())),
    st.just("名" * 40),
)
texts = st.one_of(st.just(""), st.text(alphabet=_SAMPLES + "\n\t\u2028", max_size=60))
days = st.one_of(st.none(), st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31)))


def amounts(most: str = "1000", places: int = 3) -> st.SearchStrategy[Decimal]:
    """Decimals from 0 to `most`."""
    return st.decimals(min_value=0, max_value=Decimal(most), places=places, allow_nan=False)


def answer_to(item: str) -> st.SearchStrategy[Answer]:
    """An answer that fits the small rubric's item."""
    fitting: dict[str, st.SearchStrategy[Any]] = {
        "degree": amounts("10").map(answers.Degree),
        "conditions": st.frozensets(st.sampled_from(["plan", "record", "review"])).map(answers.Conditions),
        "tiers": amounts("3").map(answers.Ratio),
        "completeness": st.sampled_from(answers.Extent).map(answers.Completeness),
        "deduction": st.dictionaries(
            st.sampled_from(["missing", "unsigned"]), st.integers(min_value=1, max_value=9)
        ).map(lambda counts: answers.Faults(tuple(answers.FaultCount(*each) for each in counts.items()))),
        "bare": amounts("10").map(answers.Bare),
    }
    return st.one_of(fitting[item], st.just(answers.NotApplicable()), st.just(answers.Pending()))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """An evaluation by the small rubric: any number of places and experts, any part of the answers."""
    people = [
        build.person(number, name=draw(names), role=draw(st.sampled_from(Role)), title=draw(texts))
        for number in range(1, draw(st.integers(0, 7)) + 1)
    ]
    groups = [build.group(number, name=draw(names)) for number in range(1, draw(st.integers(0, 6)) + 1)]
    group_ids = [each.id for each in groups]
    zones = [
        build.zone(number, name=draw(names), group_id=draw(_maybe(group_ids)), staff=draw(_some(amounts())))
        for number in range(1, draw(st.integers(0, 6)) + 1)
    ]
    zone_ids = [each.id for each in zones]
    parts: list[Any] = [build.evaluation(**draw(_head_fields())), *people, *groups, *zones]
    if zones:
        parts += [
            build.community(number, name=draw(names), zone_id=draw(st.sampled_from(zone_ids)))
            for number in range(1, draw(st.integers(0, 3)) + 1)
        ]
    experts = [each.id for each in people if each.role is Role.EXPERT]
    parts += draw(_judgements(experts, group_ids))
    parts += draw(_figures(group_ids)) + draw(_findings()) + draw(_words(group_ids))
    parts += draw(_indicators(zone_ids)) + draw(_formalities(people, group_ids))
    parts += draw(_day(experts, group_ids)) + draw(_annexes(experts, zone_ids))
    return assemble(parts)


def _some(values: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    return st.one_of(st.none(), values)


def _maybe(ids: Sequence[UUID]) -> st.SearchStrategy[UUID | None]:
    return st.sampled_from([None, *ids])


def _head_fields() -> st.SearchStrategy[dict[str, Any]]:
    start = date(2023, 7, 16)
    return st.fixed_dictionaries(
        {"station": names, "phase": st.sampled_from(Phase), "basis": st.sampled_from(Basis)},
        optional={
            "visit_date": days,
            "agreement_start": st.just(start),
            "agreement_end": st.integers(0, 400).map(lambda length: start + timedelta(days=length)),
            "funds_yuan": amounts("9000000", 2),
            "required_staff": st.integers(1, 99),
            "operator": texts,
            "founded": names,
            "house_style": st.sampled_from([build.style_hash(), OWN_STYLE]),
            "stated_grade": st.sampled_from(["excellent", "good", "pass", "fail"]),
            "note": texts,
        },
    )


@st.composite
def _judgements(draw: st.DrawFn, people: Sequence[UUID], groups: Sequence[UUID]) -> list[Any]:
    parts: list[Any] = []
    for person_id in people:
        for component in draw(st.sets(st.sampled_from(COMPONENTS))):
            parts.append(build.assignment(component=component, person_id=person_id))
        for item in draw(st.sets(st.sampled_from(sorted(build.RULES)), max_size=3)):
            group_id = draw(st.sampled_from(groups)) if item in PER_GROUP and groups else None
            answer = draw(answer_to(item))
            note = draw(texts)
            parts.append(build.mark(item, person_id=person_id, group_id=group_id, answer=answer, note=note))
    return parts


@st.composite
def _figures(draw: st.DrawFn, groups: Sequence[UUID]) -> list[Any]:
    codes = draw(st.sets(st.sampled_from(["assessor", "supervision_centre", "purchaser", "supervisor"])))
    parts = [
        build.figure(code=code, points=draw(_some(amounts("10"))), source=draw(texts), received_on=draw(days))
        for code in sorted(codes)
    ]
    for group_id in draw(st.sets(_maybe(groups), max_size=2)):
        parts.append(
            build.figure(
                scope=Scope.COMPONENT,
                code="quality",
                group_id=group_id,
                points=draw(amounts("30", 4)),
                counts=draw(st.booleans()),
            )
        )
    if draw(st.booleans()):
        parts.append(build.figure(scope=Scope.TOTAL, code="total", points=draw(amounts("100", 2))))
    return parts


@st.composite
def _findings(draw: st.DrawFn) -> list[Any]:
    return [
        build.veto_finding(
            rule=rule, state=draw(st.sampled_from(VetoState)), reason="核对。", decided_by="甲"
        )
        for rule in sorted(draw(st.sets(st.sampled_from(["posts", "staffing", "staff_costs"]))))
    ]


@st.composite
def _words(draw: st.DrawFn, groups: Sequence[UUID]) -> list[Any]:
    parts: list[Any] = [
        build.observation(
            number,
            subject=draw(st.sampled_from([None, "operations", "quality", "purchaser"])),
            item=draw(st.sampled_from([None, "degree"])),
            group_id=draw(_maybe(groups)),
            tone=draw(st.sampled_from(Tone)),
            lead=draw(texts),
            text=draw(texts),
            printed_lead=draw(_some(texts)),
            printed_text=draw(_some(texts)),
            printed_recommendation=draw(_some(texts)),
        )
        for number in range(1, draw(st.integers(0, 4)) + 1)
    ]
    for code in sorted(draw(st.sets(st.sampled_from(["profile", "conclusion", "feedback.draft"])))):
        parts.append(build.report_text(code=code, text=draw(texts)))
    for code in sorted(draw(st.sets(st.sampled_from(ENTERED_KEYS), max_size=3))):
        name = REGISTRY[code]
        most = min(name.most, Decimal(99999))
        value = draw(_some(amounts(str(most), 0 if name.whole else 6)))
        parts.append(build.quantity(code=code, value=value, source=draw(texts)))
    return parts


@st.composite
def _formalities(draw: st.DrawFn, people: Sequence[Any], groups: Sequence[UUID]) -> list[Any]:
    parts: list[Any] = []
    for person in people:
        if draw(st.booleans()):
            # Who judges has no conflict: that is refused.
            conflict = draw(st.sampled_from([None, Conflict.NONE]))
            signed = draw(days)
            parts.append(build.declaration(person_id=person.id, conflict=conflict, pledged_on=signed))
        if person.role is Role.EXPERT and draw(st.booleans()):
            parts.append(build.hand_in(person_id=person.id, handed_in=draw(st.booleans())))
    for item in sorted(draw(st.sets(st.sampled_from(sorted(build.RULES)), max_size=2))):
        group_id = draw(st.sampled_from(groups)) if item in PER_GROUP and groups else None
        answer = draw(answer_to(item).filter(lambda each: not isinstance(each, answers.Pending)))
        parts.append(build.final_word(item, group_id=group_id, answer=answer))
    return parts


@st.composite
def _day(draw: st.DrawFn, experts: Sequence[UUID], groups: Sequence[UUID]) -> list[Any]:
    """At most one of each: what matters is every field, not their number."""
    group_id, person_id = draw(_maybe(groups)), draw(_maybe(experts))
    every = [
        build.plan_entry(title=draw(names), group_id=group_id, method=draw(_some(st.sampled_from(Method)))),
        build.need(title=draw(names), ready=draw(st.booleans())),
        build.attendee(name=draw(names), at_feedback=draw(st.booleans())),
        build.spot_check(
            number=draw(names),
            checked=draw(st.sampled_from(Checked)),
            draw=draw(st.sampled_from(Draw)),
            group_id=group_id,
            person_id=person_id,
            found=draw(texts),
        ),
        build.paper_request(title=draw(names), due_on=draw(days), arrived_on=draw(days), due_at="16:30"),
        build.interview(role=draw(names), group_id=group_id, person_id=person_id, notes=draw(texts)),
    ]
    return [each for each in every if draw(st.booleans())]


@st.composite
def _annexes(draw: st.DrawFn, experts: Sequence[UUID], zones: Sequence[UUID]) -> list[Any]:
    """At most one of each: what matters is every field, not their number."""
    worker = annexes.worker(
        name=draw(names),
        zone_id=draw(_maybe(zones)),
        certificate=draw(_some(st.sampled_from(Certificate))),
        related_degree=draw(_some(st.booleans())),
        experienced=draw(_some(st.booleans())),
        stated_months=draw(_some(amounts("12", 1))),
    )
    ticks = _some(st.sampled_from(Tick))
    override = draw(_some(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)])))
    of_worker = [
        annexes.duty_month(present=draw(ticks), insured=draw(ticks), override=override, reason="见考勤表。"),
        annexes.training_hours(training=draw(_some(amounts())), source=draw(texts)),
    ]
    every = [
        annexes.resource(
            provider=draw(texts),
            received_on=draw(days),
            category=draw(_some(st.sampled_from(ResourceKind))),
            beneficiaries=draw(_some(st.integers(0, 9999))),
        ),
        annexes.fund_line(name=draw(names), spent=draw(_some(amounts("9000000", 2)))),
        annexes.survey(seed=draw(texts), drawn_on=draw(days)),
        annexes.respondent(
            name=draw(names),
            zone_id=draw(_maybe(zones)),
            person_id=draw(_maybe(experts)),
            answer=draw(_some(amounts("100", 2))),
            outcome=draw(_some(st.sampled_from(Outcome))),
            way=draw(_some(st.sampled_from(Way))),
        ),
    ]
    here = [worker, *of_worker] if draw(st.booleans()) else []
    return here + [each for each in every if draw(st.booleans())]


@st.composite
def _indicators(draw: st.DrawFn, zones: Sequence[UUID]) -> list[Any]:
    parts: list[Any] = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        first = build.uid("indicator", 1) if number > 1 and draw(st.booleans()) else None
        indicator = build.indicator(
            number,
            label=draw(names),
            cover=draw(st.sampled_from(Cover)),
            rate_of=first,
            sentence_group=draw(st.integers(0, 999)),
        )
        parts.append(indicator)
        for zone_id in draw(st.sets(_maybe(zones), max_size=2)):
            agreed, done = draw(_some(amounts())), draw(_some(amounts()))
            value = build.indicator_value(
                indicator_id=indicator.id, zone_id=zone_id, agreed=agreed, done=done
            )
            parts.append(value)
    return parts


class Desk:
    """Somebody at a laptop who edits what is there, seeing all or only some of what others did."""

    def __init__(self, start: Dossier) -> None:
        self.changes: list[Change] = list(build.creation(start))
        self._people = [each.id for each in start.people]
        self._devices: dict[UUID, int] = {build.DEVICE: len(self.changes)}

    def living(self) -> tuple[Any, ...]:
        """What there is now."""
        return project(self.changes)

    def set(self, draw: st.DrawFn, entity: Any, field: str, text: str) -> None:
        """Set a field unless that makes an entity that may not exist."""
        device = draw(st.sampled_from([build.DEVICE, build.uid("device", 2)]))
        sequence = self._devices.get(device, 0) + 1
        seen = heads(self.changes).get((entity.kind, entity.id, field), [])
        replaced = tuple(each.id for each in seen) if draw(st.integers(0, 4)) else ()
        change = build.change(
            len(self.changes) + 1,
            device_id=device,
            device_seq=sequence,
            author_id=draw(_maybe(self._people)),
            for_id=draw(_maybe(self._people)),
            entity=entity.kind,
            entity_id=entity.id,
            field=field,
            value=text,
            replaces=replaced,
            reason=draw(texts),
            at=build.NOON + timedelta(microseconds=draw(st.integers(0, 10**12))),
        )
        try:
            project([*self.changes, change])
        except Refused:
            return
        self.changes.append(change)
        self._devices[device] = sequence


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """An evaluation as it is exported: after creation, edits by several people, deletions."""
    desk = Desk(draw(dossiers()))
    for _ in range(draw(st.integers(0, 8))):
        entity = draw(st.sampled_from(desk.living()))
        if entity.kind != "evaluation" and draw(st.integers(0, 3)) == 0:
            desk.set(draw, entity, DELETED, "true")
            if draw(st.booleans()):
                desk.set(draw, entity, DELETED, "false")
            continue
        editable = _editable(entity)
        if not editable:
            continue
        field = draw(st.sampled_from(editable))
        value = replace(entity, **{field: draw(_VALUES[field])}) if field in _VALUES else entity
        desk.set(draw, entity, field, canonical_json(encode(getattr(value, field))))
    return Package(assemble(desk.living()), tuple(desk.changes), DOCUMENTS)


def handwritten() -> st.SearchStrategy[Package]:
    """An evaluation without a history."""
    return dossiers().map(lambda dossier: Package(dossier, (), DOCUMENTS))


def plain(package: Package) -> dict[str, Any]:
    """What the file of a package spells, to be spoiled."""
    found: dict[str, Any] = json.loads(write_package(package))
    return found


def _editable(entity: Any) -> list[str]:
    return [each for each in field_names(type(entity)) if each not in natural_key(type(entity))]


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "station": names,
    "note": texts,
    "text": texts,
    "lead": texts,
    "printed_text": _some(texts),
    "house_style": st.sampled_from([build.style_hash(), OWN_STYLE]),
    "source": texts,
    "visit_date": days,
    "points": amounts("10"),
    "position": st.from_regex(r"[a-z][a-z1-9]{0,6}", fullmatch=True),
    "done": _some(amounts()),
}
