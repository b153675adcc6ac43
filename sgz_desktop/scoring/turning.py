"""What could turn the grade: which single items, and how far each component or party can move the total."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from sgz_desktop.domain.checks import FIGURE_PLACES
from sgz_desktop.domain.result import ComponentScore, LineState, PartyScore, Score, Source
from sgz_desktop.domain.rubric import GradeBand, RoundingLevel, Rubric
from sgz_desktop.domain.turning import Reach, Turn, Turning
from sgz_desktop.scoring.grade import grade_of
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.scoring.rules import ZERO

_Weight = tuple[Decimal, int]
"""What an expert's points of an item are divided by: the points possible, and how many share the mean."""


def turning(result: Score, rubric: Rubric) -> Turning | None:
    """Items that alone would change the grade, least change first, and the reach of each part.

    An item is moved for every expert in every review group in which it applies and is judged by marks. None
    while anything is open, where only a grade is known, and where a veto gives the grade.
    """
    if result.total is None or result.vetoed:
        return None
    total, grade = result.total, grade_of(result.total, rubric)
    lines = sorted(rubric.grades, key=lambda each: each.at_least)
    place = lines.index(grade)
    higher = lines[place + 1] if place + 1 < len(lines) else None
    case = _Case(result, rubric, total, grade, higher)
    found = [turn for component in result.components for turn in case.turns(component)]
    parts: list[ComponentScore | PartyScore] = [*result.components]
    parts += [each for each in result.parties if each.source is Source.FIGURE]
    return Turning(
        total=total,
        grade=grade,
        higher=higher,
        lower=lines[place - 1] if place else None,
        turns=tuple(sorted(found, key=lambda each: abs(each.change))),
        reaches=tuple(case.reach(each) for each in parts),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    result: Score
    rubric: Rubric
    total: Decimal
    grade: GradeBand
    higher: GradeBand | None

    def turns(self, component: ComponentScore) -> Iterator[Turn]:
        """The items of a component that turn the grade, moved to full or to nothing."""
        now, converted = component.points or Fraction(0), component.converted or ZERO
        # Rounding moves the total by no more than one unit of its last decimal: what is farther from a
        # line than that needs no working out, which for a thousand items is nearly everything.
        unit = Fraction(1, 10**self.rubric.rounding.places)
        rise = None if self.higher is None else Fraction(self.higher.at_least - self.total) - unit
        fall = Fraction(self.grade.at_least - self.total) + unit
        for item, up, whole, divisor in _changes(component):
            if up and (rise is None or whole < rise * divisor):
                continue
            if not up and whole > fall * divisor:
                continue
            total = self.total_with(now, converted, now + Fraction(whole, divisor))
            grade = grade_of(total, self.rubric)
            if grade is not self.grade:
                yield Turn(item, component.code, up, total - self.total, total, grade)

    def reach(self, part: ComponentScore | PartyScore) -> Reach:
        """How far the total moves with a part that is complete."""
        points, now = part.points or Fraction(0), part.converted or ZERO
        most = self.total_with(points, now, Fraction(part.possible))
        least = self.total_with(points, now, Fraction(0))
        grades = grade_of(most, self.rubric), grade_of(least, self.rubric)
        return Reach(part.code, part.name, now, part.possible, most, grades[0], least, grades[1])

    def total_with(self, points: Fraction, converted: Decimal, instead: Fraction) -> Decimal:
        """The total, had one part these points instead of its own, rounded as the rule set rounds."""
        places = self.rubric.rounding.places
        if self.rubric.rounding.level is RoundingLevel.COMPONENT:
            return self.total - converted + round_half_up(instead, places)
        exact = sum((each.points for each in self.result.parties if each.points is not None), Fraction(0))
        return round_half_up(exact - points + instead, places)


_ByWeight = dict[_Weight, Decimal]


def _changes(component: ComponentScore) -> Iterator[tuple[str, bool, int, int]]:
    """Item, up or down, and the change of the component's points as a whole number over a common divisor."""
    moves = _moves(component)
    weights = {weight for ups, _ in moves.values() for weight in ups}
    factors = {
        (possible, sharing): Fraction(component.possible) / (Fraction(possible) * sharing)
        for possible, sharing in weights
    }
    base = lcm(*(each.denominator for each in factors.values()))
    whole = {each: factor.numerator * (base // factor.denominator) for each, factor in factors.items()}
    divisor = base * 10**FIGURE_PLACES
    for item, both in moves.items():
        for up, by_weight in zip((True, False), both, strict=True):
            change = sum(
                int(points.scaleb(FIGURE_PLACES)) * whole[each] for each, points in by_weight.items()
            )
            yield item, up, change, divisor


def _moves(component: ComponentScore) -> dict[str, tuple[_ByWeight, _ByWeight]]:
    """By item what full and no points would add to the experts' sums, told apart by what divides them.

    Thousands of marks share a handful of divisors: adding decimals first keeps fractions out of the loop.
    """
    found: dict[str, tuple[_ByWeight, _ByWeight]] = {}
    if component.source is Source.FIGURE:
        return found
    for group in component.groups:
        if group.source is Source.FIGURE:
            continue
        sharing = len(component.groups) * len(group.experts)
        for expert in group.experts:
            weight = expert.possible, sharing
            for line in expert.lines:
                if line.state is not LineState.ANSWERED:
                    continue
                if line.item not in found:
                    found[line.item] = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
                up, down = found[line.item]
                up[weight] += line.possible - line.earned
                down[weight] -= line.earned
    return found
