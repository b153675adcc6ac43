"""Which records of a file are there, which are named twice, and which are pointed at but missing."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from sgz_desktop.interchange.json_text import Findings


@dataclass(frozen=True, slots=True)
class _Reference:
    kind: str
    target: UUID
    place: str
    by_a_lost_sibling: bool


@dataclass(slots=True)
class References:
    """Collects IDs and what points at them while a file is read, then notes what is wrong.

    A record whose own ID cannot be read (or stands twice) is one fault; that others still point at the
    ID it should have is no further one. So as many unknown IDs as were lost are let pass, those pointed
    at most often.
    """

    findings: Findings
    _known: dict[str, set[UUID]] = field(default_factory=dict)
    _places: dict[UUID, str] = field(default_factory=dict)
    _lost: Counter[str] = field(default_factory=Counter)
    _guesses: list[tuple[str, UUID]] = field(default_factory=list)
    _pointers: list[_Reference] = field(default_factory=list)

    def know(self, kind: str, known_id: UUID) -> None:
        """There is or was such a record: it may be pointed at."""
        self._known.setdefault(kind, set()).add(known_id)

    def claim(self, kind: str, claimed_id: UUID, place: str) -> bool:
        """A record at that place bears that ID; False and a problem if another one does already."""
        self.know(kind, claimed_id)
        first = self._places.setdefault(claimed_id, place)
        if first != place:
            self.findings.note(f"{place}.id", f"与 {first} 的 id 重复。")
        return first == place

    def lose(self, kind: str, count: int = 1, *, guess: UUID | None = None) -> None:
        """So many records of that kind have an ID that cannot be told, though one may be guessed."""
        if guess is None:
            self._lost[kind] += count
        else:
            self._guesses.append((kind, guess))

    def point(self, kind: str, target: UUID, place: str, *, by_a_lost_sibling: bool = False) -> None:
        """Something at that place points at a record of that kind, perhaps one of that kind that is lost."""
        self._pointers.append(_Reference(kind, target, place, by_a_lost_sibling))

    def resolve(self, sentence: str) -> None:
        """Note every pointer at a record that is not there, with that sentence."""
        targets = {(each.kind, each.target) for each in self._pointers}
        for kind, guess in self._guesses:
            self.know(kind, guess)
            self._lost[kind] += (kind, guess) not in targets
        missing = [each for each in self._pointers if each.target not in self._known.get(each.kind, ())]
        forgiven: set[tuple[str, UUID]] = set()
        for kind, lost in self._lost.items():
            # The only one that is lost does not point at itself.
            counts = Counter(
                each.target
                for each in missing
                if each.kind == kind and not (lost == 1 and each.by_a_lost_sibling)
            )
            forgiven |= {(kind, target) for target, _ in counts.most_common(lost)}
        for each in missing:
            if (each.kind, each.target) not in forgiven:
                self.findings.note(each.place, sentence)
