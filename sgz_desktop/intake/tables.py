"""What was read of a station's sheets: rows of plain values, each with the cells it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.problems import Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the sheet has it, and its cell."""

    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """One indicator's figures: of a zone, of the printed 合计 (`is_total`), or of the whole station.

    `zone` is the row's head as written, "" for the whole station. `indicator` is the upper head (专业小组),
    `measure` the lower one without 协议/完成 (节数, 人次), "" where there is none; `agreed_is_rate` says that
    the agreed figure is a rate in per cent (协议结案率 80 %).
    """

    zone: str
    is_total: bool
    indicator: str
    measure: str = ""
    unit: str = ""
    agreed: Figure | None = None
    agreed_is_rate: bool = False
    done: Figure | None = None
    printed_rate: Figure | None = None


@dataclass(frozen=True, slots=True)
class ZoneStaff:
    """投入社工人数 of a zone, or of the printed 合计."""

    zone: str
    is_total: bool
    staff: Figure


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """附件1 as one sheet has it, its rows in the order of the sheet."""

    title: str = ""
    period: tuple[date, date] | None = None
    readings: tuple[IndicatorReading, ...] = ()
    staff: tuple[ZoneStaff, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticks:
    """One month's three ticks as what they count: 1, 0.5, 0; None where the cell says nothing.

    `stated` is the figure of a sheet that states one figure a month instead; `cells` has each one's own.
    """

    place: Place
    present: Decimal | None = None
    insured: Decimal | None = None
    paid: Decimal | None = None
    stated: Decimal | None = None
    cells: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkerReading:
    """One row of 附件2; `certified` is what a column or the section's head says (持证社工, 非持证社工).

    `left_on` and `joined_on` are read from the remarks, else from columns of their own; `months` goes by
    the month's name (2023-08). `experienced` is what a column of its own says of two years in the trade, or
    `experienced_from` the day on which they are full.
    `cells` are those that the worker's fields (of domain/staffing) stand in.
    """

    place: Place
    name: str
    post: str = ""
    zone: str = ""
    credential: str = ""
    certified: bool | None = None
    contract: tuple[date | None, date | None] = (None, None)
    joined_on: date | None = None
    left_on: date | None = None
    maternity: tuple[date | None, date | None] | None = None
    remark: str = ""
    months: Mapping[str, Ticks] = field(default_factory=dict)
    stated_months: Figure | None = None
    stated_experienced: Figure | None = None
    experienced: bool | None = None
    experienced_from: date | None = None
    cells: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A period that stands over a table, both days inside, and its cell."""

    start: date
    end: date
    place: Place


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """What the sheet prints of its own sums: person-months, and those with two years in the trade."""

    months: Figure | None = None
    experienced: Figure | None = None


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """附件2 as one sheet has it; `yearless` says that its heads name months without their years."""

    title: str = ""
    term: tuple[date, date] | None = None
    agreement: tuple[date, date] | None = None
    purchase: Term | None = None
    months: tuple[str, ...] = ()
    yearless: bool = False
    workers: tuple[WorkerReading, ...] = ()
    certified: StatedTotals = StatedTotals()
    uncertified: StatedTotals = StatedTotals()
    whole: StatedTotals = StatedTotals()
    retention: Figure | None = None
    retention_formula: str = ""


@dataclass(frozen=True, slots=True)
class ResourceReading:
    """One row of 附件3."""

    place: Place
    received_on: date | None = None
    written_date: str = ""
    provider: str = ""
    category: str = ""
    description: str = ""
    value_yuan: Figure | None = None
    beneficiaries: Figure | None = None
    fund: str = ""


@dataclass(frozen=True, slots=True)
class ResourceTable:
    """附件3 as one sheet has it, with the sum it prints."""

    title: str = ""
    rows: tuple[ResourceReading, ...] = ()
    stated_value: Figure | None = None


@dataclass(frozen=True, slots=True)
class HoursReading:
    """One worker's hours by month, training first, supervision second.

    "" is the whole period, 8月 a month of which the sheet does not tell the year.
    """

    place: Place
    name: str
    months: Mapping[str, tuple[Figure | None, Figure | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingTable:
    """附件4 as one sheet has it, with the sums it prints."""

    title: str = ""
    rows: tuple[HoursReading, ...] = ()
    stated_training: Figure | None = None
    stated_supervision: Figure | None = None


@dataclass(frozen=True, slots=True)
class RespondentReading:
    """One person of a roster or a call sheet; `answer` in per cent, `number` the row's own (序号)."""

    place: Place
    name: str
    number: str = ""
    phone: str = ""
    zone: str = ""
    category: str = ""
    outcome: str = ""
    answer: Figure | None = None
    asked_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SatisfactionTable:
    """A roster of served people, or the answers of those who were asked."""

    title: str = ""
    rows: tuple[RespondentReading, ...] = ()


@dataclass(frozen=True, slots=True)
class FundReading:
    """One line of the money, in yuan whatever unit the sheet has."""

    place: Place
    name: str
    initial_budget: Figure | None = None
    budget: Figure | None = None
    spent: Figure | None = None
    staff_costs: Figure | None = None


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The money as one sheet has it; `total` is the printed 合计."""

    title: str = ""
    rows: tuple[FundReading, ...] = ()
    total: FundReading | None = None


Table = IndicatorTable | AttendanceTable | ResourceTable | TrainingTable | SatisfactionTable | MoneyTable
