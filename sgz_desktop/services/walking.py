"""The walk through the checklist: its three orders, what was seen at each stop, filters, what comes next."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.deliberation import FinalWord
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import LineState
from sgz_desktop.domain.rubric import METHOD_NAMES, Item, Rubric
from sgz_desktop.scoring.components import WHOLE_STATION
from sgz_desktop.services.known_ratios import KnownRatio

Key = tuple[str, UUID | None]
"""What tells one stop from an expert's others: item code and review group."""
At = tuple[str, Key]
"""Where somebody is: the section, and the stop in it."""


class Way(StrEnum):
    """In which order the checklist is walked: 按方法, 按片区, 按指标."""

    METHOD = "method"
    GROUP = "group"
    COMPONENT = "component"


class Show(StrEnum):
    """Which stops are listed: all, 未答, 待议, 有观察, 有关注无佐证."""

    ALL = "all"
    OPEN = "open"
    PENDING = "pending"
    SEEN = "seen"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Stop:
    """One question of the day to one expert: an item, in a review group where it is judged per group.

    `is_open` says that an answer is still wanted: none is once the experts settled it together (`final`).
    `seen` counts the observations made there, `unproven` the concerns among them without evidence; `ratio` is
    what is asked for as far as figures entered elsewhere tell it.
    """

    key: Key
    item: Item
    component_name: str
    group_id: UUID | None
    group_name: str
    mark: Mark | None
    state: LineState
    is_open: bool
    points: Decimal | None
    working: str
    final: FinalWord | None = None
    final_points: Decimal | None = None
    final_working: str = ""
    seen: int = 0
    unproven: int = 0
    ratio: KnownRatio | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the walk: a method, a review group or a component, with all its stops that are listed.

    `done` of `total` tells its progress, whatever the filters leave out.
    """

    key: str
    name: str
    detail: str
    done: int
    total: int
    stops: tuple[Stop, ...]


def sections(
    stops: Sequence[Stop],
    way: Way,
    dossier: Dossier,
    rubric: Rubric,
) -> tuple[Section, ...]:
    """All stops in one of the three orders; by method, an item stands beneath each that it is seen by."""
    makers = {Way.METHOD: _by_method, Way.GROUP: _by_group, Way.COMPONENT: _by_component}
    return tuple(makers[way](stops, dossier, rubric))


def narrowed(
    found: Sequence[Section], show: Show, text: str, *, always: Key | None = None
) -> tuple[Section, ...]:
    """The sections with the stops that a filter and every word of a search let through.

    The stop `always` stays whatever it is: somebody is working on it.
    """
    words = folded(text).split()
    if show is Show.ALL and not words:
        return tuple(found)
    kept = (
        replace(
            each,
            stops=tuple(stop for stop in each.stops if stop.key == always or _passes(stop, show, words)),
        )
        for each in found
    )
    return tuple(each for each in kept if each.stops)


def next_open(found: Sequence[Section], after: At | None) -> tuple[str, Stop] | None:
    """Section and stop of the next open one behind `after` (section and stop), wrapping round."""
    steps = list(steps_of(found))
    places = [(section, stop.key) for section, stop in steps]
    start = places.index(after) + 1 if after in places else 0
    return next((each for each in (*steps[start:], *steps[:start]) if each[1].is_open), None)


def before(found: Sequence[Section], at: At | None) -> tuple[str, Stop] | None:
    """Section and stop of the one before `at`; None at the beginning."""
    steps = list(steps_of(found))
    places = [(section, stop.key) for section, stop in steps]
    place = places.index(at) if at in places else 0
    return steps[place - 1] if place else None


def steps_of(found: Sequence[Section]) -> Iterator[tuple[str, Stop]]:
    """Every stop with the key of its section, from the first to the last."""
    return ((section.key, stop) for section in found for stop in section.stops)


def by_code(found: Sequence[Section], typed: str, near: str | None = None) -> tuple[str, Stop] | None:
    """The stop of an item by its code as somebody types it (O-12, o12, １２ …), in section `near` first."""
    wanted = _squeezed(typed)
    if not wanted:
        return None
    steps = sorted(steps_of(found), key=lambda each: each[0] != near)
    for fits in (str.__eq__, str.endswith):
        hits = [each for each in steps if fits(_squeezed(each[1].item.code), wanted)]
        if hits:
            return hits[0]
    return None


def folded(text: str) -> str:
    """A text as it is searched: one width, no capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def _squeezed(text: str) -> str:
    return "".join(each for each in folded(text) if each.isalnum())


def _passes(stop: Stop, show: Show, words: Sequence[str]) -> bool:
    shown = {
        Show.ALL: True,
        Show.OPEN: stop.state is LineState.OPEN,
        Show.PENDING: stop.state is LineState.PENDING,
        Show.SEEN: stop.seen > 0,
        Show.UNPROVEN: stop.unproven > 0,
    }[show]
    if not shown or not words:
        return shown
    item = stop.item
    said = folded(" ".join((item.code, item.subject, item.wording, stop.component_name, stop.group_name)))
    return all(word in said for word in words)


def _section(key: str, name: str, detail: str, stops: Sequence[Stop]) -> Section:
    done = sum(not each.is_open for each in stops)
    return Section(key, name, detail, done, len(stops), tuple(stops))


def _by_method(stops: Sequence[Stop], dossier: Dossier, rubric: Rubric) -> Iterator[Section]:
    for method, name in METHOD_NAMES.items():
        seen = [each for each in stops if method in each.item.methods]
        if seen:
            yield _section(method.value, name, "", seen)
    rest = [each for each in stops if not each.item.methods]
    if rest:
        yield _section("", "没有写明方法", "", rest)


def _by_group(stops: Sequence[Stop], dossier: Dossier, rubric: Rubric) -> Iterator[Section]:
    sorted_in: dict[UUID | None, list[Stop]] = {}
    for stop in stops:
        sorted_in.setdefault(stop.group_id, []).append(stop)
    if None in sorted_in:
        yield _section("", WHOLE_STATION, "只评一次的项目" if dossier.groups else "", sorted_in[None])
    for group in dossier.groups:
        if group.id in sorted_in:
            detail = communities_text(dossier, group.id)
            yield _section(str(group.id), group.name, detail, sorted_in[group.id])


def _by_component(stops: Sequence[Stop], dossier: Dossier, rubric: Rubric) -> Iterator[Section]:
    sorted_in: dict[tuple[str, UUID | None], list[Stop]] = {}
    for stop in stops:
        sorted_in.setdefault((stop.item.component, stop.group_id), []).append(stop)
    for (code, group_id), found in sorted_in.items():
        component = rubric.component_by_code[code]
        name, detail = component.name, f"{decimal_text(component.points)} 分"
        if group_id is not None:
            name, detail = f"{name} · {found[0].group_name}", communities_text(dossier, group_id)
        yield _section(f"{code} {group_id or ''}", name, detail, found)


def communities_text(dossier: Dossier, group_id: UUID | None) -> str:
    """The names of a review group's communities, as they stand beside its own."""
    zones = dossier.zones_of(group_id) if group_id else ()
    return " ".join(each.name for zone in zones for each in dossier.communities_of(zone.id))


def seen_by_stop(dossier: Dossier) -> Mapping[Key, tuple[int, int]]:
    """How many observations were made at each stop, and how many of them are concerns without evidence."""
    found: dict[Key, tuple[int, int]] = {}
    for each in dossier.observations:
        if each.item is not None:
            count, unproven = found.get((each.item, each.group_id), (0, 0))
            lacks = each.tone is Tone.CONCERN and not each.evidence.strip()
            found[each.item, each.group_id] = count + 1, unproven + lacks
    return found
