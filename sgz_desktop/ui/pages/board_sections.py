"""The board as data: chapters and review groups in order, and what was seen there, by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.rubric import Judged, Rubric
from sgz_desktop.services.board import lacks_evidence
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.wording import person_name, tone_name

UNPROVEN = "unproven"
"""What the filter of kinds calls concerns that nothing is given for; 未定类别 is the kind UNFILED."""

UNPLACED = "unplaced"
"""What the filter of kinds calls observations that belong to no chapter yet: 未归章节."""


def kind_name(tone: Tone) -> str:
    """A kind as the board names it: what has none yet is told from what has no chapter yet."""
    return tone_name(tone)


@dataclass(frozen=True, slots=True)
class Home:
    """Where observations belong: a component or party, in one review group where it is judged per group.

    The one without a subject is that of what belongs nowhere yet.
    """

    subject: str | None
    group_id: UUID | None
    chapter: str
    group: str = ""

    @property
    def key(self) -> tuple[str | None, UUID | None]:
        """What tells it from the others."""
        return self.subject, self.group_id

    @property
    def name(self) -> str:
        """Chapter and review group."""
        return f"{self.chapter} · {self.group}" if self.group else self.chapter

    def values(self, moved: Sequence[Observation]) -> dict[str, Any]:
        """The fields of observations that are moved here; a chapter without groups lets a known one stand."""
        stays = not self.group and all(each.subject == self.subject for each in moved)
        return {"subject": self.subject} if stays else {"subject": self.subject, "group_id": self.group_id}


@dataclass(frozen=True, slots=True)
class Section:
    """One home, what is there, and what of it the filters let through."""

    home: Home
    strengths: int
    concerns: int
    unfiled: int
    shown: tuple[tuple[Observation, ...], tuple[Observation, ...], tuple[Observation, ...]]

    @property
    def count(self) -> int:
        """How many there are."""
        return self.strengths + self.concerns + self.unfiled

    @property
    def verdict(self) -> str:
        """What is amiss with the balance here, "" where nothing is."""
        if self.home.subject is None:
            return tr("请归到章节") if self.count else ""
        if not self.count:
            return tr("还没有观察")
        if not self.concerns and self.strengths:
            return tr("只有肯定")
        return tr("只有关注") if not self.strengths and self.concerns else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters and the search let through; None and "" let everything."""

    subject: str | None = None
    group_id: UUID | None = None
    kind: str | None = None
    person_id: UUID | None = None
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Wanted()

    def lets(self, seen: Observation, dossier: Dossier) -> bool:
        """Whether one observation is shown."""
        if self.subject not in (None, seen.subject) or self.group_id not in (None, seen.group_id):
            return False
        if self.person_id not in (None, seen.person_id) or not self._lets_kind(seen):
            return False
        if not self.words:
            return True
        author = person_name(dossier, seen.person_id) if seen.person_id else ""
        parts = (seen.lead, seen.text, seen.recommendation, seen.evidence, seen.item or "", author)
        text = "\n".join(parts).casefold()
        return all(each in text for each in self.words)

    def _lets_kind(self, seen: Observation) -> bool:
        if self.kind == UNPROVEN:
            return lacks_evidence(seen)
        if self.kind == UNPLACED:
            return seen.subject is None
        return self.kind is None or seen.tone == self.kind


def homes(dossier: Dossier, rubric: Rubric) -> tuple[Home, ...]:
    """Every home: that of what belongs nowhere first, then the components, then the parties."""
    found = [Home(None, None, tr("未归章节"))]
    for component in rubric.components:
        if component.judged is not Judged.PER_GROUP or not dossier.groups:
            found.append(Home(component.code, None, component.name))
            continue
        found.append(Home(component.code, None, component.name, tr("各片区共同")))
        found += [Home(component.code, each.id, component.name, each.name) for each in dossier.groups]
    return (*found, *(Home(each.code, None, each.name) for each in rubric.other_parties))


def sections(session: Session, wanted: Wanted) -> tuple[Section, ...]:
    """The sections of the open evaluation; those that have nothing to show are left out while filtered."""
    dossier = session.dossier
    known = homes(dossier, session.rubric)
    keys = {each.key for each in known}
    there: dict[Any, tuple[list[Observation], list[Observation], list[Observation]]]
    there = {each.key: ([], [], []) for each in known}
    for seen in dossier.observations:
        key = seen.subject, seen.group_id
        # A chapter judged once holds what bears a review group too, and nothing is ever without a home.
        key = key if key in keys else (seen.subject, None) if (seen.subject, None) in keys else (None, None)
        there[key][_ORDER[seen.tone]].append(seen)
    return tuple(_kept(known, there, wanted, dossier))


def most_of(several: Sequence[Section]) -> int:
    """What a bar's whole length stands for; a single card is never all of it."""
    return max((4, *(max(each.strengths, each.concerns) for each in several)))


_ORDER = {Tone.STRENGTH: 0, Tone.CONCERN: 1, Tone.UNFILED: 2}


def _kept(known: Sequence[Home], there: Any, wanted: Wanted, dossier: Dossier) -> Iterator[Section]:
    for home in known:
        lists = there[home.key]
        shown = tuple(
            tuple(each for each in several if wanted.lets(each, dossier)) if wanted else tuple(several)
            for several in lists
        )
        # What is common to all groups, or belongs nowhere, is no gap where there is nothing.
        is_optional = home.subject is None or (bool(home.group) and home.group_id is None)
        if any(shown) or not (wanted or is_optional):
            yield Section(home, len(lists[0]), len(lists[1]), len(lists[2]), (shown[0], shown[1], shown[2]))
