"""A second evaluation like the first, with IDs of its own."""

from collections.abc import Iterator
from dataclasses import replace
from types import NoneType
from typing import Any, get_args
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import field_types
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import REFERENCES, assemble, natural_key, own_id
from sgz_desktop.domain.indicator import WITHOUT_BASE, Indicator
from sgz_desktop.interchange.contents import Package


def copy_of(package: Package, new_id: UUID) -> Package:
    """The same evaluation under a new ID, every entity with a new one; its history starts anew.

    What points at something deleted cannot keep pointing there without the history that tells of it:
    such a pointer is emptied, and where it is part of what the entity is, the entity stays behind.
    Under the evaluation's own ID it is the same evaluation, whose parts no longer share IDs with another's.
    """
    return Package(assemble(_copies(package.dossier, new_id)), (), package.documents)


def _copies(dossier: Dossier, new_id: UUID) -> Iterator[Any]:
    yield replace(dossier.evaluation, id=new_id)
    living = {each.id for each in dossier.entities()}
    for entity in list(dossier.entities())[1:]:
        pointers = _pointers(entity, living, new_id)
        if pointers is None:
            # Nothing else points at it: only places and people are pointed at, and a community is not.
            continue
        moved = replace(entity, id=uuid5(new_id, str(entity.id)), **pointers)
        yield replace(moved, id=own_id(new_id, moved))


def _pointers(entity: Any, living: set[UUID], new_id: UUID) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    kind: type = type(entity)
    for each in field_types(kind):
        target = getattr(entity, each.name) if each.name in REFERENCES else None
        if target is None:
            continue
        if target in living:
            found[each.name] = uuid5(new_id, str(target))
        elif each.name in natural_key(kind) or NoneType not in get_args(each.wanted):
            return None
        else:
            found[each.name] = None
    if kind is Indicator and found.get("rate_of", entity.rate_of) is None:
        found |= WITHOUT_BASE
    return found
