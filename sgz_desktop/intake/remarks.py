"""What the remarks beside a worker tell: when somebody left or came, and maternity leave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sgz_desktop.intake.calendar_readings import day_within, read_date, read_period
from sgz_desktop.intake.readings import plain

_DAY = (
    r"((?:(?:\d{4}|(?<!\d)\d{2})\s*[年./-]\s*)?"
    r"(?<!\d)\d{1,2}\s*(?:月\s*\d{1,2}|[./-]\s*\d{1,2}|月[底末])(?!\d)\s*[日号]?)"
)
_GONE = "解除|离职|辞职|离岗|终止|调离|调出|退休|合同到期|不再|办理离|离站"
_CAME = "入职|到岗|上岗|调入|到任"
_LEFT = re.compile(_DAY + rf"\s*(?:起|已|正式|当日|合同期满|个人原因|因个人原因)?\s*(?:{_GONE})")
_LEFT_ON = re.compile(r"(?:解除劳动合同|离职|辞职|离岗|调离|离站)(?:日期|时间)?\s*[为:：于(]?\s*" + _DAY)
_JOINED = re.compile(_DAY + rf"\s*(?:起|正式)?\s*(?:{_CAME})")
_JOINED_ON = re.compile(r"(?:入职|到岗|上岗|调入)(?:日期|时间)\s*[为:：于]?\s*" + _DAY)
_MONTH_GONE = re.compile(rf"(?<!\d)((?:\d{{4}}年)?\d{{1,2}}月)(?:份|初|中旬|上旬|下旬)?(?:起|已)?(?:{_GONE})")
_PLANNED = re.compile(r"(?:计划|拟|预计|打算|将|原定)[于在]?\Z")
_ANOTHER = ("接替", "顶替", "替代", "前任", "原任", "顶岗")
_ELSEWHERE = ("借调", "停薪", "外派", "脱产")
_SHORT_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[日号]?")
_MONTH_END = re.compile(r"(?:(\d{2,4})[年./-])?(\d{1,2})月[底末]")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What a remark tells; None where it does not. `doubts` are sentences on what is to be looked at."""

    joined_on: date | None = None
    left_on: date | None = None
    maternity: tuple[date, date] | None = None
    doubts: tuple[str, ...] = field(default=())


def read_remark(text: str, term: tuple[date, date] | None = None) -> Told:
    """The dates that a remark tells for certain. A remark that tells nothing of these is no fault.

    A day without its year is that within `term`, the first and last day of the months of the table.
    """
    bare = plain(text)
    maternity = None
    if "产假" in bare or "生育" in bare:
        period = read_period(bare).value
        maternity = None if period is None else (period.start, period.end)
    doubts: list[str] = []
    joined = _day(bare, term, doubts, _JOINED, _JOINED_ON)
    left = _day(bare, term, doubts, _LEFT, _LEFT_ON)
    if left is None and not doubts and any(_any(bare, _MONTH_GONE)):
        doubts.append(f"备注“{bare[:_SHOWN]}”没有写是哪一天，离岗日期没有读入，请填写。")
    if any(word in bare for word in _ELSEWHERE):
        doubts.append(f"备注“{bare[:_SHOWN]}”，到岗仍按勾选计，请核对。")
    return Told(joined, left, maternity, tuple(doubts))


def _day(
    text: str, term: tuple[date, date] | None, doubts: list[str], *patterns: re.Pattern[str]
) -> date | None:
    for found in (each for pattern in patterns for each in _any(text, pattern)):
        day = read_date(_full(found)).value
        if day is not None:
            return day
        if re.match(r"\d{4}|\d+年", found):
            continue
        short = _SHORT_DAY.fullmatch(found)
        spelt = f"{int(short[1])}月{int(short[2])}日" if short else found
        within = None if term is None else day_within(spelt, *term)
        if within is None:
            doubts.append(f"备注“{text[:_SHOWN]}”里的 {found} 看不出是哪一年，没有读入，请填写日期。")
        else:
            doubts.append(f"备注“{text[:_SHOWN]}”里的 {found} 没有写年份，按 {within} 读入，请核对。")
            return within
    return None


def _full(found: str) -> str:
    """A day as `read_date` takes it: the end of a month is its last day."""
    end = _MONTH_END.fullmatch(found)
    if end is None or not end[1]:
        return found
    year, month = int(end[1]) + (2000 if len(end[1]) == 2 else 0), int(end[2])
    if not 1 <= month <= 12:
        return found
    last = read_period(f"{year}年{month}月至{year}年{month}月").value
    return found if last is None else last.end.isoformat()


def _any(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """What a pattern finds, but for what is only planned or told of somebody else."""
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        is_of_another = any(word in before for word in _ANOTHER) or after.startswith("的")
        if not is_of_another and not _PLANNED.search(before):
            yield plain(match.group(1))
