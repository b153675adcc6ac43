"""What taking a table in would do: every value before and after with its cell, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Edit
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place, Problem


class Fate(StrEnum):
    """What becomes of an entity: 新增, 改动, 不变."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after; before is None for something new."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Proposed:
    """One entity that the table makes or changes, what a person calls it, and where it stands in the file."""

    kind: str
    entity_id: UUID
    title: str
    fate: Fate
    fields: tuple[FieldChange, ...]
    place: Place

    @property
    def edit(self) -> Edit:
        """The edit that does it."""
        return Edit(self.kind, self.entity_id, {each.name: each.after for each in self.fields})


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One block of a sheet: what it is, what it would do, what is wrong with it."""

    annex: Annex
    title: str
    place: Place
    proposals: tuple[Proposed, ...]
    problems: tuple[Problem, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many entities have that fate."""
        return sum(each.fate is fate for each in self.proposals)

    @property
    def writes(self) -> tuple[Proposed, ...]:
        """What is not there yet as it is in the table."""
        return tuple(each for each in self.proposals if each.fate is not Fate.SAME)


def proposed(
    kind: str,
    entity_id: UUID,
    title: str,
    before: Any,
    values: Mapping[str, Any],
    place: Place,
    *,
    source: bool = True,
) -> Proposed:
    """Compare what a table says of an entity with what there is (None: nothing); unknown values say nothing.

    `source` keeps the cells as the entity's source where anything of it changes.
    """
    told = {name: value for name, value in values.items() if value is not None and value != ""}
    if before is None:
        fate, changed = Fate.NEW, {name: (None, value) for name, value in told.items()}
    else:
        now = {name: getattr(before, name) for name in told}
        changed = {name: (now[name], value) for name, value in told.items() if now[name] != value}
        fate = Fate.CHANGED if changed else Fate.SAME
    if source and fate is not Fate.SAME:
        changed["source"] = (None if before is None else before.source, str(place))
    fields = tuple(FieldChange(name, *pair) for name, pair in changed.items())
    return Proposed(kind, entity_id, title, fate, fields, place)


def edits_of(plans: Sequence[TablePlan]) -> tuple[Edit, ...]:
    """The edits of several plans, each entity once: a later block adds to what an earlier one said."""
    merged: dict[UUID, tuple[str, dict[str, Any]]] = {}
    for plan in plans:
        for each in plan.writes:
            merged.setdefault(each.entity_id, (each.kind, {}))[1].update(each.edit.values)
    return tuple(Edit(kind, entity_id, values) for entity_id, (kind, values) in merged.items())
