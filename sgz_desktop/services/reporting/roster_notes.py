"""What stands below 附件2: months settled otherwise, months that are open, the station's own sums."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.staffing import DutyMonth
from sgz_desktop.exports.report import Field, Passage
from sgz_desktop.scoring.duty import Why, WorkerCount
from sgz_desktop.services.reporting.annex_grid import Line
from sgz_desktop.services.reporting.roster import FIELDS, TICKS, UNKNOWN_KIND, Roster, spelt_months

_OWN = Passage("annex_note")
_NAMES = ("到位", "社保", "工资")
_MOST = 12  # people named in one note


def roster_notes(roster: Roster, *, has_open: bool) -> tuple[Line, ...]:
    """The notes in order, each a paragraph; `has_open` where a figure of the table is 待核."""
    return (
        Line(_legend(roster, has_open=has_open), _OWN),
        *_overrides(roster),
        *_open(roster, Why.UNSEEN, "没有到岗记录"),
        *_open(roster, Why.CONTRADICTED, "勾选了到位，但不在合同期或在岗日期内"),
        *_unknown_kind(roster),
        *_unknown_experience(roster),
        *_stated(roster),
    )


def _legend(roster: Roster, *, has_open: bool) -> str:
    shown = (
        "注：“√”为有，“半”为半个月，“—”为无，空白为没有记录"
        if roster.ticked
        else "注：各月为到岗人次，空白为没有记录"
    )
    waiting = "；“待核”的数据未核实，不作 0 计" if has_open else ""
    return f"{shown}{waiting}；到岗人次以半个月为单位，按勾选和在岗日期计算。"


def _overrides(roster: Roster) -> Iterator[Line]:
    for count in roster.counted.workers:
        for month in roster.months:
            record = roster.record(count.worker.id, month)
            if record is not None and record.override is not None:
                spot = f"{count.worker.name}（{spelt_months([month])}）"
                change = f"{recorded(record)}→ 改定 {decimal_text(record.override)} 人次"
                text = f"* {spot}：{change}，理由：{record.reason.strip().rstrip('。')}。"
                yield Line(text, Field(DutyMonth.kind, record.id, "override"))


def recorded(record: DutyMonth) -> str:
    """What the sheet says of a month, as a note tells it: 原记录到位√、社保√、工资—."""
    told = [
        f"{name}{TICKS[tick]}"
        for name, field in zip(_NAMES, FIELDS, strict=True)
        if (tick := getattr(record, field)) is not None
    ]
    if record.stated is not None:
        told.append(f"到岗数 {decimal_text(record.stated)}")
    return f"原记录{'、'.join(told)} " if told else "原无记录 "


def _open(roster: Roster, why: Why, words: str) -> Iterator[Line]:
    told = []
    for count in roster.counted.workers:
        months = [each.month for each in count.months if each.why is why]
        if months:
            told.append(f"{count.worker.name}（{spelt_months(months)}）")
    if told:
        yield Line(f"待核：{_listed(told)}{words}。", _OWN)


def _unknown_kind(roster: Roster) -> Iterator[Line]:
    names = [
        each.worker.name for part in roster.sections if part.name == UNKNOWN_KIND for each in part.workers
    ]
    if names:
        yield Line(f"待核：{_listed(names)}的资质没有核实，未计入持证或非持证社工。", _OWN)


def _unknown_experience(roster: Roster) -> Iterator[Line]:
    names = [each.worker.name for each in roster.counted.workers if _is_unknown(each)]
    if names:
        yield Line(f"待核：{_listed(names)}从业是否满两年没有核实。", _OWN)


def _is_unknown(count: WorkerCount) -> bool:
    worker = count.worker
    return worker.experienced is None and worker.experienced_from is None and bool(count.experienced.open)


def _stated(roster: Roster) -> Iterator[Line]:
    """Where the station's own sum of a row is another: both are told, neither is decided.

    Without the word 小计, by which a reader would take the note for a row of sums.
    """
    told = []
    for count in roster.counted.workers:
        worker = count.worker
        parts = [
            f"{name} {decimal_text(own)}、本表 {decimal_text(ours)}"
            for name, own, ours in (
                ("到岗", worker.stated_months, count.total.value),
                ("从业两年以上", worker.stated_experienced, count.experienced.value),
            )
            if own is not None and ours is not None and own != ours
        ]
        if parts:
            told.append(f"{worker.name}（{'；'.join(parts)}）")
    if told:
        yield Line(f"站点原表的到岗数与本表不同的：{_listed(told)}。", _OWN)


def _listed(told: Sequence[str]) -> str:
    if len(told) <= _MOST:
        return "、".join(told)
    return f"{'、'.join(told[:_MOST])}等 {len(told)} 人"


def tally_text(known: Decimal) -> str:
    """A sum of which a part is open: 待核（已核 402.5）."""
    return f"待核（已核 {decimal_text(known)}）"
