"""Indicators of one service under one head, as both annexes print them: 专业小组 with 个, 节 and 人次."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sgz_desktop.domain.indicator import Agreed, Indicator
from sgz_desktop.services.indicator_units import usual_unit
from sgz_desktop.services.reporting.indicators import AGREED, Standing

ZONE_HEADS = ("服务片区", "投入社工人数")
WHOLE = "合计"
DONE, RATE = "完成量", "百分比"
STATION = "总体服务"
STATION_HEADS = ("协议内容", "指标要求", "完成情况", "完成百分比")

_DETAIL = re.compile(r"^(?P<stem>.+?)[（(](?P<detail>[^（）()]+)[）)]$")
# What is counted of a service, and no service itself: 专业小组服务 counts 专业小组.
_COUNT = re.compile(
    r"(接案|开案|结案|面谈|辅导|服务|开展|参与|受益|完成|节数|次数|场次|人次|人数|个数|数量|数|量|率|个|节|次|场)+"
)
_ENDS_IN_COUNT = re.compile(r"(接案|开案|结案|面谈|辅导|节|次)+$")
_SHORTEST = 2  # characters of a name that several share
_FIRST_OF_AGREED = "协议"
_AGREED_RATE = "协议率"
_COMMON = "个"
_LONGEST_AGREED = 4  # characters of a head in one line of a narrow column


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator under a head: `detail` is what its name says beside the head's, `told` if needed there.

    `by_unit` are those of one name that differ in their units alone.
    """

    standing: Standing
    detail: str = ""
    told: bool = False
    alone: bool = True
    by_unit: bool = False

    @property
    def name(self) -> str:
        """What stands for the indicator where it is alone."""
        return name_of(self.standing.indicator)

    @property
    def agreed(self) -> str:
        """The head of the agreed column: as entered, with the detail where another one is named alike."""
        indicator = self.standing.indicator
        if self.by_unit:
            return f"{_FIRST_OF_AGREED}{indicator.unit}{'数' if len(indicator.unit) == 1 else ''}"
        entered = indicator.column or (AGREED if indicator.agreed is Agreed.AMOUNT else _AGREED_RATE)
        if not self.told or self.detail in entered:
            return entered
        kind = entered.removeprefix(_FIRST_OF_AGREED)
        return f"{_FIRST_OF_AGREED if kind != entered else ''}{self.detail}{kind}"

    @property
    def agreed_in_lines(self) -> str:
        """The same for a narrow column: 协议接案数 in two lines, 协议个数 in one."""
        agreed = self.agreed
        if len(agreed) <= _LONGEST_AGREED or not agreed.startswith(_FIRST_OF_AGREED):
            return agreed
        return f"{_FIRST_OF_AGREED}\n{agreed.removeprefix(_FIRST_OF_AGREED)}"

    @property
    def done(self) -> tuple[str, ...]:
        """The head of the column of what was done, in the pieces between which a line may end.

        Several under one name say which of them they count, and in what unless the agreed column tells.
        """
        if self.alone:
            return (DONE,)
        detail, unit = self.detail, self.standing.indicator.unit
        # 协议个数 is headed over what is counted in 场 as well.
        is_told = unit in self.agreed and (unit != _COMMON or usual_unit(self.name) == unit)
        pieces = (detail if detail in self.agreed else "", DONE, "" if is_told else f"（{unit}）")
        return tuple(each for each in pieces if each)


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators that one head stands over."""

    name: str
    members: tuple[Member, ...]

    @property
    def head(self) -> str:
        """What stands over the columns: the name, of a single indicator with its unit."""
        if len(self.members) > 1:
            return self.name
        return label_of(self.members[0].standing.indicator)


def label_of(indicator: Indicator) -> str:
    """An indicator standing alone in a table, with its unit."""
    return f"{name_of(indicator)}（{indicator.unit}）"


def name_of(indicator: Indicator) -> str:
    """An indicator's name standing alone, as in a table; its label may need the words of a sentence."""
    return indicator.table_label or indicator.label


def grouped(shown: Sequence[Standing]) -> tuple[IndicatorGroup, ...]:
    """Each service's indicators together, where its first one stands.

    One service are those whose names differ in what they count alone (专业个案接案, 专业个案结案) or in
    brackets (咨询个案, 咨询个案（辅导）), and a mere count (人次) after one of its clause of the sentence.
    """
    services: list[_Service] = []
    for each in shown:
        if _is_mere_count(each) and services and services[-1].clause == each.indicator.sentence_group:
            services[-1].counts.append(each)
            continue
        for service in services:
            if service.takes(each):
                service.named.append(each)
                break
        else:
            services.append(_Service([each]))
    return tuple(each.group(shown) for each in services)


def shared_out(groups: Sequence[IndicatorGroup], most: int) -> tuple[tuple[IndicatorGroup, ...], ...]:
    """Groups in order over as few blocks of `most` indicators as hold them, of like size; none is torn.

    A group that is larger itself has a block of its own.
    """
    sizes = [len(each.members) for each in groups]
    # For each number of leading groups: blocks needed, their squares summed, where the last one begins.
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for stop in range(1, len(groups) + 1):
        choices = []
        for start in range(stop):
            size = sum(sizes[start:stop])
            if size <= most or stop - start == 1:
                blocks, squares, _ = best[start]
                choices.append((blocks + 1, squares + size * size, start))
        best.append(min(choices))
    parts: list[tuple[IndicatorGroup, ...]] = []
    stop = len(groups)
    while stop:
        start = best[stop][2]
        parts.insert(0, tuple(groups[start:stop]))
        stop = start
    return tuple(parts)


@dataclass(slots=True)
class _Service:
    """A group while it grows: those that name the service, and mere counts that follow them."""

    named: list[Standing]
    counts: list[Standing] = field(default_factory=list)

    @property
    def clause(self) -> int:
        """The clause of the sentence in which it is told last."""
        return (self.counts or self.named)[-1].indicator.sentence_group

    def takes(self, other: Standing) -> bool:
        """Whether another indicator counts the same service."""
        return _stem([name_of(each.indicator) for each in (*self.named, other)]) is not None

    def group(self, order: Sequence[Standing]) -> IndicatorGroup:
        """The service with its name and its members in order."""
        names = [name_of(each.indicator) for each in self.named]
        stem = _stem(names)
        assert stem is not None
        if self.counts and len(names) == 1:
            stem = _shortened(stem)
        several = [each for each in order if each in self.named or each in self.counts]
        columns = [each.indicator.column for each in several]
        alone = len(several) == 1
        members = tuple(
            Member(
                each,
                name_of(each.indicator) if each in self.counts else _detail(name_of(each.indicator), stem),
                told=not alone and columns.count(each.indicator.column) > 1,
                alone=alone,
            )
            for each in several
        )
        heads = [each.agreed for each in members]
        of_one = [each for each in members if heads.count(each.agreed) > 1]
        units = [each.standing.indicator.unit for each in of_one]
        if len(units) == len(set(units)):
            members = tuple(replace(each, by_unit=each in of_one) for each in members)
        return IndicatorGroup(stem, members)


def _is_mere_count(each: Standing) -> bool:
    return _COUNT.fullmatch(name_of(each.indicator)) is not None


def _stem(names: Sequence[str]) -> str | None:
    """The name that all share, if they differ in counts alone; of one alone what stands before brackets."""
    bases = [_parted(each)[0] for each in names]
    shared = _beginning(bases)
    if len(bases) > 1 and shared not in bases:
        shared = _shortened(shared)
    if len(shared) < min(_SHORTEST, *map(len, bases)):
        return None
    rests = [each.removeprefix(shared) for each in bases]
    return shared if all(not each or _COUNT.fullmatch(each) for each in rests) else None


def _beginning(names: Sequence[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)  # whatever lies between them in order begins with it too
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _shortened(name: str) -> str:
    """个案接案 → 个案; a name that is hardly more than a count stays."""
    short = _ENDS_IN_COUNT.sub("", name)
    return short if len(short) >= _SHORTEST else name


def _detail(name: str, stem: str) -> str:
    base, bracketed = _parted(name)
    return f"{base.removeprefix(stem)}{bracketed}"


def _parted(name: str) -> tuple[str, str]:
    """专业个案（接案） → 专业个案, 接案."""
    found = _DETAIL.match(name)
    return (found["stem"], found["detail"]) if found else (name, "")
