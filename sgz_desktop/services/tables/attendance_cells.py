"""What one cell of the roster shows: its text, its tone, and the sentence that says what that means."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.staffing import Certificate, DutyMonth, Tick, Worker
from sgz_desktop.scoring.attendance import MIDDLE
from sgz_desktop.scoring.duty import MonthCount, Tally, Why
from sgz_desktop.services.tables.attendance_open import outside, stated_outside
from sgz_desktop.services.tables.showing import WHY_NAMES

CERTIFICATE_NAMES = {
    Certificate.SENIOR: "高级社工师",
    Certificate.INTERMEDIATE: "中级社工师",
    Certificate.ASSISTANT: "助理社工师",
    Certificate.NONE: "无证书",
}
TICK_SIGNS = {Tick.YES: "√", Tick.HALF: "半", Tick.NO: "—"}
YES_NO = {True: "是", False: "否"}
OPEN = "待核"
_HALF = Decimal("0.5")


class Tone(StrEnum):
    """What a cell wants of its reader.

    Open: not known yet; contradicted: ticks and dates disagree; overridden: the evaluator's figure; stated:
    the sheet's; lacking: there without insurance or wage; different: the sheet prints another sum.
    """

    PLAIN = "plain"
    SUMMED = "summed"
    OPEN = "open"
    CONTRADICTED = "contradicted"
    OVERRIDDEN = "overridden"
    STATED = "stated"
    LACKING = "lacking"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class RosterCell:
    """A cell as it is shown; `entry` is what a person types or copies, `hint` says what its tone means."""

    text: str = ""
    value: Any = None
    tone: Tone = Tone.PLAIN
    hint: str = ""
    entry: str = ""


_TONES = {
    Why.OVERRIDE: Tone.OVERRIDDEN,
    Why.STATED: Tone.STATED,
    Why.UNSEEN: Tone.OPEN,
    Why.CONTRADICTED: Tone.CONTRADICTED,
}


def tick_cell(worker: Worker, record: DutyMonth | None, field: str, count: MonthCount | None) -> RosterCell:
    """A tick; insurance or wage that lacks while the worker was there wants a look."""
    tick: Tick | None = getattr(record, field) if record is not None else None
    text = "" if tick is None else TICK_SIGNS[tick]
    if field == "present":
        if count is not None and count.why is Why.CONTRADICTED:
            return RosterCell(text, tick, Tone.CONTRADICTED, _open(worker, count), text)
        return RosterCell(text, tick, entry=text)
    if tick is Tick.NO and record is not None and record.present in (Tick.YES, Tick.HALF):
        name = "社保" if field == "insured" else "工资"
        return RosterCell(text, tick, Tone.LACKING, f"到位而没有{name}，请核对备注和凭证。", text)
    return RosterCell(text, tick, entry=text)


def count_cell(worker: Worker, record: DutyMonth | None, count: MonthCount | None) -> RosterCell:
    """What a month counts: 0, 0.5, 1 or 待核, and why."""
    if count is None:
        return RosterCell(hint="考核期的起止日期没有填，还不能计算。")
    stated = None if record is None else record.stated
    entry = "" if stated is None else decimal_text(stated)
    tone = _TONES.get(count.why, Tone.PLAIN)
    if count.months is None:
        return RosterCell(OPEN, None, tone, _open(worker, count), entry)
    text = decimal_text(count.months)
    against = stated_outside(worker, count)
    hint = f"计 {text}：{against or _why(worker, record, count)}{'，请核对' if against else ''}。"
    return RosterCell(text, count.months, Tone.CONTRADICTED if against else tone, hint, entry or text)


def _open(worker: Worker, count: MonthCount) -> str:
    """Why a month is open; of a tick outside the dates with the day that speaks against it."""
    day = outside(worker, count.month) if count.why is Why.CONTRADICTED else ""
    return f"{WHY_NAMES[count.why]}{f'（{day}）' if day else ''}。"


def _why(worker: Worker, record: DutyMonth | None, count: MonthCount) -> str:
    said = WHY_NAMES[count.why]
    if count.why is Why.OVERRIDE and record is not None:
        return f"{said}，理由：{record.reason.rstrip('。')}"
    if count.why is not Why.TICKED or count.months != _HALF:
        return said
    for day, name, is_late in ((worker.first_day, "到岗", True), (worker.last_day, "离岗", False)):
        if day is not None and f"{day:%Y-%m}" == count.month and (day.day > MIDDLE) is is_late:
            return f"{said}，{day.month}月{day.day}日{name}，计半个月"
    return f"{said}，这个月只有一半在考核期或合同期内"


def tally_cell(tally: Tally, stated: Decimal | None, unit: str) -> RosterCell:
    """A sum: what is known of it, what is open, and where the sheet prints another one."""
    text = decimal_text(tally.known)
    if tally.open:
        differs = stated is not None and stated != tally.known
        printed = f"原表的小计是 {decimal_text(stated)}，请核对。" if stated is not None and differs else ""
        return RosterCell(
            text, None, Tone.OPEN, f"已知 {text}，另有 {tally.open} {unit}待核。{printed}", text
        )
    if stated is not None and stated != tally.known:
        return RosterCell(
            text,
            tally.known,
            Tone.DIFFERENT,
            f"原表的小计是 {decimal_text(stated)}，按规则算得 {text}，请核对。",
            text,
        )
    return RosterCell(text, tally.known, Tone.SUMMED, entry=text)
