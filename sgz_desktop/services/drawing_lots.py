"""Draws the records of a spot check by seed: the same seed draws the same on any machine, for ever.

The rule, so that anybody can repeat it: number the records 1 … N in the order of the station's list. With a
counter that begins at 0, take the SHA-256 of the UTF-8 text `seed:counter`, read as a whole number of 256
bits, big end first. There are n places left; a number at or above the largest multiple of n below 2^256 is
thrown away, so that every place is equally likely. Its rest by n picks one of the places left (place 0 is the
lowest); the last place takes the place of the one that was picked. The counter goes up by one with every
SHA-256 taken.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sgz_desktop.errors import Refused

_SPAN = 1 << 256
_MOST = 1_000_000
_APART = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: places from 1 in ascending order, and the numbers that stand there."""

    seed: str
    population: int
    places: tuple[int, ...]
    numbers: tuple[str, ...]

    @property
    def proof(self) -> str:
        """The sentence that lets anybody repeat the draw."""
        named = "" if self.numbers == _as_numbers(self.places) else f"（{'、'.join(self.numbers)}）"
        return (
            f"从 {self.population} 份中按号码 {self.seed} 抽取 {len(self.places)} 份："
            f"第 {'、'.join(map(str, self.places))} 份{named}"
        )


def places(population: int, count: int, seed: str) -> tuple[int, ...]:
    """`count` different places of 1 … `population`, ascending; raises Refused naming the field."""
    if not 0 < population <= _MOST:
        raise Refused("drawn_from", f"总数应在 1 至 {_MOST} 之间。")
    if not 0 < count <= population:
        raise Refused("count", f"抽取份数应在 1 至 {population} 之间。")
    if not seed.strip():
        raise Refused("seed", "请填写抽取号码。")
    moved: dict[int, int] = {}  # where another place stands by now; a million places need no list
    found: list[int] = []
    counter = 0
    while len(found) < count:
        left = population - len(found)
        number = int.from_bytes(hashlib.sha256(f"{seed}:{counter}".encode()).digest())
        counter += 1
        if number >= _SPAN - _SPAN % left:
            continue
        picked, last = number % left, left - 1
        found.append(moved.get(picked, picked) + 1)
        moved[picked] = moved.get(last, last)
    return tuple(sorted(found))


def draw(population: int | Sequence[str], count: int, seed: str) -> Drawn:
    """Draw from 1 … N, or from a list of numbers in its order; raises Refused naming the field.

    The seed is taken as `spelled` writes it, and kept so.
    """
    seed = spelled(seed)
    if isinstance(population, int):
        drawn = places(population, count, seed)
        return Drawn(seed, population, drawn, _as_numbers(drawn))
    drawn = places(len(population), count, seed)
    return Drawn(seed, len(population), drawn, tuple(population[each - 1] for each in drawn))


def spelled(seed: str) -> str:
    """A seed in its one spelling: ２０２４ and 2024 draw the same."""
    narrow = unicodedata.normalize("NFKC", seed).strip()
    return "".join(str(unicodedata.decimal(each, each)) for each in narrow)


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a pasted list, each once, in order: blanks, commas and line breaks part them."""
    return tuple(dict.fromkeys(each for each in _APART.split(text) if each))


def next_seed(day: date, used: Iterable[str]) -> str:
    """The day and a counter that no draw has used yet: 20240116-1."""
    head = f"{day:%Y%m%d}-"
    tails = [each.removeprefix(head) for each in used if each.startswith(head)]
    return f"{head}{max((int(each) for each in tails if each.isdecimal()), default=0) + 1}"


def _as_numbers(drawn: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(each) for each in drawn)
