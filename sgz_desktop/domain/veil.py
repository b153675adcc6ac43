"""What an expert who has not handed in is not told: colleagues' marks, and what gives them away."""

from dataclasses import dataclass
from uuid import UUID

VEILED = "●●"
VEILED_WHY = "提交自己的评分后可见"

Place = tuple[str, UUID | None]
"""A component's code with the review group it is judged in; None where it is judged once."""


@dataclass(frozen=True, slots=True)
class Veil:
    """`people` whose marks are hidden, `places` whose mean over the marks is, `components` whose points are.

    `total` says that the total, the grade and what is told of them rest on hidden marks.
    """

    people: frozenset[UUID] = frozenset()
    places: frozenset[Place] = frozenset()
    components: frozenset[str] = frozenset()
    total: bool = False


LIFTED = Veil()
"""Nothing is hidden."""
