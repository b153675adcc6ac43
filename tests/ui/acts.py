"""What the pages let a person do, each as one write that a random walk can make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.quantities import ENTERED_KEYS
from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.domain.rubric import Item, Judged, Rubric
from sgz_desktop.services.program import Program
from sgz_desktop.ui.steps import Verb
from tests.build import FULL_ANSWERS

_One = TypeVar("_One")
WORDS = ("通讯录没有更新。", "探访记录齐全。", "个案结案评估缺少签名。", "志愿者时数清楚。", "台账完整。")
LEAF_KINDS = ("plan_entry", "need", "attendee", "spot_check", "paper_request", "interview", "indicator")
FREE_KINDS = ("person", "group", "zone", "community", *LEAF_KINDS)


class Hand:
    """Somebody who picks something at random of what there is now."""

    def __init__(self, seed: int, program: Program, evaluation_id: UUID) -> None:
        self.random = Random(seed)
        self.program = program
        self._id = evaluation_id
        self._made = 0

    @property
    def dossier(self) -> Dossier:
        """The evaluation as it is now."""
        return self.program.evaluations.dossier(self._id)

    @property
    def rubric(self) -> Rubric:
        """Its rule set."""
        return self.program.evaluations.rubric(self._id)

    def one(self, several: Sequence[_One]) -> _One:
        """One of several; IndexError where there is none."""
        return self.random.choice(several)

    def id(self, several: Sequence[Any]) -> UUID:
        """The ID of one of several."""
        found: UUID = self.one(several).id
        return found

    def maybe(self, several: Sequence[Any]) -> UUID | None:
        """The ID of one of several, or None."""
        ids: list[UUID | None] = [None, *(each.id for each in several)]
        return self.one(ids)

    def some(self, several: Sequence[Any], least: int = 1) -> list[UUID]:
        """The IDs of a few; IndexError where there are too few."""
        if len(several) < least:
            raise IndexError
        count = self.random.randint(least, min(len(several), least + 2))
        return [each.id for each in self.random.sample(list(several), count)]

    def yes(self) -> bool:
        """Either."""
        return self.random.random() < 0.5

    def words(self) -> str:
        """Something to write, now and then nothing."""
        return self.one(("", *WORDS))

    def name(self, what: str) -> str:
        """A name that nothing bears yet."""
        self._made += 1
        return f"{what}{self._made}"

    def figure(self, most: int = 20) -> Decimal | None:
        """Some figure, now and then none."""
        return self.random.choice([None, Decimal(self.random.randint(0, most * 2)) / 2])

    def day(self) -> date:
        """Some day."""
        return date(2025, 1, 1) + timedelta(days=self.random.randrange(300))

    def place(self) -> tuple[Item, UUID | None]:
        """An item and the review group it is judged in."""
        item = self.one(self.rubric.items)
        per_group = item.judged is Judged.PER_GROUP and bool(self.dossier.groups)
        return item, self.id(self.dossier.groups) if per_group else None

    def answer(self, item: Item, *, settled: bool = False) -> Answer:
        """An answer that fits the item."""
        several: list[Answer] = [FULL_ANSWERS[item.code], answers.NotApplicable()]
        return self.one(several if settled else [*several, answers.Pending()])


@dataclass(frozen=True)
class Act:
    """One write; those with the same `merge` in quick succession are one step of undo."""

    verb: Verb
    merge: str = ""


Making = Callable[[Hand], Act]
ACTS: dict[str, Making] = {}
"""What a person can do, by name. Each raises IndexError where there is nothing to do it with just now."""


def act(making: Making) -> Making:
    ACTS[making.__name__.strip("_")] = making
    return making


_HEAD: Mapping[str, Callable[[Hand], Any]] = {
    "station": lambda hand: hand.name("云边街社工站"),
    "district": lambda hand: hand.words(),
    "phase": lambda hand: hand.one(list(Phase)),
    "visit_date": lambda hand: hand.one((None, hand.day())),
    "agreement_start": lambda hand: hand.one((None, hand.day())),
    "period_end": lambda hand: hand.one((None, hand.day())),
    "funds_yuan": lambda hand: hand.figure(4_000_000),
    "required_staff": lambda hand: hand.one((None, 20, 25)),
    "note": lambda hand: hand.words(),
}


@act
def _head(hand: Hand) -> Act:
    field = hand.one(list(_HEAD))
    value, preparing = _HEAD[field](hand), hand.program.preparing
    return Act(lambda each, who: preparing.set_head(each, {field: value}, who), merge=f"head {field}")


_NEW: Mapping[str, Callable[[Hand], dict[str, Any]]] = {
    "person": lambda hand: {"name": hand.name("专家"), "role": hand.one(list(Role))},
    "group": lambda hand: {"name": hand.name("评审组")},
    "zone": lambda hand: {"name": hand.name("片区"), "staff": hand.figure()},
    "community": lambda hand: {"name": hand.name("社区"), "zone_id": hand.id(hand.dossier.zones)},
    "plan_entry": lambda hand: {"title": hand.name("环节"), "starts_at": hand.one(("", "09:00", "13:30"))},
    "need": lambda hand: {"title": hand.name("材料"), "ready": hand.yes()},
    "attendee": lambda hand: {"name": hand.name("到场"), "party": hand.one((None, "station"))},
    "spot_check": lambda hand: {"number": hand.name("GA-"), "found": hand.one(WORDS)},
    "paper_request": lambda hand: {"title": hand.name("待补"), "due_on": hand.day()},
    "interview": lambda hand: {"role": hand.name("社工"), "people": 3, "notes": hand.words()},
    "indicator": lambda hand: {"label": hand.name("指标"), "unit": "次"},
}


@act
def _add(hand: Hand) -> Act:
    kind = hand.one(FREE_KINDS)
    values, preparing = _NEW[kind](hand), hand.program.preparing
    return Act(lambda each, who: preparing.add(each, kind, values, who))


@act
def _paste_communities(hand: Hand) -> Act:
    zone, preparing = hand.id(hand.dossier.zones), hand.program.preparing
    several = [{"name": hand.name("社区"), "zone_id": zone} for _ in range(3)]
    return Act(lambda each, who: preparing.add_several(each, "community", several, who))


_COLLECTION = {
    "person": "people",
    "community": "communities",
    "plan_entry": "plan_entries",
}
_CHANGED: Mapping[str, tuple[str, Callable[[Hand], Any]]] = {
    "person": ("title", lambda hand: hand.words()),
    "group": ("name", lambda hand: hand.name("改名组")),
    "zone": ("note", lambda hand: hand.words()),
    "community": ("name", lambda hand: hand.name("改名社区")),
    "plan_entry": ("who", lambda hand: hand.words()),
    "need": ("ready", lambda hand: hand.yes()),
    "attendee": ("at_feedback", lambda hand: hand.yes()),
    "spot_check": ("found", lambda hand: hand.words()),
    "paper_request": ("promised_by", lambda hand: hand.words()),
    "interview": ("notes", lambda hand: hand.words()),
    "indicator": ("unit", lambda hand: hand.one(("次", "人次"))),
}


def _some(hand: Hand, kind: str) -> UUID:
    return hand.id(getattr(hand.dossier, _COLLECTION.get(kind, f"{kind}s")))


@act
def _edit(hand: Hand) -> Act:
    kind = hand.one(FREE_KINDS)
    known, (field, value), preparing = _some(hand, kind), _CHANGED[kind], hand.program.preparing
    values = {field: value(hand)}
    return Act(
        lambda each, who: preparing.edit(each, kind, known, values, who), merge=f"{kind} {known} {field}"
    )


@act
def _remove(hand: Hand) -> Act:
    kind = hand.one((*LEAF_KINDS, "community"))
    known, preparing = _some(hand, kind), hand.program.preparing
    return Act(lambda each, who: preparing.remove(each, kind, known, who))


@act
def _remove_with_all_that_hangs_on_it(hand: Hand) -> Act:
    kind = hand.one(("person", "group", "zone"))
    known, preparing = _some(hand, kind), hand.program.preparing
    return Act(lambda each, who: preparing.remove(each, kind, known, who))


@act
def _move(hand: Hand) -> Act:
    kind = hand.one(FREE_KINDS)
    siblings, preparing = getattr(hand.dossier, _COLLECTION.get(kind, f"{kind}s")), hand.program.preparing
    known = hand.id(siblings)
    before = hand.maybe([each for each in siblings if each.id != known])
    return Act(lambda each, who: preparing.move(each, kind, known, before, who))


@act
def _pool(hand: Hand) -> Act:
    zones, group, preparing = hand.dossier.zones, hand.maybe(hand.dossier.groups), hand.program.preparing
    zone = hand.id(zones)
    before = hand.maybe([each for each in zones if each.id != zone])
    return Act(lambda each, who: preparing.pool(each, zone, group, who, before=before))


@act
def _found_groups(hand: Hand) -> Act:
    zones, preparing = hand.some(hand.dossier.zones), hand.program.preparing
    return Act(lambda each, who: preparing.found_groups(each, zones, who))


def experts(hand: Hand) -> list[Any]:
    return [each for each in hand.dossier.people if each.role is Role.EXPERT]


@act
def _judge(hand: Hand) -> Act:
    expert, component = hand.id(experts(hand)), hand.one(hand.rubric.components).code
    group, on, preparing = hand.maybe(hand.dossier.groups), hand.yes(), hand.program.preparing
    return Act(lambda each, who: preparing.judge(each, expert, component, group, on=on, worker=who))


@act
def _judge_all(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.preparing.judge_all(each, who))


@act
def _declare(hand: Hand) -> Act:
    person, preparing = hand.id(hand.dossier.people), hand.program.preparing
    values: dict[str, Any] = hand.one(
        ({"conflict": Conflict.NONE}, {"pledged_on": hand.day()}, {"relation": hand.words()})
    )
    return Act(lambda each, who: preparing.declare(each, person, values, who))


@act
def _declare_a_conflict(hand: Hand) -> Act:
    person, preparing = hand.id(experts(hand)), hand.program.preparing
    values = {"conflict": Conflict.EXISTS, "relation": "曾任职于承办方"}
    return Act(lambda each, who: preparing.declare(each, person, values, who, withdraw=True))


@act
def _fill_needs(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.preparing.fill_needs(each, who))


@act
def _quantity(hand: Hand) -> Act:
    code, value, source = hand.one(ENTERED_KEYS[:9]), hand.one((None, Decimal(7))), hand.words()
    preparing = hand.program.preparing
    return Act(
        lambda each, who: preparing.set_quantity(each, code, value, source, who), merge=f"quantity {code}"
    )


@act
def _indicator_value(hand: Hand) -> Act:
    indicator, zone = hand.id(hand.dossier.indicators), hand.maybe(hand.dossier.zones)
    field, preparing = hand.one(("agreed", "done")), hand.program.preparing
    values = {field: hand.figure(500)}
    return Act(lambda each, who: preparing.set_indicator_value(each, indicator, zone, values, who))


@act
def _report_text(hand: Hand) -> Act:
    code, text, preparing = hand.one(list(TEXT_NAMES)), hand.words(), hand.program.preparing
    return Act(lambda each, who: preparing.set_text(each, code, text, who), merge=f"text {code}")
