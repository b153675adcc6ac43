"""What one write did to an evaluation, so that a dossier in hand can follow without being read again."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS, assemble


@dataclass(frozen=True, slots=True)
class Effect:
    """The entities that a write leaves changed and living, and the IDs of those it deleted."""

    living: tuple[Any, ...]
    gone: frozenset[UUID]

    def on(self, dossier: Dossier) -> Dossier:
        """The dossier as it is after the write."""
        touched = {each.id: each for each in self.living}
        head = touched.get(dossier.id, dossier.evaluation)
        changed: dict[str, tuple[Any, ...]] = {}
        for kind, name in COLLECTIONS.items():
            before: tuple[Any, ...] = getattr(dossier, name)
            came = {each.id: each for each in self.living if each.kind == kind}
            if came or any(each.id in self.gone for each in before):
                stayed = [each for each in before if each.id not in came and each.id not in self.gone]
                # Assembling puts siblings in order; alone with the head it sorts no more than it must.
                changed[name] = getattr(assemble([head, *stayed, *came.values()]), name)
        return replace(dossier, evaluation=head, **changed)
