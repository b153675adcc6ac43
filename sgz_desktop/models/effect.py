"""What one write did to an evaluation, so that a dossier in hand can follow without being read again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS, assemble, place_among
from sgz_desktop.models.version import Version


@dataclass(frozen=True, slots=True)
class Effect:
    """The entities that a write leaves changed and living, and the IDs of those it deleted.

    It follows on the state `before` and leads to `after`.
    """

    living: tuple[Any, ...]
    gone: frozenset[UUID]
    before: Version
    after: Version

    def on(self, dossier: Dossier) -> Dossier:
        """The dossier as it is after the write."""
        head = next((each for each in self.living if each.id == dossier.id), dossier.evaluation)
        changed: dict[str, tuple[Any, ...]] = {}
        for kind, name in COLLECTIONS.items():
            before: tuple[Any, ...] = getattr(dossier, name)
            came = [each for each in self.living if each.kind == kind]
            goes = bool(self.gone) and any(each.id in self.gone for each in before)
            if not goes and not came:
                continue
            changed[name] = (None if goes else _in_place(before, came)) or self._anew(
                head, name, before, came
            )
        return replace(dossier, evaluation=head, **changed)

    def _anew(self, head: Any, name: str, before: tuple[Any, ...], came: Sequence[Any]) -> tuple[Any, ...]:
        """The siblings put in order, those that went left out."""
        ids = {each.id for each in came} | self.gone
        stayed = [each for each in before if each.id not in ids]
        siblings: tuple[Any, ...] = getattr(assemble([head, *stayed, *came]), name)
        return siblings


def _in_place(before: tuple[Any, ...], came: Sequence[Any]) -> tuple[Any, ...] | None:
    """The siblings with each that came in its old place, or None where one has none or moves.

    Thousands of marks need no new order because one of them got another answer.
    """
    siblings = list(before)
    for entity in came:
        place = place_among(before, entity)
        if place is None:
            return None
        siblings[place] = entity
    return tuple(siblings)
