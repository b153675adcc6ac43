"""A house style as data: headings, standard passages and the order of the score table, read and checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgz_desktop.errors import SgzError

_SLOT = re.compile(r"\{([a-z_]*)\}")


class BadStyle(SgzError):
    """A house style's file is not as it should be; names file and place."""

    def __init__(self, name: str, place: str, sentence: str) -> None:
        super().__init__(f"体例文件“{name}”的 {place}：{sentence}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a passage that is filled from the evaluation."""

    name: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """One association's way of writing a report."""

    code: str
    title: str
    score_order: tuple[str, ...]
    headings: Mapping[str, str]
    stage_headings: Mapping[str, str]
    passages: Mapping[str, str]


def read_style(path: Path) -> HouseStyle:
    """The house style in a TOML file; raises BadStyle."""
    name = path.name
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadStyle(name, "文件", f"不是可读的 TOML（{error}）。") from error
    order = raw.get("score_order")
    if not isinstance(order, list) or not all(isinstance(each, str) for each in order):
        raise BadStyle(name, "score_order", "应是文字的列表。")
    return HouseStyle(
        code=_text(raw, "code", name),
        title=_text(raw, "title", name),
        score_order=tuple(order),
        headings=_texts(raw, "headings", name),
        stage_headings=_texts(raw, "stage_headings", name),
        passages=_texts(raw, "passages", name),
    )


def pieces(text: str) -> tuple[str | Slot, ...]:
    """A passage as its literal stretches and its slots, in order."""
    found: list[str | Slot] = []
    for number, part in enumerate(_SLOT.split(text)):
        if number % 2:
            found.append(Slot(part))
        elif part:
            found.append(part)
    return tuple(found)


def _text(raw: Mapping[str, Any], key: str, name: str, *, section: str = "") -> str:
    text = raw.get(key)
    if not isinstance(text, str) or not text.strip():
        raise BadStyle(name, f"{section}{key}", "应是一段文字。")
    return text


def _texts(raw: Mapping[str, Any], key: str, name: str) -> Mapping[str, str]:
    table = raw.get(key)
    if not isinstance(table, dict):
        raise BadStyle(name, key, "缺少这一节。")
    for each in table:
        if "{" in _SLOT.sub("", _text(table, each, name, section=f"{key}.")):
            raise BadStyle(name, f"{key}.{each}", "花括号里只能是一个小写英文名称。")
    return dict(table)
