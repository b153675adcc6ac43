"""Bytes to plain JSON values, every fault of spelling with its place."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sgz_desktop.domain.problems import Problem

SIZE_LIMIT = 64 * 1024 * 1024
DEPTH_LIMIT = 32
PROBLEM_LIMIT = 1000

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_]{1,64}")
_STEP = re.compile(r'\.(\w+)|\[(\d+)\]|\[("(?:\\.|[^"\\])*")\]')
_WHOLE = re.compile(r"-?[0-9]+")
_HALF_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_SPELLINGS = {
    "Expecting value": "此处应有一个值",
    "Expecting property name enclosed in double quotes": "键名应加双引号，最后一项后面不能有逗号",
    "Expecting ':' delimiter": "键名后应有冒号",
    "Expecting ',' delimiter": "两项之间应有逗号，或括号没有闭合",
    "Extra data": "末尾有多余的内容",
    "Unterminated string starting at": "文字缺少后引号",
    "Invalid control character at": "文字中的换行和控制字符应写成转义",
    "Invalid \\escape": "反斜杠的转义写法有误",
    "Invalid \\uXXXX escape": "\\u 后应有四位十六进制数字",
}


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A number that no field takes: with a decimal point or exponent, with too many digits, or NaN."""

    text: str

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        if self.is_whole:
            return f"{self.text[:20]}…… 过大：整数最多 15 位。"
        if self.is_number:
            return f'{self.text[:40]} 应加引号写成文字（例如 "8.925"）；只有整数可以不加引号。'
        return f"{self.text} 不是 JSON 的值。"

    @property
    def is_number(self) -> bool:
        """Whether it is a number at all."""
        return self.text.lstrip("-")[:1].isdigit()

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number of too many digits."""
        return _WHOLE.fullmatch(self.text) is not None


class Findings:
    """The problems found so far, one sentence a place, so that one fault is said once."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}
        self._passing: set[str] = set()
        self._more = False

    def note(self, place: str, sentence: str) -> None:
        """Note a fault unless one was noted at that very place."""
        if place in self._passing:
            self._passing.remove(place)
            self._sentences[place] = sentence
        elif len(self._sentences) >= PROBLEM_LIMIT:
            self._more = True
        else:
            self._sentences.setdefault(place, sentence)

    def note_in_passing(self, place: str, sentence: str) -> None:
        """Note a fault until whoever knows what should be there says something of that very place."""
        if place not in self._sentences:
            self.note(place, sentence)
            self._passing |= {place} & self._sentences.keys()

    def waits(self, place: str) -> bool:
        """Whether something better may still be said of a place."""
        return place in self._passing

    def touches(self, place: str) -> bool:
        """Whether a fault was noted at a place or below it."""
        inner = (f"{place}.", f"{place}[")
        return any(each == place or each.startswith(inner) for each in self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    @property
    def full(self) -> bool:
        """Whether no further fault would be listed, so that reading on is of no use."""
        return self._more

    def problems(self, whole: object = None) -> tuple[Problem, ...]:
        """Everything noted in characters that any console can print, in the order of the file `whole`."""
        rank = _Order(whole).rank
        places = sorted(self._sentences, key=rank)
        found = [Problem(printable(each), printable(self._sentences[each])) for each in places]
        if self._more:
            found.append(Problem("$", f"问题过多，只列出前 {PROBLEM_LIMIT} 处。"))
        return tuple(found)


def step(key: str | int) -> str:
    """One step of a JSON path: [3], .name, or [\"…\"] for a key that is no plain word."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key[:64])}]"


def steps_of(place: str) -> Iterator[str | int]:
    """The keys and numbers a JSON path leads along."""
    for name, number, quoted in _STEP.findall(place):
        if number:
            yield int(number)
        else:
            yield name or json.loads(quoted)


class _Order:
    """Where in a file a place is: keys in the order they stand there, a missing one before them."""

    def __init__(self, whole: object) -> None:
        self._whole = whole
        self._ranks: dict[int, dict[str, int]] = {}

    def rank(self, place: str) -> tuple[int, ...]:
        """What places are sorted by."""
        found: list[int] = []
        at: Any = self._whole
        for each in steps_of(place):
            if isinstance(each, int):
                found.append(each)
                at = at[each] if isinstance(at, list) and each < len(at) else None
            else:
                found.append(self._ranks_in(at).get(each, -1))
                at = at.get(each) if isinstance(at, dict) else None
        return tuple(found)

    def _ranks_in(self, record: Any) -> dict[str, int]:
        if not isinstance(record, dict):
            return {}
        if id(record) not in self._ranks:
            self._ranks[id(record)] = {key: rank for rank, key in enumerate(record)}
        return self._ranks[id(record)]


def parse(raw: bytes, findings: Findings) -> Any:
    """The value a file spells (UTF-8, with or without a byte order mark), None where it spells none.

    Keys given twice, numbers that should be text, NaN, half surrogate pairs and too deep nesting are noted.
    """
    if len(raw) > SIZE_LIMIT:
        findings.note("$", f"文件超过 {SIZE_LIMIT // 1024 // 1024} MB，不是一份评估文件。")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        where = f"不是 UTF-8，从第 {fault.start + 1} 个字节起"
        findings.note("$", f"可能不是本程序的数据文件：里面的字认不出来（{where}）。")
        return None
    return parse_text(text, findings)


def parse_text(text: str, findings: Findings) -> Any:
    """Like `parse`, for text that is decoded already."""
    repeated: list[tuple[dict[str, Any], list[str]]] = []

    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            # The record is kept with its keys, or its address could be given to another one.
            repeated.append((found, [key for key, count in counts.items() if count > 1]))
        return found

    misspelt: list[Misspelt] = []

    def wrong(text: str) -> Misspelt:
        misspelt.append(Misspelt(text))
        return misspelt[-1]

    def whole(text: str) -> int | Misspelt:
        return int(text) if len(text) <= 20 else wrong(text)

    try:
        value = json.loads(
            text, object_pairs_hook=record, parse_float=wrong, parse_constant=wrong, parse_int=whole
        )
    except json.JSONDecodeError as fault:
        spelling = _SPELLINGS.get(fault.msg, "写法有误")
        findings.note(
            "$",
            f"文件不完整，或者不是本程序的数据文件：第 {fault.lineno} 行第 {fault.colno} 列，{spelling}。",
        )
        return None
    except RecursionError:
        findings.note("$", f"括号嵌套超过 {DEPTH_LIMIT} 层，不是一份评估文件。")
        return None
    if _is_deep(value):
        findings.note("$", f"括号嵌套超过 {DEPTH_LIMIT} 层，不是一份评估文件。")
        return None
    # Going through a whole file takes seconds, so it is done only where there is something to find.
    if misspelt or repeated or _HALF_ESCAPE.search(text) or _has_half_character(text):
        _note_spelling(value, {id(found): keys for found, keys in repeated}, findings)
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH_LIMIT):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


_Trail = tuple["_Trail | None", str | int]
_NOTABLE = (str, dict, list, Misspelt)


def _note_spelling(value: Any, repeated: dict[int, list[str]], findings: Findings) -> None:
    waiting: list[tuple[Any, _Trail | None]] = [(value, None)] if isinstance(value, _NOTABLE) else []
    while waiting and not findings.full:
        each, trail = waiting.pop()
        if isinstance(each, str):
            if _has_half_character(each):
                findings.note(_place(trail), "含有残缺的字符（半个代理对）。")
        elif isinstance(each, Misspelt):
            findings.note_in_passing(_place(trail), each.sentence)
        else:
            if isinstance(each, dict):
                _note_keys(each, repeated.get(id(each), []), trail, findings)
            waiting += [
                (inner, (trail, key)) for key, inner in _backwards(each) if isinstance(inner, _NOTABLE)
            ]


def _note_keys(record: dict[str, Any], repeated: list[str], trail: _Trail | None, findings: Findings) -> None:
    for key in repeated:
        findings.note(_place((trail, key)), f"键“{key[:64]}”出现了不止一次。")
    for key in record:
        if _has_half_character(key):
            findings.note(_place((trail, key)), "键名含有残缺的字符（半个代理对）。")


def _backwards(value: dict[str, Any] | list[Any]) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from reversed(value.items())
    else:
        yield from zip(range(len(value) - 1, -1, -1), reversed(value), strict=True)


def _has_half_character(text: str) -> bool:
    return _HALF_CHARACTER.search(text) is not None


def _place(trail: _Trail | None) -> str:
    steps = []
    while trail is not None:
        trail, key = trail
        steps.append(step(key))
    return "$" + "".join(reversed(steps))


def printable(text: str) -> str:
    """Foreign text without control characters and half surrogate pairs, which no console can print."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(each) in ("Cc", "Cs") else each for each in text)
