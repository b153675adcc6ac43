"""A rule set with its lookups, and the register of quantities."""

from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.quantities import ENTERED_KEYS, REGISTRY
from sgz_desktop.domain.rubric import METHOD_NAMES, Method
from tests import build


def test_everything_is_found_by_its_code() -> None:
    rubric = build.rubric()

    assert rubric.item_by_code["tiers"].points == 5
    assert rubric.component_by_code["quality"].name == "服务质量"
    assert rubric.party_by_code["purchaser"].points == 20
    assert [each.code for each in rubric.items_of["operations"]] == ["degree", "conditions", "tiers"]
    assert rubric.assessor.code == "assessor"
    assert [each.code for each in rubric.other_parties] == ["supervision_centre", "purchaser", "supervisor"]
    assert rubric.subjects == ("operations", "quality", "supervision_centre", "purchaser", "supervisor")


def test_a_component_without_items_has_none() -> None:
    assert build.rubric(items=()).items_of == {"operations": (), "quality": ()}


def test_each_method_of_the_day_has_its_name() -> None:
    assert set(METHOD_NAMES) == set(Method)
    assert len(set(METHOD_NAMES.values())) == 7


def test_the_register_knows_what_people_may_enter() -> None:
    assert set(ENTERED_KEYS) < set(REGISTRY)
    assert all(REGISTRY[each].entered for each in ENTERED_KEYS)
    assert not REGISTRY["score.total"].entered


def test_a_problem_reads_as_its_place_and_its_sentence() -> None:
    assert str(Problem("$.marks[3].answer", "应是一个对象 {…}。")) == "$.marks[3].answer：应是一个对象 {…}。"
