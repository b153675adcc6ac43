"""What people mean by a cell that tells of time: a month, a day, a period."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.cell_values import serial_date
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.readings import Readable, Reading, plain, text_of

_DIGITS = "〇一二三四五六七八九"
_NUMERALS = re.compile(r"[〇零○一二三四五六七八九十]{1,4}(?=[年月日号])")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
# Serial numbers that are days of this century; those before are more likely counts.
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
_LONGEST = 400
_SHOWN = 40

_TIME = re.compile(
    r"(?<!\d)(?P<y1>\d{4}|\d{2})年(?P<m1>\d{1,2})月(?:份|(?P<d1>\d{1,2})(?:[日号]|(?!\d)))?"
    r"|(?<!\d)(?P<y2>\d{4})(?P<sign>[./-])(?P<m2>\d{1,2})"
    r"(?:(?P=sign)(?P<d2>\d{1,2})(?!\d)[日号]?|月份?(?:(?P<d3>\d{1,2})[日号])?|(?!\d))"
    r"|(?<!\d)(?P<y4>\d{2})\.(?P<m4>\d{1,2})\.(?P<d4>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y5>(?:19|20)\d{2})(?P<m5>\d{2})(?P<d5>\d{2})?(?![\d.])"
    r"|(?<!\d)(?P<m6>\d{1,2})月(?:份|(?P<d6>\d{1,2})(?:[日号]|(?!\d)))?",
    re.ASCII,
)
_TO = re.compile(r" ?\(?起?\)? ?(?:至|到|~|-{1,3}|—{1,2}|–|起) ?", re.ASCII)
# The end of a period whose year, or month too, is that of its start.
_SHORT_END = re.compile(r"(?:(?P<m>\d{1,2})[./-](?P<d>\d{1,2})|(?P<day>\d{1,2})[日号])(?!\d)", re.ASCII)
_ENGLISH_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENGLISH = re.compile(
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ -]?'?(?P<year>20\d{2}|\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_SIGN_SPACE = re.compile(r" ?([./]) ?")
_AFTER_DAY = re.compile(
    r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?[起止前]?(?P<aside>\(.*\))?\Z", re.ASCII
)
_AFTER_MONTH = re.compile(r"(?P<aside>\(.*\))?\Z")
_PARTED = " -—_:,()/."


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; the year is None where the cell does not tell it."""

    year: int | None
    month: int


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both inside."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class _Told:
    """What a piece of text tells of time, and where the piece is."""

    year: int | None
    month: int
    day: int | None
    begin: int
    end: int


def read_month(cell: Readable, *, bare: bool = False) -> Reading[Month]:
    """The month in a cell: 8月, 八月, 2023年8月, 2023-08, 202308, a date; `bare`: a number 1 to 12 too."""
    if isinstance(cell, Cell) and isinstance(cell.value, date):
        return Reading(Month(cell.value.year, cell.value.month))
    text = _arabic(text_of(cell))
    if not text:
        return Reading()
    if bare and text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= 12:
        return Reading(Month(None, int(text)))
    day = _serial_day(text)
    if day is not None:
        return Reading(Month(day.year, day.month))
    told = _told(text)
    after = _AFTER_MONTH.match(text, told.end) if told else None
    if told is None or after is None or (told.day is not None and told.year is None):
        return Reading(fault=f"“{text[:_SHOWN]}”不是月份，没有读入。")
    return Reading(Month(told.year, told.month), note=_aside(after))


def split_month(head: str) -> tuple[Month | None, str]:
    """The month that a head begins with, and the rest of it: 8月人员到位 is 8月 and 人员到位."""
    text = _arabic(head)
    told = _told(text)
    if told is None or told.day is not None:
        return None, plain(head)
    return Month(told.year, told.month), text[told.end :].strip(_PARTED)


def fill_years(months: Sequence[Month], start: date | None = None) -> tuple[Month, ...]:
    """Months in order with the years they lack: from their neighbours, else from the period's `start`.

    The year rolls over where a month is smaller than the one before: 8月 … 12月, 1月. What follows
    September as January of the same year is the October of a number that lost its zero, 2023.10.
    A month that would fall before 1900 or after 2099 stays without its year.
    """
    filled = list(months)
    if filled and start is not None and all(month.year is None for month in filled):
        first = filled[0].month
        filled[0] = Month(start.year if first >= start.month else start.year + 1, first)
    for index in range(1, len(filled)):
        before, here = filled[index - 1], filled[index]
        if here.year is None and before.year is not None:
            filled[index] = replace(here, year=before.year + (here.month < before.month))
        elif here.year is not None and here == Month(before.year, 1) and before.month == 9:
            filled[index] = replace(here, month=10)
    for index in range(len(filled) - 2, -1, -1):
        here, after = filled[index], filled[index + 1]
        if here.year is None and after.year is not None:
            filled[index] = replace(here, year=after.year - (here.month > after.month))
    return tuple(
        replace(month, year=None) if month.year and not _FIRST_YEAR <= month.year <= _LAST_YEAR else month
        for month in filled
    )


def read_date(cell: Readable) -> Reading[date]:
    """The day in a cell: a date, a serial number, 2023.10.20, 2023-10-20, 2023年10月20日, 20231020."""
    if isinstance(cell, Cell) and isinstance(cell.value, date):
        return Reading(cell.value)
    text = _arabic(text_of(cell))
    if not text or text in ("-", "—", "——", "/", "无"):
        return Reading()
    day = _serial_day(text)
    if day is not None:
        return Reading(day)
    told = _told(text)
    after = _AFTER_DAY.match(text, told.end) if told else None
    if told is None or after is None or told.year is None:
        return Reading(fault=f"“{text[:_SHOWN]}”不是完整的日期，没有读入。")
    if told.day is None:
        return Reading(fault=f"“{text[:_SHOWN]}”只有月份，缺少日，没有读入。")
    found = _day(told.year, told.month, told.day)
    if found is None:
        return Reading(fault=f"“{text[:_SHOWN]}”这一天不存在，没有读入。")
    return Reading(found, note=_aside(after))


def month_within(month: int, start: date, end: date) -> Month | None:
    """The one month of that number between two days; None where there is none or several."""
    years = range(start.year, end.year + 1)
    found = [y for y in years if (start.year, start.month) <= (y, month) <= (end.year, end.month)]
    return Month(found[0], month) if len(found) == 1 else None


def day_within(text: str, start: date, end: date) -> date | None:
    """The one day between two others that a text without a year names: 9月28日; None for anything else."""
    bare = _arabic(text)
    told = _told(bare)
    if told is None or told.year is not None or told.day is None or bare[told.end :].strip(_PARTED):
        return None
    days = [_day(year, told.month, told.day) for year in range(start.year, end.year + 1)]
    found = [each for each in days if each is not None and start <= each <= end]
    return found[0] if len(found) == 1 else None


def read_period(text: Readable) -> Reading[Period]:
    """The first period in a text: 2023年8月1日至2025年7月31日, 2023.8.1-2025.7.31, 2023年8月至2024年7月.

    Months without days are taken whole; an end without a year has that of the start, or the next.
    """
    bare = _arabic(text_of(text))
    for begin, start, end in _all_periods(bare):
        if end < start:
            return Reading(fault=f"“{bare[begin : begin + _SHOWN]}”的终止日早于起始日，没有读入。")
        return Reading(Period(start, end))
    return Reading(fault=f"“{bare[:_SHOWN]}”中没有完整的起止日期，没有读入。") if bare else Reading()


def periods_in(text: Readable) -> tuple[Period, ...]:
    """Every period in a text, those that end before they begin left out."""
    found = _all_periods(_arabic(text_of(text)))
    return tuple(Period(start, end) for _, start, end in found if start <= end)


def days_in(text: Readable) -> tuple[date, ...]:
    """Every whole day that a text names."""
    days = (
        _day(each.year, each.month, each.day)
        for each in _all_told(_arabic(text_of(text)))
        if each.day and each.year
    )
    return tuple(each for each in days if each is not None)


def _all_periods(bare: str) -> Iterator[tuple[int, date, date]]:
    """Where each period begins in a text, its first and its last day."""
    for first in _all_told(bare):
        to = _TO.match(bare, first.end)
        if to is None or first.year is None:
            continue
        start = _day(first.year, first.month, first.day or 1)
        end = _end_of(bare, to.end(), year=first.year, month=first.month)
        if start is not None and end is not None:
            yield first.begin, start, end


def _end_of(text: str, at: int, *, year: int, month: int) -> date | None:
    """The last day of a period that starts in a known month, by what stands after its 至."""
    told = _told(text, at)
    if told is not None:
        last = told.year or year + (told.month < month)
        return _day(last, told.month, told.day or _last_day(last, told.month))
    short = _SHORT_END.match(text, at)
    if short is None:
        return None
    if short["day"]:
        return _day(year, month, int(short["day"]))
    return _day(year + (int(short["m"]) < month), int(short["m"]), int(short["d"]))


def _told(text: str, at: int = 0) -> _Told | None:
    """What the piece tells that begins at a place in the text."""
    match = _TIME.match(text, at)
    return _meant(match) if match else None


def _all_told(text: str) -> Iterator[_Told]:
    for match in _TIME.finditer(text):
        told = _meant(match)
        if told is not None:
            yield told


def _meant(match: re.Match[str]) -> _Told | None:
    def part(letter: str) -> int | None:
        found = (value for name, value in match.groupdict().items() if value and name[0] == letter)
        # The sign between the parts has a name of another letter than y, m and d.
        return next((int(value) for value in found if value.isdecimal()), None)

    year, month, day = part("y"), part("m"), part("d")
    if year is not None and year < 100:
        year += 2000
    if month is None or not 1 <= month <= 12 or (year and not _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    return _Told(year, month, day, match.start(), match.end())


def _serial_day(text: str) -> date | None:
    """The day of a serial number that lost its format."""
    if len(text) == 5 and text.isascii() and text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return serial_date(Decimal(text))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _aside(match: re.Match[str]) -> str:
    return (match["aside"] or "")[1:-1]


def _arabic(text: str) -> str:
    """A plain text whose years, months and days are in digits: 二〇二三年十月 is 2023年10月."""
    narrow = _SIGN_SPACE.sub(r"\1", plain(text[:_LONGEST]))
    english = _ENGLISH.fullmatch(narrow)
    if english is not None:
        year = english["year"] or ""
        month = _ENGLISH_MONTHS.index(english["month"].lower()) // 3 + 1
        return f"{year}{'年' if year else ''}{month}月"
    return _NUMERALS.sub(lambda match: _digits(match[0]), narrow)


def _digits(numerals: str) -> str:
    """Chinese numerals in digits, digit by digit or with tens."""
    text = numerals.replace("零", "〇").replace("○", "〇")
    if "十" not in text:
        return "".join(str(_DIGITS.index(numeral)) for numeral in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numerals
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))
