"""The numbers of Chinese headings and lists: 一、（一） 1. （1） ①."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "零一二三四五六七八九"
_CIRCLED_MOST = 20
PLAIN = ""
"""The form of what bears no number."""


def chinese_numeral(number: int) -> str:
    """1 to 99 as a Chinese numeral: 一, 十, 十二, 二十, 二十一."""
    if not 0 < number < 100:
        raise ValueError(f"no heading bears the number {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _han(number: int) -> str:
    return chinese_numeral(number) if number < 100 else str(number)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _CIRCLED_MOST else f"（{number}）"


_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "一、": lambda number: f"{_han(number)}、",
        "（一）": lambda number: f"（{_han(number)}）",
        "1.": lambda number: f"{number}.",
        "1、": lambda number: f"{number}、",
        "（1）": lambda number: f"（{number}）",
        "①": _circled,
        PLAIN: lambda _number: "",
    }
)
FORMS = frozenset(_FORMS)
"""Every form of number, each named by its own first one."""


def numbered(form: str, number: int) -> str:
    """The token in front of a text: the form's `number`-th. KeyError for a form that is none of FORMS."""
    return _FORMS[form](number)
