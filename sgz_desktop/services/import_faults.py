"""What is wrong with a file, worded for who reads no JSON: the place and the values by their names."""

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import get_args

from sgz_desktop.domain.canonical import field_types
from sgz_desktop.domain.entities import COLLECTIONS, TYPES
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.problems import Problem
from sgz_desktop.models.names import KINDS, field_name
from sgz_desktop.services.naming import word_of

_PLACE = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_ONE_OF = re.compile(r"应是 (\S+) 之一")
_KINDS_BY_ARRAY: Mapping[str, str] = MappingProxyType({name: kind for kind, name in COLLECTIONS.items()})
_MISSING, _STRANGER = "缺少“", "不认识的键"


def fault_text(problem: Problem) -> str:
    """One fault as a sentence with its JSON path last: 评估的评估阶段：应是…（$.evaluation.phase）。"""
    found = _PLACE.match(problem.place)
    kind = _kind(found[1]) if found else ""
    if found is None or not kind:
        return str(problem)
    number, field = found[2], found[3] or ""
    sentence = problem.sentence
    if sentence.startswith(_STRANGER):
        field = ""  # what nobody knows has no name
    elif sentence.startswith(_MISSING) and field:
        sentence = "没有填写。"
    count = f"第 {int(number) + 1} 条" if number else ""
    named = field_name(kind, field) if field else KINDS[kind]
    codes = _codes(kind, field)
    said = _ONE_OF.sub(lambda one: f"应是{_words(one[1], codes)}之一", sentence) if codes else sentence
    return f"{count}{named}：{said.removesuffix('。')}（{problem.place}）。"


def _kind(name: str) -> str:
    return Evaluation.kind if name == Evaluation.kind else _KINDS_BY_ARRAY.get(name, "")


def _codes(kind: str, field: str) -> Mapping[str, str]:
    """The codes a field may have, each with its word; none where it is no enumeration."""
    record: type = Evaluation if kind == Evaluation.kind else TYPES[kind]
    wanted = next((each.wanted for each in field_types(record) if each.name == field), None)
    several = [each for each in (wanted, *get_args(wanted)) if isinstance(each, type)]
    return {str(code.value): word_of(code) for each in several if issubclass(each, Enum) for code in each}


def _words(listed: str, codes: Mapping[str, str]) -> str:
    return "、".join(f"“{codes.get(each, each)}”（{each}）" for each in listed.split("、"))
