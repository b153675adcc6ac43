"""The evaluations of one data file: every write a transaction of changes, rows and summary."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from sgz_desktop.domain.canonical import Unreadable
from sgz_desktop.domain.change import DELETED, Change, Disagreement, Edit, disagreements
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import TYPES, assemble
from sgz_desktop.errors import Refused
from sgz_desktop.models import summaries
from sgz_desktop.models.database import reading, writing
from sgz_desktop.models.disputes import Dispute, disputes_on
from sgz_desktop.models.documents import keep_documents, keep_documents_named, read_document
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.errors import (
    DamagedDatabase,
    EvaluationExists,
    NoSuchBatch,
    NoSuchEvaluation,
    plain_reading,
)
from sgz_desktop.models.ledger import (
    Stamp,
    Wish,
    append,
    current_version,
    own_device,
    read_batch,
    read_changes,
    read_heads,
    read_version,
    take_over,
)
from sgz_desktop.models.listing import Listed, Summary, list_evaluations
from sgz_desktop.models.mapping import layout, value_text
from sgz_desktop.models.projection import Projected, insert_rows, project, refuse_false_id, remove_rows
from sgz_desktop.models.stamping import Touch, read_all_stamps, read_last_change
from sgz_desktop.models.tables import CHANGE, DOCUMENT, EVALUATION_DOCUMENT, TABLES
from sgz_desktop.models.undoing import wishes_to_undo
from sgz_desktop.models.version import Seen, Version
from sgz_desktop.models.watch import Watch
from sgz_desktop.models.workspace import Workspace

_EVALUATION = TABLES["evaluation"]
Reread = Callable[[], tuple[Dispute, ...]]
"""Finds what stands in dispute once the changes of a write are there, within its transaction."""
Summarise = Callable[[Effect, Reread], Summary]
"""Author, on whose behalf, and when."""


class Store:
    """Reads and writes the evaluations of one data file; writes come from one thread."""

    def __init__(
        self, engine: Engine, *, device_id: UUID | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        """Without `device_id` the file's own is used, and made where a new or restored file has none."""
        self._engine = engine
        self._device_id = device_id
        self._clock = clock or _now
        self._watch = Watch(engine)

    @property
    def engine(self) -> Engine:
        """The engine whose connections this store uses."""
        return self._engine

    def reopen(self) -> None:
        """Let go of a data file that another one took the place of; the new one writes as its own device."""
        self._engine.dispose()
        self._device_id = None

    def add(
        self,
        dossier: Dossier,
        documents: Mapping[str, str],
        *,
        author_id: UUID | None = None,
        reason: str = "",
        changes: Sequence[Change] = (),
        summary: Summary | None = None,
    ) -> None:
        """Store a new evaluation with its documents (hash to canonical JSON text).

        Without `changes` it is made here and now by `author_id`; given ones are kept as they are, and
        must tell the dossier. Raises EvaluationExists, Refused, WriteFailed.
        """
        found = (
            project(changes)
            if changes
            else tuple(Projected(each, deleted=False) for each in dossier.entities())
        )
        if changes:
            _refuse_other_story(dossier, changes, found)
        for each in found:
            refuse_false_id(dossier.id, each.entity)
        with writing(self._engine) as connection:
            if _exists(connection, dossier.id):
                raise EvaluationExists
            insert_rows(connection, dossier.id, found)
            keep_documents(connection, dossier.id, documents)
            keep_documents_named(connection, dossier.evaluation)
            at = self._clock()
            if changes:
                take_over(connection, changes, self._device(connection))
                at = max(each.at for each in changes)
            else:
                stamp = self._stamp(connection, dossier.id, author_id=author_id, reason=reason, at=at)
                append(connection, stamp, [wish for each in found for wish in _making(each.entity)])
            summaries.begin_summary(connection, dossier.id, at)
            summaries.store_summary(connection, dossier.id, summary)

    def absorb(self, evaluation_id: UUID, changes: Sequence[Change], documents: Mapping[str, str]) -> int:
        """Unite foreign changes with an evaluation's own, the same in any order; return how many were new."""
        with writing(self._engine) as connection:
            known = read_changes(connection, evaluation_id)
            ids = {each.id for each in known}
            new = [each for each in changes if each.id not in ids]
            if not known:
                raise NoSuchEvaluation
            if any(each.evaluation_id != evaluation_id for each in new):
                raise Refused("changes", "改动记录属于另一个评估。")
            if new:
                keep_documents(connection, evaluation_id, documents)
                take_over(connection, new, self._device(connection))
                _lay_down_anew(connection, evaluation_id, [*known, *new])
                at = max(each.at for each in (*known, *new))
                summaries.store_summary(connection, evaluation_id, None, at=at)
            return len(new)

    def load(self, evaluation_id: UUID) -> Dossier:
        """An evaluation with all that lives of it. Raises NoSuchEvaluation, ReadFailed."""
        return self.load_dated(evaluation_id)[0]

    def load_dated(self, evaluation_id: UUID) -> tuple[Dossier, Version]:
        """What load gives, with the version of the file at that moment."""
        with reading(self._engine) as connection:
            entities = [entity for kind in TYPES for entity in _living(connection, evaluation_id, kind)]
            version = read_version(connection)
        if not entities or entities[0].kind != "evaluation":
            raise NoSuchEvaluation
        return assemble(entities), version

    def version(self) -> Version | None:
        """How far the file has come, in some microseconds; None where it cannot be looked at just now."""
        return self._watch.version()

    def write(
        self,
        evaluation_id: UUID,
        edits: Sequence[Edit],
        *,
        author_id: UUID | None,
        for_id: UUID | None = None,
        reason: str = "",
        batch_id: UUID | None = None,
        documents: Mapping[str, str] = MappingProxyType({}),
        seen: Seen | None = None,
        summary: Summary | Summarise | None = None,
    ) -> tuple[Change, ...]:
        """Do all of `edits` or none, and return the changes made; values that are there already make none.

        `documents` (hash to canonical JSON text) are kept with the evaluation, in the same transaction.
        What the writer has not `seen` (None: they know all there is) is not replaced, and so a disagreement.
        A summary, or what computes it from the write's Effect and a way to read what then stands in dispute,
        is kept in the same transaction; without one the old goes.
        Raises NoSuchEvaluation, NoSuchEntity, Refused, WriteFailed.
        """
        with writing(self._engine) as connection:
            workspace = Workspace(connection, evaluation_id)
            if workspace.get("evaluation", evaluation_id).is_new:
                raise NoSuchEvaluation
            for edit in edits:
                workspace.take(edit)
            workspace.cascade()
            workspace.check()
            stamp = self._stamp(
                connection,
                evaluation_id,
                author_id=author_id,
                for_id=for_id,
                reason=reason,
                batch_id=batch_id,
            )
            wishes = _wishes(connection, workspace, seen)
            if wishes:
                keep_documents(connection, evaluation_id, documents)
            return _commit(connection, stamp, wishes, workspace, summary)

    def undo(
        self,
        evaluation_id: UUID,
        batch_id: UUID,
        *,
        author_id: UUID | None,
        for_id: UUID | None = None,
        reason: str = "",
        summary: Summary | Summarise | None = None,
    ) -> tuple[Change, ...]:
        """Take a batch back by new changes of a batch of their own; undoing that one is redo.

        Raises ChangedSince, NoSuchBatch, Refused, WriteFailed.
        """
        with writing(self._engine) as connection:
            batch = read_batch(connection, evaluation_id, batch_id)
            if not batch:
                raise NoSuchBatch
            workspace = Workspace(connection, evaluation_id)
            wishes = wishes_to_undo(connection, batch, workspace)
            stamp = self._stamp(
                connection, evaluation_id, author_id=author_id, for_id=for_id, reason=reason, undoes=batch_id
            )
            return _commit(connection, stamp, wishes, workspace, summary)

    def changes(self, evaluation_id: UUID) -> tuple[Change, ...]:
        """All changes of an evaluation in the order of their rank."""
        with reading(self._engine) as connection:
            return read_changes(connection, evaluation_id)

    def stamps(self, evaluation_id: UUID) -> Mapping[UUID, Touch]:
        """Who last changed each entity, for whom, and when."""
        return read_all_stamps(self._engine, evaluation_id)

    def last_change(self, evaluation_id: UUID) -> datetime:
        """When the evaluation last changed (UTC)."""
        return read_last_change(self._engine, evaluation_id)

    def disagreements(self, evaluation_id: UUID) -> tuple[Disagreement, ...]:
        """The fields that people set differently without seeing one another."""
        return disagreements(self.changes(evaluation_id))

    def documents(self, evaluation_id: UUID) -> Mapping[str, str]:
        """The documents an evaluation keeps, hash to canonical JSON text."""
        kept = select(DOCUMENT).join_from(DOCUMENT, EVALUATION_DOCUMENT)
        kept = kept.where(EVALUATION_DOCUMENT.c["evaluation_id"] == evaluation_id).order_by(
            DOCUMENT.c["hash"]
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(kept)}

    def document(self, hash_: str) -> str | None:
        """The canonical JSON text at that address."""
        with reading(self._engine) as connection:
            return read_document(connection, hash_)

    def listing(
        self, *, deleted: bool = False, limit: int | None = None, offset: int = 0, only: UUID | None = None
    ) -> tuple[Listed, ...]:
        """The evaluations that live, or the deleted ones, last changed first, or one; nothing is scored."""
        with reading(self._engine) as connection, plain_reading():
            plain = connection.connection.driver_connection
            assert plain is not None
            return list_evaluations(plain, deleted=deleted, limit=limit, offset=offset, only=only)

    def evaluation_ids(self) -> tuple[UUID, ...]:
        """All evaluations, the deleted too."""
        with reading(self._engine) as connection:
            return tuple(connection.scalars(select(_EVALUATION.c["id"]).order_by(_EVALUATION.c["id"])))

    def save_summary(self, evaluation_id: UUID, summary: Summary, *, of: Version | None = None) -> None:
        """Keep a summary computed anew, of the version `of` and while the file is still of that one."""
        with writing(self._engine) as connection:
            if of is None or read_version(connection) == of:
                summaries.store_summary(connection, evaluation_id, summary)

    def rebuild(self, evaluation_id: UUID) -> None:
        """Lay the rows of an evaluation down anew from its changes."""
        with writing(self._engine) as connection:
            _lay_down_anew(connection, evaluation_id, read_changes(connection, evaluation_id))

    def _device(self, connection: Connection) -> UUID:
        if self._device_id is None:
            self._device_id = own_device(connection)
        return self._device_id

    def _stamp(
        self,
        connection: Connection,
        evaluation_id: UUID,
        *,
        author_id: UUID | None,
        for_id: UUID | None = None,
        reason: str = "",
        batch_id: UUID | None = None,
        undoes: UUID | None = None,
        at: datetime | None = None,
    ) -> Stamp:
        device_id = self._device(connection)
        return Stamp(
            evaluation_id=evaluation_id,
            device_id=device_id,
            version=current_version(connection, device_id),
            at=(at or self._clock()).astimezone(UTC),
            author_id=author_id,
            for_id=for_id,
            reason=reason,
            batch_id=batch_id,
            undoes=undoes,
        )


def _now() -> datetime:
    return datetime.now(UTC)


def _wishes(connection: Connection, workspace: Workspace, known: Seen | None) -> list[Wish]:
    fields = workspace.fields_to_write()
    heads = read_heads(connection, fields)
    wishes: list[Wish] = []
    for field in fields:
        value, differs = workspace.value(field)
        there = heads.get(field, [])
        if differs or len({each.value for each in there}) > 1:
            seen = [each.id for each in there if known is None or known.has(each)]
            wishes.append(Wish(field, value_text(value), tuple(sorted(seen))))
    return wishes


def _commit(
    connection: Connection,
    stamp: Stamp,
    wishes: Sequence[Wish],
    workspace: Workspace,
    summary: Summary | Summarise | None,
) -> tuple[Change, ...]:
    """Put down changes, rows and summary; the transaction ends behind this."""
    if not wishes:
        return ()
    changes, after = append(connection, stamp, wishes)
    effect = workspace.lay_down(stamp.version, after)
    for each in effect.living:
        if each.kind == "evaluation":
            keep_documents_named(connection, each)
    reread = partial(disputes_on, connection, stamp.evaluation_id, after)
    known = summary(effect, reread) if callable(summary) else summary
    summaries.store_summary(connection, stamp.evaluation_id, known, at=stamp.at)
    return changes


def _making(entity: Any) -> list[Wish]:
    names = layout(entity.kind).fields
    return [Wish((entity.kind, entity.id, name), value_text(getattr(entity, name))) for name in names]


def _lay_down_anew(connection: Connection, evaluation_id: UUID, changes: Sequence[Change]) -> None:
    found = project(changes)
    remove_rows(connection, evaluation_id)
    insert_rows(connection, evaluation_id, found)


def _refuse_other_story(dossier: Dossier, changes: Sequence[Change], found: Sequence[Projected]) -> None:
    if any(each.evaluation_id != dossier.id for each in changes):
        raise Refused("changes", "改动记录属于另一个评估。")
    # The head stands for the evaluation even when that is deleted as a whole.
    living = [each.entity for each in found if not each.deleted or each.entity.kind == "evaluation"]
    if sorted(map(_key, living)) != sorted(map(_key, dossier.entities())) or set(living) != set(
        dossier.entities()
    ):
        raise Refused("changes", "改动记录与内容不一致，不能保存。")


def _key(entity: Any) -> tuple[str, UUID]:
    return entity.kind, entity.id


def _living(connection: Connection, evaluation_id: UUID, kind: str) -> list[Any]:
    form = layout(kind)
    wanted = select(*form.columns).where(form.table.c["evaluation_id"] == evaluation_id)
    if kind != "evaluation":
        wanted = wanted.where(form.table.c[DELETED].is_(False))
    try:
        return [form.from_row(row) for row in connection.execute(wanted)]
    except (Refused, Unreadable, KeyError, ValueError, ArithmeticError) as fault:
        # Every row was written from a value: one that no value has was changed by something else.
        raise DamagedDatabase from fault


def _exists(connection: Connection, evaluation_id: UUID) -> bool:
    found = connection.scalar(
        select(CHANGE.c["id"]).where(CHANGE.c["evaluation_id"] == evaluation_id).limit(1)
    )
    return found is not None
