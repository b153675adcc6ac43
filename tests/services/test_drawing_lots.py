"""The draw by seed: fixed outcomes for ever, every place equally likely, refusals with their field."""

import hashlib
from datetime import date

import pytest

from sgz_desktop.errors import Refused
from sgz_desktop.services.drawing_lots import draw, next_seed, numbers_in, places


@pytest.mark.parametrize(
    ("population", "count", "seed", "drawn"),
    [
        (60, 3, "20240116-1", (21, 32, 38)),
        (60, 4, "20240116-1", (4, 21, 32, 38)),
        (1445, 10, "20240116-3", (42, 296, 316, 467, 571, 618, 683, 951, 1139, 1336)),
        (5, 5, "x", (1, 2, 3, 4, 5)),
        (1_000_000, 2, "s", (443996, 625680)),
        (1, 1, "种子", (1,)),
    ],
)
def test_a_seed_draws_the_same_for_ever(
    population: int, count: int, seed: str, drawn: tuple[int, ...]
) -> None:
    assert places(population, count, seed) == drawn


@pytest.mark.parametrize("typed", ["２０２４", " 2024 ", "٢٠٢٤", "2０24"])
def test_digits_of_a_seed_have_one_spelling(typed: str) -> None:
    assert draw(60, 3, typed) == draw(60, 3, "2024")
    assert draw(60, 3, typed).seed == "2024"
    assert places(60, 3, "２０２４") != places(60, 3, "2024")  # what was kept as typed is repeated as typed


def test_the_rule_as_it_is_written_down() -> None:
    left, found = list(range(1, 61)), []
    for counter in range(3):
        number = int.from_bytes(hashlib.sha256(f"20240116-1:{counter}".encode()).digest(), "big")
        place = number % len(left)
        found.append(left[place])
        left[place] = left[-1]
        left.pop()
    assert tuple(sorted(found)) == places(60, 3, "20240116-1")


def test_every_place_is_drawn_about_as_often() -> None:
    drawn = [place for seed in range(600) for place in places(10, 3, str(seed))]
    assert all(140 < drawn.count(place) < 220 for place in range(1, 11))


def test_the_proof_says_how_to_repeat_it() -> None:
    assert draw(60, 3, "20240116-1").proof == "从 60 份中按号码 20240116-1 抽取 3 份：第 21、32、38 份"
    listed = numbers_in("GA-1，GA-2 GA-3\nGA-2、GA-4;GA-5")
    assert listed == ("GA-1", "GA-2", "GA-3", "GA-4", "GA-5")
    by_list = draw(listed, 2, "a")
    assert by_list.numbers == tuple(listed[each - 1] for each in by_list.places)
    assert by_list.proof.endswith(f"（{'、'.join(by_list.numbers)}）")


@pytest.mark.parametrize(
    ("population", "count", "seed", "field"),
    [
        (0, 1, "a", "drawn_from"),
        (1_000_001, 1, "a", "drawn_from"),
        (3, 4, "a", "count"),
        (3, 0, "a", "count"),
        (3, 1, " ", "seed"),
    ],
)
def test_what_cannot_be_drawn(population: int, count: int, seed: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        draw(population, count, seed)
    assert refused.value.field == field


def test_the_next_seed_is_one_nobody_used() -> None:
    day = date(2024, 1, 16)
    assert next_seed(day, ()) == "20240116-1"
    assert next_seed(day, ("20240116-2", "20240116-x", "20240115-9", "")) == "20240116-3"
