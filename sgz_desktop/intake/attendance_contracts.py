"""What a cell tells of a worker's contract: one term, several after another, one without an end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sgz_desktop.intake.attendance_years import DURATION, months_of
from sgz_desktop.intake.calendar_readings import Period, days_in, periods_in, read_period
from sgz_desktop.intake.readings import Readable, Reading, plain, text_of

_ENDLESS = ("无固定", "长期", "不定期", "无期限", "无限期", "永久", "无终止")
_PROLONGED = re.compile(r"(?:续签|续订|续约|延期|延长|顺延)(?:合同)?(?:至|到)")
_ONLY_END = re.compile(r"\A(?:截?至|到|截止|到期)")
_A_DAY = re.compile(r"\d{2,4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}[日号]?|\d{8}")
_FROM = re.compile(r"\A[^\d]{0,6}\d[^起至到]*(?:起|开始|签订|至今)?[^\d]{0,6}\Z")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Contract:
    """When a contract begins and ends; None where the cell does not tell it."""

    start: date | None = None
    end: date | None = None


def read_contract(cell: Readable, term: tuple[date, date] | None = None) -> Reading[Contract]:
    """The contract in a cell; of several those that reach into `term`, the `note` says what to look at.

    自2023年8月1日起一年 ends on 31 July; 无固定期限 has no end.
    """
    text = plain(text_of(cell))
    if not text:
        return Reading()
    periods = periods_in(cell)
    if periods:
        return _of_periods(text, periods, term)
    if read_period(cell).fault and "早于" in read_period(cell).fault:
        return Reading(fault=read_period(cell).fault)
    days = days_in(cell)
    if any(word in text for word in _ENDLESS):
        start = days[0] if days else None
        since = f"按 {start} 起" if start else "起始日期也没有写，按考核期内"
        return Reading(
            Contract(start), note=f"“{text[:_SHOWN]}”没有终止日期，{since}一直有合同读入，请核对。"
        )
    if len(days) == 1:
        return _of_day(text, days[0])
    return Reading(fault=read_period(cell).fault)


def _of_periods(text: str, periods: Sequence[Period], term: tuple[date, date] | None) -> Reading[Contract]:
    prolonged = _PROLONGED.search(text)
    if prolonged is not None and (ends := days_in(text[prolonged.end() :])):
        found = Contract(periods[0].start, max(ends[0], periods[-1].end))
        return Reading(found, note=f"合同期写了续签，按 {found.start} 至 {found.end} 读入，请核对。")
    if len(periods) == 1:
        return Reading(Contract(periods[0].start, periods[0].end))
    here = [each for each in periods if term is None or (each.start <= term[1] and each.end >= term[0])]
    chosen = sorted(here or periods[-1:], key=lambda each: each.start)
    found = Contract(chosen[0].start, max(each.end for each in chosen))
    return Reading(
        found, note=f"写了 {len(periods)} 段合同期，按 {found.start} 至 {found.end} 读入，请核对。"
    )


def _of_day(text: str, day: date) -> Reading[Contract]:
    """A contract of which the cell has one day: with how long it lasts, its first day, its last."""
    if _ONLY_END.search(text):
        return Reading(Contract(None, day), note=f"“{text[:_SHOWN]}”只写了终止日期，请核对。")
    lasting = DURATION.search(_A_DAY.sub("", text, count=1))
    months = None if lasting is None else months_of(lasting)
    if months is not None and months == int(months) and months > 0:
        return Reading(Contract(day, _later(day, int(months)) - timedelta(days=1)))
    if _FROM.fullmatch(text):
        return Reading(Contract(day, None), note=f"“{text[:_SHOWN]}”只写了起始日期，请核对。")
    return Reading(fault=f"“{text[:_SHOWN]}”中没有完整的起止日期，没有读入。")


def _later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return day
