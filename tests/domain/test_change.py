"""Heads of fields and disagreements, whatever order the changes come in."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.domain.change import MOST_NUMBER, Change, disagreements, heads
from sgz_desktop.errors import Refused
from tests import build

OTHER = UUID("c0ffee00-0000-4000-8000-000000000002")


def test_an_unreplaced_change_is_a_head() -> None:
    first = build.change(1, value='"甲"')
    second = build.change(2, value='"乙"', replaces=(first.id,))
    other_field = build.change(3, field="district")

    found = heads([first, second, other_field])

    assert found == {
        ("evaluation", build.EVALUATION, "station"): [second],
        ("evaluation", build.EVALUATION, "district"): [other_field],
    }
    assert disagreements([first, second, other_field]) == ()


def test_two_unreplaced_changes_to_different_values_disagree() -> None:
    first = build.change(1, value='"甲"')
    second = build.change(2, value='"乙"', replaces=(first.id,), device_id=OTHER)
    third = build.change(3, value='"丙"', replaces=(first.id,), lamport=2)

    (only,) = disagreements([third, first, second])

    assert (only.entity, only.entity_id, only.field) == ("evaluation", build.EVALUATION, "station")
    assert only.changes == (third, second)


def test_two_changes_to_the_same_value_agree() -> None:
    first = build.change(1)
    second = build.change(2, device_id=OTHER)

    assert disagreements([first, second]) == ()
    assert len(heads([first, second])["evaluation", build.EVALUATION, "station"]) == 2


def test_rank_is_by_clock_then_device_then_number() -> None:
    assert build.change(7, lamport=3).rank == (3, str(build.DEVICE), 7)
    assert build.change(1, lamport=2).rank < build.change(2, lamport=10).rank


@given(st.permutations(range(6)))
def test_the_order_of_changes_is_indifferent(order: list[int]) -> None:
    changes: list[Change] = []
    for number in range(6):
        replaced = (changes[number // 2].id,) if number % 2 else ()
        changes.append(build.change(number + 1, value=f'"{number}"', replaces=replaced))

    assert heads([changes[each] for each in order]) == heads(changes)


@pytest.mark.parametrize("field", ["lamport", "device_seq"])
@pytest.mark.parametrize("number", [0, -1, MOST_NUMBER + 1, 2**53 - 1, 2**63])
def test_numbers_that_no_file_can_hold_are_refused(field: str, number: int) -> None:
    build.change(1, **{field: MOST_NUMBER})
    with pytest.raises(Refused, match="不超过 15 位"):
        build.change(1, **{field: number})
