"""Disputes as a person decides them: what was written together stands together, each side with its names."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Change
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import TYPES, field_names
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.result import Missing, Stamp
from sgz_desktop.domain.veil import VEILED, VEILED_WHY
from sgz_desktop.models.disputes import Claim, Dispute
from sgz_desktop.services.naming import Naming, Thing

CONTESTS = "contests"
"""Where a contest is decided: no page, but the dialog that every page can open."""


@dataclass(frozen=True, slots=True)
class Side:
    """What could hold: a value for each field of a contest, in words and as canonical JSON, and by whom."""

    texts: tuple[str, ...]
    values: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing of which a field, or several that were written together, have several values."""

    thing: Thing
    fields: tuple[str, ...]
    sides: tuple[Side, ...]
    disputes: tuple[Dispute, ...]
    is_veiled: bool = False
    """Whether the values are dots, and somebody else is to choose."""

    @property
    def key(self) -> tuple[UUID, tuple[str, ...]]:
        """What tells it from the others."""
        return self.disputes[0].entity_id, tuple(each.field for each in self.disputes)

    @property
    def missing(self) -> Missing:
        """What keeps the report from being final until somebody decides."""
        first = self.disputes[0]
        code = f"contest.{first.entity}.{first.field}"
        return Missing(code, self.sentence, CONTESTS, entity_id=first.entity_id)

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        where = "，".join(each for each in (self.thing.title, self.thing.detail) if each)
        sides = "；".join(f"{_told(self.fields, each)}（{_signed(each)}）" for each in self.sides)
        what_now = f"{VEILED_WHY}、选定。" if self.is_veiled else "请在窗口上方的“不一致”里选定。"
        return f"{where}：{'、'.join(self.fields)}有互不知情的不同填法：{sides}。{what_now}"


def contests(
    disputes: Sequence[Dispute],
    dossier: Dossier,
    naming: Naming,
    *,
    hidden: Collection[UUID] = frozenset(),
) -> tuple[Contest, ...]:
    """The disputes of one evaluation as what there is to decide, in the order of the evaluation's parts.

    Of the marks of people who are `hidden` no value is told in words.
    """
    several = (sorted(each, key=_rank) for each in written_together(disputes))
    found = [_contest(each, dossier, naming) for each in several]
    found = [_veiled(each) if is_mark_of(each.disputes[0], hidden) else each for each in found]
    kinds = list(TYPES)
    return tuple(sorted(found, key=lambda each: (kinds.index(each.disputes[0].entity), each.thing.title)))


def is_mark_of(dispute: Dispute, people: Collection[UUID]) -> bool:
    """Whether what stands in dispute is a mark that one of these people gives."""
    return dispute.entity == Mark.kind and UUID(json.loads(dispute.values["person_id"])) in people


def _veiled(contest: Contest) -> Contest:
    sides = (replace(each, texts=(VEILED,) * len(each.texts)) for each in contest.sides)
    return replace(contest, sides=tuple(sides), is_veiled=True)


def written_together(disputes: Sequence[Dispute]) -> tuple[list[Dispute], ...]:
    """The disputes by what there is to decide: fields of one thing that were written together are one."""
    together: dict[tuple[UUID, frozenset[UUID]], list[Dispute]] = {}
    for each in disputes:
        batches = frozenset(claim.origin.batch_id for claim in each.claims)
        if len(batches) < len(each.claims):
            batches = frozenset(claim.change.id for claim in each.claims)
        together.setdefault((each.entity_id, batches), []).append(each)
    return tuple(together.values())


def _rank(dispute: Dispute) -> int:
    """Where a field stands among those of its kind; whether the thing is there at all comes last."""
    names = (*field_names(TYPES[dispute.entity]), DELETED)
    return names.index(dispute.field)


def _contest(disputes: Sequence[Dispute], dossier: Dossier, naming: Naming) -> Contest:
    kind, entity_id = disputes[0].entity, disputes[0].entity_id
    sides: dict[tuple[str, ...], list[Change]] = {}
    for first in disputes[0].claims:
        values = (first.change.value, *(_written_with(first, each) for each in disputes[1:]))
        sides.setdefault(values, []).append(first.origin)
    shown = tuple(each.shown for each in disputes)
    columns = [
        naming.values(kind, each.field, several, entity_id=entity_id, among=each.values)
        for each, several in zip(disputes, zip(*sides, strict=True), strict=True)
    ]
    told = zip(*columns, strict=True)
    return Contest(
        thing=naming.thing(kind, disputes[0].values),
        fields=tuple(naming.field(kind, each.field) for each in disputes),
        sides=tuple(
            Side(
                texts=texts,
                values=values,
                stamps=tuple(_stamp(each, dossier) for each in set_by),
                is_shown=values == shown,
            )
            for (values, set_by), texts in zip(sides.items(), told, strict=True)
        ),
        disputes=tuple(disputes),
    )


def _written_with(claim: Claim, dispute: Dispute) -> str:
    return next(e.change.value for e in dispute.claims if e.origin.batch_id == claim.origin.batch_id)


def _stamp(change: Change, dossier: Dossier) -> Stamp:
    def name(person_id: UUID | None) -> str:
        if person_id is None:
            return ""
        person = dossier.person_by_id.get(person_id)
        return person.name if person else "已删除的人员"

    return Stamp(name(change.author_id), name(change.for_id), change.at)


def _told(fields: Sequence[str], side: Side) -> str:
    if len(fields) == 1:
        return side.texts[0]
    return "，".join(f"{field} {text}" for field, text in zip(fields, side.texts, strict=True))


def _signed(side: Side) -> str:
    return "、".join(
        f"{each.author or '未署名'}{f'代{each.on_behalf}' if each.on_behalf else ''}" for each in side.stamps
    )
