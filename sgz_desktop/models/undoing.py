"""Taking a batch back by new changes, and only while each of its changes is still the newest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from uuid import UUID

from sqlalchemy import Connection

from sgz_desktop.domain.change import DELETED, Change, heads
from sgz_desktop.domain.entities import TYPES
from sgz_desktop.models.errors import ChangedSince
from sgz_desktop.models.ledger import Field, Wish, read_history, undo_batch
from sgz_desktop.models.mapping import value_of, value_text
from sgz_desktop.models.names import field_name
from sgz_desktop.models.workspace import Workspace

_UNKNOWN = "未登记的人"


def wishes_to_undo(connection: Connection, batch: Sequence[Change], workspace: Workspace) -> list[Wish]:
    """The changes that take `batch` back, the workspace as it will be. Raises ChangedSince, Refused."""
    history = History.of(read_history(connection, {each.entity_id for each in batch}))
    undone = _by_field(batch)
    ours = {each.id for each in batch}
    for field in undone:
        if not history.is_newest(field, ours):
            raise _changed(connection, history.heads[field][-1])
    for head in history.deletions(batch):
        raise _changed(connection, head)
    wishes = _old_values(undone, ours, history)
    for wish in wishes:
        kind, entity_id, name = wish.field
        held = workspace.get(kind, entity_id)
        # Of values that disagreed the last one is shown, as it was before.
        if name == DELETED:
            held.deleted = value_of(kind, name, wish.value)
        else:
            held.after[name] = value_of(kind, name, wish.value)
    _refuse_used(connection, workspace)
    workspace.check()
    return wishes


@dataclass(frozen=True, slots=True)
class History:
    """All changes of the entities of a batch, and the heads of their fields."""

    by_id: Mapping[UUID, Change]
    heads: Mapping[Field, Sequence[Change]]
    batches: Mapping[UUID, Sequence[Change]]
    first: Mapping[UUID, UUID]
    """Entity to the change that began it."""

    @classmethod
    def of(cls, changes: Sequence[Change]) -> "History":
        """The history those changes tell, which stand in the order of their rank."""
        first = {each.entity_id: each.id for each in reversed(changes)}
        batches: dict[UUID, list[Change]] = {}
        for change in changes:
            batches.setdefault(change.batch_id, []).append(change)
        return cls({each.id: each for each in changes}, heads(changes), batches, first)

    def is_newest(self, field: Field, ours: Collection[UUID]) -> bool:
        """Whether a field's value comes from `ours`: what was done and undone again counts as not done."""
        queue = [head for head in self.heads[field] if head.id not in ours]
        while queue:
            before = self._before_undone(queue.pop())
            if not before:
                return False
            queue += [each for each in before if each.id not in ours]
        return True

    def _before_undone(self, change: Change) -> list[Change]:
        """Where `change` undoes a batch, the changes whose values it brought back."""
        for batch_id, undone in self.batches.items():
            if undo_batch(batch_id, change.device_id, change.lamport) == change.batch_id:
                of_field = [each for each in undone if _field(each) == _field(change)]
                return self.before(of_field, {each.id for each in undone})
        return []

    def before(self, changes: Sequence[Change], ours: Collection[UUID]) -> list[Change]:
        """What `changes` replaced, seen past those of `ours`; lowest rank first."""
        found: dict[UUID, Change] = {}
        queue = list(changes)
        while queue:
            for each in queue.pop().replaces:
                earlier = self.by_id.get(each)
                if earlier is not None and each in ours:
                    queue.append(earlier)
                elif earlier is not None:
                    found[each] = earlier
        return sorted(found.values(), key=lambda each: each.rank)

    def deletions(self, batch: Sequence[Change]) -> list[Change]:
        """The changes by which entities of the batch were deleted after it, and that still hold."""
        return [
            several[-1]
            for (_, _, name), several in self.heads.items()
            if name == DELETED
            and several[-1].batch_id != batch[-1].batch_id
            and several[-1].value == "true"
            and any(each.lamport > batch[-1].lamport for each in self._origins(several[-1]))
        ]

    def _origins(self, change: Change) -> list[Change]:
        """The changes a value was first set by, before it was undone and brought back."""
        found, queue = [], [change]
        while queue:
            each = queue.pop()
            before = self._before_undone(each)
            queue += before
            if not before:
                found.append(each)
        return found


def _field(change: Change) -> Field:
    return change.entity, change.entity_id, change.field


def _by_field(batch: Sequence[Change]) -> dict[Field, list[Change]]:
    found: dict[Field, list[Change]] = {}
    for change in batch:
        found.setdefault(_field(change), []).append(change)
    return found


def _old_values(
    undone: Mapping[Field, Sequence[Change]], ours: Collection[UUID], history: History
) -> list[Wish]:
    """Each field as it was before; what the batch made is deleted, and its content left alone."""
    made = {entity_id for _, entity_id, _ in undone if history.first[entity_id] in ours}
    wishes = []
    for field, several in undone.items():
        kind, entity_id, name = field
        if entity_id not in made:
            texts = [each.value for each in history.before(several, ours)] or [_unset(kind, name)]
            wishes += [Wish(field, text, _ids(history, field)) for text in texts]
    for kind, entity_id in dict.fromkeys((kind, each) for kind, each, _ in undone if each in made):
        field = kind, entity_id, DELETED
        wishes.append(Wish(field, value_text(True), _ids(history, field)))
    return wishes


def _ids(history: History, field: Field) -> tuple[UUID, ...]:
    return tuple(sorted(each.id for each in history.heads.get(field, ())))


def _unset(kind: str, name: str) -> str:
    """The value of a field no change has set: entities older than the field have its default."""
    if name == DELETED:
        return value_text(False)
    return value_text(
        next(
            each.default for each in fields(TYPES[kind]) if each.name == name and each.default is not MISSING
        )
    )


def _refuse_used(connection: Connection, workspace: Workspace) -> None:
    """What was made may be taken back only while nothing that stays points at it."""
    for held in workspace.held():
        if held.deleted and not held.was_deleted:
            for dependent, _ in workspace.dependents(held):
                raise _changed(connection, read_history(connection, [dependent.id])[-1])


def _changed(connection: Connection, change: Change) -> ChangedSince:
    who = _person_name(connection, change.evaluation_id, change.for_id or change.author_id)
    return ChangedSince(who, field_name(change.entity, change.field))


def _person_name(connection: Connection, evaluation_id: UUID, person_id: UUID | None) -> str:
    if person_id is None:
        return _UNKNOWN
    return str(Workspace(connection, evaluation_id).get("person", person_id).after.get("name", _UNKNOWN))
