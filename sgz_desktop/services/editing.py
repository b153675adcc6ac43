"""The one way anything is written: validated, made durable with its summary, and told to the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import TYPES, id_of, natural_key
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veil import VEILED_WHY
from sgz_desktop.errors import Refused
from sgz_desktop.models.disputes import Dispute, read_disputes
from sgz_desktop.models.effect import Effect
from sgz_desktop.models.listing import Summary
from sgz_desktop.models.mapping import value_of
from sgz_desktop.models.store import Reread, Store
from sgz_desktop.models.version import Seen, Version
from sgz_desktop.scoring.score import rescore, score
from sgz_desktop.services.changes import Changes, Worker, changes_of
from sgz_desktop.services.contests import is_mark_of
from sgz_desktop.services.disputing import told_score
from sgz_desktop.services.fitting import refuse_misfit
from sgz_desktop.services.rubrics import Rubrics, rules_hash
from sgz_desktop.services.visibility import hidden_people

OPEN_AT_ONCE = 4
_UNREAD = Version(())


class Editing:
    """Keeps the dossiers at hand as they are on disk, and their scores beside them.

    Another program may write to the same file. Every read notices that, every write is scored on what is
    really there, and replaces only what its writer was shown.
    """

    def __init__(self, store: Store, rubrics: Rubrics, *, since: Version = _UNREAD) -> None:
        """`since` is the version that somebody has already seen something of: what came later is a move."""
        self._store = store
        self._rubrics = rubrics
        self._dossiers: dict[UUID, Dossier] = {}
        self._scores: dict[UUID, tuple[Dossier, Score]] = {}
        self._told: dict[UUID, tuple[Score, tuple[Dispute, ...], Score]] = {}
        self._version = since
        """The version of the file that every dossier at hand is of."""
        self._seen: dict[UUID, Seen] = {}
        """What was in the file when each evaluation was last shown to somebody."""
        self._disputes: dict[UUID, tuple[Version, tuple[Dispute, ...]]] = {}
        self._moves = 0

    def dossier(self, evaluation_id: UUID) -> Dossier:
        """The evaluation as it is on disk; raises NoSuchEvaluation."""
        version = self._store.version()
        if version is not None and version != self._version:
            self._move_on(version)
        found = self._dossiers.get(evaluation_id)
        if found is None:
            found, read = self._store.load_dated(evaluation_id)
            if read != self._version:
                self._move_on(read)
            self._seen.setdefault(evaluation_id, Seen(read.lamport))
        self._keep(found)
        return found

    def show(self, evaluation_id: UUID) -> Dossier:
        """The evaluation as it is on disk, for somebody who is going to look at it and may then change it."""
        found = self.dossier(evaluation_id)
        self._seen[evaluation_id] = Seen(self._version.lamport)
        return found

    def moves(self) -> int:
        """How often another program was noticed to have written; looks at the file, in some microseconds."""
        version = self._store.version()
        if version is not None and version != self._version:
            self._move_on(version)
        return self._moves

    def disputes(self, evaluation_id: UUID) -> tuple[Dispute, ...]:
        """What people set differently without seeing one another; read only where somebody has written."""
        version, known = self._store.version(), self._disputes.get(evaluation_id)
        if known is None or version not in (None, known[0]):
            found, read = read_disputes(self._store.engine, evaluation_id)
            known = self._disputes[evaluation_id] = read, found
        return known[1]

    def rubric(self, evaluation_id: UUID) -> Rubric:
        """The rule set the evaluation is scored with."""
        return self._rubrics.rubric(self.dossier(evaluation_id).evaluation.rubric)

    def score(self, evaluation_id: UUID) -> Score:
        """The score of the evaluation as it is on disk, by the values that are shown."""
        return self._scored(self.dossier(evaluation_id))

    def told(self, evaluation_id: UUID) -> Score:
        """The score as it may be told: of what stands in dispute no value is taken for settled."""
        disputes = self.disputes(evaluation_id)
        dossier = self.dossier(evaluation_id)
        shown = self._scored(dossier)
        if not disputes:
            return shown
        known = self._told.get(evaluation_id)
        if known is None or known[0] is not shown or known[1] is not disputes:
            told = told_score(shown, dossier, self._rubrics.rubric(dossier.evaluation.rubric), disputes)
            known = self._told[evaluation_id] = shown, disputes, told
        return known[2]

    def _scored(self, dossier: Dossier) -> Score:
        known = self._scores.get(dossier.id)
        if known is None or known[0] is not dossier:
            known = dossier, score(dossier, self._rubrics.rubric(dossier.evaluation.rubric))
            self._scores[dossier.id] = known
        return known[1]

    def apply(
        self,
        evaluation_id: UUID,
        edits: Sequence[Edit],
        *,
        worker: Worker,
        reason: str = "",
        documents: Mapping[str, str] = MappingProxyType({}),
    ) -> Changes:
        """Write edits as one batch, with documents (hash to canonical JSON text) that they name.

        Of a field in dispute only the shown value is replaced: typing on settles nothing.
        Raises Refused or WriteFailed, and then changed nothing.
        """
        disputes = self.disputes(evaluation_id)
        following = self._following(evaluation_id, edited=frozenset(each.entity_id for each in edits))
        hidden = frozenset(each for dispute in disputes for each in dispute.hidden)
        seen = replace(self._seen[evaluation_id], hidden=hidden)
        return self._write(following, edits, seen, worker=worker, reason=reason, documents=documents)

    def settle(
        self, evaluation_id: UUID, chosen: Sequence[tuple[Dispute, str]], *, worker: Worker, reason: str = ""
    ) -> Changes:
        """Let fields of one entity have these values (canonical JSON) instead of all that stood in dispute.

        What somebody has written since the disputes were read is not replaced, and so in dispute again.
        Raises Refused, also for a colleague's mark that the worker may not see, or WriteFailed.
        """
        first = chosen[0][0]
        if is_mark_of(first, hidden_people(self.dossier(evaluation_id), worker)):
            raise Refused(first.field, f"这是同事的评分，{VEILED_WHY}、选定，也可以请工作人员选定。")
        values = {each.field: value_of(each.entity, each.field, value) for each, value in chosen}
        seen = Seen(min(each.lamport for each, _ in chosen))
        edits = [Edit(first.entity, first.entity_id, values)]
        return self._write(self._following(evaluation_id), edits, seen, worker=worker, reason=reason)

    def _write(
        self,
        following: "_Following",
        edits: Sequence[Edit],
        seen: Seen,
        *,
        worker: Worker,
        reason: str,
        documents: Mapping[str, str] = MappingProxyType({}),
    ) -> Changes:
        written = self._store.write(
            following.evaluation_id,
            edits,
            author_id=worker.author_id,
            for_id=worker.for_id,
            reason=reason,
            documents=documents,
            seen=seen,
            summary=following.summary,
        )
        self._follow(following)
        return changes_of(following.evaluation_id, written)

    def undo(self, evaluation_id: UUID, batch_id: UUID, *, worker: Worker) -> Changes:
        """Take a batch back by new changes; undoing that batch in turn redoes it. Raises ChangedSince."""
        following = self._following(evaluation_id)
        written = self._store.undo(
            evaluation_id,
            batch_id,
            author_id=worker.author_id,
            for_id=worker.for_id,
            summary=following.summary,
        )
        self._follow(following)
        return changes_of(evaluation_id, written)

    def _following(self, evaluation_id: UUID, *, edited: frozenset[UUID] | None = None) -> "_Following":
        """`edited` is what a write names; None where it may settle something, or bring a dispute back."""
        dossier = self.dossier(evaluation_id)
        disputes = None
        if edited is not None and self._seen[evaluation_id].lamport >= self._version.lamport:
            version, known = self._disputes.get(evaluation_id, (None, ()))
            # Who has seen everything replaces everything: there is nothing new to disagree about.
            if version == self._version and edited.isdisjoint(each.entity_id for each in known):
                disputes = known
        return _Following(dossier, self._scored(dossier), self._version, disputes, self._rubrics, self._store)

    def _follow(self, following: "_Following") -> None:
        """A write is durable: what it led to is what is on disk."""
        if following.led_to is None:
            return
        led_to = following.led_to
        dossier, effect = led_to.dossier, led_to.effect
        if effect.before != self._version:
            self._move_on(effect.before)
        self._disputes[dossier.id] = effect.after, led_to.disputes
        self._version = effect.after
        self._keep(dossier)
        self._scores[dossier.id] = dossier, led_to.shown
        self._told[dossier.id] = led_to.shown, led_to.disputes, led_to.told
        self._seen[dossier.id] = self._seen[dossier.id].with_own(effect.before, effect.after)

    def refresh_summary(self, evaluation_id: UUID) -> None:
        """Score anew and store the summary."""
        told, dossier = self.told(evaluation_id), self.dossier(evaluation_id)
        self._store.save_summary(evaluation_id, summary_of(told, dossier), of=self._version)

    def forget(self, evaluation_id: UUID) -> None:
        """Read the evaluation from disk the next time."""
        self._dossiers.pop(evaluation_id, None)
        self._scores.pop(evaluation_id, None)
        self._told.pop(evaluation_id, None)

    def forget_all(self) -> None:
        """Read everything from disk the next time, after a restore."""
        self._dossiers.clear()
        self._scores.clear()
        self._told.clear()
        self._seen.clear()
        self._disputes.clear()
        self._version = _UNREAD

    def _move_on(self, version: Version) -> None:
        """Somebody else has written: what is at hand is of an older version, and what was seen stays so."""
        self._moves += 1
        self._dossiers.clear()
        self._scores.clear()
        self._told.clear()
        self._version = version

    def _keep(self, dossier: Dossier) -> None:
        self._dossiers.pop(dossier.id, None)
        self._dossiers[dossier.id] = dossier
        while len(self._dossiers) > OPEN_AT_ONCE:
            oldest = next(iter(self._dossiers))
            self.forget(oldest)


@dataclass(frozen=True, slots=True)
class _State:
    """What a write led to: the score by the values shown, and as it may be told with these disputes."""

    dossier: Dossier
    shown: Score
    told: Score
    disputes: tuple[Dispute, ...]
    effect: Effect


class _Following:
    """Scores the state a write leads to, inside its transaction."""

    def __init__(
        self,
        before: Dossier,
        scored: Score,
        version: Version,
        disputes: tuple[Dispute, ...] | None,
        rubrics: Rubrics,
        store: Store,
    ) -> None:
        """`disputes` are those there are after the write too, as far as it touches nothing in dispute.

        None where that cannot be known beforehand.
        """
        self.evaluation_id = before.id
        self._before = before
        self._scored = scored
        self._version = version
        self._disputes = disputes
        self._rubrics = rubrics
        self._store = store
        self.led_to: _State | None = None

    def summary(self, effect: Effect, reread: Reread) -> Summary:
        """What the home page will show of the state after the write."""
        before, moved = self._before, effect.before != self._version
        if moved:
            # Another program wrote in between. Nobody can now, and a reader still sees the state before.
            before = self._store.load(before.id)
        dossier = effect.on(before)
        rubric = self._rubrics.rubric(dossier.evaluation.rubric)
        refuse_misfit(before, dossier, effect.living, rubric)
        shown = score(dossier, rubric) if moved else self._rescored(dossier, effect, rubric)
        disputes = None if moved else self._lasting(effect)
        if disputes is None:
            disputes = reread()
        told = told_score(shown, dossier, rubric, disputes)
        self.led_to = _State(dossier, shown, told, disputes, effect)
        return summary_of(told, dossier)

    def _lasting(self, effect: Effect) -> tuple[Dispute, ...] | None:
        """The disputes where the write left them alone; deleting one thing may take others with it."""
        touched = effect.gone | {each.id for each in effect.living}
        known = self._disputes
        return known if known is not None and touched.isdisjoint(each.entity_id for each in known) else None

    def _rescored(self, after: Dossier, effect: Effect, rubric: Rubric) -> Score:
        """The score after the write, worked out anew only as far as the write reaches."""
        now = tuple(each for each in effect.living if isinstance(each, Mark))
        gone = tuple(each for each in self._before.marks if each.id in effect.gone) if effect.gone else ()
        if len(now) + len(gone) < len(effect.living) + len(effect.gone):
            return score(after, rubric)
        return rescore(self._scored, after, rubric, now=now, gone=gone)


def summary_of(result: Score, dossier: Dossier) -> Summary:
    """What the home page shows of an evaluation without scoring it."""
    return Summary(
        answered=result.answered,
        answerable=result.answerable,
        floor=result.floor,
        ceiling=result.ceiling,
        total=result.total,
        grade=result.grade,
        provisional=result.provisional,
        rules_hash=rules_hash(dossier.evaluation.rubric),
    )


def make_edit(evaluation_id: UUID, kind: str, values: Mapping[str, Any]) -> Edit:
    """The edit that makes or changes the entity these values identify; a free kind gets a new UUID."""
    entity = TYPES[kind]
    if natural_key(entity):
        return Edit(kind, id_of(evaluation_id, entity, values), {DELETED: False, **values})
    return Edit(kind, uuid4(), values)
