"""First letters of Chinese words as one types them, 档案 as da, without a dictionary."""

from bisect import bisect_right
from functools import lru_cache

# The 3,755 characters of GB 2312's first level stand in the order of their pinyin: the first of each letter.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [int.from_bytes(each.encode("gb2312")) for each in _FIRST]
_END = int.from_bytes("座".encode("gb2312"))


def initials(text: str) -> str:
    """The letters of a text's characters; one of several readings, and none for rare characters."""
    return "".join(map(_initial, text))


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    if character.isascii():
        return character.casefold() if character.isalnum() else ""
    try:
        place = int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    if not _STARTS[0] <= place <= _END:
        return ""
    return _LETTERS[bisect_right(_STARTS, place) - 1]
