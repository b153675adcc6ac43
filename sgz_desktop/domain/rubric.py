"""A dated rule set (评分标准): parties, components, grades, vetoes, rounding and the checklist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_name, refuse_text
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused


class Method(StrEnum):
    """The methods of the day (domain: section 2)."""

    PRESENTATION = "presentation"
    PREMISES = "premises"
    DOCUMENTS = "documents"
    INTERVIEW = "interview"
    SATISFACTION = "satisfaction"
    HOUSEHOLD = "household"
    FEEDBACK = "feedback"


METHOD_NAMES: Mapping[Method, str] = {
    Method.PRESENTATION: "听取介绍",
    Method.PREMISES: "实地观察",
    Method.DOCUMENTS: "查阅资料",
    Method.INTERVIEW: "现场访谈",
    Method.SATISFACTION: "满意度调查",
    Method.HOUSEHOLD: "入户走访",
    Method.FEEDBACK: "总结反馈",
}


class Judged(StrEnum):
    """How often something is judged: once a station, or once per review group."""

    ONCE = "once"
    PER_GROUP = "per_group"


@dataclass(frozen=True, slots=True)
class DegreeRule:
    """程度分: any points from 0 to full, in steps of `step`."""

    kind: ClassVar[str] = "degree"
    step: Decimal = Decimal("0.5")

    def __post_init__(self) -> None:
        refuse_figure("step", self.step)
        if self.step == 0:
            raise Refused("step", "步长应大于 0。")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that earns its points when met."""

    code: str
    wording: str
    points: Decimal

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("wording", self.wording)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True)
class ConditionsRule:
    """组合分: the sum of the conditions met."""

    kind: ClassVar[str] = "conditions"
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """From a ratio of `at_least` (1 is 100 %) on, these points."""

    at_least: Decimal
    points: Decimal

    def __post_init__(self) -> None:
        refuse_figure("at_least", self.at_least)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True)
class TiersRule:
    """按比例分档: the points of the highest tier reached, below all tiers 0. `ratio` says which ratio."""

    kind: ClassVar[str] = "tiers"
    ratio: str
    tiers: tuple[Tier, ...]

    def __post_init__(self) -> None:
        refuse_name("ratio", self.ratio)


@dataclass(frozen=True, slots=True)
class CompletenessRule:
    """全有、部分、没有: full points, `part_points`, or none."""

    kind: ClassVar[str] = "completeness"
    part_points: Decimal

    def __post_init__(self) -> None:
        refuse_figure("part_points", self.part_points)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault and the points each one found takes off."""

    code: str
    wording: str
    points: Decimal

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("wording", self.wording)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """扣分: full points less those of the faults found, never below 0."""

    kind: ClassVar[str] = "deduction"
    faults: tuple[FaultKind, ...]


@dataclass(frozen=True, slots=True)
class BareRule:
    """直接给分: a figure from 0 to full, with no step."""

    kind: ClassVar[str] = "bare"


JudgingRule = DegreeRule | ConditionsRule | TiersRule | CompletenessRule | DeductionRule | BareRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the checklist. `look_for` is what to look at, `papers` what to ask for."""

    code: str
    component: str
    subject: str
    wording: str
    look_for: tuple[str, ...]
    methods: tuple[Method, ...]
    papers: tuple[str, ...]
    judged: Judged
    points: Decimal
    rule: JudgingRule

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_code("component", self.component)
        refuse_name("subject", self.subject)
        refuse_text("wording", self.wording, limit=300)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the four that judge, with its part of the 100 points."""

    code: str
    name: str
    points: Decimal
    is_assessor: bool = False

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("name", self.name)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component of the assessor's points."""

    code: str
    name: str
    points: Decimal
    judged: Judged

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("name", self.name)
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBand:
    """A grade that reaches down to `at_least` points, that figure included."""

    code: str
    name: str
    at_least: Decimal

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("name", self.name)
        refuse_figure("at_least", self.at_least)


@dataclass(frozen=True, slots=True)
class FindingTest:
    """A veto that a person finds, with a reason."""

    kind: ClassVar[str] = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallTest:
    """A veto that holds when required − actual (person-months) reaches the limit of the phase."""

    kind: ClassVar[str] = "shortfall"
    required: str
    actual: str
    midterm: Decimal
    final: Decimal

    def __post_init__(self) -> None:
        refuse_figure("midterm", self.midterm)
        refuse_figure("final", self.final)

    def limit(self, phase: Phase) -> Decimal:
        """The shortfall in person-months at which the rule holds in that phase."""
        return self.midterm if phase is Phase.MIDTERM else self.final


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTest:
    """A veto that holds when a share in per cent lies below `least`."""

    kind: ClassVar[str] = "share"
    share: str
    least: Decimal

    def __post_init__(self) -> None:
        refuse_figure("least", self.least)


VetoTest = FindingTest | ShortfallTest | ShareTest


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoRule:
    """A rule that makes the grade the lowest one whatever the total."""

    code: str
    name: str
    wording: str
    test: VetoTest

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("name", self.name)
        refuse_text("wording", self.wording, limit=300)


class RoundingLevel(StrEnum):
    """Where the one rounding happens: at each component and party, or at the total."""

    COMPONENT = "component"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """To how many decimals, halves up, and where."""

    places: int = 2
    level: RoundingLevel = RoundingLevel.COMPONENT

    def __post_init__(self) -> None:
        if not 0 <= self.places <= 6:
            raise Refused("places", "小数位数应在 0 至 6 之间。")


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """A whole rule set. Items are in the order the checklist shows them."""

    code: str
    title: str
    dated: date
    source: str
    item_points_are_suggestions: bool
    rounding: Rounding
    parties: tuple[Party, ...]
    components: tuple[Component, ...]
    grades: tuple[GradeBand, ...]
    vetoes: tuple[VetoRule, ...]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("title", self.title)
        refuse_text("source", self.source)

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        """The items by their codes."""
        return {each.code: each for each in self.items}

    @cached_property
    def component_by_code(self) -> Mapping[str, Component]:
        """The components by their codes."""
        return {each.code: each for each in self.components}

    @cached_property
    def party_by_code(self) -> Mapping[str, Party]:
        """The parties by their codes."""
        return {each.code: each for each in self.parties}

    @cached_property
    def items_of(self) -> Mapping[str, tuple[Item, ...]]:
        """Component code to its items, in checklist order."""
        return {
            each.code: tuple(item for item in self.items if item.component == each.code)
            for each in self.components
        }

    @cached_property
    def assessor(self) -> Party:
        """The party whose points the components divide."""
        return next(each for each in self.parties if each.is_assessor)

    @cached_property
    def other_parties(self) -> tuple[Party, ...]:
        """The parties that give their points themselves."""
        return tuple(each for each in self.parties if not each.is_assessor)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every code an observation may be filed under: components, then the other parties."""
        return (*(each.code for each in self.components), *(each.code for each in self.other_parties))
