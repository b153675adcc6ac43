"""How many processes each kill test ends, and at which points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

SHELL_KILLS: Final[Mapping[str, int]] = {"shell.marks": 56, "shell.words": 48}
"""Through the real window, by what is being typed."""
OTHER_KILLS: Final[Mapping[str, int]] = {
    "answers": 20,
    "import": 20,
    "first start": 10,
    "migration": 14,
    "backup": 16,
    "restore": 20,
    "export": 20,
}


@dataclass(frozen=True, slots=True)
class Kill:
    """When a process ends: so many seconds into its work, or at its n-th call that touches the disk."""

    after: float | None = None
    call: int | None = None
    before: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """A piece of work as it is when nobody kills it: its seconds and its calls that touch the disk."""

    seconds: float
    calls: int


def points(name: str, number: int, whole: Whole) -> Iterator[Kill]:
    """`number` points in a piece of work, half by the clock and half at a call; the same for the same name.

    The clock reaches the inside of a call, which a count does not; a count reaches the instants between two
    calls, which a clock hardly ever does.
    """
    chance = Random(name)
    for index in range(number):
        if index % 2:
            yield Kill(after=chance.random() * whole.seconds)
        else:
            yield Kill(call=chance.randrange(1, whole.calls + 1), before=chance.random() < 0.5)
