"""Evaluations for the pictures: one that somebody is in the middle of, and who works on it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program


def half_done(program: "Program") -> UUID:
    """An evaluation somebody is in the middle of."""
    from sgz_desktop.domain.evaluation import Phase
    from sgz_desktop.domain.mark import Degree, Pending
    from sgz_desktop.domain.rubric import DegreeRule
    from sgz_desktop.services.changes import NOBODY, Worker

    made = program.evaluations.create(
        station="白云区云边街社会工作服务站（某某某某某某某某某某某某某某某某社区联合）",
        phase=Phase.MIDTERM,
        visit_date=date(2025, 3, 4),
    )
    _, expert = program.preparing.add(made, "person", {"name": "林专家", "leads": True}, NOBODY)
    for name in ("第一片区", "第二片区", "第三片区"):
        _, group = program.preparing.add(made, "group", {"name": name}, NOBODY)
        program.preparing.add(made, "zone", {"name": name, "group_id": group}, NOBODY)
    rubric = program.evaluations.rubric(made)
    for component in rubric.components:
        program.preparing.assign(made, component.code, None, expert, on=True, worker=NOBODY)
    stops = program.visiting.stops(made, expert)
    for stop in stops[: len(stops) // 2]:
        is_degree = isinstance(stop.item.rule, DegreeRule)
        answer = Degree(stop.item.points - Decimal("0.1")) if is_degree else Pending()
        program.visiting.answer(made, stop.item.code, stop.group_id, expert, answer, Worker(expert))
    return made


def begin_by_halves(program: "Program", evaluation_id: UUID) -> None:
    """Give an evaluation what a morning on site leaves: papers of the day, observations, some figures."""
    _papers(program, evaluation_id)
    _observations(program, evaluation_id)
    _figures(program, evaluation_id)


def work_as_first(program: "Program", evaluation_id: UUID) -> None:
    """Let the first of its people be the one who works here."""
    from sgz_desktop.services.changes import Worker

    person = program.evaluations.dossier(evaluation_id).people[0]
    program.desk.set_worker(evaluation_id, Worker(person.id))


def _papers(program: "Program", evaluation_id: UUID) -> None:
    from sgz_desktop.services.changes import NOBODY

    day, add = program.day, program.preparing.add
    day.fill_plan(evaluation_id, NOBODY)
    for name, party, at in (("方向晚", "purchaser", "09:00"), ("简书恒", "station", "")):
        add(evaluation_id, "attendee", {"name": name, "party": party, "signed_in_at": at}, NOBODY)
    for number, found in (("GA-2025-003", "跟进记录按次填写，缺服务对象签字。"), ("GA-2025-017", "")):
        add(evaluation_id, "spot_check", {"number": number, "found": found}, NOBODY)
    day.ask_for_paper(
        evaluation_id,
        NOBODY,
        title="第四季度督导记录",
        promised_by="项目负责人",
        due_on=date(2025, 3, 5),
        due_at="12:00",
    )
    add(evaluation_id, "interview", {"role": "购买方代表", "people": 1}, NOBODY)


def _observations(program: "Program", evaluation_id: UUID) -> None:
    from sgz_desktop.domain.observation import Tone
    from sgz_desktop.services.changes import NOBODY

    rubric, dossier = program.evaluations.rubric(evaluation_id), program.evaluations.dossier(evaluation_id)
    first = rubric.components[0].code
    for tone, subject, text, evidence in (
        (Tone.STRENGTH, first, "制度健全，值班表和培训记录逐月更新。", "制度汇编、培训台账"),
        (Tone.CONCERN, first, "劳动合同有两份到期没有续签。", ""),
        (Tone.UNFILED, None, "门口的指引牌被遮住了，回头再看一次。", ""),
    ):
        program.visiting.observe(
            evaluation_id,
            NOBODY,
            tone=tone,
            subject=subject,
            text=text,
            evidence=evidence,
            person_id=dossier.people[0].id,
        )


def _figures(program: "Program", evaluation_id: UUID) -> None:
    from sgz_desktop.domain.indicator import Cover
    from sgz_desktop.services.changes import NOBODY

    zones = program.evaluations.dossier(evaluation_id).zones
    for name, unit, cover in (
        ("家访", "人次", Cover.ZONES),
        ("专业个案（接案）", "个", Cover.ZONES),
        ("新登记志愿者", "名", Cover.STATION),
    ):
        values = {"label": name, "unit": unit, "cover": cover}
        _, made = program.preparing.add(evaluation_id, "indicator", values, NOBODY)
        places = [each.id for each in zones[:2]] if cover is Cover.ZONES else [None]
        for number, zone_id in enumerate(places, 1):
            amounts = {"agreed": Decimal(100 * number), "done": Decimal(30) if number == 1 else None}
            program.preparing.set_indicator_value(evaluation_id, made, zone_id, amounts, NOBODY)
