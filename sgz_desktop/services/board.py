"""观察记录: what was seen put in order: filed elsewhere, moved, merged into one, split into two."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.day import SpotCheck
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.ordering import after_last, between
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit

_ENDS = "。！？；…”.!?;"
_LEFT_OPEN = "，、,：: \n"
_LONG = 120
"""A key of so many characters is about to reach the limit: all are given new ones."""


class Board:
    """Writes what a person does with observations; each verb is one batch, and so one step of undo."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def retag(
        self, evaluation_id: UUID, ids: Sequence[UUID], values: Mapping[str, Any], worker: Worker
    ) -> Changes:
        """Give several observations another kind, chapter, review group or item; raises Refused."""
        edits = [Edit(Observation.kind, each, dict(values)) for each in ids]
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def remove(self, evaluation_id: UUID, ids: Sequence[UUID], worker: Worker) -> Changes:
        """Delete several observations recoverably; a spot check that led to one of them stays without it."""
        gone = frozenset(ids)
        edits = [
            *_relinked(self._editing.dossier(evaluation_id), gone, None),
            *(Edit(Observation.kind, each, {DELETED: True}) for each in ids),
        ]
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def reorder_among(
        self,
        evaluation_id: UUID,
        ids: Sequence[UUID],
        worker: Worker,
        *,
        before: UUID | None = None,
        behind: UUID | None = None,
        values: Mapping[str, Any] = MappingProxyType({}),
    ) -> Changes:
        """Move observations, as they are given, in front of one, or right behind one, or behind all.

        `values` are set with it: where they were moved to. Raises Refused where the one is not there.
        """
        dossier = self._editing.dossier(evaluation_id)
        known = {each.id: each for each in dossier.observations}
        moved = [_known(known, each) for each in dict.fromkeys(ids)]
        rest = [each for each in dossier.observations if each not in moved]
        keys = _new_keys(rest, moved, _place(rest, before, behind))
        edits = []
        for each in dict.fromkeys((*(one.id for one in moved), *keys)):
            given = dict(values) if any(one.id == each for one in moved) else {}
            edits.append(Edit(Observation.kind, each, {**given, "position": keys[each]}))
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def merge(self, evaluation_id: UUID, ids: Sequence[UUID], worker: Worker) -> tuple[Changes, UUID]:
        """Make one of several observations: the first stays with all their words, the others are deleted.

        Texts, recommendations and evidence are joined in the order given; the others' leads become
        sentences of the text. What a spot check led to is then the one that stays. It is linked to the item
        of the first that has one, see `links`. Raises Refused.
        """
        dossier = self._editing.dossier(evaluation_id)
        known = {each.id: each for each in dossier.observations}
        several = [_known(known, each) for each in dict.fromkeys(ids)]
        if len(several) < 2:
            raise Refused("", "请至少选两条观察，再合并。")
        first, *others = several
        gone = frozenset(each.id for each in others)
        edits = [
            Edit(Observation.kind, first.id, _merged(several)),
            *_relinked(dossier, gone, first.id),
            *(Edit(Observation.kind, each.id, {DELETED: True}) for each in others),
        ]
        return self._editing.apply(evaluation_id, edits, worker=worker), first.id

    def split(
        self, evaluation_id: UUID, observation_id: UUID, at: int, worker: Worker
    ) -> tuple[Changes, UUID]:
        """Make two of one observation: what stands behind character `at` of its text becomes the next one.

        Both have the same kind, place, author and evidence; lead and recommendation stay with the first.
        Raises Refused where one of the two would be empty, or where the report words the text otherwise.
        """
        dossier = self._editing.dossier(evaluation_id)
        whole = _known({each.id: each for each in dossier.observations}, observation_id)
        head, tail = whole.text[:at].rstrip(), whole.text[at:].lstrip()
        if not head or not tail:
            raise Refused("text", "请把光标放在正文中间要拆开的地方，前后都要有文字。")
        if whole.printed_text is not None:
            raise Refused("text", "这条观察在报告里另有措辞，请先在报告页让它照原文印，再拆开。")
        place = dossier.observations.index(whole)
        values = {name: getattr(whole, name) for name in _SHARED}
        edit = make_edit(evaluation_id, Observation.kind, {**values, "text": tail})
        second = Observation(id=edit.entity_id, position=whole.position, text=tail, **values)
        keys = _new_keys(dossier.observations, [second], place + 1)
        edits = [
            Edit(Observation.kind, whole.id, {"text": head}),
            Edit(Observation.kind, second.id, {**edit.values, "position": keys.pop(second.id)}),
            *(Edit(Observation.kind, each, {"position": key}) for each, key in keys.items()),
        ]
        return self._editing.apply(evaluation_id, edits, worker=worker), second.id


_SHARED = ("subject", "item", "group_id", "person_id", "tone", "evidence")


def lacks_evidence(observation: Observation) -> bool:
    """Whether it is a concern that nothing is given for."""
    return observation.tone is Tone.CONCERN and not observation.evidence.strip()


def is_unfiled(observation: Observation) -> bool:
    """Whether it still has no kind or no chapter."""
    return observation.tone is Tone.UNFILED or observation.subject is None


def links(several: Sequence[Observation]) -> tuple[str, ...]:
    """The codes of the items these observations are linked to; merging them in this order keeps the first."""
    return tuple(dict.fromkeys(each.item for each in several if each.item))


def joined(parts: Sequence[str]) -> str:
    """Texts one behind the other, each but the last ended as a sentence; what is said twice stands once."""
    kept = list(dict.fromkeys(each.strip() for each in parts if each.strip()))
    return "".join((*map(_ended, kept[:-1]), *kept[-1:]))


def _ended(text: str) -> str:
    text = text.rstrip(_LEFT_OPEN)
    return text if not text or text[-1] in _ENDS else f"{text}。"


def _known(known: Mapping[UUID, Observation], observation_id: UUID) -> Observation:
    found = known.get(observation_id)
    if found is None:
        raise Refused("", "其中有一条观察已经不在了，请再选一次。")
    return found


def _place(rest: Sequence[Observation], before: UUID | None, behind: UUID | None) -> int:
    if before is None and behind is None:
        return len(rest)
    for place, each in enumerate(rest):
        if each.id in (before, behind):
            return place + (each.id == behind)
    raise Refused("position", "要移到它旁边的那条观察已经不在了，请再移一次。")


def _new_keys(rest: Sequence[Observation], moved: Sequence[Observation], place: int) -> dict[UUID, str]:
    """Order keys for what is put in among the rest, and for neighbours that must give way.

    Two laptops may have given one key to two observations: between them there is no room.
    """
    low, end = (rest[place - 1].position if place else ""), place
    while end < len(rest) and rest[end].position <= low:
        end += 1
    high = rest[end].position if end < len(rest) else ""
    placed = [each.id for each in (*moved, *rest[place:end])]
    keys = _spread(low, high, len(placed))
    if max(map(len, keys), default=0) > _LONG:
        placed = [each.id for each in (*rest[:place], *moved, *rest[place:])]
        keys = _spread("", "", len(placed))
    return dict(zip(placed, keys, strict=True))


def _spread(low: str, high: str, count: int) -> list[str]:
    if count == 0:
        return []
    if not high:
        keys = [after_last([low])]
        while len(keys) < count:
            keys.append(after_last(keys[-1:]))
        return keys
    middle = between(low, high)
    return [*_spread(low, middle, count // 2), middle, *_spread(middle, high, count - 1 - count // 2)]


def _merged(several: Sequence[Observation]) -> dict[str, str | None]:
    """The fields of the first with the words of all."""
    first = several[0]
    values: dict[str, str | None] = {
        "text": _joined_texts(several, ""),
        "recommendation": joined([each.recommendation for each in several]),
        "evidence": joined([each.evidence for each in several]),
        "item": next(iter(links(several)), None),
    }
    # The first one's printed lead stays its own; the others' leads are part of the text now.
    leads = [each.printed_lead for each in several[1:]]
    if any(each is not None for each in (*leads, *(each.printed_text for each in several))):
        values["printed_text"] = _joined_texts(several, "printed_")
    if any(each.printed_recommendation is not None for each in several):
        worded = [_worded(each, "recommendation", "printed_") for each in several]
        values["printed_recommendation"] = joined(worded)
    return {name: value for name, value in values.items() if value != getattr(first, name)}


def _joined_texts(several: Sequence[Observation], printed: str) -> str:
    first, *others = several
    parts = [_worded(first, "text", printed)]
    for each in others:
        parts += [_worded(each, "lead", printed), _worded(each, "text", printed)]
    return joined(parts)


def _worded(observation: Observation, name: str, printed: str) -> str:
    recorded: str = getattr(observation, name)
    worded: str | None = getattr(observation, f"{printed}{name}")
    return recorded if worded is None else worded


def _relinked(dossier: Dossier, gone: frozenset[UUID], to: UUID | None) -> Iterator[Edit]:
    """The spot checks that led to one of those that go lead elsewhere."""
    for each in dossier.spot_checks:
        if each.observation_id in gone:
            yield Edit(SpotCheck.kind, each.id, {"observation_id": to})
