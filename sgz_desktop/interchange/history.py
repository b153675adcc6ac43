"""The changes of a file: reading them, and whether they make what the file says there is."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import FieldType, canonical_json, decode, encode, field_types
from sgz_desktop.domain.change import DELETED, Change, heads
from sgz_desktop.domain.entities import COLLECTIONS, TYPES, field_names, own_id
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.people import Person
from sgz_desktop.domain.projection import living_values, shown_values
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.definitions import CHANGES, keys_of
from sgz_desktop.interchange.gathering import FAILED, Unread, as_list, build, failed, read_fields, read_value
from sgz_desktop.interchange.json_text import Findings, parse_text, step
from sgz_desktop.interchange.references import References

PLACE = f"$.{CHANGES}"
NO_SUCH_CHANGE = "文件中没有这一条修改记录。"
MOST_NUMBER = 10**14
"""The highest number of a change that storage takes over from a file."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A change with its place; of one read in part, what could not be read is None."""

    change: Any
    place: str


def read_changes(
    raw: object, evaluation_id: UUID, findings: Findings, references: References
) -> tuple[Change, ...]:
    """The changes that can be read, in the order of their ranks; what is wrong with the others is noted."""
    own = References(findings)
    found: list[_Placed] = []
    for index, each in enumerate(as_list(raw, PLACE, findings) or ()):
        place = PLACE + step(index)
        change = _read_change(each, evaluation_id, place, findings, own)
        found.append(_Placed(change, place))
    sound = [each for each in found if isinstance(each.change, Change)]
    _check_values(found, findings)
    _check_order(sound, findings)
    _note_replaced(found, findings, own)
    own.resolve(NO_SUCH_CHANGE)
    if not findings.touches(PLACE):
        _check_deleted(found, evaluation_id, findings)
    for one in found:
        if one.change.entity is not None and one.change.entity_id is not None:
            references.know(one.change.entity, one.change.entity_id)
        for name in ("author_id", "for_id"):
            if (person_id := getattr(one.change, name)) is not None:
                references.point(Person.kind, person_id, f"{one.place}.{name}")
    return tuple(sorted((each.change for each in sound), key=lambda each: each.rank))


def _read_change(raw: object, evaluation_id: UUID, place: str, findings: Findings, own: References) -> object:
    fields = read_fields(keys_of(Change), raw, place, findings)
    if fields is None:
        own.lose(Change.kind)
        return FAILED
    change = build(Change, {**fields, "evaluation_id": evaluation_id}, place, findings)
    if failed(fields["id"]) or not own.claim(Change.kind, fields["id"], place):
        own.lose(Change.kind)
        return Unread({name: value for name, value in fields.items() if name != "id" and not failed(value)})
    return change


def _check_values(found: Sequence[_Placed], findings: Findings) -> None:
    wanted: dict[tuple[str, str], Any] = {(kind, DELETED): bool for kind in TYPES}
    for kind, record in TYPES.items():
        wanted |= {(kind, each.name): each.wanted for each in _types_of(record)}
    for each in found:
        change, place = each.change, each.place
        if change.entity is None:
            continue
        if change.entity not in TYPES:
            findings.note(f"{place}.entity", f"不认识的种类“{change.entity}”。")
        elif change.field is None:
            continue
        elif change.field not in (*field_names(TYPES[change.entity]), DELETED):
            findings.note(f"{place}.field", f"“{change.entity}”没有“{change.field}”这一项。")
        elif change.value is not None and not _is_canonical(
            wanted[change.entity, change.field], change.value
        ):
            findings.note(f"{place}.value", "不是这一项应有的写法。")


def _types_of(record: type) -> tuple[FieldType, ...]:
    return field_types(record)


def _is_canonical(wanted: Any, text: str) -> bool:
    unheard = Findings()
    value = read_value(wanted, parse_text(text, unheard), "$", unheard)
    return len(unheard) == 0 and canonical_json(encode(value)) == text


def _check_order(found: Sequence[_Placed], findings: Findings) -> None:
    seen: dict[tuple[UUID, int], str] = {}
    for each in found:
        for name in ("device_seq", "lamport"):
            if (getattr(each.change, name) or 0) > MOST_NUMBER:
                findings.note(f"{each.place}.{name}", "序号过大：最大 10 的 14 次方。")
        first = seen.setdefault((each.change.device_id, each.change.device_seq), each.place)
        if first != each.place:
            findings.note(f"{each.place}.device_seq", f"与 {first} 出自同一设备，序号也相同。")


def _note_replaced(found: Sequence[_Placed], findings: Findings, own: References) -> None:
    by_id = {each.change.id: each.change for each in found if isinstance(each.change, Change)}
    for each in found:
        for index, replaced_id in enumerate(each.change.replaces or ()):
            place = f"{each.place}.replaces{step(index)}"
            own.point(Change.kind, replaced_id, place, by_a_lost_sibling=each.change.id is None)
            replaced = by_id.get(replaced_id) if isinstance(each.change, Change) else None
            if replaced is not None and not _may_replace(each.change, replaced):
                findings.note(place, "只能取代同一条目同一项上更早的修改。")


def _check_deleted(found: Sequence[_Placed], evaluation_id: UUID, findings: Findings) -> None:
    """Note what was deleted and never was what it is said to have been: it is stored like what lives."""
    place_of = {each.change.id: each.place for each in found}
    newest = heads([each.change for each in found])
    for (kind, entity_id), texts in shown_values([each.change for each in found]).items():
        if kind == Evaluation.kind or texts.get(DELETED) != "true":
            continue
        types = {each.name: each for each in _types_of(TYPES[kind]) if each.name != "id"}
        places = {name: place_of[newest[kind, entity_id, name][-1].id] for name in texts}
        missing = [name for name in types if types[name].required and name not in texts]
        if missing:
            findings.note(places[DELETED], f"删除的这一条，修改记录中没有它的“{missing[0]}”的来历。")
            continue
        values = {
            name: decode(types[name].wanted, json.loads(texts[name])) for name in types if name in texts
        }
        try:
            entity = TYPES[kind](id=entity_id, **values)
        except Refused as fault:
            findings.note(f"{places.get(fault.field, places[DELETED])}.value", fault.sentence)
            continue
        if own_id(evaluation_id, entity) != entity_id:
            findings.note(f"{places[DELETED]}.entity_id", "与这一条的内容得出的编号不符。")


def _may_replace(change: Change, replaced: Change) -> bool:
    def about(each: Change) -> tuple[str, UUID, str]:
        return each.entity, each.entity_id, each.field

    return about(change) == about(replaced) and replaced.rank < change.rank


def compare(
    changes: Sequence[Change],
    placed: Mapping[UUID, tuple[Any, str]],
    kinds: Collection[str],
    findings: Findings,
) -> None:
    """Note where the living entities that the changes make are not the given ones.

    An entity that is only on one side is noted for these kinds alone: those without another fault.
    """
    made = living_values(changes)
    head = next((entity for entity, _ in placed.values() if isinstance(entity, Evaluation)), None)
    if head is not None and (Evaluation.kind, head.id) not in made:
        findings.note(f"$.{Evaluation.kind}.id", "修改记录说的不是这一份评估。")
        return
    for entity, place in placed.values():
        values = made.get((entity.kind, entity.id))
        if values is not None:
            _compare_fields(entity, place, values, findings)
        elif entity.kind in kinds:
            findings.note(place, "修改记录中没有这一条，或者已经删除。")
    for kind, entity_id in made:
        if kind in kinds and entity_id not in placed:
            place = f"$.{COLLECTIONS.get(kind, Evaluation.kind)}"
            findings.note(f"{place}", f"修改记录中还有“{entity_id}”，这里却没有。")


def _compare_fields(entity: Any, place: str, made: Mapping[str, str], findings: Findings) -> None:
    defaults = _default_texts(entity.kind)
    for name in field_names(type(entity)):
        given = canonical_json(encode(getattr(entity, name)))
        # A field the changes never set is as good as its default: a later version may have added it.
        expected = made.get(name) or defaults[name]
        if expected != given and not findings.touches(f"{place}.{name}"):
            sentence = "与修改记录得出的内容不一致。" if name in made else "修改记录中没有它的来历。"
            findings.note(f"{place}.{name}", sentence)


@cache
def _default_texts(kind: str) -> Mapping[str, str | None]:
    """Field to the canonical JSON of what it is unless a change sets it; None for one that must be set."""
    return {
        each.name: None if each.default is MISSING else canonical_json(encode(each.default))
        for each in dataclass_fields(TYPES[kind])
    }
