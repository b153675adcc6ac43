"""What a score is made of: every figure with the parts it came from, down to each mark."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.veto import VetoState


class LineState(StrEnum):
    """What became of one item in one expert's hands."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    OPEN = "open"


class Source(StrEnum):
    """Where a component's or party's points came from."""

    ITEMS = "items"
    FIGURE = "figure"
    COMPONENTS = "components"
    NOT_NEEDED = "not_needed"


class ItemLine(NamedTuple):
    """One item's part of an expert's sum: points earned of points possible.

    A tuple, since thousands are made for every score and frozen dataclasses take twice the time.
    """

    item: str
    mark_id: UUID | None
    state: LineState
    earned: Decimal
    possible: Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most points something can still come to; equal once nothing is open."""

    floor: Fraction
    ceiling: Fraction


@dataclass(frozen=True, slots=True)
class ExpertScore:
    """One expert's score of a component (in one review group), in the component's points.

    `points` is None while an item is open and where every item is not applicable. `answered` is how many
    items need nothing more.
    """

    person_id: UUID
    lines: tuple[ItemLine, ...]
    earned: Decimal
    possible: Decimal
    points: Fraction | None
    bounds: Bounds
    answered: int


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A component's score in one review group (None: judged once): the mean over its experts, or a figure."""

    group_id: UUID | None
    name: str
    experts: tuple[ExpertScore, ...]
    source: Source
    figure_id: UUID | None
    points: Fraction | None
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """A component: the plain mean over its groups, rounded once into `converted` (折算分)."""

    code: str
    name: str
    possible: Decimal
    groups: tuple[GroupScore, ...]
    source: Source
    figure_id: UUID | None
    points: Fraction | None
    converted: Decimal | None
    floor: Decimal
    ceiling: Decimal


@dataclass(frozen=True, slots=True)
class PartyScore:
    """One of the four parties with its converted points; None while open or not needed by the basis."""

    code: str
    name: str
    possible: Decimal
    source: Source
    figure_id: UUID | None
    points: Fraction | None
    converted: Decimal | None
    floor: Decimal | None
    ceiling: Decimal | None


@dataclass(frozen=True, slots=True)
class VetoResult:
    """One veto rule: its state, and for a computed one the limit, what was found and the head-room left.

    `headroom` is how much more may go missing before the rule holds (人次, or percentage points of the
    cost share); it is zero or less for a shortfall rule that holds, negative for a share rule that does.
    """

    rule: str
    name: str
    wording: str
    state: VetoState
    unit: str = ""
    limit: Decimal | None = None
    found: Decimal | None = None
    headroom: Decimal | None = None
    reason: str = ""
    decided_by: str = ""
    disagrees: str = ""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far floor and ceiling lie above (+) or below (−) the line of one grade."""

    grade: str
    name: str
    at_least: Decimal
    from_floor: Decimal
    from_ceiling: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """The result. `total` is None until complete (and where only a grade is known).

    `grade` is a code of the rubric's grades, None while floor and ceiling give different ones.
    `provisional` while anything is open, a veto unknown, or something that people set differently not yet
    settled; `disagreements` is how many of these there are.
    """

    basis: Basis
    parties: tuple[PartyScore, ...]
    components: tuple[ComponentScore, ...]
    vetoes: tuple[VetoResult, ...]
    total: Decimal | None
    floor: Decimal | None
    ceiling: Decimal | None
    grade: str | None
    grade_name: str
    provisional: bool
    distances: tuple[Distance, ...]
    answered: int
    answerable: int
    disagreements: int = 0

    @property
    def vetoed(self) -> bool:
        """Whether a veto holds."""
        return any(each.state is VetoState.HOLDS for each in self.vetoes)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who last set something, on whose behalf, and when (UTC)."""

    author: str
    on_behalf: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One step of the proof: what it is, how it was worked out, what came of it, and its parts."""

    label: str
    working: str
    value: str
    stamp: Stamp | None = None
    entity_id: UUID | None = None
    children: tuple["ProofLine", ...] = ()


class Severity(StrEnum):
    """How much a missing thing matters: the result is not final, the report has a gap, worth a look."""

    BLOCKS = "blocks"
    GAP = "gap"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet: a code, the sentence, the page that mends it, and what to point at."""

    code: str
    sentence: str
    page: str
    severity: Severity = Severity.BLOCKS
    entity_id: UUID | None = None
    item: str | None = None
    group_id: UUID | None = None
    person_id: UUID | None = None
