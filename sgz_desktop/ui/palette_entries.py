"""What can be found from anywhere: pages, commands, items, observations, people and the papers of the day."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.actions import Command
from sgz_desktop.ui.initials import initials
from sgz_desktop.ui.pages.names import DAY, OBSERVATIONS, PREPARING, VISIT, page_names
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.wording import person_line, tone_name

if TYPE_CHECKING:
    from sgz_desktop.domain.observation import Observation
    from sgz_desktop.domain.rubric import Item, Rubric
    from sgz_desktop.ui.session import Session

Go = Callable[[str, Any], object]
_TITLE = 80
_PAGE_COMMAND = "go_"


class Kind(IntEnum):
    """What an entry is, in the order of equal matches."""

    PAGE = 0
    ITEM = 1
    OBSERVATION = 2
    PERSON = 3
    PLAN = 4
    PAPER = 5
    CHECK = 6
    INTERVIEW = 7
    COMMAND = 8
    PART = 9


def kind_name(kind: Kind) -> str:
    """What an entry is, in a word."""
    return {
        Kind.PAGE: tr("页面"),
        Kind.ITEM: tr("检查项"),
        Kind.OBSERVATION: tr("观察"),
        Kind.PERSON: tr("人员"),
        Kind.PLAN: tr("日程"),
        Kind.PAPER: tr("待补材料"),
        Kind.CHECK: tr("抽查"),
        Kind.INTERVIEW: tr("访谈"),
        Kind.COMMAND: tr("命令"),
        Kind.PART: tr("页面"),
    }[kind]


_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ－\u3000]")
_NUMBER = re.compile(r"0*(\d+)$")
_CODE_DIGITS = 2


def folded(text: str) -> str:
    """A text as it is compared: wide letters, digits and hyphens as narrow ones, capitals as small ones."""
    return (_WIDE.sub(_narrow, text) if _WIDE.search(text) else text).casefold()


def squeezed(text: str) -> str:
    """A folded code as somebody types it: no hyphen, no blank."""
    return "".join(each for each in text if each.isalnum())


def padded(code: str) -> str:
    """A squeezed code with the two digits that the checklist gives its numbers: o5 as o05."""
    return _NUMBER.sub(lambda found: found[1].zfill(_CODE_DIGITS), code)


def _narrow(found: re.Match[str]) -> str:
    return normalize("NFKC", found[0])


class Entry:
    """One thing to go to. `key` names it for ever; `more` is searched as well as title and detail.

    An item is found by its `code` too, however that is typed.

    Thousands are made at once, so that it is no dataclass: frozen ones take five times as long.
    """

    __slots__ = ("_letters", "act", "code", "detail", "head", "key", "kind", "title", "whole")

    def __init__(
        self,
        kind: Kind,
        key: str,
        *,
        title: str,
        act: Callable[[], object],
        detail: str = "",
        more: str = "",
        code: str = "",
    ) -> None:
        self.kind, self.key, self.title, self.detail, self.act = kind, key, title, detail, act
        self.head, self.code = folded(title), squeezed(folded(code))
        self.whole = folded(f"{title}\n{detail}\n{more}")
        self._letters: str | None = None

    @property
    def letters(self) -> str:
        """The first letters of the title's characters."""
        if self._letters is None:
            self._letters = initials(self.head)
        return self._letters


def entries(session: "Session", commands: Sequence[Command], go: Go) -> tuple[Entry, ...]:
    """Everything that can be gone to now; of the evaluation nothing while none is open."""
    found = [*_commands(commands)]
    if session.evaluation_id is None:
        return tuple(found)
    return (*found, *_records(session, go))


def _commands(commands: Sequence[Command]) -> Iterator[Entry]:
    titles = {f"{_PAGE_COMMAND}{name}": text for name, text, _ in page_names()}
    for each in commands:
        is_page = each.name in titles
        yield Entry(
            Kind.PAGE if is_page else Kind.COMMAND,
            each.name,
            title=titles.get(each.name, each.text),
            detail=each.keys[0] if each.keys else "",
            act=each.run,
        )


def _records(session: "Session", go: Go) -> Iterator[Entry]:
    dossier, rubric = session.dossier, session.rubric
    yield from _items(session, rubric, go)
    subjects = {each.code: each.name for each in rubric.components}
    subjects |= {each.code: each.name for each in rubric.other_parties}
    groups = {each.id: each.name for each in dossier.groups}
    for observation in dossier.observations:
        yield _observation(observation, subjects, groups, go)
    for person in dossier.people:
        act = partial(_go_to_person, go, person.id)
        yield Entry(Kind.PERSON, str(person.id), title=person_line(person), detail=person.title, act=act)
    yield from _day(dossier, go)


def _items(session: "Session", rubric: "Rubric", go: Go) -> Iterator[Entry]:
    judge = session.judge_id
    stops = () if judge is None else session.program.visiting.stops(session.open_id, judge)
    # The same item in several groups is one entry: it leads to the first that is not answered.
    places: dict[str, tuple[UUID | None, bool]] = {}
    for stop in stops:
        known = places.get(stop.item.code)
        if known is None or (stop.is_open and not known[1]):
            places[stop.item.code] = stop.group_id, stop.is_open
    for item in rubric.items:
        group_id = places.get(item.code, (None, False))[0]
        yield _item(item, group_id, rubric.component_by_code[item.component].name, go)


def _item(item: "Item", group_id: UUID | None, component: str, go: Go) -> Entry:
    return Entry(
        Kind.ITEM,
        item.code,
        title=f"{item.code}　{item.subject}",
        detail=component,
        more="\n".join((item.wording, *item.look_for, *item.papers)),
        act=partial(_go_to_item, go, item, group_id),
        code=item.code,
    )


def _observation(
    each: "Observation", subjects: Mapping[str, str], groups: Mapping[UUID, str], go: Go
) -> Entry:
    said = " ".join((each.lead or each.text or each.recommendation)[: 2 * _TITLE].split())[:_TITLE]
    places = (
        subjects.get(each.subject or "", ""),
        groups.get(each.group_id, "") if each.group_id else "",
        each.item or "",
    )
    return Entry(
        Kind.OBSERVATION,
        str(each.id),
        title=said or tr("（没有内容）"),
        detail=" · ".join(filter(None, (tone_name(each.tone), *places))),
        more="\n".join((each.lead, each.text, each.recommendation, each.evidence)),
        act=_pointing(go, OBSERVATIONS, "observation.found", each.id),
    )


def _day(dossier: Dossier, go: Go) -> Iterator[Entry]:
    for line in dossier.plan_entries:
        times = "–".join(filter(None, (line.starts_at, line.ends_at)))
        yield Entry(
            Kind.PLAN,
            str(line.id),
            title=line.title,
            detail=" · ".join(filter(None, (times, line.place, line.who))),
            more=line.note,
            act=_pointing(go, DAY, "plan_entry", line.id),
        )
    for paper in dossier.paper_requests:
        state = tr("已收到") if paper.arrived_on else tr("未收到")
        yield Entry(
            Kind.PAPER,
            str(paper.id),
            title=paper.title,
            detail=" · ".join(filter(None, (state, paper.promised_by))),
            more=paper.note,
            act=_pointing(go, DAY, "paper", paper.id),
        )
    for check in dossier.spot_checks:
        detail = " ".join(check.found.split())[:_TITLE]
        act = _pointing(go, DAY, "spot_check", check.id)
        yield Entry(Kind.CHECK, str(check.id), title=check.number, detail=detail, more=check.found, act=act)
    for talk in dossier.interviews:
        detail = " ".join(talk.notes.split())[:_TITLE]
        act = _pointing(go, DAY, "interview", talk.id)
        yield Entry(Kind.INTERVIEW, str(talk.id), title=talk.role, detail=detail, more=talk.notes, act=act)


def _pointing(go: Go, page: str, code: str, entity_id: UUID) -> Callable[[], object]:
    return partial(_go_to_entity, go, page, code, entity_id)


def _go_to_entity(go: Go, page: str, code: str, entity_id: UUID) -> None:
    go(page, Missing(code, "", page, entity_id=entity_id))


def _go_to_person(go: Go, person_id: UUID) -> None:
    go(PREPARING, Missing("declaration", "", PREPARING, person_id=person_id))


def _go_to_item(go: Go, item: "Item", group_id: UUID | None) -> None:
    go(VISIT, Missing("item", item.subject, VISIT, item=item.code, group_id=group_id))
