"""The edits that several changes of 评前准备 are made of: order, assignments, names of review groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.ordering import after_last, between
from sgz_desktop.domain.people import Assignment
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.services.editing import make_edit
from sgz_desktop.services.preparing_standard import pooled_name


def position_of(siblings: Sequence[Any], entity_id: UUID, before: UUID | None) -> str:
    """The order key in front of a sibling, or (None) behind all."""
    others = [each for each in siblings if each.id != entity_id]
    keys = [each.position for each in others]
    if before is None:
        return after_last(keys)
    place = [each.id for each in others].index(before)
    return between(keys[place - 1] if place else "", keys[place])


def assignment(evaluation_id: UUID, component: str, group_id: UUID | None, person_id: UUID) -> Edit:
    """Let an expert judge a component in one review group, or (None) in all."""
    values = {"component": component, "group_id": group_id, "person_id": person_id}
    return make_edit(evaluation_id, Assignment.kind, values)


def deletion(entity: Any) -> Edit:
    """Delete an entity recoverably."""
    return Edit(entity.kind, entity.id, {DELETED: True})


def stands_back(dossier: Dossier, person_id: UUID) -> bool:
    """Whether somebody declares a conflict of interest."""
    declared = dossier.declaration_by_person.get(person_id)
    return declared is not None and declared.conflict is Conflict.EXISTS


def renamed(dossier: Dossier, zone_id: UUID, values: Mapping[str, Any]) -> Iterator[Edit]:
    """New names for the groups that a zone leaves and enters, as far as they are named after their zones."""
    now = sorted(
        (replace(each, **values) if each.id == zone_id else each for each in dossier.zones),
        key=lambda each: (each.position, str(each.id)),
    )
    for each in dossier.groups:
        before = [zone.name for zone in dossier.zones_of(each.id)]
        after = [zone.name for zone in now if zone.group_id == each.id]
        if after and after != before and each.name == pooled_name(before):
            yield Edit(ReviewGroup.kind, each.id, {"name": pooled_name(after)})


def judging(
    dossier: Dossier, person_id: UUID, component: str, group_id: UUID | None, *, on: bool
) -> list[Edit]:
    """Let an expert judge a component in one group, or leave it, whatever else they judge.

    Where one group is taken out of an assignment to all, the others are named in its place.
    """
    wanted = assignment(dossier.id, component, group_id, person_id)
    whole = assignment(dossier.id, component, None, person_id)
    has_whole = any(each.id == whole.entity_id for each in dossier.assignments)
    is_part = has_whole and group_id is not None
    if on:
        return [] if is_part else [wanted]
    others = [each.id for each in dossier.groups if is_part and each.id != group_id]
    gone = {wanted.entity_id, whole.entity_id if is_part else wanted.entity_id}
    return [
        *(assignment(dossier.id, component, each, person_id) for each in others),
        *(deletion(each) for each in dossier.assignments if each.id in gone),
    ]
