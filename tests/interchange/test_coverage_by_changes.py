"""Every field of a file with a history is told by it: set by a change, or what it is by default."""

import json
from typing import Any
from uuid import UUID, uuid5

import pytest

from sgz_desktop.domain.canonical import canonical_json
from sgz_desktop.domain.entities import COLLECTIONS, TYPES, natural_id, natural_key
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.interchange.definitions import keys_of
from sgz_desktop.interchange.history import MOST_NUMBER
from sgz_desktop.interchange.package import Package, read_package, write_package
from sgz_desktop.models.ledger import MOST_TAKEN_OVER
from tests import build
from tests.interchange.spoiled import BUILT_IN, DOCUMENTS, index, places, sample

UNSAID = "修改记录中没有它的来历。"
_DEFAULTS = {
    (kind, each): made.__dataclass_fields__[each].default
    for kind, made in TYPES.items()
    for each in made.__dataclass_fields__
}


def records(whole: dict[str, Any]) -> dict[str, tuple[dict[str, Any], str]]:
    """The records of a file by their IDs, with their places; those without an ID by that of their key."""
    own = UUID(whole["evaluation"]["id"])
    found = {str(own): (whole["evaluation"], "$.evaluation")}
    for kind, name in COLLECTIONS.items():
        for at, each in enumerate(whole[name]):
            key = natural_key(TYPES[kind])
            made = str(uuid5(own, canonical_json([kind, *(each[part] for part in key)])))
            found[made if key else each["id"]] = each, f"$.{name}[{at}]"
    return found


def test_each_change_that_is_taken_away_is_missed_unless_it_sets_the_default() -> None:
    whole = sample(history=True)
    changes, by_id = whole["changes"], records(whole)
    # The last change of each field of each kind stands for the others.
    last = {(each["entity"], each["field"]): number for number, each in enumerate(changes)}
    for number in last.values():
        change = changes[number]
        record, place = by_id[change["entity_id"]]
        whole["changes"] = changes[:number] + changes[number + 1 :]
        package, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
        required = {each.name for each in keys_of(TYPES[change["entity"]]) if each.required}
        is_needed = change["field"] in required | {"position", "rubric", "house_style"}
        default = _DEFAULTS[change["entity"], change["field"]]
        if is_needed or json.dumps(record[change["field"]]) != json.dumps(_plain(default)):
            assert [str(each) for each in problems] == [f"{place}.{change['field']}：{UNSAID}"], change
        else:
            assert problems == (), change
            assert package is not None
            assert len(package.changes) == len(changes) - 1


def _plain(default: object) -> object:
    return default if default is None or isinstance(default, bool | int) else str(default)


def test_a_change_that_is_missed_and_another_fault_are_two() -> None:
    whole = sample(history=True)
    whole["zones"][1]["name"] = " "
    del whole["changes"][index(whole["changes"], field="phase")]
    del whole["changes"][index(whole["changes"], field="station")]
    assert places(whole) == ["$.evaluation.station", "$.evaluation.phase", "$.zones[1].name"]


def deleted_group(values: dict[str, str | None]) -> dict[str, Any]:
    """A file whose history has a deleted group beside what lives; None for a change that is not there."""
    dossier = build.dossier()
    changes = list(build.creation(dossier))
    given: dict[str, str | None] = {"name": '"第九组"', "position": '"a1"', "deleted": "true"}
    given |= values
    changes += [
        build.change(
            len(changes) + 1 + at, entity="group", entity_id=build.uid("group", 9), field=name, value=value
        )
        for at, (name, value) in enumerate(given.items())
        if value is not None
    ]
    raw = write_package(Package(dossier, tuple(changes), DOCUMENTS))
    whole: dict[str, Any] = json.loads(raw)
    return whole


@pytest.mark.parametrize(
    ("values", "field", "below", "said"),
    [
        ({"name": None}, "deleted", "", "删除的这一条，修改记录中没有它的“name”的来历。"),
        ({"position": None}, "deleted", "", "删除的这一条，修改记录中没有它的“position”的来历。"),
        ({"name": '" "'}, "name", ".value", "名称不能为空。"),
    ],
)
def test_what_was_deleted_must_have_been_something(
    values: dict[str, str | None], field: str, below: str, said: str
) -> None:
    assert places(deleted_group({})) == []
    whole = deleted_group(values)
    at = index(whole["changes"], entity_id=str(build.uid("group", 9)), field=field)
    _, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
    assert [str(each) for each in problems] == [f"$.changes[{at}]{below}：{said}"]


@pytest.mark.parametrize(("own", "below"), [(True, []), (False, [".entity_id"])])
def test_what_was_deleted_has_the_id_that_its_key_makes(own: bool, below: list[str]) -> None:
    dossier = build.dossier()
    changes = build.creation(dossier)
    entity_id = natural_id(dossier.id, Quantity, "staff.total" if own else "staff.other")
    more = [
        build.change(len(changes) + 1 + at, entity="quantity", entity_id=entity_id, field=field, value=value)
        for at, (field, value) in enumerate((("code", '"staff.total"'), ("deleted", "true")))
    ]
    raw = write_package(Package(dossier, (*changes, *more), DOCUMENTS))
    assert places(raw) == [f"$.changes[{len(changes) + 1}]{each}" for each in below]


@pytest.mark.parametrize("field", ["device_seq", "lamport"])
def test_numbers_that_storage_would_refuse_are_said_before(field: str) -> None:
    assert MOST_NUMBER == MOST_TAKEN_OVER
    whole = sample(history=True)
    last = len(whole["changes"]) - 1
    whole["changes"][last][field] = MOST_NUMBER
    assert places(whole) == []
    whole["changes"][last][field] = MOST_NUMBER + 1
    assert places(whole) == [f"$.changes[{last}].{field}"]
