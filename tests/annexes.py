"""Valid values behind annexes 2 to 4, the survey and the money, with overridable fields."""

from datetime import date
from typing import Any

from sgz_desktop.domain.entities import id_of
from sgz_desktop.domain.funding import FundLine, Resource, ResourceKind
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, TrainingHours, Worker
from sgz_desktop.domain.survey import Outcome, Respondent, Survey, Way
from tests.build import EVALUATION, D, position, uid


def _free(kind: Any, number: int, given: dict[str, Any], over: dict[str, Any]) -> Any:
    base: dict[str, Any] = {"id": uid(kind.kind, number), "position": position(number)}
    return kind(**(base | given | over))


def _natural(kind: Any, given: dict[str, Any], over: dict[str, Any]) -> Any:
    values = given | over
    return kind(**({"id": id_of(EVALUATION, kind, values)} | values))


def worker(number: int = 1, **over: Any) -> Worker:
    """A certified worker with more than two years in the trade, under contract for the year."""
    given = {
        "name": f"社工{number:02}",
        "post": "片区社工",
        "certificate": Certificate.ASSISTANT,
        "contract_start": date(2023, 7, 16),
        "contract_end": date(2024, 7, 15),
        "experienced": True,
    }
    made: Worker = _free(Worker, number, given, over)
    return made


def duty_month(**over: Any) -> DutyMonth:
    """The first worker's August, all three ticked."""
    given = {
        "worker_id": uid("worker", 1),
        "month": "2023-08",
        "present": Tick.YES,
        "insured": Tick.YES,
        "paid": Tick.YES,
    }
    made: DutyMonth = _natural(DutyMonth, given, over)
    return made


def training_hours(**over: Any) -> TrainingHours:
    """The first worker's whole period: 33 hours of training, none of supervision known."""
    given = {"worker_id": uid("worker", 1), "month": "", "training": D("33")}
    made: TrainingHours = _natural(TrainingHours, given, over)
    return made


def resource(number: int = 1, **over: Any) -> Resource:
    """Goods worth 1,280.50 yuan for thirty people."""
    given = {
        "received_on": date(2023, 9, 28),
        "provider": "街道商会",
        "category": ResourceKind.GOODS,
        "description": "中秋慰问品",
        "value_yuan": D("1280.5"),
        "beneficiaries": 30,
    }
    made: Resource = _free(Resource, number, given, over)
    return made


def fund_line(number: int = 1, **over: Any) -> FundLine:
    """2.4 million, half of it spent, 85 % of that on staff."""
    given = {
        "name": "2023年度",
        "initial_budget": D("2400000"),
        "budget": D("2400000"),
        "spent": D("1200000"),
        "staff_costs": D("1020000"),
    }
    made: FundLine = _free(FundLine, number, given, over)
    return made


def survey(**over: Any) -> Survey:
    """A hundred of 1,884."""
    given = {"code": "satisfaction", "target_people": 1884, "wanted": 100, "seed": "20240116"}
    made: Survey = _natural(Survey, given, over)
    return made


def respondent(number: int = 1, **over: Any) -> Respondent:
    """Somebody who was drawn, reached by phone and answered 96 per cent."""
    given = {
        "name": f"受访{number}",
        "drawn": number,
        "outcome": Outcome.ANSWERED,
        "way": Way.PHONE,
        "answer": D("96"),
    }
    made: Respondent = _free(Respondent, number, given, over)
    return made
