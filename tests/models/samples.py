"""Evaluations to store: a small one with one of everything, and large ones for the clock."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import canonical_json
from sgz_desktop.domain.day import Attendee, Draw, Interview, Need, PaperRequest, PlanEntry, SpotCheck
from sgz_desktop.domain.declaration import Conflict, Declaration
from sgz_desktop.domain.deliberation import FinalWord, HandIn
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble, natural_id
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.funding import FundLine, Resource, ResourceKind
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator, IndicatorValue
from sgz_desktop.domain.mark import Conditions, Degree, FaultCount, Faults, Mark, NotApplicable
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Assignment, Person, Role
from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, TrainingHours, Worker
from sgz_desktop.domain.survey import Outcome, Respondent, Survey, Way
from sgz_desktop.domain.veto import VetoFinding, VetoState
from sgz_desktop.models.migrate import prepare

RUBRIC_TEXT = canonical_json({"name": "试用标准"})
RUBRIC = hashlib.sha256(RUBRIC_TEXT.encode()).hexdigest()
STYLE_TEXT = canonical_json({"kind": "house_style", "title": "试用体例"})
STYLE = hashlib.sha256(STYLE_TEXT.encode()).hexdigest()
DOCUMENTS = {RUBRIC: RUBRIC_TEXT, STYLE: STYLE_TEXT}
BEGIN = datetime(2024, 1, 16, 1, 30, tzinfo=UTC)


def uid(number: int) -> UUID:
    """A UUID that reads as a number."""
    return UUID(int=number)


E1, E2 = uid(0xE1), uid(0xE2)
LI, WANG, CHEN = uid(0xA1), uid(0xA2), uid(0xA3)
GROUP, OTHER_GROUP = uid(0xB1), uid(0xB2)
ZONE, OTHER_ZONE = uid(0xC1), uid(0xC2)
CASES, RATE = uid(0xD1), uid(0xD2)
SEEN = uid(0xF1)
WORKER, ASKED = uid(0x21), uid(0x24)


class Clock:
    """A clock that is set by hand and goes on by a second whenever it is read."""

    def __init__(self, at: datetime = BEGIN) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def mark_id(item: str, person_id: UUID, group_id: UUID | None = None, evaluation_id: UUID = E1) -> UUID:
    """The ID of a mark."""
    return natural_id(evaluation_id, Mark, item, group_id, person_id)


def head(evaluation_id: UUID = E1, station: str = "虚构镇社工站") -> Evaluation:
    """An evaluation's head with every kind of field filled."""
    return Evaluation(
        id=evaluation_id,
        station=station,
        station_short="虚构站",
        phase=Phase.MIDTERM,
        visit_date=date(2024, 1, 16),
        rubric=RUBRIC,
        house_style=STYLE,
        period_start=date(2023, 7, 1),
        period_end=date(2023, 12, 31),
        funds_yuan=Decimal("2400000.50"),
        required_staff=20,
    )


def dossier(evaluation_id: UUID = E1) -> Dossier:
    """One of everything; for another evaluation than E1 only the head."""
    if evaluation_id != E1:
        return Dossier(evaluation=head(evaluation_id, "另一个镇社工站"))
    figure = natural_id(E1, Figure, Scope.COMPONENT, "quality", GROUP)
    return assemble(
        [
            head(),
            Person(id=LI, name="李甲", leads=True, position="a1"),
            Person(id=WANG, name="王乙", position="a2"),
            Person(id=CHEN, name="陈丙", role=Role.STAFF, position="a3"),
            ReviewGroup(id=GROUP, name="第一组", position="a1"),
            ReviewGroup(id=OTHER_GROUP, name="第二组", position="a2"),
            Zone(id=ZONE, name="第一片区", group_id=GROUP, staff=Decimal("4.5"), position="a1"),
            Zone(id=OTHER_ZONE, name="第二片区", group_id=GROUP, position="a2"),
            Community(id=uid(0xC9), zone_id=ZONE, name="东村", position="a1"),
            Assignment(
                id=natural_id(E1, Assignment, "quality", GROUP, LI),
                component="quality",
                group_id=GROUP,
                person_id=LI,
            ),
            Mark(
                id=mark_id("q.1", LI, GROUP),
                item="q.1",
                group_id=GROUP,
                person_id=LI,
                answer=Degree(Decimal(3)),
            ),
            Mark(
                id=mark_id("q.2", LI),
                item="q.2",
                person_id=LI,
                answer=Faults((FaultCount("late", 2), FaultCount("absent", 1))),
                note="看过登记表",
            ),
            Mark(id=mark_id("q.3", WANG), item="q.3", person_id=WANG, answer=Conditions(frozenset("ab"))),
            Figure(
                id=figure,
                scope=Scope.COMPONENT,
                code="quality",
                group_id=GROUP,
                points=Decimal("16.8"),
                counts=False,
                received_on=date(2024, 1, 17),
            ),
            VetoFinding(
                id=natural_id(E1, VetoFinding, "breach"), rule="breach", state=VetoState.CLEAR, reason="查无"
            ),
            Quantity(
                id=natural_id(E1, Quantity, "staff.total"),
                code="staff.total",
                value=Decimal(19),
                source="花名册",
            ),
            Observation(
                id=SEEN, group_id=GROUP, person_id=LI, tone=Tone.CONCERN, text="档案不全。", position="a1"
            ),
            Indicator(id=CASES, label="个案", unit="个", cover=Cover.ZONES, position="a1"),
            Indicator(id=RATE, label="结案率", unit="%", agreed=Agreed.RATE, rate_of=CASES, position="a2"),
            IndicatorValue(
                id=natural_id(E1, IndicatorValue, CASES, ZONE),
                indicator_id=CASES,
                zone_id=ZONE,
                agreed=Decimal(30),
                done=Decimal("28.5"),
            ),
            ReportText(id=natural_id(E1, ReportText, "closing"), code="closing", text="第一段\n第二段"),
            Declaration(
                id=natural_id(E1, Declaration, LI),
                person_id=LI,
                conflict=Conflict.NONE,
                pledged_on=date(2024, 1, 15),
            ),
            Declaration(id=natural_id(E1, Declaration, CHEN), person_id=CHEN, relation="没有回答"),
            HandIn(id=natural_id(E1, HandIn, LI), person_id=LI),
            FinalWord(
                id=natural_id(E1, FinalWord, "q.3", None),
                item="q.3",
                answer=Conditions(frozenset("a")),
                reason="两位专家复看后同意。",
            ),
            PlanEntry(id=uid(0x11), title="听取介绍", starts_at="09:00", group_id=GROUP, position="a1"),
            Need(id=uid(0x12), title="签到表", ready=True, position="a1"),
            Attendee(id=uid(0x13), name="来宾甲", party="purchaser", at_feedback=True, position="a1"),
            SpotCheck(
                id=uid(0x14),
                number="GA-014",
                group_id=GROUP,
                draw=Draw.DRAWN,
                drawn_from=60,
                seed="0116",
                person_id=LI,
                observation_id=SEEN,
                position="a1",
            ),
            PaperRequest(id=uid(0x15), title="台账", item="q.1", due_on=date(2024, 1, 16), position="a1"),
            Interview(id=uid(0x16), role="一线社工", people=2, person_id=LI, position="a1"),
            *_annexes(),
        ]
    )


def _annexes() -> list[Any]:
    return [
        Worker(
            id=WORKER,
            name="社工甲",
            zone_id=ZONE,
            certificate=Certificate.ASSISTANT,
            contract_start=date(2023, 7, 1),
            related_degree=False,
            experienced=True,
            stated_months=Decimal("5.5"),
            position="a1",
        ),
        DutyMonth(
            id=natural_id(E1, DutyMonth, WORKER, "2023-08"),
            worker_id=WORKER,
            month="2023-08",
            present=Tick.YES,
            insured=Tick.NO,
            override=Decimal("0.5"),
            reason="当月中旬到岗",
        ),
        TrainingHours(
            id=natural_id(E1, TrainingHours, WORKER, ""), worker_id=WORKER, training=Decimal("33.5")
        ),
        Resource(
            id=uid(0x22),
            received_on=date(2023, 9, 28),
            provider="商会",
            category=ResourceKind.GOODS,
            value_yuan=Decimal("1280.5"),
            beneficiaries=30,
            position="a1",
        ),
        FundLine(id=uid(0x23), name="2023年度", spent=Decimal(1200000), position="a1"),
        Survey(id=natural_id(E1, Survey, "satisfaction"), target_people=1884, wanted=100, seed="0116"),
        Respondent(id=ASKED, name="受访甲", drawn=1, outcome=Outcome.NOT_REACHED, position="a1"),
        Respondent(
            id=uid(0x25),
            name="受访乙",
            zone_id=ZONE,
            person_id=LI,
            stands_in_for=ASKED,
            outcome=Outcome.ANSWERED,
            way=Way.PHONE,
            answer=Decimal("96.5"),
            position="a2",
        ),
    ]


def large(evaluation_id: UUID, *, items: int, experts: int, observations: int) -> Dossier:
    """A dossier of many marks and observations."""
    positions: list[str] = []
    for _ in range(max(experts, observations)):
        positions.append(after_last(positions[-1:]))
    people = [
        Person(id=natural_id(evaluation_id, Person, index), name=f"专家{index}", position=positions[index])
        for index in range(experts)
    ]
    marks = [
        Mark(
            id=natural_id(evaluation_id, Mark, f"i.{item}", None, person.id),
            item=f"i.{item}",
            person_id=person.id,
            answer=NotApplicable() if item % 50 == 0 else Degree(Decimal(item % 17) / 4),
        )
        for item in range(items)
        for person in people
    ]
    seen = [
        Observation(
            id=natural_id(evaluation_id, Observation, index),
            subject="quality",
            person_id=people[index % experts].id,
            text="该站在服务过程中建立了较完整的档案，走访记录基本齐全，能反映服务对象的需要。" * 3,
            recommendation="建议补齐签名与日期。",
            position=positions[index],
        )
        for index in range(observations)
    ]
    return assemble([head(evaluation_id), *people, *marks, *seen])


def new_file(folder: Path, name: str = "data.sqlite3") -> Path:
    """A data file of the present form with nothing in it."""
    path = folder / name
    path.write_bytes(_blank())
    return path


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "blank.sqlite3")
        prepare(path, None)
        return path.read_bytes()
