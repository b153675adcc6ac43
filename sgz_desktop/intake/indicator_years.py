"""Years side by side in annex 1: which of them a head names, and which of them is meant."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from sgz_desktop.intake.calendar_readings import read_period
from sgz_desktop.intake.heads import Block, Path, first_text, shown_text
from sgz_desktop.intake.indicator_names import is_sum

Span = tuple[date, date]

_YEAR = re.compile(
    r"(?:(?P<first>20\d{2})年?\s*[-–—~至到/]\s*(?P<last>20\d{2}|\d{2})(?:服务)?(?:年度?)?"
    r"|(?P<one>20\d{2})(?:服务)?年度?"
    r"|第(?P<nth>[一二三四五1-5])(?:个?服务)?(?:年度?|周期)"
    r"|(?P<ago>上一?(?:服务)?(?:年度?|周期)(?:同期)?|(?:去年|往年)(?:同期)?|上期)"
    r"|(?P<now>[本当](?:服务)?(?:年度?|周期)|本期|今年))"
    r"(?!\s*[0-9一二三四五六七八九十.-])"
)
_YEAR_HEADS = ("年度", "年份", "年", "服务年度", "考核年度", "协议年度", "服务周期", "周期")
_BARE = re.compile(r"20\d{2}(?:-20\d{2})?")
_DAY = r"20\d{2}\s?[年./]\s?\d{1,2}(?:\s?[月./]\s?\d{1,2}日?|月)?"
_TERM = re.compile(rf"{_DAY}\s?(?:[-–—~至到]+)\s?{_DAY}(?![0-9])")
_JOINTS = " -—_/:："
_INSIDE = re.compile(
    r"(?P<name>.+?)(?P<year>20\d{2}年度?)(?P<leaf>(?:协议|完成|实际|目标|计划|任务|指标|约定|已).*)"
)
_NUMERALS = {each: number for number, each in enumerate("一二三四五", start=1)}


def year_in(head: str) -> tuple[str, str]:
    """The year or service year that a head names, and what is left of it: 2023年, 协议量."""
    found = _TERM.match(head) or _YEAR.match(head)
    if found is not None:
        return found[0], head[found.end() :].strip(_JOINTS)
    inside = _INSIDE.fullmatch(head)
    if inside is not None:
        return inside["year"], f"{inside['name'].rstrip(_JOINTS)}-{inside['leaf']}"
    return (head, "") if head and read_period(head).value is not None else ("", head)


def without_years(paths: Mapping[int, Path]) -> tuple[dict[int, str], dict[int, Path]]:
    """The year over each column that has one, and the heads without it; a head that is all a year stays."""
    years: dict[int, str] = {}
    bare: dict[int, Path] = {}
    for column, path in paths.items():
        parts = [year_in(each) for each in path]
        rest = tuple(left for _, left in parts if left)
        year = next((each for each, _ in parts if each), "")
        bare[column] = rest or path
        if year and rest:
            years[column] = year
    return years, bare


def years_of_rows(block: Block) -> dict[int, tuple[int, str]]:
    """The column and year of each row of a block with a column for years; nothing where all are of one."""
    for column, path in block.paths.items():
        if path[-1] not in _YEAR_HEADS:
            continue
        found, last = {}, ""
        for row in block.rows():
            text = shown_text(block.sheet, row, column)
            last = (f"{text}年" if _BARE.fullmatch(text) else text) or last
            is_of_all = not text and is_sum(first_text(block.sheet, row))
            if last and not year_in(last)[1] and not is_of_all:
                found[row] = column, last
        if len({year for _, year in found.values()}) > 1:
            return found
    return {}


def chosen_year(years: Iterable[str], within: Span | None, agreed_from: date | None = None) -> str:
    """The year that covers most of a period; of no period the latest. Never one that is said to be over."""
    known = list(dict.fromkeys(years))
    now = [each for each in known if (match := _YEAR.match(each)) is not None and match["now"]]
    open_ones = now or [each for each in known if not _is_over(each)]
    if not open_ones:
        return ""
    spans = {each: _span(each, agreed_from) for each in open_ones}
    if within is not None:
        days = {each: _shared(span, within) for each, span in spans.items()}
        best = max(days.values())
        if best > 0:
            return next(each for each in reversed(open_ones) if days[each] == best)
    return max(open_ones, key=lambda each: (spans[each] or (date.min,))[0])


def same_time(year: str, other: str, agreed_from: date | None = None) -> bool:
    """Whether one of two spans holds the other: an agreement's over 协议量, half of it over 完成量."""
    first, second = _span(year, agreed_from), _span(other, agreed_from)
    if first is None or second is None:
        return year == other
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return (start, end) in (first, second)


def is_over(year: str, within: Span | None, agreed_from: date | None = None) -> bool:
    """Whether a year that stands alone beside columns without one is another than is meant."""
    span = _span(year, agreed_from)
    return _is_over(year) or (span is not None and within is not None and not _shared(span, within))


def _is_over(year: str) -> bool:
    found = _YEAR.match(year)
    return found is not None and bool(found["ago"])


def _shared(span: Span | None, within: Span) -> int:
    """How many days two spans have in common."""
    if span is None:
        return 0
    return max(0, (min(span[1], within[1]) - max(span[0], within[0])).days + 1)


def _span(text: str, agreed_from: date | None) -> Span | None:
    """The days of a year; 2023-2024年度 goes from July to June, 第二年度 counts from the agreement."""
    found = _YEAR.match(text)
    if found is None:
        period = read_period(text).value
        return None if period is None else (period.start, period.end)
    if found["one"]:
        return _days(int(found["one"]), 1, int(found["one"]), 12)
    if found["first"]:
        first = int(found["first"])
        last = int(found["last"] if len(found["last"]) > 2 else f"{first // 100}{found['last']}")
        return _days(first, 7, max(last, first), 6) if last > first else _days(first, 1, first, 12)
    if found["nth"] and agreed_from is not None:
        year = agreed_from.year + (_NUMERALS.get(found["nth"]) or int(found["nth"])) - 1
        return date(year, agreed_from.month, 1), date(year + 1, agreed_from.month, 1)
    return None


def _days(first: int, month: int, last: int, until: int) -> Span:
    return date(first, month, 1), date(last, until, 30)
