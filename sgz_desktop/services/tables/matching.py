"""Names as a station writes them, brought to the names of the evaluation."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sgz_desktop.domain.places import Zone

_DIGITS = {each: str(number) for number, each in enumerate("零一二三四五六七八九十")}
_NUMBER = re.compile(r"第?([0-9]+|十[一二三四五六七八九]?|[一二三四五六七八九])|([A-Za-z])")
_WORDS = ("服务片区", "片区", "片", "区")
_CITED = 40
_Named = TypeVar("_Named")


def squeezed(text: str) -> str:
    """A name without spaces and line breaks, its digits, letters and brackets of one width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def short(name: str) -> str:
    """A name as a sentence cites it: a cell may hold thousands of characters."""
    return name if len(name) <= _CITED else f"{name[:_CITED]}…"


def zone_key(name: str) -> str:
    """What tells zones apart however they are written: 第一片区, 一片区, 片区1 and 片区1及专项 are all 1."""
    plain = squeezed(name).removesuffix("及专项")
    bare = plain
    for word in _WORDS:
        bare = bare.replace(word, "")
    found = _NUMBER.fullmatch(bare)
    if found is None or not any(word in plain for word in _WORDS):
        return plain
    number, letter = found.groups()
    return letter.upper() if letter else _arabic(number)


def _arabic(number: str) -> str:
    if number.isdigit() and number.isascii():
        return str(int(number))
    if number.startswith("十"):
        return str(10 + int(_DIGITS.get(number[1:], "0")))
    return _DIGITS[number]


def zone_named(name: str, zones: Sequence[Zone]) -> Zone | None:
    """The zone that a sheet calls so; None where none or more than one may be meant."""
    return only(each for each in zones if zone_key(each.name) == zone_key(name))


def zone_in(text: str, zones: Sequence[Zone]) -> Zone | None:
    """The zone that a post names (一片区社工); None where it names none."""
    found = re.match(
        r"(第?(?:[0-9]+|[一二三四五六七八九十]+|[A-Za-z])\s*片区|片区\s*[0-9一二三四五六七八九十]+)", text
    )
    return zone_named(found.group(1), zones) if found else None


def only(several: Iterable[_Named]) -> _Named | None:
    """The one there is, None where there is none or more than one."""
    found: list[Any] = list(several)
    return found[0] if len(found) == 1 else None
