"""Order keys: one thing moves, its neighbours stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.domain.ordering import after_last, between, refuse_position
from sgz_desktop.errors import Refused


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("a1", ""),
        ("", "a1"),
        ("a1", "a2"),
        ("a1", "a11"),
        ("a1", "b01"),
        ("az", ""),
        ("", "01"),
        ("zz", ""),
    ],
)
def test_a_key_lies_between_its_neighbours(before: str, after: str) -> None:
    key = between(before, after)

    refuse_position("position", key)
    assert before < key
    assert not after or key < after


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a", "a")])
def test_neighbours_the_wrong_way_round_are_refused(before: str, after: str) -> None:
    with pytest.raises(Refused, match="前后颠倒"):
        between(before, after)


@given(st.lists(st.integers(0, 30), max_size=40))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for each in places:
        place = each % (len(keys) + 1)
        before = keys[place - 1] if place else ""
        after = keys[place] if place < len(keys) else ""
        keys.insert(place, between(before, after))

    assert keys == sorted(set(keys))
    for key in keys:
        refuse_position("position", key)


def test_keys_at_the_end_stay_short_and_in_order() -> None:
    keys: list[str] = []
    for _ in range(3000):
        keys.append(after_last(keys[-1:]))
        refuse_position("position", keys[-1])

    assert keys == sorted(set(keys))
    assert keys[:2] == ["a1", "a2"]
    assert "b01" in keys
    assert max(len(each) for each in keys) <= 4


@pytest.mark.parametrize(
    ("keys", "following"),
    [
        ([], "a1"),
        (["9z"], "a1"),
        (["a"], "a1"),
        (["a1", "az"], "b01"),
        (["ay"], "az"),
        (["b0z"], "b11"),
        (["bzz"], "c001"),
        (["b1"], "b11"),
        (["b"], "b1"),
        (["a1i"], "a2"),
        (["y" + "z" * 25], "z" + "0" * 25 + "1"),
        (["z" * 26], "z" * 26 + "1"),
        (["z" * 27], "z" * 27 + "a1"),
        (["z" * 60], "z" * 60 + "1"),
    ],
)
def test_the_key_behind_the_last(keys: list[str], following: str) -> None:
    assert after_last(keys) == following
    assert all(each < following for each in keys)


@pytest.mark.parametrize("length", [27, 28, 60, 64, 65, 100])
def test_keys_behind_the_last_letter_stay_in_order(length: int) -> None:
    keys = ["z" * length]
    for _ in range(500):
        keys.append(after_last(keys[-1:]))
        refuse_position("position", keys[-1])
    assert keys == sorted(set(keys))


def test_a_key_that_is_too_long_is_said_to_be() -> None:
    with pytest.raises(Refused, match="最多 200 个字符，现有 201 个"):
        refuse_position("position", "a" * 201)


@pytest.mark.parametrize("key", ["", "a0", "A", "a_", "字", "a" * 201])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="次序键"):
        refuse_position("position", key)
