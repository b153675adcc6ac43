"""What could turn a grade: single items, and how far each component or party can move the total."""

from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.domain.rubric import GradeBand


@dataclass(frozen=True, slots=True)
class Turn:
    """An item that turns the grade when every expert gives it full points, or (`up` false) none at all."""

    item: str
    component: str
    up: bool
    change: Decimal
    total: Decimal
    grade: GradeBand


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one component or party can move the total: up to its full points, and down to none."""

    code: str
    name: str
    now: Decimal
    full: Decimal
    most: Decimal
    most_grade: GradeBand
    least: Decimal
    least_grade: GradeBand


@dataclass(frozen=True, slots=True)
class Turning:
    """What could turn a complete result. `higher` and `lower` are the grades beside it; None at the ends."""

    total: Decimal
    grade: GradeBand
    higher: GradeBand | None
    lower: GradeBand | None
    turns: tuple[Turn, ...]
    reaches: tuple[Reach, ...]
