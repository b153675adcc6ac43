"""The tables behind annexes 2 to 4, the survey and the money, as projections of the changes."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sgz_desktop.models import content as of


class WorkerRow(of.Content, table=True):
    """A worker of the station."""

    __tablename__ = "worker"
    __table_args__ = of.content("worker", zone_id="zone")
    name: str = of.text()
    post: str = of.text()
    zone_id: UUID | None = of.maybe_key()
    certificate: str | None = of.maybe_text()
    credential: str = of.text()
    related_degree: bool | None = of.maybe_flag()
    trained_on: date | None = of.maybe_date()
    contract_start: date | None = of.maybe_date()
    contract_end: date | None = of.maybe_date()
    joined_on: date | None = of.maybe_date()
    left_on: date | None = of.maybe_date()
    experienced: bool | None = of.maybe_flag()
    experienced_from: date | None = of.maybe_date()
    stated_months: Decimal | None = of.maybe_decimal()
    stated_experienced: Decimal | None = of.maybe_decimal()
    remark: str = of.text()
    source: str = of.text()
    position: str = of.text()


class DutyMonthRow(of.Content, table=True):
    """A worker's month."""

    __tablename__ = "duty_month"
    __table_args__ = of.content("duty_month", worker_id="worker")
    worker_id: UUID = of.key()
    month: str = of.text()
    present: str | None = of.maybe_text()
    insured: str | None = of.maybe_text()
    paid: str | None = of.maybe_text()
    stated: Decimal | None = of.maybe_decimal()
    override: Decimal | None = of.maybe_decimal()
    reason: str = of.text()
    source: str = of.text()


class TrainingHoursRow(of.Content, table=True):
    """A worker's hours in a month."""

    __tablename__ = "training_hours"
    __table_args__ = of.content("training_hours", worker_id="worker")
    worker_id: UUID = of.key()
    month: str = of.text()
    training: Decimal | None = of.maybe_decimal()
    supervision: Decimal | None = of.maybe_decimal()
    source: str = of.text()


class ResourceRow(of.Content, table=True):
    """A resource linked."""

    __tablename__ = "resource"
    __table_args__ = of.content("resource")
    received_on: date | None = of.maybe_date()
    written_date: str = of.text()
    provider: str = of.text()
    category: str | None = of.maybe_text()
    description: str = of.text()
    value_yuan: Decimal | None = of.maybe_decimal()
    beneficiaries: int | None = of.maybe_whole()
    fund: str = of.text()
    source: str = of.text()
    position: str = of.text()


class FundLineRow(of.Content, table=True):
    """A line of the money."""

    __tablename__ = "fund_line"
    __table_args__ = of.content("fund_line")
    name: str = of.text()
    initial_budget: Decimal | None = of.maybe_decimal()
    budget: Decimal | None = of.maybe_decimal()
    spent: Decimal | None = of.maybe_decimal()
    staff_costs: Decimal | None = of.maybe_decimal()
    source: str = of.text()
    position: str = of.text()


class SurveyRow(of.Content, table=True):
    """How a sample was drawn."""

    __tablename__ = "survey"
    __table_args__ = of.content("survey")
    code: str = of.text()
    target_people: int | None = of.maybe_whole()
    wanted: int | None = of.maybe_whole()
    seed: str = of.text()
    drawn_on: date | None = of.maybe_date()
    note: str = of.text()


class RespondentRow(of.Content, table=True):
    """A person of the roster."""

    __tablename__ = "respondent"
    __table_args__ = of.content("respondent", zone_id="zone", person_id="person", stands_in_for="respondent")
    name: str = of.text()
    phone: str = of.text()
    zone_id: UUID | None = of.maybe_key()
    category: str = of.text()
    drawn: int | None = of.maybe_whole()
    stands_in_for: UUID | None = of.maybe_key()
    outcome: str | None = of.maybe_text()
    reason: str = of.text()
    way: str | None = of.maybe_text()
    answer: Decimal | None = of.maybe_decimal()
    person_id: UUID | None = of.maybe_key()
    asked_on: date | None = of.maybe_date()
    remark: str = of.text()
    source: str = of.text()
    position: str = of.text()
