"""What taking a table in would do: every value before and after with its cell, and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS, REFERENCES, TYPES, assemble, natural_key
from sgz_desktop.errors import Refused
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place, Problem, error
from sgz_desktop.models.mapping import layout, made_of, settled
from sgz_desktop.models.names import field_name
from sgz_desktop.services.tables.sources import cell_in, source_text


class Fate(StrEnum):
    """What becomes of an entity: 新增, 改动, 不变."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after; before is None for something new.

    `cell` is where the field itself stands, "" where only the place of the whole is known.
    """

    name: str
    before: Any
    after: Any
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One entity that the table makes or changes, what a person calls it, and where it stands in the file.

    `told` is all that the table says of it, what is there already too. `refusals` are the values that the
    domain refuses, which are not among the fields; `is_refused` says that the entity cannot be without them.
    """

    kind: str
    entity_id: UUID
    title: str
    fate: Fate
    fields: tuple[FieldChange, ...]
    place: Place
    told: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Problem, ...] = ()
    is_refused: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The fields that it sets."""
        return {each.name: each.after for each in self.fields}

    @property
    def edit(self) -> Edit:
        """The edit that does it; what is new may have been there before, and deleted or undone."""
        anew = {DELETED: False} if self.fate is Fate.NEW else {}
        return Edit(self.kind, self.entity_id, anew | self.values)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One block of a sheet: what it is, what it would do, what is wrong with it.

    What the domain refuses is among the problems, and neither it nor what belongs to it is proposed. Of two
    places that tell the same thing differently the first is proposed, and the other one a problem.
    """

    annex: Annex
    title: str
    place: Place
    proposals: tuple[Proposed, ...]
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        refusals = tuple(problem for each in self.proposals for problem in each.refusals)
        standing, repeated = _told_once(_without_refused(self.proposals))
        object.__setattr__(self, "problems", (*self.problems, *refusals, *repeated))
        object.__setattr__(self, "proposals", standing)

    def count(self, fate: Fate) -> int:
        """How many entities have that fate."""
        return sum(each.fate is fate for each in self.proposals)

    @property
    def writes(self) -> tuple[Proposed, ...]:
        """What is not there yet as it is in the table."""
        return tuple(each for each in self.proposals if each.fate is not Fate.SAME)


def _without_refused(proposals: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """What stands, in its order: what belongs to something new that is refused goes with it."""
    gone: set[UUID] = set()
    standing = []
    for each in proposals:
        belongs_to = {each.values.get(name) for name in REFERENCES}
        if not each.is_refused and gone.isdisjoint(belongs_to):
            standing.append(each)
        elif each.fate is Fate.NEW:
            gone.add(each.entity_id)
    return tuple(standing)


def _told_once(proposals: Iterable[Proposed]) -> tuple[tuple[Proposed, ...], tuple[Problem, ...]]:
    """Each thing as its first place tells it, and a problem for every place that contradicts that."""
    first: dict[UUID, Proposed] = {}
    told: dict[UUID, dict[str, Any]] = {}
    standing, problems = [], []
    for each in proposals:
        before, known = first.setdefault(each.entity_id, each), told.setdefault(each.entity_id, {})
        if any(known.get(name, value) != value for name, value in each.told.items()):
            there = before.place.cell
            problems.append(error(each.place, f"{each.title}在 {there} 已有不同的内容，只读入那一处。"))
        elif before is each or each.told.keys() - known.keys():
            standing.append(each)
            known.update(each.told)
    return tuple(standing), tuple(problems)


def proposed(
    kind: str,
    entity_id: UUID,
    title: str,
    before: Any,
    values: Mapping[str, Any],
    place: Place,
    *,
    source: bool = True,
    cells: Mapping[str, Place | None] | None = None,
) -> Proposed:
    """Compare what a table says of an entity with what there is (None: nothing); unknown values say nothing.

    `source` keeps the cells as the entity's source where anything of it changes; `cells` are those that
    fields stand in themselves. A value that the domain refuses is left out, and told with the place.
    """
    told = {name: value for name, value in values.items() if value is not None and value != ""}
    content = {name: value for name, value in told.items() if name != "position"}
    if before is None:
        told = {name: values.get(name, "") for name in sorted(layout(kind).required)} | told
    else:
        told = {name: value for name, value in told.items() if getattr(before, name) != value}
    fate = Fate.NEW if before is None else Fate.CHANGED if told else Fate.SAME
    if source and fate is not Fate.SAME:
        told["source"] = str(place)
    own = {name: cell_in(place, each) for name, each in (cells or {}).items() if each is not None}
    found = Proposed(kind, entity_id, title, fate, _changes(before, told, own), place, content)
    return found if fate is Fate.SAME else _acceptable(found, before, own)


def _changes(before: Any, told: Mapping[str, Any], own: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, getattr(before, name, None), value, own.get(name, ""))
        for name, value in told.items()
    )


def _acceptable(found: Proposed, before: Any, own: Mapping[str, str]) -> Proposed:
    """The proposal as the domain takes it: without the fields it refuses, or refused as a whole."""
    told, refusals = found.values, list[Problem]()
    key, is_new = natural_key(TYPES[found.kind]), before is None
    kept = layout(found.kind).required if is_new else frozenset[str]()
    idle = {*key, "position", "source"}
    while (fault := _fault(found, before, told)) is not None:
        why = f"{field_name(found.kind, fault.field)}：{fault.sentence}"
        if fault.field not in told or fault.field in kept:
            what = "没有读入，属于它的内容也没有读入" if is_new else "没有读入"
            refusals.append(error(found.place, f"{found.title}{what}：{why}"))
            return replace(found, is_refused=True, refusals=tuple(refusals))
        refusals.append(error(found.place, f"{found.title}有一项没有读入：{why}"))
        del told[fault.field]
    says_nothing = bool(refusals) and told.keys() <= idle
    return replace(
        found, fields=_changes(before, told, own), refusals=tuple(refusals), is_refused=says_nothing
    )


def _fault(found: Proposed, before: Any, told: Mapping[str, Any]) -> Refused | None:
    """What storage and the domain would say of these values."""
    try:
        values = {name: settled(found.kind, name, value) for name, value in told.items()}
        if before is None:
            made_of(found.kind, found.entity_id, values)
        else:
            replace(before, **values)
    except Refused as fault:
        return fault
    return None


def provisional(dossier: Dossier, plan: TablePlan) -> Dossier:
    """The dossier as it would be with what a plan proposes, for what the same file tells after it."""
    parts = (dossier.evaluation, *(each for name in COLLECTIONS.values() for each in getattr(dossier, name)))
    found = {(each.kind, each.id): each for each in parts}
    for each in plan.writes:
        which = each.kind, each.entity_id
        before = found.get(which)
        # Two blocks that do not go together are refused when they are written, not while they are shown.
        with suppress(Refused):
            values = {name: settled(each.kind, name, value) for name, value in each.values.items()}
            found[which] = replace(before, **values) if before else made_of(each.kind, each.entity_id, values)
    return assemble(found.values())


def edits_of(plans: Sequence[TablePlan]) -> tuple[Edit, ...]:
    """The edits of several plans, each entity once: a later block adds to what an earlier one said."""
    merged: dict[UUID, tuple[str, dict[str, Any]]] = {}
    for plan in plans:
        for each in plan.writes:
            known = merged.setdefault(each.entity_id, (each.kind, {}))[1]
            values = dict(each.edit.values)
            if "source" in known and "source" in values:
                cells = {change.name: change.cell for change in each.fields}
                values["source"] = source_text(each.kind, str(each.place), cells, str(known["source"]))
            known.update(values)
    return tuple(Edit(kind, entity_id, values) for entity_id, (kind, values) in merged.items())
