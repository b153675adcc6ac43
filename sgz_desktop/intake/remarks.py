"""What the remarks beside a worker tell: when somebody left or came, and maternity leave."""

import re
from dataclasses import dataclass
from datetime import date

from sgz_desktop.intake.calendar_readings import read_date, read_period
from sgz_desktop.intake.readings import plain

_DAY = r"(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?)"
_LEFT = re.compile(
    _DAY + r"\s*(?:起|已|正式|当日)?\s*(?:解除|离职|辞职|离岗|终止|调离|调出|退休|合同到期|不再|办理离)"
)
_LEFT_ON = re.compile(r"(?:解除劳动合同|离职|辞职|离岗|调离)(?:日期|时间)?\s*[为:：于]?\s*" + _DAY)
_JOINED = re.compile(_DAY + r"\s*(?:起|正式)?\s*(?:入职|到岗|上岗|调入|到任)")
_JOINED_ON = re.compile(r"(?:入职|到岗|上岗|调入)(?:日期|时间)\s*[为:：于]?\s*" + _DAY)


@dataclass(frozen=True, slots=True)
class Told:
    """What a remark tells; None where it does not."""

    joined_on: date | None = None
    left_on: date | None = None
    maternity: tuple[date, date] | None = None


def read_remark(text: str) -> Told:
    """The dates that a remark tells for certain. A remark that tells nothing of these is no fault."""
    bare = plain(text)
    maternity = None
    if "产假" in bare or "生育" in bare:
        period = read_period(bare).value
        maternity = None if period is None else (period.start, period.end)
    return Told(_day(bare, _JOINED, _JOINED_ON), _day(bare, _LEFT, _LEFT_ON), maternity)


def _day(text: str, *patterns: re.Pattern[str]) -> date | None:
    for pattern in patterns:
        found = pattern.search(text)
        if found is not None:
            return read_date(found.group(1)).value
    return None
