"""A station's annexes 2 to 4: a roster in which every kind of month occurs, resources and hours."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, Worker
from sgz_desktop.exports.report import Report
from sgz_desktop.exports.xlsx import render_workbook
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.workbooks import read_workbook
from sgz_desktop.scoring.score import score
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.reporting.draft import Draft
from tests import annexes, build
from tests.build import D, uid
from tests.services.workbook_pages import content_of

TERM = {"period_start": date(2023, 8, 1), "period_end": date(2023, 11, 30)}
AGREEMENT = {"agreement_start": date(2023, 8, 1), "agreement_end": date(2024, 7, 31)}
MONTHS = ("2023-08", "2023-09", "2023-10", "2023-11")
AT = datetime(2024, 1, 16, 4, 0, tzinfo=UTC)
TICK_OF = {"√": Tick.YES, "半": Tick.HALF, "—": Tick.NO, " ": None}


def ticked(number: int, *months: str, names: tuple[str, ...] = MONTHS) -> list[DutyMonth]:
    """A worker's months, three signs each: 人员到位, 社保购买, 工资发放; "" for a month without a record."""
    return [
        annexes.duty_month(
            worker_id=uid("worker", number),
            month=name,
            **dict(zip(("present", "insured", "paid"), (TICK_OF[sign] for sign in signs), strict=True)),
        )
        for name, signs in zip(names, months, strict=True)
        if signs
    ]


def worker(number: int, **over: Any) -> Worker:
    return annexes.worker(
        number, **({"contract_start": date(2023, 8, 1), "contract_end": date(2025, 7, 31)} | over)
    )


def roster(*more: Any, **over: Any) -> Dossier:
    """Seven workers: whole, from October's second half, left, without a record, uncertified, unclear."""
    zone = build.zone(1, name="东片区")
    parts = [
        zone,
        worker(1, post="项目主任", certificate=Certificate.INTERMEDIATE, credential="中级社工师"),
        *ticked(1, "√√√", "√√√", "√√√", "√√√"),
        worker(
            2,
            contract_start=date(2023, 10, 23),
            remark="2023年10月社保为上一机构购买",
            credential="助理社工师",
        ),
        *ticked(2, "———", "———", "√ √", "√√√"),
        worker(3, left_on=date(2023, 9, 30), zone_id=zone.id),
        *ticked(3, "√√√", "√√√", "———", "———"),
        worker(4, remark="2023年9月6日至2024年3月6日产假"),
        *ticked(4, "√√√", "√√√", "", "√√√"),
        worker(5, certificate=Certificate.NONE, credential="已接受培训且获得证书", experienced=False),
        *ticked(5, "半√√", "√√√", "√√√", "√√√"),
        worker(6, certificate=Certificate.NONE, experienced=None),
        *ticked(6, "√√√", "√√√", "√√√", "√√√"),
    ]
    return build.dossier(*parts, *more, **({"required_staff": 5} | TERM | AGREEMENT | over))


def overridden(record: DutyMonth, figure: str, reason: str) -> DutyMonth:
    """The record as the evaluator counts it."""
    return replace(record, override=D(figure), reason=reason)


def stated(number: int, *figures: str) -> list[DutyMonth]:
    """A worker's months as figures."""
    bare: dict[str, Any] = {"present": None, "insured": None, "paid": None}
    return [
        annexes.duty_month(worker_id=uid("worker", number), month=name, stated=D(figure), **bare)
        for name, figure in zip(MONTHS, figures, strict=True)
        if figure
    ]


def resources() -> list[Any]:
    """Goods, money and something nobody filed, one without its value, one without a day."""
    return [
        annexes.resource(1),
        annexes.resource(2, category=ResourceKind.MONEY, value_yuan=D("5000"), fund="社区慈善基金"),
        annexes.resource(3, category=None, received_on=None, written_date="2023年下半年", value_yuan=None),
        annexes.resource(4, provider="某中学", value_yuan=D("0.5"), beneficiaries=None),
    ]


def hours(number: int, month: str, training: str | None, supervision: str | None) -> Any:
    """A worker's hours in a month, "" for the whole period."""
    return annexes.training_hours(
        worker_id=uid("worker", number),
        month=month,
        training=_known(training),
        supervision=_known(supervision),
    )


def _known(figure: str | None) -> Decimal | None:
    return None if figure is None else D(figure)


def report_of(dossier: Dossier, style: HouseStyle) -> Report:
    """The draft of a report."""
    rubric = build.rubric()
    return compose(dossier, rubric, score(dossier, rubric), (), style, created=AT, final=False)


def draft_of(dossier: Dossier, style: HouseStyle) -> Draft:
    rubric = build.rubric()
    return Draft(dossier, rubric, score(dossier, rubric), (), style, AT, final=False)


def read_back(dossier: Dossier, style: HouseStyle) -> Workbook:
    """Our own workbook as a stranger's one is read."""
    return read_workbook("自己.xlsx", render_workbook(content_of(dossier, style=style)))


def worker_id(number: int) -> UUID:
    return uid("worker", number)
