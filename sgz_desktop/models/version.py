"""How far a data file had come: what tells a reader cheaply that somebody else has written since."""

from dataclasses import dataclass
from uuid import UUID

from sgz_desktop.domain.change import Change


@dataclass(frozen=True, slots=True)
class Version:
    """The counters of a file: each device with its next number and the highest lamport it saw, by ID."""

    counters: tuple[tuple[UUID, int, int], ...]

    @property
    def lamport(self) -> int:
        """The highest lamport of any change in the file."""
        return max((each[2] for each in self.counters), default=0)

    def next_of(self, device_id: UUID) -> int:
        """The number of a device's next change."""
        return next(each[1] for each in self.counters if each[0] == device_id)

    def counted(self, device_id: UUID, sequence: int, lamport: int) -> "Version":
        """The version once a device has these counters."""
        return version_of(
            [(device_id, sequence, lamport) if each[0] == device_id else each for each in self.counters]
        )


def version_of(counters: list[tuple[UUID, int, int]]) -> Version:
    """The version of these counters, in whatever order they come."""
    return Version(tuple(sorted(counters)))


@dataclass(frozen=True, slots=True)
class Seen:
    """Which changes of a file a writer knows: all up to a lamport, and those they made themselves since.

    `hidden` are older ones that were not shown: the other values of a field in dispute.
    """

    lamport: int
    own: frozenset[int] = frozenset()
    hidden: frozenset[UUID] = frozenset()

    def has(self, change: Change) -> bool:
        """Whether a change is among them."""
        return (change.lamport <= self.lamport or change.lamport in self.own) and change.id not in self.hidden

    def with_own(self, before: Version, after: Version) -> "Seen":
        """What the writer knows once a write of theirs has led from one version to the other."""
        if self.lamport >= before.lamport:
            return Seen(after.lamport)
        return Seen(self.lamport, self.own | {after.lamport})
