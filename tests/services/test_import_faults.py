"""Faults of a file as a person reads them."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, get_args

import pytest

from sgz_desktop.domain.canonical import Unreadable, decode, field_types
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.entities import COLLECTIONS, TYPES
from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.services.import_faults import ENUMERATIONS, fault_text

WRONG: tuple[object, ...] = ("wrong", None, 1, {})


@pytest.mark.parametrize(
    ("place", "sentence", "told"),
    [
        (
            "$.evaluation.phase",
            "应是 midterm、final 之一。",
            "评估的评估阶段：应是“中期”（midterm）、“末期”（final）之一（$.evaluation.phase）。",
        ),
        ("$.evaluation.station", "不能为空。", "评估的社工站名称：不能为空（$.evaluation.station）。"),
        ("$.people[0].name", "缺少“name”。", "第 1 条人员的名称：没有填写（$.people[0].name）。"),
        ("$.marks[3].answer.met", "应是数。", "第 4 条评分的评分：应是数（$.marks[3].answer.met）。"),
        (
            "$.marks[3].answer",
            "“O-01”应以 ratio 作答，不能用 bare。",
            "第 4 条评分的评分：“O-01”应以“按比例分档”作答，不能用“直接给分”（$.marks[3].answer）。",
        ),
        (
            "$.marks[3]",
            "与 $.marks[0] 是同一条（item、group_id、person_id 都相同）。",
            "第 4 条评分：与 $.marks[0] 是同一条（评分项、所属评审组、专家都相同）（$.marks[3]）。",
        ),
        (
            "$.people[0].id",
            "应是一个小写的 UUID。",
            "第 1 条人员的内部编号：应是 36 个字符的内部编号，字母小写（$.people[0].id）。",
        ),
        (
            "$.people[0].leads",
            "应是 true 或 false。",
            "第 1 条人员的组长：应是“是”（写作 true）或“否”（写作 false）（$.people[0].leads）。",
        ),
        (
            "$.figures[0].code",
            "评分标准中没有评分方“x”，应是 a、b 之一。",
            "第 1 条得分的代码：评分标准中没有评分方“x”，应是 a、b 之一（$.figures[0].code）。",
        ),
        (
            "$.changes[0].batch_id",
            "缺少“batch_id”。",
            "第 1 条修改记录的操作编号：没有填写（$.changes[0].batch_id）。",
        ),
        ("$.groups", "应是一个列表 […]。", "评审组：应是一个列表 […]（$.groups）。"),
        ("$.zones[0].x", "不认识的键“x”。", "第 1 条片区：不认识的键“x”（$.zones[0].x）。"),
        ("$.format", "缺少“format”。", "文件格式：没有填写（$.format）。"),
        ("$.zzz", "不认识的键“zzz”。", "整个文件：不认识的键“zzz”（$.zzz）。"),
        ("$", "应是一个对象 {…}。", "整个文件：应是一个对象 {…}（$）。"),
        ("甲.xlsx", "不能读取。", "甲.xlsx：不能读取。"),
    ],
)
def test_place_and_values_by_their_names(place: str, sentence: str, told: str) -> None:
    assert fault_text(Problem(place, sentence)) == told


def _enumerations(wanted: Any) -> Iterator[type[Enum]]:
    """Every enumeration within a type."""
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        yield wanted
    record: type = wanted
    inner = [each.wanted for each in field_types(record)] if is_dataclass(wanted) else get_args(wanted)
    for each in inner:
        yield from _enumerations(each)


def _only_words(told: str) -> bool:
    """Whether codes stand in brackets only, after their words."""
    return not re.search("[A-Za-z]", re.sub("（[^）]*）", "", told))


def test_every_code_a_file_may_hold_has_its_word() -> None:
    held = {found for each in (*TYPES.values(), Rubric) for found in _enumerations(each)}
    assert held == set(ENUMERATIONS)
    for wanted in (*held, Answer):
        for wrong in WRONG:
            with pytest.raises(Unreadable) as fault:
                decode(wanted, wrong)
            told = fault_text(Problem("$.figures[0].scope" + fault.value.below, fault.value.sentence))
            assert _only_words(told), told
            assert wanted is Answer or "”（" in told


def test_every_field_of_a_file_has_its_name() -> None:
    names = {kind: COLLECTIONS.get(kind, kind) for kind in TYPES} | {"change": "changes"}
    for kind, name in names.items():
        number = "" if name == "evaluation" else "[0]"
        record: type = TYPES.get(kind, Change)
        for each in field_types(record):
            told = fault_text(Problem(f"$.{name}{number}.{each.name}", f"缺少“{each.name}”。"))
            assert _only_words(told), told
