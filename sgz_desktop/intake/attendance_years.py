"""How long a worker has been in the trade, as cells tell it: 3年2个月, 10个月, 2018年7月起, √."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.calendar_readings import read_date, read_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.readings import Reading, plain, read_number, read_tick

_NUMERALS = {
    **{each: number for number, each in enumerate("一二三四五六七八九十", 1)},
    "两": 2,
    "十一": 11,
    "十二": 12,
    "十五": 15,
    "十八": 18,
    "二十": 20,
    "二十四": 24,
    "三十": 30,
    "三十六": 36,
}
_COUNT = r"\d{1,3}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,3}"
DURATION = re.compile(
    rf"(?<![\d.])(?:(?P<years>{_COUNT})周?年(?!\d*月\d*日)(?P<half>半)?(?:[零又]?(?P<and>{_COUNT})个?月)?"
    rf"|(?P<months>{_COUNT})个月|(?P<only>半)年)"
)
"""A length of time: 3年2个月, 两年半, 10个月."""
_LESS = ("不足", "不满", "未满", "不到", "以下", "以内", "未达")
_MORE = ("以上", "多", "余", "+")
_VAGUE = ("约", "近", "左右", "大概")
_OF_YEARS = ("年限", "年数", "(年)", "/年", "几年", "多少年", "从业时间")
_OF_MONTHS = ("(月)", "(个月)", "月数")
_SINCE = re.compile(r"(?:自|从|于)?(?P<day>.*?\d[年月日号]?)(?:起|至今|开始|入行|入职|从业|参加)*(?:至今)?")
_YEAR_ALONE = re.compile(r"(?:自|从|于)?((?:19[5-9]|20)\d{2})年?(?:起|至今|开始|入行|参加工作)*")
_TWO_YEARS = Decimal(24)
_MARGIN = Decimal(6)
_YEAR = 12
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Experience:
    """Whether two years in the trade are full, or the day from which they are."""

    is_full: bool | None = None
    full_from: date | None = None


def read_experience(
    cell: Cell | None, head: str, term: tuple[date, date] | None = None
) -> Reading[Experience]:
    """What a cell under a head that asks for two years says; `term` are the sheet's first and last day."""
    text = plain(cell.text) if cell is not None else ""
    if not text:
        return Reading()
    year = _YEAR_ALONE.fullmatch(text)
    if year is not None:
        return _of_year(text, int(year[1]), term)
    since = _since(cell, text)
    if since is not None:
        found = _from(since, term)
        is_loose = (
            found.full_from is not None and read_date(cell).fault and read_date(text.rstrip("起")).fault
        )
        note = f"“{text[:_SHOWN]}”没有写日，按 {found.full_from} 满两年读入，请核对。" if is_loose else ""
        return Reading(found, note=note)
    number = read_number(cell)
    scale = _scale(head, number.note)
    if number.value is not None and scale:
        return Reading(Experience(number.value * scale >= _TWO_YEARS))
    lasting = DURATION.search(text)
    months = None if lasting is None else months_of(lasting)
    if months is not None:
        return _of_months(text, months)
    ticked = read_tick(cell)
    if ticked.value in (Decimal(0), Decimal(1)):
        return Reading(Experience(bool(ticked.value)))
    return Reading(fault=f"“{text[:_SHOWN]}”看不出从业是否满两年，没有读入。")


def months_of(match: re.Match[str]) -> Decimal | None:
    """How many months a `DURATION` is; None where its numerals are no number."""
    if match["only"]:
        return _MARGIN
    years, months = (_number(match[name] or "0") for name in ("years", "and"))
    alone = _number(match["months"] or "0")
    if years is None or months is None or alone is None:
        return None
    return years * _YEAR + (_MARGIN if match["half"] else 0) + months + alone


def _number(text: str) -> Decimal | None:
    if text[0].isdigit():
        return Decimal(text)
    found = _NUMERALS.get(text)
    return None if found is None else Decimal(found)


def _scale(head: str, unit: str) -> int:
    """How many months the unit of a bare number has; 0 where nothing tells it."""
    if unit == "年" or (not unit and any(word in head for word in _OF_YEARS)):
        return _YEAR
    return 1 if unit in ("月", "个月") or (not unit and any(word in head for word in _OF_MONTHS)) else 0


def _of_months(text: str, months: Decimal) -> Reading[Experience]:
    is_less = any(word in text for word in _LESS)
    is_more = any(word in text for word in _MORE) and not is_less
    is_vague = any(word in text for word in _VAGUE)
    if is_less and months <= _TWO_YEARS:
        return Reading(Experience(is_full=False))
    if (
        is_less
        or (is_more and "以上" in text and months < _TWO_YEARS)
        or (is_vague and abs(months - _TWO_YEARS) <= _MARGIN)
    ):
        return Reading(fault=f"“{text[:_SHOWN]}”看不出从业是否满两年，没有读入。")
    return Reading(Experience(months >= _TWO_YEARS))


def _of_year(text: str, year: int, term: tuple[date, date] | None) -> Reading[Experience]:
    """Somebody who began in a year: certain unless two years may be full within the term."""
    if term is not None and date(year + 2, 12, 31) <= term[0]:
        return Reading(Experience(is_full=True))
    if term is not None and date(year + 2, 1, 1) > term[1]:
        return Reading(Experience(is_full=False))
    return Reading(fault=f"“{text[:_SHOWN]}”只写了年份，看不出从业是否满两年，没有读入。")


def _since(cell: Cell | None, text: str) -> date | None:
    """The day, or the first of the month, since which somebody is in the trade."""
    if cell is not None and isinstance(cell.value, date):
        return cell.value
    match = _SINCE.fullmatch(text)
    if match is None:
        return None
    day = read_date(match["day"])
    if day.value is not None:
        return day.value
    month = read_month(match["day"]).value
    return None if month is None or month.year is None else date(month.year, month.month, 1)


def _from(since: date, term: tuple[date, date] | None) -> Experience:
    is_leap_day = (since.month, since.day) == (2, 29)
    full = since.replace(year=since.year + 2, day=28 if is_leap_day else since.day)
    if term is None or term[0] < full <= term[1]:
        return Experience(full_from=full)
    return Experience(full <= term[0])
