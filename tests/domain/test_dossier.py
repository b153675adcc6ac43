"""A dossier with its lookups, put together from its parts in any order."""

import random
from dataclasses import replace
from uuid import UUID

import pytest

from sgz_desktop.domain.entities import (
    COLLECTIONS,
    REFERENCES,
    TYPES,
    assemble,
    field_names,
    id_of,
    natural_key,
    place_among,
)
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.people import Person
from tests import annexes, build
from tests.build import D

WHOLE = build.dossier(
    build.person(1),
    build.person(2),
    build.group(1),
    build.zone(1, group_id=build.uid("group", 1)),
    build.zone(2),
    build.community(1),
    build.community(2, zone_id=build.uid("zone", 2)),
    build.assignment(),
    build.mark(),
    build.figure(),
    build.veto_finding(),
    build.quantity(),
    build.observation(1),
    build.indicator(1),
    build.indicator_value(),
    build.report_text(),
    build.declaration(),
    build.hand_in(),
    build.final_word(),
    build.plan_entry(),
    build.need(),
    build.attendee(),
    build.spot_check(),
    build.paper_request(),
    build.interview(),
    annexes.worker(),
    annexes.duty_month(),
    annexes.training_hours(),
    annexes.resource(),
    annexes.fund_line(),
    annexes.survey(),
    annexes.respondent(),
)


def test_parts_in_any_order_make_the_same_dossier() -> None:
    parts = list(WHOLE.entities())
    random.Random(7).shuffle(parts)

    assert assemble(parts) == WHOLE
    assert parts != list(WHOLE.entities())
    assert {each.kind for each in WHOLE.entities()} == set(TYPES)


def test_the_evaluation_comes_first_and_parents_before_children() -> None:
    kinds = [each.kind for each in WHOLE.entities()]

    assert kinds[0] == "evaluation"
    assert kinds.index("zone") < kinds.index("community")
    assert list(COLLECTIONS) == list(dict.fromkeys(kinds[1:]))


@pytest.mark.parametrize("name", ["observations", "marks", "people"])
def test_an_entity_is_found_among_its_siblings(name: str) -> None:
    siblings = getattr(WHOLE, name)
    assert [place_among(siblings, each) for each in siblings] == list(range(len(siblings)))
    for each in siblings:
        assert place_among(siblings, replace(each, id=UUID(int=each.id.int + 1))) is None
    assert place_among((), siblings[0]) is None


@pytest.mark.parametrize("count", [0, 2])
def test_a_dossier_has_exactly_one_evaluation(count: int) -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        assemble([build.evaluation()] * count)


def test_everything_is_found_by_its_key() -> None:
    first, group, zone = build.uid("person", 1), build.uid("group", 1), build.uid("zone", 1)

    assert WHOLE.id == build.EVALUATION
    assert WHOLE.person_by_id[first].name == "专家1"
    assert WHOLE.group_by_id[group].name == "评审组1"
    assert WHOLE.mark_by_key["degree", None, first] == WHOLE.marks[0]
    assert WHOLE.figure_by_key[Scope.PARTY, "purchaser", None] == WHOLE.figures[0]
    assert WHOLE.finding_by_rule["posts"] == WHOLE.veto_findings[0]
    assert WHOLE.quantity_by_code["attendance.required"].value == D("110")
    assert WHOLE.text_by_code == {"conclusion": "总体运行平稳。"}
    assert WHOLE.value_by_key[build.uid("indicator", 1), None].done == D("1445")
    assert [each.id for each in WHOLE.zones_of(group)] == [zone]
    assert [each.name for each in WHOLE.communities_of(zone)] == ["和安1社区"]


def test_natural_keys_give_the_same_id_on_every_laptop() -> None:
    values = {"item": "degree", "group_id": None, "person_id": build.uid("person", 1)}

    assert natural_key(Mark) == ("item", "group_id", "person_id")
    assert natural_key(Person) == ()
    assert id_of(build.EVALUATION, Mark, values) == build.mark().id
    assert id_of(build.uid("another"), Mark, values) != build.mark().id
    assert id_of(build.EVALUATION, Mark, values | {"item": "tiers"}) != build.mark().id
    assert isinstance(build.mark().id, UUID)


def test_the_register_knows_content_fields_and_references() -> None:
    assert "id" not in field_names(Evaluation)
    assert "station" in field_names(Evaluation)
    for kind, record in TYPES.items():
        for name in field_names(record):
            if name.endswith("_id"):
                assert REFERENCES[name] in TYPES, (kind, name)
