"""What follows from the dates and figures of the head, with the working shown: months, limits."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.scoring.attendance import (
    MonthOnDuty,
    by_month,
    certified_required,
    months_between,
    required_person_months,
)
from sgz_desktop.scoring.deadlines import DayLimits, WorkCalendar, deadlines
from sgz_desktop.scoring.indicators import MONTHS_OF_AGREEMENT, elapsed_share

_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that follows from others, and how."""

    figure: str
    how: str


def period_told(head: Evaluation) -> Told | None:
    """The months of the assessment period and which of them count half (domain: section 4.2)."""
    start, end = head.period_start, head.period_end
    if start is None or end is None:
        return None
    months = decimal_text(months_between(start, end))
    return Told(f"{months} 个月", "，".join(_parts(start, end)))


def elapsed_told(head: Evaluation) -> Told | None:
    """The share of the agreement's year that has passed, in per cent (domain: section 4.1)."""
    months = months_of(head)
    share = None if months is None else elapsed_share(months)
    if months is None or share is None:
        return None
    return Told(
        f"{decimal_text(share)}%", f"{decimal_text(months)} ÷ {MONTHS_OF_AGREEMENT}，指标完成率与它相比"
    )


def required_told(head: Evaluation) -> Told | None:
    """Person-months that the agreement requires of all staff and of certified staff (domain: 4.2)."""
    months, staff = months_of(head), head.required_staff
    if months is None or staff is None:
        return None
    required = required_person_months(staff, months)
    half = decimal_text(certified_required(required))
    return Told(
        f"{decimal_text(required)} 人次",
        f"应到岗 {staff} × {decimal_text(months)} ＝ {decimal_text(required)} 人次，持证应过半 {half}",
    )


def months_of(head: Evaluation) -> Decimal | None:
    """The months of the assessment period in halves; None while a date is open."""
    if head.period_start is None or head.period_end is None:
        return None
    return months_between(head.period_start, head.period_end)


def deadlines_told(head: Evaluation, calendar: WorkCalendar) -> tuple[Told, ...]:
    """The last day of each step after the visit; none without a visit (domain: section 2)."""
    if head.visit_date is None:
        return ()
    limits, due = DayLimits(), deadlines(head.visit_date, calendar)
    steps = (
        (due.first_opinion, "初评意见", f"评估后 {limits.first_opinion} 个工作日内反馈各方"),
        (due.report, "评估报告", f"评估后 {limits.report} 个工作日内提交"),
        (due.confirmation, "确认", f"收到报告后 {limits.confirmation} 个工作日内由监督方确认"),
        (due.publication, "公示期满", f"确认后公示不少于 {limits.publication} 个工作日"),
    )
    unknown = f"未知：没有 {_unknown_year(head.visit_date, calendar)} 年的工作日历"
    return tuple(
        Told(f"{name} {day.isoformat()}" if day else name, how if day else unknown)
        for day, name, how in steps
    )


def _unknown_year(visit: date, calendar: WorkCalendar) -> int:
    return visit.year if visit.year not in calendar.years else visit.year + 1


def _parts(start: date, end: date) -> Iterator[str]:
    """Each month that needs a word of its own, and the runs of whole months between."""
    months = by_month(start, end)
    spans_years = start.year != end.year
    if len(months) == 1:
        count = "整月" if months[0].months == _WHOLE else "半月"
        yield f"{_month(months[0], shown=spans_years)} {start.day} 日至 {end.day} 日计{count}"
        return
    is_cut_first = start.day > 1
    is_cut_last = end.day < monthrange(end.year, end.month)[1]
    if is_cut_first:
        yield f"{_month(months[0], shown=spans_years)}自 {start.day} 日起{_counts(months[0])}"
    whole = months[is_cut_first : len(months) - is_cut_last]
    if whole:
        yield _runs(whole, shown=spans_years)
    if is_cut_last:
        yield f"{_month(months[-1], shown=spans_years)}到 {end.day} 日止{_counts(months[-1])}"


def _month(each: MonthOnDuty, *, shown: bool) -> str:
    return f"{each.year} 年 {each.month} 月" if shown else f"{each.month} 月"


def _counts(each: MonthOnDuty) -> str:
    return "按整月计" if each.months == _WHOLE else "计半月"


def _runs(whole: tuple[MonthOnDuty, ...], *, shown: bool) -> str:
    """8—12 月各计整月; over a new year each year has its own run."""
    runs = []
    for year in sorted({each.year for each in whole}):
        numbers = [each.month for each in whole if each.year == year]
        span = f"{numbers[0]}—{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        runs.append(f"{year} 年 {span} 月" if shown else f"{span} 月")
    return f"{'、'.join(runs)}{'各' if len(whole) > 1 else ''}计整月"
