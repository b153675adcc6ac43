"""The rule sets: the built-in one, one that came with a file, one that is nowhere."""

import pytest

from sgz_desktop.domain.canonical import content_hash, encode
from sgz_desktop.services.rubrics import NoSuchRubric, Rubrics
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION
from tests.services.case import Nowhere


def test_the_built_in_rule_set_bears_the_hash_of_its_content() -> None:
    rubrics = Rubrics(Nowhere())
    address, _ = rubrics.built_in()
    rubric = rubrics.rubric(address)
    assert content_hash(encode(rubric)) == address
    assert rubrics.built_in()[0] == address


def test_an_evaluation_keeps_the_rule_set_it_came_with(program: Program) -> None:
    assert program.evaluations.rubric(EVALUATION) == make.rubric()


def test_a_rule_set_that_is_nowhere_is_said() -> None:
    with pytest.raises(NoSuchRubric, match="找不到这次评估所用的评分标准（000000000000）"):
        Rubrics(Nowhere()).rubric("0" * 64)
