"""The plan of the day: the usual one, and which entries run now, collide or leave a gap."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sgz_desktop.domain.day import PlanEntry
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.rubric import Judged, Method, Rubric
from sgz_desktop.scoring.components import judges_of

_ALL = "全体专家"
_NAMES_APART = re.compile(r"[、，,；;\s]+")
_GAP_MINUTES = 10
_LUNCH = "11:30", "14:00"
"""A gap between these is for lunch and no gap."""
_SHOWN = 12


class When(StrEnum):
    """Where an entry stands to now; NONE on another day and without a time."""

    NONE = ""
    PAST = "past"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One entry of the plan with what is to be said of it: in a word and as a sentence, "" for nothing."""

    entry: PlanEntry
    when: When
    sign: str
    warning: str

    @property
    def id(self) -> UUID:
        """The entry's ID."""
        return self.entry.id


def usual_plan(dossier: Dossier, rubric: Rubric) -> tuple[dict[str, Any], ...]:
    """The usual day from 09:00 to 17:10 by the methods of the rule set and the review groups."""
    methods = {method for item in rubric.items for method in item.methods}
    found: list[dict[str, Any]] = [
        _entry("签到，听取社工站介绍", "09:00", "09:40", Method.PRESENTATION, who=_ALL, place="社工站会议室")
    ]
    if Method.PREMISES in methods:
        found.append(
            _entry("实地观察场地与指引", "09:40", "10:20", Method.PREMISES, who=_ALL, place="社工站")
        )
    starts = found[-1]["ends_at"]
    once = _names(dossier, [each.code for each in rubric.components if each.judged is Judged.ONCE])
    found.append(_entry("查阅制度、人事、培训资料", starts, "12:00", Method.DOCUMENTS, who=once))
    found.append(_entry("午间休息", "12:00", "13:30"))
    found += _of_groups(dossier, rubric)
    ends = 80
    for method, title, minutes in (
        (Method.HOUSEHOLD, "入户走访困难群众", 30),
        (Method.SATISFACTION, "核对满意度调查", 10),
    ):
        if method in methods:
            found.append(_entry(title, _after(ends), _after(ends + minutes), method))
            ends += minutes
    found.append(_entry("访谈购买方、管理者与一线社工", _after(ends), "16:10", Method.INTERVIEW))
    found.append(_entry("专家合议", "16:10", "16:40", who=_ALL))
    found.append(_entry("现场反馈", "16:40", "17:10", Method.FEEDBACK, who=_ALL, place="社工站会议室"))
    return tuple(found)


def is_free(entries: Sequence[PlanEntry], usual: Mapping[str, Any]) -> bool:
    """Whether nothing stands yet at the time of a usual entry, nor bears its title."""
    return not any(
        each.title == usual["title"]
        or (each.starts_at and each.starts_at < usual["ends_at"] and usual["starts_at"] < _end_of(each))
        for each in entries
    )


def _end_of(entry: PlanEntry) -> str:
    return entry.ends_at or f"{entry.starts_at}~"  # behind its beginning, before any later minute


def plan_lines(entries: Sequence[PlanEntry], visit: date | None, now: datetime) -> tuple[PlanLine, ...]:
    """The entries as they are ordered; `now` is local, and of another day than the visit it marks nothing."""
    today = visit is None or visit == now.date()
    clock = now.strftime("%H:%M") if today else ""
    starts = sorted(each.starts_at for each in entries if each.starts_at)
    return tuple(
        PlanLine(each, _when(each, clock, starts), *_warning(each, entries[:number], entries))
        for number, each in enumerate(entries)
    )


def by_time(entries: Sequence[PlanEntry]) -> tuple[PlanEntry, ...]:
    """The entries by their times; one without a time stays behind the one it stood behind."""
    keys, last = {}, ""
    for each in entries:
        last = each.starts_at or last
        keys[each.id] = last
    return tuple(sorted(entries, key=lambda each: keys[each.id]))


def _of_groups(dossier: Dossier, rubric: Rubric) -> list[dict[str, Any]]:
    """The groups side by side, since each has its own experts; one after another where those are shared."""
    codes = [each.code for each in rubric.components if each.judged is Judged.PER_GROUP]
    title = "抽查档案与文书"
    if not dossier.groups:
        who = _names(dossier, codes)
        return [_entry(title, "13:30", "14:50", Method.DOCUMENTS, who=who)]
    judges = [set(_judges(dossier, codes, each.id)) for each in dossier.groups]
    known = sum(map(len, judges))
    is_apart = all(judges) and known == len(set().union(*judges))
    share = 80 if is_apart else 80 // len(dossier.groups) // 5 * 5 or 5
    found = []
    for number, group in enumerate(dossier.groups):
        starts = 0 if is_apart else min(number * share, 75)
        ends = 80 if is_apart or number == len(dossier.groups) - 1 else min(starts + share, 80)
        values = _entry(f"{group.name}：{title}", _after(starts), _after(ends), Method.DOCUMENTS)
        found.append({**values, "group_id": group.id, "who": _names(dossier, codes, group.id)})
    return found


def _after(minutes: int) -> str:
    total = 13 * 60 + 30 + minutes
    return f"{total // 60:02}:{total % 60:02}"


def _entry(
    title: str, starts_at: str, ends_at: str, method: Method | None = None, *, who: str = "", place: str = ""
) -> dict[str, Any]:
    return {
        "title": title,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "method": method,
        "who": who,
        "place": place,
    }


def _judges(dossier: Dossier, codes: Sequence[str], group_id: UUID | None) -> list[UUID]:
    return list(dict.fromkeys(who for code in codes for who in judges_of(code, group_id, dossier)))


def _names(dossier: Dossier, codes: Sequence[str], group_id: UUID | None = None) -> str:
    names = "、".join(dossier.person_by_id[each].name for each in _judges(dossier, codes, group_id))
    return names if len(names) <= 200 else "按分工"


def _when(entry: PlanEntry, clock: str, starts: Sequence[str]) -> When:
    if not clock or not entry.starts_at:
        return When.NONE
    following = [each for each in starts if each > clock]
    if entry.starts_at > clock:
        return When.NEXT if entry.starts_at == following[0] else When.NONE
    # One without an end lasts until the next begins.
    ends = entry.ends_at or next((each for each in starts if each > entry.starts_at), "24:00")
    return When.NOW if clock < ends else When.PAST


def _warning(entry: PlanEntry, before: Sequence[PlanEntry], entries: Sequence[PlanEntry]) -> tuple[str, str]:
    if not entry.starts_at:
        return "", ""
    timed = [each for each in before if each.starts_at]
    if timed and entry.starts_at < max(each.starts_at for each in timed):
        return "次序", "时间早于上面的一项，可以按时间排序。"
    clashing = next((each for each in entries if each.id != entry.id and _collides(entry, each)), None)
    if clashing is not None:
        return "重叠", f"与“{clashing.title[:_SHOWN]}”时间重叠，有人分不开身。"
    ends = max((each.ends_at or each.starts_at for each in timed), default="")
    gap = _minutes(entry.starts_at) - _minutes(ends) if ends else 0
    is_lunch = ends >= _LUNCH[0] and entry.starts_at <= _LUNCH[1]
    if gap < _GAP_MINUTES or is_lunch:
        return "", ""
    return "空档", f"与上一项之间空出 {gap} 分钟。"


def _collides(one: PlanEntry, other: PlanEntry) -> bool:
    """Whether both run at once and somebody would have to be at both; who is not said may be anybody."""
    if not (one.ends_at and other.starts_at and other.ends_at):
        return False
    if not (one.starts_at < other.ends_at and other.starts_at < one.ends_at):
        return False
    if one.group_id != other.group_id and one.group_id and other.group_id and not (one.who and other.who):
        return False
    mine, theirs = _people(one), _people(other)
    return not mine or not theirs or _ALL in mine | theirs or bool(mine & theirs)


def _people(entry: PlanEntry) -> set[str]:
    return {each for each in _NAMES_APART.split(entry.who) if each}


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
