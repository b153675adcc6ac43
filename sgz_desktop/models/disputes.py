"""The fields that people set differently without seeing one another, found without reading every change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, Engine, Text, Uuid, bindparam, func, or_, select, type_coerce

from sgz_desktop.domain.change import DELETED, Change, Disagreement, disagreements, heads
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.models.database import reading
from sgz_desktop.models.ledger import read_history, read_version, undo_batch
from sgz_desktop.models.tables import CHANGE
from sgz_desktop.models.version import Version

_ONE_ID = len('["00000000-0000-0000-0000-000000000000"]')
"""How long the text of `replaces` is where one change replaces exactly one other."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values in dispute: the change that sets it, and the one by which somebody first meant it.

    They differ where a choice between the values was undone: what that brings back was somebody else's.
    """

    change: Change
    origin: Change


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field with its unreplaced values, the shown one last, and all that its entity's fields show."""

    entity: str
    entity_id: UUID
    field: str
    claims: tuple[Claim, ...]
    values: Mapping[str, str]
    lamport: int
    """How far the file had come when this was read: what came later nobody has been shown."""

    @property
    def shown(self) -> str:
        """The value that is shown as long as nobody chooses, as canonical JSON."""
        return self.claims[-1].change.value

    @property
    def hidden(self) -> Iterator[UUID]:
        """The changes whose value nobody sees but here."""
        return (each.change.id for each in self.claims if each.change.value != self.shown)


def read_disputes(engine: Engine, evaluation_id: UUID) -> tuple[tuple[Dispute, ...], Version]:
    """All disputes of an evaluation, but those within what is deleted, and the version they were read at.

    Raises ReadFailed.
    """
    with reading(engine) as connection:
        version = read_version(connection)
        return disputes_on(connection, evaluation_id, version), version


def disputes_on(connection: Connection, evaluation_id: UUID, version: Version) -> tuple[Dispute, ...]:
    """The same by a connection, whose own transaction counts: for who is about to leave such a state."""
    found = set(connection.scalars(_FORKED, {"of": evaluation_id}))
    history = read_history(connection, found) if found else ()
    return tuple(_disputes(history, version.lamport))


def disputes_of(changes: Sequence[Change]) -> tuple[Dispute, ...]:
    """The disputes that these changes tell, which are all of one evaluation, in whatever order."""
    ranked = sorted(changes, key=lambda each: each.rank)
    return tuple(_disputes(ranked, max((each.lamport for each in changes), default=0)))


def _disputes(history: Sequence[Change], lamport: int) -> Iterator[Dispute]:
    shown: dict[UUID, dict[str, str]] = {}
    for (_, entity_id, field), several in heads(history).items():
        shown.setdefault(entity_id, {})[field] = several[-1].value
    for each in disagreements(history):
        values = shown[each.entity_id]
        # What is within a deleted thing concerns nobody until somebody brings it back.
        if each.field == DELETED or each.entity == Evaluation.kind or values.get(DELETED) != "true":
            yield Dispute(each.entity, each.entity_id, each.field, _claims(each, history), values, lamport)


def _claims(disagreement: Disagreement, history: Sequence[Change]) -> tuple[Claim, ...]:
    of_field = [
        each
        for each in history
        if (each.entity_id, each.field) == (disagreement.entity_id, disagreement.field)
    ]
    return tuple(Claim(each, origin_of(each, of_field)) for each in disagreement.changes)


def origin_of(change: Change, of_field: Sequence[Change]) -> Change:
    """The change that set the value of `change`, seen past whoever undid something and so brought it back."""
    by_id = {each.id: each for each in of_field}
    undone = [
        each
        for each in of_field
        if undo_batch(each.batch_id, change.device_id, change.lamport) == change.batch_id
    ]
    before = [by_id[replaced] for each in undone for replaced in each.replaces]
    same = [each for each in before if each.value == change.value]
    return origin_of(same[-1], of_field) if same else change


_REPLACES = type_coerce(CHANGE.c["replaces"], Text)
# Changes that follow on one another replace each a different one. Where two replace the same, or none, or one
# replaces several, there are or were several values: only those histories are worth reading.
_FORKED = (
    select(CHANGE.c["entity_id"])
    .where(CHANGE.c["evaluation_id"] == bindparam("of", type_=Uuid()))
    .group_by(CHANGE.c["entity_id"], CHANGE.c["field"])
    .having(func.count() > 1)
    .having(or_(func.count() > func.count(_REPLACES.distinct()), func.max(func.length(_REPLACES)) > _ONE_ID))
)
