"""A station whose tables are full: its workbook read in, looked through by hand, its people asked."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from tools.screen_workbook import ZONES, write_workbook

if TYPE_CHECKING:
    from sgz_desktop.services.changes import Changes
    from sgz_desktop.services.program import Program

WORKBOOK, SUPPLEMENT = "云溪街社工站报表.xlsx", "云溪街社工站补报.xlsx"
_BEGIN, _END, _VISIT = date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 4)
_DRAWN, _ASKED = 24, 19
_ANSWERS = ("96", "100", "88.5", "92", "75", "97", "", "85", "98", "68", "95", "90", "100", "94", "87", "99")
_OPEN_YEARS, _NEW = "阮星辰", ("容若初", "万俟清和")
_OVERRIDDEN, _MONTHLY = "叶知微", "顾一苇"
_BARE = (("attendance.actual", "152"), ("satisfaction.mean", "93.6"), ("funds.spent", "1980000"))
"""Figures that were entered before the tables came, and which disagree with them."""


def full_station(program: "Program") -> UUID:
    """An evaluation with all its tables, nobody drawn yet; the station's workbook is in the data folder."""
    from sgz_desktop.domain.evaluation import Phase
    from sgz_desktop.services.changes import NOBODY, Worker

    made = program.evaluations.create(station="云溪街社工服务站", phase=Phase.MIDTERM, visit_date=_VISIT)
    period = {"period_start": _BEGIN, "period_end": _END, "required_staff": 13}
    program.preparing.set_head(made, period, NOBODY)
    _, person = program.preparing.add(made, "person", {"name": "纪望舒", "leads": True}, NOBODY)
    program.desk.set_worker(made, Worker(person))
    for each in ZONES:
        program.preparing.add(made, "zone", {"name": each}, NOBODY)
    path = program.folder / WORKBOOK
    write_workbook(path)
    opened = program.tables_in.open(path)
    program.tables_in.apply(made, program.tables_in.plan(made, opened))
    _look_through(program, made)
    return made


def ask_people(program: "Program", evaluation_id: UUID) -> "Changes":
    """Draw a sample and take down what most of it said; two were not asked, one of them is replaced."""
    from sgz_desktop.domain.survey import Outcome, Way
    from sgz_desktop.services.changes import NOBODY
    from sgz_desktop.services.tables.surveying import sample

    surveying = program.surveying
    changes = surveying.draw(evaluation_id, seed="20250304-1", count=_DRAWN, day=_VISIT, worker=NOBODY)
    first, second, *others = sample(program.evaluations.dossier(evaluation_id))[:_ASKED]
    for person, outcome, reason in (
        (first, Outcome.NOT_REACHED, "三次无人接听"),
        (second, Outcome.WRONG_NUMBER, "机主说打错了"),
    ):
        values = {"outcome": outcome, "reason": reason, "way": Way.PHONE, "asked_on": _VISIT}
        changes |= surveying.answer(evaluation_id, person.id, values, worker=NOBODY)
    changes |= surveying.replace(evaluation_id, first.id, reason="三次无人接听", worker=NOBODY)
    for number, person in enumerate(others):
        text = _ANSWERS[number % len(_ANSWERS)]
        told = {
            "outcome": Outcome.ANSWERED,
            "answer": Decimal(text) if text else None,
            "way": (Way.PHONE, Way.PHONE, Way.VISIT)[number % 3],
            "asked_on": _VISIT,
        }
        changes |= surveying.answer(evaluation_id, person.id, told, worker=NOBODY)
    return changes


def _look_through(program: "Program", evaluation_id: UUID) -> None:
    """What somebody fills in that the sheets do not say, and what they decide otherwise."""
    from sgz_desktop.domain.staffing import Certificate
    from sgz_desktop.services.changes import NOBODY
    from sgz_desktop.services.tables.attendance_grid import Spot
    from sgz_desktop.services.tables.hours import Hours

    workers = {each.name: each for each in program.evaluations.dossier(evaluation_id).workers}
    cells: dict[Spot, object] = {
        Spot(each.id, "experienced"): name not in _NEW
        for name, each in workers.items()
        if name != _OPEN_YEARS
    }
    cells[Spot(workers[_OPEN_YEARS].id, "certificate")] = None
    cells[Spot(workers["容若初"].id, "experienced_from")] = date(2024, 10, 1)
    cells[Spot(workers["方见山"].id, "certificate")] = Certificate.INTERMEDIATE
    program.attendance.write(evaluation_id, cells, NOBODY)
    program.attendance.override(
        evaluation_id,
        workers[_OVERRIDDEN].id,
        "2024-11",
        Decimal(1),
        reason="产假至 11 月 5 日，按在岗计整月；原件见劳动合同和产假证明",
        worker=NOBODY,
    )
    Hours(program.undoing).set_hours(
        evaluation_id, workers[_MONTHLY].id, "2024-05", {"training": Decimal(6)}, NOBODY
    )
    for code, value in _BARE:
        program.preparing.set_quantity(evaluation_id, code, Decimal(value), "自评报告", NOBODY)
