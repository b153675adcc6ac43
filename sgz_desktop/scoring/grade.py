"""From points to a grade, and how far it is to the lines."""

from decimal import Decimal

from sgz_desktop.domain.result import Distance
from sgz_desktop.domain.rubric import GradeBand, Rubric


def grade_of(points: Decimal, rubric: Rubric) -> GradeBand:
    """The grade of a rounded total: the highest band whose line it reaches, the line included."""
    reached = [each for each in rubric.grades if points >= each.at_least]
    return max(reached, key=lambda each: each.at_least, default=lowest_grade(rubric))


def lowest_grade(rubric: Rubric) -> GradeBand:
    """The grade a veto gives (不合格)."""
    return min(rubric.grades, key=lambda each: each.at_least)


def distances(floor: Decimal, ceiling: Decimal, rubric: Rubric) -> tuple[Distance, ...]:
    """How far floor and ceiling lie from the line of each grade but the lowest, highest line first."""
    lowest = lowest_grade(rubric)
    bands = sorted(rubric.grades, key=lambda each: each.at_least, reverse=True)
    return tuple(
        Distance(each.code, each.name, each.at_least, floor - each.at_least, ceiling - each.at_least)
        for each in bands
        if each is not lowest
    )
