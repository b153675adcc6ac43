"""The entities that one write touches, as they were and as they are to be, with what follows from that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Uuid, bindparam, select

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.entities import TYPES, natural_key
from sgz_desktop.domain.indicator import WITHOUT_BASE
from sgz_desktop.errors import Refused
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.errors import NoSuchEntity
from sgz_desktop.models.ledger import Field
from sgz_desktop.models.mapping import layout, made_of, settled
from sgz_desktop.models.names import KINDS
from sgz_desktop.models.projection import Projected, insert_rows, refuse_false_id, update_rows
from sgz_desktop.models.version import Version


@dataclass(slots=True)
class Held:
    """One entity in the workspace: `before` is empty while it is being made."""

    kind: str
    id: UUID
    before: Mapping[str, Any]
    was_deleted: bool
    after: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False
    asked: set[str] = field(default_factory=set)
    """The fields somebody named, equal or not: choosing the value shown settles a disagreement."""
    affirmed: set[str] = field(default_factory=set)
    """Those of them that are written anew even where they are equal."""

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is stored yet."""
        return not self.before

    @property
    def lives(self) -> bool:
        """Whether it is there once the write is done."""
        return bool(self.after) and not self.deleted

    @property
    def changed(self) -> tuple[str, ...]:
        """The content fields whose value differs; all of them for a new entity."""
        return tuple(name for name, value in self.after.items() if self.is_new or self.before[name] != value)

    @property
    def is_touched(self) -> bool:
        """Whether its row must be written."""
        return bool(self.changed) or self.deleted != self.was_deleted


class Workspace:
    """Reads entities on demand, takes wishes, and lays the rows down; nothing is written before lay_down."""

    def __init__(self, connection: Connection, evaluation_id: UUID) -> None:
        self._connection = connection
        self._evaluation_id = evaluation_id
        self._held: dict[UUID, Held] = {}

    def held(self) -> tuple[Held, ...]:
        """Everything that was looked at, in the order it was."""
        return tuple(self._held.values())

    def get(self, kind: str, entity_id: UUID) -> Held:
        """An entity by its ID, with nothing in it where there is none."""
        found = self._held.get(entity_id)
        if found is None:
            self._read(kind, id=entity_id)
            found = self._held.get(entity_id) or self._hold(Held(kind, entity_id, {}, was_deleted=False))
        if found.kind != kind:
            raise NoSuchEntity(KINDS[kind])
        return found

    def take(self, edit: Edit) -> None:
        """Take in one wish. Raises Refused, and NoSuchEntity for part of an entity that does not live."""
        if edit.entity not in TYPES:
            raise Refused("entity", f"本版本不认识“{edit.entity[:64]}”。")
        values = {name: settled(edit.entity, name, value) for name, value in edit.values.items()}
        deleted = values.pop(DELETED, None)
        held = self.get(edit.entity, edit.entity_id)
        held.asked |= edit.values.keys()
        if edit.affirmed:
            held.affirmed |= edit.values.keys()
        if not held.after:
            self._make(held, values)
        elif values and held.deleted and not deleted:
            # Somebody who answers again what was cleared means it to be there again.
            if deleted is None and not natural_key(TYPES[held.kind]):
                raise NoSuchEntity(KINDS[held.kind])
            deleted = False
            # It is as new: what it said before it was cleared, or undone, does not come back unasked.
            held.after |= layout(held.kind).unset
        held.after |= values
        if deleted is not None:
            held.deleted = deleted

    def _make(self, held: Held, values: dict[str, Any]) -> None:
        form = layout(held.kind)
        if held.kind == "evaluation" or not form.required <= values.keys():
            raise NoSuchEntity(KINDS[held.kind])
        made = made_of(held.kind, held.id, values)
        held.after |= {name: getattr(made, name) for name in form.fields}

    def cascade(self) -> None:
        """Let what cannot be without a deleted entity go with it, and the rest forget it."""
        queue = [each for each in self.held() if each.deleted and not each.was_deleted]
        while queue:
            gone = queue.pop()
            for held, name in self.dependents(gone):
                if name in layout(held.kind).owned_by:
                    held.deleted = True
                    queue.append(held)
                else:
                    held.after |= WITHOUT_BASE if name == "rate_of" else {name: None}

    def dependents(self, target: Held) -> Iterator[tuple[Held, str]]:
        """The living entities that point at one, with the field that does."""
        for kind in TYPES:
            form = layout(kind)
            for name in [name for name, aim in form.references.items() if aim == target.kind]:
                # Rows that this write has re-pointed are told by the workspace, not by their table.
                self._read(kind, **{name: target.id})
                for held in self.held():
                    if held.kind == kind and held.lives and held.after[name] == target.id:
                        yield held, name

    def check(self) -> None:
        """Refuse what the domain refuses, a wrong ID, and a new reference to what does not live."""
        for held in self.held():
            if held.lives and held.is_touched:
                refuse_false_id(self._evaluation_id, self._made(held))
        for held in self.held():
            if held.lives:
                self._check_references(held)

    def _check_references(self, held: Held) -> None:
        revived = held.is_new or held.was_deleted
        for name, kind in layout(held.kind).references.items():
            target = held.after[name]
            if target is None or not (revived or held.before[name] != target):
                continue
            if not self.get(kind, target).lives:
                raise Refused(name, f"所选的{KINDS[kind]}不存在，或者已被删除。")

    def fields_to_write(self) -> list[Field]:
        """Every field that differs, and the unchanged ones somebody asked for, which may be in dispute."""
        found: list[Field] = []
        for held in self.held():
            names = list(held.changed)
            names += sorted(held.asked - {DELETED} - set(names))
            found += [(held.kind, held.id, name) for name in names]
            if held.deleted != held.was_deleted or DELETED in held.asked:
                found.append((held.kind, held.id, DELETED))
        return found

    def value(self, wanted: Field) -> tuple[Any, bool]:
        """What a field is to be, and whether that is a change: it differs, or is meant anew."""
        held = self._held[wanted[1]]
        if wanted[2] == DELETED:
            return held.deleted, held.deleted != held.was_deleted
        value = held.after[wanted[2]]
        is_change = held.is_new or wanted[2] in held.affirmed or held.before[wanted[2]] != value
        return value, is_change

    def lay_down(self, before: Version, after: Version) -> Effect:
        """Write the rows of all that changed between these two versions."""
        touched = [held for held in self.held() if held.is_touched]
        entities = {held.id: self._made(held) for held in touched}
        for is_new, write in ((True, insert_rows), (False, update_rows)):
            rows = [Projected(entities[held.id], held.deleted) for held in touched if held.is_new is is_new]
            if rows:
                write(self._connection, self._evaluation_id, rows)
        return Effect(
            tuple(entities[held.id] for held in touched if held.lives or held.kind == "evaluation"),
            frozenset(held.id for held in touched if not held.lives and held.kind != "evaluation"),
            before,
            after,
        )

    def _made(self, held: Held) -> Any:
        return made_of(held.kind, held.id, held.after)

    def _hold(self, held: Held) -> Held:
        self._held[held.id] = held
        return held

    def _read(self, kind: str, **values: UUID) -> None:
        """Hold the stored entities of a kind whose columns have those values."""
        wanted = _select(kind, tuple(values))
        for row in self._connection.execute(wanted, {"of": self._evaluation_id} | values):
            if row[0] not in self._held:
                self._hold(_held_of(kind, row))


@cache
def _select(kind: str, columns: tuple[str, ...]) -> Select[Any]:
    """Rows with their deletion flag, last; kept, since building a statement costs more than running it."""
    form = layout(kind)
    wanted = select(*form.columns, form.table.c[DELETED])
    wanted = wanted.where(form.table.c["evaluation_id"] == bindparam("of", type_=Uuid()))
    for name in columns:
        wanted = wanted.where(form.table.c[name] == bindparam(name, type_=Uuid()))
    return wanted.order_by(form.table.c["id"])


def _held_of(kind: str, row: Sequence[Any]) -> Held:
    form = layout(kind)
    entity = form.from_row(row[:-1])
    before = {name: getattr(entity, name) for name in form.fields}
    return Held(kind, entity.id, before, was_deleted=row[-1], after=dict(before), deleted=row[-1])
